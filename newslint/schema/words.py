"""Values, types and places in a writer's words."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

LONGEST = 40
"""How many characters of a value are quoted."""

TYPES = {
    "string": ("text",),
    "number": ("a number",),
    "integer": ("a whole number",),
    "boolean": ("`true`", "`false`"),
    "array": ("a list",),
    "object": ("a group of keys",),
    "null": ("empty",),
}
"""What the types of JSON are called."""

FORMATS = {
    "date": "a date such as `2024-05-17`",
    "date-time": "a date and time such as `2024-05-17T09:30:00+02:00`",
    "time": "a time such as `09:30:00Z`",
    "duration": "a length of time such as `P1DT2H`",
    "email": "an e-mail address such as `desk@example.org`",
    "idn-email": "an e-mail address such as `desk@example.org`",
    "hostname": "a host name such as `example.org`",
    "idn-hostname": "a host name such as `example.org`",
    "ipv4": "an IPv4 address such as `192.0.2.1`",
    "ipv6": "an IPv6 address such as `2001:db8::1`",
    "uri": "a full URL such as `https://example.org/news/`",
    "iri": "a full URL such as `https://example.org/news/`",
    "uri-reference": "a URL or a path such as `/news/2024/`",
    "iri-reference": "a URL or a path such as `/news/2024/`",
    "uuid": "a UUID such as `0f8fad5b-d9cb-469f-a165-70867728950e`",
    "regex": "a regular expression",
    "language": "a language tag such as `en` or `pt-BR`",
}
"""What the formats of JSON Schema, and our own `language`, are called."""


def sentence(path: Sequence[str | int], predicate: str) -> str:
    """Return what is said about the value at `path`."""
    subject = place_name(path)
    return f"{subject[0].upper()}{subject[1:]} {predicate}"


def place_name(path: Sequence[str | int]) -> str:
    """Return how to speak of the value at `path`: "entry 2 of `tags`"."""
    name = ""
    for is_position, steps in groupby(path, key=lambda step: isinstance(step, int)):
        if is_position:
            for step in steps:
                name = f"entry {int(step) + 1} of {name or 'the front matter'}"
        else:
            keys = quoted(".".join(map(str, steps)))
            name = f"{keys} of {name}" if name else keys
    return name or "the front matter"


def quoted(text: str) -> str:
    """Return the text between backticks, on one line and not too long."""
    return f"`{shortened(text, LONGEST)}`" if text.strip() else '`""`'


def shown(value: Any) -> str:
    """Return the value as a writer would type it, between backticks."""
    if isinstance(value, str):
        return quoted(value)
    if value is None:
        return "empty"
    import json  # only faults are shown

    try:
        return quoted(json.dumps(value, ensure_ascii=False, skipkeys=True))
    except (ValueError, RecursionError):
        # Python writes no integer of more than 4,300 digits, and nothing nested a thousand deep.
        return "a very long value"


def kind(value: Any) -> str:
    """Return what sort of value it is: "text", "a number", "a list"."""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    for types, words in _KINDS:
        if isinstance(value, types):
            return words
    return "empty"


_KINDS = (
    (str, "text"),
    ((int, float), "a number"),
    (list, "a list"),
    (dict, "a group of keys"),
)


def listed(words: Iterable[str], conjunction: str = "or") -> str:
    """Return the words as a list in a sentence, each once: "a, b or c"."""
    *first, last = dict.fromkeys(words)
    return f"{', '.join(first)} {conjunction} {last}" if first else last


def counted(number: int, singular: str, plural: str) -> str:
    """Return "one entry", "3 entries"."""
    return f"one {singular}" if number == 1 else f"{number} {plural}"


def closest(word: str, known: Iterable[Any]) -> str | None:
    """Return the known word that `word` may have been meant to be, if there is one."""
    # Loaded late: valid front matter, the common case, needs no suggestions.
    from difflib import get_close_matches

    if len(word) > LONGEST:
        return None
    folded = {each.casefold(): each for each in known if isinstance(each, str)}
    matches = get_close_matches(word.casefold(), folded, n=1, cutoff=0.75)
    return folded[matches[0]] if matches else None


def shortened(text: str, length: int) -> str:
    """Return the text on one line, cut to at most `length` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"


def first_sentence(text: str) -> str:
    """Return the first sentence of a description, without its full stop."""
    return re.split(r"(?<=[.!?])\s", shortened(text, 120), maxsplit=1)[0].rstrip(".")
