"""Which characters of a URL are tracking parameters."""

import re
from collections.abc import Collection, Iterable
from itertools import accumulate, pairwise
from urllib.parse import unquote

from msgspec import Struct

from newslint.diagnostic import Applicability
from newslint.regex import regex
from newslint.tracking.entries import Kind, Parameter
from newslint.tracking.sites import Place, Rules
from newslint.tracking.url import Pieces, fields, fits_any, folded


class Cut(Struct, frozen=True):
    """One parameter to delete, with the separator that goes with it.

    `[start, end)` are characters of the decoded URL, `name` is the name as written, `entry` the
    catalogue's id. The cuts of one URL belong together: deleting all of them leaves the clean
    URL, deleting some may leave a separator too many or too few.
    """

    start: int
    end: int
    name: str
    entry: str
    applicability: Applicability
    kind: Kind = Kind.TRACKING


def cuts(
    pieces: Pieces, place: Place, trust: Applicability, kinds: Collection[Kind]
) -> tuple[Cut, ...]:
    """Return the cuts of these kinds in a URL in their order, as far as `trust` goes.

    `place` is its host. Nothing is cut from a URL that is signed or whose path holds another.
    """
    if is_closed(pieces):
        return ()
    parts = fields(pieces.query) if pieces.query else []
    rules = [place.rules[name] for _, name, _ in parts]
    if None in rules:
        return ()
    if not (any(rules) or place.here.segments or pieces.fragment):
        return ()  # as for most URLs: sooner out is faster
    search = _Search(pieces, place, trust, kinds, {})
    found = search.in_path() if place.here.segments else []
    found += laid_out(parts, search.in_fields(parts, rules), pieces.query_start)
    if pieces.fragment and _FRAGMENT_FIELDS.fullmatch(pieces.fragment):
        parts = fields(pieces.fragment)
        rules = [place.rules[name] for _, name, _ in parts]
        found += laid_out(parts, search.in_fields(parts, rules), pieces.fragment_start)
    return tuple(found)


def kinds(pieces: Pieces, place: Place) -> frozenset[Kind]:
    """Return the kinds of which parameters of a URL can be, going by their names alone."""
    parts = fields(pieces.query) if pieces.query else []
    if pieces.fragment and "=" in pieces.fragment:
        parts += fields(pieces.fragment)
    known = [*place.here.segments.values(), *(place.rules[name] or () for _, name, _ in parts)]
    return frozenset(rule.kind for rules in known for rule in rules)


def is_closed(pieces: Pieces) -> bool:
    """Whether the path holds another URL, of which the query may be a part."""
    path = pieces.path
    return ":/" in path or ("%" in path and _WRAPPED.search(path) is not None)


def without(url: str, cuts: Iterable[Cut]) -> str:
    """Return a URL without the characters of its cuts, which come in order."""
    parts, done = [], 0
    for cut in cuts:
        parts.append(url[done : cut.start])
        done = cut.end
    return "".join((*parts, url[done:]))


Field = tuple[str, str, str]  # separator before it, name as written, `=` and value


class _Search(Struct, frozen=True):
    """Looks for the parameters of one URL."""

    pieces: Pieces
    place: Place
    trust: Applicability
    kinds: Collection[Kind]
    answers: dict[str, bool]

    def in_path(self) -> list[Cut]:
        """Return the last segments of the path that are ones, such as `/ref=home`."""
        path, offset = self.pieces.path, self.pieces.path_start
        found: list[Cut] = []
        end = len(path)
        while True:
            stop = end - 1 if path.endswith("/", 0, end) else end
            slash = path.rfind("/", 0, stop)
            name, equals, _ = path[slash + 1 : stop].partition("=")
            key = folded(name)
            rules = self.place.here.segments.get(key, ()) if equals else ()
            rule = None if self.place.keeps(key) else self._first(rules, "")
            if rule is None or slash == -1:
                return found[::-1]
            found.append(
                Cut(offset + slash, offset + end, name, rule.id, rule.applicability, rule.kind)
            )
            end = slash

    def in_fields(self, parts: list[Field], rules: Iterable[Rules | None]) -> dict[int, Parameter]:
        """Return the rules for those of the fields that are tracking parameters, by index."""
        return {
            index: rule
            for index, may_be in enumerate(rules)
            if may_be and (rule := self._first(may_be, parts[index][2]))
        }

    def _first(self, rules: Rules, value: str) -> Parameter | None:
        if ";" in value and _INNER_FIELD.search(value):
            return None  # some servers split at `;`, too
        for rule in rules:
            if self._applies(rule, value):
                return rule
        return None

    def _applies(self, rule: Parameter, value: str) -> bool:
        if rule.kind not in self.kinds:
            return False
        if rule.applicability is Applicability.UNSAFE is not self.trust:
            return False
        if rule.values and not fits_any(rule.values, unquote(value[1:]).lower()):
            return False
        return not (rule.paths or rule.unless) or self._holds_here(rule)

    def _holds_here(self, rule: Parameter) -> bool:
        """Whether path and URL are ones the rule is for; asked once, a URL may be long."""
        answer = self.answers.get(rule.id)
        if answer is None:
            url = self.pieces.url.lower()
            answer = not rule.paths or fits_any(rule.paths, self.pieces.path)
            answer = answer and not any(part in url for part in rule.unless)
            self.answers[rule.id] = answer
        return answer


def laid_out(parts: list[Field], found: dict[int, Parameter], start: int) -> list[Cut]:
    """Give each separator to one cut: leading cuts take the one after, others the one before.

    Where only separators would stay, the cuts take all of them and the `?` or `#`, too.
    """
    if not found:
        return []
    begins = list(accumulate([len(a) + len(b) + len(c) for a, b, c in parts], initial=start))
    if len(found) == len(parts) or not any(
        name or value for index, (_, name, value) in enumerate(parts) if index not in found
    ):
        edges = [begins[index] for index in found]
        spans = list(pairwise([start - 1, *edges[1:], begins[-1]]))
    else:
        spans = [
            (begins[index] + len(parts[index][0]), begins[index + 1] + len(parts[index + 1][0]))
            if index == order
            else (begins[index], begins[index + 1])
            for order, index in enumerate(found)
        ]
    return [
        Cut(first, last, parts[index][1], rule.id, rule.applicability, rule.kind)
        for (first, last), (index, rule) in zip(spans, found.items(), strict=True)
    ]


_WRAPPED = regex(r"%3a%2f", re.IGNORECASE)
_FRAGMENT_FIELDS = regex(r"[\w.%\[\]-]++=[^&]*+(?:&(?:amp;)*+[\w.%\[\]-]++=[^&]*+)*+")
_INNER_FIELD = regex(r";[\w.-]++=")
