"""A run that is asked to stop: it says so, leaves nothing behind, and every file is whole."""

import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.reliability.account import Account
from tests.reliability.process import Process, seconds
from tests.reliability.tree import Tree, room

_POSTS = 240  # enough bytes for several processes
_FIX = ("fix", "--no-cache", "--jobs")
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_DONE = (0, 1)
"""The codes of a run that was over before it heard of anything."""


def examine(amount: int) -> Account:
    """Stop `newslint fix` so many times at random moments and look at what it leaves."""
    random = Random(8)  # noqa: S311
    figures = Counter({"runs asked to stop": 0, "stopped amid their writing": 0})
    figures.update({"files compared": 0, "temporary files left": 0, "tracebacks": 0})
    failures: list[str] = []
    with room() as place:
        tree = Tree.planted(Path(place, "site"), _POSTS, size=2_000)
        said = Path(place, "said.txt")
        takes = {}
        for jobs in ("1", "2"):
            takes[jobs] = seconds(tree.folder, *_FIX, jobs, said=said)
            tree.restore()
        for number in range(amount):
            jobs = random.choice("12")
            asked = _SIGNALS[number % len(_SIGNALS)]
            everyone = random.random() < 0.5
            moment = random.uniform(0.02, takes[jobs])
            process = Process(tree.folder, *_FIX, jobs, said=said)
            time.sleep(moment)
            process.tell(asked, everyone=everyone)
            code = process.code()
            to = "everyone" if everyone else "the first process"
            run = f"--jobs {jobs}, {asked.name} to {to} after {moment:.4f} s"
            failures += [f"{run}: {each}" for each in _wrong(process, code, asked)]
            failures += [f"{run}: {each}" for each in tree.broken()]
            left = tree.left_behind()
            failures += [f"{run}: {file.name} was left" for file in left]
            figures["runs asked to stop"] += 1
            figures["stopped amid their writing"] += 0 < tree.changed() < _POSTS
            figures["files compared"] += _POSTS
            figures["temporary files left"] += len(left)
            figures["tracebacks"] += "Traceback" in process.said()
            tree.restore()
    return Account(
        promise="Who stops a run gets whole files, nothing left behind, and a word about it",
        how=f"`newslint fix` over {_POSTS} posts with one and with two processes, stopped at"
        " random moments by Ctrl-C, SIGTERM or a closed terminal",
        figures=figures,
        failures=tuple(failures),
    )


def _wrong(process: Process, code: int, asked: signal.Signals) -> Iterator[str]:
    said = process.said()
    if not process.is_alone():
        yield "a process was left"
    if "Traceback" in said:
        yield f"a traceback: {said[said.index('Traceback') :]}"
    if code not in (*_DONE, 128 + asked):
        yield f"it ended with {code}: {said[-300:]}"
    if code == 128 + asked and not said.endswith("newslint: stopped; every file is whole\n"):
        yield f"it did not say that it stopped: {said[-300:]}"
