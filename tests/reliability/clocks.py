"""Clocks that jump: what is known of a file is never said of another text."""

import os
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from newslint import runner
from newslint.config import Configs, Selection
from newslint.report import FileReport
from tests.reliability.account import Account

_SECOND = 1_000_000_000
# In nanoseconds from now; the cache takes what is older than two seconds for settled.
_TIMES = (-(10**10), -3600, -10, -3, -1, 0, 1, 10, 3600, 10**9)
_SIZE = 60
_TEXTS = (
    b"---\ntitle: A\n---\n\n<p style='color: red'>Text.</p>\n",
    b"---\ntitle: A\n---\n\n<p class='color:_red'>Text.</p>\n",
    b"---\ntitle: A\n---\n\n<p><a href=//a.b?utm_id=1></a></p>\n",
    b"---\ntitle: A\n---\n\n<p>The text of this post.......</p>\n",
)


def examine(amount: int) -> Account:
    """Rewrite a file so many times while its clock jumps, and ask with and without the cache."""
    random = Random(8)  # noqa: S311
    figures = Counter({"texts written": 0, "answers compared": 0, "answers from the cache": 0})
    figures["wrong answers"] = 0
    failures: list[str] = []
    with TemporaryDirectory() as place:
        file = Path(place, "post.md")
        changed = -1
        for number in range(amount):
            text = random.choice(_TEXTS).ljust(_SIZE)
            file.write_bytes(text)
            changed = _other(changed, random)
            os.utime(file, ns=(changed, changed))
            figures["texts written"] += 1
            for _ in range(2):  # the second time, it is known
                looked_at, said = _said(file, Path(place, "cache"))
                figures["answers compared"] += 1
                figures["answers from the cache"] += not looked_at
                if said != _said(file, None)[1]:
                    figures["wrong answers"] += 1
                    failures.append(
                        f"text {number}, changed at {changed}: a wrong answer: {text!r}"
                    )
    return Account(
        promise="The cache answers for the text that is there, wherever the clock jumps",
        how="a post is rewritten with another text of the same size, its time set back, ahead and"
        " to now, and looked at with the cache and without",
        figures=figures,
        failures=tuple(failures),
    )


def _other(before: int, random: Random) -> int:
    """Return another time than the one before: the same size and time is the same file."""
    while (changed := _time(random)) == before:
        continue
    return changed


def _time(random: Random) -> int:
    return max(1, time.time_ns() + random.choice(_TIMES) * _SECOND) // _SECOND * _SECOND


def _said(file: Path, folder: Path | None) -> tuple[int, tuple[FileReport, ...]]:
    """Return how many files were looked at, and what is said of this one."""
    configs = Configs(None, Selection(), datetime.now(UTC))
    found = runner.find((file,), configs)
    cache = runner.opened(folder, configs) if folder else None
    looked_at: list[None] = []
    said = runner.check(found, configs, 1, cache, lambda: looked_at.append(None))
    reports = tuple(said)
    if cache is not None:
        cache.write(())
    return len(looked_at), tuple(_told(report) for report in reports)


def _told(report: FileReport) -> FileReport:
    return replace(report, digest=b"", lasting=True)
