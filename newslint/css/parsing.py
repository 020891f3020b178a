"""The declarations of a style, each with its exact place. The only module that knows tinycss2."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from newslint.regex import regex


class Declaration(Struct, frozen=True):
    """A declaration at `[start, end)` of the style, its semicolon included, as a browser reads it.

    `name` is in lower case, except that of a custom property, and empty where a browser finds no
    declaration and goes on behind the next semicolon. `value` is in lower case: without comments
    and escapes, white space normalised, U+FFFD where it is broken, nothing in the brackets of
    `url()`.
    """

    name: str
    value: str
    important: bool
    start: int
    end: int


def declarations(style: str) -> tuple[Declaration, ...]:
    """Return the declarations of a style in order: CSS Syntax, section 5.4.4; none make it raise.

    Where browsers disagree about what is one, as with rules in a style, the name is the first word
    and the value all that is written, braces included. Takes time linear in the length.
    """
    plain = _plain(style)
    return tuple(_parsed(style) if plain is None else plain)


# Where nothing but names, numbers, simple strings and functions stands, nobody need load a parser.
# Not simple: `url(`, which is a token of its own, `u+…`, a range, and whatever has an escape.
_SPACE = r"[ \t\n\r\f]"
# Whatever else ASCII has may mean something; to name those takes a tenth as long to compile.
_WORDS = r"[^\0-\x08\x0b\x0e-\x1f!\"$&'()*+/:;<=>?@\[\\\]^`{|}~\x7f]"
_STRING = r"""(?: "[^"'\\\n\r\f\0]*+" | '[^"'\\\n\r\f\0]*+' )"""
_BETWEEN = " \t\n\r\f;"
_DECLARATION = regex(
    rf"""
    (?P<whole>
        (?P<name> -?[A-Za-z_][A-Za-z0-9_-]*+ ) {_SPACE}*+ :
        (?P<value>
            (?: {_WORDS}
              | /(?!\*)
              | {_STRING}
              | (?<![Uu][Rr][Ll]) \( (?: {_WORDS} | /(?!\*) )*+ \)
            )*+
        )
        (?P<important> ! {_SPACE}*+ [Ii][Mm][Pp][Oo][Rr][Tt][Aa][Nn][Tt] {_SPACE}*+ )?+
        (?: ; | \Z )
    )
    [{_BETWEEN}]*+
    """,
    re.VERBOSE,
)


def _plain(style: str) -> list[Declaration] | None:
    """Return the declarations of a style, None where it takes a parser to read one."""
    found = []
    at = len(style) - len(style.lstrip(_BETWEEN))
    while at < len(style):
        match = _DECLARATION.match(style, at)
        if match is None:
            return None
        value = _normalised(match["value"].replace("'", '"'))
        span = match.span("whole")
        found.append(Declaration(match["name"].lower(), value, bool(match["important"]), *span))
        at = match.end()
    return found


def _normalised(value: str) -> str:
    return _LOOSE.sub("", _GAP.sub(" ", value)).replace(",", ", ").strip(" ").lower()


_GAP = regex(rf"{_SPACE}++")
_LOOSE = regex(r" (?=[,)])|(?<=[,(]) ")


def _parsed(style: str) -> Iterator[Declaration]:
    from tinycss2 import (  # type: ignore[import-untyped]  # it comes without types
        parse_component_value_list,
        parse_one_declaration,
    )

    if _TOO_LONG.search(style):
        yield Declaration(_BROKEN, _BROKEN, important=False, start=0, end=len(style))
        return
    for tokens, start, end in _split(style, parse_component_value_list(style)):
        found = parse_one_declaration(tokens)
        if found.type == "declaration":
            name = found.name if found.name.startswith("--") else found.lower_name
            value, important = _text(found.value), found.important
        else:
            value, important = _text(tokens), False
            name = _first_word(value) if "{" in value or value.startswith("@") else ""
        yield Declaration(_NO_NAME.sub(_BROKEN, name), _normalised(value), important, start, end)


_BROKEN = "\ufffd"
_NO_NAME = regex(r"[^\w@-]")
# Python reads no number of more digits than some thousand, and no browser needs one.
_TOO_LONG = regex(r"[0-9]{1000}")


def _first_word(text: str) -> str:
    found = re.match(r"@?[\w-]+", text)
    return found[0] if found else _BROKEN


def _split(style: str, tokens: Sequence[Any]) -> Iterator[tuple[Sequence[Any], int, int]]:
    """Yield what stands between semicolons: tokens, where the first begins, where they end."""
    lines = [0, *(match.end() for match in re.finditer(r"\r\n?|[\n\f]", style))]
    found: list[Any] = []
    start = 0
    for token in tokens:
        place = lines[token.source_line - 1] + token.source_column - 1
        if token.type == "literal" and token.value == ";":
            if found:
                yield found, start, place + 1
            found = []
        elif found or token.type not in {"whitespace", "comment"}:
            start = start if found else place
            found.append(token)
    if found:
        yield found, start, len(style)


def _text(tokens: Sequence[Any]) -> str:
    """Return what tokens say, their escapes resolved."""
    parts = []
    waiting = [(iter(tokens), "")]  # no recursion: brackets may be nested as deep as a file is long
    while waiting:
        inside, closing = waiting[-1]
        for token in inside:
            parts.append(_opening(token))
            if token.type in _BRACKETS:
                content = token.arguments if token.type == "function" else token.content
                waiting.append((iter(content), _BRACKETS[token.type]))
                break
        else:
            parts.append(closing)
            waiting.pop()
    return "".join(parts)


_BRACKETS = {"function": ")", "() block": ")", "[] block": "]", "{} block": "}"}
_OPENINGS = {
    "whitespace": " ",
    "comment": " ",
    "() block": "(",
    "[] block": "[",
    "{} block": "{{",
    "function": "{0.name}(",
    "number": "{0.representation}",
    "percentage": "{0.representation}%",
    "dimension": "{0.representation}{0.unit}",
    "hash": "#{0.value}",
    "at-keyword": "@{0.value}",
    "string": '"{0.value}"',
    "url": "url()",
    "unicode-range": "u+",
}


def _opening(token: Any) -> str:
    """Return what a token says, of one with brackets no more than the first."""
    if token.type == "error":
        # What the end of the style cuts off is complete to a browser.
        return "" if token.kind.startswith("eof-") else _BROKEN
    return _OPENINGS.get(token.type, "{0.value}").format(token)
