"""Characters that nobody can see, and the scripts and emoji that need them."""

import re

NAMES = {
    "\u180e": "Mongolian vowel separator",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u2060": "word joiner",
    "\ufeff": "byte order mark inside the text",
}
"""What the invisible characters are called; tags, a whole alphabet of them, are not listed."""

INVISIBLE = f"[{''.join(NAMES)}\U000e0001\U000e0020-\U000e007f]"
"""A pattern for one invisible character."""


def name(character: str) -> str:
    """Return what an invisible character is called."""
    return NAMES.get(character, "tag")


def needs(before: str, invisible: str, after: str) -> bool:
    """Whether what is seen is written with the invisible characters between these two.

    `before` and `after` are the characters next to them, empty where there is none.
    """
    if re.search(_SCRIPTS, before + after):
        return "\ufeff" not in invisible
    if invisible == "\u200d":
        return bool(re.match(_EMOJI, before) and re.match(_EMOJI, after))
    # England's flag is a black one, followed by the tags "gbeng" and an end tag.
    return before == "\U0001f3f4" and invisible.endswith("\U000e007f")


# The scripts that need joiners, or spaces where no space is seen.
_SCRIPTS = (
    "["
    "\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufefc"  # Arabic, Syriac, Thaana …
    "\u0900-\u0dff\ua830-\ua8ff\uabc0-\uabff\U00011000-\U00011fff"  # the scripts of India
    "\u0e00-\u109f\u1780-\u18af\u1950-\u1bff\ua980-\uaaff"  # Thai to Burmese, Khmer, Javanese …
    "]"
)
# Patterns as text: `re` compiles those that a run meets.
_EMOJI = "[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\U0001f000-\U0001faff]"
