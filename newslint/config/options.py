"""A rule's options: what a configuration may say, read from the fields of the rule."""

import types
from collections.abc import Mapping
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec.structs import fields, replace

from newslint.config.table import Table
from newslint.rule import Rule

FILLED_IN = frozenset({"schema", "now", "catalogue"})
"""The fields of a rule that hold the file's schema, the time of the run and what is known about
tracking; they are no options."""

OFF = "off"
"""What `severity` says of a rule that is not to run; the rule itself never gets to see it."""


def option_types(rule: type[Rule]) -> dict[str, Any]:
    """Return the type of each option of a rule, by its name as the configuration writes it."""
    hints = get_type_hints(rule)
    return {
        field.name.replace("_", "-"): hints[field.name]
        for field in fields(rule)
        if field.name not in FILLED_IN
    }


def configured(rule: Rule, table: Table) -> Rule:
    """Return the rule with the options that the table gives. Raises `ConfigError`."""
    known = option_types(type(rule))
    table.allow(known, f"option of `{rule.name}` called")
    options = {}
    for name, value in table.values.items():
        if name == "severity" and value == OFF:
            continue
        try:
            options[name.replace("-", "_")] = checked(value, known[name])
        except TypeError as error:
            off = f" or `{OFF}`" if name == "severity" else ""
            raise table.error(name, f"`{name}` must be {error}{off}") from error
    try:
        return replace(rule, **options)
    except ValueError as error:
        raise table.error(None, f"`{rule.name}`: {error}") from error


def checked(value: Any, wanted: Any) -> Any:
    """Return a TOML value as the type wants it. Raises `TypeError` saying what it must be."""
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return wanted(_one_of(value, [member.value for member in wanted]))
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin is Literal:
        return _one_of(value, list(arguments))
    if origin in {Union, types.UnionType}:
        return checked(value, next(kind for kind in arguments if kind is not type(None)))
    if origin is tuple:
        return tuple(checked(item, arguments[0]) for item in _instance(value, list))
    if origin in {dict, Mapping}:
        table = _instance(value, dict)
        return {key: checked(table[key], arguments[1]) for key in table}
    return _instance(value, wanted)


def _one_of(value: Any, known: list[str]) -> Any:
    if value not in known:
        raise TypeError(f"one of {', '.join(f'`{name}`' for name in known)}")
    return value


_NAMES = {
    bool: "true or false",
    int: "a whole number",
    str: "text",
    list: "a list",
    dict: "a table",
}


def _instance(value: Any, wanted: type) -> Any:
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise TypeError(_NAMES[wanted])
    return value
