"""What one post costs: in the engine, and as a whole process beside yamllint's.

    python benchmarks/spine.py [POST] [--runs N]

Prints ratios of medians of one run; single numbers depend on the machine.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from newslint import Document, lint
from newslint.config import Configs

ROOT = Path(__file__).parents[1]
POST = ROOT / "examples" / "posts" / "2024-05-03-新港口大桥提前通车.md"
# Both as they are when installed: with compiled bytecode.
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}


def milliseconds_in_the_engine(post: Path, runs: int) -> float:
    """Return the median processor time of parsing and linting a post, in milliseconds."""
    content = post.read_bytes()
    rules = Configs().of(post.absolute()).rules_for(post.absolute())

    def once() -> None:
        lint(Document.parse(post, content), rules)

    once()
    return statistics.median(_processor_milliseconds(once) for _ in range(runs))


def _processor_milliseconds(call: Callable[[], None], times: int = 20) -> float:
    start = time.process_time()
    for _ in range(times):
        call()
    return (time.process_time() - start) / times * 1000


def processor_seconds(command: list[str], given: str = "") -> float:
    """Return the processor time of a whole process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, input=given.encode(), capture_output=True, check=False, env=ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def wall_seconds(command: list[str], given: str = "") -> float:
    """Return how long a whole process takes."""
    start = time.perf_counter()
    subprocess.run(command, input=given.encode(), capture_output=True, check=False, env=ENVIRONMENT)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("post", nargs="?", type=Path, default=POST)
    parser.add_argument("--runs", type=int, default=15)
    arguments = parser.parse_args()

    newslint = [sys.executable, "-m", "newslint", "check", str(arguments.post)]
    yamllint = [sys.executable, "-m", "yamllint", "-"]
    # yamllint refuses Markdown, so it gets what it can read of the same post.
    front_matter = Document.parse(arguments.post, arguments.post.read_bytes()).front_matter
    if front_matter is None:
        parser.error(f"{arguments.post} has no front matter for yamllint to read")
    yaml = front_matter.content_of_file[front_matter.content.start : front_matter.content.end]
    milliseconds = milliseconds_in_the_engine(arguments.post, arguments.runs)
    size = arguments.post.stat().st_size
    print(f"engine.lint of {size:,} bytes: {milliseconds:.2f} ms of processor time")
    for name, measure in (("wall", wall_seconds), ("processor", processor_seconds)):
        measure(newslint), measure(yamllint, yaml)
        # In turn, so that a change in the machine's speed meets both.
        pairs = [(measure(newslint), measure(yamllint, yaml)) for _ in range(arguments.runs)]
        ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
        print(
            f"whole process, {name} time: {ours / theirs:.2f} times yamllint's"
            f" ({ours * 1000:.0f} ms to {theirs * 1000:.0f} ms)"
        )


if __name__ == "__main__":
    main()
