"""The rule front-matter-schema."""

from collections.abc import Iterator
from dataclasses import dataclass

from newslint.diagnostic import Applicability, Fix, Problem, Severity
from newslint.document import Document
from newslint.front_matter import FrontMatter, Scalar, Style
from newslint.rule import Rule
from newslint.schema import Place, Schema, Violation
from newslint.text import Span


@dataclass(frozen=True)
class FrontMatterSchema(Rule):
    """The values of front matter are what the site's JSON Schema says.

    ## Why

    Themes and feeds rely on the keys: a post without `date` sorts to the end, a `title` that is a
    number breaks a template, tags written as one text become one odd tag.

    ## What to do

    The message says what is expected and, in the words of the schema, what the key is for.

    newslint brings a schema of a news post. Name your own, by file:

    ```toml
    [[schemas]]
    files = ["posts/"]
    schema = "schemas/post.schema.json"
    ```

    A number or `true` where text must stand is put in quotes by the fix.
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
        for violation in self.schema.violations(front_matter.data):
            fix = _quoted(self.schema, front_matter, violation)
            yield Problem(_place(front_matter, violation), violation.message, fix)


def _place(front_matter: FrontMatter, violation: Violation) -> Span:
    path = violation.path
    if not path:
        return front_matter.fences[0]
    if violation.place is Place.VALUE:
        return front_matter.value_span(path) or front_matter.key_span(path)
    if violation.place is Place.KEY:
        return front_matter.key_span(path)
    while path := path[:-1]:
        if isinstance(path[-1], str):
            return front_matter.key_span(path)
    return front_matter.fences[0]


def _quoted(schema: Schema, front_matter: FrontMatter, violation: Violation) -> Fix | None:
    """Return what puts a value in quotes if that is all it lacks."""
    if violation.place is not Place.VALUE or violation.keyword not in {"type", "anyOf", "oneOf"}:
        return None
    node = front_matter.node(violation.path) if violation.path else None
    if not isinstance(node, Scalar) or node.style is not Style.PLAIN or node.value is None:
        return None
    if not schema.allows_at(front_matter.data, violation.path, node.written):
        return None
    return Fix.safe("Put the value in quotes", front_matter.rewrite(node, node.written))
