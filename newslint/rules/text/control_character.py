"""The rule control-character."""

import re
from collections.abc import Iterator

from newslint import templates
from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.front_matter import Style
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class ControlCharacter(Rule, frozen=True):
    r"""Text has no control characters but tabs and line breaks.

    ## Why

    They once moved the paper of a teleprinter; today they come along from text processors,
    databases and terminals. Feeds are XML, which forbids most of them: one backspace, even in
    code, and a reader's program refuses the whole feed. Line and paragraph separators break
    scripts that the text is pasted into. Browsers show a box, or nothing.

    ## What to do

    Delete them. The fix does so between letters, and writes a plain space for those that keep words
    apart: form feeds, vertical tabs, line separators. It takes `--unsafe` where Markdown could read
    the line another way. So do codes of a terminal (`[31m` behind an escape character), which go
    as a whole, and dashes and quotes of Windows-1252 that were read as control
    characters become what they were, also where Markdown has `&#150;` for a dash. In code they
    stay as they are, for only its author knows what is meant.

    In front matter, a backslash in double quotes makes them: `"C:\backup"` has a backspace in it.
    Write single quotes, or two backslashes.
    """

    fixes = Applicability.SAFE
    in_code = True

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every run of control characters, and every value with one."""
        content = document.text.content
        if any(_ANY.match(each) for each in document.unseen):
            for match in document.matches(_CONTROLS):
                if not _is_garbled(content, match.start()):
                    yield _problem(document, Span(*match.span()), match[0])
        if "&" in content:
            for match in document.matches(_REFERENCE):
                if not _is_shown(document, match):
                    yield _problem(document, Span(*match.span()), _meaning(match))
        yield from _in_values(document)


_ANY = regex("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")
# ECMA-48, sections 5.4 and 5.6: parameters, intermediate bytes and a final byte; or a string.
_TERMINAL = r"""
    (?: (?: \x1b\[ | \x9b ) [0-?]*+ [ -/]*+ [@-~]
      | \x1b\] [^\x07\x1b\n]*+ (?: \x07 | \x1b\\ )
    )++
"""
_CONTROLS = regex(
    rf"""
      {_TERMINAL}
    | [\x01-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9a\x9c-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]++
    | [\x1b\x9b]
    """,
    re.VERBOSE,
)
_REFERENCE = regex(
    r"""
    & \# (?: 0*+ (?P<decimal> [1-8] | 1[124-9] | 2\d | 3[01] | 12[7-9] | 1[345]\d | 823[23] )
           | [xX]0*+ (?P<hexadecimal>
                [1-8bBcCeEfF] | 1[\da-fA-F] | 7[fF] | [89][\da-fA-F] | 202[89]
             )
         ) ;
    """,
    re.VERBOSE,
)
_SPACES = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f\u2028\u2029")
_C1 = frozenset(map(chr, range(0x80, 0xA0)))
_UNSHOWN = frozenset(map(chr, (*range(1, 9), *range(0x0E, 0x1B), 0x7F)))


def _is_garbled(content: str, place: int) -> bool:
    """Whether a control character is a part of a letter of UTF-8 that was read as Latin-1."""
    return bool(re.search(r"[\xc2-\xf4][\x80-\xbf]{0,2}\Z", content[max(0, place - 3) : place]))


def _meaning(reference: re.Match[str]) -> str:
    digits = reference["decimal"]
    return chr(int(digits) if digits else int(reference["hexadecimal"], 16))


def _is_shown(document: Document, reference: re.Match[str]) -> bool:
    """Whether a reference is shown as it stands, or as what Windows-1252 has for it.

    HTML does the latter (section 13.2.5.80 of its standard), Markdown does not.
    """
    place = reference.start()
    is_repaired = _meaning(reference) in _C1 and document.html.covers(place)
    return is_repaired or document.code.covers(place)


def _problem(document: Document, span: Span, said: str) -> Problem:
    if len(said) > 1 and said[0] in "\x1b\x9b":
        shown = re.sub("[\x07\x1b\x9b]++", "", said)
        fix = Fix.unsafe("Remove the code of a terminal", Edit(span))
        return Problem(span, f"Code of a terminal: `{shown}`", fix)
    names = ", ".join(dict.fromkeys(map(_name, said)))
    count = f" ({len(said)} characters)" if len(said) > 1 else ""
    return Problem(span, f"Control character: {names}{count}", _fix(document, span, said))


_NAMES = {
    "\x07": "bell",
    "\x08": "backspace",
    "\x0b": "vertical tab",
    "\x0c": "form feed",
    "\x1b": "escape",
    "\x7f": "delete",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
}


def _name(character: str) -> str:
    number = f"U+{ord(character):04X}"
    if meant := _windows(character):
        return f"{number}, which is `{meant}` in Windows-1252"
    return _NAMES.get(character, number)


def _windows(character: str) -> str:
    """Return what a C1 control character is in Windows-1252, empty if it is nothing there."""
    return character.encode("latin-1").decode("cp1252", "ignore") if character in _C1 else ""


def _fix(document: Document, span: Span, said: str) -> Fix | None:
    content = document.text.content
    before = content[max(0, span.start - _NEAR) : span.start]
    after = content[span.end : span.end + _NEAR]
    if not _SPACES.issuperset(said):
        meant = "".join(map(_windows, said))
        if not meant and before[-1:] + after[:1] in templates.MARKS:
            return None  # without the character, it could be read as a template
        title = f"Write `{meant}`" if meant else "Remove the control character"
        is_trusted = _UNSHOWN.issuperset(said) and _is_between_letters(before, after)
        is_trusted = is_trusted and not document.urls.covers(span.start)
        return (Fix.safe if is_trusted else Fix.unsafe)(title, Edit(span, meant))
    # A neighbour that is white space, or the edge of a line, keeps words apart already.
    apart = not before or before[-1].isspace() or not after or after[0].isspace()
    edit = Edit(span, "" if apart else " ")
    title = "Remove it" if apart else "Write a space"
    if document.urls.covers(span.start) or not _is_among_words(before, after):
        return Fix.unsafe(title, edit)
    return Fix.safe(title, edit)


_NEAR = 200  # characters
# A tag that the character may stand in.
_BEGUN = regex(r"<[^<>]*+\Z")
_PLAIN = frozenset(",;:.?!%'\"()")
# A tag, a reference, a URL or the text of a link that would go on behind the character.
_GOES_ON = regex(r"(?:<[^<>]*+|&[#\w]*+|://[^\s<>]*+|\[[^\[\]]*+)\Z")
_ENDS = frozenset(" \r\n.,;!?")


def _is_among_words(before: str, after: str) -> bool:
    """Whether Markdown and HTML read what is around a character as text, and will without it."""
    if _BEGUN.search(before):
        return False
    left = before.rpartition("\n")[2].rstrip()
    line, _, following = after.partition("\n")
    right = line.strip()
    if not left:
        # At its start a line would become something else: a heading, a list, code.
        return line[:1].isalpha() or not (right or following.partition("\n")[0].strip())
    return _is_plain(left[-1]) and (not right or _is_plain(right[0]))


def _is_between_letters(before: str, after: str) -> bool:
    """Whether what is around a character is text, and is the same text without it."""
    if _GOES_ON.search(before) or re.match("[a-zA-Z]*+:", after):
        return False
    left, right = before[-1:], after[:1]
    if left.isalpha():
        return not right or right.isalnum() or right in _ENDS
    return right.isalpha() and (not left or left.isdigit() or left in _ENDS)


def _is_plain(character: str) -> bool:
    return character.isalnum() or not character.isascii() or character in _PLAIN


def _in_values(document: Document) -> Iterator[Problem]:
    """Yield the values of the front matter in which a backslash makes a control character."""
    front_matter = document.front_matter
    if front_matter is None or "\\" not in front_matter.written:
        return
    for _, scalar in front_matter.scalars():
        if not isinstance(scalar.value, str) or scalar.style is Style.ALIAS:
            continue
        if made := [match[0] for match in _ANY.finditer(scalar.value)]:
            names = ", ".join(dict.fromkeys(map(_name, made)))
            yield Problem(scalar.span, f"A backslash makes a control character: {names}")
