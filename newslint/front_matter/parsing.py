"""From a file's text to its front matter."""

import re

from msgspec.structs import replace

from newslint.front_matter.block import FrontMatter
from newslint.front_matter.fences import Format, Outline, find_outline
from newslint.front_matter.nodes import (
    Mapping,
    Node,
    Sequence,
    SyntaxFault,
    UnreadableError,
)
from newslint.regex import regex
from newslint.text import MASK, Span

_CONFLICT = regex(r"^(?:<{7}|={7}|>{7})(?= |\r?$)[^\r\n]*+", re.MULTILINE)


def parse(content: str, masked: str) -> FrontMatter | None:
    """Return the front matter of a file, `None` where it has none.

    `content` is the decoded text of the whole file without its BOM; `masked` is the same text,
    of the same length, with U+E000 for each character of its template tokens. It is read where
    `content` cannot be.
    """
    outline = find_outline(content)
    if outline is None:
        return None
    templated = False
    root, fault = _read(content, outline)
    if fault is not None:
        filled = _filled(content, masked, outline)
        if filled != content:
            root, fault = _read(filled, outline)
        if root is not None:
            from newslint.front_matter.templated import restored_mapping

            root, templated = restored_mapping(root, content, filled), True
        else:
            fault = _conflict(content, outline) or fault
    opening, closing = outline.fences
    return FrontMatter(
        content_of_file=content,
        format=outline.format,
        span=Span(opening.start, closing.end if closing else outline.content.end),
        leading=outline.leading,
        fences=outline.fences,
        content=outline.content,
        body_start=outline.body_start,
        root=root,
        faults=() if fault is None else (fault,),
        templated=templated,
    )


def _read(content: str, outline: Outline) -> tuple[Mapping | None, SyntaxFault | None]:
    """Return the tree or why there is none; neither where there is nothing to read."""
    if outline.fences[1] is None or outline.format is Format.JAVASCRIPT:
        return None, None
    try:
        node = _node(content, outline)
    except UnreadableError as error:
        return None, _inside(error.fault, content, outline)
    if isinstance(node, Mapping):
        return node, None
    kind = "a list" if isinstance(node, Sequence) else "one piece of text"
    fault = SyntaxFault(node.span, f"Front matter is `key: value` pairs; this is {kind}")
    return None, _inside(fault, content, outline)


def _node(content: str, outline: Outline) -> Node:
    # A site writes its front matter in one format; the parsers of the others need not load.
    span = outline.content
    block = content[span.start : span.end]
    empty = Mapping((), Span(span.start, span.start))
    if outline.format is Format.YAML:
        from newslint.front_matter.flat_yaml import read_flat_yaml

        if flat := read_flat_yaml(block, span.start):
            return flat
        from newslint.front_matter.yaml import read_yaml

        return read_yaml(block, span.start) or empty
    if outline.format is Format.TOML:
        from newslint.front_matter.toml import read_toml

        return read_toml(block, span.start)
    from newslint.front_matter.json import read_json

    if outline.format is Format.HEXO_JSON:
        return replace(read_json(f"{{{block}}}", span.start - 1), span=span)
    if content.startswith("{", outline.fences[0].start):
        return read_json(f"{{{block}}}", span.start - 1)
    return read_json(block, span.start) if block.strip() else empty


def _inside(fault: SyntaxFault, content: str, outline: Outline) -> SyntaxFault:
    """Return `fault` within the block, and at the end of a line on its last character."""
    block = outline.content
    start = max(min(fault.span.start, block.end - 1), block.start)
    end = max(min(fault.span.end, block.end), start + 1)
    if not content[start:end].strip(" \r\n"):
        text = content[block.start : end].rstrip(" \r\n")
        start, end = block.start + max(len(text) - 1, 0), block.start + max(len(text), 1)
    return replace(fault, span=Span(start, end))


def _filled(content: str, masked: str, outline: Outline) -> str:
    start, end = outline.content.start, outline.content.end
    if masked.find(MASK, start, end) == -1:
        return content
    from newslint.front_matter.templated import readable

    return f"{content[:start]}{readable(masked[start:end], outline.format)}{content[end:]}"


def _conflict(content: str, outline: Outline) -> SyntaxFault | None:
    match = _CONFLICT.search(content, outline.content.start, outline.content.end)
    return SyntaxFault(Span(*match.span()), "A merge conflict is left here") if match else None
