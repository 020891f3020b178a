"""What holds for one file, written down as a configuration that says the same without the site."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from newslint.config.effective import plain
from newslint.config.load import Config
from newslint.config.options import option_types
from newslint.rule import Rule
from newslint.schema import Schema
from newslint.site.written import toml
from newslint.tracking import SECTIONS

NAME = "newslint.toml"
"""What the configuration is called among the files."""


def pinned(config: Config, rules: Sequence[Rule]) -> dict[str, bytes]:
    """Return the files of a folder in which these rules hold for every file, by their names.

    The first is the configuration; others are the schema and the lists that it names. Raises
    `OSError` where a list is gone.
    """
    schema = next(filter(None, (getattr(rule, "schema", None) for rule in rules)), None)
    links, lists = _links(config)
    text = "\n".join((*_selected(rules), *_covered(schema), *_options(rules), *links, ""))
    files = {NAME: text.encode()}
    if schema is not None:
        files[_file(schema)] = json.dumps(schema.contents, indent=2).encode()
    return files | lists


def _selected(rules: Iterable[Rule]) -> Iterator[str]:
    yield f"select = {toml([rule.name for rule in rules])}"


def _covered(schema: Schema | None) -> Iterator[str]:
    said = "false" if schema is None else toml(_file(schema))
    yield f'\n[[schemas]]\nfiles = ["*"]\nschema = {said}'


def _file(schema: Schema) -> str:
    return f"{schema.name}.schema.json"


def _options(rules: Iterable[Rule]) -> Iterator[str]:
    """Yield the options that are not what they are where nothing is said."""
    for rule in rules:
        default = type(rule)()
        fields = {name: name.replace("-", "_") for name in option_types(type(rule))}
        said = {
            name: plain(getattr(rule, field))
            for name, field in fields.items()
            if getattr(rule, field) != getattr(default, field)
        }
        if said:
            yield f"\n[rules.{rule.name}]"
            yield from _lines(said)


def _links(config: Config) -> tuple[list[str], dict[str, bytes]]:
    """Return what is said of links, in one table, and the lists that it names."""
    lines: list[str] = []
    lists: dict[str, bytes] = {}
    tables = [table.table("links") for table in config.tables]
    disabled = dict.fromkeys(name for table in tables for name in table.strings("disable") or ())
    if disabled:
        lines += ["\n[links]", *_lines({"disable": list(disabled)})]
    for table in tables:
        for section in SECTIONS:
            for entry in table.tables(section):
                lines += [f"\n[[links.{section}]]", *_lines(entry.values)]
        for entry in table.tables("lists"):
            file = table.file.parent / str(entry.values["path"])
            # A list is called as its file is, and two may be called the same.
            name = f"list-{len(lists) + 1}/{Path(file).name}"
            lists[name] = file.read_bytes()
            lines += ["\n[[links.lists]]", *_lines({**entry.values, "path": name})]
    return lines, lists


def _lines(said: Mapping[str, Any]) -> Iterator[str]:
    return (f"{name} = {toml(value)}" for name, value in said.items() if value is not None)
