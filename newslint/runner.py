"""Many files: found, read, looked at or repaired one by one, and reported in order."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from newslint import engine, files
from newslint.config import Config, Configs
from newslint.document import Document
from newslint.engine import Findings
from newslint.report import FileReport


class Outcome(Struct, frozen=True):
    """What became of one file: its report, and its document before and after.

    Both are None where it could not be read, and the same where nothing was repaired.
    """

    report: FileReport
    before: Document | None = None
    after: Document | None = None

    @property
    def is_changed(self) -> bool:
        """Whether anything was repaired."""
        return self.before is not self.after

    def content_or(self, unchanged: bytes) -> bytes:
        """Return the bytes of the file now: those it had where nothing was repaired."""
        return self.after.encode() if self.after and self.is_changed else unchanged


def check(paths: Sequence[Path], configs: Configs) -> Iterator[FileReport]:
    """Yield what newslint says of each file below the paths. Raises `ConfigError`."""
    files_found, failed = find(paths, configs)
    yield from failed
    for path in files_found:
        try:
            content = files.read(path)
        except OSError as error:
            yield _failure(path, _reason(error))
        else:
            yield check_text(path, content, configs)


def check_text(path: Path, content: bytes, configs: Configs) -> FileReport:
    """Return what newslint says of a file with this content. Raises `ConfigError`."""
    place = _absolute(path)
    config = configs.of(place)
    document = Document.parse(path, content)
    findings = engine.lint(document, config.rules_for(place))
    return _report(path, document, findings, covered=_covered(path, config))


def fix(paths: Sequence[Path], configs: Configs, *, unsafe: bool, write: bool) -> Iterator[Outcome]:
    """Yield what became of each file below the paths; nothing is written unless `write`.

    Raises `ConfigError`.
    """
    files_found, failed = find(paths, configs)
    yield from map(Outcome, failed)
    for path in files_found:
        try:
            content = files.read(path)
            outcome = fix_text(path, content, configs, unsafe=unsafe)
            if write and outcome.is_changed:
                files.write(path, outcome.content_or(content), was=content)
        except OSError as error:
            yield Outcome(_failure(path, _reason(error)))
        else:
            yield outcome


def fix_text(path: Path, content: bytes, configs: Configs, *, unsafe: bool) -> Outcome:
    """Return what becomes of a file with this content; nothing is written.

    Raises `ConfigError`.
    """
    place = _absolute(path)
    config = configs.of(place)
    document = Document.parse(path, content)
    repair = engine.fix(document, config.rules_for(place), unsafe=unsafe)
    report = _report(
        path,
        repair.document,
        repair.findings,
        covered=_covered(path, config),
        fixed=len(repair.applied),
    )
    return Outcome(report, document, repair.document)


def find(paths: Sequence[Path], configs: Configs) -> tuple[list[Path], list[FileReport]]:
    """Return the absolute paths of the files to look at, and a report for each that leads to none.

    Raises `ConfigError`.
    """

    def wanted(path: Path) -> bool:
        return path.suffix.lower() in files.SUFFIXES or configs.of(path).include.match(path)

    def excluded(path: Path) -> bool:
        return configs.of(path).exclude.match(path)

    found: set[Path] = set()
    failed = []
    for path in map(_absolute, paths):
        try:
            path.stat()
        except OSError as error:
            failed.append(_failure(path, _reason(error)))
            continue
        below = files.find(path, wanted=wanted, excluded=excluded)
        failed += [_failure(folder, _reason(error)) for folder, error in below.unlisted]
        if path.is_dir() and not (below.files or below.unlisted):
            failed.append(_failure(path, "there is no Markdown or HTML file in this folder"))
        found.update(below.files)
    return sorted(found), failed


def shown(path: Path) -> str:
    """Return a path as reports show it: relative where it is below the working directory."""
    absolute = _absolute(path)
    folder = Path.cwd()
    short = absolute.relative_to(folder) if absolute.is_relative_to(folder) else absolute
    # Names are bytes; what they say does not depend on the locale.
    return os.fsencode(short.as_posix()).decode(errors="surrogateescape")


def _absolute(path: Path) -> Path:
    """Return a path from the root on, without `..`: what is above it decides its configuration."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - `Path.absolute` leaves `..` in place


def _reason(error: OSError) -> str:
    """Return what the operating system said, without its number and the path."""
    return (error.strerror or str(error)).lower()


def _failure(path: Path, told: str) -> FileReport:
    return FileReport(shown(path), None, (), told, 0, covered=False)


def _report(
    path: Path, document: Document, findings: Findings, *, covered: bool, fixed: int = 0
) -> FileReport:
    bugs = "; ".join(f"the rule {bug.rule} {bug.message}" for bug in findings.failures)
    return FileReport(
        path=shown(path),
        text=document.text,
        diagnostics=findings.diagnostics,
        failure=f"{bugs}. This is a bug of newslint's, please report it" if bugs else None,
        fixed=fixed,
        covered=covered,
    )


def _covered(path: Path, config: Config) -> bool:
    return config.schema_for(_absolute(path)) is not None
