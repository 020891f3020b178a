"""The rule front-matter-duplicate-key."""

from collections.abc import Iterator

from newslint.diagnostic import Applicability, Fix, Problem, Severity
from newslint.document import Document
from newslint.front_matter import Entry, FrontMatter, Path
from newslint.rule import Rule
from newslint.text import Span


class FrontMatterDuplicateKey(Rule, frozen=True):
    """A key stands once in a mapping.

    ## Why

    Some parsers take the first value, some the last, some stop. Two `tags:` that were merged by
    hand lose half the tags without a word.

    ## What to do

    Keep one. The fix deletes a twin that says the very same; with `--unsafe` the first of two
    that differ goes, because parsers that do not stop take the last.
    """

    fixes = Applicability.SAFE
    severity: Severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every key that its mapping has already."""
        front_matter = document.front_matter
        if front_matter is None or front_matter.templated:
            return  # a template may write one key in each of its branches
        latest: dict[Path, Entry] = {}
        for duplicate in front_matter.duplicates:
            before = latest.get(duplicate.path, duplicate.first)
            latest[duplicate.path] = duplicate.again
            line = document.text.position(duplicate.first.key.span.start).line
            message = f"`{duplicate.again.name}` is given twice, first on line {line}"
            fix = _fix(document, front_matter, before, duplicate.again)
            yield Problem(duplicate.again.key.span, message, fix)


def _fix(document: Document, front_matter: FrontMatter, before: Entry, again: Entry) -> Fix | None:
    """Return what deletes one of two entries with no other of that key between them."""
    twins = _written(document, before) == _written(document, again)
    try:
        deletion = front_matter.deletion(again if twins else before)
    except ValueError:
        return None
    if twins:
        return Fix.safe("Delete the second", deletion)
    return Fix.unsafe("Delete the first, which most parsers ignore", deletion)


def _written(document: Document, entry: Entry) -> str:
    return document.text[Span(entry.key.span.start, entry.value.span.end)]
