"""From what was seen to JSON Schema: what nearly all values have in common.

A rule is learnt only where hardly any value breaks it; where more do, it is left out or widened.
"""

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any

from newslint.infer.seen import Seen
from newslint.schema import Schema
from newslint.schema.judges import fits

_FEWEST = 10
"""How many values there must be to learn more from them than their type."""
_OTHER_TYPES = 0.02
_OTHER_STRINGS = 0.01
"""Which share of the values may break a rule about types, or about text, that is learnt anyway."""


def schema_of(seen: Seen, required_from: float) -> dict[str, Any]:
    """Return the schema, of draft 2020-12, of front matter that was `seen`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A post of this site",
        "$comment": f"Learnt by newslint from {seen.total} files",
        "type": "object",
        **_group(seen, required_from, "files", _descriptions()),
    }


def _descriptions() -> Mapping[str, str]:
    """Return what the usual keys of a post are for, in our own words."""
    properties = Schema.bundled("article").contents["properties"]
    return {key: schema.get("description", "") for key, schema in properties.items()}


def _value(seen: Seen, required_from: float) -> dict[str, Any]:
    """Return what the values at one place have in common."""
    types = _types(seen)
    keywords: dict[str, Any] = {"type": types[0] if len(types) == 1 else types}
    if "string" in types:
        form = _form(seen.strings)
        if not form and (options := _options(seen.strings, types)):
            # They say which types there can be, too: one mistake is one message.
            return {"enum": options}
        keywords |= form or _lengths(seen.strings)
    if "array" in types and seen.items:
        keywords["items"] = {
            "$comment": _comment(seen.items, "entries"),
            **_value(seen.items, required_from),
        }
    if "object" in types:
        keywords |= _group(seen, required_from, "groups", {})
    return keywords


def _types(seen: Seen) -> list[str]:
    """Return the types of nearly all values, the most frequent first."""
    counts = Counter(seen.types)
    if "number" in counts:
        counts["number"] += counts.pop("integer", 0)
    others = seen.total * _OTHER_TYPES
    types = sorted(counts, key=lambda name: (-counts[name], name))
    while (others := others - counts[types[-1]]) >= 0:
        types.pop()
    return types


def _group(
    seen: Seen, required_from: float, unit: str, descriptions: Mapping[str, str]
) -> dict[str, Any]:
    """Return the keys of mappings, the most frequent first, and which of them are required."""
    total = seen.types["object"]
    known = {key: value for key, value in seen.properties.items() if _is_text(key)}
    keys = sorted(known, key=lambda key: -known[key].total)
    required = [key for key in keys if known[key].total >= total * required_from]
    keywords: dict[str, Any] = {}
    if required and total >= _FEWEST:
        keywords["required"] = required
    if keys:
        keywords["properties"] = {
            key: {
                "description": descriptions.get(key, ""),
                "$comment": _comment(known[key], f"of {total} {unit}"),
                **_value(known[key], required_from),
            }
            for key in keys
        }
    return keywords


def _comment(seen: Seen, where: str) -> str:
    """Return how many values there were and, where they differ, of which types."""
    said = f"Seen in {seen.total} {where}"
    if len(seen.types) == 1:
        return said
    return f"{said}: {', '.join(f'{name} {count}' for name, count in seen.types.most_common())}"


def _form(strings: Counter[str]) -> Mapping[str, Any]:
    """Return the keywords for how nearly all of these texts are written; none where they differ."""
    if strings.total() < _FEWEST:
        return {}
    return next((form for form in _FORMS if _fits_nearly_all(form, strings)), {})


_ISO_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ISO_TIME = "[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?( ?(Z|[+-][0-9]{2}:?[0-9]{2}))?"
# The first keyword judges, what comes after it explains. The narrower forms come first.
_FORMS: tuple[Mapping[str, Any], ...] = (
    {"format": "date"},
    {"format": "date-time"},
    {
        "pattern": f"^{_ISO_DATE}([T ]{_ISO_TIME})?$",
        "examples": ["2024-05-17", "2024-05-17 09:30:00"],
    },
    {"format": "uri"},
    {"format": "email"},
)


def _fits_nearly_all(form: Mapping[str, Any], strings: Counter[str]) -> bool:
    keyword, expected = next(iter(form.items()))
    others = strings.total() * _OTHER_STRINGS
    for text, count in strings.items():
        if not fits(keyword, expected, text):
            others -= count
        if others < 0:
            return False
    return True


_ENOUGH_LENGTHS = 50
"""How many different texts there must be for their lengths to say something."""
_SPREAD = 3
"""How many times as long as another a text may be, and both still count as alike."""
_ROOM = 1.5
"""How much longer than the longest, and shorter than the shortest, a text may still be."""


def _lengths(strings: Counter[str]) -> dict[str, int]:
    """Return bounds of the lengths where they are alike, and that a text is never empty."""
    if strings.total() < _FEWEST:
        return {}
    lengths = sorted(len(text) for text in strings.elements())
    others = int(len(lengths) * _OTHER_STRINGS)
    shortest, usual, longest = lengths[others], lengths[len(lengths) // 2], lengths[-1 - others]
    bounds = {"minLength": 1} if shortest else {}
    if len(strings) >= _ENOUGH_LENGTHS and longest < usual * _SPREAD:
        bounds["maxLength"] = math.ceil(longest * _ROOM / 10) * 10
        if longest < shortest * _SPREAD:
            bounds["minLength"] = max(1, int(shortest / _ROOM))
    return bounds


_MOST_OPTIONS = 12
_REPEATED = 10
"""How often the options of a vocabulary occur on average."""
_LONGEST_OPTION = 30
_MOST_SPACES = 3


def _options(strings: Counter[str], types: list[str]) -> list[str | None]:
    """Return the vocabulary, the most frequent word first; nothing where the text is free."""
    if not set(types) <= {"string", "null"}:
        return []
    total = strings.total()
    rare = max(1, total // 1000)
    words = [text for text, count in strings.most_common() if count > rare]
    if total - sum(strings[text] for text in words) > total * _OTHER_STRINGS:
        words = [text for text, _ in strings.most_common(_MOST_OPTIONS + 1)]
    if not 0 < len(words) <= _MOST_OPTIONS or total < len(words) * _REPEATED:
        return []
    if not all(map(_is_word, words)):
        return []
    return [*words, None] if "null" in types else [*words]


def _is_word(text: str) -> bool:
    return len(text) <= _LONGEST_OPTION and text.count(" ") <= _MOST_SPACES and _is_text(text)


def _is_text(text: str) -> bool:
    """Whether UTF-8 can write it: JSON can spell halves of characters that nothing else can."""
    return not any("\ud800" <= character <= "\udfff" for character in text)
