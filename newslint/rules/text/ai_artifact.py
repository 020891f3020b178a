"""The rule ai-artifact."""

import re
from collections.abc import Iterator

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span

# How chatbots mark their sources, as it looks once it is copied: characters of private use around
# `cite`, a bracket with a dagger, a word in square brackets.
_CITATION = (
    r"(?::?contentReference\[oaicite:\d{1,9}+\](?:(?:\{|&#123;)index=\d{1,9}+(?:\}|&#125;))?+"
    r"|\ue200(?:file)?+cite\ue202[^\ue200\ue201\n]{0,300}+\ue201"
    r"|【\d{1,9}+(?::\d{1,9}+)?+†[^【】\n]{0,100}+】)"
)


class AiArtifact(Rule, frozen=True):
    """An article holds nothing that a chatbot wrote to the person who asked it.

    ## Why

    Text copied from a chatbot brings marks that mean nothing outside it, such as
    `:contentReference[oaicite:0]{index=0}` or `【12†source】`, links to files that only the chatbot
    had, and the phrases it begins and excuses itself with. Readers know them, and stop trusting
    the rest.

    ## What to do

    The fix takes citation marks away; it takes `--unsafe` where Markdown could read the line
    another way without them. Ask where the facts come from, and link to that. Delete a phrase, and
    read the article again: nobody has.

    What stands in quotation marks or code is not reported, for an article can be about chatbots.
    """

    fixes = Applicability.SAFE
    removes_words = _CITATION

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every mark and phrase of a chatbot."""
        content = document.text.content
        if _may_cite(document):
            for match in re.finditer(rf"({_CITATION})(?:[ \t]*+{_CITATION})*+", content):
                span = Span(*match.span())
                written = re.sub(r"[\ue200-\ue202]", "", match[1])
                yield Problem(span, _MARK.format(written), _fix(document, span))
        for sign, told, wordings in _WORDINGS:
            if sign[0] not in content or sign not in content:
                continue
            for span in _places(content, wordings):
                if not _is_quoted(content, span.start):
                    yield Problem(span, told.format(document.text[span]))
        for before in "\n>" if any(map(content.__contains__, _OPENERS)) else "":
            for match in re.finditer(before + _OPENING, content):
                if _begins_paragraph(content, match.start(1)):
                    yield Problem(Span(*match.span(1)), _ADDRESSED.format(match[1]))


def _may_cite(document: Document) -> bool:
    content = document.text.content
    return (
        "\ue200" in document.unseen
        or ("【" in content and "†" in content)
        or "contentReference[oaicite:" in content
    )


def _places(content: str, wordings: dict[str, str]) -> Iterator[Span]:
    for sign, pattern in wordings.items():
        if sign in content:
            yield from (Span(*match.span()) for match in re.finditer(pattern, content))


# What a text has if it may have what the pattern describes, and the pattern. To look for the first
# costs next to nothing, which is why its case counts.
_MARKS = {
    "turn0": (
        r"(?<![\w\ue202])(?:file)?+(?:cite)?+(?:turn\d{1,3}(?:search|news|view|image|file|fetch"
        r"|video|product|forecast|finance|sports|reddit|maps|academia)\d{1,3})++(?!\w)"
    ),
}
_MARKS_OF_LINKS = {
    "[oai_citation": r"\[oai_citation[:‡][^\[\]\n]{0,200}+\](?:\([^()\s]{0,500}+\))?+",
}
_FILES = {"sandbox:/mnt/data": r"sandbox:/mnt/data/?+[\w./%~+-]{0,200}+"}
_OF_A_MODEL = {
    "language model": (
        r"\b[Aa]s an? (?:(?:AI|artificial intelligence|large) )?language model,? "
        r"(?:I|my|trained|developed)\b"
    ),
    "modelo de lenguaje": (
        r"\b[Cc]omo (?:un )?modelo de lenguaje(?: de (?:IA|inteligencia artificial))?,? "
        r"(?:no|yo|mi)\b"
    ),
    "modelo de linguagem": (
        r"\b[Cc]omo (?:um )?modelo de linguagem(?: de (?:IA|inteligência artificial))?,? "
        r"(?:não|eu|minha?)\b"
    ),
    "modello linguistico": r"\b[Cc]ome modello linguistico(?: di IA)?,? (?:non|io)\b",
    "Sprachmodell": r"\bAls (?:KI-|großes )?Sprachmodell,? (?:kann|habe|bin|darf|verfüge) ich\b",
}
_IN_FRENCH = {
    "èle de langage": r"\b[Ee]n tant que modèle de langage(?: d['’]IA)?,? je\b",
}
_OF_AN_AI = {"s an AI": r"\b[Aa]s an AI(?: (?:model|assistant|chatbot))?,? (?:I|my)\b"}
_OF_KNOWLEDGE = {
    "knowledge cut": r"\b[Mm]y (?:\w{1,20} )?knowledge cut-?off\b",
    "knowledge update": r"\b[Mm]y (?:\w{1,20} )?knowledge update\b",
}
_IN_RUSSIAN = {"языковая": r"\b[Кк]ак (?:большая )?языковая модель,? я\b"}
_IN_KOREAN = {"모델로서": r"(?:AI|인공지능) ?언어 모델로서,? ?(?:저는|제가)"}
_IN_JAPANESE = {"言語モデル": r"(?:AI|大規模)言語モデルとして(?:は)?、?(?:私|わたし)"}
_IN_CHINESE = {
    "作为": (
        r"作为(?:一[个名款种])?"
        r"(?:(?:AI|人工智能|大型|大)?语言模型|(?:AI|人工智能)(?:模型|助手|助理))[，,]?(?:我|无法|不能)"
    ),
    "截至我": r"截至我(?:的)?(?:最后|上次|最近|知识|训练)\w{0,6}",
}
_TO_ITS_CHINESE_USER = {
    "希望这": r"希望这[篇份个](?:文章|内容|回答|稿件)?(?:能够|能|可以)?(?:满足|符合)[您你]的",
    "告诉我": r"如[果需](?:您|你)?(?:需要|有)?(?:进一步)?(?:修改|调整|润色)，?请?(?:随时)?告诉我",
    "以下": r"(?:当然(?:可以)?|好的)[！，。!,]\s{0,5}+以下[是为]",
}
_TO_ITS_USER = {
    "et me know if you": (
        r"\b[Ll]et me know if you(?:'d|’d| would) like (?:me to|any (?:changes|edits))\b"
    ),
}
_TO_DO_MORE = {"ould you like me to": r"\b[Ww]ould you like me to\b"}
# With these a chatbot begins; in the middle of a paragraph they are said by people.
_OPENERS = ("Certainly", "Sure", "Sure thing", "Of course", "Absolutely")
_OPENING = (
    rf"[ \t>#*_-]{{0,20}}+((?:{'|'.join(_OPENERS)})[!,.] "
    r"(?:[Hh]ere(?:'s|’s| is| are)|[Bb]elow is) (?:an?|the|some|your)\b)"
)
_MARK = "Citation mark of a chatbot: `{}`"
_SELF = "“{}” is what a chatbot says of itself"
_ADDRESSED = "“{}” is what a chatbot says to the person who asked it"
# What a text has if it may have some of a group, what is told, and the group. A single character,
# the first of it, is found at no cost.
_WORDINGS = (
    ("turn0", _MARK, _MARKS),
    ("[oai_citation", _MARK, _MARKS_OF_LINKS),
    ("sandbox:/mnt/data", "Only the chatbot has this file: `{}`", _FILES),
    ("model", _SELF, _OF_A_MODEL),
    ("èle de langage", _SELF, _IN_FRENCH),
    ("s an AI", _SELF, _OF_AN_AI),
    ("knowledge ", _SELF, _OF_KNOWLEDGE),
    ("モデル", _SELF, _IN_JAPANESE),
    ("모델로서", _SELF, _IN_KOREAN),
    ("языковая", _SELF, _IN_RUSSIAN),
    ("，", _SELF, _IN_CHINESE),
    ("，", _ADDRESSED, _TO_ITS_CHINESE_USER),
    ("et me know if you", _ADDRESSED, _TO_ITS_USER),
    ("ould you like me to", _ADDRESSED, _TO_DO_MORE),
)
_NEAR = 300  # characters
_QUOTES = (("“", "”"), ("„", "“"), ("«", "»"), ("「", "」"), ("『", "』"), ("‘", "’"))

# The quotes of a value in front matter quote nobody.
_OPENS_VALUE = regex(r"^[\w\"-]{1,40}\s*+[:=]\s*+[\"']")


def _is_quoted(content: str, start: int) -> bool:
    """Whether a quotation is open at this place of its line."""
    line = content[max(0, start - _NEAR) : start].rpartition("\n")[2]
    line = _OPENS_VALUE.sub("", line)
    if line.count('"') % 2 or line.endswith(("'", "&quot;", "&ldquo;")):
        return True
    return any(line.rfind(opening) > line.rfind(closing) for opening, closing in _QUOTES)


_BEGINS = regex(r"(?:\A|\n\s*+)[ \t>#*_-]*+\Z|<(?:p|div|br|h[1-6])\b[^<>]*+>\s*+\Z")


def _begins_paragraph(content: str, start: int) -> bool:
    """Whether nothing but markup stands before this place of its line, or of its element."""
    before = content[max(0, start - _NEAR) : start]
    return bool(_BEGINS.search(before))


_PUNCTUATION = frozenset(".,;:!?)。，；：！？）")
_ENDS = frozenset(".,;:!?)'\"%")


def _fix(document: Document, span: Span) -> Fix | None:
    """Return what takes a citation mark away, and with it white space that nothing needs."""
    content, body = document.text.content, document.body
    if span.start < body.start:
        return None
    before = content[max(body.start, span.start - _NEAR) : span.start].rpartition("\n")[2]
    after = content[span.end : span.end + _NEAR].partition("\n")[0].rstrip("\r")
    left, right = before.rstrip(" \t"), after.lstrip(" \t")
    start, end, between = span.start, span.end, ""
    if not right or right[0] in _PUNCTUATION:
        start -= len(before) - len(left)
    elif left != before or not left:
        end += len(after) - len(right)
    elif right == after and _is_word(left, right):
        between = " "
    in_html = document.html.covers(span.start)
    would_break = document.urls.covers(span.start) or _URL_BEFORE.search(before)
    trusted = not would_break and (in_html or _is_among_words(before, after))
    edit = Edit(Span(start, end), between)
    return (Fix.safe if trusted else Fix.unsafe)("Remove the citation mark", edit)


_URL_BEFORE = regex(r"://[^\s<>\"']*+\Z")


def _is_word(left: str, right: str) -> bool:
    """Whether a word of a script with spaces ends on the left and another begins on the right."""
    before, after = re.sub(r"(?:<[^<>]*+>)++\Z", "", left), re.sub(r"(?:<[^<>]*+>)++", "", right)
    return bool(re.search(r"[A-Za-z0-9]\Z", before) and re.match(r"[A-Za-z0-9]", after))


def _is_among_words(before: str, after: str) -> bool:
    """Whether Markdown reads the line the same way when nothing stands between these two."""
    left, right = before.rstrip(" \t"), after.lstrip(" \t")
    if not re.search(r"[^\W\d_]", left):
        return False
    is_parted = left != before and right != after and right[:1] not in _PUNCTUATION
    if is_parted and right:
        return True
    ends = left[-1].isalnum() or not left[-1].isascii() or left[-1] in _ENDS
    begins = not right or right != after or right[0].isalnum() or not right[0].isascii()
    return ends and (begins or right[0] in _PUNCTUATION)
