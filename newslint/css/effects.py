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
    kind = _kind(name)
    if kind is None:
        return Effect.PLAIN if value in _INITIAL.get(name, ()) else Effect.UNKNOWN
    hiding = _HIDING.get(kind)
    if hiding and re.search(hiding, value):
        return Effect.HIDE
    if kind == "colour" and not on_own_ground and _WHITE.search(value):
        return Effect.HIDE
    return Effect.UNKNOWN if _FROM_ELSEWHERE.search(value) else Effect.DRESS


def _kind(name: str) -> str | None:
    """Return the group of a property that only dresses the text, None for any other."""
    name = name.removeprefix(next(filter(name.startswith, _VENDORS), ""))
    if name in _KINDS:
        return _KINDS[name]
    beginning = next(filter(name.startswith, _KINDS_OF_MANY), name)
    hides = name.startswith("mso-hide")
    return None if hides or beginning == name else _KINDS_OF_MANY[beginning]


_VENDORS = ("-webkit-", "-moz-", "-ms-", "-o-")
# Properties that only dress the text, in groups by what some of their values do all the same;
# `*` stands for any end but none.
_DRESS = {
    "type": "font font-family font-size",
    "size": "line-height width height max-width max-height",
    "place": "margin margin-* text-indent letter-spacing word-spacing",
    "colour": "color",
    "line": "text-decoration text-decoration-* vertical-align",
    "look": """
        font-* background background-* padding padding-* border border-* outline outline-*
        min-width min-height float clear box-shadow box-sizing table-layout text-align
        text-align-last text-justify text-shadow text-rendering text-size-adjust text-underline-*
        text-wrap text-wrap-* word-break word-wrap overflow-wrap line-break hyphens orphans widows
        page-break-* list-style-position cursor caret-color user-select transition transition-*
        tap-highlight-color osx-font-smoothing font-smoothing text-stroke text-stroke-* tab-stops
        mso-* gap row-gap column-gap align-content align-items align-self justify-content
        justify-items justify-self place-content place-items place-self object-fit object-position
        aspect-ratio break-after break-before break-inside caption-side
    """,
}
_KINDS = {name: kind for kind, names in _DRESS.items() for name in names.split()}
_KINDS_OF_MANY = {name[:-1]: kind for name, kind in _KINDS.items() if name.endswith("*")}
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
