"""What is wrong with a YAML block, said for the person who wrote it."""

import re
from collections.abc import Callable

import yaml
from msgspec import Struct
from yaml.reader import Reader

from newslint.front_matter.nodes import UnreadableError
from newslint.regex import regex


class _Complaint(Struct, frozen=True):
    """What the parser met at `at`, while busy with something that began at `since`."""

    problem: str
    doing: str
    text: str
    at: int
    since: int

    def line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        end = self.text.find("\n", offset)
        end = len(self.text) if end == -1 else end
        return max(offset, end - (self.text[end - 1 : end] == "\r"))

    @property
    def before(self) -> str:
        """The line up to the place."""
        return self.text[self.line_start(self.at) : self.at]

    @property
    def character(self) -> str:
        """The character at the place, empty at the end of the block."""
        return self.text[self.at : self.at + 1]


DIRECTIVES = "YAML directives (`%`) have no place in front matter"

_Found = tuple[int, int, str]
_KEY = regex(r"""[ \t]*(?:-[ \t]+)*["']?([^\s:"'][^:\n]*?)["']?:(?:\s|\Z)""")
_GLUED_KEY = regex(r"[ \t]*([\w-]+):\S")
_DIRECTIVE = regex(r"^%[^\r\n]*", re.MULTILINE)
_CLOSED = regex(r"""["'][ \t]*\Z""")


def explained(error: yaml.MarkedYAMLError, text: str, offset: int) -> UnreadableError:
    """Return why `text`, which begins at character `offset` of the file, is no YAML."""
    problem = error.problem or ""
    at = error.problem_mark.index if error.problem_mark else 0
    since = error.context_mark.index if error.context_mark else at
    complaint = _Complaint(problem, error.context or "", text, at, since)
    for pattern, explain in _EXPLANATIONS:
        if pattern.search(problem):
            start, end, message = explain(complaint)
            break
    else:
        start, end, message = _rest(complaint, f"This is no YAML: {problem}")
    # A fault at the very end of the block points at its last character.
    end = min(max(end, start + 1), len(text))
    start = max(min(start, end - 1), 0)
    return UnreadableError(start + offset, end + offset, message)


def explained_control_character(text: str, offset: int) -> UnreadableError:
    """Return where `text` holds a character that YAML does not allow (section 5.1)."""
    match = Reader.NON_PRINTABLE.search(text)
    at = match.start() if match else 0
    code = ord(text[at]) if text else 0
    message = f"An invisible control character (U+{code:04X}) stands here"
    return UnreadableError(at + offset, at + offset + 1, message)


def _rest(complaint: _Complaint, message: str) -> _Found:
    """Blame the line from the place on."""
    return complaint.at, complaint.line_end(complaint.at), message


def _colon(complaint: _Complaint) -> _Found:
    start = complaint.line_start(complaint.at)
    key = _KEY.match(complaint.text, start, complaint.at)
    if key:
        message = f"`{key[1]}` holds a `: `; put its value in quotes"
        return start + len(key[0]), complaint.line_end(complaint.at), message
    above = complaint.line_start(max(start - 1, 0))
    glued = _GLUED_KEY.match(complaint.text, above, max(start - 1, 0))
    if glued:
        message = f"A space is missing after `{glued[1]}:`"
        return glued.start(1), glued.end(1) + 1, message
    indent = len(complaint.before) - len(complaint.before.lstrip())
    message = "This line is indented as if it went on with the value above"
    return start + indent, complaint.line_end(complaint.at), message


def _token(complaint: _Complaint) -> _Found:
    if complaint.character == "\t":
        return _tab(complaint)
    sign = "a backtick" if complaint.character == "`" else f"`{complaint.character}`"
    return _rest(complaint, f"A value cannot begin with {sign}; put it in quotes")


def _tab(complaint: _Complaint) -> _Found:
    at = complaint.at
    while complaint.text[at : at + 1] in {" ", "\r", "\n"}:
        at += 1
    if complaint.text[complaint.line_start(at) : at].strip():
        return at, at + 1, "A tab stands here; YAML wants spaces"
    return at, at + 1, "A tab indents this line; YAML wants spaces"


def _unclosed_quote(complaint: _Complaint) -> _Found:
    quote = complaint.text[complaint.since : complaint.since + 1]
    end = complaint.line_end(complaint.since)
    return complaint.since, end, f"The quote `{quote}` that opens here is never closed"


def _no_colon(complaint: _Complaint) -> _Found:
    start = complaint.since - 1
    if start >= 0 and complaint.text[start] in "\x85\u2028\u2029":
        code = ord(complaint.text[start])
        return start, start + 1, f"An invisible line break (U+{code:04X}) stands here"
    end = complaint.line_end(complaint.since)
    return complaint.since, end, "This line is no `key: value`"


def _no_key(complaint: _Complaint) -> _Found:
    if _CLOSED.search(complaint.before):
        message = "Text follows the closing quote; put the whole value in one pair of quotes"
    elif complaint.before.strip():
        message = "What stands here belongs neither to the key nor to the value before it"
    elif complaint.character == "-":
        message = "This list item stands under no key of its own"
    else:
        message = "This line is not indented like the lines around it"
    return _rest(complaint, message)


def _no_item(complaint: _Complaint) -> _Found:
    return _rest(complaint, "This line is no list item, and not indented like one's text")


def _unclosed_bracket(complaint: _Complaint) -> _Found:
    bracket = complaint.text[complaint.since : complaint.since + 1]
    message = f"The `{bracket}` that opens here is never closed, or a comma is missing after it"
    return complaint.since, complaint.line_end(complaint.since), message


def _no_content(complaint: _Complaint) -> _Found:
    if not complaint.character.strip():
        return _rest(complaint, "A value is missing here")
    return _token(complaint)


def _no_name(complaint: _Complaint) -> _Found:
    character = complaint.text[complaint.since : complaint.since + 1]
    message = f"A value cannot begin with `{character}`; put it in quotes"
    return complaint.since, complaint.line_end(complaint.since), message


def _escape(complaint: _Complaint) -> _Found:
    start = complaint.text.rfind("\\", 0, complaint.at + 1)
    written = complaint.text[start : start + 2]
    message = f"`{written}` means nothing between double quotes; write `\\\\` for a backslash"
    return start, start + 2, message


def _item_on_key_line(complaint: _Complaint) -> _Found:
    return _rest(complaint, "A list begins on a line of its own; text with `- ` needs quotes")


def _question_mark(complaint: _Complaint) -> _Found:
    return _rest(complaint, "A value cannot begin with `? `; put it in quotes")


def _document(complaint: _Complaint) -> _Found:
    directive = _DIRECTIVE.search(complaint.text)
    if directive:
        return directive.start(), directive.end(), DIRECTIVES
    return _rest(complaint, "This line is indented less than the lines above it")


def _block_header(complaint: _Complaint) -> _Found:
    sign = complaint.text[complaint.since : complaint.since + 1]
    return _rest(complaint, f"The text after `{sign}` must begin on the next line")


_EXPLANATIONS: list[tuple[re.Pattern[str], Callable[[_Complaint], _Found]]] = [
    # libyaml and PyYAML's own parser put the same complaint in different words.
    (regex("mapping values are not allowed"), _colon),
    (regex("cannot start any token"), _token),
    (regex("found a tab character"), _tab),
    (regex("unexpected (?:end of stream|document (?:indicator|separator))"), _unclosed_quote),
    (regex("could not find expected ':'"), _no_colon),
    (regex("did not find expected key|expected <block end>"), _no_key),
    (regex("did not find expected '-' indicator"), _no_item),
    (regex(r"expected ',' or '[]}]'"), _unclosed_bracket),
    (regex("expected (?:the )?node content"), _no_content),
    (regex("expected alphabetic or numeric|undefined tag handle|expected '>'|URI"), _no_name),
    (regex("unknown escape character|hexa?decimal|escape (?:code|sequence)"), _escape),
    (regex("sequence entries are not allowed"), _item_on_key_line),
    (regex("mapping keys are not allowed"), _question_mark),
    (regex("expected '?<document start>"), _document),
    (regex("comment or line break|chomping or indentation"), _block_header),
]
