"""The rule inline-style."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html import Attribute
from newslint.rule import Rule


@dataclass(frozen=True)
class InlineStyle(Rule):
    """Inline `style` attributes belong in the site's stylesheet.

    ## Why

    A pasted or scraped article brings the looks of the page it comes from: every paragraph
    aligned, coloured and spaced by itself. The site's own design cannot change such text, dark
    mode makes it unreadable, and the next editor copies it on.

    ## What to do

    Delete the attribute. If the look is meant, give the element a class and style that.

    The fix is safe where every declaration only dresses the text (colours, margins, fonts …).
    Declarations that can hide or alter what the reader sees (`display`, `visibility`,
    `text-transform` …) and unknown ones are removed with `--unsafe` only.

    ## Options

    - `allow`: properties that may stay, such as `["text-align"]`.
    """

    fixes = Applicability.SAFE
    allow: tuple[str, ...] = ()

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every `style` attribute with a declaration that may not stay."""
        for attribute in document.attributes_named("style"):
            if attribute.value.startswith("{"):
                continue  # JSX: an expression and no style sheet
            declarations = list(_DECLARATION.finditer(attribute.value))
            unwanted = [found for found in declarations if _name(found) not in self.allow]
            if unwanted:
                names = ", ".join(dict.fromkeys(f"`{_name(found)}`" for found in unwanted))
                everything = len(unwanted) == len(declarations)
                edits = [_removal(attribute)] if everything else _cuts(attribute, unwanted)
                message = f"Inline style sets {names}"
                yield Problem(attribute.span, message, _fix(unwanted, edits))
            elif not declarations:
                fix = Fix.safe("Remove the empty style", _removal(attribute))
                yield Problem(attribute.span, "Inline style says nothing", fix)


_DECLARATION = re.compile(
    r"""
    \s*+ (?P<name>[\w-]++) \s*+ :
    (?P<value> (?: [^;"'(] | "[^"]*+" | '[^']*+' | \([^)]*+\) )*+ ) ;?
    """,
    re.VERBOSE,
)
# What only dresses the text: no value of these, but for those below, hides or alters a word.
_DRESS = re.compile(
    r"""
      text-align | text-align-last | text-justify | text-indent | text-decoration | text-shadow
    | color | background | background-(?:color|image|position|repeat|size|clip)
    | font | font-(?:family|size|style|weight|stretch|variant-.+|feature-settings|kerning)
    | line-height | letter-spacing | word-spacing | word-break | word-wrap | overflow-wrap
    | margin | margin-.+ | padding | padding-.+ | border | border-.+ | outline | outline-.+
    | width | height | min-width | min-height | max-width | float | clear | vertical-align
    | box-shadow | box-sizing | cursor | orphans | widows | text-size-adjust | line-break
    | -webkit-text-size-adjust | -webkit-tap-highlight-color | -webkit-font-smoothing
    | mso-(?!hide).+ | table-layout | text-rendering | caret-color | transition | transition-.+
    """,
    re.VERBOSE,
)
_HIDES = re.compile(
    r"(?<![\d.])[-+]?0*\.?0+(?![\d.])|(?<!\w)-\d|transparent|line-through|super|sub\b|url\(|var\("
)
_MAY_BE_NOTHING = re.compile(
    r"margin.*|padding.*|border.*|outline.*|letter.*|word-spacing|text-indent"
)


def _name(declaration: re.Match[str]) -> str:
    return declaration["name"].lower()


def _only_dresses(declaration: re.Match[str]) -> bool:
    name, value = _name(declaration), declaration["value"].lower()
    if not _DRESS.fullmatch(name):
        return False
    hides = _HIDES.search(value)
    return not hides or (bool(_MAY_BE_NOTHING.fullmatch(name)) and not hides[0].startswith("-"))


def _fix(unwanted: list[re.Match[str]], edits: list[Edit]) -> Fix:
    if all(map(_only_dresses, unwanted)):
        return Fix.safe("Remove the inline style", *edits)
    return Fix.unsafe("Remove the inline style", *edits)


def _removal(attribute: Attribute) -> Edit:
    return Edit(attribute.removal)


def _cuts(attribute: Attribute, unwanted: list[re.Match[str]]) -> list[Edit]:
    if attribute.literal is None:
        return []
    return [attribute.literal.edit(*found.span()) for found in unwanted]
