"""Where it is silent about what: the directives of a document, ready to be asked."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import Struct

from newslint.diagnostic import Diagnostic
from newslint.suppress.directive import Directive, Name, Verb
from newslint.text import Text


class Silence(Struct, frozen=True):
    """Silence about a rule or group, or all with an empty name.

    On the 1-based `line`, in the whole file (0), or from the character `since` on.
    """

    name: str
    line: int = 0
    since: int = 0


def silences(directive: Directive, name: Name) -> Iterator[Silence]:
    """Yield what one name of a directive asks for."""
    if directive.verb is Verb.FILE:
        yield Silence(name.text)
    elif directive.verb is Verb.FROM_HERE:
        yield Silence(name.text, since=directive.span.end)
    else:
        yield from (Silence(name.text, line=line) for line in directive.lines)


class Silences(Struct, frozen=True):
    """All that is asked for; `turns` are where each name is disabled from, or enabled, in order."""

    text: Text
    asked: frozenset[Silence]
    turns: dict[str, list[tuple[int, bool]]]

    @classmethod
    def of_document(cls, text: Text, directives: Iterable[Directive]) -> "Silences":
        """Return what directives, in order, ask for."""
        asked: set[Silence] = set()
        turns: dict[str, list[tuple[int, bool]]] = {}
        for directive, name in chain.from_iterable(
            ((each, name) for name in each.names) for each in directives
        ):
            if directive.verb in {Verb.FROM_HERE, Verb.ENABLE}:
                turn = (directive.span.end, directive.verb is Verb.FROM_HERE)
                turns.setdefault(name.text, []).append(turn)
            else:
                asked.update(silences(directive, name))
        return cls(text, frozenset(asked), turns)

    def of(self, diagnostic: Diagnostic) -> Iterator[Silence]:
        """Yield what silences a diagnostic."""
        start = diagnostic.span.start
        line = self.text.position(start).line
        names = ("", diagnostic.group, diagnostic.rule)
        for name in names:
            for place in (0, line):
                if (silence := Silence(name, line=place)) in self.asked:
                    yield silence
        if not self.turns:
            return
        # Of all turns about the rule, the last before the problem counts.
        before = [(*turn, name) for name in names if (turn := self._last(name, start))]
        if before and (last := max(before))[1]:
            yield Silence(last[2], since=last[0])

    def _last(self, name: str, start: int) -> tuple[int, bool] | None:
        turns = self.turns.get(name, [])
        after = bisect_right(turns, (start, True))
        return turns[after - 1] if after else None
