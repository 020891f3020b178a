"""The rule placeholder-text."""

import re
from collections.abc import Iterator

from newslint.diagnostic import Problem
from newslint.document import Document
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class PlaceholderText(Rule, frozen=True):
    """No text stands in for one that is still to be written.

    ## Why

    `TODO: check the name`, `[insert photo here]`, `Lorem ipsum`: somebody meant to come back
    before the article went out.

    ## What to do

    Write what is missing, or delete the note. A mark such as `TODO` counts where a colon follows
    it, in brackets of its own, and where it begins a paragraph; a *TODO list* is no placeholder.
    What stands in code, in quotation marks or in comments is not reported.

    ## Options

    - `words`: further texts that stand for missing ones wherever they are found, such as
      `["TK", "DUMMY"]`; upper and lower case count.
    """

    words: tuple[str, ...] = ()

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every placeholder; of filler text the first place only."""
        content = document.text.content
        yield from _filler(document)
        found = [
            *(span for word in _MARKS if _has(content, word) for span in _marks(content, word)),
            *(
                Span(*match.span())
                for sign, pattern in _PHRASES
                if sign[0] in content and sign in content
                for match in re.finditer(pattern, content, re.MULTILINE)
            ),
            *(
                Span(*match.span())
                for word in self.words
                if word and word in content
                for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", content)
            ),
        ]
        for span in dict.fromkeys(found):
            if _is_read(document, span):
                told = f"Placeholder left in the text: `{document.text[span]}`"
                yield Problem(span, told)


def _filler(document: Document) -> Iterator[Problem]:
    content = document.text.content
    if "orem ipsum dolor" not in content:
        return
    found = [Span(*match.span()) for match in re.finditer(r"\b[Ll]orem ipsum dolor\b", content)]
    shown = [span for span in found if _is_read(document, span)]
    if shown:
        count = f", {len(shown)} times" if len(shown) > 1 else ""
        yield Problem(shown[0], f"Filler text: `{document.text[shown[0]]} …`{count}")


def _is_read(document: Document, span: Span) -> bool:
    """Whether it is in a value of the front matter or in the body, but not quoted, code or URL."""
    front_matter = document.front_matter
    if front_matter and span.start < document.body.start:
        return any(span in scalar.span for _, scalar in front_matter.scalars())
    if document.text.content[max(0, span.start - 1) : span.start] in _QUOTES:
        return False
    return not (document.code.covers(span.start) or document.urls.covers(span.start))


def _has(content: str, word: str) -> bool:
    """Whether a text has a word. To look for its letters first costs nothing: few texts have X."""
    return all(map(content.__contains__, word)) and word in content


_MARKS = ("TODO", "FIXME", "TBD", "XXX")
# What a paragraph of an article can begin with: a place to be determined, the XXX Olympiad.
_RARE = ("TBD", "XXX")
_QUOTES = frozenset("\"'`“‘„«「『")
_NEAR = 300  # characters


def _marks(content: str, word: str) -> Iterator[Span]:
    """Yield where a mark of writers says that something is to be done."""
    # The word comes first: what begins as it stands is found faster.
    for match in re.finditer(rf"{word}(?<![\w/#@.-]{word})(?![\w/-])", content):
        before = content[max(0, match.start() - _NEAR) : match.start()]
        after = content[match.end() : match.end() + _NEAR]
        if _is_note(word, before, after):
            yield Span(*match.span())


def _is_note(word: str, before: str, after: str) -> bool:
    if re.match(r"(?:\*\*|__)?+[:：](?![:/])", after):
        return not before.endswith(("// ", "/* ", "* "))
    if re.search(r"[\[(（【]\Z", before) and _CLOSES.match(after):
        return True
    begins = word not in _RARE and _BEGINS.search(before)
    return bool(begins) and not _NO_NOTE.match(after)


# A bracket that the note fills, and that is no link.
_CLOSES = regex(r"[\])）】](?![(\[:])|[ :：–—-][^\[\]()\n]{0,200}+[\])）】]")
# The beginning of a paragraph, list item or heading, or of an element.
_BEGINS = regex(
    r"(?:\A[ \t>]*+|\n[ \t>]*+\r?+\n[ \t>]*+"
    r"|^[ \t>]*+(?:[-*+]|\d{1,9}[.)]|\#{1,6})[ \t]++(?:\[[ xX]\] )?"
    r"|<(?:p|li|td|div|h[1-6])\b[^<>]*+>\s*+)(?:\*\*|__)?\Z",
    re.MULTILINE,
)
# What speaks of such notes.
_NO_NOTE = regex(
    r"['’`\"”)\],.]| (?:[Ll]ists?|[Aa]pps?|[Aa]pplications?|[Ii]tems?|[Cc]omments?|[Nn]otes?"
    r"|[Ff]iles?|MVC|[Mm]anagers?|[Gg]roups?|[Mm]arkers?|is|are|was|were|and|or)\b"
)
_PHRASES = (
    ("[", r"\[(?:[Ii]nsert|INSERT) [^\[\]\n]{1,80}+\](?![(\[:])"),
    ("our text ", r"\b[Yy]our text (?:goes )?here\b"),
    ("our title here", r"\b[Yy]our title here\b"),
    ("待补充", r"(?<=[（(【\[])待补充[^）)】\]\n]{0,40}(?=[）)】\]])|^待补充|(?<=[:：>])待补充"),
    ("此处插入", r"(?<=[（(【\[])此处插入[^）)】\]\n]{0,40}(?=[）)】\]])"),
)
