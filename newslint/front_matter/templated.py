"""Blocks that a template engine completes: made readable, then given their words back.

`title: {{ title }}` is no YAML, and `date = {{ now }}` no TOML. Where the template tokens are
masked, by characters that mean nothing to either, the rest can be read.
"""

import re

from msgspec.structs import replace

from newslint.front_matter.fences import Format
from newslint.front_matter.nodes import Entry, Mapping, Node, Scalar, Sequence, Style
from newslint.regex import regex
from newslint.text import MASK

_TOKENS = regex(rf"\#?{MASK}+")
_TOKENS_ALONE = regex(rf"^([ \t]*+){MASK}(?=[{MASK} \t]*+\r?$)", re.MULTILINE)
_BARE_TOKENS = regex(rf"([=:][ \t]*+){MASK}({MASK}+){MASK}(?=[ \t]*+(?:[,}}\r\n#]|\Z))")


def readable(masked: str, kind: Format) -> str:
    """Return a masked block, as long as before, in which the tokens stand as data.

    Lines of tokens alone (`{% if … %}`) become comments; where strings need quotes, tokens that
    are a whole value get them.
    """
    if kind in {Format.YAML, Format.TOML}:
        masked = _TOKENS_ALONE.sub(r"\1#", masked)
    if kind is not Format.YAML:
        masked = _BARE_TOKENS.sub(r'\1"\2"', masked)
    return masked


def restored(node: Node, content: str, masked: str) -> Node:
    """Return the tree of `masked` with the values that `content` has in the same places."""
    if isinstance(node, Scalar):
        return _restored_scalar(node, content, masked)
    if node.aliased:
        return node
    if isinstance(node, Sequence):
        return replace(node, items=tuple(restored(item, content, masked) for item in node.items))
    return restored_mapping(node, content, masked)


def restored_mapping(mapping: Mapping, content: str, masked: str) -> Mapping:
    """Return what `restored` does, of a mapping."""
    entries = [
        Entry(
            _restored_scalar(entry.key, content, masked),
            restored(entry.value, content, masked),
        )
        for entry in mapping.entries
    ]
    return replace(mapping, entries=tuple(entries))


def _restored_scalar(scalar: Scalar, content: str, masked: str) -> Scalar:
    written = content[scalar.span.start : scalar.span.end]
    mask = masked[scalar.span.start : scalar.span.end]
    if written == mask or not isinstance(scalar.value, str):
        return scalar
    if scalar.style is Style.DOUBLE and written[0] != '"':
        return Scalar(written, scalar.span, Style.PLAIN, written, None)
    tokens = [written[match.start() : match.end()] for match in _TOKENS.finditer(mask)]
    value = _TOKENS.sub(lambda match: tokens.pop(0) if tokens else match[0], scalar.value)
    # Escapes inside a token are the template's own: only what is written as it is can be edited.
    verbatim = value in {written, written[1:-1]}
    syntax = scalar.syntax if verbatim else None
    return replace(scalar, value=value, written=written, syntax=syntax)
