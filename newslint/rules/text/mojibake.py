"""The rule mojibake."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.front_matter import Scalar, Style
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span, Spans


class Mojibake(Rule, frozen=True):
    """Letters are what they were before somebody read them in another encoding.

    ## Why

    `canâ€™t`, `cafÃ©`, `鈥檚`: a program wrote UTF-8, and another one read it as Windows-1252,
    Latin-1 or GBK. Readers see that something is broken, search finds nothing, and each time the
    text goes through such a program it gets worse. `�` stands where a letter is lost for good.

    ## What to do

    Find the program that does it, and import the text again. Where that cannot be done, `--unsafe`
    turns the letters back, as far as no markup stands between them: read the result, for the rule
    goes by what is likely. The letters for `�` only somebody who knows the text can put back.

    Titles and other values of the front matter are looked at, too; URLs and code are not.
    """

    fixes = Applicability.UNSAFE

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every piece of text with garbled letters, and where letters are lost."""
        content = document.text.content
        if content.isascii():
            return
        if "\ufffd" in content or "锟" in content:
            yield from _lost(document)
        if _SIGN.search(document.uncommon) and _is_suspicious(content):
            yield from _in_values(document)
            for piece in _pieces(document):
                if found := _garbled(document.text[piece]):
                    span = found.span.shifted(piece.start)
                    edit = Edit(span, found.meant)
                    yield Problem(span, found.message, Fix.unsafe(_TITLE, edit))


_TITLE = "Read it as UTF-8"
_READ_AS_GBK = "鈥銆锛"
# What the first byte of a letter in UTF-8 looks like in other encodings, and the later ones, from
# 80 to BF, of which none begins a letter.
_FIRST = "\xc2-\xf4РСвĂĹ√‚"
_LATER = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸЂЃѓЉЊЌЋЏђљњќћџÄ"
# The second character of a letter of two, or of three or more; most texts have neither, whatever
# language. It is looked for because it is rarer than the first, an accented letter.
# What ends a sentence or a quotation behind an accented letter (`café\xa0»`) is no sign of it.
_GARBLED = regex(
    rf"""
    [{_LATER}] (?<= [{_FIRST}]. )
    (?<! [^ÂÃÐÑâ][»…”’–—\xa0] ) (?! (?<=Ã[»…”’–—])(?!\w) ) (?<! [A-ZÀ-Ý]Ã\xa0 )
    (?: (?<=[\xc2-\xdfРСĂĹ√‚].) | [{_LATER}] )
    """,
    re.VERBOSE | re.DOTALL,
)
# What texts have in common that may have them, whatever ASCII was between these characters.
_SIGN = regex(f"[{_FIRST}][{_LATER}]|[{_READ_AS_GBK}]")
_LOST = regex("\ufffd++|(?:锟斤拷)++")
# No markup, neither Markdown's nor HTML's, and no end of a line is in a piece of text.
_PIECE = regex(r"[^\n\r<>\[\]()*_`|#{}~\\\"=]++")
# Behind its host, a URL may have any letters, though no browser would take them all for its own.
_BARE_URL = regex(r"://[^\s<>\"]++")


def _is_suspicious(text: str) -> bool:
    return bool(_GARBLED.search(text)) or any(map(text.__contains__, _READ_AS_GBK))


def _lost(document: Document) -> Iterator[Problem]:
    """Yield where letters are lost; where bytes of the file could not be read is not said again."""
    if document.undecodable:
        return
    for text, scalar in _texts(document):
        if found := _LOST.search(text):
            yield Problem(scalar.span, f"Letters are lost: `{found[0]}`")
    for match in document.matches(_LOST):
        yield Problem(Span(*match.span()), f"Letters are lost: `{match[0]}`")


def _texts(document: Document) -> Iterator[tuple[str, Scalar]]:
    """Yield the values of the front matter that are texts, and no addresses, with their place."""
    front_matter = document.front_matter
    for _, scalar in front_matter.scalars() if front_matter else ():
        text = scalar.value
        if not isinstance(text, str) or text.isascii() or scalar.style is Style.ALIAS:
            continue
        if "/" not in text or re.search(r"\s", text):
            yield text, scalar


def _in_values(document: Document) -> Iterator[Problem]:
    for text, scalar in _texts(document):
        if found := _garbled(text):
            yield Problem(scalar.span, found.message, _fix(document, scalar, found))


def _fix(document: Document, scalar: Scalar, found: "_Garbled") -> Fix | None:
    if document.front_matter is None:
        return None
    try:
        edits = document.front_matter.edits(scalar, [Edit(found.span, found.meant)])
    except ValueError:
        return None
    return Fix.unsafe(_TITLE, *edits)


def _pieces(document: Document) -> Iterator[Span]:
    """Yield the pieces of text that may be garbled: no markup, code, URL or template in them."""
    bare = (Span(*match.span()) for match in document.matches(_BARE_URL))
    opaque = Spans.merged((*document.code, *document.urls, *document.templates, *bare))
    for match in document.matches(_PIECE):
        if match[0].isascii() or not _is_suspicious(match[0]):
            continue
        start = match.start()
        for hole in opaque.overlapping(Span(*match.span())):
            if start < hole.start:
                yield Span(start, hole.start)
            start = hole.end
        if start < match.end():
            yield Span(start, match.end())


class _Garbled(Struct, frozen=True):
    """What stands in a text, what it was, and how it became what it is."""

    span: Span
    written: str
    meant: str
    story: str

    @property
    def message(self) -> str:
        return f"Garbled text: `{_short(self.written)}` for `{_short(self.meant)}` ({self.story})"


_LONGEST_SHOWN = 40  # characters


def _short(text: str) -> str:
    seen = re.sub("[\x80-\x9f]", "\ufffd", text)
    return seen if len(seen) <= _LONGEST_SHOWN else f"{seen[: _LONGEST_SHOWN - 1]}…"


def _garbled(text: str) -> _Garbled | None:
    if not _is_suspicious(text):
        return None
    return _by_ftfy(text) if _GARBLED.search(text) else _from_gbk(text)


def _by_ftfy(text: str) -> _Garbled | None:
    # Loaded late: it takes 80 ms, and most files have nothing garbled.
    from ftfy import TextFixerConfig, fix_encoding_and_explain

    config = TextFixerConfig(replace_lossy_sequences=False, fix_c1_controls=False)
    meant, steps = fix_encoding_and_explain(text, config)
    found = _difference(text, meant, _story(steps))
    if found is None or found.story:
        return found
    # Good letters beside the garbled ones hide in which encoding those were read.
    _, steps = fix_encoding_and_explain(found.written, config)
    return replace(found, story=_story(steps) or "UTF-8 read in another encoding")


def _story(steps: Iterable[tuple[str, str]] | None) -> str:
    """Return what was read as what, from the steps that undo it; empty if they do not say it."""
    names = [_ENCODINGS.get(name, name) for action, name in steps or () if action in _CODING]
    pairs = [f"{now} read as {once}" for once, now in zip(names[::2], names[1::2], strict=False)]
    return ", ".join(dict.fromkeys(pairs))


_CODING = {"encode", "decode"}
_ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-variants": "UTF-8",
    "latin-1": "Latin-1",
    "windows-1252": "Windows-1252",
    **{f"sloppy-windows-{page}": f"Windows-{page}" for page in range(1250, 1258)},
    "iso-8859-2": "Latin-2",
    "macroman": "Mac Roman",
    "cp437": "the letters of DOS",
}


def _from_gbk(text: str) -> _Garbled | None:
    for match in re.finditer(r"[^\x00-\x7f]++", text):
        if not any(map(match[0].__contains__, _READ_AS_GBK)):
            continue
        try:
            meant = match[0].encode("gb18030").decode()
        except UnicodeError:
            continue
        return _difference(
            text, text[: match.start()] + meant + text[match.end() :], "UTF-8 read as GBK"
        )
    return None


def _difference(text: str, meant: str, story: str) -> _Garbled | None:
    """Return what has to be changed and no more; None where nothing has to, or nothing good."""
    if text == meant:
        return None
    start = _shared(text, meant)
    same = _shared(text[start:][::-1], meant[start:][::-1])
    if same and "\x80" <= text[-same] <= "\xbf":  # `Â` of `Â¹` alone would be half a letter
        same -= 1
    span = Span(start, len(text) - same)
    new = meant[start : len(meant) - same]
    if _UNREADABLE.search(new):
        return None
    return _Garbled(span, text[start : span.end], new, story)


def _shared(one: str, other: str) -> int:
    """Return with how many of the same characters two texts begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


_UNREADABLE = regex("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd]")
