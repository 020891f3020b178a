"""Which files there are, and how they are read and written: whole, as bytes, or not at all."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

SUFFIXES = frozenset((".md", ".markdown", ".mdown", ".mkd", ".mdx", ".html", ".htm"))
"""What the files that newslint reads are called; in lower case."""

_NEVER_ENTERED = frozenset((".git", ".hg", ".svn", ".venv", "node_modules", "__pycache__"))


class ChangedOnDiskError(OSError):
    """The file is not what it was when it was read, so it was not written."""


def read(path: Path) -> bytes:
    """Return a file's bytes. Raises `OSError`."""
    return path.read_bytes()


def write(path: Path, content: bytes, *, was: bytes) -> None:
    """Replace a file by `content` in one step; its mode stays, and a symbolic link stays a link.

    `was` is what the file held when it was read. Raises `ChangedOnDiskError` where it holds
    something else by now, and any other `OSError`; the file then is as it was.
    """
    import tempfile

    target = Path(os.path.realpath(path))
    mode = stat.S_IMODE(target.stat().st_mode)
    if not os.access(target, os.W_OK):
        raise PermissionError(f"{path} is not writable")
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        _refuse_if_changed(target, was)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


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
    Git. Paths are absolute. Raises `OSError` where
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


def _refuse_if_changed(target: Path, was: bytes) -> None:
    if target.read_bytes() != was:
        raise ChangedOnDiskError(f"{target} changed while newslint was at work; run it again")


def _sync_folder(folder: Path) -> None:
    """Make sure that the folder remembers the new name after a power failure."""
    if os.name == "nt":  # Windows has no descriptors of folders
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


_GITS = ".gitignore"
_OURS = ".newslintignore"


class _IgnoreFile(Struct, frozen=True):
    """The patterns of a `.gitignore` or `.newslintignore`, which hold below its folder."""

    folder: Path
    patterns: "GitIgnoreSpec"

    @classmethod
    def of(cls, folder: Path, name: str) -> "_IgnoreFile":
        from pathspec import GitIgnoreSpec

        lines = (folder / name).read_text(errors="replace").splitlines()
        return cls(folder, GitIgnoreSpec.from_lines(lines))

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
    folders = [(top, tuple(_ignore_files_above(top, here=(), above=(_GITS, _OURS))))]
    while folders:
        folder, ignores = folders.pop()
        try:
            with os.scandir(folder) as scan:
                entries = list(scan)
        except OSError as error:
            unlisted.append((folder, error))
            continue
        named = {entry.name for entry in entries}
        ignores += tuple(_IgnoreFile.of(folder, name) for name in (_GITS, _OURS) if name in named)
        for entry in entries:
            path = folder / entry.name
            is_folder = entry.is_dir(follow_symlinks=False)
            if _is_ignored(path, ignores, is_folder=is_folder):
                continue
            if not is_folder:
                if wanted(path) and entry.is_file():
                    yield File.of(path, entry.stat())
            elif entry.name not in _NEVER_ENTERED and not excluded(path):
                folders.append((path, ignores))


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
