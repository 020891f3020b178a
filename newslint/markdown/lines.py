"""Lines as pyromark has to see them."""

import re

from newslint.regex import regex
from newslint.text import MASK

_RETURN = regex(r"\r(?!\n)")
_DEEPEST = 512
_TOO_DEEP = regex(rf"^((?:[ \t]*+>){{{_DEEPEST}}}+)((?:[ \t]*+>)++)", re.MULTILINE)


def readable(source: str) -> str:
    """Return a text as long that pyromark reads as CommonMark does, in time linear in its length.

    A line feed ends the lines that a carriage return ended. That alone ends a line, too
    (CommonMark 2.1), and pyromark does not always know; one before a line feed stays. The marks of
    quotations deeper in others than browsers nest elements are masked, and so are words.
    """
    if "\r" in source:
        source = _RETURN.sub("\n", source)
    if source.count(">") > _DEEPEST:
        source = _TOO_DEEP.sub(_as_words, source)
    return source


def _as_words(marks: re.Match[str]) -> str:
    return marks[1] + MASK * len(marks[2])
