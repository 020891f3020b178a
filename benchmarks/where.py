"""Where the time of a post goes: the parts that rules share, the rules, and the report."""

import gc
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import rules
from page import Section

from newslint import Document
from newslint.config import Configs
from newslint.runner import one

POSTS = 600
ROUNDS = 5
DEAREST = 10

PARTS = {
    "templates": "template tokens",
    "front_matter": "front matter",
    "html": "Markdown",
    "markup": "tags, attributes, elements",
    "links": "links and images",
}
"""What the parts are called that take more than a few microseconds."""

_T = TypeVar("_T")


class _Watch:
    """Adds up the seconds of what is called, by name."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def __call__(self, name: str, call: Callable[..., _T], *arguments: object) -> _T:
        start = time.process_time()
        done = call(*arguments)
        self.seconds[name] += time.process_time() - start
        return done


def where(folder: Path) -> Section:
    """Measure some posts of a folder in this process, again and again."""
    gc.set_threshold(100_000, 50, 50)  # as the command does
    posts = list(rules.posts([f"posts={folder}"]))[:POSTS]
    rounds = [_round(posts) for _ in range(ROUNDS)]
    taken = {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}
    _, by_rule = rules.seconds(posts)
    whole = taken.pop("whole")
    dearest = sorted(by_rule, key=lambda name: -by_rule[name])[:DEAREST]
    others = sum(by_rule.values()) - sum(by_rule[name] for name in dearest)
    rows = {
        **taken,
        **{f"`{name}`": by_rule[name] for name in dearest},
        f"{len(by_rule) - DEAREST} other rules together": others,
        "reading, the engine, places of problems, report": whole
        - sum(taken.values())
        - sum(by_rule.values()),
    }
    lines = ["| | Time a post | Of all |", "|---|--:|--:|"]
    lines += [f"| {name} | {_row(seconds, whole, len(posts))} |" for name, seconds in rows.items()]
    text = (
        f"{whole / len(posts) * 1e6:,.0f} µs of processor time a post, one process, {len(posts)}"
        f" posts, without the start of the process.\n\n" + "\n".join(lines)
    )
    return Section("Where the time of a post goes", text)


def _row(seconds: float, whole: float, posts: int) -> str:
    return f"{seconds / posts * 1e6:.0f} µs | {seconds / whole:.1%}"


def _round(posts: Sequence[rules.Post]) -> dict[str, float]:
    watch = _Watch()
    configs = Configs()
    for post in posts:
        watch("whole", _looked_at, post.path.resolve(), configs)
        document = watch("decoding", Document.parse, post.path, post.content)
        for part in rules.SHARED:
            watch(PARTS.get(part, "other shared parts"), getattr, document, part)
    return dict(watch.seconds)


def _looked_at(path: Path, configs: Configs) -> bytes:
    """Return what is said of a file, as a worker sends it."""
    return one.check(path, path.read_bytes(), configs).written()
