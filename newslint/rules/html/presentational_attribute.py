"""The rule presentational-attribute."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html import Attribute, Element
from newslint.html.classes import merged
from newslint.rule import Rule


class PresentationalAttribute(Rule, frozen=True):
    """Attributes such as `align`, `bgcolor` and `cellpadding` belong in the site's stylesheet.

    ## Why

    HTML has given them up for CSS. They come along with old pages and with what is pasted from
    mail, set colours that nobody can read in dark mode, and give tables a width that no telephone
    has.

    ## What to do

    Delete the attribute, and say how the element looks in the site's stylesheet; under `classes`
    the fix gives the element a class for it. Without one, only `--unsafe` deletes what may show;
    the `border="0"` of an image, which says what holds anyway, goes safely.

    The `width` and `height` of images, videos and iframes are wanted: they keep the page from
    jumping while it loads.

    ## Options

    - `allow`: attributes that may stay, such as `["align", "width"]`.
    - `classes`: classes to use instead of an attribute, as a safe fix: of any element that may not
      have it, or of one element. Quotes and capitals make no difference.

      ```toml
      [rules.presentational-attribute.classes]
      "align=center" = "has-text-centered"
      "img align=left" = "is-pulled-left"
      "nowrap" = "no-wrap"
      ```
    """

    fixes = Applicability.SAFE
    allow: tuple[str, ...] = ()
    classes: Mapping[str, str] = {}

    def __post_init__(self) -> None:
        """Raise `ValueError` for what names no such attribute or no class."""
        for written, names in self.classes.items():
            _key(written)
            if not names.split():
                raise ValueError(f"there is no class for `{written}`")

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every element with attributes that only say how it looks."""
        written = _ELEMENTS.keys() & document.attribute_names
        if not written:
            return
        suspects = frozenset().union(*(_ELEMENTS[name] for name in written))
        classes = {_key(key): names.split() for key, names in self.classes.items()}
        for element in document.elements_named(*suspects):
            replaced: dict[Attribute, Sequence[str]] = {}
            unwanted: list[Attribute] = []
            for attribute in _presentational(document, element):
                said = f"{attribute.name}={_normalised(element.get(attribute.name))}"
                names = classes.get(f"{element.name} {said}") or classes.get(said)
                if names:
                    replaced[attribute] = names
                elif attribute.name not in self.allow:
                    unwanted.append(attribute)
            if replaced:
                message = f"{_told(element, replaced)}, for which the site has a class"
                yield Problem(
                    next(iter(replaced)).span, message, _exchange(document, element, replaced)
                )
            if unwanted:
                yield Problem(
                    unwanted[0].span, _told(element, unwanted), _removal(element, unwanted)
                )


def _key(written: str) -> str:
    """Return a key of `classes` as `img align=left`. Raises `ValueError` where it is none."""
    said, _, value = written.lower().partition("=")
    *element, name = said.split() or [""]
    if name not in _ELEMENTS or not _ELEMENTS[name].issuperset(element):
        raise ValueError(f"`{written}` is no attribute to replace, such as `img align=left`")
    return " ".join([*element, f"{name}={_normalised(value)}"])


def _normalised(value: str) -> str:
    return " ".join(value.lower().strip("\"'").split())


def _presentational(document: Document, element: Element) -> Iterator[Attribute]:
    """Yield the attributes that count, and that neither a template nor a component writes."""
    for attribute in element.attributes:
        if (
            element.name in _ELEMENTS.get(attribute.name, ())
            and not attribute.value.startswith("{")
            and not document.templates.overlapping(attribute.span)
        ):
            yield attribute


def _exchange(
    document: Document, element: Element, replaced: Mapping[Attribute, Sequence[str]]
) -> Fix | None:
    """Return the fix that gives an element classes instead of these attributes."""
    if document.templates.overlapping(element.span):
        return None
    first, *others = replaced
    names = [name for classes in replaced.values() for name in classes]
    edits = merged(element, names, instead_of=first)
    if edits is None:
        return None
    cuts = [Edit(attribute.removal) for attribute in others]
    return Fix.safe(f"Use {_quoted(names)} instead", *edits, *cuts)


def _removal(element: Element, unwanted: Sequence[Attribute]) -> Fix:
    """Return the fix that deletes attributes; safe where they say what holds without them."""
    in_vain = element.name == "img" and all(
        attribute.name in {"border", "hspace", "vspace"} and attribute.value.strip() == "0"
        for attribute in unwanted
    )
    kind = Fix.safe if in_vain else Fix.unsafe
    edits = [Edit(attribute.removal) for attribute in unwanted]
    return kind(f"Remove {_listed(unwanted)}", *edits)


def _told(element: Element, attributes: Iterable[Attribute]) -> str:
    return f"`<{element.name}>` sets its looks by {_listed(attributes)}"


def _listed(attributes: Iterable[Attribute]) -> str:
    return _quoted(attribute.name for attribute in attributes)


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(f"`{name}`" for name in names))


_CELLS = "td th"
_ROWS = f"tbody tfoot thead tr {_CELLS}"
_COLUMNS = "col colgroup"
_IMAGES = "embed iframe img input object"
# Section 16.2 of the HTML standard: which elements must not have them. What says how a whole page
# looks (`text` of `body`), and what players are embedded with (`frameborder`), is not about an
# article.
_ELEMENTS = {
    name: frozenset(elements.split())
    for name, elements in {
        "align": f"caption div h1 h2 h3 h4 h5 h6 hr legend p table {_COLUMNS} {_IMAGES} {_ROWS}",
        "background": f"body table {_ROWS}",
        "bgcolor": f"body table {_ROWS}",
        "border": "img input object table",
        "bordercolor": "table",
        "cellpadding": "table",
        "cellspacing": "table",
        "clear": "br",
        "color": "basefont font hr",
        "compact": "dl menu ol ul",
        "face": "basefont font",
        "height": f"table {_ROWS}",
        "hspace": _IMAGES,
        "noshade": "hr",
        "nowrap": _CELLS,
        "rules": "table",
        "size": "basefont font hr",
        "type": "li ul",
        "valign": f"{_COLUMNS} {_ROWS}",
        "vspace": _IMAGES,
        "width": f"hr pre table {_COLUMNS} {_CELLS}",
    }.items()
}
