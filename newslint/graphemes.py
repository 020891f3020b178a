"""Characters as readers count them: `é` is one however it is written, and so is a family emoji.

Near to the extended grapheme clusters of Unicode (UAX #29): the standard library knows general
categories, not the properties that the clusters are made of.
"""

from unicodedata import category, normalize

from newslint.regex import regex

_FLAG = regex(r"[\U0001f1e6-\U0001f1ff]{2}")
_JOINER = "\u200d"
# Marks on the letter before, and what is not seen at all, such as a zero-width space.
_NOT_COUNTED = frozenset(("Mn", "Mc", "Me", "Cf"))


def count(text: str) -> int:
    """Return how many characters a reader sees in `text`; white space is seen."""
    if text.isascii():
        return len(text)
    # Composed first: the letters of a Korean syllable are no marks.
    text = _FLAG.sub("F", normalize("NFC", text))
    pairs = zip(f" {text}", text, strict=False)
    return sum(not _is_part(before, character) for before, character in pairs)


def misfit(text: str, least: int, most: int) -> str:
    """Return what is wrong with the length of a text, in words; empty if nothing is.

    Line breaks and runs of white space count as one character.
    """
    length = count(" ".join(text.split()))
    if length < least:
        return f"has {length} characters, and should have at least {least}"
    if length > most:
        return f"has {length} characters, and should have at most {most}"
    return ""


def _is_part(before: str, character: str) -> bool:
    """Whether a character is no further one to a reader."""
    if character.isascii():
        return False
    kind = category(character)
    is_skin_tone = "\U0001f3fb" <= character <= "\U0001f3ff"
    return kind in _NOT_COUNTED or is_skin_tone or (before == _JOINER and kind[0] == "S")
