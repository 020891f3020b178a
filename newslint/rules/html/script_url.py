"""The rule script-url."""

import re
from collections.abc import Iterator

from newslint.diagnostic import Applicability, Edit, Fix, Problem, Severity
from newslint.document import Document
from newslint.links import Link
from newslint.rule import Rule
from newslint.text import Span


class ScriptUrl(Rule, frozen=True):
    """A link leads to a page; it does not run a script.

    ## Why

    `javascript:` links do nothing where their script is missing, which is everywhere but on the
    page they were copied from, and they are a way to attack readers. Browsers run them however
    they are written: `JaVa&#9;Script:` too. No other linter looks for them in Markdown.

    ## What to do

    Link to a page, or drop the link and keep its text, which is what `--unsafe` does.
    """

    fixes = Applicability.UNSAFE
    in_code = True  # a link in `<pre>` can be clicked like any other
    severity: Severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every URL that runs a script."""
        for link in document.links:
            # Browsers skip tabs and line breaks wherever they stand in a URL (URL standard 4.4).
            if scheme := _SCRIPT.match(_SKIPPED.sub("", link.url).lstrip(_TRIMMED)):
                message = f"`{scheme['name'].lower()}:` link runs a script"
                yield Problem(link.span, message, _unlinked(link))


_SKIPPED = re.compile(r"[\t\n\r]")
_TRIMMED = "".join(map(chr, range(0x21)))
_SCRIPT = re.compile(r"(?P<name>javascript|vbscript|data(?=:\s*text/html)):", re.IGNORECASE)


def _unlinked(link: Link) -> Fix | None:
    """Return what takes the link away and leaves its text."""
    title = "Keep the text without the link"
    if link.element:
        if link.element.name != "a" or link.element.end is None:
            return None
        return Fix.unsafe(title, Edit(link.element.span), Edit(link.element.end))
    if not link.text:
        return None
    before = Edit(Span(link.whole.start, link.text.start))
    after = Edit(Span(link.text.end, link.whole.end))
    return Fix.unsafe(title, before, after)
