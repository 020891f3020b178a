"""Our tokens against the html5lib test suite and against html5lib itself."""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import tokenTypes
from hypothesis import example, given
from hypothesis import strategies as st

from newslint.html.elements import attributes
from newslint.html.grammar import MARKUP, cdata_end, closes_itself, lower, script_end, text_end
from newslint.html.stream import join
from newslint.text import Span

Tag = tuple[str, str, dict[str, str], bool]

SUITES = Path(
    os.environ.get("NEWSLINT_SUITES", Path(__file__).parents[1] / ".." / "shared" / "suites")
)
SUITE = SUITES / "html5lib-tokenizer"
FILES = sorted(SUITE.glob("*.test"))

needs_suite = pytest.mark.skipif(not FILES, reason="the html5lib tokenizer tests are not here")


def tags(text: str, start: int = 0) -> Iterator[Tag]:
    """Yield the tags from `start` on as the tokenizer alone emits them: no raw text, no tree."""
    stream = join(text, [Span(0, len(text))], text)
    while found := MARKUP.search(stream.text, start):
        start = found.end()
        if found.lastgroup == "start":
            values = {each.name: each.value for each in reversed(attributes(stream, found))}
            yield "StartTag", lower(found["start_name"]), values, closes_itself(found)
        elif found.lastgroup == "end":
            yield "EndTag", lower(found["end_name"]), {}, False
        elif found.lastgroup == "cdata":
            start = cdata_end(text, start, foreign=False)


def first_markup(text: str, state: str, last_start_tag: str) -> int:
    """Return where the data state begins, if the tokenizer begins in `state`."""
    if state == "Data state":
        return 0
    if state == "CDATA section state":
        return cdata_end(text, 0, foreign=True)
    if state == "PLAINTEXT state" or not last_start_tag:
        return len(text)
    if state == "Script data state" and last_start_tag == "script":
        return script_end(text, 0)
    # Without `<!--`, script data that waits for another end tag is like any raw text.
    return text_end(text, 0, last_start_tag)


def expected(output: list[list[Any]]) -> list[Tag]:
    return [
        (kind, rest[0], rest[1] if len(rest) > 1 else {}, len(rest) > 2 and rest[2])
        for kind, *rest in output
        if kind in {"StartTag", "EndTag"}
    ]


def unescaped(value: Any) -> Any:
    return json.loads(json.dumps(value).replace("\\\\u", "\\u"))


def cases(path: Path) -> Iterator[tuple[str, str, str, str, list[Tag]]]:
    for case in json.loads(path.read_text("utf-8"))["tests"]:
        double = case.get("doubleEscaped", False)
        text, output = (unescaped if double else tuple)((case["input"], case["output"]))
        for state in case.get("initialStates", ["Data state"]):
            last = case.get("lastStartTag", "")
            yield case["description"], state, last, text, expected(output)


@needs_suite
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_agrees_with_the_suite_on_every_tag(path: Path) -> None:
    read = list(cases(path))

    wrong = [
        f"{description} ({state}): {text!r}"
        for description, state, last, text, output in read
        if list(tags(text, first_markup(text, state, last))) != output
    ]

    assert wrong == []
    assert len(read) > 0


@needs_suite
def test_the_suite_is_whole() -> None:
    numbers = {path.stem: len(list(cases(path))) for path in FILES}

    assert sum(numbers.values()) > 6500, numbers


def html5lib_tags(text: str) -> Iterator[Tag]:
    tokens: Iterable[Any] = HTMLTokenizer(text)
    for token in tokens:
        if token["type"] == tokenTypes["EndTag"]:
            yield "EndTag", token["name"], {}, False
        elif token["type"] == tokenTypes["StartTag"]:
            yield "StartTag", token["name"], dict(token["data"]), token["selfClosing"]


MARKUP_LIKE = st.lists(
    st.sampled_from(
        [
            *("<a", "</p", "<!--", "-->", "--!>", "<![CDATA[", ' b="', "&amp", "&lt=", "c"),
            *"<>/!?-='\"& \n\t;#xaZé0",
        ]
    ),
    max_size=30,
).map("".join)


@given(MARKUP_LIKE)
@example("<a b='&ltx' b=2 / c></a d=1/><br/>")
def test_agrees_with_html5lib_on_whatever_looks_like_markup(text: str) -> None:
    assert list(tags(text)) == list(html5lib_tags(text))
