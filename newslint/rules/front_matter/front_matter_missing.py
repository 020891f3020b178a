"""The rule front-matter-missing."""

import re
from collections.abc import Iterator

from newslint.diagnostic import Problem, Severity
from newslint.document import Document
from newslint.regex import regex
from newslint.rule import Rule
from newslint.schema import Schema
from newslint.text import Span


class FrontMatterMissing(Rule, frozen=True):
    """A post has front matter where its schema asks for any.

    ## Why

    Without front matter most generators copy the file as it is, or build a page without title and
    date. Schema checkers say nothing: there is nothing to check.

    ## What to do

    Put the keys that are named between two lines `---` at the top of the file. Whole HTML
    documents and templates are no posts and need none; for other files that are no posts, say
    `schema = false` under `[[schemas]]`.
    """

    severity: Severity = Severity.ERROR
    schema: Schema | None = None

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield the beginning of a file that lacks the front matter its schema asks for."""
        if document.front_matter or self.schema is None or not self.schema.required:
            return
        if _PAGE.match(document.text.content) or _is_template(document):
            return
        keys = ", ".join(f"`{key}`" for key in sorted(self.schema.required))
        yield Problem(Span(0, 0), f"Front matter is missing; {keys} must be there")


_PAGE = regex(r"(?:\s|\ufeff|<!--.*?-->)*+<(?:!doctype|html|\?xml)\b", re.IGNORECASE | re.DOTALL)


def _is_template(document: Document) -> bool:
    """Whether it begins with a template token, or is HTML that holds any: a layout or a part."""
    content = document.text.content
    start = len(content) - len(content.lstrip())
    return bool(document.templates.spans) and (document.is_html or document.templates.covers(start))
