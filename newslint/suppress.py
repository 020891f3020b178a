"""What a writer asked newslint not to say, and where.

In the body `<!-- newslint-disable-next-line inline-style -- reason -->`, in YAML and TOML front
matter `# newslint-disable-line date-format`. `disable` holds up to `enable` or the end, `-line`,
`-next-line` and `-file` for what they name. Rules and groups are named; none named means all.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from newslint.diagnostic import Diagnostic
from newslint.document import Document
from newslint.front_matter import Format
from newslint.text import Span

_WORDS = r"newslint-(?P<verb>disable-next-line|disable-line|disable-file|disable|enable)"
_NAMES = r"(?P<names>(?:[\s,]+(?!--)[\w-]+)*)\s*(?:--\s.*)?"
_IN_COMMENT = re.compile(rf"<!--\s*{_WORDS}{_NAMES}-->", re.DOTALL)
_IN_FRONT_MATTER = re.compile(rf"(?<![^\s])\#\s*{_WORDS}{_NAMES}$", re.MULTILINE)


class Suppression(Struct, frozen=True):
    """One request: nothing of these rules and groups where a problem begins in `where`."""

    names: frozenset[str]
    where: Span
    span: Span
    """Where the request itself is written."""

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Whether this request silences the diagnostic."""
        named = not self.names or not self.names.isdisjoint((diagnostic.rule, diagnostic.group))
        return named and self.where.start <= diagnostic.span.start < self.where.end


def unsuppressed(document: Document, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the diagnostics that nothing in the document silences."""
    requests = suppressions(document)
    for diagnostic in diagnostics:
        if not any(request.covers(diagnostic) for request in requests):
            yield diagnostic


def suppressions(document: Document) -> tuple[Suppression, ...]:
    """Return what the document asks for, in order; words in code ask for nothing."""
    if "newslint-" not in document.text.content:
        return ()
    text = document.text
    everything_after = len(text) + 1
    found: list[Suppression] = []
    for match in _requests(document):
        span = Span(*match.span())
        names = frozenset(re.findall(r"[\w-]+", match["names"]))
        if match["verb"] == "enable":
            found = [_ended(request, names, span.start, everything_after) for request in found]
            continue
        if match["verb"] == "disable-file":
            where = Span(0, everything_after)
        elif match["verb"] == "disable":
            where = Span(span.end, everything_after)
        else:
            line = text.position(span.end).line + (match["verb"] == "disable-next-line")
            where = _line(document, line)
        found.append(Suppression(names, where, span))
    return tuple(found)


def _requests(document: Document) -> Iterator[re.Match[str]]:
    front_matter = document.front_matter
    if front_matter and front_matter.format in {Format.YAML, Format.TOML}:
        content = front_matter.content
        yield from _IN_FRONT_MATTER.finditer(document.text.content, content.start, content.end)
    for comment in document.markup.comments:
        if match := _IN_COMMENT.fullmatch(document.text.content, comment.start, comment.end):
            yield match


def _line(document: Document, number: int) -> Span:
    """Return a line with its line break; nothing where there is no such line."""
    text = document.text
    if number > text.line_count:
        return Span(len(text), len(text))
    line = text.line(number)
    return Span(line.start, line.end + len(text.newline))


def _ended(request: Suppression, names: frozenset[str], at: int, everything: int) -> Suppression:
    runs_on = request.where.end == everything and request.where.start > 0
    if runs_on and (not names or names == request.names):
        return Suppression(request.names, Span(request.where.start, at), request.span)
    return request
