"""The two judges of one verdict: jsonschema-rs, and jsonschema for what that cannot read.

They read patterns, formats and `uniqueItems` differently: `re` is not ECMA-262, and jsonschema
checks only the formats it finds packages for. There jsonschema asks jsonschema-rs.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from newslint.bounded import bounded
from newslint.regex import regex

if TYPE_CHECKING:
    import jsonschema_rs
    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

    Keyword = Callable[[Any, Any, Any, Any], Iterator[ValidationError]]


def quick(contents: Mapping[str, Any]) -> "jsonschema_rs.Validator":
    """Return the judge that says in a microsecond whether data is valid.

    Draft 2020-12 unless `$schema` says otherwise; formats are asserted. Raises `ValueError` for
    a schema that it cannot use. Its `is_valid` raises `ValueError` for lone surrogates, and for
    data nested more than 255 deep where it must compare it.
    """
    # Loaded late: a run without schemas need not pay for it.
    import jsonschema_rs

    return jsonschema_rs.validator_for(
        dict(contents), formats={"language": _is_language}, validate_formats=True, offline=True
    )


def thorough(contents: Mapping[str, Any]) -> "Validator":
    """Return the judge that says what is wrong; it raises where Python's limits are met.

    These are `ValueError` for integers of more than 4,300 digits and for a key's pattern that may
    take for ever, `RecursionError`, and `re.error` for one that only ECMA-262 can read.
    """
    # Loaded late: it takes a second where packages for formats are installed.
    from jsonschema.validators import Draft202012Validator, extend, validator_for
    from referencing import Registry

    draft = validator_for(contents, default=Draft202012Validator)
    asked = {keyword: _asking(keyword) for keyword in ("format", "pattern", "uniqueItems")}
    spelled_out = {
        "properties": _spelling_out(draft.VALIDATORS["properties"]),
        "patternProperties": _spelling_out(_by_pattern),
    }
    others = {"additionalProperties": _beyond_patterns(draft.VALIDATORS["additionalProperties"])}
    if "unevaluatedProperties" in draft.VALIDATORS:
        follow = draft.VALIDATORS["unevaluatedProperties"]
        others["unevaluatedProperties"] = _if_bounded(follow, contents)
    reference = {"$ref": _describing(draft.VALIDATORS["$ref"])}
    # Subschemas that are the whole schema again must not find `$schema`: jsonschema would answer
    # it with its own keywords instead of ours.
    nameless = {key: value for key, value in contents.items() if key != "$schema"}
    judge: Validator = extend(draft, asked | spelled_out | others | reference)(  # type: ignore[no-untyped-call] # the stubs leave it out
        nameless, registry=Registry()
    )
    return judge


def fits(keyword: str, expected: str | bool, value: Any) -> bool:  # noqa: FBT001 - `expected` is what a schema says
    """Return whether the quick judge finds that a value fits one keyword by itself.

    Where it cannot tell, it does: better no complaint than a false one.
    """
    try:
        return _quick_keyword(keyword, expected).is_valid(value)
    except ValueError:
        return True


def _asking(keyword: str) -> "Keyword":
    from jsonschema.exceptions import ValidationError

    def judged(_: Any, expected: Any, value: Any, __: Any) -> Iterator[ValidationError]:
        if not fits(keyword, expected, value):
            yield ValidationError(keyword)

    return judged


@lru_cache(maxsize=256)
def _quick_keyword(keyword: str, expected: str | bool) -> "jsonschema_rs.Validator":  # noqa: FBT001 - likewise
    return quick({keyword: expected})


def _spelling_out(follow: "Keyword") -> "Keyword":
    """Return a keyword that says `{"not": {}}` for `false`; of that, jsonschema loses the place."""

    def followed(
        validator: Any, schemas: Mapping[str, Any], value: Any, schema: Any
    ) -> "Iterator[ValidationError]":
        spelled = {key: {"not": {}} if each is False else each for key, each in schemas.items()}
        yield from follow(validator, spelled, value, schema)

    return followed


def _by_pattern(
    validator: Any, patterns: Mapping[str, Any], value: Any, _: Any
) -> "Iterator[ValidationError]":
    """Be `patternProperties`; `re`, which jsonschema asks, may take for ever over a pattern."""
    for pattern, schema in patterns.items():
        for key in _matching(value, pattern):
            yield from validator.descend(value[key], schema, path=key, schema_path=pattern)


def _matching(value: Any, pattern: str) -> list[str]:
    keys = value if isinstance(value, dict) else ()
    return [key for key in keys if fits("pattern", pattern, key)]


def _beyond_patterns(follow: "Keyword") -> "Keyword":
    """Return `additionalProperties` that need not ask which keys fit a pattern."""

    def followed(
        validator: Any, additional: Any, value: Any, schema: Any
    ) -> "Iterator[ValidationError]":
        patterns = schema.get("patternProperties", ())
        fitting = {key: True for pattern in patterns for key in _matching(value, pattern)}
        known = {**schema, "properties": {**schema.get("properties", {}), **fitting}}
        known.pop("patternProperties", None)
        yield from follow(validator, additional, value, known)

    return followed


def _if_bounded(follow: "Keyword", contents: Mapping[str, Any]) -> "Keyword":
    """Return `unevaluatedProperties` that raises for patterns over which `re` may take for ever.

    There jsonschema looks for patterns itself, all over the schema.
    """

    def followed(
        validator: Any, unevaluated: Any, value: Any, schema: Any
    ) -> "Iterator[ValidationError]":
        for pattern in _key_patterns(contents):
            bounded(pattern)
        yield from follow(validator, unevaluated, value, schema)

    return followed


def _key_patterns(schema: Any) -> Iterator[str]:
    """Yield the patterns of keys in a schema, and whatever else stands where one could."""
    waiting = [schema]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            patterns = part.get("patternProperties")
            yield from patterns if isinstance(patterns, dict) else ()
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)


def _describing(follow: "Keyword") -> "Keyword":
    """Return `$ref` whose errors also know what is written beside the reference.

    A description beside `$ref` is about this place; the one behind it is about all such places.
    """

    def followed(
        validator: Any, target: Any, value: Any, schema: Any
    ) -> "Iterator[ValidationError]":
        beside = {key: schema[key] for key in ("description", "examples") if key in schema}
        for error in follow(validator, target, value, schema):
            if beside and not error.relative_path and isinstance(error.schema, Mapping):
                error.schema = {**error.schema, **beside}
            yield error

    return followed


def _is_language(text: str) -> bool:
    return _LANGUAGE_TAG.fullmatch(text) is not None


# RFC 5646, section 2.1: `langtag`, without the grandfathered tags.
_LANGUAGE_TAG = regex(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?"
    r"(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-[a-wy-z0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?",
    re.IGNORECASE | re.ASCII,
)
