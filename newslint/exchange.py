"""Two files that trade names in one step, where the operating system can do that."""

import errno
import os
import sys
from pathlib import Path

_THIS_FOLDER = -100  # AT_FDCWD: names count from the working directory
_EXCHANGE = 2  # RENAME_EXCHANGE


def exchanged(one: Path, other: Path) -> bool:
    """Let two files trade names, and return whether that could be done; else nothing happened.

    Linux can, on most of its file systems (renameat2(2)). Raises `FileNotFoundError` where one of
    them is gone.
    """
    if sys.platform != "linux":
        return False
    import ctypes  # only a file that is written pays for it

    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    names = (_THIS_FOLDER, os.fsencode(one), _THIS_FOLDER, os.fsencode(other))
    if rename(*names, _EXCHANGE) == 0:
        return True
    if ctypes.get_errno() == errno.ENOENT:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), os.fspath(other))
    return False
