"""The rule unclosed-comment."""

from collections.abc import Iterator

from newslint.diagnostic import Problem, Severity
from newslint.document import Document
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class UnclosedComment(Rule, frozen=True):
    """A comment that begins also ends.

    ## Why

    Behind a `<!--` without `-->` nothing is shown: the rest of the article, the footer and the
    comments of readers vanish, and no tool says why. The same goes for `<?` and `<![CDATA[`
    without an end, and for a file that breaks off in the middle of a tag.

    ## What to do

    Write `-->` where the comment ends, or delete its beginning.

    In a paragraph of Markdown a `<!--` without end is plain text, and a reader sees it: nothing is
    said about it.
    """

    in_code = True  # a comment is what this is about
    severity: Severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield the beginning of what is never closed; there is at most one such thing."""
        comments, declarations = document.markup.comments, document.markup.declarations
        if comments and not _ends(document, comments[-1], "-->", "--!>"):
            opening = Span(comments[-1].start, comments[-1].start + len("<!--"))
            yield Problem(opening, f"Comment is never closed: {_VANISHES}")
        elif declarations and not _ends(document, declarations[-1], ">"):
            begun = _begun(document, declarations[-1].start)
            yield Problem(begun, f"{_named(document, begun)} is never closed: {_VANISHES}")
        elif tag := _tag_at_the_end(document):
            yield Problem(tag, f"The file ends inside the tag {_named(document, tag)}")


_VANISHES = "the rest of the page vanishes"


def _ends(document: Document, span: Span, *marks: str) -> bool:
    return document.masked.endswith(marks, span.start, span.end)


_BEGUN = regex(r"<!\[CDATA\[|<[^\s>]{1,20}")


def _begun(document: Document, start: int) -> Span:
    """Return what can be seen at a glance of the markup that begins there."""
    found = _BEGUN.match(document.text.content, start)
    return Span(*found.span()) if found else Span(start, start + 1)


def _named(document: Document, span: Span) -> str:
    return f"`{document.text[span]}`"


_TAG = regex(r"</?[A-Za-z]")


def _tag_at_the_end(document: Document) -> Span | None:
    """Return the beginning of a tag of which the HTML does not hold the end."""
    if not document.html.spans:
        return None
    last = document.html.spans[-1]
    behind = document.masked.rfind(">", last.start, last.end) + 1
    found = _TAG.search(document.masked, behind or last.start, last.end)
    if not found or any(raw.end > found.start() for raw in document.markup.raw_text[-1:]):
        return None
    return _begun(document, found.start())
