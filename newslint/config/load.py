"""From `newslint.toml` to a configuration, and which file is the nearest."""

import os
from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from newslint.config.extending import NAMES, with_extended
from newslint.config.patterns import Patterns
from newslint.config.selection import Selection
from newslint.config.table import Table

if TYPE_CHECKING:
    from newslint.config.settings import Settings
    from newslint.rule import Rule
    from newslint.schema import Schema


class Config(Struct, frozen=True, dict=True):
    """A configuration file, or what holds where there is none.

    Which files it is about is known at once; its `settings` are checked when first asked for,
    since a run that has nothing to look at has no use for rules and schemas.
    """

    root: Path
    file: Path | None = None
    include: Patterns = Patterns(Path())
    exclude: Patterns = Patterns(Path())
    tables: tuple[Table, ...] = ()
    """What the file says, after what the files say that it extends."""
    narrowed: Selection = Selection()
    """What the command line selects on top."""
    now: datetime | None = None

    @cached_property
    def settings(self) -> "Settings":
        """What it says. Raises `ConfigError`."""
        from newslint.config.settings import Settings

        return Settings.of(self.tables, self.root, self.narrowed, self.now)

    def schema_for(self, file: Path) -> "Schema | None":
        """Return the schema that covers a file's front matter. Raises `ConfigError`."""
        return self.settings.schema_for(file)

    def rules_for(self, file: Path, own: "Schema | None" = None) -> "tuple[Rule, ...]":
        """Return the rules that hold for a file, ready to run. Raises `ConfigError`.

        `own` is the schema that the file itself names; it counts more than those configured.
        """
        return self.settings.rules_for(file, own)

    @property
    def inputs(self) -> Iterator[Path]:
        """The files that it is made of: itself, what it extends, schemas and lists."""
        for table in self.tables:
            yield table.file
            for name in _named_files(table.values):
                yield table.file.parent / name


def _named_files(values: Any) -> Iterator[str]:
    names = [values.get("preset"), *(_each(values, "schemas", "schema"))]
    names += _each(values.get("links"), "lists", "path")
    return (name for name in names if isinstance(name, str))


def _each(values: Any, key: str, name: str) -> Iterator[Any]:
    """Yield what is called `name` in each of the tables under a key, if it is such a list."""
    tables = values.get(key) if isinstance(values, dict) else None
    if isinstance(tables, list):
        yield from (table.get(name) for table in tables if isinstance(table, dict))


class Configs:
    """The configuration of each file: the nearest above it, or one that is given for all."""

    def __init__(
        self,
        given: Path | None = None,
        selection: Selection | None = None,
        now: datetime | None = None,
    ) -> None:
        """Take what the command line says. Raises `ConfigError` for what it names wrongly."""
        self.selection = selection or Selection()
        if self.selection != Selection():
            self.selection.names()
        self.now = now
        self._given = self._narrowed(load(given)) if given else None
        self._by_folder: dict[str, Config] = {}

    def of(self, path: str | Path) -> Config:
        """Return the configuration that holds for an absolute path. Raises `ConfigError`."""
        return self.within(os.path.dirname(path))  # noqa: PTH120 - no `Path` for each file

    def within(self, folder: str | Path) -> Config:
        """Return the configuration of what is in an absolute folder. Raises `ConfigError`."""
        return self._given or self._in(os.fspath(folder))

    @property
    def used(self) -> list[Config]:
        """The configurations that were asked for so far, each once."""
        configs = [self._given] if self._given else self._by_folder.values()
        return list({config.file: config for config in configs}.values())

    @property
    def notes(self) -> list[str]:
        """What is to be said about the configurations used so far, though they hold."""
        settings = [config.settings for config in self.used if "settings" in vars(config)]
        if not settings:
            return []
        from newslint.config.links import notes

        return list(dict.fromkeys(note for each in settings for note in notes(each.catalogue)))

    def _in(self, name: str) -> Config:
        if name not in self._by_folder:
            self._by_folder[name] = self._found(Path(name))
        return self._by_folder[name]

    def _found(self, folder: Path) -> Config:
        for name, path in NAMES.items():
            file = folder / name
            if file.is_file() and Table.read(file, path) is not None:
                return self._narrowed(load(file))
        if folder.parent == folder:
            return self._narrowed(Config(folder))
        return self._in(str(folder.parent))

    def _narrowed(self, config: Config) -> Config:
        return replace(config, narrowed=self.selection, now=self.now)


def load(file: Path) -> Config:
    """Return the configuration in a file. Raises `ConfigError`."""
    file = Path(os.path.abspath(file))  # noqa: PTH100 - its folder counts, not where a link leads
    tables = with_extended(file)
    root = file.parent
    include = exclude = Patterns(root)
    for table in tables:
        include = Patterns.said(root, table, "include") or include
        exclude = Patterns.said(root, table, "exclude") or exclude
    return Config(root, file, include, exclude, tables)
