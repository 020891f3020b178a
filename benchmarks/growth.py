"""How the cost of a post changes with the number of posts."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import page
import processes
import synthetic
from page import Goal, Section
from processes import Case
from sections import Bench

FEWEST_JUDGED = 1000
"""Below, the start of the process is most of the time."""


def growth(bench: Bench, counts: Sequence[int], drawing: Path) -> Section:
    """Measure numbers of posts, and draw the plot."""
    folders = {count: bench.work / f"{count}-posts" for count in sorted(counts)}
    written = {
        count: synthetic.write(synthetic.posts(count), folder) for count, folder in folders.items()
    }
    cases = {
        count: Case(f"{count:,} posts", bench.newslint.check(), folder)
        for count, folder in folders.items()
    }
    times = bench.times(list(cases.values()))
    together = {count: processes.peak_of_all(case) or 0 for count, case in cases.items()}
    for folder in folders.values():
        shutil.rmtree(folder)
    each = {count: times[case.name].median / count * 1e6 for count, case in cases.items()}
    largest = {count: times[case.name].peak / 1e6 for count, case in cases.items()}
    rows = [
        "| Posts | Time a post | MB | Whole time | Time a MB | Largest process | All together |",
        "|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for count, size in written.items():
        seconds = times[cases[count].name].median
        rows.append(
            f"| {count:,} | {each[count]:.0f} µs | {size / 1e6:.1f} | {seconds:.2f} s"
            f" | {seconds / size * 1e9:.0f} ms | {largest[count]:.0f} MB"
            f" | {together[count] / 1e6:.0f} MB |"
        )
    lines = {
        "Microseconds a post": list(each.values()),
        "MB, all processes": [size / 1e6 for size in together.values()],
    }
    drawing.write_text(page.plot(list(folders), lines), encoding="utf-8")
    text = (
        "Cold, made-up posts. The largest process is the most memory that one process needed;"
        " all together counts what they share once.\n\n"
        + "\n".join(rows)
        + f"\n\n![Time a post and memory by the number of posts]({drawing.name})"
    )
    judged = [count for count in cases if count >= FEWEST_JUDGED]
    goals: tuple[Goal, ...] = ()
    if judged:
        goals = (
            Goal(f"Time a post, {_between(judged)}, most to least", 1.2, _spread(each, judged)),
            Goal(f"Largest process, {_between(judged)}, likewise", 1.2, _spread(largest, judged)),
            Goal(f"Memory of {judged[-1]:,} posts", 400, together[judged[-1]] / 1e6, "MB"),
        )
    return Section("Growth", text, goals)


def _between(counts: Sequence[int]) -> str:
    return f"{counts[0]:,} to {counts[-1]:,} posts"


def _spread(values: dict[int, float], counts: Sequence[int]) -> float:
    judged = [values[count] for count in counts]
    return max(judged) / min(judged)
