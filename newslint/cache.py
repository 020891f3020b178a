"""What was already known about files that have not changed since.

One file for the folder that newslint runs in, read at the start and replaced at the end. It holds
only what can be worked out again, so one that cannot be read is as good as none.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from zlib import crc32

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from newslint.files import File
from newslint.report import FileReport

SUFFIX = ".cache"
"""What a cache's name ends with."""

_MAGIC = b"newslint cache 1\n"
_RECENT = 2_000_000_000  # nanoseconds; a file so young may change again without its time moving


class _Entry(Struct, frozen=True, array_like=True):
    """What was said of a file, and of which one; `key` names all else that took part.

    A file that was too young is known by its content alone, and `changed` is None.
    """

    size: int
    changed: int | None
    digest: bytes
    key: bytes
    asked: float
    report: msgspec.Raw


class Known(Struct, frozen=True):
    """What was said of a file, as it was written down: a site has many, and each is read once."""

    written: msgspec.Raw

    def report(self) -> FileReport:
        """Return it, but for the path."""
        return _decoder.decode(self.written)


class Cache:
    """Answers for files that are what they were when they were looked at.

    A file is that if size and time are the same, or size and content. `asked` are seconds since
    the epoch: what is known holds from then on, and not for an earlier time of the run.
    """

    def __init__(self, file: Path, asked: float) -> None:
        """Read what is known; whatever cannot be read is as good as not known."""
        self._file = file
        self._asked = asked
        self._entries = _read(file)
        self._taken: dict[bytes, _Entry] = {}
        self._is_news = False

    def find(self, file: File, key: bytes) -> Known | None:
        """Return what was said of a file, None where that is not known or does not hold."""
        name = os.fsencode(file.path)  # a name need not be text
        entry = self._entries.get(name)
        if entry is None or entry.size != file.size or entry.key != key:
            return None
        if entry.asked > self._asked:
            return None
        if entry.changed != file.changed:
            try:
                same = digest(file.path.read_bytes()) == entry.digest
            except OSError:
                return None
            if not same:
                return None
            entry = replace(entry, changed=_settled(file))
            self._is_news = True
        self._taken[name] = entry
        return Known(entry.report)

    def remember(self, file: File, key: bytes, report: FileReport) -> None:
        """Know what was said of a file."""
        if not report.lasting:
            return
        try:
            written = _encoder.encode(replace(report, path=""))
        except UnicodeEncodeError:  # half a character, quoted from somebody's JSON
            return
        self._is_news = True
        self._taken[os.fsencode(file.path)] = _Entry(
            file.size, _settled(file), report.digest, key, self._asked, msgspec.Raw(written)
        )

    def write(self, below: Iterable[Path]) -> None:
        """Write what is known now, all at once; of files below these paths, only what was found.

        Raises `OSError`; what was known before is then still there.
        """
        roots = tuple(os.fsencode(path) + os.fsencode(os.sep) for path in below)
        kept = {name: entry for name, entry in self._entries.items() if not name.startswith(roots)}
        entries = {**kept, **self._taken}
        if not self._is_news and len(entries) == len(self._entries):
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        payload = _entries_encoder.encode(entries)
        temporary = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        try:
            temporary.write_bytes(b"%s%08x\n%s" % (_MAGIC, crc32(payload), payload))
            temporary.replace(self._file)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise

    @property
    def files(self) -> int:
        """Of how many files something is known."""
        return len(self._entries)


def digest(content: bytes) -> bytes:
    """Return what tells one content from another."""
    from hashlib import blake2b  # it loads OpenSSL, and a hook has no use for it

    return blake2b(content, digest_size=16).digest()


def key(*parts: object) -> bytes:
    """Return what tells apart what took part in an answer besides the file itself."""
    return digest(repr(parts).encode(errors="surrogateescape"))


def _settled(file: File) -> int | None:
    """Return the time by which a file is known; None where that is too young."""
    import time

    return None if time.time_ns() - file.changed < _RECENT else file.changed


def _read(file: Path) -> dict[bytes, _Entry]:
    try:
        content = file.read_bytes()
    except OSError:
        return {}
    head = len(_MAGIC) + 9
    payload = content[head:]
    if content[:head] != b"%s%08x\n" % (_MAGIC, crc32(payload)):
        return {}
    try:
        return _entries_decoder.decode(payload)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return {}


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(FileReport)
_entries_encoder = msgspec.msgpack.Encoder()
_entries_decoder = msgspec.msgpack.Decoder(dict[bytes, _Entry])
