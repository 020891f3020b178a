"""The report of `newslint fix --report`: begun before anything is changed, and whole at the end."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from newslint.config import ConfigError
from newslint.report import FileReport

if TYPE_CHECKING:
    from newslint.fixes import Journal


class Recording:
    """Follows a run and writes down what it changed, if there is a file for that.

    Until it is finished, and for ever where the run is killed, the file is the `journal`.
    """

    def __init__(self, file: Path | None) -> None:
        """Begin the file. Raises `ConfigError` where that cannot be done or there is one."""
        self.journal: Journal | None = None
        self._reported: dict[str, bool] = {}
        if file is not None:
            self.journal = _begun(file)

    def following(self, files: Iterable[FileReport]) -> Iterator[FileReport]:
        """Yield the files, and know which of them were changed."""
        for file in files:
            if self.journal is not None:
                self._reported[file.path] = file.changed
            yield file

    def finish(self) -> None:
        """Put what was changed in place of the journal. Raises `ConfigError`."""
        if self.journal is None:
            return
        from newslint import files, writing
        from newslint.fixes import Fixes, FixesError

        file = self.journal.file
        try:
            fixes = Fixes.read(file).made(self._reported)
            writing.write(file, fixes.encode(), was=files.read(file))
        except (OSError, FixesError) as error:
            why = getattr(error, "strerror", None) or error
            told = f"it stays as unfinished as it is: {why}"
            raise ConfigError(f"{file}: {told}") from error


def _begun(file: Path) -> "Journal":
    from newslint.fixes import Journal

    try:
        # Before anything is changed, for then it is too late to find that this cannot be done.
        return Journal.begun(file)
    except FileExistsError as error:
        told = "this file is there already, and it may be needed to undo a fix; name another one"
        raise ConfigError(f"{file}: {told}") from error
    except OSError as error:
        raise ConfigError(f"{file}: it cannot be written: {error.strerror or error}") from error
