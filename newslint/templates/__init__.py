"""Template tokens: what a site generator replaces before anyone reads the page.

They are opaque: no edit starts or ends inside one, and whatever parses the text around them sees
one long word in their place. Where engines disagree on where a token ends, the longer one counts.
"""

from collections.abc import Iterable

from newslint.templates.blocks import branches, code
from newslint.templates.braces import tokens
from newslint.templates.mdx import expressions
from newslint.text import MASK, Span

__all__ = ["MARKS", "branches", "code", "expressions", "mask", "tokens"]

MARKS = frozenset(["{{", "{%", "{#", "<%", "}}", "%}", "#}", "%>"])
"""What begins and ends tokens: characters that no edit may bring together."""


def mask(content: str, opaque: Iterable[Span]) -> str:
    """Return `content` with every character of the given spans replaced by `MASK`.

    The result is as long as `content`, so each offset means the same place in both.
    """
    parts = []
    done = 0
    for span in opaque:
        parts += [content[done : span.start], MASK * len(span)]
        done = span.end
    return "".join((*parts, content[done:])) if parts else content
