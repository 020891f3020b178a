"""The rule front-matter-schema."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from newslint.diagnostic import Applicability, Edit, Fix, Problem, Severity
from newslint.document import Document
from newslint.front_matter import FrontMatter, Node, Scalar, Style
from newslint.rule import Rule
from newslint.schema import Place, Schema, Violation
from newslint.text import Span


class FrontMatterSchema(Rule, frozen=True):
    """The values of front matter are what the site's JSON Schema says.

    ## Why

    Themes and feeds rely on the keys: a post without `date` sorts to the end, a `title` that is a
    number breaks a template, tags written as one text become one odd tag.

    ## What to do

    The message says what is expected and, in the words of the schema, what the key is for.

    newslint brings a schema of a news post, and those of nine site generators (`preset = "hugo"`).
    Name your own, by file:

    ```toml
    [[schemas]]
    files = ["posts/"]
    schema = "schemas/post.schema.json"
    ```

    A number or `true` where text must stand is put in quotes by the fix. `--unsafe` writes `false`
    for `no`, `off` and a `"false"` in quotes where a truth value must stand, and `true` likewise.
    A key that is missing gets the schema's `default`, if there is one; a choice in other capitals
    is written as the schema has it.
    """

    fixes = Applicability.SAFE
    severity: Severity = Severity.ERROR
    schema: Schema | None = None

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield everything that the schema of this file does not allow."""
        front_matter = document.front_matter
        if self.schema is None or front_matter is None or front_matter.root is None:
            return
        if front_matter.templated:
            return  # a scaffold: its values are not there yet
        violations = self.schema.violations(front_matter.data)
        fixes = _fixes(self.schema, front_matter, violations)
        for violation in violations:
            place = _place(front_matter, violation)
            if not document.templates.overlapping(place):
                fix = fixes.get(violation) or _written_out(self.schema, front_matter, violation)
                yield Problem(place, violation.message, fix)


def _place(front_matter: FrontMatter, violation: Violation) -> Span:
    path = violation.path
    if violation.place is Place.VALUE and path and (written := front_matter.value_span(path)):
        return written
    if violation.place is Place.MISSING:
        path = path[:-1]
    while path and isinstance(path[-1], int):
        path = path[:-1]  # an item has no key of its own
    return front_matter.key_span(path) if path else front_matter.fences[0]


def _written_out(schema: Schema, front_matter: FrontMatter, violation: Violation) -> Fix | None:
    """Return what writes a top-level value that the schema itself gives."""
    if len(violation.path) != 1:
        return None
    key = str(violation.path[0])
    try:
        if violation.place is Place.MISSING and key in schema.defaults:
            edit = front_matter.insertion(key, schema.defaults[key])
            return Fix.safe(f"Add `{key}` with its default", edit)
        if violation.keyword in {"enum", "const"}:
            return _chosen(front_matter, front_matter.node(violation.path), schema.choices.get(key))
    except ValueError:
        pass  # the block cannot take the value
    return None


def _chosen(front_matter: FrontMatter, node: Node, choices: Iterable[Any] | None) -> Fix | None:
    """Return what writes the choice that a text is, but for capitals and spaces."""
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        return None
    meant = node.value.strip().casefold()
    for choice in choices or ():
        if isinstance(choice, str) and choice.casefold() == meant:
            return Fix.safe(f"Write `{choice}`", front_matter.rewrite(node, choice))
    return None


_TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def _fixes(
    schema: Schema, front_matter: FrontMatter, violations: Iterable[Violation]
) -> Mapping[Violation, Fix]:
    """Return what puts those values right that only lack quotes, or have them without need."""
    mended: dict[Violation, tuple[str | bool, Fix]] = {}
    for violation in violations:
        if violation.place is Place.VALUE and violation.keyword in {"type", "anyOf", "oneOf"}:
            node = front_matter.node(violation.path)
            if isinstance(node, Scalar) and (better := _mended(front_matter, node)):
                mended[violation] = better
    if not mended:
        return {}
    values = {violation.path: value for violation, (value, _) in mended.items()}
    accepted = schema.accepted(front_matter.data, values)
    return {violation: fix for violation, (_, fix) in mended.items() if violation.path in accepted}


def _mended(front_matter: FrontMatter, scalar: Scalar) -> tuple[str | bool, Fix] | None:
    """Return what a value of the wrong type may have been meant to be, and the fix."""
    if isinstance(scalar.value, str):
        value = _TRUTH.get(scalar.value.lower())
        if value is None or scalar.syntax is None:
            return None
        written = str(value).lower()
        return value, Fix.unsafe(f"Write `{written}`", Edit(scalar.span, written))
    if scalar.value is None or scalar.style is not Style.PLAIN:
        return None
    try:
        edit = front_matter.rewrite(scalar, scalar.written)
    except ValueError:
        return None
    return scalar.written, Fix.safe("Put the value in quotes", edit)
