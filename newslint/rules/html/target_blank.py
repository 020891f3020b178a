"""The rule target-blank."""

from collections.abc import Iterator
from dataclasses import dataclass

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html import Element
from newslint.rule import Rule
from newslint.text import Span


@dataclass(frozen=True)
class TargetBlank(Rule):
    """A link that opens a new tab says `rel="noopener"`.

    ## Why

    Without it, the page in the new tab can steer the one it was opened from, in older browsers
    and in the views inside apps. New browsers assume it; saying it costs nothing.

    ## What to do

    Add `rel="noopener"`, or let the link open where the reader is. `noreferrer` does the same,
    and `opener` says that the other page is meant to have the power.
    """

    fixes = Applicability.SAFE

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every `target="_blank"` on a link or form without a word in `rel` about it."""
        for element in document.elements_named("a", "area", "form"):
            target = element.attribute("target")
            if target is None or target.value.strip().lower() != "_blank":
                continue
            words = set(element.get("rel").lower().split())
            if words.isdisjoint({"noopener", "noreferrer", "opener"}):
                fix = Fix.safe('Add `rel="noopener"`', _noopener(element))
                yield Problem(target.span, 'New tab without `rel="noopener"`', fix)


def _noopener(element: Element) -> Edit:
    rel = element.attribute("rel")
    if rel is None:
        place = element.insert_at
        return Edit(Span(place, place), ' rel="noopener"')
    if rel.literal is None or not rel.value.strip():
        return Edit(rel.span, 'rel="noopener"')
    end = len(rel.value)
    return rel.literal.edit(end, end, " noopener")
