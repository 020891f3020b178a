"""Why front matter is not what its schema says."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Any

from jsonschema_rs import ValidationErrorKind
from jsonschema_rs import Validator as QuickValidator
from msgspec import Struct

from newslint.schema.explain import Explainer
from newslint.schema.finding import Finding, finding
from newslint.schema.judges import thorough
from newslint.schema.parts import Part, root
from newslint.schema.tracing import Tracer
from newslint.schema.violation import KeyPath, Place, Violation
from newslint.schema.words import sentence


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
        judges = (self._traced, self._judged) if _is_json(data) else (self._judged, self._traced)
        for findings in judges:
            try:
                found = {said for each in findings(data) for said in explainer.explained(each)}
            except (ValueError, ArithmeticError, RecursionError, re.error):
                # jsonschema cannot write integers of 4,301 digits nor read `\p{L}` in a key's
                # pattern; jsonschema-rs reads no lone surrogate, and nothing nested too deeply.
                continue
            return {each for each in found if not self._is_echo(each)} or found
        return {Violation((), Place.VALUE, "", sentence((), "holds what cannot be checked"))}

    def _traced(self, data: Mapping[str, Any]) -> Iterator[Finding]:
        return Tracer(self._whole, data).findings(self.quick.iter_errors(data))

    def _judged(self, data: Mapping[str, Any]) -> Iterator[Finding]:
        return map(finding, thorough(self.contents).iter_errors(data))

    @cached_property
    def _whole(self) -> Part:
        return root(self.contents)

    def _is_echo(self, violation: Violation) -> bool:
        """Whether a known key is called unknown, as is the standard's way with other mistakes.

        Where a part of a schema rejects the front matter, `unevaluatedProperties` forbids all
        that only this part names: one mistake would be reported as many.
        """
        is_stray = violation.keyword == "unevaluatedProperties" and len(violation.path) == 1
        return is_stray and violation.path[0] in self.properties

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


def _in_order(violation: Violation) -> tuple[list[str], str]:
    return [
        f"{step:09}" if isinstance(step, int) else step for step in violation.path
    ], violation.message


def _is_json(data: Mapping[str, Any]) -> bool:
    """Whether JSON can hold the data; what it cannot, such as NaN, jsonschema-rs takes for null."""
    try:
        json.dumps(data, allow_nan=False, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return False
    return True
