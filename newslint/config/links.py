"""What a site adds to what is known about tracking, and what of it is switched off."""

from typing import Any, get_type_hints

from msgspec.structs import fields

from newslint.config.options import checked
from newslint.config.table import Table, did_you_mean
from newslint.tracking import SECTIONS, Catalogue, Entry


def with_links(known: Catalogue, table: Table) -> Catalogue:
    """Return the catalogue as the table `[links]` has it. Raises `ConfigError`."""
    table.allow(("disable", *SECTIONS), "key of `[links]` called")
    own = {
        entry.id: entry
        for section, kind in SECTIONS.items()
        for each in table.tables(section)
        for entry in [_entry(each, section, kind)]
    }
    if own:
        known = known.with_entries(own)
    disabled = table.strings("disable") or ()
    for name in disabled:
        if name not in known.entries:
            hint = did_you_mean(name, known.entries)
            raise table.error("disable", f"nothing known about tracking is called `{name}`{hint}")
    return known.without(disabled) if disabled else known


def _entry(table: Table, section: str, kind: type[Entry]) -> Entry:
    types = get_type_hints(kind)
    table.allow(types, f"field of `[[links.{section}]]` called")
    values: dict[str, Any] = {}
    for name, value in table.values.items():
        try:
            values[name] = checked(value, types[name])
        except TypeError as error:
            raise table.error(name, f"`{name}` must be {error}") from error
    for field in fields(kind):
        if field.required and field.name not in values:
            raise table.error(None, f"`[[links.{section}]]` needs `{field.name}`")
    return kind(**values)
