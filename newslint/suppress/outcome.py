"""What a document's suppressions did in a run: what they silenced, and which did nothing."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from newslint.diagnostic import Diagnostic, Problem
from newslint.document import Document
from newslint.rule import Rule
from newslint.suppress.directive import Directive, Name, Verb
from newslint.suppress.reading import own_entry
from newslint.suppress.silence import Silence, Silences, silences


class Outcome(Struct, frozen=True, dict=True):
    """What rules said of a document, and what it asked them not to say.

    `ran` are the rules of the run by name, `known` all that there are.
    """

    document: Document
    directives: tuple[Directive, ...]
    said: tuple[Diagnostic, ...]
    ran: Collection[str]
    known: Mapping[str, type[Rule]]

    @cached_property
    def unsuppressed(self) -> tuple[Diagnostic, ...]:
        """What nothing silences; nobody has to answer for newslint's own key."""
        own = own_entry(self.document)
        return tuple(
            diagnostic
            for diagnostic in self.said
            if not any(self._silences.of(diagnostic))
            and not (own and own.start <= diagnostic.span.start < own.end)
        )

    def heard(self, about: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """Yield what is said about the directives themselves and not silenced.

        Only by its name is such a rule silenced: a directive for all rules would hide itself.
        """
        for diagnostic in about:
            if not any(silence.name for silence in self._silences.of(diagnostic)):
                yield diagnostic

    @cached_property
    def _silences(self) -> Silences:
        return Silences.of_document(self.document.text, self.directives)

    @cached_property
    def groups(self) -> frozenset[str]:
        """The groups of the known rules."""
        return frozenset(rule.group for rule in self.known.values())

    def idle(self, directive: Directive) -> tuple[Name, ...]:
        """Return the names of a directive that do nothing, as far as the run can tell.

        It can tell of a rule that ran, and of a group where all ran that do by default.
        """
        idle = []
        seen: set[str] = set()
        for name in directive.names:
            if name.text in seen or self._is_idle(directive, name):
                idle.append(name)
            seen.add(name.text)
        return tuple(idle)

    def _is_idle(self, directive: Directive, name: Name) -> bool:
        if directive.verb is Verb.ENABLE:
            return name not in self._ending
        if directive.has_no_place:
            return True
        return self._used.isdisjoint(silences(directive, name)) and self._can_tell(name)

    @cached_property
    def _used(self) -> frozenset[Silence]:
        return frozenset(
            silence for diagnostic in self.said for silence in self._silences.of(diagnostic)
        )

    @cached_property
    def _ending(self) -> frozenset[Name]:
        """The names with which an `enable` ends something."""
        ending = set()
        silent: set[str] = set()
        for directive in self.directives:
            for name in directive.names:
                if directive.verb is Verb.FROM_HERE:
                    silent.add(name.text)
                elif directive.verb is Verb.ENABLE:
                    ended = silent & self._within(name.text) if name.text else {*silent}
                    if ended or not silent.isdisjoint(("", self._group_of(name.text))):
                        ending.add(name)
                    silent -= ended
        return frozenset(ending)

    def _within(self, name: str) -> set[str]:
        """Return the name, and where it is a group's, those of its rules."""
        return {name, *(rule.name for rule in self.known.values() if rule.group == name)}

    def _group_of(self, name: str) -> str:
        return self.known[name].group if name in self.known else ""

    def _can_tell(self, name: Name) -> bool:
        if name.text in self.known:
            return name.text in self.ran and not issubclass(self.known[name.text], SuppressionRule)
        wanted = {
            rule.name
            for rule in self.known.values()
            if rule.default
            and not issubclass(rule, SuppressionRule)
            and name.text in {"", rule.group}
        }
        return bool(wanted) and wanted <= {*self.ran}


class SuppressionRule(Rule, frozen=True):
    """A rule about suppressions, asked once it is known what they did."""

    in_code = True  # comments are what this is about

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield nothing: without the other rules there is nothing to say of the document."""
        del document
        return iter(())

    def judge(self, outcome: Outcome) -> Iterator[Problem]:
        """Yield what is wrong with the suppressions, in any order."""
        raise TypeError(f"{type(self).__name__} says nothing about {outcome.document.path}")
