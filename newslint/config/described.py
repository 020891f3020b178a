"""The JSON Schema of the configuration, made from the rules and their options."""

import re
import types
from collections.abc import Mapping
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec.structs import fields

from newslint.config.links import FIXES
from newslint.config.options import OFF, option_types
from newslint.diagnostic import Severity
from newslint.rule import Rule
from newslint.rules import every_rule
from newslint.schema import bundled
from newslint.tracking import SECTIONS, Entry
from newslint.tracking.lists import LIST_FORMATS

_PATTERNS = "Paths below the configuration's folder, in the notation of .gitignore."


def config_schema() -> dict[str, Any]:
    """Return a JSON Schema (draft 2020-12) that describes `newslint.toml`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "newslint.schema.json",
        "title": "newslint's configuration",
        "description": "newslint.toml, .newslint.toml, or [tool.newslint] in pyproject.toml.",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "extend": {
                "description": "Configurations whose settings are taken first: files, or"
                " `package:NAME` for the `newslint.toml` of an installed Python package.",
                "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
            },
            **_selection(),
            "include": _strings(f"Files to read besides Markdown and HTML. {_PATTERNS}"),
            "exclude": _strings(f"What is left out, even if it is named. {_PATTERNS}"),
            "preset": {
                "description": "The generator whose schema covers posts that no other does.",
                "enum": ["news", *(name for name in sorted(bundled()) if name != "article")],
            },
            "schemas": _coverages(),
            "links": _links(),
            "rules": {"$ref": "#/$defs/rules"},
            "overrides": _overrides(),
        },
        "$defs": {
            "name": {"enum": _names()},
            "rules": {
                "description": "Severity and options of rules.",
                "type": "object",
                "additionalProperties": False,
                "properties": {name: _rule(rule) for name, rule in every_rule().items()},
            },
        },
    }


def _names() -> list[str]:
    groups = dict.fromkeys(rule.group for rule in every_rule().values())
    return [*groups, *every_rule()]


def _selection() -> dict[str, Any]:
    names = {"type": "array", "items": {"$ref": "#/$defs/name"}}
    return {
        "select": {"description": "Only these rules and groups.", **names},
        "ignore": {"description": "Not these rules and groups.", **names},
    }


def _coverages() -> dict[str, Any]:
    return {
        "description": "Which schema covers the front matter of which files; the first counts.",
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": ["files", "schema"],
            "properties": {
                "files": _strings(_PATTERNS),
                "schema": {
                    "description": "A schema that comes with newslint, a file, or false for none.",
                    "anyOf": [{"type": "string"}, {"const": False}],
                },
            },
        },
    }


def _links() -> dict[str, Any]:
    entries = {
        section: {"type": "array", "items": _entry(kind)} for section, kind in SECTIONS.items()
    }
    return {
        "description": "What this site adds to what is known about tracking, and switches off.",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "disable": _strings("Entries by the names that messages give them."),
            "lists": _lists(),
            **entries,
        },
    }


def _lists() -> dict[str, Any]:
    return {
        "description": "Lists of parameters that other people keep, in files of this site's.",
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": ["path", "format"],
            "properties": {
                "path": {"type": "string"},
                "format": {"enum": [*LIST_FORMATS]},
                "fix": {"enum": [*FIXES], "default": "never"},
            },
        },
    }


def _entry(kind: type[Entry]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [field.name for field in fields(kind) if field.required],
        "properties": {name: _typed(each) for name, each in get_type_hints(kind).items()},
    }


def _overrides() -> dict[str, Any]:
    return {
        "description": "What holds for some files only.",
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": ["files"],
            "properties": {
                "files": _strings(_PATTERNS),
                **_selection(),
                "rules": {"$ref": "#/$defs/rules"},
            },
        },
    }


def _strings(description: str) -> dict[str, Any]:
    return {"description": description, "type": "array", "items": {"type": "string"}}


def _rule(rule: type[Rule]) -> dict[str, Any]:
    default = rule()
    return {
        "description": rule.summary(),
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: {
                "description": _described(rule, name),
                **(_SEVERITIES if name == "severity" else _typed(kind)),
                "default": _plain(getattr(default, name.replace("-", "_"))),
            }
            for name, kind in option_types(rule).items()
        },
    }


_SEVERITIES = {"enum": [*(severity.value for severity in Severity), OFF]}


def _described(rule: type[Rule], option: str) -> str:
    """Return what the rule's page says of an option."""
    if option == "severity":
        return "How grave a problem of this rule is; `off` switches the rule off."
    found = re.search(rf"^- `{re.escape(option)}`: (.+(?:\n  .+)*)", rule.docs(), re.MULTILINE)
    if found is None:
        raise ValueError(f"the page of {rule.name} does not describe `{option}`")
    text = " ".join(found[1].split())
    return text[0].upper() + text[1:]


def _typed(kind: Any) -> dict[str, Any]:
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in {Union, types.UnionType}:
        return _typed(next(each for each in arguments if each is not type(None)))
    if origin is tuple:
        return {"type": "array", "items": _typed(arguments[0])}
    if origin in {dict, Mapping}:
        return {"type": "object", "additionalProperties": _typed(arguments[1])}
    return {"type": {bool: "boolean", int: "integer", str: "string"}[kind]}


def _plain(value: Any) -> Any:
    if isinstance(value, Severity):
        return value.value
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value
