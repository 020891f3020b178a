"""The rule front-matter-key-order."""

from collections.abc import Iterable, Iterator
from itertools import takewhile

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.front_matter import Entry, Format, FrontMatter, Scalar, Style
from newslint.front_matter.nodes import walk
from newslint.regex import regex
from newslint.rule import Rule
from newslint.schema import Schema
from newslint.text import Span


class FrontMatterKeyOrder(Rule, frozen=True):
    """The keys of front matter come in one order.

    ## Why

    Where every post begins with the same keys, people see at once what is missing, and changes
    are easy to compare.

    ## What to do

    Put the keys in order. The fix does, and takes along what stands above a key (comments, blank
    lines) and below it (nested lines). JSON and front matter in braces are only reported, and so
    is what aliases or dotted keys tie to its place. Of TOML, the keys above the first table count.

    ## Options

    - `order`: keys in the order they are written in; others come after them as they are. Without
      it, `x-newslint-order` of the schema counts.
    """

    fixes = Applicability.SAFE
    default = False
    schema: Schema | None = None
    order: tuple[str, ...] = ()

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield the first key that is not in its place."""
        front_matter = document.front_matter
        if front_matter is None or front_matter.root is None or front_matter.templated:
            return
        order = self.order or (self.schema.order if self.schema else ())
        rank = {key: place for place, key in enumerate(order)}
        written = _movable(front_matter)
        ordered = sorted(written, key=lambda entry: rank.get(entry.name, len(rank)))
        for before, entry in zip(written, ordered, strict=True):
            if entry is not before:
                message = f"`{entry.name}` belongs before `{before.name}`"
                yield Problem(entry.key.span, message, _fix(front_matter, written, ordered))
                return


def _movable(front_matter: FrontMatter) -> list[Entry]:
    """Return the entries at the top level in written order, of TOML those before the first table.

    All that follows a table's header belongs to that table.
    """
    entries = front_matter.root.entries if front_matter.root else ()
    written = sorted(entries, key=lambda entry: entry.key.span)
    if front_matter.format is Format.TOML:
        return list(takewhile(lambda entry: not _before(front_matter, entry), written))
    return written


def _before(front_matter: FrontMatter, entry: Entry) -> str:
    """Return what stands before a key on its line."""
    content, key = front_matter.content_of_file, entry.key.span
    return content[content.rfind("\n", 0, key.start) + 1 : key.start].strip()


def _fix(front_matter: FrontMatter, written: list[Entry], ordered: list[Entry]) -> Fix | None:
    if front_matter.format not in {Format.YAML, Format.TOML} or _is_tied(front_matter):
        return None
    if _is_braced(front_matter):
        return None
    lines = list(_lines(front_matter, written))
    if len(lines) < len(written):
        return None
    content = front_matter.content_of_file
    moved = {
        id(entry): content[span.start : span.end]
        for entry, span in zip(written, lines, strict=True)
    }
    edits = [
        Edit(span, moved[id(entry)])
        for span, before, entry in zip(lines, written, ordered, strict=True)
        if entry is not before
    ]
    return Fix.safe("Put the keys in order", *edits)


def _is_braced(front_matter: FrontMatter) -> bool:
    """Whether YAML is written in braces, where commas tell the entries apart."""
    root = front_matter.root
    return root is not None and front_matter.content_of_file.startswith("{", root.span.start)


def _is_tied(front_matter: FrontMatter) -> bool:
    """Whether a value depends on where it stands: on an anchor above it, or on blank lines below.

    A block of text that begins with `|+` keeps the blank lines that follow it.
    """
    return front_matter.root is None or any(
        node.style is Style.ALIAS
        or (node.style in _BLOCKS and "+" in node.written.partition("\n")[0])
        if isinstance(node, Scalar)
        else node.aliased
        for _, node in walk(front_matter.root)
    )


_BLOCKS = {Style.LITERAL, Style.FOLDED}
# A comment that is indented belongs to the list or group above it.
_REST = regex(r"[^\n]*+\n(?:[ \t]++\#[^\n]*+\n)*+")
_DOTTED = regex(r"[ \t]*+\.")


def _lines(front_matter: FrontMatter, written: Iterable[Entry]) -> Iterator[Span]:
    """Yield the lines of each entry, up to the first one that does not have lines of its own.

    They reach from the end of the entry before to the end of its own value.
    """
    content = front_matter.content_of_file
    start = front_matter.content.start
    for entry in written:
        key, value = entry.key.span, entry.value.span
        rest = _REST.match(content, max(key.end, value.end), front_matter.content.end)
        is_dotted = front_matter.format is Format.TOML and _DOTTED.match(content, key.end)
        if key.start < start or rest is None or is_dotted or _before(front_matter, entry):
            return
        yield Span(start, rest.end())
        start = rest.end()
