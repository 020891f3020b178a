"""How to write a string into front matter: in which quotes, and with the smallest edit."""

import re

from newslint.diagnostic import Edit
from newslint.front_matter.fences import Format
from newslint.front_matter.nodes import Entry, Mapping, Node, Scalar, Style, walk
from newslint.front_matter.quoting import (
    JSON_STRING,
    TOML_BASIC,
    YAML_DOUBLE,
    YAML_SINGLE,
    may_be_plain,
)

_DOUBLE = {Format.YAML: YAML_DOUBLE, Format.TOML: TOML_BASIC}
_BARE_TOML_KEY = re.compile(r"[A-Za-z0-9_-]+\Z")


def quoted(text: str, kind: Format, *, single: bool) -> str:
    """Return `text` as a string literal on one line, if `single` in YAML's single quotes.

    Text that single quotes cannot hold gets double ones. Raises `ValueError` for a lone
    surrogate, which only JSON can write.
    """
    if single and kind is Format.YAML:
        try:
            return f"'{YAML_SINGLE.encode(text)}'"
        except ValueError:
            pass
    return f'"{_DOUBLE.get(kind, JSON_STRING).encode(text)}"'


def prefers_single(root: Mapping) -> bool:
    """Whether a value of the block is written in single quotes."""
    return any(isinstance(node, Scalar) and node.style is Style.SINGLE for _, node in walk(root))


def rewriting(content: str, kind: Format, root: Mapping, scalar: Scalar, text: str) -> Edit:
    """Return the smallest edit that makes `scalar`, a value or key under `root`, say `text`."""
    literal = scalar.literal
    if literal is not None and scalar.style is not Style.PLAIN:
        try:
            return Edit(literal.span, literal.syntax.encode(text))
        except ValueError:
            pass
    written = quoted(text, kind, single=prefers_single(root))
    if scalar.style is not Style.PLAIN:
        return Edit(scalar.span, written)
    if kind is Format.TOML and _is_key(root, scalar) and _BARE_TOML_KEY.match(text):
        return Edit(scalar.span, text)
    if kind is Format.YAML:
        in_flow = _is_in_flow(content, root, scalar)
        if may_be_plain(text, in_flow=in_flow):
            written = text
        written = _after_indicator(content, root, scalar) + written
    return Edit(scalar.span, written)


def _is_key(root: Mapping, scalar: Scalar) -> bool:
    return any(entry.key is scalar for entry in _entries(root))


def _is_in_flow(content: str, root: Mapping, scalar: Scalar) -> bool:
    """Whether brackets or braces stand around `scalar`."""
    return any(
        not isinstance(node, Scalar)
        and not node.aliased
        and content.startswith(("[", "{"), node.span.start)
        and scalar.span in node.span
        for _, node in walk(root)
    )


def _after_indicator(content: str, root: Mapping, scalar: Scalar) -> str:
    """Return what must stand before a value where nothing is written."""
    before = content[scalar.span.start - 1 : scalar.span.start]
    if len(scalar.span) > 0 or before.isspace():
        return ""
    no_colon = any(
        entry.value is scalar and entry.key.span.end == scalar.span.start
        for entry in _entries(root)
    )
    return ": " if no_colon else " "


def _entries(node: Node) -> list[Entry]:
    return [
        entry
        for _, inner in walk(node)
        if isinstance(inner, Mapping) and not inner.aliased
        for entry in inner.entries
    ]
