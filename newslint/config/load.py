"""From `newslint.toml` to a configuration, and which file is the nearest."""

import os
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from newslint.config import links
from newslint.config.options import configured
from newslint.config.selection import Config, Coverage, Override, Patterns, Selection
from newslint.config.table import ConfigError, Table
from newslint.rules import every_rule
from newslint.schema import Schema, SchemaError
from newslint.tracking import BUNDLED

_NAMES = {".newslint.toml": (), "newslint.toml": (), "pyproject.toml": ("tool", "newslint")}
_KEYS = (
    "extend",
    "select",
    "ignore",
    "include",
    "exclude",
    "preset",
    "schemas",
    "links",
    "rules",
    "overrides",
)


class Configs:
    """The configuration of each file: the nearest above it, or one that is given for all."""

    def __init__(
        self,
        given: Path | None = None,
        selection: Selection | None = None,
        now: datetime | None = None,
    ) -> None:
        """Take what the command line says. Raises `ConfigError` for what it names wrongly."""
        self._selection = selection or Selection()
        self._selection.names()
        self._now = now
        self._given = self._narrowed(load(given)) if given else None
        self._by_folder: dict[Path, Config] = {}

    def of(self, path: Path) -> Config:
        """Return the configuration that holds for an absolute path. Raises `ConfigError`."""
        return self._given or self._in(path.parent)

    @property
    def notes(self) -> list[str]:
        """What is to be said about the configurations used so far, though they hold."""
        used = [self._given] if self._given else self._by_folder.values()
        return list(
            dict.fromkeys(note for config in used for note in links.notes(config.catalogue))
        )

    def _in(self, folder: Path) -> Config:
        if folder not in self._by_folder:
            self._by_folder[folder] = self._found(folder)
        return self._by_folder[folder]

    def _found(self, folder: Path) -> Config:
        for name, path in _NAMES.items():
            file = folder / name
            if file.is_file() and Table.read(file, path) is not None:
                return self._narrowed(load(file))
        if folder.parent == folder:
            return self._narrowed(Config(folder))
        return self._in(folder.parent)

    def _narrowed(self, config: Config) -> Config:
        return replace(config.narrowed(self._selection), now=self._now)


def load(file: Path) -> Config:
    """Return what a configuration file says. Raises `ConfigError`."""
    file = Path(os.path.abspath(file))  # noqa: PTH100 - its folder counts, not where a link leads
    tables = list(_with_extended(file, ()))
    root = file.parent
    overrides: list[Override] = []
    coverages: list[Coverage] = []
    selection = Selection()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    preset: Schema | None = None
    catalogue = BUNDLED
    for table in tables:
        table.allow(_KEYS, "key called")
        selection = selection.narrowed(_selection(table))
        include = table.strings("include") or include
        exclude = table.strings("exclude") or exclude
        preset = _preset(table) or preset
        catalogue = links.with_links(catalogue, table.table("links"))
        # What is said nearer comes first: the first coverage that matches is the one that counts.
        coverages = [*_coverages(table, root), *coverages]
        overrides += _overrides(table, root)
    return Config(
        root,
        file,
        selection,
        options=tuple(_options(table) for table in tables),
        include=Patterns(root, include),
        exclude=Patterns(root, exclude),
        coverages=tuple(coverages),
        preset=preset,
        catalogue=catalogue,
        overrides=tuple(overrides),
    )


def _with_extended(file: Path, seen: tuple[Path, ...]) -> Iterator[Table]:
    """Yield the table of a file after those of the files that it extends."""
    table = Table.read(file, _NAMES.get(file.name, ()))
    if table is None:
        raise ConfigError(f"{file}: there is no table `[tool.newslint]`")
    if extended := table.string("extend"):
        base = (file.parent / extended).resolve()
        if base in (*seen, file):
            raise table.error("extend", f"`{extended}` leads back to this file")
        yield from _with_extended(base, (*seen, file))
    yield table


def _selection(table: Table) -> Selection:
    selection = Selection(table.strings("select"), table.strings("ignore") or ())
    for key in ("select", "ignore"):
        try:
            Selection(table.strings(key)).names()
        except ConfigError as error:
            raise table.error(key, str(error)) from error
    return selection


def _options(table: Table) -> Table:
    options = table.table("rules")
    options.allow(every_rule(), "rule called")
    for name in options.values:
        configured(every_rule()[name](), options.table(name))
    return options


def _coverages(table: Table, root: Path) -> Iterator[Coverage]:
    for entry in table.tables("schemas"):
        entry.allow(("files", "schema"), "key of `[[schemas]]` called")
        files = entry.strings("files")
        name = entry.values.get("schema")
        if not files:
            raise entry.error(None, '`[[schemas]]` needs `files`, such as `files = ["posts/"]`')
        if name is False:
            yield Coverage(Patterns(root, files), None)
        elif isinstance(name, str):
            yield Coverage(Patterns(root, files), _named(entry, "schema", name))
        else:
            raise entry.error("schema", "`schema` must name a schema or a file, or be false")


def _preset(table: Table) -> Schema | None:
    name = table.string("preset")
    return None if name is None else _named(table, "preset", "article" if name == "news" else name)


def _named(table: Table, key: str, name: str) -> Schema:
    try:
        return _schema(table.file.parent, name)
    except SchemaError as error:
        raise table.error(key, str(error)) from error


@cache
def _schema(folder: Path, name: str) -> Schema:
    if "/" in name or name.endswith(".json"):
        return Schema.read(folder / name)
    return Schema.bundled(name)


def _overrides(table: Table, root: Path) -> Iterator[Override]:
    for entry in table.tables("overrides"):
        entry.allow(("files", "select", "ignore", "rules"), "key of `[[overrides]]` called")
        files = entry.strings("files")
        if not files:
            raise entry.error(None, '`[[overrides]]` needs `files`, such as `files = ["old/"]`')
        yield Override(Patterns(root, files), _selection(entry), (_options(entry),))
