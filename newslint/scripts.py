"""Characters that nobody can see, and the scripts and emoji that need them."""

from newslint.regex import regex

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

RIGHT_TO_LEFT = (
    "["
    "\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"  # Hebrew, Arabic, Syriac, Thaana …
    "\U00010800-\U00010fff\U0001e800-\U0001efff"  # old Persia, Adlam …
    "]"
)
"""A pattern for one character of a script that is written from right to left."""

_COMMON = bytes((*b"\t\n\r", *range(0x20, 0x7F)))
# Besides control characters: marks, joiners, separators, private use, noncharacters and tags.
_UNSEEN = regex(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)


def uncommon(content: str) -> str:
    """Return the characters of a text, in order, that no typewriter has: most texts have few.

    That is what is not ASCII, and its control characters but tabs and line breaks.
    """
    # Bytes, for no pattern finds them as fast.
    return content.encode(errors="ignore").translate(None, _COMMON).decode()


def unseen(content: str) -> frozenset[str]:
    """Return which characters of a text show nothing of their own; most texts have none.

    White space that writers type, such as tabs and no-break spaces, is not among them.
    """
    # Python finds nothing printable among them.
    return frozenset() if content.isprintable() else frozenset(_UNSEEN.findall(content))


def name(character: str) -> str:
    """Return what an invisible character is called."""
    return NAMES.get(character, "tag")


def needs(before: str, invisible: str, after: str) -> bool:
    """Whether what is seen is written with the invisible characters between these two.

    `before` and `after` are the characters next to them, empty where there is none.
    """
    if _SCRIPTS.search(before + after):
        return "\ufeff" not in invisible
    if invisible == "\u200d":
        return bool(_EMOJI.match(before) and _EMOJI.match(after))
    # England's flag is a black one, followed by the tags "gbeng" and an end tag.
    return before == "\U0001f3f4" and bool(_REGION.fullmatch(invisible))


# The scripts that need joiners, or spaces where no space is seen.
_SCRIPTS = regex(
    "["
    "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"  # Hebrew, Arabic, Syriac, Thaana …
    "\U00010a00-\U00010fff\U0001e900-\U0001e95f\u2d30-\u2d7f"  # old Persia, Adlam, Tifinagh
    "\u0900-\u0dff\ua830-\ua8ff\uabc0-\uabff\U00011000-\U00011fff"  # the scripts of India
    "\u0e00-\u109f\u1780-\u18af\u1950-\u1c7f\u1cd0-\u1cff\ua980-\uaaff"  # Thai to Burmese, Khmer …
    "]"
)
_EMOJI = regex("[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\U0001f000-\U0001faff]")
# The code of a country and its part in lower-case tags; more could be a message that is hidden.
_REGION = regex("[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
