"""What holds for one file, and where each part of it is said."""

from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import Any

from msgspec import Struct

from newslint.config.load import Config
from newslint.config.options import option_types
from newslint.config.selection import Selection, expanded
from newslint.config.settings import Override, switched_off
from newslint.config.table import Table
from newslint.rules import every_rule
from newslint.schema import Schema


class Origin(Struct, frozen=True):
    """Where something is said.

    A place in a configuration, and there perhaps in an override; the command line; the file that
    is looked at; or, where nothing is said, newslint's own default.
    """

    what: str = "default"
    file: Path | None = None
    line: int | None = None
    override: int | None = None
    """Which of the `[[overrides]]` of its file it is, 1-based."""

    @classmethod
    def of(cls, table: Table, key: str | int | None = None) -> "Origin":
        """Return the place of a key, or of the table itself."""
        place = table.place(key)
        within = table.path[table.path.index(_OVERRIDES) + 1] if _OVERRIDES in table.path else None
        override = within + 1 if isinstance(within, int) else None
        return cls("configuration", table.file, place.line if place else None, override)


DEFAULT = Origin()
COMMAND_LINE = Origin("command line")


class Value(Struct, frozen=True):
    """A value as TOML and JSON can hold it, and where it is said."""

    value: Any
    origin: Origin


class EffectiveRule(Struct, frozen=True):
    """Whether a rule runs, for what reason, and its options."""

    name: str
    group: str
    runs: Value
    options: dict[str, Value]


class Effective(Struct, frozen=True):
    """What holds for one file.

    `schema` is the name of the schema that covers its front matter, None where none does.
    """

    configurations: tuple[Path, ...]
    """The files that it is said in; what comes later counts more."""
    excluded: Value
    settings: tuple[tuple[str, Value], ...]
    """What is said besides rules: the key, as messages write it, and what it says."""
    schema: Value
    rules: tuple[EffectiveRule, ...]


def effective(config: Config, file: Path, own: Schema | None = None) -> Effective:
    """Return what holds for a file, given by its absolute path. Raises `ConfigError`.

    `own` is the schema that the file itself names.
    """
    tables = config.tables
    exceptions = _exceptions(config, file)
    running = {rule.name: rule for rule in config.rules_for(file, own)}
    layers = [table.table("rules") for table in (*tables, *exceptions)]
    reasons = _reasons(config, exceptions, layers)
    return Effective(
        configurations=tuple(table.file for table in tables),
        excluded=Value(config.exclude.match(file), _said(tables, "exclude")),
        settings=tuple(_settings(tables)),
        schema=_schema(config, file, own),
        rules=tuple(
            EffectiveRule(
                name,
                rule.group,
                Value(name in running, reasons[name]),
                {
                    option: Value(plain(getattr(running[name], _field(option))), origin)
                    for option, origin in _options(name, layers).items()
                }
                if name in running
                else {},
            )
            for name, rule in every_rule().items()
        ),
    )


def plain(value: Any) -> Any:
    """Return an option's value as TOML and JSON can hold it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return {**value} if hasattr(value, "keys") else value


_OVERRIDES = "overrides"


def _field(option: str) -> str:
    return option.replace("-", "_")


def _exceptions(config: Config, file: Path) -> list[Table]:
    """Return the tables of the overrides whose files the file is among."""
    entries = [entry for table in config.tables for entry in table.tables(_OVERRIDES)]
    overrides: Sequence[Override] = config.settings.overrides
    pairs = zip(entries, overrides, strict=True)
    return [entry for entry, override in pairs if override.files.match(file)]


def _reasons(
    config: Config, exceptions: Sequence[Table], layers: Sequence[Table]
) -> dict[str, Origin]:
    """Return what decides whether each rule runs."""
    asked = config.narrowed
    reasons = dict.fromkeys(every_rule(), DEFAULT)
    for table in config.tables:
        reasons |= _selected(Selection.said(table), table)
    if asked.select is not None:
        # The command line selects anew: what the configuration said counts no more.
        reasons = dict.fromkeys(every_rule(), COMMAND_LINE)
        layers = layers[len(config.tables) :]
    for table in exceptions:
        said = Selection.said(table)
        reasons |= _selected(said if asked.select is None else Selection(None, said.ignore), table)
    reasons |= {name: _options(name, layers)["severity"] for name in switched_off(layers)}
    return reasons | dict.fromkeys(expanded(asked.ignore), COMMAND_LINE)


def _selected(said: Selection, table: Table) -> dict[str, Origin]:
    selects = said.select is not None
    selected = dict.fromkeys(every_rule(), Origin.of(table, "select")) if selects else {}
    return selected | dict.fromkeys(expanded(said.ignore), Origin.of(table, "ignore"))


def _options(name: str, layers: Sequence[Table]) -> dict[str, Origin]:
    """Return where each option of a rule is said last, the severity first."""
    origins = dict.fromkeys(("severity", *option_types(every_rule()[name])), DEFAULT)
    for layer in layers:
        options = layer.table(name)
        for option in options.values:
            origins[option] = Origin.of(options, option)
    return origins


def _settings(tables: Sequence[Table]) -> Iterator[tuple[str, Value]]:
    """Yield what is said of files, schemas and links; what counts more comes first."""
    for key in ("include", "exclude", "preset"):
        values = [table.values[key] for table in tables if key in table.values]
        if values:
            yield key, Value(values[-1], _said(tables, key))
    for table in reversed(tables):
        for entry in table.tables("schemas"):
            yield "schemas", Value(entry.values, Origin.of(entry))
    for table in tables:
        links = table.table("links")
        for key, value in links.values.items():
            yield f"links.{key}", Value(value, Origin.of(links, key))


def _said(tables: Sequence[Table], key: str) -> Origin:
    """Return where a key is said last."""
    origins = [Origin.of(table, key) for table in tables if key in table.values]
    return origins[-1] if origins else DEFAULT


def _schema(config: Config, file: Path, own: Schema | None) -> Value:
    """Return the name of the schema that covers a file, and what says so."""
    if own is not None:
        return Value(own.name, Origin("file", file))
    covering = config.schema_for(file)
    name = covering.name if covering else None
    entries = [entry for table in reversed(config.tables) for entry in table.tables("schemas")]
    for entry, cover in zip(entries, config.settings.coverages, strict=True):
        if cover.files.match(file):
            return Value(name, Origin.of(entry))
    return Value(name, _said(config.tables, "preset") if covering else DEFAULT)
