"""What is wrong with a TOML block, said for the person who wrote it."""

import re

from newslint.front_matter.nodes import UnreadableError
from newslint.regex import regex

_PLACE = regex(
    r"(?P<problem>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)",
    re.DOTALL,
)
_KEY = regex(r"[ \t\[]*+([^=\]\n]*[^=\]\s])")
_INLINE_KEY = regex("inline table key '(.*)'")
_LONG_NUMBER = regex(r"[0-9_]{4300,}+")
_QUOTES = regex(
    r'\#[^\n]*+|"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}+|(?!""")"(?:[^"\\\n]|\\.)*+"'
    r"|'''(?:[^']|'(?!''))*+'{3,5}+|(?!''')'[^'\n]*+'"
    r"|(?P<open>\"\"\"|'''|\"|')",
    re.DOTALL,
)
_TWICE = regex("Cannot (?:overwrite|declare|mutate)|Duplicate")
_QUOTE_PROBLEM = regex("Unterminated string|Expected \"'|Illegal character '.n'")
_ESCAPE_PROBLEM = regex("Unescaped|hex value|not a Unicode scalar")
_IMPOSSIBLE_DATE = regex(r"(?<=[0-9]{4})-[0-9]|(?<=[0-9]{2}):[0-9]|(?<=[0-9])[Tt ][0-9]{2}:")

_MESSAGES = [
    (regex("Expected '=' after a key"), "TOML writes `key = value`; here an `=` is missing"),
    (regex("Invalid statement"), "This line is no `key = value`"),
    (regex("Invalid initial character for a key"), "A key is missing here"),
    (regex("Invalid value"), "This is no value; text needs quotes"),
    (regex("Expected newline or end of document"), "The value ends before this"),
    (regex("Unclosed array"), "A comma or the `]` of the list is missing here"),
    (regex("Unclosed inline table"), "A comma or the `}` of the table is missing here"),
    (regex("Expected ']"), "The `]` that ends a table's name is missing here"),
    (regex("[Cc]haracter '"), "An invisible control character stands here"),
    (regex("Invalid date"), "There is no such date or time"),
]


def explained(error: ValueError, text: str, offset: int) -> UnreadableError:
    """Return why `text`, which begins at character `offset` of the file, is no TOML."""
    place = _PLACE.fullmatch(str(error))
    if place is None:
        return _long_number(text, offset)
    problem = place["problem"]
    quote = _open_quote(text) if _QUOTE_PROBLEM.search(problem) else None
    if quote is not None:
        end = _line_end(text, quote.start())
        message = f"The quote `{quote[0]}` that opens here is never closed"
        return UnreadableError(quote.start() + offset, end + offset, message)
    at = _place(text, place)
    if _TWICE.search(problem):
        return _set_twice(problem, text, at, offset)
    if _ESCAPE_PROBLEM.search(problem):
        at = text.rfind("\\", 0, at + 1)
        return UnreadableError(at + offset, at + 2 + offset, "This backslash begins no escape")
    message = _message(problem, text, at)
    return UnreadableError(at + offset, _line_end(text, at) + offset, message)


def _message(problem: str, text: str, at: int) -> str:
    if _IMPOSSIBLE_DATE.match(text, at):
        return "There is no such date or time"
    for pattern, message in _MESSAGES:
        if pattern.search(problem):
            return message
    return f"This is no TOML: {problem}"


def _set_twice(problem: str, text: str, at: int, offset: int) -> UnreadableError:
    # The parser complains where the statement ends; its key begins the line.
    line = text.rfind("\n", 0, at) + 1
    inline = _INLINE_KEY.search(problem)
    key = _KEY.match(text, line, _line_end(text, at))
    name = inline[1] if inline else key[1] if key else ""
    start = max(text.rfind(name, line, at), line)
    end = max(start + len(name), start + 1)
    return UnreadableError(start + offset, end + offset, f"`{name}` is set a second time")


def _long_number(text: str, offset: int) -> UnreadableError:
    match = _LONG_NUMBER.search(text)
    start, end = match.span() if match else (0, 1)
    return UnreadableError(start + offset, end + offset, "This number is too long")


def _open_quote(text: str) -> re.Match[str] | None:
    """Return the first quote that has no partner."""
    return next((match for match in _QUOTES.finditer(text) if match["open"]), None)


def _place(text: str, place: re.Match[str]) -> int:
    """Return where the parser stopped, at the end of the text its last character."""
    last = max(len(text.rstrip()) - 1, 0)
    if place["line"] is None:
        return last
    start = 0
    for _ in range(int(place["line"]) - 1):
        start = text.find("\n", start) + 1
    return min(start + int(place["column"]) - 1, len(text) - 1)


def _line_end(text: str, at: int) -> int:
    newline = text.find("\n", at)
    end = len(text) if newline == -1 else newline
    return max(end - (text[end - 1 : end] == "\r"), at + 1)
