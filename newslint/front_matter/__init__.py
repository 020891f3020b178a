"""Front matter: values with their spans, one tree for YAML, TOML, JSON and Hexo's JSON."""

from newslint.front_matter.block import Duplicate, FrontMatter
from newslint.front_matter.fences import Format
from newslint.front_matter.nodes import (
    Entry,
    Mapping,
    Node,
    Path,
    Scalar,
    Sequence,
    Style,
    SyntaxFault,
)
from newslint.front_matter.parsing import parse

__all__ = [
    "Duplicate",
    "Entry",
    "Format",
    "FrontMatter",
    "Mapping",
    "Node",
    "Path",
    "Scalar",
    "Sequence",
    "Style",
    "SyntaxFault",
    "parse",
]
