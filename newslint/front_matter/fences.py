"""Where a block of front matter begins and ends, and in which format it is written."""

import re
from enum import Enum
from functools import cache

from msgspec import Struct

from newslint.regex import regex
from newslint.text import Span


class Format(Enum):
    """The formats of front matter; the value is the name for messages."""

    YAML = "YAML"
    TOML = "TOML"
    JSON = "JSON"
    HEXO_JSON = "Hexo JSON"
    JAVASCRIPT = "JavaScript"


class Outline(Struct, frozen=True):
    """The outer shape of a block; the spans are those of `FrontMatter`."""

    format: Format
    leading: Span
    fences: tuple[Span, Span | None]
    content: Span
    body_start: int


_OPENING = regex(
    r"[\s\ufeff]*+(?:"
    r"(?P<fence>-{3}(?P<language>json|yaml|toml|javascript|js)|-{3,}+|\+{3,}+|;{3,}+)"
    r"[ \t]*+(?:\r?\n|\Z)"
    r'|(?P<brace>\{)(?=\s*+(?:\}|"(?:[^"\\\n]|\\.)*+"\s*+:)))'
)
_LANGUAGES = {
    "json": Format.JSON,
    "yaml": Format.YAML,
    "toml": Format.TOML,
    "javascript": Format.JAVASCRIPT,
    "js": Format.JAVASCRIPT,
}
_FORMATS = {"-": Format.YAML, "+": Format.TOML, ";": Format.HEXO_JSON}
_CLOSING = {
    "-": regex(r"^(-{3,}+)[ \t]*+(?:\r?\n|\Z)", re.MULTILINE),
    "+": regex(r"^(\+{3,}+)[ \t]*+(?:\r?\n|\Z)", re.MULTILINE),
    ";": regex(r"^(;{3,}+)[ \t]*+(?:\r?\n|\Z)", re.MULTILINE),
}
_CLOSING_YAML = regex(r"^(-{3,}+|\.{3})[ \t]*+(?:\r?\n|\Z)", re.MULTILINE)
_BRACE_OR_STRING = regex(r'[{}]|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?')
_REST_OF_LINE = regex(r"[ \t]*+\r?\n")

_YAML_KEY = r"""[\w"'-]++[ \t]*+:(?=\s|\Z)"""
_TOML_KEY = r"""[\w"'.-]++[ \t]*+=|\[{1,2}+[\w"'. \t-]++\]"""
_JSON_KEY = r'[ \t]*+(?:"[^"\n]*+"[ \t]*+:|\{)'


@cache
def _key_lines(kind: Format) -> re.Pattern[str]:
    """Return a pattern for a first key and all lines that go on from there.

    A blank line goes on only if a key follows: after one, a `#` is as likely a heading and a `-`
    an item of the article.
    """
    key, belongs = {
        Format.YAML: (_YAML_KEY, rf"{_YAML_KEY}|[ \t]++\S|-[ \t]|\#"),
        Format.TOML: (_TOML_KEY, rf"{_TOML_KEY}|[ \t]++\S|[\]}}\#]"),
    }.get(kind, (_JSON_KEY, rf"{_JSON_KEY}|[ \t]++\S|[\]}}]"))
    line = r"[^\n]*+(?:\n|\Z)"
    return re.compile(
        rf"(?:[ \t]*+\r?\n)*+(?:{key}){line}"
        rf"(?:(?!\Z)(?:{belongs}){line}|(?:[ \t]*+\r?\n)++(?:{key}){line})*+"
    )


def find_outline(content: str) -> Outline | None:
    """Return the shape of the front matter of a whole file, `None` where there is none.

    Only white space may stand before the opening fence. Fences are `---` (YAML, closed also by
    `...`), `+++` (TOML), `;;;` (Hexo's JSON without braces), longer ones of these, `---json` and
    its like (gray-matter), and the braces of a JSON object that the file begins with.
    """
    opening = _OPENING.match(content)
    if opening is None:
        return None
    if opening["brace"]:
        return _json_object(content, opening.start("brace"))
    return _fenced(content, opening)


def _fenced(content: str, opening: re.Match[str]) -> Outline | None:
    character = opening["fence"][0]
    kind = _LANGUAGES.get(opening["language"]) or _FORMATS[character]
    closings = _CLOSING_YAML if kind is Format.YAML else _CLOSING[character]
    leading = Span(0, opening.start("fence"))
    fence = Span(*opening.span("fence"))
    start = opening.end()
    closing = closings.search(content, start)
    if closing is not None:
        fences = (fence, Span(*closing.span(1)))
        return Outline(kind, leading, fences, Span(start, closing.start()), closing.end())
    end = _end_of_keys(content, start, kind)
    if end is None:
        return None
    return Outline(kind, leading, (fence, None), Span(start, end), end)


def _json_object(content: str, start: int) -> Outline | None:
    leading, opening = Span(0, start), Span(start, start + 1)
    depth = 0
    for token in _BRACE_OR_STRING.finditer(content, start):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth == 0:
            inner = Span(start + 1, token.start())
            rest = _REST_OF_LINE.match(content, token.end())
            body_start = rest.end() if rest else token.end()
            return Outline(Format.JSON, leading, (opening, Span(*token.span())), inner, body_start)
    end = _end_of_keys(content, start, Format.JSON)
    if end is None:
        return None
    return Outline(Format.JSON, leading, (opening, None), Span(start + 1, end), end)


def _end_of_keys(content: str, start: int, kind: Format) -> int | None:
    if kind is Format.JAVASCRIPT:
        return None
    keys = _key_lines(kind).match(content, start)
    return keys.end() if keys else None
