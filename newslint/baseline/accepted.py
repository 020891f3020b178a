"""The accepted problems of a site, and the file in which they are written."""

import json
import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field

from newslint.baseline.entry import Entry
from newslint.config import ConfigError
from newslint.text import Text

NAME = ".newslint-baseline.json"
"""What a baseline is called unless it gets another name."""

_VERSION = 1
_REMEDY = "go back to an older state of the file, or write it anew with `newslint baseline`"


class BaselineError(ConfigError):
    """A baseline cannot be used: where, why, and what to do."""


class Baseline(Struct, frozen=True, dict=True):
    """The accepted problems of files, by their paths from the `folder` of the baseline."""

    folder: Path
    files: Mapping[str, list[Entry]] = field(default_factory=dict)

    @classmethod
    def of(cls, file: Path) -> "Baseline":
        """Return the empty baseline that can be written to a file."""
        return cls(Path(os.path.abspath(file)).parent)  # noqa: PTH100 - not where a link leads

    @classmethod
    def read(cls, file: Path) -> "Baseline":
        """Return the baseline in a file. Raises `BaselineError`."""
        try:
            if file.exists() and not (file.is_file() or file.is_dir()):
                # Such a thing may never come to an end.
                raise BaselineError(f"{file}: this is a pipe or a device, not a file")
            content = file.read_text(encoding="utf-8-sig")
        except FileNotFoundError as error:
            told = "there is no such file; `newslint baseline` writes one"
            raise BaselineError(f"{file}: {told}") from error
        except OSError as error:
            raise BaselineError(f"{file}: {(error.strerror or str(error)).lower()}") from error
        except UnicodeDecodeError as error:
            raise BaselineError(f"{file}: this is not UTF-8; {_REMEDY}") from error
        written = _written(file, content)
        if written.version != _VERSION:
            told = f"this is version {written.version} of a baseline, and newslint knows {_VERSION}"
            raise BaselineError(f"{file}: {told}; take the newslint that wrote it")
        return cls(cls.of(file).folder, written.files)

    def __len__(self) -> int:
        return sum(map(len, self.files.values()))

    def encode(self) -> bytes:
        """Return the content of the file: JSON with one entry a line, grouped by file, sorted.

        The same problems make the same bytes.
        """
        groups = []
        for name, entries in sorted(self.files.items()):
            lines = ",\n".join(f"      {_object(entry)}" for entry in sorted(set(entries)))
            if lines:
                groups.append(f"\n    {_string(name)}: [\n{lines}\n    ]")
        inside = f"{','.join(groups)}\n  " if groups else ""
        text = f'{{\n  "version": {_VERSION},\n  "files": {{{inside}}}\n}}\n'
        # All that UTF-8 cannot write are the bytes of a file's name that are no text.
        return text.encode(errors="backslashreplace")

    def name(self, path: str) -> str:
        """Return how the path of a report is written here."""
        if self._is_here and not path.startswith("/"):
            return path
        return os.path.relpath(path, self.folder).replace(os.sep, "/")

    @cached_property
    def _is_here(self) -> bool:
        return self.folder == Path.cwd()

    @cached_property
    def gone(self) -> list[str]:
        """The files that are no longer there, in order."""
        return [name for name in sorted(self.files) if not os.path.lexists(self.folder / name)]


class _Written(Struct, forbid_unknown_fields=True):
    version: int
    files: dict[str, list[Entry]]


def _written(file: Path, content: str) -> _Written:
    try:
        # The decoder of msgspec takes no names that are not text.
        return msgspec.convert(json.loads(content), _Written)
    except json.JSONDecodeError as error:
        line = content.split("\n")[error.lineno - 1]
        if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
            told = "two states of it wait to be merged; keep the entries that are in both"
        else:
            told = f"this is not JSON; {_REMEDY}"
        raise BaselineError(f"{file}:{error.lineno}: {told}") from error
    except (ValueError, RecursionError) as error:
        # Not what was asked for, or more than Python reads: thousands of digits, or of levels.
        line_number = _wrong_line(content)
        told = f"this is not what a baseline holds; {_REMEDY}"
        raise BaselineError(f"{file}:{line_number}: {told}") from error


def _wrong_line(content: str) -> int:
    """Return the line of the first thing that has no place in a baseline."""
    from newslint import front_matter  # it knows where in JSON things are written

    found = front_matter.parse(content, content)
    if found is None or found.root is None:
        return 1
    path = _wrong_place(found.data)
    span = found.value_span(path) if path else found.span
    return Text(content).position(span.start).line if span else 1


def _wrong_place(values: Mapping[str, Any]) -> tuple[str | int, ...]:
    """Return the path to what is wrong, empty where something is missing."""
    for key in values:
        if key not in _Written.__struct_fields__:
            return (key,)
    if not isinstance(values.get("version", 0), int):
        return ("version",)
    files = values.get("files", {})
    if not isinstance(files, dict):
        return ("files",)
    for name, entries in files.items():
        if not isinstance(entries, list):
            return ("files", name)
        for number, entry in enumerate(entries):
            try:
                msgspec.convert(entry, Entry)
            except msgspec.ValidationError:
                return ("files", name, number)
    return ()


def _object(entry: Entry) -> str:
    rule, text, digest = map(_string, (entry.rule, entry.text, entry.digest))
    more = f', "ordinal": {entry.ordinal}' if entry.ordinal > 1 else ""
    return f'{{"rule": {rule}, "text": {text}, "digest": {digest}{more}}}'


_string = json.JSONEncoder(ensure_ascii=False).encode
