"""Many files: found, read, looked at or repaired one by one, and reported in order."""

import os
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct

from newslint import engine, files
from newslint.config import Configs
from newslint.document import Document
from newslint.engine import Findings
from newslint.report import FileReport, Located
from newslint.rule import Rule
from newslint.schema import Schema, SchemaError


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
    subject = _subject(path, content, configs)
    findings = engine.lint(subject.document, subject.rules)
    return _report(path, subject, subject.document, findings)


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
    subject = _subject(path, content, configs)
    repair = engine.fix(subject.document, subject.rules, unsafe=unsafe)
    fixed = len(repair.applied)
    report = _report(path, subject, repair.document, repair.findings, fixed=fixed)
    return Outcome(report, subject.document, repair.document)


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
    return FileReport(shown(path), read=False, failure=told, covered=False)


class _Subject(Struct, frozen=True):
    """A document and the rules for it; `failure` says why not all of them are right."""

    document: Document
    rules: tuple[Rule, ...]
    covered: bool
    failure: str = ""


def _subject(path: Path, content: bytes, configs: Configs) -> _Subject:
    place = _absolute(path)
    config = configs.of(place)
    document = Document.parse(path, content)
    failure = ""
    own = None
    try:
        own = _own_schema(document, place)
    except SchemaError as error:
        failure = f"the schema that its `$schema` names cannot be used: {error}"
    covered = own is not None or config.schema_for(place) is not None
    return _Subject(document, config.rules_for(place, own), covered, failure)


def _own_schema(document: Document, place: Path) -> Schema | None:
    """Return the schema that a post names by a path from its folder; a URL names none.

    Raises `SchemaError`.
    """
    if "$schema" not in document.text.content or document.front_matter is None:
        return None
    name = document.front_matter.data.get("$schema")
    if not isinstance(name, str) or not name or "://" in name:
        return None
    return _schema(_absolute(place.parent / name))


@cache
def _schema(file: Path) -> Schema:
    return Schema.read(file)


def _report(
    path: Path, subject: _Subject, document: Document, findings: Findings, *, fixed: int = 0
) -> FileReport:
    bugs = "; ".join(f"the rule {bug.rule} {bug.message}" for bug in findings.failures)
    told = [subject.failure] if subject.failure else []
    if bugs:
        told.append(f"{bugs}. This is a bug of newslint's, please report it")
    return FileReport(
        path=shown(path),
        located=tuple(Located.of(said, document.text) for said in findings.diagnostics),
        failure="; ".join(told) or None,
        fixed=fixed,
        covered=subject.covered,
    )
