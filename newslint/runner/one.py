"""One file: read, looked at or repaired, and what is to be reported of it."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from newslint import dates, engine, files
from newslint.cache import digest
from newslint.config import Configs
from newslint.document import Document
from newslint.engine import Findings, Repair
from newslint.patch import patch
from newslint.paths import shown, unreadable
from newslint.report import Change, FileReport, Located, Repaired
from newslint.rule import Rule
from newslint.rules import every_rule
from newslint.schema import Schema, SchemaError

_OUR_BUG = "This is a bug of newslint's, please report it"


class Check(Struct, frozen=True):
    """The task of looking at a file; what is said is to be `remembered`, or not."""

    configs: Configs
    remembered: bool = False

    def __call__(self, path: Path) -> FileReport:
        """Return what newslint says of the file at an absolute path. Raises `ConfigError`."""
        try:
            content = files.read(path)
            report = check(path, content, self.configs)
        except OSError as error:
            return unreadable(path, error)
        return replace(report, digest=digest(content)) if self.remembered else report


class Fix(Struct, frozen=True):
    """The task of repairing a file; nothing is written unless `write`."""

    configs: Configs
    unsafe: bool
    write: bool

    def __call__(self, path: Path) -> FileReport:
        """Return what became of the file at an absolute path, with a patch if nothing is written.

        Raises `ConfigError`.
        """
        return mended(path, self.configs, partial(engine.fix, unsafe=self.unsafe), write=self.write)


Mend = Callable[[Document, Sequence[Rule]], Repair]
"""How a document is repaired with the rules for it."""


def mended(path: Path, configs: Configs, mend: Mend, *, write: bool) -> FileReport:
    """Return what became of the file at an absolute path once it was repaired.

    With a patch unless that was to be written. Raises `ConfigError`.
    """
    try:
        content = files.read(path)
        report, repaired = _repaired(path, content, configs, mend)
        if repaired == content:
            return report
        if not write:
            return replace(report, patch=patch(report.path, content.decode(), repaired.decode()))
        files.write(path, repaired, was=content)
    except OSError as error:
        return unreadable(path, error)
    return replace(report, change=Change(content, repaired))


def check(path: Path, content: bytes, configs: Configs) -> FileReport:
    """Return what newslint says of a file with this content. Raises `ConfigError`."""
    subject = _subject(path, content, configs)
    findings = engine.lint(subject.document, subject.rules)
    report = _report(path, subject, subject.document, findings)
    return replace(report, lasting=subject.is_lasting(report))


def fix(path: Path, content: bytes, configs: Configs, *, unsafe: bool) -> tuple[FileReport, bytes]:
    """Return what becomes of a file with this content, and its content then; nothing is written.

    Raises `ConfigError`.
    """
    return _repaired(path, content, configs, partial(engine.fix, unsafe=unsafe))


def _repaired(path: Path, content: bytes, configs: Configs, mend: Mend) -> tuple[FileReport, bytes]:
    subject = _subject(path, content, configs)
    repair = mend(subject.document, subject.rules)
    report = _report(path, subject, repair.document, repair.findings)
    counts = Repaired.counted(repair.applied)
    report = replace(report, fixed=len(repair.applied), repaired=counts)
    return report, repair.document.encode() if repair.applied else content


class _Subject(Struct, frozen=True):
    """A document and the rules for it; `failure` says why not all of them are right."""

    document: Document
    rules: tuple[Rule, ...]
    covered: bool
    failure: str = ""
    has_own_schema: bool = False

    def is_lasting(self, report: FileReport) -> bool:
        """Whether what was said holds as long as file, configuration and newslint do.

        What a rule says of the time may cease to hold; that it has nothing to say does not.
        """
        return not (
            report.failure
            or self.has_own_schema
            or any(said.rule in _temporal() for said in report.diagnostics)
        )


@cache
def _temporal() -> frozenset[str]:
    """Return the rules that compare with the time of the run."""
    rules = every_rule().items()
    return frozenset(name for name, rule in rules if "now" in rule.__struct_fields__)


def _subject(path: Path, content: bytes, configs: Configs) -> _Subject:
    place = Path(os.path.abspath(path))  # noqa: PTH100 - `Path.absolute` leaves `..` in place
    config = configs.of(place)
    document = Document.parse(path, content)
    failure = ""
    own = None
    try:
        own = _own_schema(document, place)
    except SchemaError as error:
        failure = f"the schema that its `$schema` names cannot be used: {error}"
    covered = own is not None or config.schema_for(place) is not None
    return _Subject(document, config.rules_for(place, own), covered, failure, own is not None)


def _own_schema(document: Document, place: Path) -> Schema | None:
    """Return the schema that a post names by a path from its folder; a URL names none.

    Raises `SchemaError`.
    """
    if "$schema" not in document.text.content or document.front_matter is None:
        return None
    name = document.front_matter.data.get("$schema")
    if not isinstance(name, str) or not name or "://" in name:
        return None
    return _schema(Path(os.path.abspath(place.parent / name)))  # noqa: PTH100 - without `..`


@cache
def _schema(file: Path) -> Schema:
    return Schema.read(file)


def _report(path: Path, subject: _Subject, document: Document, findings: Findings) -> FileReport:
    bugs = "; ".join(f"the rule {bug.rule} {bug.message}" for bug in findings.failures)
    told = [subject.failure] if subject.failure else []
    if bugs:
        told.append(f"{bugs}. {_OUR_BUG}")
    return FileReport(
        path=shown(path),
        located=tuple(Located.of(said, document.text) for said in findings.diagnostics),
        failure="; ".join(told) or None,
        covered=subject.covered,
        date=_day(document),
    )


_DATES = ("date", "publishDate", "updated")
_DAY_IN_NAME = re.compile(r"\d{4}-\d\d-\d\d(?!\d)", re.ASCII)


def _day(document: Document) -> str:
    """Return the day of a post as ISO 8601 has it, empty where none is named or it may be several.

    The first of the keys that names one counts, and then the beginning of the file's name.
    """
    for written in _dates(document):
        days = {dates.iso(moment)[:10] for moment in dates.read(written) or ()}
        if len(days) == 1:
            return days.pop()
    return ""


def _dates(document: Document) -> Iterator[str]:
    for name in _DATES:
        for _, written, _ in document.texts_named(name):
            yield written
    if named := _DAY_IN_NAME.match(document.path.name):
        yield named[0]
