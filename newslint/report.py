"""What newslint has to say about many files, so that it can be shown without them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

from msgspec import Struct, field, msgpack

from newslint.diagnostic import Applicability, Diagnostic, Severity
from newslint.excerpt import Excerpt
from newslint.text import Position, Text

_T = TypeVar("_T")


class Located(Struct, frozen=True, array_like=True, gc=False):
    """A diagnostic with its place and its line, which show it when the text is gone."""

    said: Diagnostic
    start: Position
    end: Position
    excerpt: Excerpt

    @classmethod
    def of(cls, said: Diagnostic, text: Text) -> "Located":
        """Return the diagnostic with what is around it in the text it is about."""
        start, end = text.position(said.span.start), text.position(said.span.end)
        return cls(said, start, end, Excerpt.of(text, said.span))


class Repaired(Struct, frozen=True, array_like=True, gc=False):
    """How many problems of a rule were repaired, and how far such a repair is to be trusted."""

    rule: str
    applicability: Applicability
    count: int

    @classmethod
    def counted(cls, applied: Iterable[Diagnostic]) -> "tuple[Repaired, ...]":
        """Return the counts of the problems whose fixes were made, by rule."""
        kinds = Counter((said.rule, said.fix.applicability) for said in applied if said.fix)
        return tuple(cls(rule, trust, count) for (rule, trust), count in kinds.items())


class FileReport(Struct, frozen=True, array_like=True, gc=False):
    """What newslint has to say about one file.

    `path` is relative to the working directory, with `/`, where the file is below it, else
    absolute. `located` are the diagnostics in the order of their spans; there are none where the
    file was not `read`. `failure` says why newslint could not do all of its job, `fixed` how many
    problems it repaired or silenced, `repaired` of which rules, `covered` whether a schema covers
    the front matter, `patch` what a repair would change, where it was not written, and `changed`
    whether it was. `date` is the day of the post, as ISO 8601 has it, empty where it is not known.
    What is `lasting` holds as long as the content with this `digest`, the configuration and
    newslint are what they are.
    """

    path: str
    read: bool = True
    located: tuple[Located, ...] = ()
    failure: str | None = None
    fixed: int = 0
    repaired: tuple[Repaired, ...] = ()
    covered: bool = True
    patch: str = ""
    changed: bool = False
    date: str = ""
    lasting: bool = False
    digest: bytes = b""

    @classmethod
    def of(cls, written: bytes) -> "FileReport":
        """Return the report that was written."""
        return msgpack.decode(written, type=FileReport)

    def written(self) -> bytes:
        """Return it as bytes that other processes and later runs of this newslint can read.

        Raises `UnicodeEncodeError` where half a character was quoted from somebody's JSON, or the
        path is no text.
        """
        return msgpack.encode(self)

    @property
    def diagnostics(self) -> Iterator[Diagnostic]:
        """The diagnostics alone."""
        return (each.said for each in self.located)

    def is_fixable(self, *, unsafe: bool) -> bool:
        """Whether a problem has a safe fix, or any with `unsafe`."""
        return any(
            said.fix and (unsafe or said.fix.applicability is Applicability.SAFE)
            for said in self.diagnostics
        )


class Totals(Struct):
    """What the files of a report amount to, as far as they were taken."""

    checked: int = 0
    """How many files were read."""
    fixed: int = 0
    """How many problems were repaired."""
    repaired: Counter[tuple[str, Applicability]] = field(default_factory=Counter)
    """How many of each rule, and how far such a repair is to be trusted."""
    with_problems: int = 0
    """In how many files there are problems."""
    failed: list[str] = field(default_factory=list)
    """The files on which newslint failed."""
    uncovered: list[str] = field(default_factory=list)
    """The files that no schema covers."""
    kinds: Counter[tuple[str, Severity, Applicability | None]] = field(default_factory=Counter)
    """How many problems there are of each rule and severity, and with which kind of fix."""

    def add(self, file: FileReport) -> None:
        """Take a file in."""
        self.checked += file.read
        self.fixed += file.fixed
        for each in file.repaired:
            self.repaired[each.rule, each.applicability] += each.count
        self.with_problems += bool(file.located)
        if file.failure is not None:
            self.failed.append(file.path)
        if file.read and not file.covered:
            self.uncovered.append(file.path)
        for said in file.diagnostics:
            fix = said.fix
            self.kinds[said.rule, said.severity, fix.applicability if fix else None] += 1

    @property
    def problems(self) -> int:
        """How many problems there are."""
        return self.kinds.total()

    @property
    def severities(self) -> Counter[Severity]:
        """How many problems there are of each severity."""
        return _sums((severity, count) for (_, severity, _), count in self.kinds.items())

    @property
    def rules(self) -> Counter[str]:
        """How many problems each rule has found."""
        return _sums((rule, count) for (rule, _, _), count in self.kinds.items())

    @property
    def fixable(self) -> Counter[str]:
        """How many problems of each rule have a safe fix."""
        kinds = self.kinds.items()
        return _sums((rule, count) for (rule, _, fix), count in kinds if fix is Applicability.SAFE)

    @property
    def fixable_unsafe(self) -> int:
        """How many problems have an unsafe fix."""
        kinds = self.kinds.items()
        return sum(count for (_, _, fix), count in kinds if fix is Applicability.UNSAFE)


def _sums(counts: Iterable[tuple[_T, int]]) -> Counter[_T]:
    sums: Counter[_T] = Counter()
    for each, count in counts:
        sums[each] += count
    return sums


class Report:
    """The files of a run in the order of their paths, taken one by one and let go.

    A site may have a hundred thousand, so nothing is kept of a file but what `totals` count. They
    count the files that have been taken so far: all of them once the last one is.
    """

    def __init__(self, files: Iterable[FileReport]) -> None:
        self._files = iter(files)
        self.totals = Totals()

    def __iter__(self) -> Iterator[FileReport]:
        """Take the files; each can be taken once."""
        for file in self._files:
            self.totals.add(file)
            yield file
