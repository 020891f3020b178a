"""How YAML, TOML and JSON write strings: what stands for which character, and the way back."""

import re
from collections.abc import Callable, Sequence

from newslint.front_matter.scalars import resolve
from newslint.literal import Syntax, verbatim
from newslint.regex import regex

LINE_BREAK = regex("[\r\n\x85\u2028\u2029]")
"""What ends a line to readers of YAML 1.1, libyaml among them."""

_DOUBLED_QUOTE = r"''|[^']|'"
_ESCAPE = (
    r"(?s)\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|\\(?:x..|u.{4}|U.{8}|.)|[^\\]|\\"
)
_JSON_ESCAPED = regex(r'["\\\x00-\x1f\ud800-\udfff]')
# Whatever YAML or TOML may not hold as it is, or may read as a line break.
_UNPRINTABLE = regex(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_SHORT_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_DOUBLE_ESCAPED = regex(rf'["\\]|{_UNPRINTABLE.pattern}')
_SURROGATE = regex(r"[\ud800-\udfff]")
# What YAML 1.2 (section 7.3.3) does not let a plain scalar begin with or hold, and what older
# readers do not.
_NOT_PLAIN = regex(
    r"""(?s)[\s,\[\]{}#&*!|>'"%@`]|[-?:](?:\s|\Z)|(?:---|\.\.\.)(?:\s|\Z)|[<=]{1,2}\Z"""
    r"|.*(?::(?:\s|\Z)|\s\#|\s\Z)"
)
_FLOW_INDICATOR = regex(r"[,\[\]{}]")
# What YAML 1.1 readers (Jekyll, Hexo) take for booleans and for numbers of other kinds.
_YAML_1_1 = regex(
    r"(?:(?i:y|n|yes|no|on|off)"
    r"|[-+]?(?:0[bBoOxX]?[0-9a-fA-F_]+|[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?|\.[0-9_]+)"
    r"(?:[eE][-+]?[0-9]+)?)\Z"
)


def may_be_plain(text: str, *, in_flow: bool) -> bool:
    """Whether YAML reads `text`, written without quotes, as this very string.

    `in_flow` is for text between brackets or braces, where more characters have a meaning.
    """
    return (
        resolve(text) == text
        and not _NOT_PLAIN.match(text)
        and not _YAML_1_1.match(text)
        and not _UNPRINTABLE.search(text)
        and not (in_flow and _FLOW_INDICATOR.search(text))
    )


def _encode_plain(text: str) -> str:
    if may_be_plain(f"x{text} x", in_flow=True):
        return text
    raise ValueError(f"{text!r} needs quotes in YAML")


def _encode_single(text: str) -> str:
    return _encode_raw(text).replace("'", "''")


def _encode_raw(text: str) -> str:
    if _UNPRINTABLE.search(text):
        raise ValueError(f"{text!r} needs double quotes")
    return text


def _encode_toml_literal(text: str) -> str:
    if "'" in text:
        raise ValueError(f"{text!r} needs double quotes")
    return _encode_raw(text)


def _encode_bare(text: str) -> str:
    raise ValueError(f"{text!r} needs quotes")


def _encode_double(text: str) -> str:
    if _SURROGATE.search(text):
        raise ValueError(f"{text!r} holds half a character")
    return _DOUBLE_ESCAPED.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[character]
    code = f"{ord(character):08x}"
    return f"\\u{code[4:]}" if code.startswith("0000") else f"\\U{code}"


def _encode_json(text: str) -> str:
    return _JSON_ESCAPED.sub(_escape, text)


def _offsets_by(token: str) -> Callable[[str], Sequence[int]]:
    def offsets(written: str) -> Sequence[int]:
        return [*(match.start() for match in re.finditer(token, written)), len(written)]

    return offsets


YAML_PLAIN = Syntax("YAML plain", verbatim, _encode_plain)
YAML_SINGLE = Syntax("YAML single-quoted", _offsets_by(_DOUBLED_QUOTE), _encode_single)
YAML_DOUBLE = Syntax("YAML double-quoted", _offsets_by(_ESCAPE), _encode_double)
TOML_BARE = Syntax("TOML bare", verbatim, _encode_bare)
TOML_LITERAL = Syntax("TOML literal", verbatim, _encode_toml_literal)
TOML_BASIC = Syntax("TOML basic", _offsets_by(_ESCAPE), _encode_double)
JSON_BARE = Syntax("JSON bare", verbatim, _encode_bare)
JSON_STRING = Syntax("JSON", _offsets_by(_ESCAPE), _encode_json)
