"""Which files there are, and how they are read: whole, as bytes."""

import os
import re
import stat
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

SUFFIXES = frozenset((".md", ".markdown", ".mdown", ".mkd", ".mdx", ".html", ".htm"))
"""What the files that newslint reads are called; in lower case."""

TEMPORARY = ".newslint-tmp"
"""How the name of a file ends that newslint writes beside another, to take its place."""

_NEVER_ENTERED = frozenset((".git", ".hg", ".svn", ".venv", "node_modules", "__pycache__"))


def read(path: Path) -> bytes:
    """Return a file's bytes. Raises `OSError`."""
    return path.read_bytes()


class File(Struct, frozen=True):
    """A file to look at: its absolute path, its size in bytes and when it was last changed."""

    path: Path
    size: int
    changed: int
    """In nanoseconds since the epoch, as the file system has it."""

    @classmethod
    def of(cls, path: Path, status: os.stat_result) -> "File":
        """Return the file that the operating system tells of."""
        return cls(path, status.st_size, status.st_mtime_ns)


class Found(Struct, frozen=True):
    """The files to look at, and the folders that could not be listed, with the reason."""

    files: tuple[File, ...]
    unlisted: tuple[tuple[Path, OSError], ...] = ()


def find(path: Path, *, wanted: Callable[[Path], bool], excluded: Callable[[Path], bool]) -> Found:
    """Return the files to look at: the one that is named, or those below a folder.

    A named file is among them unless it is `excluded` or a `.newslintignore` names it; of a
    folder, the files below it that are `wanted` and neither `excluded` nor ignored by that or by
    Git, without links that lead out of it. Paths are absolute. Raises `OSError` where
    there is nothing at the path.
    """
    status = path.stat()
    if not stat.S_ISDIR(status.st_mode):
        ignores = _ignore_files_above(path.parent, here=(_OURS,), above=(_OURS,))
        left_out = excluded(path) or _is_ignored(path, ignores, is_folder=False)
        return Found(() if left_out else (File.of(path, status),))
    unlisted: list[tuple[Path, OSError]] = []
    found = _walk(path, wanted, excluded, unlisted)
    return Found(tuple(file for file in found if not excluded(file.path)), tuple(unlisted))


_GITS = ".gitignore"
_OURS = ".newslintignore"


class _IgnoreFile(Struct, frozen=True):
    """The patterns of a `.gitignore` or `.newslintignore`, which hold below its folder."""

    folder: Path
    patterns: "GitIgnoreSpec"

    @classmethod
    def of(cls, folder: Path, name: str) -> "_IgnoreFile":
        from newslint import gitignore  # many a folder has none

        # As Git reads it: the bytes of names, in lines that end at `\n`.
        content = os.fsdecode((folder / name).read_bytes().removeprefix(BOM_UTF8))
        return cls(folder, gitignore.patterns(re.split("\r?\n", content)))

    def says(self, path: Path, *, is_folder: bool) -> bool | None:
        """Whether a path is ignored; None where no pattern is about it."""
        name = path.relative_to(self.folder).as_posix() + ("/" if is_folder else "")
        return self.patterns.check_file(name).include


def _walk(
    top: Path,
    wanted: Callable[[Path], bool],
    excluded: Callable[[Path], bool],
    unlisted: list[tuple[Path, OSError]],
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
        for entry in entries:
            path = folder / entry.name
            is_folder = entry.is_dir(follow_symlinks=False)
            if _is_ignored(path, ignores, is_folder=is_folder):
                continue
            if not is_folder:
                if entry.name.endswith(TEMPORARY):  # left behind by a run that was killed
                    continue
                status = _status(entry, root) if wanted(path) else None
                if status:
                    yield File.of(path, status)
            elif entry.name not in _NEVER_ENTERED and not excluded(path):
                folders.append((path, ignores))


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


def _is_ignored(path: Path, ignores: Iterable[_IgnoreFile], *, is_folder: bool) -> bool:
    verdict = None
    for ignore in ignores:
        said = ignore.says(path, is_folder=is_folder)
        verdict = verdict if said is None else said
    return bool(verdict)
