"""The tokenizer's states as regular expressions: tags, attributes, comments, raw text.

HTML standard, section 13.2.5. Repetitions are possessive, so that no input costs a second look.
"""

import re
from functools import lru_cache

from newslint.regex import regex

# A carriage return is white space here, because the standard's preprocessing makes it a line feed.
SPACE = "\t\n\f\r "
_SPACE = r"[\t\n\f\r\ ]"
_BETWEEN = r"[\t\n\f\r\ /]"
_TAG_NAME = r"[A-Za-z] [^\t\n\f\r\ />]*+"

# Sections 13.2.5.32 to 13.2.5.39. Only the first character of a name may be `=`; a value may be
# missing after `=`; a quote that is never closed runs to the end of the file.
_ATTRIBUTE = rf"""
    (?P<name> [^\t\n\f\r\ />] [^\t\n\f\r\ />=]*+ )
    (?: {_SPACE}*+ =
        (?: {_SPACE}*+
            (?: " (?P<double> [^"]*+ ) "?+
              | ' (?P<single> [^']*+ ) '?+
              | (?P<unquoted> [^\t\n\f\r\ >"'] [^\t\n\f\r\ >]*+ )
            )
        )?+
    )?+
"""
_ATTRIBUTES = rf"(?: {_BETWEEN}*+ {re.sub('[?]P<[a-z]+>', '?:', _ATTRIBUTE)} )*+"

ATTRIBUTE = regex(rf"{_BETWEEN}*+ {_ATTRIBUTE}", re.VERBOSE)
"""One attribute with the white space and slashes before it; searched for after a tag's name.

`lastgroup` says how its value is written: "double", "single", "unquoted", or "name" without one.
"""

# Sections 13.2.5.6 to 13.2.5.8, 13.2.5.40 to 13.2.5.53 and 13.2.5.69.
MARKUP = regex(
    rf"""
    < (?: (?P<start> {_TAG_NAME} ) (?: > | (?P<attributes> {_ATTRIBUTES} ) {_BETWEEN}*+ > )
      | / (?P<end> {_TAG_NAME} ) (?: > | {_ATTRIBUTES} {_BETWEEN}*+ > )
      | (?P<unclosed> /?+ [A-Za-z] ) .*+
      | (?P<comment> !-- ) (?: -?> | .*? (?: --!?> | \Z ) )
      | (?P<cdata> !\[CDATA\[ )
      | (?P<declaration> [!?] | / (?!\Z) ) [^>]*+ >?+
    )
    """,
    re.VERBOSE | re.DOTALL,
)
"""The next tag, comment or declaration; `lastgroup` says which. Nothing follows an unclosed tag.

`start` and `end` are names of tags; a start tag with more than its name has `attributes`, perhaps
empty ones.
Of a CDATA section it is the beginning only: what ends one depends on where it stands.
"""

_SCRIPT_DATA = regex(
    rf"(?P<escape> <!(?=--) ) | (?P<unescape> --> ) | < (?P<end> / )? script (?={_BETWEEN}|>)",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


def text_end(text: str, start: int, name: str) -> int:
    """Return where the text of a `textarea`, `style` or the like ends, if it begins at `start`.

    That is where its end tag begins, or the end of the text: sections 13.2.5.9 to 13.2.5.14.
    """
    end_tag = re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE | re.ASCII)
    found = end_tag.search(text, start)
    return found.start() if found else len(text)


def script_end(text: str, start: int) -> int:
    """Return where a script that begins at `start` ends: sections 13.2.5.15 to 13.2.5.31.

    In a comment, `<script>` hides the next `</script>`.
    """
    commented = hidden = False
    for found in _SCRIPT_DATA.finditer(text, start):
        if found.lastgroup == "escape":
            commented = True
        elif found.lastgroup == "unescape":
            commented = hidden = False
        elif found.lastgroup is None:
            hidden = commented
        elif hidden:
            hidden = False
        else:
            return found.start()
    return len(text)


def cdata_end(text: str, start: int, *, foreign: bool) -> int:
    """Return where a CDATA section ends whose content begins at `start`: section 13.2.5.69.

    Outside SVG and MathML it is a comment that ends with the first `>`.
    """
    terminator = "]]>" if foreign else ">"
    found = text.find(terminator, start)
    return len(text) if found == -1 else found + len(terminator)


def closes_itself(start_tag: re.Match[str]) -> bool:
    """Return whether a start tag ends with a slash that is not the end of an unquoted value."""
    behind = slice(start_tag.end("attributes"), start_tag.end())
    return start_tag.lastgroup == "attributes" and start_tag.string[behind].endswith("/>")


@lru_cache(maxsize=1024)
def lower(name: str) -> str:
    """Return the name of a tag or an attribute in ASCII lower case, as the tokenizer does."""
    return name.lower() if name.isascii() else name.translate(_LOWER)


_LOWER = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
