"""What newslint has to say about many files."""

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from newslint.diagnostic import Applicability, Diagnostic, Severity
from newslint.text import Text


class FileReport(Struct, frozen=True):
    """What newslint has to say about one file.

    `path` is relative to the working directory, with `/`, where the file is below it, else
    absolute. `text` is None, and `diagnostics` are none, where the file could not be read;
    `diagnostics` are in the order of their spans. `failure` says why newslint could not do all of
    its job, `fixed` how many problems it repaired, `covered` whether a schema covers the front
    matter.
    """

    path: str
    text: Text | None
    diagnostics: tuple[Diagnostic, ...] = ()
    failure: str | None = None
    fixed: int = 0
    covered: bool = True


class Report(Struct, frozen=True):
    """What newslint has to say about all files of a run, in the order of their paths."""

    files: tuple[FileReport, ...]

    @property
    def diagnostics(self) -> Iterator[Diagnostic]:
        """All diagnostics, file by file."""
        return (said for file in self.files for said in file.diagnostics)

    @property
    def failures(self) -> tuple[FileReport, ...]:
        """The files on which newslint failed."""
        return tuple(file for file in self.files if file.failure is not None)

    @property
    def checked(self) -> int:
        """How many files were read."""
        return sum(file.text is not None for file in self.files)

    @property
    def problems(self) -> int:
        """How many problems there are."""
        return sum(len(file.diagnostics) for file in self.files)

    @property
    def fixed(self) -> int:
        """How many problems were repaired."""
        return sum(file.fixed for file in self.files)

    @property
    def fixable(self) -> int:
        """How many problems have a safe fix."""
        return self._with_fix(Applicability.SAFE)

    @property
    def fixable_unsafe(self) -> int:
        """How many problems have an unsafe fix."""
        return self._with_fix(Applicability.UNSAFE)

    @property
    def severities(self) -> Counter[Severity]:
        """How many problems there are of each severity."""
        return Counter(said.severity for said in self.diagnostics)

    def _with_fix(self, applicability: Applicability) -> int:
        fixes = (said.fix for said in self.diagnostics if said.fix)
        return sum(fix.applicability is applicability for fix in fixes)
