"""The rule keyword-link."""

from collections.abc import Iterator
from dataclasses import dataclass

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html import Element
from newslint.rule import Rule
from newslint.tracking import catalogue


@dataclass(frozen=True)
class KeywordLink(Rule):
    """Links are set by writers, not by a program that looks for keywords.

    ## Why

    Some content systems and advertisers put a link around every company name or search word of an
    article: the same word five times, to a stock quote or a shop. Copied along, such links lead
    your readers where nobody meant to send them.

    ## What to do

    Take the link away and keep its words. The fix does so where a class or attribute proves that
    a program made the link.

    ## Options

    - `classes`: further classes that mark such links on the sites you take articles from.
    """

    fixes = Applicability.SAFE
    removes = frozenset({"a"})
    classes: tuple[str, ...] = ()

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every link that bears the mark of a program."""
        known = catalogue()
        for element in document.elements_named("a"):
            classes = element.get("class").split()
            names = [attribute.name for attribute in element.attributes]
            mark = next((name for name in classes if name in self.classes), None)
            if mark := mark or known.keyword_link(classes, names):
                message = f"Link put around a keyword by a program ({mark})"
                yield Problem(element.span, message, _unwrapped(element))


def _unwrapped(element: Element) -> Fix | None:
    if element.end is None:
        return None
    return Fix.safe("Unwrap the keyword", Edit(element.span), Edit(element.end))
