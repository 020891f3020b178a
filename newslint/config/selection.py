"""Ready rules for a file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from newslint.config.options import FILLED_IN, configured
from newslint.config.table import ConfigError, Table, did_you_mean
from newslint.rule import Rule
from newslint.rules import every_rule
from newslint.schema import Schema
from newslint.tracking import BUNDLED, Catalogue

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# These stand beside the posts of many a site and are none.
_NO_ARTICLE = re.compile(
    r"(readme|changelog|licen[cs]e|contributing|code_of_conduct|security|authors|404|_index)\b.*",
    re.IGNORECASE,
)
_NO_ARTICLES_IN = frozenset(
    ("_layouts", "_includes", "layouts", "templates", "archetypes", "scaffolds", ".github")
)
# Jekyll, Eleventy and Zola take the date from such a name.
_DATED = re.compile(r"\d{4}-\d\d?-\d\d?-.+")


class Patterns(Struct, frozen=True, dict=True):
    """Paths below a folder, in the notation of `.gitignore`."""

    folder: Path
    lines: tuple[str, ...] = ()

    @cached_property
    def _spec(self) -> "GitIgnoreSpec":
        from pathspec import GitIgnoreSpec

        return GitIgnoreSpec.from_lines(self.lines)

    def match(self, path: Path) -> bool:
        """Whether a file or folder is meant; nothing outside the patterns' folder is."""
        if not self.lines or not path.is_relative_to(self.folder):
            return False
        name = path.relative_to(self.folder).as_posix()
        return self._spec.match_file(name) or self._spec.match_file(f"{name}/")


class Selection(Struct, frozen=True):
    """Which rules run: those named by `select`, or the default ones, without those of `ignore`.

    Both hold names of rules and of groups.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()

    def names(self) -> list[str]:
        """Return the selected rules' names, in order. Raises `ConfigError` for an unknown one."""
        rules = every_rule()
        if self.select is None:
            wanted = {name for name, rule in rules.items() if rule.default}
        else:
            wanted = _expanded(self.select)
        return [name for name in rules if name in wanted - _expanded(self.ignore)]

    def narrowed(self, other: "Selection") -> "Selection":
        """Return this selection with what `other` says on top."""
        select = self.select if other.select is None else other.select
        kept = () if other.select is not None else self.ignore
        return Selection(select, (*kept, *other.ignore))


def _expanded(names: Iterable[str]) -> set[str]:
    rules = every_rule()
    groups = {rule.group for rule in rules.values()}
    expanded = set()
    for name in names:
        if name not in rules and name not in groups:
            known = [*rules, *groups]
            raise ConfigError(f"there is no rule or group `{name}`{did_you_mean(name, known)}")
        expanded |= {rule.name for rule in rules.values() if name in (rule.name, rule.group)}
    return expanded


class Override(Struct, frozen=True):
    """What holds for some files only."""

    files: Patterns
    selection: Selection
    options: tuple[Table, ...]


class Coverage(Struct, frozen=True):
    """The schema that covers the front matter of some files; None means that none does."""

    files: Patterns
    schema: Schema | None


class Config(Struct, frozen=True, dict=True):
    """What a configuration file says, or what holds where there is none.

    `now`, with a zone, is the time of the run for rules that compare with it; None if it is of no
    concern.
    """

    root: Path
    file: Path | None = None
    selection: Selection = Selection()
    options: tuple[Table, ...] = ()
    include: Patterns = Patterns(Path())
    exclude: Patterns = Patterns(Path())
    coverages: tuple[Coverage, ...] = ()
    preset: Schema | None = None
    catalogue: Catalogue = BUNDLED
    overrides: tuple[Override, ...] = ()
    now: datetime | None = None

    @cached_property
    def _ready(self) -> dict[tuple[object, ...], tuple[Rule, ...]]:
        return {}

    def narrowed(self, selection: Selection) -> "Config":
        """Return this configuration with another selection on top, as the command line gives."""
        return replace(self, selection=self.selection.narrowed(selection))

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
        selection = self.selection
        options = [*self.options]
        for override in overrides:
            selection = selection.narrowed(override.selection)
            options += override.options
        filled_in = {"schema": schema, "now": self.now, "catalogue": self.catalogue}
        return tuple(_rule(name, options, filled_in) for name in selection.names())


def _is_post(file: Path) -> bool:
    """Whether a file is likely to be a post, by its name and the folders around it."""
    return not _NO_ARTICLE.fullmatch(file.name) and _NO_ARTICLES_IN.isdisjoint(file.parts[-4:-1])


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
