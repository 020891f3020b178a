"""What is wrong with one value, as the predicate of a sentence: "must be text, …"."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from newslint.schema.finding import Finding
from newslint.schema.words import FORMATS, TYPES, closest, counted, kind, listed, quoted, shown

MOST_OPTIONS = 8
"""How many of the values allowed are named."""


Complaint = Callable[[Any, Any], str]
"""What to say, given what the schema expects and the value."""


def complaint(found: Finding) -> str:
    """Return what is wrong with the value that was found wrong."""
    match found.keyword:
        case "type" | "enum" | "const" if _types(found) or _options(found):
            return must_be([found])
        case "pattern":
            return _pattern(found.schema)
        case keyword if keyword in _COMPLAINTS:
            return _COMPLAINTS[keyword](found.expected, found.value)
        case _:
            return "does not follow the schema"


def must_be(rejections: Sequence[Finding]) -> str:
    """Return what the value must be instead, by findings of `type`, `enum` and `const`.

    More than one are the branches of one choice, all about the same value.
    """
    value = rejections[0].value
    types = {name for each in rejections for name in _types(each)}
    options = [option for each in rejections for option in _options(each)]
    return f"must be {_allowed(types, options)}{_found(value, types, options)}"


def _types(found: Finding) -> list[str]:
    if found.keyword != "type":
        return []
    return [found.expected] if isinstance(found.expected, str) else list(found.expected)


def _options(found: Finding) -> list[Any]:
    match found.keyword:
        case "enum":
            return list(found.expected)
        case "const":
            return [found.expected]
        case _:
            return []


def _allowed(types: Collection[str], options: Sequence[Any]) -> str:
    words = [word for name in TYPES if name in types for word in TYPES[name]]
    named = list(dict.fromkeys(map(shown, options[:MOST_OPTIONS])))
    if len(options) > MOST_OPTIONS:
        return f"one of {', '.join(named)} and {len(options) - MOST_OPTIONS} others"
    if len(named) > 1 and not words:
        return f"one of {', '.join(named)}"
    return listed(sorted(words + named, key=_EMPTY.__eq__))


_EMPTY = shown(None)


def _found(value: Any, types: Collection[str], options: Sequence[Any]) -> str:
    if isinstance(value, str):
        meant = closest(value, options) if len(options) > 1 else None
        if meant:
            return f"; did you mean {quoted(meant)}?"
        return f", this is {quoted(value) if options else kind(value)}"
    if "integer" in types and isinstance(value, float):
        return f", this is {shown(value)}"
    if "string" in types and isinstance(value, bool | int | float):
        return f", this is {kind(value)}; put it in quotes"
    return f", this is {kind(value)}"


def _pattern(schema: Mapping[str, Any]) -> str:
    if examples := schema.get("examples"):
        return f"must be written like {listed(map(shown, examples[:3]))}"
    return "is not written as it should be"


def _size(bound: str, singular: str, plural: str) -> Complaint:
    def said(limit: Any, value: Any) -> str:
        return f"must have {bound} {counted(limit, singular, plural)}, this has {len(value)}"

    return said


def _filled(otherwise: Complaint) -> Complaint:
    def said(limit: Any, value: Any) -> str:
        return "must not be empty" if limit == 1 else otherwise(limit, value)

    return said


def _measure(comparison: str) -> Complaint:
    def said(limit: Any, value: Any) -> str:
        return f"must be {comparison.format(shown(limit).strip('`'))}, this is {shown(value)}"

    return said


def _format(name: str, _: Any) -> str:
    return f"must be {FORMATS.get(name, f'written as the format {quoted(name)} asks')}"


def _saying(words: str) -> Complaint:
    return lambda _, __: words


def _repetition(_: Any, values: list[Any]) -> str:
    seen = set()
    for value in values:
        if isinstance(value, str | int | float):
            if (type(value), value) in seen:
                return f"has {shown(value)} more than once"
            seen.add((type(value), value))
    return "has an entry more than once"


def _lack(wanted: Any, _: Any) -> str:
    if isinstance(wanted, Mapping) and "const" in wanted:
        return f"must have an entry {shown(wanted['const'])}"
    if isinstance(wanted, Mapping) and "enum" in wanted:
        return f"must have an entry that is {_allowed((), wanted['enum'])}"
    return "lacks an entry of the kind that it must have"


def _negation(unwanted: Any, _: Any) -> str:
    match unwanted:
        case {"required": [*keys]} if len(unwanted) == 1:
            together = " together" if len(keys) > 1 else ""
            return f"must not have {listed(map(quoted, keys), 'and')}{together}"
        case {"const": value}:
            return f"must not be {shown(value)}"
        case {"enum": [*values]}:
            return f"must not be {listed(map(shown, values))}"
        case _:
            return "is of a kind that is not allowed here"


_MORE_ENTRIES = "has more entries than are allowed"

_COMPLAINTS: Mapping[str, Complaint] = {
    "format": _format,
    "minLength": _filled(_size("at least", "character", "characters")),
    "maxLength": _size("at most", "character", "characters"),
    "minItems": _filled(_size("at least", "entry", "entries")),
    "maxItems": _size("at most", "entry", "entries"),
    "minProperties": _filled(_size("at least", "key", "keys")),
    "maxProperties": _size("at most", "key", "keys"),
    "minimum": _measure("{} or more"),
    "maximum": _measure("{} or less"),
    "exclusiveMinimum": _measure("more than {}"),
    "exclusiveMaximum": _measure("less than {}"),
    "multipleOf": _measure("a multiple of {}"),
    "uniqueItems": _repetition,
    "contains": _lack,
    "minContains": _saying("has too few entries of the kind that it must have"),
    "maxContains": _saying("has too many entries of one kind"),
    "items": _saying(_MORE_ENTRIES),
    "additionalItems": _saying(_MORE_ENTRIES),
    "unevaluatedItems": _saying(_MORE_ENTRIES),
    "unevaluatedProperties": _saying("has keys that do not belong here"),
    "oneOf": _saying("fits more than one of the forms allowed, and must fit only one"),
    "not": _negation,
}
