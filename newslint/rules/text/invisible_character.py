"""The rule invisible-character."""

import re
from collections.abc import Iterator

from newslint import scripts, templates
from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html import unescape
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class InvisibleCharacter(Rule, frozen=True):
    """Text has no characters that nobody can see.

    ## Why

    Zero-width spaces and joiners come along from web pages and chat programs. Readers do not see
    them, but search does not find the word, links break, and spell checkers give up. Tags, a
    second alphabet that nobody can see, can even hide whole sentences.

    ## What to do

    Delete them, also where they are written as `&#8203;` or `&zwnj;`. Where a script needs them
    they stay: joiners in emoji, in Arabic and Indic scripts, zero-width spaces in Thai, Khmer, Lao
    and Burmese.

    The fix takes `--unsafe` in a URL, for without them it is another one, and next to markup, for
    some writers keep two asterisks apart with them. Two braces are not brought together: they
    could be read as a template.
    """

    fixes = Applicability.SAFE

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every run of invisible characters between letters that need none."""
        content = document.text.content
        is_written = any(_CHARACTER.match(each) for each in document.unseen)
        if not (is_written or ("&" in content and _REFERENCE.search(content))):
            return
        begun = _BEGINNING.match(content)
        beginning = Span(0, begun.end() if begun else 0)
        for match in document.matches(_INVISIBLE):
            characters = unescape(match[0])
            span = Span(*match.span())
            if scripts.needs(_seen_before(content, span), characters, _seen_after(content, span)):
                continue
            before = content[max(0, span.start - 1) : span.start]
            after = content[span.end : span.end + 1]
            names = ", ".join(dict.fromkeys(map(scripts.name, characters)))
            count = f" ({len(characters)} characters)" if len(characters) > 1 else ""
            would_open = before + after in templates.MARKS or _hides_fence(content, span)
            fix = None if would_open or span in beginning else _fix(document, span)
            yield Problem(span, f"Invisible character: {names}{count}", fix)


_CHARACTER = regex(scripts.INVISIBLE)
_REFERENCE = regex(
    r"""
    & (?: \#0*+(?:6158 | 820[345] | 8288 | 65279)
        | \#[xX]0*+(?:180[eE] | 200[b-dB-D] | 2060 | [fF][eE][fF][fF])
        | ZeroWidthSpace | zwnj | zwj | NoBreak
      ) ;
    """,
    re.VERBOSE,
)
_INVISIBLE = regex(rf"(?:{_CHARACTER.pattern}|{_REFERENCE.pattern})++", re.VERBOSE)

_FENCES = ("---", "+++", ";;;")
_FENCE = regex(r"\s*(?:-{3,}|\+{3,}|;{3,})\s*")
# Where front matter could begin without the characters. In Hexo's, values in quotes need no fence.
_BEGINNING = regex(rf"(?:\s|{_CHARACTER.pattern})*+(?:---|\+\+\+|;;;|[{{\"'])")
_NEAR = 80  # characters
# A tag or a reference that the character may stand in.
_BEGUN = regex(r"(?:<(?:[/!?\w][^<>\"']*+)?+|&[#\w]*+)\Z")
_BLANKS = " \t\r"
_ANY_REFERENCE = r"&#?\w{2,10};"


def _hides_fence(content: str, span: Span) -> bool:
    """Whether the line would be a fence of front matter without the characters, or begin one."""
    if content.startswith(_FENCES, span.end):
        return True
    before = content[max(0, span.start - _NEAR) : span.start].rpartition("\n")[2]
    after = content[span.end : span.end + _NEAR].partition("\n")[0]
    return _FENCE.fullmatch(before + _CHARACTER.sub("", after)) is not None


def _seen_before(content: str, span: Span) -> str:
    """Return the character before, also of `&#x1F468;`; empty where there is none."""
    near = content[max(0, span.start - _NEAR) : span.start]
    written = re.search(rf"{_ANY_REFERENCE}\Z", near) if near.endswith(";") else None
    return unescape(written[0])[-1] if written else near[-1:]


def _seen_after(content: str, span: Span) -> str:
    """Return the character behind, also of `&#x1F469;`; empty where there is none."""
    near = content[span.end : span.end + _NEAR]
    written = re.match(_ANY_REFERENCE, near)
    return unescape(written[0])[0] if written else near[:1]


def _fix(document: Document, span: Span) -> Fix:
    title = "Remove what cannot be seen"
    content = document.text.content
    before = content[max(0, span.start - _NEAR) : span.start]
    after = content[span.end : span.end + _NEAR]
    would_break = document.urls.covers(span.start) or _BEGUN.search(before)
    in_html = document.html.covers(span.start)
    if would_break or not (in_html or _is_among_words(before, after)):
        return Fix.unsafe(title, Edit(span))
    return Fix.safe(title, Edit(span))


def _is_among_words(before: str, after: str) -> bool:
    """Whether Markdown reads the line the same way when the characters are gone.

    It does if a word begins behind them, or if what stands around them means nothing to Markdown.
    """
    line = before.rpartition("\n")[2]
    left = line.rstrip(_BLANKS)
    right = after.partition("\n")[0].lstrip(_BLANKS)[:1]
    if right.isalpha() and len(left) < len(line):
        return True
    if not left:
        return right.isalpha()
    ends_sentence = left[-1] in ".!?:)" and left[-2:-1].isalpha()
    follows_word = left[-1].isalpha() and right in ".!?)|"
    return (ends_sentence or _means_nothing(left[-1])) and (
        not right or follows_word or _means_nothing(right)
    )


def _means_nothing(character: str) -> bool:
    return character.isalnum() or not character.isascii() or character in ",;?%'\""
