"""Lines as pyromark has to see them."""

from newslint.regex import regex


def with_line_feeds(source: str) -> str:
    """Return a text as long in which a line feed ends the lines that a carriage return ended.

    That alone ends a line, too (CommonMark 2.1), and pyromark does not always know. One before a
    line feed stays.
    """
    return _RETURN.sub("\n", source) if "\r" in source else source


_RETURN = regex(r"\r(?!\n)")
