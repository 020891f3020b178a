"""The rule duplicate-id."""

from collections.abc import Iterator

from msgspec import Struct

from newslint import templates
from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html import Attribute
from newslint.html.branches import Branches
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class DuplicateId(Rule, frozen=True):
    """An `id` is the name of one place on the page.

    ## Why

    A link to `#results` goes to the first element of that name, and nobody reaches the second;
    a label belongs to the first field, and scripts change the wrong one. It happens when a block
    is copied, or when two scraped articles become one page.

    ## What to do

    Give the second place a name of its own, and let the links to it say that. Where nothing in the
    file refers to the name, `--unsafe` takes it off the second element: a stylesheet could still
    know it.

    Names of headings (`## Results {#results}`) count as well. Names that a template writes do not,
    nor does a name that stands once in each branch of a template's condition.
    """

    fixes = Applicability.UNSAFE

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every id that another place before it has."""
        headings = list(_headings(document))
        names = [attribute.value for attribute in document.attributes_named("id")]
        names += [heading.name for heading in headings]
        if len(set(names)) == len(names):
            return
        first: dict[tuple[str, int], _Place] = {}
        branches = Branches(templates.branches(document.text.content, document.templates.spans))
        referred = _referred(document)
        for place in sorted((*_elements(document), *headings), key=lambda place: place.span):
            if not place.name or document.templates.overlapping(place.span):
                continue
            branch = branches.innermost(place.span.start)
            original = first.setdefault((place.name, branch), place)
            if original is place:
                continue
            line = document.text.position(original.span.start).line
            message = f"`{place.name}` is the `id` of line {line} already, and links lead there"
            yield Problem(place.span, message, None if place.name in referred else place.fix())


class _Place(Struct, frozen=True):
    """A place with a name: a heading, or an element with all its `id` attributes."""

    name: str
    span: Span
    attributes: tuple[Attribute, ...] = ()

    def fix(self) -> Fix | None:
        """Return what takes the name away, from an element."""
        if not self.attributes:
            return None
        # Without the first, the second would begin to count.
        edits = [Edit(attribute.removal) for attribute in self.attributes]
        return Fix.unsafe("Remove the second `id`", *edits)


def _elements(document: Document) -> Iterator[_Place]:
    for element in document.elements:
        ids = tuple(attribute for attribute in element.attributes if attribute.name == "id")
        if ids:
            yield _Place(ids[0].value, ids[0].span, ids)


# `## Title {#name}` of Hugo, Pandoc and MDX; `{: #name}` of kramdown.
_HEADING = regex(r"(?m)^ {0,3}#{1,6}[ \t][^\n{]*+\{:?[ \t]*+#(?P<name>[^\s{}#]++)[^\n{}]*+\}")


def _headings(document: Document) -> Iterator[_Place]:
    content = document.text.content
    if document.is_html or "{" not in content or ("{#" not in content and "{:" not in content):
        return
    for match in _HEADING.finditer(content, document.body.start):
        span = Span(*match.span("name"))
        if not document.code.covers(span.start):
            yield _Place(match["name"], span)


_REFERRING = (
    *("for", "list", "form", "headers", "popovertarget", "commandfor"),
    *("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details"),
)


def _referred(document: Document) -> set[str]:
    """Return the names that something in the file refers to."""
    links = {link.url.removeprefix("#") for link in document.links if link.url.startswith("#")}
    others = document.attributes_named(*_REFERRING)
    return links.union(*(attribute.value.split() for attribute in others))
