"""`newslint fix --interactive`: somebody decides on each change, file by file."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click
from msgspec import Struct, defstruct
from msgspec.structs import asdict, replace

from newslint import engine
from newslint.cli.output import wants_colour
from newslint.config import Configs
from newslint.diagnostic import Applicability, Diagnostic, Edit, Problem, apply
from newslint.document import Document
from newslint.engine import Repair
from newslint.formats import FORMATS
from newslint.formats import patch as patches
from newslint.formats.terminal import visible
from newslint.patch import patch
from newslint.paths import shown
from newslint.report import FileReport, Located, Report
from newslint.rule import Rule
from newslint.runner import Found
from newslint.suppress import Outcome, SuppressionRule
from newslint.text import Span

if TYPE_CHECKING:
    from newslint.fixes import Journal


class Conversation:
    """Asks about each change; what was said of a whole rule holds for all files that follow."""

    def __init__(self, *, unsafe: bool) -> None:
        """Ask about safe changes, and then about the unsafe ones, too, if those are wanted."""
        self.has_quit = False
        """Whether nothing more is to be asked."""
        self._offered = tuple(Applicability) if unsafe else (Applicability.SAFE,)
        self._accepted: set[str] = set()
        self._skipped: set[str] = set()

    def reports(
        self, found: Found, configs: Configs, journal: "Journal | None" = None
    ) -> Iterator[FileReport]:
        """Yield what became of each file, up to the one with which somebody quits.

        Each is written as soon as all of it was asked, and noted in the journal before. Raises
        `ConfigError`.
        """
        from newslint.runner.notes import Notes
        from newslint.runner.one import Mend, mended

        mend, notes = Mend(self.mend, "fix"), Notes(journal)
        yield from found.failed
        for file in found.files:
            if self.has_quit:
                return
            yield mended(file.path, configs, mend, write=True, notes=notes)

    def mend(self, document: Document, rules: Sequence[Rule]) -> Repair:
        """Return the document with what was accepted, proven by the engine.

        Changes are made in rounds, for one may stand in another's way: that is asked again.
        """
        repair = Repair(document, (), engine.lint(document, rules))
        undecided = _Undecided(self._offered)
        while waiting := undecided.of(repair, self._skipped):
            accepted = [said for said in waiting if self._accepts(said, repair.document, undecided)]
            if accepted:
                after = _applied(repair, rules, accepted)
                by_hand = [said for said in accepted if said.rule not in self._accepted]
                undecided.follow(repair, after, by_hand)
                repair = after
            if self.has_quit:
                break
        return repair

    def _accepts(self, said: Diagnostic, document: Document, undecided: "_Undecided") -> bool:
        """Whether a change is to be made; asks unless that is clear."""
        if said.rule in self._accepted and not self.has_quit:
            return True
        if self.has_quit or said.rule in self._skipped:
            return False
        answer = _asked(said, document)
        if answer == _ALL:
            self._accepted.add(said.rule)
        elif answer == _NONE:
            self._skipped.add(said.rule)
        elif answer == _NO:
            undecided.skip(said)
        self.has_quit = answer == _QUIT
        return answer in {_YES, _ALL}


_YES, _NO, _ALL, _NONE, _QUIT = "y", "n", "a", "s", "q"

_Place = tuple[str, str, int]
"""A rule, its message, and where that begins."""


class _Undecided:
    """What is still to be asked of one file, while it changes."""

    def __init__(self, offered: Iterable[Applicability]) -> None:
        self._offered = offered
        self._skipped: set[_Place] = set()
        self._wrong: set[str] = set()
        self._seen: set[str] = set()

    def of(self, repair: Repair, rules: Iterable[str]) -> list[Diagnostic]:
        """Return what is to be asked next, but for some rules: what is safe comes first."""
        if repair.document.text.content in self._seen:
            return []  # rules that undo each other's changes would be asked for ever
        out = self._wrong.union(rules)
        said = [
            each
            for each in repair.findings.diagnostics
            if each.fix and each.rule not in out and _place(each) not in self._skipped
        ]
        ways = ([each for each in said if _trust(each) is trust] for trust in self._offered)
        return next(filter(None, ways), [])

    def skip(self, said: Diagnostic) -> None:
        """Ask no more about a change."""
        self._skipped.add(_place(said))

    def follow(self, before: Repair, after: Repair, accepted: Sequence[Diagnostic]) -> None:
        """Know what was skipped where it stands now, and which rules are not to be asked again."""
        made = after.applied[len(before.applied) :]
        self._seen.add(before.document.text.content)
        self._wrong.update(failure.rule for failure in after.findings.failures)
        edits = [edit for said in made if said.fix for edit in said.fix.edits]
        self._skipped = {
            (rule, message, _moved(start, edits)) for rule, message, start in self._skipped
        }
        again = [said for said in accepted if said not in made and said.rule not in self._wrong]
        if again:
            click.echo(f"{_what(len(again))} in the way of another; you are asked again.\n")


def _what(number: int) -> str:
    return "One change was" if number == 1 else f"{number} changes were"


def _trust(said: Diagnostic) -> Applicability | None:
    return said.fix.applicability if said.fix else None


def _place(said: Diagnostic) -> _Place:
    return (said.rule, said.message, said.span.start)


def _moved(start: int, edits: Iterable[Edit]) -> int:
    return start + sum(len(edit.text) - len(edit.span) for edit in edits if edit.span.end <= start)


def _asked(said: Diagnostic, document: Document) -> str:
    """Show a problem and its change, and return the answer."""
    _show(said, document)
    rule = click.style(said.rule, bold=True)
    question = f"Make this change? [y]es, [n]o, [a]ll of {rule}, [s]kip all of {rule}, [q]uit: "
    while True:
        click.echo(question, nl=False, color=wants_colour())
        # A line that ends without its line break is the end of all input.
        line = sys.stdin.readline()
        answer = line.strip().lower()[:1] if line.endswith("\n") else _QUIT
        if answer in {_YES, _NO, _ALL, _NONE, _QUIT}:
            click.echo()
            return answer


def _show(said: Diagnostic, document: Document) -> None:
    text = document.text
    name = shown(Path(document.path))
    file = FileReport(name, located=(Located.of(said, text),))
    after = apply(text.content, said.fix.edits if said.fix else ())
    _, _, *lines = patch("", text.content, after).split("\n")
    change = patches.coloured("\n".join(map(visible, lines)))
    excerpt = next(FORMATS["full"](Report([file]))).rstrip("\n")
    click.echo(f"{excerpt}\n{change}", color=wants_colour())


def _applied(before: Repair, rules: Sequence[Rule], accepted: Sequence[Diagnostic]) -> Repair:
    """Return a repair that goes on with what was accepted, as far as that can be made together."""
    content = before.document.text.content
    step = engine.fix(
        before.document, [_offering(rule, accepted, content) for rule in rules], unsafe=True
    )
    findings = engine.lint(step.document, rules)
    failures = (*before.findings.failures, *step.findings.failures, *findings.failures)
    findings = replace(findings, failures=tuple(dict.fromkeys(failures)))
    return Repair(step.document, (*before.applied, *step.applied), findings)


class _Choice(Struct, frozen=True):
    """The fixes that a rule may offer: those of some problems, while the text is what it was."""

    content: str
    places: frozenset[tuple[Span, str]]

    def of(self, problems: Iterable[Problem], document: Document) -> Iterator[Problem]:
        """Yield the problems, those that were not chosen without their fixes."""
        is_now = document.text.content == self.content
        for problem in problems:
            is_chosen = is_now and (problem.span, problem.message) in self.places
            yield problem if is_chosen else replace(problem, fix=None)


def _offering(rule: Rule, accepted: Iterable[Diagnostic], content: str) -> Rule:
    """Return a rule that says the same and offers only those of its fixes that were accepted."""
    places = frozenset((said.span, said.message) for said in accepted if said.rule == rule.name)
    return _narrowed(type(rule))(**asdict(rule), choice=_Choice(content, places))


@cache
def _narrowed(kind: type[Rule]) -> Callable[..., Rule]:
    """Return a kind of rule that is like another and has a `choice`."""

    def check(self: Any, document: Document) -> Iterator[Problem]:
        return self.choice.of(kind.check(self, document), document)  # type: ignore[no-any-return]

    def judge(self: Any, outcome: Outcome) -> Iterator[Problem]:
        problems = kind.judge(self, outcome) if issubclass(kind, SuppressionRule) else ()
        return self.choice.of(problems, outcome.document)  # type: ignore[no-any-return]

    # A rule's name and group come from its module.
    narrowed = defstruct(
        kind.__name__,
        [("choice", _Choice)],
        bases=(kind,),
        module=kind.__module__,
        namespace={"check": check, "judge": judge},
        frozen=True,
        kw_only=True,
    )
    return cast("Callable[..., Rule]", narrowed)  # `defstruct` does not tell of its bases
