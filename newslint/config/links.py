"""What a site adds to what is known about tracking, and what of it is switched off."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, get_type_hints

from msgspec.structs import fields, replace

from newslint.config.options import checked
from newslint.config.table import Table, did_you_mean
from newslint.diagnostic import Applicability
from newslint.tracking import SECTIONS, Catalogue, Entry

if TYPE_CHECKING:
    from newslint.tracking.lists import ParameterList
    from newslint.tracking.lists.parameters import Unreadable


def with_links(known: Catalogue, table: Table) -> Catalogue:
    """Return the catalogue as the table `[links]` has it. Raises `ConfigError`."""
    table.allow(("disable", "lists", *SECTIONS), "key of `[links]` called")
    own = {
        entry.id: entry
        for section, kind in SECTIONS.items()
        for each in table.tables(section)
        for entry in [_entry(each, section, kind)]
    }
    if own:
        known = known.with_entries(own)
    if lists := tuple(map(_list, table.tables("lists"))):
        known = replace(known, lists=(*known.lists, *lists))
    disabled = table.strings("disable") or ()
    for name in disabled:
        if name not in known.entries:
            hint = did_you_mean(name, known.entries)
            raise table.error("disable", f"nothing known about tracking is called `{name}`{hint}")
    return known.without(disabled) if disabled else known


def notes(known: Catalogue) -> Iterator[str]:
    """Yield what could not be read of each list, in a sentence."""
    for each in known.lists:
        if each.unreadable:
            count = len(each.unreadable)
            noun = "1 line is" if count == 1 else f"{count} lines are"
            places = ", ".join(map(_place, each.unreadable[:_MOST]))
            rest = f" and {count - _MOST} more" if count > _MOST else ""
            yield f"{each.name}: {noun} left out, for newslint cannot read them: {places}{rest}"


_MOST = 3


def _place(left_out: "Unreadable") -> str:
    reason = f": {left_out.reason}" if left_out.reason else ""
    return f"{left_out.line} (`{left_out.text}`{reason})"


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


def _list(table: Table) -> "ParameterList":
    from newslint.tracking.lists import LIST_FORMATS, ParameterList  # few sites have a list

    table.allow(("path", "format", "fix"), "key of `[[links.lists]]` called")
    path, form = table.string("path"), table.string("format")
    if path is None or form is None or form not in LIST_FORMATS:
        raise table.error(
            None if form is None else "format",
            "`[[links.lists]]` needs the `path` of a file and its `format`,"
            f" one of {' and '.join(f'`{name}`' for name in LIST_FORMATS)}",
        )
    fix = table.string("fix") or "never"
    if fix not in FIXES:
        raise table.error("fix", f"`fix` must be one of {', '.join(f'`{each}`' for each in FIXES)}")
    try:
        return ParameterList.read(table.file.parent / path, form, FIXES[fix])
    except OSError as error:
        raise table.error("path", f"`{path}` cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise table.error("path", f"`{path}` cannot be read: {error}") from error


FIXES = {"never": None, "unsafe": Applicability.UNSAFE, "safe": Applicability.SAFE}
"""What `fix` of a list may say, and how far its parameters are then trusted."""
