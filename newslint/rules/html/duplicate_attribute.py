"""The rule duplicate-attribute."""

from collections.abc import Iterator

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html import Attribute, Element
from newslint.rule import Rule
from newslint.text import Span


class DuplicateAttribute(Rule, frozen=True):
    """A tag says each attribute once.

    ## Why

    Browsers read the first and drop the rest: of `class="photo" class="wide"` the page gets
    `photo`, and the other class does nothing though everybody sees it in the source. Other
    programs, such as feed readers, may take the last.

    ## What to do

    Delete the one that is not meant, or write both values into one attribute. The fix deletes the
    one that browsers drop, which changes nothing for their readers; where two addresses disagree
    (`href`, `src` …), see which one was meant.

    Attributes that a template writes are left alone, and so is MDX, where the last one counts.
    """

    fixes = Applicability.SAFE

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every attribute that a tag has had before."""
        if document.is_mdx:
            return
        for element in document.elements:
            attributes = element.attributes
            if len(attributes) > 1 and len({each.name for each in attributes}) < len(attributes):
                yield from _problems(document, element)


def _problems(document: Document, element: Element) -> Iterator[Problem]:
    if any("{" in attribute.name for attribute in element.attributes):
        return  # a template or component that writes attributes in its own way
    # Such a name would become the value of what stands before.
    is_fixable = not any(attribute.name.startswith("=") for attribute in element.attributes)
    counting: dict[str, Attribute] = {}
    unsure: set[str] = set()
    for attribute in element.attributes:
        first = counting.setdefault(attribute.name, attribute)
        if first is attribute or attribute.name in unsure:
            continue
        if document.templates.overlapping(Span(first.span.start, attribute.span.end)):
            unsure.add(attribute.name)  # a template may write one or the other
            continue
        said = f"`{attribute.name}` is there twice"
        if first.value != attribute.value:
            said += f": browsers read the first, {_shown(first)}, and drop {_shown(attribute)}"
        fix = Fix.safe(f"Remove the second `{attribute.name}`", Edit(attribute.removal))
        yield Problem(attribute.span, said, fix if is_fixable else None)


_SHOWN = 30  # characters


def _shown(attribute: Attribute) -> str:
    value = " ".join(attribute.value.split()).replace("`", "'")
    if not value:
        return "an empty one"
    return f"`{value}`" if len(value) <= _SHOWN else f"`{value[:_SHOWN].rstrip()}…`"
