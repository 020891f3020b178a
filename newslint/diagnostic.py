"""What newslint says: problems, the fixes they carry, and diagnostics."""

from collections.abc import Iterable
from enum import Enum

from msgspec import Struct

from newslint.text import Span


class Severity(Enum):
    """How grave a problem is; configuration may change it."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    __hash__ = object.__hash__  # there is one of each; Enum's own would hash the name every time

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return _SEVERITIES.index(self)


_SEVERITIES = list(Severity)


class Applicability(Enum):
    """How far to trust a fix.

    A `SAFE` fix leaves the reader the same words and the same places to go; all others are
    `UNSAFE` and applied on request only.
    """

    SAFE = "safe"
    UNSAFE = "unsafe"

    __hash__ = object.__hash__


class Edit(Struct, frozen=True, order=True, array_like=True, gc=False):
    """Replace the characters of `span` by `text`; an empty span inserts."""

    span: Span
    text: str = ""


class Fix(Struct, frozen=True, array_like=True, gc=False):
    """Edits that are right together and wrong apart; they never overlap."""

    title: str
    applicability: Applicability
    edits: tuple[Edit, ...]

    @classmethod
    def safe(cls, title: str, *edits: Edit) -> "Fix":
        """Return a fix that keeps the reader's words and places to go."""
        return cls(title, Applicability.SAFE, edits)

    @classmethod
    def unsafe(cls, title: str, *edits: Edit) -> "Fix":
        """Return a fix that is applied on request only."""
        return cls(title, Applicability.UNSAFE, edits)


class Problem(Struct, frozen=True):
    """What a rule saw: where, in the writer's words, and perhaps how to put it right."""

    span: Span
    message: str
    fix: Fix | None = None


class Diagnostic(Struct, frozen=True, array_like=True, gc=False):
    """A problem as newslint reports it, with the rule that saw it and its severity.

    `url` leads to the rule's page.
    """

    rule: str
    group: str
    severity: Severity
    span: Span
    message: str
    fix: Fix | None
    url: str


def apply(content: str, edits: Iterable[Edit]) -> str:
    """Return `content` with all edits made; everything outside their spans stays as it is.

    Raises `ValueError` where two edits overlap or one lies outside the text.
    """
    parts = []
    done = 0
    for edit in sorted(edits):
        if not done <= edit.span.start <= edit.span.end <= len(content):
            raise ValueError(f"edit {edit} overlaps the one before it or leaves the text")
        parts += [content[done : edit.span.start], edit.text]
        done = edit.span.end
    return "".join((*parts, content[done:]))
