"""The rule text-fragment."""

from collections.abc import Iterator

from newslint.diagnostic import Applicability, Fix, Problem, Severity
from newslint.document import Document
from newslint.rule import Rule


class TextFragment(Rule, frozen=True):
    """A link leads to a page, not to the words that somebody searched for on it.

    ## Why

    Search engines put `#:~:text=…` behind the addresses they show. Whoever follows such a link
    lands in the middle of the page, on a sentence that answered another question, and on its top
    once a word of that sentence is changed.

    ## What to do

    Remove it, which is what `--unsafe` does; a section such as `#prices` before it stays. Where
    you do mean that sentence, leave it: this is for your information, and no check fails because
    of it.
    """

    fixes = Applicability.UNSAFE
    severity: Severity = Severity.INFO

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every link to words of a page."""
        for link in document.links_with(_MARK):
            fragment = link.url.find("#") + 1
            start = link.url.find(_MARK, fragment)
            if not fragment or start == -1 or "text=" not in link.url[start:]:
                continue
            if start == fragment:
                start -= 1
            fix = Fix.unsafe("Link to the page", link.edit(start, len(link.url)))
            yield Problem(link.span, "Link leads to words left from a search (`#:~:text=`)", fix)


# What divides a fragment from instructions to the browser (URL Fragment Text Directives 3.1).
_MARK = ":~:"
