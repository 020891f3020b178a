"""One file: read, looked at or repaired, and what is to be reported of it."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from newslint import dates, engine, files
from newslint.cache import digest
from newslint.config import Config, Configs
from newslint.document import Document
from newslint.engine import Failure, Findings, Repair
from newslint.patch import patch
from newslint.paths import shown, unreadable
from newslint.regex import regex
from newslint.report import FileReport, Located, Repaired
from newslint.rule import Rule
from newslint.rules import every_rule
from newslint.runner.bug import Scene
from newslint.runner.notes import Notes
from newslint.runner.own_schema import own_schema
from newslint.schema import SchemaError

_NO_NOTES = Notes()


class Check(Struct, frozen=True):
    """The task of looking at a file; what is said is to be `remembered`, or not.

    What shows a bug of newslint's is written down in the folder `debug`, if there is one.
    """

    configs: Configs
    remembered: bool = False
    debug: Path | None = None

    def __call__(self, path: Path) -> FileReport:
        """Return what newslint says of the file at an absolute path. Raises `ConfigError`."""
        try:
            content = files.read(path)
            report = check(path, content, self.configs, self.debug)
        except OSError as error:
            return unreadable(path, error)
        return replace(report, digest=digest(content)) if self.remembered else report


class Fix(Struct, frozen=True):
    """The task of repairing a file; nothing is written unless `write`, but for the notes."""

    configs: Configs
    unsafe: bool
    write: bool
    notes: Notes = _NO_NOTES

    def __call__(self, path: Path) -> FileReport:
        """Return what became of the file at an absolute path, with a patch if nothing is written.

        Raises `ConfigError`.
        """
        mend = _mend(unsafe=self.unsafe)
        return mended(path, self.configs, mend, write=self.write, notes=self.notes)


class Mend(Struct, frozen=True):
    """How a document is repaired with the rules for it, and the words that ask for the same."""

    of: Callable[[Document, Sequence[Rule]], Repair]
    command: str

    def failures(self, document: Document, rules: Sequence[Rule]) -> tuple[Failure, ...]:
        """Return the bugs that show meanwhile."""
        return self.of(document, rules).findings.failures


def mended(
    path: Path, configs: Configs, mend: Mend, *, write: bool, notes: Notes = _NO_NOTES
) -> FileReport:
    """Return what became of the file at an absolute path once it was repaired.

    With a patch unless that was to be written. Raises `ConfigError`.
    """
    try:
        content = files.read(path)
        report, repaired = _repaired(path, content, configs, mend, notes.debug)
        if repaired == content:
            return report
        if not write:
            return replace(report, patch=patch(report.path, content.decode(), repaired.decode()))
        from newslint import writing  # a check writes nothing

        if notes.journal is not None:
            notes.journal.note(report.path, content, repaired)
        writing.write(path, repaired, was=content)
    except OSError as error:
        return unreadable(path, error)
    return replace(report, changed=True)


def check(path: Path, content: bytes, configs: Configs, debug: Path | None = None) -> FileReport:
    """Return what newslint says of a file with this content. Raises `ConfigError`."""
    subject = _subject(path, content, configs)
    findings = engine.lint(subject.document, subject.rules)
    scene = Scene("check", _failures, path, content, subject.config, subject.rules)
    bugs = scene.told(findings.failures, debug)
    report = _report(path, subject, subject.document, findings, bugs)
    return replace(report, lasting=subject.is_lasting(report))


def fix(
    path: Path, content: bytes, configs: Configs, *, unsafe: bool, debug: Path | None = None
) -> tuple[FileReport, bytes]:
    """Return what becomes of a file with this content, and its content then; nothing is written.

    Raises `ConfigError`.
    """
    return _repaired(path, content, configs, _mend(unsafe=unsafe), debug)


def _failures(document: Document, rules: Sequence[Rule]) -> tuple[Failure, ...]:
    return engine.lint(document, rules).failures


def _mend(*, unsafe: bool) -> Mend:
    return Mend(partial(engine.fix, unsafe=unsafe), "fix --unsafe" if unsafe else "fix")


def _repaired(
    path: Path, content: bytes, configs: Configs, mend: Mend, debug: Path | None
) -> tuple[FileReport, bytes]:
    subject = _subject(path, content, configs)
    repair = mend.of(subject.document, subject.rules)
    scene = Scene(mend.command, mend.failures, path, content, subject.config, subject.rules)
    bugs = scene.told(repair.findings.failures, debug)
    report = _report(path, subject, repair.document, repair.findings, bugs)
    counts = Repaired.counted(repair.applied)
    report = replace(report, fixed=len(repair.applied), repaired=counts)
    return report, repair.document.encode() if repair.applied else content


class _Subject(Struct, frozen=True):
    """A document and the rules for it; `failure` says why not all of them are right."""

    document: Document
    config: Config
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
        own = own_schema(document, place, config)
    except SchemaError as error:
        failure = f"the schema that its `$schema` names cannot be used: {error}"
    covered = own is not None or config.schema_for(place) is not None
    rules = config.rules_for(place, own)
    return _Subject(document, config, rules, covered, failure, own is not None)


def _report(
    path: Path, subject: _Subject, document: Document, findings: Findings, bugs: str
) -> FileReport:
    return FileReport(
        path=shown(path),
        located=tuple(Located.of(said, document.text) for said in findings.diagnostics),
        failure="; ".join(filter(None, (subject.failure, bugs))) or None,
        covered=subject.covered,
        date=_day(document),
    )


_DATES = ("date", "publishDate", "updated")
_DAY_IN_NAME = regex(r"\d{4}-\d\d-\d\d(?!\d)", re.ASCII)


def _day(document: Document) -> str:
    """Return the day of a post as ISO 8601 has it, empty where none is named or it may be several.

    The first of the keys that names one counts, and then the beginning of the file's name.
    """
    for written in _dates(document):
        days = {date.isoformat(moment) for moment in dates.read(written) or ()}
        if len(days) == 1:
            return days.pop()
    return ""


def _dates(document: Document) -> Iterator[str]:
    for name in _DATES:
        for _, written, _ in document.texts_named(name):
            yield written
    if named := _DAY_IN_NAME.match(document.path.name):
        yield named[0]
