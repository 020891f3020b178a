"""A cache's file: what it knows of a post, or nothing."""

import tempfile
from functools import cache
from pathlib import Path
from zlib import crc32

from newslint.cache import Cache
from newslint.files import File
from newslint.report import FileReport
from tests.reliability.fuzz.target import Target

_POST = File("/nowhere/post.md", 10, 1)
_KEY = b"key"
_HEAD = len(b"newslint cache 2\n00000000\n")


def examine(data: bytes) -> None:
    """Read the bytes as they are, or with a checksum that fits them behind an `s`.

    What is damaged has none that fits, so nobody comes to see what it says.
    """
    content = data[1:]
    is_sealed = data[:1] == b"s"
    if is_sealed:
        head, payload = content[: _HEAD - 9], content[_HEAD:]
        content = b"%s%08x\n%s" % (head, crc32(payload), payload)
    _file().write_bytes(content)
    known = Cache(_file(), 0.0).find(_POST, _KEY)
    if known is not None and not is_sealed:
        assert isinstance(known.report(), FileReport)


@cache
def _file() -> Path:
    return Path(tempfile.mkdtemp(prefix="newslint-fuzz-")) / "site.cache"


def _written() -> bytes:
    """Return the content of a cache that knows the post."""
    known = Cache(_file(), 0.0)
    known.remember(_POST, _KEY, FileReport("post.md", lasting=True, digest=b"0" * 16))
    known.write(())
    return _file().read_bytes()


def _seeds() -> tuple[bytes, ...]:
    written = _written()
    return (b"r" + written, b"s" + written, b"r" + written[:-3], b"r", b"s")


TARGET = Target(
    "cache",
    "what cannot be read in a cache is as good as not known",
    examine,
    _seeds(),
    ("\x90", "\x81", "\xc0", "\xc4", "\xda", "\xdf", "newslint cache 2\n", "path", "located"),
)
