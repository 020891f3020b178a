"""Paths in the notation of `.gitignore`."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


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
