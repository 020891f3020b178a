"""Why front matter is not what its schema says."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jsonschema_rs import ValidationErrorKind
from jsonschema_rs import Validator as QuickValidator
from msgspec import Struct

from newslint.schema.explain import Explainer
from newslint.schema.finding import finding
from newslint.schema.judges import thorough
from newslint.schema.violation import KeyPath, Place, Violation
from newslint.schema.words import sentence

if TYPE_CHECKING:
    from jsonschema.protocols import Validator


class Reasons(Struct, frozen=True, eq=False, dict=True):
    """Finds the words for what a schema rejects.

    `quick` is the schema's quick judge, `properties` the keys that it knows by name.
    """

    contents: Mapping[str, Any]
    quick: QuickValidator
    properties: frozenset[str]

    def violations(self, data: Mapping[str, Any]) -> tuple[Violation, ...]:
        """Return what is wrong with data that the quick judge rejects, in order of the paths."""
        return tuple(sorted(self._found(data), key=_in_order))

    def _found(self, data: Mapping[str, Any]) -> set[Violation]:
        explainer = Explainer(data, self.properties, lambda path: self._strays(data, path))
        try:
            errors = self._judge.iter_errors(data)
            found = {each for error in errors for each in explainer.explained(finding(error))}
        except (ValueError, ArithmeticError, RecursionError, re.error):
            # jsonschema cannot write integers of 4,301 digits nor read `\p{L}` in a key's pattern.
            return set(self._plainly(data))
        return {each for each in found if not self._is_echo(each)} or found

    def _is_echo(self, violation: Violation) -> bool:
        """Whether a known key is called unknown, as is the standard's way with other mistakes.

        Where a part of a schema rejects the front matter, `unevaluatedProperties` forbids all
        that only this part names: one mistake would be reported as many.
        """
        is_stray = violation.keyword == "unevaluatedProperties" and len(violation.path) == 1
        return is_stray and violation.path[0] in self.properties

    def _plainly(self, data: Mapping[str, Any]) -> Iterator[Violation]:
        """Yield what jsonschema-rs can tell by itself: where, and by which keyword."""
        try:
            for error in self.quick.iter_errors(data):
                path = tuple(error.instance_path)
                message = sentence(path, "does not follow the schema")
                yield Violation(path, Place.VALUE, error.kind.name, message)
        except ValueError:
            yield Violation((), Place.VALUE, "", sentence((), "holds what cannot be checked"))

    def _strays(self, data: Mapping[str, Any], path: KeyPath) -> Collection[str]:
        """Return the keys that `unevaluatedProperties` forbids; jsonschema does not tell them."""
        try:
            errors = list(self.quick.iter_errors(data))
        except ValueError:
            return ()
        return {
            key
            for error in errors
            if isinstance(error.kind, ValidationErrorKind.UnevaluatedProperties)
            and tuple(error.instance_path) == path
            for key in error.kind.unexpected
        }

    @cached_property
    def _judge(self) -> "Validator":
        return thorough(self.contents)


def _in_order(violation: Violation) -> tuple[list[str], str]:
    return [
        f"{step:09}" if isinstance(step, int) else step for step in violation.path
    ], violation.message
