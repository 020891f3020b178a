"""What a run of `newslint fix` changed, written down so that it can be undone byte for byte."""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import UNSET, Struct, UnsetType

from newslint.report import Change

_VERSION = 1


class FixesError(ValueError):
    """What was written down cannot be used: why, and what to do."""


class Original(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What stood where bytes `start` to `end` of the repaired file stand now.

    It is `text` where its bytes are UTF-8, else `base64`.
    """

    start: int
    end: int
    text: str | UnsetType = UNSET
    base64: str | UnsetType = UNSET

    @classmethod
    def of(cls, start: int, end: int, content: bytes) -> "Original":
        """Return what stood there."""
        try:
            return cls(start, end, text=content.decode())
        except UnicodeDecodeError:
            return cls(start, end, base64=b64encode(content).decode())

    @property
    def content(self) -> bytes:
        """Its bytes. Raises `ValueError` where there are none to be read."""
        if isinstance(self.text, str):
            return self.text.encode()
        if isinstance(self.base64, str):
            return b64decode(self.base64, validate=True)
        raise ValueError("there is neither text nor base64")


class FixedFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A repaired file and how to get its bytes back.

    `path` is absolute, or from the folder of the report. `before` and `after` are the SHA-256 of
    its bytes, as hexadecimal digits.
    """

    path: str
    before: str
    after: str
    edits: tuple[Original, ...]

    @classmethod
    def of(cls, path: str, change: Change) -> "FixedFile":
        """Return what undoes a change of the file at a path."""
        edits = tuple(_originals(change.before, change.after))
        return cls(path, digest(change.before), digest(change.after), edits)

    def restored(self, content: bytes) -> bytes:
        """Return the bytes before the repair. Raises `FixesError`; a change is never undone half.

        `content` are the bytes of the file now, which must be those after the repair.
        """
        now = digest(content)
        if now == self.before != self.after:
            raise FixesError("it is what it was before the fix; there is nothing to undo")
        if now != self.after:
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


class Fixes:
    """The files that a run changed, in the order it did, and the `folder` of the report."""

    def __init__(self, folder: Path, files: Iterable[FixedFile] = ()) -> None:
        self.folder = folder
        self.files = list(files)

    @classmethod
    def at(cls, file: Path) -> "Fixes":
        """Return no changes yet, to be written to a file."""
        return cls(_folder(file))

    @classmethod
    def read(cls, file: Path) -> "Fixes":
        """Return what is written in a file. Raises `FixesError` and `OSError`."""
        try:
            # The decoder of msgspec takes no names that are not text.
            written = msgspec.convert(json.loads(file.read_bytes()), _Written)
        except (ValueError, RecursionError) as error:
            told = "this is no report of `newslint fix --report`, or not all of one"
            raise FixesError(f"{told}; nothing was undone") from error
        if written.version != _VERSION:
            told = f"this is version {written.version} of a report, and newslint knows {_VERSION}"
            raise FixesError(f"{told}; take the newslint that wrote it")
        return cls(_folder(file), written.files)

    def note(self, path: str, change: Change) -> None:
        """Know a change of a file by the path that reports show."""
        self.files.append(FixedFile.of(_name(path, self.folder), change))

    def encode(self) -> bytes:
        """Return the content of the file, JSON with a line for each edit."""
        files = ",\n".join(map(_object, self.files))
        inside = f"\n{files}\n  " if files else ""
        text = f'{{\n  "version": {_VERSION},\n  "files": [{inside}]\n}}\n'
        # All that UTF-8 cannot write are the bytes of a file's name that are no text.
        return text.encode(errors="backslashreplace")

    def place(self, file: FixedFile) -> Path:
        """Return where a file is."""
        # Names are bytes; what they say does not depend on the locale.
        return self.folder / os.fsdecode(file.path.encode(errors="surrogateescape"))


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes, as hexadecimal digits."""
    from hashlib import sha256  # it loads OpenSSL, and who fixes without a report has no use for it

    return sha256(content).hexdigest()


class _Written(Struct, forbid_unknown_fields=True):
    version: int
    files: tuple[FixedFile, ...]


def _folder(file: Path) -> Path:
    return Path(os.path.abspath(file)).parent  # noqa: PTH100 - not where a link leads


def _name(path: str, folder: Path) -> str:
    """Return how the path of a report is written: from the folder where the file is below it."""
    here = os.fsencode(Path.cwd()).decode(errors="surrogateescape").replace(os.sep, "/")
    absolute = path if Path(path).is_absolute() else f"{here.rstrip('/')}/{path}"
    base = os.fsencode(folder).decode(errors="surrogateescape").replace(os.sep, "/")
    return absolute.removeprefix(f"{base.rstrip('/')}/")


def _originals(before: bytes, after: bytes) -> Iterator[Original]:
    """Yield what stood in each place that differs, in order."""
    from difflib import SequenceMatcher  # who fixes without a report has no use for it

    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    old_starts, new_starts = _starts(old), _starts(new)
    for kind, first, last, new_first, new_last in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            continue
        was = before[old_starts[first] : old_starts[last]]
        start, end = new_starts[new_first], new_starts[new_last]
        head, tail = _shared(was, after[start:end])
        yield Original.of(start + head, end - tail, was[head : len(was) - tail])


def _starts(lines: Sequence[bytes]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _shared(was: bytes, now: bytes) -> tuple[int, int]:
    """Return how many bytes two texts begin and end with alike; no character is cut."""
    head = _alike(was, now)
    while head and (_continues(was, head) or _continues(now, head)):
        head -= 1
    tail = _alike(was[head:][::-1], now[head:][::-1])
    while tail and _continues(was, len(was) - tail):
        tail -= 1
    return head, tail


def _alike(one: bytes, other: bytes) -> int:
    """Return how many bytes two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    shorter = min(len(one), len(other))
    return next((place for place, (left, right) in pairs if left != right), shorter)


def _continues(text: bytes, place: int) -> bool:
    """Whether the byte at a place goes on with a character of UTF-8."""
    return place < len(text) and text[place] & 0xC0 == 0x80  # noqa: PLR2004 - as UTF-8 has it


def _object(file: FixedFile) -> str:
    path, before, after = map(_string, (file.path, file.before, file.after))
    edits = ",\n".join(f"        {_string(msgspec.to_builtins(edit))}" for edit in file.edits)
    return (
        f'    {{\n      "path": {path},\n      "before": {before},\n      "after": {after},\n'
        f'      "edits": [\n{edits}\n      ]\n    }}'
    )


_string = json.JSONEncoder(ensure_ascii=False).encode
