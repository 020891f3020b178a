"""The rule invisible-character."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.rule import Rule
from newslint.text import Span


@dataclass(frozen=True)
class InvisibleCharacter(Rule):
    """Text has no characters that nobody can see.

    ## Why

    Zero-width spaces and joiners come along from web pages and chat programs. Readers do not see
    them, but search does not find the word, links break, and spell checkers give up.

    ## What to do

    Delete them. Where a script needs them they stay: joiners in emoji, in Arabic and Indic
    scripts, zero-width spaces in Thai, Khmer, Lao and Burmese. In a URL they are reported only,
    for without them it is another one.
    """

    fixes = Applicability.SAFE

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every run of invisible characters between letters that need none."""
        content = document.text.content
        for match in document.matches(_INVISIBLE):
            around = (
                content[match.start() - 1 : match.start()] + content[match.end() : match.end() + 1]
            )
            if _NEEDS_THEM.search(around):
                continue
            span = Span(*match.span())
            names = ", ".join(dict.fromkeys(_NAMES[character] for character in match[0]))
            fix = None
            if not document.urls.covers(span.start):
                fix = Fix.safe("Remove what cannot be seen", Edit(span))
            yield Problem(span, f"Invisible character: {names}", fix)


_NAMES = {
    "\u180e": "Mongolian vowel separator",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u2060": "word joiner",
    "\ufeff": "byte order mark inside the text",
}
_INVISIBLE = re.compile(f"[{''.join(_NAMES)}]+")
_NEEDS_THEM = re.compile(
    "["
    "\u0600-\u07bf\u0860-\u08ff\ufb50-\ufdff\ufe70-\ufefc"  # Arabic, Syriac, Thaana
    "\u0900-\u0dff"  # the scripts of India
    "\u0e00-\u109f\u1780-\u18af\u1950-\u1aff"  # Thai, Lao, Tibetan, Burmese, Khmer, Mongolian …
    "\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0e\ufe0f"  # symbols shown as emoji
    "\U00011000-\U000115ff\U0001f000-\U0001faff"  # more scripts of India; emoji
    "]"
)
