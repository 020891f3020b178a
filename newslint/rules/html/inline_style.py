"""The rule inline-style."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html import Attribute, Element
from newslint.rule import Rule
from newslint.text import Span, Spans


class InlineStyle(Rule, frozen=True):
    """Inline `style` attributes belong in the site's stylesheet.

    ## Why

    A pasted or scraped article brings the looks of the page it comes from: every paragraph
    aligned, coloured and spaced by itself. The site's own design cannot change such text, dark
    mode makes it unreadable, and the next editor copies it on.

    ## What to do

    Delete the attribute. If the look is meant, give the element a class and style that.

    The fix is safe where every declaration only dresses the text (colours, margins, fonts …).
    What can hide or alter words (`display: none`, `font-size: 0`, `text-transform` …), what stands
    inside such an element, and what newslint does not know is removed with `--unsafe` only.

    Drawings (`<svg>`), styles that a template writes and the `style={…}` of components are left
    alone.

    ## Options

    - `allow`: properties that may stay, such as `["text-align"]`.
    """

    fixes = Applicability.SAFE
    allow: tuple[str, ...] = ()

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every `style` attribute with a declaration that may not stay."""
        styles = list(_styles(document))
        hidden = Spans.merged(style.reach(document) for style in styles if style.hides)
        for style in styles:
            unwanted = [each for each in style.declarations if each.name not in self.allow]
            if unwanted:
                names = list(dict.fromkeys(f"`{each.name}`" for each in unwanted))
                fix = style.without(unwanted, trusted=not hidden.covers(style.span.start))
                yield Problem(style.span, f"Inline style sets {_listed(names)}", fix)
            elif style.is_empty:
                fix = Fix.safe("Remove the empty style", *style.removal)
                yield Problem(style.span, "Inline style is empty", fix)


class _Declaration(Struct, frozen=True):
    """One declaration, at `[start, end)` of the decoded value, and what it does to words.

    `hides`: it hides them by a look that the styles of elements inside take back. `may_hide`: it
    does, or nobody knows.
    """

    name: str
    start: int
    end: int
    hides: bool
    may_hide: bool


class _Style(Struct, frozen=True):
    """What an element's `style` attributes say. Only the first counts; there is at least one."""

    element: Element
    attributes: Sequence[Attribute]
    declarations: Sequence[_Declaration]

    @property
    def span(self) -> Span:
        return self.attributes[0].span

    @property
    def is_empty(self) -> bool:
        return not self.attributes[0].value.strip("; \t\n\f\r")

    @property
    def hides(self) -> bool:
        """Whether it hides words by a look that the styles of elements inside take back."""
        return any(each.hides for each in self.declarations)

    @property
    def removal(self) -> list[Edit]:
        """All of them go: without the first, the second would begin to count."""
        return [Edit(attribute.removal) for attribute in self.attributes]

    def reach(self, document: Document) -> Span:
        """Return the content of the element, as far as is known."""
        end = self.element.end.start if self.element.end else len(document.text)
        return Span(self.element.span.end, end)

    def without(self, unwanted: Sequence[_Declaration], *, trusted: bool) -> Fix:
        """Return the fix that removes these declarations; it is not safe unless trusted."""
        title, edits = "Remove the inline style", self.removal
        if len(unwanted) < len(self.declarations):
            title, edits = "Remove what is not allowed", list(self._cuts(unwanted))
        if trusted and not any(each.may_hide for each in unwanted):
            return Fix.safe(title, *edits)
        return Fix.unsafe(title, *edits)

    def _cuts(self, unwanted: Sequence[_Declaration]) -> Iterator[Edit]:
        literal = self.attributes[0].literal
        if literal is None:
            return
        gone = set(unwanted)
        last = [each for each in self.declarations if each not in gone][-1]
        for declaration, following in pairwise(self.declarations):
            if declaration in gone and declaration.start < last.start:
                yield literal.edit(declaration.start, following.start)
        if last is not self.declarations[-1]:
            yield literal.edit(last.end, len(literal.value))


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
        first = attributes[0]
        if first.value.startswith("{") or document.templates.overlapping(first.span):
            continue
        yield _Style(element, attributes, _declarations(first.value))


@lru_cache(maxsize=1024)
def _declarations(value: str) -> tuple[_Declaration, ...]:
    """Return what a style says; an article has few styles, each on many elements."""
    found = [(match["name"].lower(), match) for match in _DECLARATION.finditer(value)]
    on_own_ground = any(name.startswith("background") for name, _ in found)
    return tuple(_declaration(name, match, on_own_ground=on_own_ground) for name, match in found)


def _declaration(name: str, match: re.Match[str], *, on_own_ground: bool) -> _Declaration:
    value = match["value"].lower()
    kind = _DRESS.fullmatch(name)
    hiding = _HIDING.get(kind.lastgroup or "") if kind else None
    hides = bool(hiding and hiding.search(value))
    if kind and kind.lastgroup == "colour" and _WHITE.search(value):
        hides = not on_own_ground
    may_hide = hides or kind is None or bool(_FROM_ELSEWHERE.search(value))
    return _Declaration(name, match.start(), match.end(), hides, may_hide)


_DECLARATION = re.compile(
    r"""
    (?<![\w-]) (?P<name>[\w-]++) \s*+ :
    (?P<value> (?: [^;"'(] | "[^"]*+"?+ | '[^']*+'?+ | \([^)]*+\)?+ )*+ ) ;?+
    """,
    re.VERBOSE,
)
# Properties that only dress the text, in groups by what some of their values do all the same.
_DRESS = re.compile(
    r"""
    (?: -(?:webkit|moz|ms|o)- )?
    (?: (?P<type> font | font-family | font-size )
      | (?P<size> line-height | (?:max-)? (?:width|height) )
      | (?P<place> margin (?:-.+)? | text-indent | letter-spacing | word-spacing )
      | (?P<colour> color )
      | (?P<line> text-decoration (?:-.+)? | vertical-align )
      | (?P<look>
            font-.+ | background (?:-.+)? | padding (?:-.+)? | border (?:-.+)? | outline (?:-.+)?
          | min-(?:width|height) | float | clear | box-(?:shadow|sizing) | table-layout
          | text-(?:align(?:-last)?|justify|shadow|rendering|size-adjust|underline-.+|wrap(?:-.+)?)
          | word-(?:break|wrap) | overflow-wrap | line-break | hyphens | orphans | widows
          | page-break-.+ | list-style-position | cursor | caret-color | user-select
          | transition (?:-.+)? | tap-highlight-color | (?:osx-)?font-smoothing
          | text-stroke (?:-.+)? | tab-stops | mso-(?!hide).+
        )
    )
    """,
    re.VERBOSE,
)
_ZERO = r"(?<![\w.#-])[-+]?+(?:0++(?:\.0*+)?+|\.0++)(?:[a-z]++|%)?+(?![\w.%])"
_HIDING = {
    "type": re.compile(
        rf"{_ZERO}|(?<![\w.])[1-4](?:\.\d++)?+p[xt]\b|dings\b|dingbats|^\W*+symbol\b|icon|awesome"
    ),
    "size": re.compile(_ZERO),
    "place": re.compile(r"(?<![\w)])-\s*+[\d.]"),
    "colour": re.compile(
        r"transparent|(?:rgb|hsl)a?\((?:[^,()]*+,){3}\s*+[0.]++%?+\s*+\)|/\s*+[0.]++%?+\s*+\)"
    ),
    "line": re.compile(r"line-through|\b(?:super|sub)\b"),
}
_FROM_ELSEWHERE = re.compile(r"\b(?:url|var|attr)\(")
# On most pages words in white cannot be seen, and show once they are in another colour.
_WHITE = re.compile(r"#fff(?:fff)?+(?!\w)|\bwhite\b|rgba?\(\s*+255,\s*+255,\s*+255\b")
_MOST_NAMES = 5


def _listed(names: Sequence[str]) -> str:
    rest = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {rest} more" if rest > 0 else "")
