"""The rule front-matter-unclosed."""

from collections.abc import Iterator

from newslint.diagnostic import Applicability, Edit, Fix, Problem, Severity
from newslint.document import Document
from newslint.front_matter import FrontMatter
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class FrontMatterUnclosed(Rule, frozen=True):
    """Front matter that is opened is closed.

    ## Why

    Without the second `---` the whole post is front matter, or none of it is: parsers return no
    values and no error, and readers see `title: …` as text.

    ## What to do

    Put the same fence on a line of its own after the last key. `--unsafe` does that before the
    first line that looks like no key.
    """

    fixes = Applicability.UNSAFE
    severity: Severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield the opening fence of front matter that has no closing one."""
        front_matter = document.front_matter
        if front_matter and not front_matter.closed:
            fence = front_matter.fences[0]
            message = f"Front matter is opened by `{document.text[fence]}` and never closed"
            yield Problem(fence, message, _closed(document, front_matter))


def _closed(document: Document, front_matter: FrontMatter) -> Fix | None:
    fence = document.text[front_matter.fences[0]]
    if fence.startswith("{"):
        return None  # where an object ends is not a matter of lines
    if _runs_in_mdx(document, front_matter):
        return None
    closing = _LANGUAGE.sub("", fence)  # `---json` is closed by `---`
    end, newline = front_matter.content.end, document.text.newline
    on_own_line = document.text.content.endswith("\n", 0, end)
    line = f"{closing}{newline}" if on_own_line else f"{newline}{closing}"
    return Fix.unsafe("Close the front matter after the last key", Edit(Span(end, end), line))


_LANGUAGE = regex(r"[a-z]++\Z")


def _runs_in_mdx(document: Document, front_matter: FrontMatter) -> bool:
    """Whether MDX finds expressions in what would be values once it is closed."""
    return document.is_mdx and bool(document.templates.overlapping(front_matter.content))
