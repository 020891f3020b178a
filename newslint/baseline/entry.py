"""What stands for a problem in a baseline: what it is about, not where it is."""

from collections import Counter

from msgspec import Struct

from newslint.cache import digest
from newslint.report import FileReport, Located

_SHORT = 8  # characters; what is shorter is told apart by what stands around it
_AROUND = 32  # characters
_SHOWN = 40  # characters

Key = tuple[str, str, int]


class Entry(Struct, frozen=True, order=True, omit_defaults=True, forbid_unknown_fields=True):
    """An accepted problem.

    `text` is the beginning of what it is about, for people; `digest` stands for all of that. The
    `ordinal` (1-based) tells apart problems of one file that are the same in all else.
    """

    rule: str
    text: str
    digest: str
    ordinal: int = 1

    @property
    def key(self) -> Key:
        """What an entry is known by in its file."""
        return (self.rule, self.digest, self.ordinal)


def entries(file: FileReport) -> list[Entry]:
    """Return what stands for each problem of a file, in their order."""
    seen: Counter[tuple[str, str]] = Counter()
    result = []
    for each in file.located:
        rule, known_by = each.said.rule, _digest(each)
        seen[rule, known_by] += 1
        result.append(Entry(rule, _shown(each), known_by, seen[rule, known_by]))
    return result


def _digest(each: Located) -> str:
    """Return what stands for a problem's text, however it is indented and its lines end."""
    excerpt, said = each.excerpt, each.said
    marked = _normal(excerpt.marked)
    parts = [_subject(said.message), marked]
    if len(marked) < _SHORT:
        # More would make a problem look new as soon as its neighbour is repaired.
        parts += [_normal(excerpt.before)[-_AROUND:], _normal(excerpt.after)[:_AROUND]]
    if each.end.line > each.start.line:
        parts.append(f"{each.end.line - each.start.line} more lines")
    elif excerpt.cut[1]:
        parts.append(f"{len(said.span)} characters")  # the rest is not at hand
    return digest("\0".join(parts).encode(errors="surrogatepass")).hex()[:16]


def _subject(message: str) -> str:
    """Return what a message names first, such as the key that is missing.

    Its other words are newslint's, and may be put better one day.
    """
    parts = message.split("`", 2)
    return parts[1] if len(parts) > 2 else ""  # noqa: PLR2004 - before, between and behind


def _shown(each: Located) -> str:
    text = _normal(each.excerpt.marked)[:_SHOWN]
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else f"<U+{ord(one):04X}>" for one in text)


def _normal(text: str) -> str:
    return " ".join(text.split())
