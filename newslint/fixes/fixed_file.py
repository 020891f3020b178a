"""A repaired file and how to get its bytes back."""

import os
from pathlib import Path

from msgspec import Struct

from newslint.fixes.original import Original, originals


class FixesError(ValueError):
    """What was written down cannot be used: why, and what to do."""


class FixedFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A repaired file and how to get its bytes back.

    `path` is absolute, or from the folder of the report. `before` and `after` are the SHA-256 of
    its bytes, as hexadecimal digits.
    """

    path: str
    before: str
    after: str
    edits: tuple[Original, ...]

    def __post_init__(self) -> None:
        # Half a character, which no name of a file holds, raises a `ValueError`, too.
        if b"\0" in self.path.encode(errors="surrogateescape"):
            raise ValueError("no file has a NUL in its name")

    @classmethod
    def of(cls, path: str, before: bytes, after: bytes) -> "FixedFile":
        """Return what undoes a change of the file at a path."""
        return cls(path, digest(before), digest(after), tuple(originals(before, after)))

    def restored(self, content: bytes) -> bytes:
        """Return the bytes before the repair. Raises `FixesError`; a change is never undone half.

        `content` are the bytes of the file now, which must be those after the repair.
        """
        if self.is_as_before(content):
            raise FixesError("it is what it was before the fix; there is nothing to undo")
        if digest(content) != self.after:
            raise FixesError("it changed since the fix, so it is left as it is")
        parts = []
        done = 0
        try:
            for edit in self.edits:
                parts += [content[done : edit.start], edit.content]
                done = edit.end
        except ValueError:
            parts = []
        restored = b"".join((*parts, content[done:]))
        if digest(restored) != self.before:
            raise FixesError("the report does not lead back to what it was, so it is left as it is")
        return restored

    def is_as_before(self, content: bytes) -> bool:
        """Whether these are the bytes before the repair, which made others of them."""
        return digest(content) == self.before != self.after


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes, as hexadecimal digits."""
    from hashlib import sha256  # it loads OpenSSL, and who fixes without a report has no use for it

    return sha256(content).hexdigest()


def folder_of(report: Path) -> Path:
    """Return the folder from which a report names files."""
    return Path(os.path.abspath(report)).parent  # noqa: PTH100 - not where a link leads


def named_from(folder: Path, path: str) -> str:
    """Return how a path that reports show is written: from a folder where the file is below it."""
    here = os.fsencode(Path.cwd()).decode(errors="surrogateescape").replace(os.sep, "/")
    absolute = path if Path(path).is_absolute() else f"{here.rstrip('/')}/{path}"
    base = os.fsencode(folder).decode(errors="surrogateescape").replace(os.sep, "/")
    return absolute.removeprefix(f"{base.rstrip('/')}/")
