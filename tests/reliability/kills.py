"""A run that is killed: every file is its old or its new self."""

import signal
import time
from collections import Counter
from pathlib import Path
from random import Random

from tests.reliability.account import Account
from tests.reliability.process import Process, seconds
from tests.reliability.tree import Tree, room

_POSTS = 240  # enough bytes for several processes
_FIX = ("fix", "--no-cache", "--jobs")


def examine(amount: int) -> Account:
    """Kill `newslint fix` so many times at random moments and look at every file."""
    random = Random(8)  # noqa: S311
    figures = Counter({"runs killed": 0, "of these amid their writing": 0, "files compared": 0})
    figures.update({"files half written or lost": 0, "temporary files left": 0})
    failures: list[str] = []
    with room() as place:
        tree = Tree.planted(Path(place, "site"), _POSTS, size=2_000)
        said = Path(place, "said.txt")
        takes = {}
        for jobs in ("1", "2"):
            takes[jobs] = seconds(tree.folder, *_FIX, jobs, said=said)
            failures += _unfinished(tree, f"--jobs {jobs}, not killed")
            tree.restore()
        for number in range(amount):
            jobs = "12"[number % 2]
            moment = random.uniform(0, takes[jobs])
            process = Process(tree.folder, *_FIX, jobs, said=said)
            time.sleep(moment)
            process.tell(signal.SIGKILL)
            figures["runs killed"] += process.code() == -signal.SIGKILL
            if not process.is_alone():
                failures.append(f"--jobs {jobs}: a process outlived its group's end")
            broken = list(tree.broken())
            failures += [f"--jobs {jobs}, killed after {moment:.4f} s: {each}" for each in broken]
            left = len(tree.left_behind())
            figures["of these amid their writing"] += left > 0 or 0 < tree.changed() < _POSTS
            figures["files compared"] += _POSTS
            figures["files half written or lost"] += len(broken)
            figures["temporary files left"] += left
            tree.restore()
    return Account(
        promise="Whatever kills a run, every file is its old or its new self",
        how=f"`newslint fix` over {_POSTS} posts with one and with two processes, kill -9 of the"
        " whole process group at random moments",
        figures=figures,
        failures=tuple(failures),
    )


def _unfinished(tree: Tree, run: str) -> list[str]:
    left = _POSTS - tree.changed()
    return [f"{run}: {left} files were not fixed"] if left else []
