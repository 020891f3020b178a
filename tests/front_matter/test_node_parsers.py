"""Our reading of front matter against the parsers of generators that run on Node.

`NEWSLINT_NODE_MODULES` names a folder with gray-matter (Eleventy, Docusaurus, VitePress),
hexo-front-matter and smol-toml; counted with 4.0.3, 5.0.0 and 1.9.1.
"""

import contextlib
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from newslint.front_matter import Format, FrontMatter, parse
from newslint.templates import mask, tokens
from newslint.text import Text
from tests.front_matter.traps import TRAPS

Answer = dict[str, Any]
PARSERS = ("gray", "hexo")
PACKAGES = ("gray-matter", "hexo-front-matter", "smol-toml")


# Files of the corpus. `refused` is refused by both, reported at most a line away from where the
# parser stops; it stops "further down" where a quote is never closed or a conflict is left.
CORPUS = {
    "gray": {
        "equal": 123,
        "dates": 101,
        "templates": 3,
        "white space before the fence": 14,
        "JSON": 6,
        "JavaScript": 3,
        "refused": 32,
        "refused further down": 3,
        # gray-matter cuts the last line of TOML in the middle of its CRLF.
        "only they refuse": 4,
        # js-yaml takes the tab for no indent at all and reads nested keys as top ones.
        "only we refuse: A tab indents this line; YAML wants spaces": 3,
    },
    "hexo": {
        "equal": 117,
        "dates": 98,
        "templates": 3,
        "white space before the fence": 1,
        "JSON": 9,
        "TOML": 20,
        "refused": 34,
        "refused further down": 3,
        # Text in quotes goes on without an indent, which only the `yaml` of Node forbids.
        "refused further up": 1,
        "only they refuse": 3,
        # Hexo turns tabs into spaces first.
        "only we refuse: A tab indents this line; YAML wants spaces": 3,
    },
}


@pytest.fixture(scope="module", name="node_modules")
def _node_modules() -> Path:
    folder = Path(os.environ.get("NEWSLINT_NODE_MODULES", ""))
    if not all((folder / package).is_dir() for package in PACKAGES):
        pytest.skip(f"NEWSLINT_NODE_MODULES names no folder that holds {', '.join(PACKAGES)}")
    if shutil.which("node") is None:
        pytest.skip("node is absent")
    return folder.resolve()


def test_traps_are_read_as_the_table_says(node_modules: Path) -> None:
    contents = [trap.content for trap in TRAPS.values()]

    answers = answers_of(contents, node_modules)

    for (name, trap), answer in zip(TRAPS.items(), answers, strict=True):
        found = {parser: compared(trap.content, answer[parser]) for parser in PARSERS}
        short = {parser: words.partition(":")[0] for parser, words in found.items()}
        assert (name, short) == (name, {"gray": trap.gray, "hexo": trap.hexo})


def test_real_posts_are_read_alike_but_for_causes_that_are_known(
    corpus: Path, node_modules: Path
) -> None:
    posts = list(posts_of(corpus))

    answers = answers_of(posts, node_modules)

    for parser in PARSERS:
        causes = Counter(
            compared(post, answer[parser]) for post, answer in zip(posts, answers, strict=True)
        )
        assert causes == CORPUS[parser]


def posts_of(corpus: Path) -> Iterator[str]:
    """Yield the files that are text; those that are not are another rule's business."""
    for path in sorted(corpus.rglob("*")):
        if path.is_file() and path.suffix != ".tsv":
            with contextlib.suppress(UnicodeDecodeError):
                yield path.read_bytes().decode()


def answers_of(contents: Iterable[str], node_modules: Path) -> list[dict[str, Answer]]:
    program = Path(__file__).with_name("parsers.mjs")
    lines = "".join(f"{json.dumps(content)}\n" for content in contents)
    done = subprocess.run(
        ["node", program, node_modules],
        input=lines,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def compared(content: str, answer: Answer) -> str:
    """Return how a parser's answer compares with what newslint reads, in a few words.

    `equal` and `refused` are agreement; other words name what the difference is about.
    """
    content = content.removeprefix("\ufeff")
    found = parse(content, mask(content, tokens(content)))
    if found is None:
        return "equal" if answer.get("data") == {} else "no opening fence"
    if "error" in answer:
        return refused(content, found, answer)
    causes = {cause(ours, theirs) for ours, theirs in differences(found.data, answer["data"])}
    if not causes:
        return "equal"
    if found.faults:
        return f"only we refuse: {found.faults[0].message}"
    if answer["data"] == {} or not found.closed:
        return outside(content, found)
    return ", ".join(sorted(causes))


def refused(content: str, found: FrontMatter, answer: Answer) -> str:
    place = first_problem(found)
    if place is None:
        unusual = outside(content, found)
        return unusual if unusual in {"unusual fence", "JavaScript"} else "only they refuse"
    line = Text(content).position(place).line
    if answer["line"] is None or abs(line - answer["line"]) <= 1:
        return "refused"
    return "refused further down" if line < answer["line"] else "refused further up"


def first_problem(found: FrontMatter) -> int | None:
    """Return where newslint reports why this cannot be read, `None` where it is silent."""
    if found.faults:
        return found.faults[0].span.start
    if found.duplicates:
        return found.duplicates[0].again.key.span.start
    return found.fences[0].start if found.leading or not found.closed else None


def outside(content: str, found: FrontMatter) -> str:
    """Return what around the values may keep a parser from reading them."""
    opening, closing = found.fences
    if found.leading:
        return "white space before the fence"
    if closing is None:
        return "never closed"
    lines = [line_at(content, fence.start) for fence in (opening, closing)]
    if found.format is Format.YAML and lines != ["---", "---"]:
        return "unusual fence"
    return found.format.value


def line_at(content: str, offset: int) -> str:
    text = Text(content)
    return text[text.line(text.position(offset).line)]


def differences(ours: Any, theirs: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the values that differ, innermost ones, `None` for what one of them lacks."""
    if isinstance(ours, dict) and isinstance(theirs, dict) and not theirs.keys() & {"$date"}:
        if "<<" in ours and "<<" not in theirs:
            yield "<<", None
            return
        for key in ours.keys() | theirs.keys():
            yield from differences(ours.get(key), theirs.get(key))
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for mine, other in zip(ours, theirs, strict=True):
            yield from differences(mine, other)
    elif ours != theirs or isinstance(ours, bool) != isinstance(theirs, bool):
        yield ours, theirs


def cause(ours: Any, theirs: Any) -> str:
    if ours == "<<":
        return "merge keys"
    if {type(ours), type(theirs)} <= {str, int} and re.match(r"\d", str(ours)):
        return "numbers"
    if isinstance(ours, str) and isinstance(theirs, dict):
        if "$date" in theirs and re.match(r"\d{4}-\d\d?-\d\d?", ours):
            return "dates"
        if ours.startswith("{{"):
            return "templates"
    return f"{ours!r}/{theirs!r}"
