"""What was already known about files that have not changed since.

One file for the folder that newslint runs in, read at the start and replaced at the end. It holds
only what can be worked out again, so one that cannot be read is as good as none.

A site may have a hundred thousand posts. What is kept in memory is which they are; what was said
of them stays in the file until it is asked for, and what is news goes to another one.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property, partial
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import IO
from zlib import crc32

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from newslint.files import File
from newslint.report import FileReport

SUFFIX = ".cache"
"""What a cache's name ends with."""

_MAGIC = b"newslint cache 2\n"
_RECENT = 2_000_000_000  # nanoseconds; a file so young may change again without its time moving
_BLOCK = 1 << 20  # bytes that are read at once
_NEWS_IN_MEMORY = 1 << 25  # bytes


class _Entry(Struct, frozen=True, array_like=True, gc=False):
    """Which file something was said of, and where that begins among the reports, in bytes.

    `key` is the number of what names all else that took part. A file that was too young is known
    by its content alone, and `changed` is None.
    """

    size: int
    changed: int | None
    digest: bytes
    key: int
    asked: float
    start: int
    length: int


class _Index(Struct, array_like=True):
    """What a cache begins with: what its entries' keys are, and the entry of each file's name."""

    keys: list[bytes] = []
    entries: dict[bytes, _Entry] = {}


class _Book:
    """A cache as it was written: its index, and each report once it is asked for."""

    def __init__(self, file: Path) -> None:
        """Open it; one that cannot be read has nothing in it."""
        self.index = _Index()
        self._stream: IO[bytes] = BytesIO()
        self._reports = 0
        try:
            self._stream = file.open("rb")
            self._read()
        except (OSError, msgspec.DecodeError):
            self.index = _Index()

    def _read(self) -> None:
        head = self._stream.read(len(_MAGIC) + 9)
        checksum = 0
        for block in iter(partial(self._stream.read, _BLOCK), b""):
            checksum = crc32(block, checksum)
        if head != b"%s%08x\n" % (_MAGIC, checksum):
            return
        size = self._stream.tell()
        self._stream.seek(len(head))
        length = min(size, int.from_bytes(self._stream.read(8), "big"))
        self._reports = self._stream.tell() + length
        self.index = msgspec.msgpack.decode(self._stream.read(length), type=_Index)

    def report(self, entry: _Entry) -> bytes:
        """Return what an entry leads to. It is what the checksum was of: nobody writes in it."""
        self._stream.seek(self._reports + entry.start)
        return self._stream.read(entry.length)

    def close(self) -> None:
        self._stream.close()

    def __del__(self) -> None:
        self.close()


class Known(Struct, frozen=True):
    """What was said of a file, as it was written down: a site has many, and each is read once."""

    _book: _Book
    _entry: _Entry

    def report(self) -> FileReport:
        """Return it; the path is empty where it is no text."""
        return FileReport.of(self._book.report(self._entry))


class Cache:
    """Answers for files that are what they were when they were looked at.

    A file is that if size and time are the same, or size and content. `asked` are seconds since
    the epoch: what is known holds from then on, and not for an earlier time of the run.
    """

    def __init__(self, file: Path, asked: float) -> None:
        """Read what is known; whatever cannot be read is as good as not known."""
        self._file = file
        self._asked = asked
        self._book = _Book(file)
        self._keys = {key: number for number, key in enumerate(self._book.index.keys)}
        self._found: dict[bytes, _Entry] = {}
        self._news: dict[bytes, _Entry] = {}
        self._trouble: OSError | None = None
        self._is_news = False

    def find(self, file: File, key: bytes) -> Known | None:
        """Return what was said of a file, None where that is not known or does not hold."""
        name = os.fsencode(file.name)  # a name need not be text
        entry = self._book.index.entries.get(name)
        if entry is None or entry.size != file.size or entry.key != self._keys.get(key):
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
        self._found[name] = entry
        return Known(self._book, entry)

    def remember(
        self, file: File, key: bytes, report: FileReport, written: bytes | None = None
    ) -> None:
        """Know what was said of a file; it may have been `written` already."""
        if not report.lasting or self._trouble:
            return
        written = written or _written(report)
        if written is None:
            return
        try:
            start = self._told.tell()
            self._told.write(written)
        except OSError as error:  # the run goes on, and `write` tells
            self._trouble = error
            with suppress(OSError):
                self._told.close()
            return
        number = self._keys.setdefault(key, len(self._keys))
        self._is_news = True
        self._news[os.fsencode(file.name)] = _Entry(
            file.size, _settled(file), report.digest, number, self._asked, start, len(written)
        )

    def write(self, below: Iterable[Path]) -> None:
        """Write what is known now, all at once; of files below these paths, only what was found.

        Raises `OSError`; what was known before is then still there.
        """
        if self._trouble:
            raise self._trouble
        roots = tuple(os.fsencode(path) + os.fsencode(os.sep) for path in below)
        before = self._book.index.entries
        old = {name: entry for name, entry in before.items() if not name.startswith(roots)}
        old.update(self._found)
        if not self._is_news and len(old) == len(before):
            return
        for name in self._news:
            old.pop(name, None)
        self._file.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        try:
            with temporary.open("wb") as stream:
                _write(stream, self._parts(old))
            self._book.close()  # Windows replaces no file that is open
            temporary.replace(self._file)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise

    def _parts(self, old: dict[bytes, _Entry]) -> Iterator[bytes]:
        """Yield an index, behind its length, and the reports: the `old` ones and the news."""
        entries = {}
        start = 0
        numbers = _Numbers()
        keys = list(self._keys)
        for name, entry in chain(old.items(), self._news.items()):
            entries[name] = replace(entry, key=numbers[keys[entry.key]], start=start)
            start += entry.length
        index = msgspec.msgpack.encode(_Index(list(numbers), entries))
        yield len(index).to_bytes(8, "big")
        yield index
        yield from map(self._book.report, old.values())
        with self._told as told:
            told.seek(0)
            yield from iter(partial(told.read, _BLOCK), b"")

    @cached_property
    def _told(self) -> IO[bytes]:
        """What was said of the files that are news."""
        from tempfile import SpooledTemporaryFile  # where nothing is news, nobody needs it

        return SpooledTemporaryFile(_NEWS_IN_MEMORY)

    @property
    def files(self) -> int:
        """Of how many files something is known."""
        return len(self._book.index.entries)


class _Numbers(dict[bytes, int]):
    """The number of each key: how many were asked for before it."""

    def __missing__(self, key: bytes) -> int:
        return self.setdefault(key, len(self))


def digest(content: bytes) -> bytes:
    """Return what tells one content from another."""
    from hashlib import blake2b  # it loads OpenSSL, and a hook has no use for it

    return blake2b(content, digest_size=16).digest()


def key(*parts: object) -> bytes:
    """Return what tells apart what took part in an answer besides the file itself."""
    return repr(parts).encode(errors="surrogateescape")


def _settled(file: File) -> int | None:
    """Return the time by which a file is known; None where that is too young."""
    import time

    return None if time.time_ns() - file.changed < _RECENT else file.changed


def _written(report: FileReport) -> bytes | None:
    """Return it as bytes; None where it has half a character, quoted from somebody's JSON."""
    for each in (report, replace(report, path="")):  # a name need not be text
        with suppress(UnicodeEncodeError):
            return each.written()
    return None


def _write(stream: IO[bytes], parts: Iterable[bytes]) -> None:
    """Write the parts behind their checksum."""
    checksum = 0
    stream.write(b"%s%08x\n" % (_MAGIC, checksum))
    for part in parts:
        checksum = crc32(part, checksum)
        stream.write(part)
    stream.seek(0)
    stream.write(b"%s%08x\n" % (_MAGIC, checksum))
