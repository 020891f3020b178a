"""A table of a configuration file: its values, checked on reading, and where each is written."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from newslint.text import Position, Text

if TYPE_CHECKING:
    from newslint.front_matter import FrontMatter


class ConfigError(Exception):
    """The configuration is wrong: where, what, and what to write instead."""


class Table(Struct, frozen=True):
    """Values by key; `path` leads to the table from the root of its `file`."""

    file: Path
    content: str
    path: tuple[str | int, ...]
    values: Mapping[str, Any]

    @classmethod
    def read(cls, file: Path, path: tuple[str, ...] = ()) -> "Table | None":
        """Return the table at `path` in a TOML file, None where the file has none.

        Raises `ConfigError` for a file that cannot be read or is not TOML.
        """
        from newslint import toml_values  # where there is no configuration, nothing is to be read

        try:
            content = file.read_text(encoding="utf-8")
            values: Any = toml_values.loads(content)
        except OSError as error:
            raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error
        except ValueError as error:
            raise ConfigError(f"{file}: {error}") from error
        for key in path:
            values = values.get(key)
            if not isinstance(values, dict):
                return None
        return cls(file, content, path, values)

    def error(self, key: str | int | None, told: str) -> ConfigError:
        """Return what to raise about a key of this table, or about the table itself."""
        place = self.place(key)
        at = f":{place.line}:{place.column}" if place else ""
        return ConfigError(f"{self.file}{at}: {told}")

    def place(self, key: str | int | None = None) -> Position | None:
        """Return where a key of this table, or the table itself, is written in its file.

        None where that cannot be told.
        """
        return _place(self.content, self.path if key is None else (*self.path, key))

    def allow(self, known: Iterable[str], what: str) -> None:
        """Raise `ConfigError` for the first key that is none of the `known` ones."""
        known = sorted(known)
        for key in self.values:
            if key not in known:
                raise self.error(key, f"there is no {what} `{key}`{did_you_mean(key, known)}")

    def strings(self, key: str) -> tuple[str, ...] | None:
        """Return a list of strings, None where the key is absent. Raises `ConfigError`."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(key, f'`{key}` must be a list of text, such as `{key} = ["…"]`')
        return tuple(value)

    def string_or_strings(self, key: str) -> tuple[str, ...]:
        """Return a string or several, none where the key is absent. Raises `ConfigError`."""
        if isinstance(self.values.get(key), list):
            return self.strings(key) or ()
        value = self.string(key)
        return () if value is None else (value,)

    def string(self, key: str) -> str | None:
        """Return a string, None where the key is absent. Raises `ConfigError`."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, str):
            raise self.error(key, f"`{key}` must be text")
        return value

    def table(self, key: str) -> "Table":
        """Return the table below a key, an empty one where it is absent. Raises `ConfigError`."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, f"`{key}` must be a table")
        return Table(self.file, self.content, (*self.path, key), value)

    def tables(self, key: str) -> "Iterator[Table]":
        """Yield the tables of a list, `[[key]]`. Raises `ConfigError`."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.error(key, f"`{key}` must be written as `[[{key}]]`")
        for index, item in enumerate(value):
            yield Table(self.file, self.content, (*self.path, key, index), item)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean …?` where one of the known words is close, else nothing."""
    import difflib

    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean `{close[0]}`?" if close else ""


def _place(content: str, path: tuple[str | int, ...]) -> Position | None:
    """Return where a key of a TOML file is written, None where that cannot be told."""
    found = _parsed(content)
    if found is None or not path:
        return None
    try:
        span = found.key_span(path) if isinstance(path[-1], str) else found.value_span(path)
    except (KeyError, IndexError):
        return None
    place = Text(found.content_of_file).position(span.start)
    return Position(place.line - 1, place.column)


@lru_cache(maxsize=8)
def _parsed(content: str) -> "FrontMatter | None":
    """Return a TOML file as if it were the front matter of a post, whose spans are known."""
    from newslint import front_matter  # few configurations are wrong

    fenced = f"+++\n{content}\n+++\n"
    return front_matter.parse(fenced, fenced)
