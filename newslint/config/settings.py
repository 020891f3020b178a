"""What the tables of a configuration come to, checked: ready rules for a file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from newslint.config import links
from newslint.config.options import FILLED_IN, OFF, configured
from newslint.config.patterns import Patterns
from newslint.config.selection import Selection
from newslint.config.table import ConfigError, Table
from newslint.regex import regex
from newslint.rule import Rule
from newslint.rules import every_rule
from newslint.schema import Schema, SchemaError
from newslint.tracking import BUNDLED, Catalogue

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

# These stand beside the posts of many a site and are none.
_NO_ARTICLE = frozenset(
    (
        *("readme", "changelog", "license", "licence", "contributing", "code_of_conduct"),
        *("security", "authors", "404", "_index"),
    )
)
_FIRST_WORD = regex(r"\w*+")
_NO_ARTICLES_IN = frozenset(
    ("_layouts", "_includes", "layouts", "templates", "archetypes", "scaffolds", ".github")
)
# Jekyll, Eleventy and Zola take the date from such a name.
_DATED = regex(r"\d{4}-\d\d?-\d\d?-.+")


class Override(Struct, frozen=True):
    """What holds for some files only."""

    files: Patterns
    selection: Selection
    options: tuple[Table, ...]


class Coverage(Struct, frozen=True):
    """The schema that covers the front matter of some files; None means that none does."""

    files: Patterns
    schema: Schema | None


class Settings(Struct, frozen=True, dict=True):
    """What a configuration says, or what holds where there is none.

    `now`, with a zone, is the time of the run for rules that compare with it; None if it is of no
    concern.
    """

    selection: Selection = Selection()
    options: tuple[Table, ...] = ()
    coverages: tuple[Coverage, ...] = ()
    preset: Schema | None = None
    catalogue: Catalogue = BUNDLED
    overrides: tuple[Override, ...] = ()
    asked: Selection = Selection()
    """What the command line selects."""
    now: datetime | None = None

    @classmethod
    def of(
        cls, tables: Sequence[Table], root: Path, narrowed: Selection, now: datetime | None
    ) -> "Settings":
        """Return what the tables say, the nearest last, and the command line on top.

        Raises `ConfigError`.
        """
        overrides: list[Override] = []
        coverages: list[Coverage] = []
        selection = Selection()
        preset: Schema | None = None
        catalogue = BUNDLED
        for table in tables:
            table.allow(_KEYS, "key called")
            selection = selection.narrowed(_selection(table))
            preset = _preset(table) or preset
            catalogue = links.with_links(catalogue, table.table("links"))
            # What is said nearer comes first: the first coverage that matches is what counts.
            coverages = [*_coverages(table, root), *coverages]
            overrides += _overrides(table, root)
        return cls(
            selection,
            tuple(_options(table) for table in tables),
            tuple(coverages),
            preset,
            catalogue,
            tuple(overrides),
            narrowed,
            now,
        )

    @cached_property
    def _ready(self) -> dict[tuple[object, ...], tuple[Rule, ...]]:
        return {}

    def schema_for(self, file: Path) -> Schema | None:
        """Return the schema that covers a file's front matter: the first whose files it is among.

        The preset, or the schema of an article if nothing is configured, covers the other posts.
        """
        for cover in self.coverages:
            if cover.files.match(file):
                return cover.schema
        if not _is_post(file):
            return None
        return _article(file) if self.preset is None and not self.coverages else self.preset

    def rules_for(self, file: Path, own: Schema | None = None) -> tuple[Rule, ...]:
        """Return the rules that hold for a file, ready to run. Raises `ConfigError`.

        `own` is the schema that the file itself names; it counts more than those configured.
        """
        overrides = [override for override in self.overrides if override.files.match(file)]
        schema = own or self.schema_for(file)
        key = (schema, *map(id, overrides))
        if key not in self._ready:
            self._ready[key] = self._rules(overrides, schema)
        return self._ready[key]

    def _rules(self, overrides: Sequence[Override], schema: Schema | None) -> tuple[Rule, ...]:
        # What the command line selects, no configuration selects anew; what an override leaves out
        # for its files stays out.
        selection = self.selection.narrowed(self.asked)
        anew = self.asked.select is None
        for override in overrides:
            said = override.selection
            selection = selection.narrowed(said if anew else Selection(None, said.ignore))
        selection = selection.narrowed(Selection(None, self.asked.ignore))
        exceptions = [table for override in overrides for table in override.options]
        options = [*self.options, *exceptions]
        off = switched_off(options if anew else exceptions)
        filled_in = {"schema": schema, "now": self.now, "catalogue": self.catalogue}
        names = (name for name in selection.names() if name not in off)
        return tuple(_rule(name, options, filled_in) for name in names)


def switched_off(options: Iterable[Table]) -> set[str]:
    """Return the rules whose severity, where it is said last, is `off`."""
    said = {
        name: rule["severity"]
        for table in options
        for name, rule in table.values.items()
        if "severity" in rule
    }
    return {name for name, severity in said.items() if severity == OFF}


def _is_post(file: Path) -> bool:
    """Whether a file is likely to be a post, by its name and the folders around it."""
    first = _FIRST_WORD.match(file.name)
    named = first[0].lower() if first else ""
    return named not in _NO_ARTICLE and _NO_ARTICLES_IN.isdisjoint(file.parts[-4:-1])


def _article(file: Path) -> Schema:
    return _dated_article() if _DATED.fullmatch(file.name) else Schema.bundled("article")


@cache
def _dated_article() -> Schema:
    article = Schema.bundled("article")
    required = [key for key in article.contents["required"] if key != "date"]
    return Schema(article.name, {**article.contents, "required": required})


def _rule(name: str, options: Iterable[Table], filled_in: Mapping[str, Any]) -> Rule:
    rule: Rule = every_rule()[name]()
    if fields := FILLED_IN.intersection(rule.__struct_fields__):
        rule = replace(rule, **{field: filled_in[field] for field in fields})
    for table in options:
        if name in table.values:
            rule = configured(rule, table.table(name))
    return rule


def _selection(table: Table) -> Selection:
    selection = Selection.said(table)
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
        files = Patterns.said(root, entry, "files")
        name = entry.values.get("schema")
        if not files or not files.lines:
            raise entry.error(None, '`[[schemas]]` needs `files`, such as `files = ["posts/"]`')
        if name is False:
            yield Coverage(files, None)
        elif isinstance(name, str):
            yield Coverage(files, _named(entry, "schema", name))
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
        files = Patterns.said(root, entry, "files")
        if not files or not files.lines:
            raise entry.error(None, '`[[overrides]]` needs `files`, such as `files = ["old/"]`')
        yield Override(files, _selection(entry), (_options(entry),))
