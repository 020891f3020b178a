"""Tags and attributes with exact spans, as a browser's tokenizer sees them.

The lexer follows section 13.2.5 of the HTML standard with one regular expression for all that
begins with `<`, and one for attributes. It builds no tree: it knows which end tag belongs to
which start tag, and which content is raw text, and nothing more.
"""

from newslint.html.elements import Attribute, Element
from newslint.html.markup import Markup, lex
from newslint.html.values import DOUBLE_QUOTED, SINGLE_QUOTED, UNQUOTED, unescape

__all__ = [
    "DOUBLE_QUOTED",
    "SINGLE_QUOTED",
    "UNQUOTED",
    "Attribute",
    "Element",
    "Markup",
    "lex",
    "unescape",
]
