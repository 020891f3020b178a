"""The rule front-matter-empty-value."""

from collections.abc import Iterator

from newslint.diagnostic import Applicability, Fix, Problem, Severity
from newslint.document import Document
from newslint.front_matter import Entry, FrontMatter, Scalar, Sequence
from newslint.rule import Rule
from newslint.schema import Schema


class FrontMatterEmptyValue(Rule, frozen=True):
    """A key has a value, or is not there.

    ## Why

    `tags:` with nothing behind it is not an empty list but `null`, no value at all. Docusaurus
    stops the build at it, and a theme that goes through the tags one by one may do the same.

    ## What to do

    Write the value, or delete the key, as `--unsafe` does. `null` and `~` are not reported: who
    writes them means them. Neither are keys that the schema does not know as text, list or date,
    nor those it requires, of which front-matter-schema speaks. An empty text or list is reported
    where the schema says how long it must be at least.

    ## Options

    - `allow`: keys that may be empty.
    """

    fixes = Applicability.UNSAFE
    severity: Severity = Severity.INFO
    schema: Schema | None = None
    allow: tuple[str, ...] = ()

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every key that has no value."""
        front_matter = document.front_matter
        if self.schema is None or front_matter is None or front_matter.root is None:
            return
        if front_matter.templated:
            return
        for entry in front_matter.root.entries:
            if not (_is_left_out(entry) or _is_empty(entry)):
                continue
            if entry.name in self.allow or entry.name in self.schema.required:
                continue
            if _is_left_out(entry) and self.schema.kinds.get(entry.name, set()) & _WITH_WORDS:
                yield _problem(front_matter, entry, f"`{entry.name}` has no value")
            elif _is_empty(entry) and _is_too_short(self.schema, front_matter, entry):
                yield _problem(front_matter, entry, f"`{entry.name}` is empty")


_WITH_WORDS = frozenset(("string", "array"))


def _is_left_out(entry: Entry) -> bool:
    value = entry.value
    return isinstance(value, Scalar) and value.value is None and not value.written


def _is_empty(entry: Entry) -> bool:
    value = entry.value
    if isinstance(value, Scalar):
        return value.value == ""
    return isinstance(value, Sequence) and not value.items


def _is_too_short(schema: Schema, front_matter: FrontMatter, entry: Entry) -> bool:
    return any(
        violation.path == (entry.name,) and violation.keyword in {"minLength", "minItems"}
        for violation in schema.violations(front_matter.data)
    )


def _problem(front_matter: FrontMatter, entry: Entry, message: str) -> Problem:
    try:
        fix = Fix.unsafe("Delete the key", front_matter.deletion(entry))
    except ValueError:
        fix = None
    return Problem(entry.key.span, message, fix)
