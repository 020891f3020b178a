"""The rule target-blank."""

import re
from collections.abc import Iterator

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html import Attribute, Element
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class TargetBlank(Rule, frozen=True):
    """A link that opens another site in a new tab says `rel="noopener"`.

    ## Why

    Without it, the page in the new tab can steer the one it was opened from, in older browsers
    and in the views inside apps. New browsers assume it; saying it costs nothing.

    ## What to do

    Add `rel="noopener"`, or let the link open where the reader is. `noreferrer` does the same,
    and `opener` says that the other page is meant to have the power. Links within the site
    (`/about`) need nothing.
    """

    fixes = Applicability.SAFE

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every `target="_blank"` that leads elsewhere without a word in `rel` about it."""
        if "target" not in document.attribute_names:
            return
        for element in document.elements_named("a", "area", "form"):
            target = element.attribute("target")
            if target is None or target.value.strip().lower() != "_blank":
                continue
            if not _ELSEWHERE.match(element.get("action" if element.name == "form" else "href")):
                continue
            rel = element.attribute("rel")
            if rel and (rel.value.startswith("{") or document.templates.overlapping(rel.span)):
                continue  # a template or a component says what
            if rel is None or _AT_EASE.isdisjoint(rel.value.lower().split()):
                fix = Fix.safe('Add `rel="noopener"`', *_noopener(element, rel))
                yield Problem(target.span, 'New tab without `rel="noopener"`', fix)


_ELSEWHERE = regex(r"\s*+(?:https?:)?[/\\]{2}", re.IGNORECASE)
_AT_EASE = frozenset({"noopener", "noreferrer", "opener"})


def _noopener(element: Element, rel: Attribute | None) -> Iterator[Edit]:
    if rel is None:
        place = element.insert_at
        yield Edit(Span(place, place), ' rel="noopener"')
    elif rel.literal is None:
        yield Edit(rel.span, 'rel="noopener"')
    elif rel.literal.span.end == rel.span.end and '"' not in rel.literal.written:
        # Without quotes it can hold one word only.
        yield Edit(Span(rel.literal.span.start, rel.literal.span.start), '"')
        yield Edit(Span(rel.literal.span.end, rel.literal.span.end), ' noopener"')
    else:
        words = rel.value.rstrip()
        yield rel.literal.edit(len(words), len(rel.value), " noopener" if words else "noopener")
