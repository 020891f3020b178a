"""What a run of `newslint fix` is about to change, written down before it does.

A line for each file, written by whichever process is at it and on the disk before the file is
replaced: whenever the run is killed, all that it changed is in here. A line that could not be
written whole stands for a file that was not changed.
"""

import errno
import json
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from newslint.fixes.fixed_file import FixedFile, folder_of, named_from

HEAD = b'{"version": 1, "unfinished": true}\n'
"""With what the file begins until the run is over."""


class Journal(Struct, frozen=True):
    """The file of a run that has not come to its end."""

    file: Path

    @classmethod
    def begun(cls, file: Path) -> "Journal":
        """Return a new journal. Raises `OSError`, also where there is such a file already."""
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
        try:
            _append(descriptor, HEAD)
        finally:
            os.close(descriptor)
        if os.name != "nt":  # Windows has no descriptors of folders
            folder = os.open(folder_of(file), os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        return cls(folder_of(file) / file.name)

    def note(self, path: str, before: bytes, after: bytes) -> None:
        """Write down a change of a file, by the path that reports show, that is about to be made.

        Raises `OSError`; the change must not be made then.
        """
        fixed = FixedFile.of(named_from(folder_of(self.file), path), before, after)
        line = json.dumps(msgspec.to_builtins(fixed))
        try:
            descriptor = os.open(self.file, os.O_WRONLY | os.O_APPEND | _BINARY)
            try:
                # With line breaks on both sides, for a line before it may have been torn.
                _append(descriptor, f"\n{line}\n".encode())
            finally:
                os.close(descriptor)
        except OSError as error:
            told = (
                f"it is as it was, for what undoes its repair cannot be written: {error.strerror}"
            )
            raise OSError(error.errno, told) from error


def noted(content: bytes) -> Iterator[FixedFile]:
    """Yield what is in a journal, in the order in which it was written."""
    for line in content.removeprefix(HEAD).split(b"\n"):
        try:
            # The decoder of msgspec takes no names that are not text.
            yield msgspec.convert(json.loads(line), FixedFile)
        except (ValueError, RecursionError):
            continue  # nothing, or torn


_BINARY: int = getattr(os, "O_BINARY", 0)  # of Windows


def _append(descriptor: int, line: bytes) -> None:
    """Write a line in one go, so that those of several processes stay apart. Raises `OSError`."""
    if os.write(descriptor, line) != len(line):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.fsync(descriptor)
