"""How a directive, or a name in it, is taken out of a file, and the page stays as it is."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from itertools import pairwise

from msgspec.structs import replace

from newslint.diagnostic import Edit, apply
from newslint.document import Document
from newslint.front_matter import Entry
from newslint.suppress.directive import Directive, Name
from newslint.suppress.page import harmless, rendered
from newslint.text import Span, Text


def removals(document: Document, directives: Iterable[Directive]) -> dict[Span, Edit]:
    """Return the edits that take out directives, each with its line where nothing else is on it.

    By the directives' spans; there is none for those that cannot go without a change of the page.
    """
    edits: dict[Span, Edit] = {}
    in_body = []
    for directive in directives:
        if directive.entry is not None:
            edits.update(_without_key(document, directive.span, directive.entry))
        elif directive.span.start < document.body.start:
            edits[directive.span] = Edit(next(_spans(document, directive)))
        else:
            in_body.append(directive)
    return edits | _from_body(document, in_body) if in_body else edits


def _without_key(document: Document, span: Span, entry: Entry) -> Iterator[tuple[Span, Edit]]:
    if document.front_matter is not None:
        # Where aliases repeat it, or TOML has it in parts, it stays.
        with suppress(ValueError):
            yield span, document.front_matter.deletion(entry)


def _from_body(document: Document, directives: Iterable[Directive]) -> dict[Span, Edit]:
    page = rendered(document)

    def stays(edits: Collection[Edit]) -> bool:
        spans = sorted(edit.span for edit in edits)
        if any(one.overlaps(other) for one, other in pairwise(spans)):
            return False
        changed = replace(document, text=Text(apply(document.text.content, edits)))
        return rendered(changed) == page

    found: dict[Span, Edit] = {}
    choices = {directive.span: [*_spans(document, directive)] for directive in directives}
    while choices:
        best = {span: Edit(spans.pop(0)) for span, spans in choices.items()}
        found |= harmless(best, stays)
        choices = {span: spans for span, spans in choices.items() if spans and span not in found}
    return found


def names_removed(
    document: Document, directive: Directive, idle: Collection[Name]
) -> tuple[Edit, ...]:
    """Return the edits that take names out of a directive; at least one name stays.

    None of them where a comment stands between the names.
    """
    edits = []
    kept = False
    for number, name in enumerate(directive.names):
        if name not in idle:
            kept = True
        elif kept:
            edits.append(Edit(Span(directive.names[number - 1].span.end, name.span.end)))
        else:
            edits.append(Edit(Span(name.span.start, directive.names[number + 1].span.start)))
    return () if any("#" in document.text[edit.span] for edit in edits) else tuple(edits)


def _spans(document: Document, directive: Directive) -> Iterator[Span]:
    """Yield what may go, the best first."""
    content, span = document.text.content, directive.span
    line = content.rfind("\n", 0, span.start) + 1
    newline = content.find("\n", span.end)
    line_end = len(content) if newline < 0 else newline
    before, after = content[line : span.start], content[span.end : line_end]
    if not before.strip() and not after.strip():
        yield from _lines(document.text, Span(line, line_end))
    elif not after.strip():
        yield Span(span.start - len(before) + len(before.rstrip(" \t")), span.end)
    elif not before.strip():
        yield Span(span.start, span.end + len(after) - len(after.lstrip(" \t")))
    yield span


def _lines(text: Text, line: Span) -> Iterator[Span]:
    """Yield the lines from one to another, with a blank one below if there is one above, too."""
    first, last = text.position(line.start).line, text.position(line.end).line
    if last == text.line_count:
        yield Span(text.line(first - 1).end if first > 1 else 0, len(text))
        return
    after = text.line(last + 1).start
    is_apart = first == 1 or _is_blank(text, first - 1)
    if is_apart and last + 1 < text.line_count and _is_blank(text, last + 1):
        yield Span(line.start, text.line(last + 2).start)
    yield Span(line.start, after)


def _is_blank(text: Text, number: int) -> bool:
    return not text[text.line(number)].strip()
