"""Paths in the notation of `.gitignore`."""

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from newslint.config.table import Table

if TYPE_CHECKING:
    from newslint.gitignore import Lines


class Patterns(Struct, frozen=True, dict=True):
    """Paths below a folder, in the notation of `.gitignore`."""

    folder: Path
    lines: tuple[str, ...] = ()

    @classmethod
    def said(cls, folder: Path, table: Table, key: str) -> "Patterns | None":
        """Return the patterns in a list, None where the key is absent. Raises `ConfigError`."""
        lines = table.strings(key)
        if lines:
            from newslint import gitignore  # many a configuration has no patterns

            for line in lines:
                if not gitignore.is_pattern(line):
                    raise table.error(key, f"`{line}` is no pattern of paths, such as `old/*.md`")
        return None if lines is None else cls(folder, lines)

    @cached_property
    def _said(self) -> "Lines":
        from newslint import gitignore

        return gitignore.Lines.of(self.lines)

    @cached_property
    def _below(self) -> str:
        """How the paths begin that are below the folder."""
        return os.path.join(self.folder, "")  # noqa: PTH118 - with a separator behind

    def match(self, path: str | Path) -> bool:
        """Whether a file or folder is meant; nothing outside the patterns' folder is."""
        if not self.lines:
            return False
        name = os.fspath(path)
        if not name.startswith(self._below):
            return False
        name = name[len(self._below) :].replace(os.sep, "/")
        return bool(self._said.say(name) or self._said.say(f"{name}/"))
