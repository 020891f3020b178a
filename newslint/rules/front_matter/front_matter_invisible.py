"""The rule front-matter-invisible."""

import re
from collections.abc import Iterable, Iterator

from newslint import scripts
from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.front_matter import FrontMatter, Path, Scalar, Style
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class FrontMatterInvisible(Rule, frozen=True):
    """Values hold no characters that nobody can see, and no odd spaces.

    ## Why

    A tag with a zero-width space in it is another tag, with a page of its own; a slug gets
    `%E2%80%8B` in its URL; search does not find the headline. Non-breaking spaces come along from
    text processors and keep long headlines from breaking on a phone.

    ## What to do

    Delete what cannot be seen, as the fix does; in a URL, path or slug it takes `--unsafe`, for
    without it that is another one. What emoji and scripts such as Persian or Thai need stays.

    Write plain spaces, as `--unsafe` does. Where good typography asks for another one it stays:
    beside figures, short words with a full stop, dashes and French punctuation, and the wide space
    of Chinese and Japanese.
    """

    fixes = Applicability.SAFE

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every value with invisible characters or odd spaces."""
        front_matter = document.front_matter
        if front_matter is None or not _may_hold_one(front_matter.written):
            return
        for path, scalar in front_matter.scalars():
            if not isinstance(scalar.value, str) or scalar.style is Style.ALIAS:
                continue
            if scalar.value.isascii():
                continue
            if found := _invisible(scalar.value):
                names = _named(scripts.name(character) for match in found for character in match[0])
                is_safe = not _is_address(path, scalar.value)
                fix = _fix(front_matter, scalar, found, is_safe=is_safe)
                yield Problem(scalar.span, f"Invisible character: {names}", fix)
            if found := _odd_spaces(scalar.value):
                names = _named(_SPACES[character] for match in found for character in match[0])
                fix = _fix(front_matter, scalar, found, " ", is_safe=False)
                yield Problem(scalar.span, f"Odd space: {names}", fix)


def _may_hold_one(written: str) -> bool:
    """Whether such a character stands in a block, or a backslash that may write one."""
    # Python finds none of them printable.
    return "\\" in written or not scripts.uncommon(written).isprintable()


def _named(names: Iterable[str]) -> str:
    """Return the names, each once, with how often if that is more than once in all."""
    names = list(names)
    count = f" ({len(names)} characters)" if len(names) > 1 else ""
    return ", ".join(dict.fromkeys(names)) + count


_ADDRESSES = frozenset(
    (
        *("slug", "permalink", "url", "canonical", "aliases", "redirect_from", "redirect_to"),
        *("image", "images", "cover", "banner", "thumbnail", "headimg"),
    )
)


def _is_address(path: Path, value: str) -> bool:
    """Whether a value leads somewhere, so that other characters would lead elsewhere."""
    return path[0] in _ADDRESSES or ("/" in value and not re.search(r"\s", value))


_Found = list[re.Match[str]]

_INVISIBLE = regex(f"{scripts.INVISIBLE}++")


def _invisible(value: str) -> _Found:
    return [
        match
        for match in _INVISIBLE.finditer(value)
        if not scripts.needs(
            value[max(0, match.start() - 1) : match.start()],
            match[0],
            value[match.end() : match.end() + 1],
        )
    ]


_SPACES = {
    "\u00a0": "non-breaking space",
    "\u1680": "Ogham space",
    **dict.fromkeys(map(chr, range(0x2000, 0x200B)), "space of a printer's width"),
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
    "\u202f": "narrow non-breaking space",
    "\u205f": "space of a printer's width",
    "\u3000": "wide space",
}
_ODD_SPACES = regex(f"[{''.join(_SPACES)}]++")
_SET_BEFORE = regex(r"(?:[\d«‹–—]|\b\w{1,4}\.)\Z")
_SET_AFTER = regex(r"[\d!?;:»›%‰€$£°–—]")
_WIDE = regex(
    "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)


def _odd_spaces(value: str) -> _Found:
    """Return the spaces that no typography asks for."""
    found = []
    for match in _ODD_SPACES.finditer(value):
        before = value[max(0, match.start() - 6) : match.start()]
        after = value[match.end() : match.end() + 1]
        if match[0] == "\u3000" and before and after and _WIDE.search(before[-1:] + after):
            continue
        if len(match[0]) == 1 and (_SET_BEFORE.search(before) or _SET_AFTER.match(after)):
            continue
        found.append(match)
    return found


def _fix(
    front_matter: FrontMatter, scalar: Scalar, found: _Found, text: str = "", *, is_safe: bool
) -> Fix | None:
    changes = [Edit(Span(*match.span()), text) for match in found]
    try:
        edits = front_matter.edits(scalar, changes)
    except ValueError:
        return None
    title = "Write plain spaces" if text else "Remove what cannot be seen"
    return Fix.safe(title, *edits) if is_safe else Fix.unsafe(title, *edits)
