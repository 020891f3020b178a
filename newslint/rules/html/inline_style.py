"""The rule inline-style."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from itertools import pairwise

from msgspec import Struct

from newslint.css import Effect, Look, declarations, looks
from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html import Attribute, Element
from newslint.html.classes import merged
from newslint.rule import Rule
from newslint.text import Span, Spans


class InlineStyle(Rule, frozen=True):
    """Inline `style` attributes belong in the site's stylesheet.

    ## Why

    A pasted or scraped article brings the looks of the page it comes from: every paragraph
    aligned, coloured and spaced by itself. The site's own design cannot change such text, dark
    mode makes it unreadable, and the next editor copies it on.

    ## What to do

    Delete the attribute. If the look is meant, give the element a class and style that; under
    `classes` the fix does it for you.

    The fix is safe where every declaration only dresses the text (colours, margins, fonts …), or
    does nothing at all, since no browser understands it or it stands there twice.
    What can hide or alter words (`display: none`, `font-size: 0`, `text-transform` …), what stands
    inside such an element, and what newslint does not know is removed with `--unsafe` only.

    Drawings (`<svg>`), styles that a template writes and the `style={…}` of components are left
    alone.

    ## Options

    - `allow`: properties that may stay, such as `["text-align", "border-*"]`.
    - `classes`: classes to use instead of a declaration, as a safe fix. White space, capitals and
      `!important` make no difference.

      ```toml
      [rules.inline-style.classes]
      "text-align: center" = "has-text-centered"
      "color: red" = "warning is-bold"
      ```
    """

    fixes = Applicability.SAFE
    allow: tuple[str, ...] = ()
    classes: Mapping[str, str] = {}

    def __post_init__(self) -> None:
        """Raise `ValueError` for what names no declaration or no class."""
        for declaration, names in self.classes.items():
            said = declarations(declaration)
            if len(said) != 1 or not (said[0].name and said[0].value):
                raise ValueError(f"`{declaration}` is no declaration, such as `text-align: center`")
            if not names.split():
                raise ValueError(f"there is no class for `{declaration}`")

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every `style` attribute with a declaration that may not stay."""
        if "style" not in document.attribute_names:
            return
        styles = list(_styles(document))
        hidden = Spans.merged(style.reach(document) for style in styles if style.hides)
        altered = {
            look.name for style in styles for look in style.looks if look.effect is Effect.UNKNOWN
        }
        for style in styles:
            if not style.looks:
                fix = Fix.safe("Remove the empty style", *style.removal)
                yield Problem(style.span, "Inline style is empty", fix)
                continue
            rest = style.looks
            if self.classes and (replaced := self._replaced(style)):
                rest = [look for look in rest if look not in replaced]
                names = _listed(look.name for look in replaced)
                message = f"Inline style sets {names}, for which the site has a class"
                yield Problem(style.span, message, style.with_classes(document, replaced))
            unwanted = [look for look in rest if self._bars(look)] if self.allow else rest
            if unwanted:
                trusted = not hidden.covers(style.span.start)
                fix = style.without(unwanted, trusted=trusted, altered=altered)
                yield Problem(style.span, _told(style, unwanted), fix)

    def _replaced(self, style: "_Style") -> Mapping[Look, str]:
        """Return the declarations for which there are classes, which count as nothing else does."""
        classes = {
            (said.name, said.value): names
            for declaration, names in self.classes.items()
            for said in declarations(declaration)
        }
        told = Counter(look.name for look in style.looks if look.effect is not Effect.NONE)
        return {
            look: classes[look.name, look.value]
            for look in style.looks
            if (look.name, look.value) in classes and told[look.name] == 1
        }

    def _bars(self, look: Look) -> bool:
        return look.effect is Effect.NONE or not any(
            fnmatchcase(look.name, allowed) for allowed in self.allow
        )


class _Style(Struct, frozen=True):
    """What an element's `style` attributes say. Only the first counts; there is at least one."""

    element: Element
    attributes: Sequence[Attribute]
    span: Span
    looks: Sequence[Look]

    @property
    def hides(self) -> bool:
        """Whether it hides words by a look that the styles of elements inside take back."""
        return any(look.effect is Effect.HIDE for look in self.looks)

    @property
    def removal(self) -> list[Edit]:
        """All of them go: without the first, the second would begin to count."""
        return [Edit(attribute.removal) for attribute in self.attributes]

    def reach(self, document: Document) -> Span:
        """Return the content of the element, as far as is known."""
        end = self.element.end.start if self.element.end else len(document.text)
        return Span(self.element.span.end, end)

    def without(self, unwanted: Sequence[Look], *, trusted: bool, altered: Collection[str]) -> Fix:
        """Return the fix that removes these declarations; it is not safe unless trusted.

        What some style of the document has `altered` is not plain elsewhere either.
        """
        title, edits = "Remove the inline style", self.removal
        if len(unwanted) < len(self.looks):
            title, edits = "Remove what is not allowed", list(self._cuts(unwanted))
        if all(look.effect is Effect.NONE for look in unwanted) or (
            trusted and all(_keeps_words(look, altered) for look in unwanted)
        ):
            return Fix.safe(title, *edits)
        return Fix.unsafe(title, *edits)

    def with_classes(self, document: Document, replaced: Mapping[Look, str]) -> Fix | None:
        """Return the fix that gives the element classes instead of these declarations."""
        if document.templates.overlapping(self.element.span):
            return None
        names = [name for classes in replaced.values() for name in classes.split()]
        if len(replaced) < len(self.looks):
            cuts = list(self._cuts(replaced))
            edits = merged(self.element, names)
        else:
            first, *others = self.attributes
            cuts = [Edit(attribute.removal) for attribute in others]
            edits = merged(self.element, names, instead_of=first)
        if edits is None:
            return None
        return Fix.safe(f"Use {_listed(names)} instead", *cuts, *edits)

    def _cuts(self, unwanted: Collection[Look]) -> Iterator[Edit]:
        literal = self.attributes[0].literal
        if literal is None:
            return
        # Once for all: in a value with references, each look for a place takes its whole length.
        places = literal.syntax.offsets(literal.written)
        gone = set(unwanted)
        last = [look for look in self.looks if look not in gone][-1]
        cuts = [
            (look.start, following.start)
            for look, following in pairwise(self.looks)
            if look in gone and look.start < last.start
        ]
        if last is not self.looks[-1]:
            cuts.append((last.end, len(literal.value)))
        for start, end in cuts:
            yield Edit(Span(places[start], places[end]).shifted(literal.span.start))


def _styles(document: Document) -> Iterator[_Style]:
    drawings = Spans.merged(
        Span(drawing.span.start, drawing.end.end)
        for drawing in document.elements_named("svg")
        if drawing.end
    )
    for element in document.elements:
        attributes = [attribute for attribute in element.attributes if attribute.name == "style"]
        if not attributes or drawings.covers(element.span.start):
            continue
        value, span = attributes[0].value, attributes[0].span
        if value.startswith("{") or document.templates.overlapping(span):
            continue
        said = looks(value)
        if said and ":" not in value:
            continue  # what a component calls its style
        yield _Style(element, attributes, span, said)


def _keeps_words(look: Look, altered: Collection[str]) -> bool:
    if look.effect is Effect.PLAIN:
        return look.name not in altered
    return look.effect is Effect.DRESS or look.effect is Effect.NONE


_MOST_NAMES = 5


def _told(style: _Style, unwanted: Sequence[Look]) -> str:
    names = [look.name for look in unwanted if look.effect is not Effect.NONE]
    if names:
        return f"Inline style sets {_listed(names)}"
    part = "Inline style" if len(unwanted) == len(style.looks) else "Part of the inline style"
    return f"{part} has no effect"


def _listed(names: Iterable[str]) -> str:
    quoted = list(dict.fromkeys(f"`{name}`" for name in names))
    rest = len(quoted) - _MOST_NAMES
    return ", ".join(quoted[:_MOST_NAMES]) + (f" and {rest} more" if rest > 0 else "")
