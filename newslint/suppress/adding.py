"""How problems are silenced where they are: comments in the syntax of the place, with a reason."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace

from newslint.diagnostic import Diagnostic, Edit, apply
from newslint.document import Document
from newslint.front_matter import Format, FrontMatter
from newslint.suppress.directive import Verb
from newslint.suppress.page import harmless, rendered
from newslint.suppress.reading import KEY, directives
from newslint.text import Span, Text


def silenced(document: Document, diagnostics: Iterable[Diagnostic], reason: str) -> Document:
    """Return the document with a suppression beside each problem, or one for the whole file.

    A comment stands on the line above, behind the line, or else at the top of the file: in the
    first of these places where it does not change the page.
    """
    by_line: dict[int, set[str]] = {}
    for diagnostic in diagnostics:
        line = document.text.position(diagnostic.span.start).line
        by_line.setdefault(line, set()).add(diagnostic.rule)
    places = _Places(document, by_line, reason)
    above = places.possible(sorted(by_line), places.above)
    behind = places.possible(sorted(by_line.keys() - above.keys()), places.behind)
    result = _edited(document, [*above.values(), *behind.values()])
    rest = by_line.keys() - above.keys() - behind.keys()
    names = {name for line in rest for name in by_line[line]}
    return silenced_throughout(result, names, reason) if names else result


def silenced_throughout(document: Document, names: Iterable[str], reason: str) -> Document:
    """Return the document with a suppression of these rules for the whole file at its top."""
    names = sorted(names)
    front_matter = document.front_matter
    words = _words(Verb.FILE, names, reason)
    newline = document.text.newline
    if front_matter is not None and front_matter.closed:
        if front_matter.format in _COMMENTED:
            at = front_matter.content.start
            return _edited(document, [Edit(Span(at, at), f"# {words}{newline}")])
        if front_matter.root is not None:
            return _edited(document, [_key(front_matter, names, reason)])
    at = document.body.start
    after = newline * 2 if document.is_mdx else newline
    return _edited(document, [Edit(Span(at, at), f"{_comment(document, at, words)}{after}")])


class _Places:
    """Where comments can stand in a document, line by line; `names` are what each silences."""

    def __init__(self, document: Document, names: Mapping[int, set[str]], reason: str) -> None:
        self._document = document
        self._names = names
        self._reason = reason
        self._page = rendered(document)
        self._asked = len(directives(document))

    def possible(
        self, lines: Sequence[int], place: Callable[[int], Edit | None]
    ) -> dict[int, Edit]:
        """Return the edits that `place` proposes and that leave the page as it is, by line."""
        proposed = ((line, place(line)) for line in lines)
        return harmless({line: edit for line, edit in proposed if edit}, self._stays)

    def above(self, line: int) -> Edit | None:
        """Return the edit that puts a comment on a line of its own."""
        document = self._document
        span = document.text.line(line)
        if not self._takes_comments(span.start):
            return None
        written = document.text[span]
        indent = written[: len(written) - len(written.lstrip(" \t"))]
        if document.is_mdx and (indent or not _is_after_blank(document, span.start)):
            return None
        comment = self._comment(line, Verb.NEXT_LINE, span.start)
        return Edit(Span(span.start, span.start), f"{indent}{comment}{document.text.newline}")

    def behind(self, line: int) -> Edit | None:
        """Return the edit that puts a comment behind what stands on the line."""
        at = self._document.text.line(line).end
        if not self._takes_comments(at) or (
            self._document.is_mdx and at >= self._document.body.start
        ):
            return None
        return Edit(Span(at, at), f" {self._comment(line, Verb.LINE, at)}")

    def _takes_comments(self, at: int) -> bool:
        document = self._document
        front_matter = document.front_matter
        if document.templates.overlapping(Span(at, at)):
            return False
        if front_matter is None or at >= document.body.start:
            return True
        return front_matter.format in _COMMENTED and at >= front_matter.content.start

    def _comment(self, line: int, verb: Verb, at: int) -> str:
        words = _words(verb, sorted(self._names[line]), self._reason)
        return _comment(self._document, at, words)

    def _stays(self, edits: Collection[Edit]) -> bool:
        """Whether all these comments are read as suppressions and by nobody else."""
        after = _edited(self._document, edits)
        # What is the quickest to know comes first.
        return (
            rendered(after) == self._page
            and _values(after) == _values(self._document)
            and len(directives(after)) == self._asked + len(edits)
        )


_COMMENTED = frozenset((Format.YAML, Format.TOML))


def _words(verb: Verb, names: Iterable[str], reason: str) -> str:
    return f"newslint-{verb.value} {', '.join(names)} -- {reason}"


def _comment(document: Document, at: int, words: str) -> str:
    if at < document.body.start:
        return f"# {words}"
    return f"{{/* {words} */}}" if document.is_mdx else f"<!-- {words} -->"


def _is_after_blank(document: Document, at: int) -> bool:
    """Whether the line that starts here is the first of the body, or comes after a blank one."""
    before = document.text.content[document.body.start : at].split("\n")
    return len(before) == 1 or not before[-2].strip()


def _values(document: Document) -> object:
    return repr(document.front_matter.data) if document.front_matter else None


def _edited(document: Document, edits: Iterable[Edit]) -> Document:
    return replace(document, text=Text(apply(document.text.content, edits)))


def _key(front_matter: FrontMatter, names: Sequence[str], reason: str) -> Edit:
    """Return the edit that writes these names, and those that are there, under newslint's key."""
    said = front_matter.data.get(KEY)
    before = said.get("disable", []) if isinstance(said, dict) else said
    there = before.replace(",", " ").split() if isinstance(before, str) else before or []
    why = [str(said["reason"])] if isinstance(said, dict) and "reason" in said else []
    value = {
        "disable": [*dict.fromkeys((*there, *names))],
        "reason": "; ".join(dict.fromkeys((*why, reason))),
    }
    import json  # to check, nothing need be added

    written = json.dumps(value, ensure_ascii=False)
    if said is not None:
        return Edit(front_matter.value_span((KEY,)), written)
    edit = front_matter.insertion(KEY, "")
    return Edit(edit.span, f"{edit.text.removesuffix(_EMPTY)}{written}")


_EMPTY = '""'
