"""What a YAML scalar without quotes means: the core schema of YAML 1.2 (section 10.3.2).

Dates, `yes`, `no` and `12:30` are strings. So are numbers with a leading zero, against the letter
of the schema: `0123` is a code or an article's number, and octal to older readers.
"""

from types import NoneType

from newslint.regex import regex

Value = str | int | float | bool | None

# Python refuses to read or print integers of over 4300 decimal digits; so many hexadecimal
# digits stay below that, too.
_LONGEST = 3500

FIRST_CHARACTERS = frozenset("-+.0123456789nNtTfF~")
_CONSTANTS: dict[str, Value] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
_INTEGER = regex(r"[-+]?(?:0|[1-9][0-9]*+)|0o[0-7]++|0x[0-9a-fA-F]++")
_FLOAT = regex(r"[-+]?(?:\.[0-9]++|(?:0|[1-9][0-9]*+)(?:\.[0-9]*+)?)(?:[eE][-+]?[0-9]++)?")

_TAG = "tag:yaml.org,2002:"
_TAGGED = {
    f"{_TAG}null": NoneType,
    f"{_TAG}bool": bool,
    f"{_TAG}int": int,
    f"{_TAG}float": float,
}


def resolve(written: str) -> Value:
    """Return what the plain scalar `written` means."""
    if written and written[0] not in FIRST_CHARACTERS:
        return written
    if written in _CONSTANTS:
        return _CONSTANTS[written]
    if _INTEGER.fullmatch(written):
        return integer(written)
    return float(written) if _FLOAT.fullmatch(written) else written


def resolve_tagged(written: str, tag: str, untagged: Value) -> Value:
    """Return what `written` means under a tag in full, such as `tag:yaml.org,2002:int`.

    A tag that is unknown, or a core tag that does not fit, says nothing: the value is `untagged`.
    """
    if tag in {f"{_TAG}str", "!"}:
        return written
    value = resolve(written)
    kind = type(value)
    if kind is int and tag == f"{_TAG}float":
        return float(str(value))
    return value if kind is _TAGGED.get(tag) else untagged


def integer(written: str) -> int | str:
    """Return the number, or `written` itself where that is absurdly long."""
    return int(written, 0) if len(written) <= _LONGEST else written
