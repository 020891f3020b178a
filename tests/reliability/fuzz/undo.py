"""The report of a repair: `newslint undo` restores what it leads back to, or says why not."""

import tempfile
from functools import cache
from pathlib import Path

from click.testing import CliRunner

from newslint.cli.undo import undo
from newslint.fixes import FixedFile, Fixes
from newslint.fixes.journal import HEAD
from tests.reliability.fuzz import tokens
from tests.reliability.fuzz.target import Target

_BEFORE, _AFTER = "<p style='x'>é</p>\n".encode(), "<p>é</p>\n".encode()


def examine(data: bytes) -> None:
    report = _folder() / "report.json"
    report.write_bytes(data)
    post = _folder() / "post.md"
    post.write_bytes(_AFTER)

    # Only files of this folder are written: a report may name any.
    dry = [] if b'"/' not in data and b".." not in data and b"\\" not in data else ["--dry-run"]
    done = CliRunner().invoke(undo, [*dry, str(report)])

    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code in {0, 2}, f"it ends with {done.exit_code}"
    assert done.exit_code == 0 or done.stderr, "it fails without a word"
    assert post.read_bytes() in {_BEFORE, b"\xff\n", _AFTER}, "a post is neither old nor new"


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="newslint-fuzz-"))


def _seeds() -> tuple[bytes, ...]:
    reports = [
        Fixes(_folder(), [FixedFile.of("post.md", before, _AFTER)]).encode()
        for before in (_BEFORE, b"\xff\n")
    ]
    return (*reports, b'{"version": 1, "files": []}', HEAD + b"\n{}\n")


TARGET = Target(
    "undo",
    "a file gets back the bytes that it had, or stays as it is and newslint says why",
    examine,
    _seeds(),
    tokens.JSON,
)
