"""A baseline's file: accepted problems that are written as they were read, or an error in words."""

import tempfile
from functools import cache
from pathlib import Path

from newslint.baseline import Baseline, BaselineError
from tests.reliability.fuzz import tokens
from tests.reliability.fuzz.target import Target


def examine(data: bytes) -> None:
    file = _file()
    file.write_bytes(data)
    try:
        baseline = Baseline.read(file)
    except BaselineError as error:
        told = str(error)
    else:
        told = ""
        assert len(baseline.gone) <= len(baseline.files)
        written = baseline.encode()
        file.write_bytes(written)
        assert Baseline.read(file).encode() == written, "a baseline comes back changed"
    assert not told or told.startswith(str(file)), f"an error without its place: {told}"


@cache
def _file() -> Path:
    return Path(tempfile.mkdtemp(prefix="newslint-fuzz-")) / "baseline.json"


_ENTRY = b'{"rule": "img-alt", "text": "<img>", "digest": "00ff00ff00ff00ff", "ordinal": 2}'

TARGET = Target(
    "baseline",
    "any baseline is read, or newslint says where it is wrong and why",
    examine,
    (
        b'{\n  "version": 1,\n  "files": {}\n}\n',
        b'{\n  "version": 1,\n  "files": {\n    "posts/a.md": [\n      '
        + _ENTRY
        + b"\n    ]\n  }\n}\n",
        b'\xef\xbb\xbf{"version": 2, "files": {"a": []}}',
        b'{\n<<<<<<< ours\n "version": 1,\n=======\n>>>>>>> theirs\n}',
    ),
    tokens.JSON,
)
