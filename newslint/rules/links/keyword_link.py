"""The rule keyword-link."""

from collections.abc import Iterator

from newslint.diagnostic import Applicability, Fix, Problem
from newslint.document import Document
from newslint.html import Element
from newslint.rule import Rule
from newslint.tracking import BUNDLED, Catalogue


class KeywordLink(Rule, frozen=True):
    """Links are set by writers, not by a program that looks for keywords.

    ## Why

    Some content systems and advertisers put a link around every company name or search word of an
    article: the same word five times, to a stock quote or a shop. Copied along, such links lead
    your readers where nobody meant to send them.

    ## What to do

    Take the link away and keep its words. The fix does so where a class or attribute proves that
    a program made the link.

    ## Options

    - `classes`: further classes that mark such links on the sites you take articles from, such
      as `["hot-word"]`.
    """

    fixes = Applicability.SAFE
    removes = frozenset({"a"})
    classes: tuple[str, ...] = ()
    catalogue: Catalogue = BUNDLED

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every link that bears the mark of a program."""
        for element in document.elements_named("a"):
            if mark := self._mark(element):
                yield Problem(element.span, f"Link set by a program ({mark})", _unwrapped(element))

    def _mark(self, element: Element) -> str:
        classes = element.get("class").split()
        own = next((name for name in classes if name in self.classes), None)
        if own:
            return f"class `{own}`"
        known = self.catalogue
        entry = known.keyword_link(classes, [attribute.name for attribute in element.attributes])
        return known.entries[entry].what if entry else ""


def _unwrapped(element: Element) -> Fix | None:
    if not element.unwrapping:
        return None
    return Fix.safe("Keep the words without the link", *element.unwrapping)
