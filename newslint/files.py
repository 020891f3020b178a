"""Which files there are, and how they are read: whole, as bytes."""

import os
import re
import stat
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from newslint.gitignore import Lines

SUFFIXES = frozenset((".md", ".markdown", ".mdown", ".mkd", ".mdx", ".html", ".htm"))
"""What the files that newslint reads are called; in lower case."""

TEMPORARY = ".newslint-tmp"
"""How the name of a file ends that newslint writes beside another, to take its place."""

_NEVER_ENTERED = frozenset((".git", ".hg", ".svn", ".venv", "node_modules", "__pycache__"))


def read(path: Path) -> bytes:
    """Return a file's bytes. Raises `OSError`."""
    with path.open("rb", buffering=0) as stream:  # it is read in one piece
        return stream.read()


class File(Struct, frozen=True):
    """A file to look at: its absolute path, its size in bytes and when it was last changed.

    The path is a string, since a site has many files and most are never opened.
    """

    name: str
    size: int
    changed: int
    """In nanoseconds since the epoch, as the file system has it."""

    @classmethod
    def of(cls, path: Path, status: os.stat_result) -> "File":
        """Return the file that the operating system tells of."""
        return cls(str(path), status.st_size, status.st_mtime_ns)

    @property
    def path(self) -> Path:
        """Its absolute path."""
        return Path(self.name)


class Found(Struct, frozen=True):
    """The files to look at, and the folders that could not be listed, with the reason."""

    files: tuple[File, ...]
    unlisted: tuple[tuple[Path, OSError], ...] = ()


class Choice(Struct, frozen=True):
    """Which files and folders of a folder are meant; both are asked about absolute paths."""

    wanted: Callable[[str], bool]
    excluded: Callable[[str], bool]
    suffixes: frozenset[str] = frozenset()
    """In lower case; what ends in one is wanted."""


def find(path: Path, *, wanted: Callable[[Path], bool], excluded: Callable[[Path], bool]) -> Found:
    """Return the files to look at, chosen alike in each folder; see `Finder`."""
    choice = Choice(lambda name: wanted(Path(name)), lambda name: excluded(Path(name)))
    return Finder(lambda _: choice).find(path)


class Finder:
    """Finds the files to look at, by the `choice` of each folder.

    What a folder says of files that are named in it is read once.
    """

    def __init__(self, choice: Callable[[Path], Choice]) -> None:
        """Take what tells which files are meant."""
        self._choice = choice
        self._ours = cache(_ours_above)

    def find(self, path: Path) -> Found:
        """Return the files to look at: the one that is named, or those below a folder.

        A named file is among them unless it is `excluded` or a `.newslintignore` names it; of a
        folder, the files below it that are `wanted` and neither `excluded` nor ignored by that or
        by Git, without links that lead out of it. Paths are absolute. Raises `OSError` where
        there is nothing at the path.
        """
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            unlisted: list[tuple[Path, OSError]] = []
            return Found(tuple(_walk(path, self._choice, unlisted)), tuple(unlisted))
        name, folder = str(path), path.parent
        left_out = self._choice(folder).excluded(name) or _is_ignored(name, self._ours(folder))
        return Found(() if left_out else (File.of(path, status),))


_GITS = ".gitignore"
_OURS = ".newslintignore"


class _IgnoreFile(Struct, frozen=True):
    """The patterns of a `.gitignore` or `.newslintignore`, which hold below its folder."""

    below: str
    """How the paths begin that it is about."""
    lines: "Lines"

    @classmethod
    def of(cls, folder: Path, name: str) -> "_IgnoreFile":
        from newslint import gitignore  # many a folder has none

        # As Git reads it: the bytes of names, in lines that end at `\n`.
        content = os.fsdecode((folder / name).read_bytes().removeprefix(BOM_UTF8))
        below = os.path.join(folder, "")  # noqa: PTH118 - with a separator behind
        return cls(below, gitignore.Lines.of(re.split("\r?\n", content)))

    def says(self, name: str) -> bool | None:
        """Whether a path is ignored; None where no pattern is about it."""
        return self.lines.say(name[len(self.below) :].replace(os.sep, "/"))


def _walk(
    top: Path, choice: Callable[[Path], Choice], unlisted: list[tuple[Path, OSError]]
) -> Iterator[File]:
    root = os.path.realpath(top)
    folders = [(top, tuple(_ignore_files_above(top, here=(), above=(_GITS, _OURS))))]
    while folders:
        folder, ignores = folders.pop()
        try:
            with os.scandir(folder) as scan:
                entries = list(scan)
        except OSError as error:
            unlisted.append((folder, error))
            continue
        named = {entry.name for entry in entries} & {_GITS, _OURS}
        ignores += tuple(_ignore_files_in(folder, sorted(named), unlisted))
        if ignores:
            entries = [entry for entry in entries if not _is_ignored(_name(entry), ignores)]
        if not entries:
            continue
        here = choice(folder)
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in _NEVER_ENTERED and not here.excluded(entry.path):
                    folders.append((folder / entry.name, ignores))
            elif _is_wanted(entry, here):
                status = _status(entry, root)
                if status and not here.excluded(entry.path):
                    yield File(entry.path, status.st_size, status.st_mtime_ns)


def _name(entry: "os.DirEntry[str]") -> str:
    """Return the path of an entry; a folder's ends in a slash."""
    return entry.path + os.sep if entry.is_dir(follow_symlinks=False) else entry.path


def _is_wanted(entry: "os.DirEntry[str]", choice: Choice) -> bool:
    if entry.name.endswith(TEMPORARY):  # left behind by a run that was killed
        return False
    dot = entry.name.rfind(".")
    suffix = entry.name[dot:].lower() if dot > 0 else ""
    return suffix in choice.suffixes or choice.wanted(entry.path)


def _status(entry: "os.DirEntry[str]", root: str) -> os.stat_result | None:
    """Return what is known of a file, None where it is none or a link to one outside of `root`."""
    try:
        if not entry.is_file():
            return None
        if entry.is_symlink() and not Path(os.path.realpath(entry.path)).is_relative_to(root):
            return None
        return entry.stat()
    except OSError:  # a link in a circle or to where nobody may look, or the file just went
        return None


def _ignore_files_in(
    folder: Path, names: Iterable[str], unlisted: list[tuple[Path, OSError]]
) -> Iterator[_IgnoreFile]:
    for name in names:
        try:
            if (folder / name).is_file():
                yield _IgnoreFile.of(folder, name)
        except OSError as error:
            unlisted.append((folder / name, error))


def _ignore_files_above(
    folder: Path, *, here: tuple[str, ...], above: tuple[str, ...]
) -> Iterator[_IgnoreFile]:
    """Yield the files of these names in a folder and in those above it, outermost first.

    Above means up to the root of the work tree; Git's hold in a work tree only.
    """
    folders = (folder, *folder.parents)
    root = next((each for each in folders if (each / ".git").exists()), None)
    inside = folders[: folders.index(root) + 1] if root else folders
    for each in reversed(inside):
        for name in here if each == folder else above:
            if (root or name != _GITS) and (each / name).is_file():
                yield _IgnoreFile.of(each, name)


def _ours_above(folder: Path) -> tuple[_IgnoreFile, ...]:
    """Return our own ignore files in a folder and in those above it."""
    return tuple(_ignore_files_above(folder, here=(_OURS,), above=(_OURS,)))


def _is_ignored(name: str, ignores: Iterable[_IgnoreFile]) -> bool:
    """Whether a path is ignored; a folder's ends in a slash."""
    verdict = None
    for ignore in ignores:
        said = ignore.says(name)
        verdict = verdict if said is None else said
    return bool(verdict)
