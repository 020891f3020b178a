"""The rule bidi-control."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from newslint import scripts
from newslint.diagnostic import Problem
from newslint.document import Document
from newslint.html import unescape
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class BidiControl(Rule, frozen=True):
    """Characters that steer the direction of writing stand only where scripts need them.

    ## Why

    Some characters that nobody can see turn around the letters behind them: `nimda` is read as
    `admin`, a link seems to lead elsewhere, a listing does something else than it seems to.
    They have been used for attacks. More often they come along from social networks and chat
    programs, where they do nothing but keep search from finding the word.

    ## What to do

    Delete them, also where they are written as `&rlm;` or `&#8238;`. newslint does not: somebody
    should look at what the text says without them.

    Arabic, Hebrew and other scripts that are written from right to left need some. In a paragraph
    with such letters, or with a template that may bring them, nothing is said of marks (`&lrm;`,
    `&rlm;`), nor of embeddings and isolates that end within it. What overrides the direction of
    letters is always reported. Code is looked at, too.
    """

    in_code = True

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every run of such characters that its paragraph has no need of."""
        controls = _controls(document)
        if not controls:
            return
        blank_lines = [match.start() for match in _BLANK_LINE.finditer(document.text.content)]
        edges = [0, *blank_lines, len(document.text)]
        for number, group in groupby(controls, lambda control: bisect_right(edges, control.start)):
            paragraph = Span(edges[number - 1], edges[number])
            needs_some = _needs_some(document, paragraph)
            members = list(group)
            for run in _runs(_needless(members) if needs_some else members):
                yield Problem(Span(run[0].start, run[-1].end), _message(run))


class _Control(Struct, frozen=True):
    character: str
    start: int
    end: int


_NAMES = {
    "\u061c": "Arabic letter mark",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    "\u202a": "left-to-right embedding",
    "\u202b": "right-to-left embedding",
    "\u202c": "end of an embedding or override",
    "\u202d": "left-to-right override",
    "\u202e": "right-to-left override",
    "\u2066": "left-to-right isolate",
    "\u2067": "right-to-left isolate",
    "\u2068": "isolate",
    "\u2069": "end of an isolate",
}
_MARKS = frozenset("\u061c\u200e\u200f")
_EMBEDDINGS = frozenset("\u202a\u202b\u202d\u202e")
_OVERRIDES = frozenset("\u202d\u202e")
_ISOLATES = frozenset("\u2066\u2067\u2068")
_END_OF_EMBEDDING, _END_OF_ISOLATE = "\u202c", "\u2069"

_CHARACTER = regex(f"[{''.join(_NAMES)}]")
_REFERENCE = regex(
    r"""
    & (?: lrm | rlm
        | \#0*+(?:1564 | 820[67] | 823[4-8] | 829[4-7])
        | \#[xX]0*+(?:61[cC] | 20(?:0[eEfF] | 2[a-eA-E] | 6[6-9]))
      ) ;
    """,
    re.VERBOSE,
)
_BLANK_LINE = regex(r"\n\r?\n")


def _controls(document: Document) -> list[_Control]:
    """Return all such characters, in order; in code those that are written as such."""
    content = document.text.content
    found = []
    if not document.unseen.isdisjoint(_NAMES):
        found += [_Control(match[0], *match.span()) for match in _CHARACTER.finditer(content)]
    if "&" in content:
        found += [
            _Control(unescape(match[0]), *match.span())
            for match in document.matches(_REFERENCE)
            if not document.code.covers(match.start())
        ]
    return sorted(found, key=lambda control: control.start)


def _needs_some(document: Document, paragraph: Span) -> bool:
    """Whether a paragraph has letters from right to left, or a template that may bring them."""
    if document.templates.overlapping(paragraph):
        return True
    return bool(re.search(scripts.RIGHT_TO_LEFT, unescape(document.text[paragraph])))


def _needless(controls: Sequence[_Control]) -> list[_Control]:
    """Return what has no other half, and what overrides the direction of letters."""
    needless = []
    opened: list[_Control] = []
    isolates = 0
    for control in controls:
        if control.character in _EMBEDDINGS or control.character in _ISOLATES:
            opened.append(control)
            isolates += control.character in _ISOLATES
        elif control.character == _END_OF_ISOLATE and isolates:
            # It ends what was begun inside the isolate, too (UAX #9, rule X6a).
            while (begun := opened.pop()).character in _EMBEDDINGS:
                needless.append(begun)
            isolates -= 1
        elif control.character == _END_OF_EMBEDDING and _is_in_embedding(opened):
            if opened.pop().character in _OVERRIDES:
                needless.append(control)
        elif control.character not in _MARKS:
            needless.append(control)
    overrides = [control for control in controls if control.character in _OVERRIDES]
    return sorted({*needless, *opened, *overrides}, key=lambda control: control.start)


def _is_in_embedding(opened: Sequence[_Control]) -> bool:
    return bool(opened) and opened[-1].character in _EMBEDDINGS


def _runs(controls: Sequence[_Control]) -> Iterator[list[_Control]]:
    """Yield those that stand side by side."""
    run: list[_Control] = []
    for control in controls:
        if run and run[-1].end != control.start:
            yield run
            run = []
        run.append(control)
    if run:
        yield run


def _message(run: Sequence[_Control]) -> str:
    names = ", ".join(dict.fromkeys(_NAMES[control.character] for control in run))
    count = f" ({len(run)} characters)" if len(run) > 1 else ""
    return f"Direction of writing: {names} out of place{count}"
