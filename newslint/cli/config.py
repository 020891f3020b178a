"""`newslint config`: what holds for a file, and where each part of it is said."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newslint import files, runner
from newslint.cli.output import FAILURE, complain
from newslint.config import Config, ConfigError, Configs, Selection, did_you_mean
from newslint.document import Document
from newslint.formats.json import dumps
from newslint.formats.terminal import visible
from newslint.runner.own_schema import own_schema
from newslint.schema import Schema, SchemaError

if TYPE_CHECKING:
    from newslint.config.effective import Effective, EffectiveRule, Origin, Value


@click.group()
def config() -> None:
    """See what holds for a file, and where that is said."""


@config.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("rules", metavar="[RULES]...", nargs=-1)
@click.option("--select", metavar="NAMES", multiple=True, help="As `newslint check` is given it.")
@click.option("--ignore", metavar="NAMES", multiple=True, help="As `newslint check` is given it.")
@click.option(
    "--config",
    "given",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Take this configuration, not the nearest above FILE.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def show(
    *,
    file: Path,
    rules: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    given: Path | None,
    as_json: bool,
) -> None:
    """Show the configuration that holds for FILE, and where each value comes from.

    That is the schema of its front matter, which rules run and why, and all their options; of
    RULES only, if some are named. What is printed under `[rules]` can stand in a configuration.
    """
    from newslint.config.effective import effective

    place = Path(os.path.abspath(file))  # noqa: PTH100 - `Path.absolute` leaves `..` in place
    try:
        narrowed = Selection(_names(select) if select else None, _names(ignore))
        found = Configs(given, narrowed).of(place)
        holding = effective(found, place, _own_schema(place, found))
        wanted = _wanted(holding, rules)
    except (ConfigError, SchemaError) as error:
        complain(str(error))
        sys.exit(FAILURE)
    if as_json:
        click.echo(dumps(_described(place, holding, wanted), indent=2))
        return
    for line in _told(place, holding, wanted):
        click.echo(visible(line))


def _names(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for names in given for name in names.split(",") if name.strip())


def _own_schema(place: Path, config: Config) -> Schema | None:
    """Return the schema that a file itself names, if it is there and names one."""
    if not place.is_file():
        return None
    return own_schema(Document.parse(place, files.read(place)), place, config)


def _wanted(holding: "Effective", names: tuple[str, ...]) -> "list[EffectiveRule]":
    known = [rule.name for rule in holding.rules]
    for name in names:
        if name not in known:
            raise ConfigError(f"there is no rule `{name}`{did_you_mean(name, known)}")
    return [rule for rule in holding.rules if not names or rule.name in names]


def _told(place: Path, holding: "Effective", rules: "list[EffectiveRule]") -> Iterator[str]:
    """Yield the lines that tell a person; what is no comment is TOML."""
    from newslint.site.written import toml

    yield f"# What holds for {runner.shown(place)}"
    nearest, *extended = [runner.shown(file) for file in reversed(holding.configurations)] or [
        "none, so the defaults hold"
    ]
    extending = f", which extends {', '.join(extended)}" if extended else ""
    yield f"# Configuration: {nearest}{extending}"
    if holding.excluded.value:
        yield f"# Left out: `exclude` names it ({_place(holding.excluded.origin)})"
    yield f"# Schema: {_schema(holding.schema)}"
    for key, setting in holding.settings:
        yield f"# {key} = {toml(setting.value)}  ({_place(setting.origin)})"
    running = [rule for rule in rules if rule.runs.value]
    yield f"# Rules: {len(running)} of {len(rules)} run"
    for rule in rules:
        if not rule.runs.value:
            yield f"#   {rule.name} does not: {_why_not(rule.runs.origin)}"
    for rule in running:
        yield ""
        yield f"[rules.{rule.name}]  # runs: {_place(rule.runs.origin)}"
        for name, option in rule.options.items():
            yield f"{name} = {toml(option.value)}  # {_place(option.origin)}"


def _schema(schema: "Value") -> str:
    told = _place(schema.origin)
    if schema.value is None:
        why = "it is no post by its name" if told == "default" else told
        return f"none ({why})"
    return f"{schema.value} ({told})"


def _why_not(origin: "Origin") -> str:
    place = _place(origin)
    return "off by default" if place == "default" else place


def _place(origin: "Origin") -> str:
    """Return an origin in words: a place as editors open it, or what needs no place."""
    if origin.file is None:
        return origin.what
    line = f":{origin.line}" if origin.line else ""
    override = f", override {origin.override}" if origin.override else ""
    return f"{runner.shown(origin.file)}{line}{override}"


def _described(place: Path, holding: "Effective", rules: "list[EffectiveRule]") -> dict[str, Any]:
    """Return what `--json` prints."""
    return {
        "version": 1,
        "path": runner.shown(place),
        "configurations": [runner.shown(file) for file in holding.configurations],
        "excluded": _value(holding.excluded),
        "schema": _value(holding.schema),
        "settings": [{"key": key, **_value(setting)} for key, setting in holding.settings],
        "rules": [
            {
                "name": rule.name,
                "group": rule.group,
                "runs": rule.runs.value,
                "origin": _origin(rule.runs.origin),
                "options": {name: _value(option) for name, option in rule.options.items()},
            }
            for rule in rules
        ],
    }


def _value(value: "Value") -> dict[str, Any]:
    return {"value": value.value, "origin": _origin(value.origin)}


def _origin(origin: "Origin") -> dict[str, Any]:
    file = origin.file and runner.shown(origin.file)
    return {
        "what": origin.what,
        "path": file,
        "line": origin.line,
        "override": origin.override,
    }
