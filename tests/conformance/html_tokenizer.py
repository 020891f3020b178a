"""What newslint's lexer sees in HTML, against the tokenizer cases of html5lib."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from newslint.html import lex
from newslint.html.categories import FOREIGN_ROOTS, RAW_TEXT
from newslint.html.elements import attributes
from newslint.html.grammar import MARKUP, cdata_end, closes_itself, lower, script_end, text_end
from newslint.html.stream import join
from newslint.text import Span
from tests.conformance.suite import Outcome, Suite

Token = tuple[Any, ...]
"""As html5lib writes it: "StartTag", name, attributes, whether it closes itself …"""


class Case(Struct, frozen=True):
    """A text, the state in which the tokenizer begins to read it, and the tokens that it yields."""

    name: str
    state: str
    last_start_tag: str
    text: str
    tokens: list[Token]


def examine(suites: Path) -> Iterator[Outcome]:
    """Yield what came of each case; its name is its file, its place in that, and its state's."""
    for file in sorted((suites / "html5lib-tokenizer").glob("*.test")):
        for case in _cases(file):
            yield Outcome(case.name, _difference(case))


def _cases(file: Path) -> Iterator[Case]:
    for number, written in enumerate(json.loads(file.read_text("utf-8"))["tests"]):
        read = _unescaped if written.get("doubleEscaped", False) else tuple
        text, output = read((written["input"], written["output"]))
        states = written.get("initialStates", ["Data state"])
        for place, state in enumerate(states):
            name = f"{file.stem}/{number}" + (f"/{place}" if len(states) > 1 else "")
            last = written.get("lastStartTag", "")
            yield Case(name, state, last, text, list(_expected(output)))


def _unescaped(value: Any) -> Any:
    return json.loads(json.dumps(value).replace("\\\\u", "\\u"))


def _expected(output: list[list[Any]]) -> Iterator[Token]:
    """Yield the tokens of a case; of a doctype only that it is one."""
    for kind, *rest in output:
        if kind == "StartTag":
            yield kind, rest[0], rest[1], len(rest) > 2 and rest[2]
        elif kind == "DOCTYPE":
            yield (kind,)
        else:
            yield kind, rest[0]


def _difference(case: Case) -> str:
    ours = list(tokens(case.text, case.state, case.last_start_tag))
    if ours != case.tokens:
        return f"{case.text!r} ({case.state}): {ours} for {case.tokens}"
    starts = [token for token in case.tokens if token[0] == "StartTag"]
    names = {name for _, name, *_ in starts}
    if case.state == "Data state" and not names & (RAW_TEXT | FOREIGN_ROOTS):
        seen = [
            (
                "StartTag",
                element.name,
                {each.name: each.value for each in reversed(element.attributes)},
                element.self_closing,
            )
            for element in lex(case.text, [Span(0, len(case.text))]).elements
        ]
        return f"{case.text!r}: {seen} for {starts}" if seen != starts else ""
    return ""


def tokens(text: str, state: str = "Data state", last_start_tag: str = "") -> Iterator[Token]:
    """Yield what the tokenizer alone emits, without what a tree makes of tags such as `<script>`.

    It begins in `state`. References in words are read as rules read them, by Python's `html`.
    """
    stream = join(text, [Span(0, len(text))], text)
    text = stream.text
    done = _first_markup(text, state, last_start_tag)
    words = _raw(text[:done], state)
    while found := MARKUP.search(text, done):
        words += _shown(text[done : found.start()])
        done = found.end()
        token: Token | None = None
        match found.lastgroup:
            case "start" | "attributes":
                values = {each.name: each.value for each in reversed(attributes(stream, found))}
                token = "StartTag", lower(found["start"]), values, closes_itself(found)
            case "end":
                token = "EndTag", lower(found["end"])
            case "comment":
                token = "Comment", _lines(_COMMENT.sub("", found[0]))
            case "cdata":
                done = cdata_end(text, done, foreign=False)
                token = "Comment", _lines(text[found.start() + 2 : done].removesuffix(">"))
            case "declaration":
                token = _declaration(found[0])
            case _:
                done = len(text)
        if token:
            if words:
                yield "Character", words
            words = ""
            yield token
    if words := words + _shown(text[done:]):
        yield "Character", words


def _first_markup(text: str, state: str, last_start_tag: str) -> int:
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


def _raw(written: str, state: str) -> str:
    """Return the words of what is no markup in the state in which the tokenizer begins."""
    if state == "RCDATA state":
        return _shown(written)
    return _lines(written.removesuffix("]]>") if state == "CDATA section state" else written)


_COMMENT = re.compile(r"\A<!--(?:-?>\Z)?|(?:--!?>|--!?|-)\Z")


def _declaration(written: str) -> Token | None:
    if written == "</>":
        return None
    if written[:9].lower() == "<!doctype":
        return ("DOCTYPE",)
    start = 1 if written[1] == "?" else 2
    return "Comment", _lines(written[start:].removesuffix(">"))


def _shown(written: str) -> str:
    return html.unescape(_lines(written))


def _lines(written: str) -> str:
    """Return a text with the line ends of section 13.2.3.5."""
    return written.replace("\r\n", "\n").replace("\r", "\n")


SUITE = Suite(
    name="html5lib-tokenizer",
    promise="Tags, attributes, comments and text of HTML are those that a browser sees",
    how="the tokenizer cases of html5lib, in each of the states that they begin in",
    examine=examine,
)
