"""Writing a file: whole or not at all, whatever happens meanwhile."""

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from newslint.exchange import exchanged
from newslint.files import TEMPORARY
from newslint.interruption import uninterrupted


class NotWrittenError(OSError):
    """The file is as it was; `strerror` says why, and what to do."""


def write(path: Path, content: bytes, *, was: bytes) -> None:
    """Replace what a file holds by `content`, in one step; at the end of a symbolic link, too.

    The content is written down to the disk beside the file and then takes its name. Permissions,
    owner, group and extended attributes (access lists and SELinux labels are such) stay, the last
    three as far as they are ours to set. Signals that end a run wait until this is done.

    `was` is what the file held when it was read. Raises `NotWrittenError`, and the file then is as
    it was: where it holds something else by now, unless that is `content`; where it is read-only;
    where it has several names (hard links), for one step replaces one of them, and what the others
    lead to would part from it unnoticed; and where the operating system objects.

    A run that is killed may leave behind what it wrote beside the file, under a name that ends
    with `TEMPORARY`.
    """
    target = Path(os.path.realpath(path))
    with _told(_WHY), uninterrupted():
        _write(target, content, was)


def create(path: Path, content: bytes) -> None:
    """Make a new file, in one step: nobody sees it before it is whole and on the disk.

    Raises `NotWrittenError`, and there is no new file then: where something has that name already,
    be it a link that leads nowhere, and where the operating system objects. A run that is killed
    may leave behind the same as with `write`.
    """
    with _told(_WHY | _WHY_NOT_NEW), uninterrupted():
        _create(path, content)


@contextmanager
def _told(why: Mapping[int, str]) -> Iterator[None]:
    """Raise `NotWrittenError` where the operating system objects, with what is said of that."""
    try:
        yield
    except NotWrittenError:
        raise
    except OSError as error:
        told = why.get(error.errno or 0) or f"not written: {error.strerror or error}"
        raise NotWrittenError(error.errno or errno.EIO, told) from error


_AGAIN = "then run newslint again"
_FOLDER = f"not written: its folder does not let newslint replace it; make it writable, {_AGAIN}"
_READ_ONLY = f"not written: it is read-only; make it writable (`chmod u+w`), {_AGAIN}"
_PROTECTED = (
    "not written: it is protected from changes (on Linux, `lsattr` shows it and `chattr -i` ends"
    f" it); end that, {_AGAIN}"
)
_MOUNTED = (
    "not written: it is mounted by itself, as containers do with single files, and cannot be"
    f" replaced; mount its folder instead, {_AGAIN}"
)
_NAMES = (
    "not written: it has {} names (hard links), and the others would keep the old text; give it"
    f" a file of its own (`cp -p`, `mv`), {_AGAIN}"
)
_CHANGED = "not written: it changed while newslint was at work; run newslint again"
_WHY = {
    errno.EACCES: _FOLDER,
    errno.EPERM: _FOLDER,
    errno.EBUSY: _MOUNTED,
    errno.EXDEV: _MOUNTED,
    errno.ENOSPC: f"not written: the disk is full; make room, {_AGAIN}",
    errno.EDQUOT: f"not written: your share of the disk is used up (quota); make room, {_AGAIN}",
    errno.EFBIG: "not written: it would be larger than a file may be here (`ulimit -f`)",
    errno.EROFS: "not written: the disk is read-only",
    errno.EIO: "not written: the disk reports an error (input/output error); check the disk",
    errno.ENOENT: "not written: it is gone; somebody moved or deleted it meanwhile",
}
_CLOSED = f"not written: its folder does not let newslint write there; make it writable, {_AGAIN}"
_WHY_NOT_NEW = {
    errno.EACCES: _CLOSED,
    errno.EPERM: _CLOSED,
    errno.EEXIST: "not written: something of that name is there already",
    errno.ENOENT: "not written: there is no such folder",
}


_MADE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def _write(target: Path, content: bytes, was: bytes) -> None:
    status = os.stat(target)  # noqa: PTH116 - one way to call the system, here and below
    _refuse_unwritable(target, status)
    with _beside(target, 0o600) as (temporary, descriptor):
        try:
            _fill(descriptor, content)
            _keep(temporary, target, status)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        _refuse_changed(target, content, was)
        _take_place(temporary, target, content, was)


def _create(target: Path, content: bytes) -> None:
    with _beside(target, 0o666) as (temporary, descriptor):
        try:
            _fill(descriptor, content)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        _take_name(temporary, target)


@contextmanager
def _beside(target: Path, mode: int) -> Iterator[tuple[Path, int]]:
    """Make a temporary file beside another; to write in it and to close it is left to others."""
    # A name of its own, for that of the file with something added may be too long.
    temporary = target.with_name(f".{os.urandom(8).hex()}{TEMPORARY}")
    descriptor = os.open(temporary, _MADE, mode)
    try:
        yield temporary, descriptor
    finally:
        # Either it took the name of the other, or what is left is needed no more.
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
    # The file is whole; what is at stake is which one it is after a power failure.
    with suppress(OSError):
        _sync(target.parent)


def _take_name(temporary: Path, target: Path) -> None:
    """Give the temporary file a name that nothing has. Raises `FileExistsError`."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # there are no hard links here: the name is taken first, by an empty file
        os.close(os.open(target, _MADE))
        os.replace(temporary, target)  # noqa: PTH105


def _refuse_unwritable(target: Path, status: os.stat_result) -> None:
    if status.st_nlink > 1:
        raise NotWrittenError(errno.EMLINK, _NAMES.format(status.st_nlink))
    try:
        os.close(os.open(target, os.O_WRONLY))
    except PermissionError as error:
        told = _PROTECTED if error.errno == errno.EPERM else _READ_ONLY
        raise NotWrittenError(error.errno or errno.EACCES, told) from error


def _fill(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _keep(temporary: Path, target: Path, status: os.stat_result) -> None:
    """Give the new file what the old one has beside its content."""
    made = os.stat(temporary)  # noqa: PTH116
    if (made.st_uid, made.st_gid) != (status.st_uid, status.st_gid):
        made = _handed_over(temporary, status)
    mode = stat.S_IMODE(status.st_mode)
    if made.st_gid != status.st_gid:
        # What one group may do is nothing that another one may; it counts among the others.
        mode = mode & ~(stat.S_IRWXG | stat.S_ISGID) | (mode & stat.S_IRWXO) << 3
    if hasattr(os, "listxattr"):  # Linux
        _keep_attributes(temporary, target)
    # After the access list, which says by itself what the group may.
    os.chmod(temporary, mode)  # noqa: PTH101


def _handed_over(temporary: Path, status: os.stat_result) -> os.stat_result:
    """Give a file to its owner and group, or at least to the group; return what came of it."""
    for owner in (status.st_uid, -1):
        with _as_far_as_ours():
            os.chown(temporary, owner, status.st_gid)
            break
    return os.stat(temporary)  # noqa: PTH116


def _keep_attributes(temporary: Path, target: Path) -> None:
    wanted: list[str] = []
    made: list[str] = []
    with _as_far_as_ours():
        wanted = os.listxattr(target)
        made = os.listxattr(temporary)
    for name in wanted:
        with _as_far_as_ours():
            os.setxattr(temporary, name, os.getxattr(target, name))
    for name in made:
        if name not in wanted:  # a folder gives its access list to what is made in it
            with _as_far_as_ours():
                os.removexattr(temporary, name)


_NOT_OURS = {
    *(errno.EPERM, errno.EACCES, errno.EINVAL, errno.ENOSYS),
    *(errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENODATA),
}


@contextmanager
def _as_far_as_ours() -> Iterator[None]:
    """Go on where something is not ours to set or unknown to the file system."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NOT_OURS:
            raise


def _refuse_changed(target: Path, content: bytes, was: bytes) -> None:
    """Raise `NotWrittenError` unless a file is what it was, or what it is to be already."""
    if _read(target) not in (was, content):
        raise NotWrittenError(errno.ESTALE, _CHANGED)


def _read(file: Path) -> bytes:
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        parts = []
        while part := os.read(descriptor, 1 << 20):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def _take_place(temporary: Path, target: Path, content: bytes, was: bytes) -> None:
    """Let the temporary file take the name of the other one.

    Where the two can trade names, even what somebody wrote since the last look is found, and goes
    back to its place.
    """
    if not exchanged(temporary, target):
        os.replace(temporary, target)  # noqa: PTH105
        return
    try:
        found = _read(temporary)
    except OSError:
        _trade(temporary, target)
        raise
    if found not in (was, content):
        _put_back(temporary, target, found, content)
        raise NotWrittenError(errno.ESTALE, _CHANGED)


def _put_back(temporary: Path, target: Path, found: bytes, placed: bytes) -> None:
    """Give what was found its name back, and go on until nobody wrote anything in between."""
    while True:
        _trade(temporary, target)
        try:
            returned = _read(temporary)
        except FileNotFoundError:  # they could not trade names
            return
        if returned == placed:
            return
        found, placed = returned, found


def _trade(temporary: Path, target: Path) -> None:
    if not exchanged(temporary, target):
        os.replace(temporary, target)  # noqa: PTH105


def _sync(folder: Path) -> None:
    """Make sure that the folder remembers the new name after a power failure."""
    if os.name == "nt":  # Windows has no descriptors of folders
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
