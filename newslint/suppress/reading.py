"""Where a document says what newslint is not to say: in comments, and under a key.

Comments of HTML, of every template dialect and of MDX stand in the body, those with `#` in YAML
and TOML front matter. What is shown as code asks for nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from collections.abc import Sequence as List

from msgspec.structs import replace

from newslint.document import Document
from newslint.front_matter import Format, FrontMatter, Mapping, Node, Scalar, Sequence
from newslint.regex import regex
from newslint.suppress.directive import Directive, Name, Verb, read
from newslint.text import Span, Spans, Text

KEY = "newslint"
"""The key of front matter for formats without comments."""


def directives(document: Document) -> tuple[Directive, ...]:
    """Return what the document asks for, in order."""
    if "newslint" not in document.text.content:
        return ()
    found = [*_in_front_matter(document), *_in_comments(document), *_in_templates(document)]
    return tuple(_placed(document.text, sorted(found, key=lambda each: each.span)))


def own_entry(document: Document) -> Span | None:
    """Return the entry of front matter that is newslint's own, None where there is none."""
    if "newslint" in document.text.content and document.front_matter is not None:
        for directive in _under_key(document.front_matter):
            return directive.span
    return None


def _in_front_matter(document: Document) -> Iterator[Directive]:
    front_matter = document.front_matter
    if front_matter is None:
        return
    yield from _under_key(front_matter)
    if front_matter.format not in {Format.YAML, Format.TOML}:
        return
    content, block = document.text.content, front_matter.content
    values = Spans.merged(scalar.span for _, scalar in front_matter.scalars())
    for found in _HASH.finditer(content, block.start, block.end):
        words = Span(*found.span("words"))
        span = Span(found.start(), words.end)
        if not values.covers(span.start) and (directive := read(content, words, span)):
            yield directive


_HASH = regex(r"(?<!\S)#++[ \t]*+(?P<words>newslint-[^\r\n]*+)")


def _under_key(front_matter: FrontMatter) -> Iterator[Directive]:
    if front_matter.root is None:
        return
    for entry in front_matter.root.entries:
        if entry.name != KEY:
            continue
        said, reason = entry.value, ""
        if isinstance(said, Mapping):
            inside = {each.name: each.value for each in said.entries}
            said, why = inside.get("disable", Sequence((), said.span)), inside.get("reason")
            reason = str(why.value) if isinstance(why, Scalar) else ""
        if names := tuple(_names(front_matter.content_of_file, said)):
            span = Span(entry.key.span.start, max(entry.key.span.end, entry.value.span.end))
            yield Directive(Verb.FILE, names, reason, span, entry)


def _names(content: str, node: Node) -> Iterator[Name]:
    """Yield the names in a list, or in a text that has them between commas."""
    if isinstance(node, Sequence):
        for item in node.items:
            if isinstance(item, Scalar) and isinstance(item.value, str) and item.value:
                yield Name(item.value, item.span)
    elif isinstance(node, Scalar) and isinstance(node.value, str):
        for found in _WORD.finditer(content, node.span.start, node.span.end):
            yield Name(found[0], Span(*found.span()))


_WORD = regex(r"[\w-]+")


def _in_comments(document: Document) -> Iterator[Directive]:
    content = document.text.content
    shown = [
        Span(element.span.end, element.end.start)
        for element in document.elements_named("pre", "code", "samp", "kbd")
        if element.end
    ]
    code = Spans.merged(shown)
    for comment in document.markup.comments:
        found = _COMMENT.fullmatch(content, comment.start, comment.end)
        if found and not code.covers(comment.start):
            yield from _read(content, found, comment)


_COMMENT = regex(r"<!--(?P<words>.*?)--!?>", re.DOTALL)


def _in_templates(document: Document) -> Iterator[Directive]:
    content, tokens = document.text.content, document.templates.spans
    for number, token in enumerate(tokens):
        if token.start < document.body.start or document.code.covers(token.start):
            continue
        if found := _REMARK.fullmatch(content, token.start, token.end):
            yield from _read(content, found, token)
        elif _OPENS.fullmatch(content, token.start, token.end) and number + 1 < len(tokens):
            closing = tokens[number + 1]
            if _CLOSES.fullmatch(content, closing.start, closing.end):
                whole, words = Span(token.start, closing.end), Span(token.end, closing.start)
                if directive := read(content, words, whole):
                    yield directive


_REMARK = regex(
    r"""
      \{\#[-+]?           (?P<jinja> .*? )      [-+]?\#\}
    | \{\{~?!--           (?P<handlebars> .*? ) --~?\}\}
    | \{\{~?!(?!--)       (?P<mustache> .*? )   ~?\}\}
    | \{\{(?:-\s+)?/\*    (?P<go> .*? )         \*/(?:\s+-)?\}\}
    | \{\{--              (?P<blade> .*? )      --\}\}
    | \{%[-+]?\s*\#       (?P<liquid> .*? )     [-+]?%\}
    | <%--                (?P<jsp> .*? )        --%>
    | <%\#                (?P<erb> .*? )        [-_]?%>
    | \{\s*/\*            (?P<mdx> .*? )        \*/\s*\}
    """,
    re.VERBOSE | re.DOTALL,
)
_OPENS = regex(r"\{%[-+~]?\s*comment\b[^%]*%\}")
_CLOSES = regex(r"\{%[-+~]?\s*endcomment\b[^%]*%\}")


def _read(content: str, comment: re.Match[str], span: Span) -> Iterator[Directive]:
    words = Span(*comment.span(comment.lastgroup or 0))
    if directive := read(content, words, span):
        yield directive


def _placed(text: Text, found: List[Directive]) -> Iterator[Directive]:
    """Yield the directives with the lines that they are about."""
    asking = Spans.merged(directive.span for directive in found)
    speaking = _speaking(text, asking)
    for directive in found:
        first, last = (
            text.position(at).line for at in (directive.span.start, directive.span.end - 1)
        )
        if directive.verb is Verb.LINE:
            yield replace(directive, lines=range(first, last + 1))
        elif directive.verb is Verb.NEXT_LINE:
            after = bisect_right(speaking, last)
            following = speaking[after] if after < len(speaking) else 0
            yield replace(directive, lines=range(following, following + bool(following)))
        else:
            yield directive


def _speaking(text: Text, asking: Spans) -> list[int]:
    """Return the lines that say something: blank ones and those of other directives do not."""
    return [
        number
        for number in range(1, text.line_count + 1)
        if _speaks(text, text.line(number), asking)
    ]


def _speaks(text: Text, line: Span, asking: Spans) -> bool:
    said = text[line].strip(" \t")
    start = line.start + text[line].find(said)
    written = Span(start, start + len(said))
    return bool(said) and not any(written in each for each in asking.overlapping(written))
