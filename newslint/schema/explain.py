"""Findings as violations: one for each place, told by the branch that was meant."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from newslint.schema.complaints import complaint, must_be
from newslint.schema.finding import Finding
from newslint.schema.judges import fits
from newslint.schema.violation import KeyPath, Place, Violation
from newslint.schema.words import closest, first_sentence, listed, quoted, sentence


class Explainer(Struct, frozen=True):
    """Says what findings mean, and knows what they leave out.

    `data` is the whole front matter and `known` the keys that its schema names; `strays` returns
    the keys that `unevaluatedProperties` forbids in the group at a path, none if it cannot tell.
    """

    data: Any
    known: Collection[str]
    strays: Callable[[KeyPath], Collection[str]]

    def explained(self, found: Finding) -> Iterator[Violation]:
        """Yield what a finding says, one violation for each place."""
        match found.keyword:
            case "required":
                yield from self._missing(found, found.expected)
            case "dependentRequired" | "dependencies":
                for key, needed in found.expected.items():
                    if key in found.value and isinstance(needed, list):
                        why = f", it belongs with {quoted(key)}"
                        yield from self._missing(found, needed, why)
            case "additionalProperties":
                yield from self._unknown(found, _additional(found))
            case "unevaluatedProperties" if strays := self.strays(found.path):
                yield from self._unknown(found, [key for key in found.value if key in strays])
            case "anyOf" | "oneOf" if found.branches:
                yield from self._choice(found)
            case "not" if found.expected == {} and found.path:
                yield _violation(found, found.path, Place.KEY, "is not allowed here")
            case _ if self._is_about_key(found):
                path = (*found.path, str(found.value))
                yield _violation(found, path, Place.KEY, f"as a key {_complaint(found)}")
            case _:
                yield _violation(found, found.path, Place.VALUE, _complaint(found))

    def _missing(self, found: Finding, needed: Iterable[str], why: str = "") -> Iterator[Violation]:
        known = self._known(found)
        strangers = [key for key in found.value if key not in known] if known else []
        for key in needed:
            if key in found.value:
                continue
            written = closest(key, strangers)
            guess = f"; did you write {quoted(written)} for it?" if written else ""
            schema = _properties(found).get(key)
            gloss = _gloss(schema.get("description")) if isinstance(schema, Mapping) else ""
            predicate = f"is missing{why}{guess}{gloss}"
            yield _violation(found, (*found.path, key), Place.MISSING, predicate)

    def _unknown(self, found: Finding, keys: Iterable[str]) -> Iterator[Violation]:
        unused = [key for key in self._known(found) if key not in found.value]
        for key in keys:
            meant = closest(key, unused)
            guess = f"; did you mean {quoted(meant)}?" if meant else ""
            path = (*found.path, key)
            yield _violation(found, path, Place.KEY, f"is not a known key{guess}")

    def _known(self, found: Finding) -> Collection[str]:
        return _properties(found) if found.path else self.known

    def _choice(self, found: Finding) -> Iterator[Violation]:
        rejections = [each for branch in found.branches if (each := _rejection(branch))]
        marks = [each for branch in found.branches if (each := _mark(branch))]
        missing = [key for branch in found.branches if (key := _all_that_is_missing(branch))]
        if len(rejections) == len(found.branches):
            predicate = must_be(rejections) + _gloss(found.description)
            yield _violation(found, found.path, Place.VALUE, predicate)
        elif len(marks) == len(found.branches) and len({each.path for each in marks}) == 1:
            yield _violation(found, marks[0].path, Place.VALUE, must_be(marks))
        elif len(missing) == len(found.branches) > 1:
            others = listed(map(quoted, missing[1:]))
            predicate = f"is missing; {others} would do as well"
            yield _violation(found, (*found.path, missing[0]), Place.MISSING, predicate)
        else:
            for each in min(found.branches, key=_distance):
                yield from self.explained(each)

    def _is_about_key(self, found: Finding) -> bool:
        """Whether `propertyNames` found it: then what was judged is not the value at its path."""
        value = self.data
        for step in found.path:
            value = value[step]
        return value is not found.value


def _violation(found: Finding, path: KeyPath, place: Place, predicate: str) -> Violation:
    return Violation(path, place, found.keyword, sentence(path, predicate))


def _complaint(found: Finding) -> str:
    return complaint(found) + (_gloss(found.description) if found.path else "")


def _gloss(description: Any) -> str:
    """Return what a field is, as an addition to what is wrong with it."""
    return f" ({first_sentence(str(description))})" if description else ""


def _additional(found: Finding) -> Iterator[str]:
    known = _properties(found)
    patterns = found.schema.get("patternProperties", ())
    for key in found.value:
        if key not in known and not any(fits("pattern", pattern, key) for pattern in patterns):
            yield key


def _properties(found: Finding) -> Mapping[str, Any]:
    properties: Mapping[str, Any] = found.schema.get("properties", {})
    return properties


def _rejection(branch: Iterable[Finding]) -> Finding | None:
    """Return the finding that the value is another thing altogether, if there is one."""
    here = {each.keyword: each for each in branch if not each.depth}
    return here.get("type") or here.get("enum") or here.get("const")


def _mark(branch: Iterable[Finding]) -> Finding | None:
    """Return the finding that what tells branches apart is another: `kind: {"const": "video"}`."""
    told = (each for each in branch if each.keyword in {"enum", "const"} and each.depth == 1)
    return next(told, None)


def _all_that_is_missing(branch: Iterable[Finding]) -> str | None:
    """Return the one key whose absence is all that a branch complains about."""
    if any(each.keyword != "required" or each.depth for each in branch):
        return None
    keys = {key for each in branch for key in each.expected if key not in each.value}
    return keys.pop() if len(keys) == 1 else None


def _distance(branch: Collection[Finding]) -> tuple[bool, bool, bool, int]:
    """Return how far a value is from a branch.

    By whether the branch allows nothing at all, by its type, by its mark, by what else is wrong.
    """
    here = {each.keyword for each in branch if not each.depth}
    return "" in here, "type" in here, _mark(branch) is not None, len(branch)
