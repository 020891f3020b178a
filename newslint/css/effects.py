"""What a declaration can do to the words of a page."""

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache

from msgspec import Struct

from newslint.css.parsing import Declaration, declarations
from newslint.regex import regex


class Effect(Enum):
    """What a declaration does to words; only the first three leave them as they are."""

    NONE = "nothing, since no browser takes it or a later one says the same"
    DRESS = "it gives them a look or a place"
    PLAIN = "it says of a property that can alter them what holds anyway"
    HIDE = "it hides them by a look that the styles of elements inside take back"
    UNKNOWN = "it hides or alters them, or nobody knows"


class Look(Struct, frozen=True):
    """A declaration at `[start, end)` of a style, its semicolon included, and its effect.

    `name` and `value` are those of `Declaration`.
    """

    name: str
    value: str
    start: int
    end: int
    effect: Effect


@lru_cache(maxsize=1024)
def looks(style: str) -> tuple[Look, ...]:
    """Return what a style says; an article has few styles, each on many elements."""
    found = declarations(style)
    on_own_ground = any(each.name.startswith("background") for each in found)
    return tuple(
        Look(each.name, each.value, each.start, each.end, effect)
        for each, effect in zip(found, _effects(found, on_own_ground=on_own_ground), strict=True)
    )


def _effects(found: tuple[Declaration, ...], *, on_own_ground: bool) -> Iterator[Effect]:
    # Of equal ones, the last counts: whatever stands between, it comes after that as well.
    last = {(each.name, each.value, each.important): each for each in found}
    for each in found:
        if not (each.name and each.value) or last[each.name, each.value, each.important] != each:
            yield Effect.NONE
        else:
            yield _effect(each.name, each.value, on_own_ground=on_own_ground)


def _effect(name: str, value: str, *, on_own_ground: bool) -> Effect:
    kind = _DRESS.fullmatch(name)
    if kind is None:
        return Effect.PLAIN if value in _INITIAL.get(name, ()) else Effect.UNKNOWN
    hiding = _HIDING.get(kind.lastgroup or "")
    if hiding and re.search(hiding, value):
        return Effect.HIDE
    if kind.lastgroup == "colour" and not on_own_ground and _WHITE.search(value):
        return Effect.HIDE
    return Effect.UNKNOWN if _FROM_ELSEWHERE.search(value) else Effect.DRESS


# Properties that only dress the text, in groups by what some of their values do all the same.
_DRESS = regex(
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
          | (?:row-|column-)?gap | (?:align|justify|place)-(?:content|items|self)
          | object-(?:fit|position) | aspect-ratio | break-(?:after|before|inside) | caption-side
        )
    )
    """,
    re.VERBOSE,
)
_ZERO = r"(?<![\w.#-])[-+]?+(?:0++(?:\.0*+)?+|\.0++)(?:[a-z]++|%)?+(?![\w.%])"
_HIDING = {
    "type": (
        rf"{_ZERO}|(?<![\w.])[1-4](?:\.\d++)?+p[xt]\b|dings\b|dingbats|^\W*+symbol\b|icon|awesome"
    ),
    "size": _ZERO,
    "place": r"(?<![\w)])-\s*+[\d.]",
    "colour": (
        r"transparent|(?:rgb|hsl)a?\((?:[^,()]*+,){3}\s*+[0.]++%?+\s*+\)|/\s*+[0.]++%?+\s*+\)"
    ),
    "line": r"line-through|\b(?:super|sub)\b",
}
# On most pages words in white cannot be seen, and show once they are in another colour.
_WHITE = regex(r"#fff(?:fff)?+(?!\w)|\bwhite\b|rgba?\(\s*+255,\s*+255,\s*+255\b")
_FROM_ELSEWHERE = regex(r"\b(?:url|var|attr)\(|[{\ufffd]")
# Browsers write these into what is copied from a page.
_INITIAL = {
    "clip": ("auto", "initial"),
    "clip-path": ("none", "initial"),
    "filter": ("none", "initial"),
    "overflow": ("visible", "initial"),
    "position": ("static", "initial"),
    "text-transform": ("none", "initial"),
    "transform": ("none", "initial"),
    "unicode-bidi": ("normal", "initial"),
    "white-space": ("normal", "initial"),
    "writing-mode": ("horizontal-tb", "initial"),
}
