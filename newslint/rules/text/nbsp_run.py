"""The rule nbsp-run."""

import re
from collections.abc import Iterator

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class NbspRun(Rule, frozen=True):
    """Spaces that do not break stand alone, and lay nothing out.

    ## Why

    Rows of `&nbsp;` push text to the right, widen the gap behind a full stop, or draw a table.
    They fit one width of one screen: on a phone, lines break in odd places or run off the edge.

    ## What to do

    Leave layout to the style sheet. `--unsafe` writes a plain space, and nothing where a line or
    paragraph begins or ends; behind figures and before French punctuation one of those that do
    not break stays. What is indented behind a `<br>` may be verse or a listing, and is only
    reported.

    A single one is good typography (`5&nbsp;km`, `mot&nbsp;!`); nothing is said of it, nor of
    paragraphs and cells that hold nothing else.

    ## Options

    - `indent`: whether paragraphs may begin with wide spaces, as in Chinese and Japanese.
    """

    fixes = Applicability.UNSAFE
    indent: bool = True

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every run of two or more such spaces that stands beside words."""
        content = document.text.content
        if not _may_have_one(content):
            return
        for match in document.matches(_RUN):
            place = match.start()
            if document.urls.covers(place) or document.templates.covers(place):
                continue
            before = content[max(0, place - _NEAR) : place]
            after = content[match.end() : match.end() + _NEAR]
            begins, ends = _BEGINNING.search(before), _END.match(after)
            is_indent = begins and not match[0].strip("\u3000 \t")
            if (begins and ends) or (is_indent and self.indent):
                continue
            count = len(re.findall(_SPACE, match[0]))
            fix = _fix(match, before, "" if begins or ends else _between(match, before, after))
            yield Problem(Span(*match.span()), f"{count} spaces in a row that do not break", fix)


def _may_have_one(content: str) -> bool:
    """Whether two such spaces may stand side by side: a look that costs less than the pattern."""
    if "&" in content and _REFERENCE.search(content):
        return True
    written = [space for space in _SPACES if space in content]
    for space in written:
        content = content.replace(space, _SPACES[0])
    return bool(written) and any(
        not between.strip(" \t") for between in content.split(_SPACES[0])[1:-1]
    )


_SPACES = "\xa0\u202f\u3000"
_REFERENCE = regex(r"&(?:nbsp|#160|#[xX][aA]0);")
# A set of characters comes first: nothing is found faster.
_SPACE = rf"[{_SPACES}&](?:(?<!&)|(?:nbsp|#160|#[xX][aA]0);)"
_RUN = regex(rf"(?P<first>{_SPACE})(?:[ \t]*+{_SPACE})++[ \t]*+")
_NEAR = 80  # characters
_BLOCK = r"(?:p|div|section|article|blockquote|h[1-6]|ul|ol|li|dl|dt|dd|table|tr|td|th|br)\b"
_BEGINNING = regex(rf"(?i:\A|\n|</?{_BLOCK}[^<>]*>)[ \t>*+-]*\Z")
_END = regex(rf"(?i)\s*(?:\Z|</?{_BLOCK})|[ \t]*\r?\n")
_LINE_BREAK = regex(r"(?i)<br\b[^<>]*>\s*\Z")
_FIGURE_OR_QUOTE = regex(r"[\d«‹]\s*\Z")
_FRENCH = regex(r"[!?;:»›%€$£]")


def _between(match: re.Match[str], before: str, after: str) -> str:
    """Return what keeps two words apart: one space, of the kind there is if it must not break."""
    if _FIGURE_OR_QUOTE.search(before) or _FRENCH.match(after):
        return match["first"]
    return " "


def _fix(match: re.Match[str], before: str, text: str) -> Fix | None:
    if _LINE_BREAK.search(before):
        return None
    # At the start of a line, the plain spaces before may be what puts it into a list.
    blanks = len(before) - len(before.rstrip(" \t")) if text else 0
    title = "Write one space" if text else "Remove them"
    return Fix.unsafe(title, Edit(Span(match.start() - blanks, match.end()), text))
