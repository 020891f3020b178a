"""How far a run has come, for those who watch it on a terminal."""

import sys
import time
from collections.abc import Iterator

from newslint.report import FileReport

_PATIENCE = 1.0  # seconds; a run that is over sooner shows nothing
_EVERY = 0.1  # seconds
_ERASE = "\r\x1b[K"


class Progress:
    """Says on standard error how many files were looked at, if somebody may see it."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._due = time.monotonic() + _PATIENCE
        self._seen = sys.stderr.isatty()
        self._stands_there = False

    def step(self) -> None:
        """Count a file."""
        self._done += 1
        if self._seen and time.monotonic() >= self._due:
            self._due = time.monotonic() + _EVERY
            self._show()

    def aside(self, files: Iterator[FileReport]) -> Iterator[FileReport]:
        """Yield the files, the counter out of the way while each is told of, and at the end."""
        try:
            for file in files:
                stood_there = self._stands_there
                if file.located or file.failure or file.patch:
                    self._clear()
                yield file
                if stood_there and self._done < self._total:
                    self._show()
        finally:
            self._clear()

    def _show(self) -> None:
        self._stands_there = True
        self._write(f"{_ERASE}{self._done:,} of {self._total:,} files")

    def _clear(self) -> None:
        if self._stands_there:
            self._stands_there = False
            self._write(_ERASE)

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
