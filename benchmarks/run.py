"""How fast newslint is beside its peers, on the same posts, in the same run.

    python benchmarks/run.py [--corpus FOLDER] [--peers FOLDER]… [--hostile] [--growth]

Writes benchmarks/RESULTS.md. Posts are made up, or real ones copied under different names until
there are enough. Times are those of whole processes that run in turn; ratios are of their medians.
Peers are looked for beside this Python, in the folders given and in the PATH.
"""

import argparse
import os
import platform
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import corpora
import growth
import page
import sections
import synthetic
import where
from page import Section
from peers import PEERS, Programs
from sections import Bench
from subject import Newslint

RESULTS = Path(__file__).with_name("RESULTS.md")
COUNTS = (100, 1_000, 10_000, 100_000)
FEWEST_ROUNDS = 5

PAGE = """\
# How fast newslint is

Written by `python benchmarks/run.py` on {date}: {machine}.
All tools have the rules that they have by default and run in turn; times are medians of {rounds}
whole processes or more. Ratios hold on other machines, the numbers beside them on this one.
The largest process is the memory of the one that needed most; where that is less than the script's
own, the script's is shown.
{posts}

{goals}

{sections}

## Versions

{versions}
"""


def main() -> None:
    """Measure and write the page."""
    arguments = _arguments()
    programs = Programs(tuple(arguments.peers))
    program = programs.find("newslint")
    if not program:
        raise SystemExit("newslint is not installed beside this Python, nor in the PATH")
    with tempfile.TemporaryDirectory(dir=arguments.work) as work:
        bench = Bench(Newslint.installed(program), programs, Path(work), arguments.rounds)
        measured = list(_measured(bench, arguments))
    text = PAGE.format(
        date=datetime.now(UTC).date(),
        machine=_machine(),
        rounds=arguments.rounds,
        posts=_posts(arguments.corpus),
        goals=page.goals_table([goal for section in measured for goal in section.goals]),
        sections="\n\n".join(f"## {section.title}\n\n{section.text}" for section in measured),
        versions=_versions(programs),
    )
    arguments.page.write_text(text, encoding="utf-8")
    print(text)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--posts", type=int, default=3000, help="how many (default: 3000)")
    parser.add_argument(
        "--slow-posts", type=int, default=300, help="how many for all peers (default: 300)"
    )
    parser.add_argument("--corpus", type=Path, help="a folder of real posts to take, repeated")
    parser.add_argument("--rounds", type=int, default=FEWEST_ROUNDS, help="at least 5, the default")
    parser.add_argument(
        "--peers", type=Path, action="append", default=[], help="a folder of programs; repeatable"
    )
    parser.add_argument("--hostile", action="store_true", help="also hostile files")
    parser.add_argument("--growth", action="store_true", help="also growing numbers of posts")
    parser.add_argument("--counts", type=int, nargs="+", default=COUNTS, help="those numbers")
    parser.add_argument("--page", type=Path, default=RESULTS, help="the page to write")
    parser.add_argument("--work", type=Path, help="the folder for temporary files")
    arguments = parser.parse_args()
    if arguments.rounds < FEWEST_ROUNDS:
        parser.error(f"fewer than {FEWEST_ROUNDS} rounds say more about the machine")
    return arguments


def _measured(bench: Bench, arguments: argparse.Namespace) -> Iterator[Section]:
    many, few = bench.work / "many", bench.work / "few"
    for count, folder in ((arguments.posts, many), (arguments.slow_posts, few)):
        made = (
            corpora.real_posts(arguments.corpus, count)
            if arguments.corpus
            else synthetic.posts(count)
        )
        synthetic.write(made, folder)
    yield sections.many(bench, many)
    yield sections.slow_peers(bench, few)
    yield sections.one(bench)
    yield sections.fix(bench, many)
    if arguments.hostile:
        yield sections.hostile_files(bench)
    if arguments.growth:
        drawing = arguments.page.with_name("growth.svg")
        yield growth.growth(bench, arguments.counts, drawing)
    # Last, for what this process holds counts as the memory of those that it starts.
    yield where.where(many)


def _machine() -> str:
    return (
        f"{os.cpu_count()} cores of {_processor()}, {platform.platform(terse=True)},"
        f" Python {platform.python_version()}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").split("\n")
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _posts(corpus: Path | None) -> str:
    if corpus:
        return "The posts are real ones, repeated under different names."
    return "The posts are made up by `benchmarks/synthetic.py`."


def _versions(programs: Programs) -> str:
    found = {"newslint": "newslint"} | {peer.name: peer.program for peer in PEERS}
    return "\n".join(
        f"- {name} {programs.version(program)}"
        for name, program in found.items()
        if programs.find(program)
    )


if __name__ == "__main__":
    main()
