"""Classes, merged into those that an element has."""

from collections.abc import Iterable, Iterator

from newslint.diagnostic import Edit
from newslint.html.elements import Attribute, Element
from newslint.html.grammar import SPACE
from newslint.html.values import DOUBLE_QUOTED
from newslint.text import Span


def merged(
    element: Element, classes: Iterable[str], *, instead_of: Attribute | None = None
) -> list[Edit] | None:
    """Return the edits that give an element these classes, each once, as its tag is written.

    An attribute that goes makes room for them: `instead_of` it. None where a component's tag
    works the classes out (`class={…}`, `className`). Template tokens are for the caller to see.
    """
    attribute = element.attribute("class")
    if element.attribute("classname") or (attribute and attribute.value.startswith("{")):
        return None
    present = attribute.value.split() if attribute else ()
    missing = " ".join(name for name in dict.fromkeys(classes) if name not in present)
    written = f'class="{DOUBLE_QUOTED.encode(missing)}"'
    if missing and attribute is None and instead_of:
        return [Edit(instead_of.span, written)]
    edits = [Edit(instead_of.removal)] if instead_of else []
    if missing and attribute is None:
        edits.append(Edit(Span(element.insert_at, element.insert_at), f" {written}"))
    elif missing and attribute:
        edits += _appended(attribute, missing)
    return edits


def _appended(attribute: Attribute, classes: str) -> Iterator[Edit]:
    encoded = DOUBLE_QUOTED.encode(classes)
    literal = attribute.literal
    if literal is None:
        yield Edit(attribute.span, f'class="{encoded}"')
    elif literal.span.end == attribute.span.end and '"' not in literal.written:
        # Without quotes it can hold one word only.
        yield Edit(Span(literal.span.start, literal.span.start), '"')
        yield Edit(Span(literal.span.end, literal.span.end), f' {encoded}"')
    else:
        words = literal.value.rstrip(SPACE)
        yield literal.edit(len(words), len(literal.value), f" {classes}" if words else classes)
