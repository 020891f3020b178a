"""Paths in the notation of `.gitignore`."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from newslint.config.table import Table

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


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
    def _spec(self) -> "GitIgnoreSpec":
        from newslint import gitignore

        return gitignore.patterns(self.lines)

    def match(self, path: Path) -> bool:
        """Whether a file or folder is meant; nothing outside the patterns' folder is."""
        if not self.lines or not path.is_relative_to(self.folder):
            return False
        name = path.relative_to(self.folder).as_posix()
        return self._spec.match_file(name) or self._spec.match_file(f"{name}/")
