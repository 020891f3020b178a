"""The rule img-alt."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from newslint.diagnostic import Problem
from newslint.document import Document
from newslint.html import Element, unescape
from newslint.links import LinkKind
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span, Spans


class ImgAlt(Rule, frozen=True):
    """An image says in words what it shows.

    ## Why

    The `alt` text is the picture for readers who hear the page, for those whose connection is too
    slow for it, and for search engines. Without one, many are read the name of the file.

    ## What to do

    Write what the picture tells, as you would on the phone: `alt="The mayor opens the bridge"`.
    Not its file name, and not "image of": that it is an image is said anyway.

    A picture that only decorates gets an empty text, `alt=""` or `![](…)`. But where the picture
    is all there is in a link, its text is the name of the link and must say where that leads.

    Images that nobody is meant to see (one pixel, `role="presentation"`, `aria-hidden`) need no
    text, and what a template or a component fills in is not looked at.

    ## Options

    - `empty`: `"report"` if no picture of yours is mere decoration, so that empty texts are
      reported, too. `"allow"` unless configured.
    """

    empty: Literal["allow", "report"] = "allow"

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every image without a text or with one that says nothing."""
        wordless = []
        for image in (*_in_html(document), *_in_markdown(document)):
            if image.text is None:
                yield Problem(image.span, "Image has no `alt` text")
            elif not image.text.strip():
                wordless.append(image.whole)
            elif complaint := _complaint(image.text, image.url):
                yield Problem(image.span, complaint)
        if wordless:
            yield from self._wordless(document, wordless)

    def _wordless(self, document: Document, images: Iterable[Span]) -> Iterator[Problem]:
        """Yield those images without words that are a link's only content, or all if wanted."""
        links = Spans.merged(_nameless(document))
        for image in images:
            if links.covers(image.start):
                yield Problem(image, "Link has no words: its image has an empty `alt` text")
            elif self.empty == "report":
                yield Problem(image, "Image has an empty `alt` text")


class _Image(Struct, frozen=True):
    """An image and what it says; `text` is None where it says nothing and should.

    `span` is where a problem with the text is.
    """

    whole: Span
    span: Span
    text: str | None
    url: str


def _in_html(document: Document) -> Iterator[_Image]:
    for element in document.elements_named("img"):
        if not document.code.covers(element.span.start) and _is_told(element, document):
            alt = element.attribute("alt")
            span, text = (alt.span, alt.value) if alt else (element.span, None)
            yield _Image(element.span, span, text, element.get("src"))


def _in_markdown(document: Document) -> Iterator[_Image]:
    for link in document.links:
        if link.kind is LinkKind.IMAGE and link.element is None and link.text is not None:
            yield _Image(link.whole, link.text, document.text[link.text], link.url)


_ONE_PIXEL = regex(r"\s*+[01](?:px)?+\s*+", re.IGNORECASE)
# `:alt`, `v-bind:alt`, `[alt]`, `x-bind="…"`, `{...image}`; and what speaks instead of `alt`.
_FILLED_IN = regex(r".*[:.\[]alt\]?|[vx]-bind|.*\{.*|aria-label(?:ledby)?|hidden")


def _is_told(element: Element, document: Document) -> bool:
    """Whether the image is for readers, and its tag says all there is about it."""
    if element.get("role").strip().lower() in {"presentation", "none"}:
        return False
    if element.get("aria-hidden").strip().lower() == "true":
        return False
    if all(_ONE_PIXEL.fullmatch(element.get(side)) for side in ("width", "height")):
        return False
    if alt := element.attribute("alt"):
        return not alt.value.startswith("{") and not document.templates.overlapping(alt.span)
    return not document.templates.overlapping(element.span) and not any(
        _FILLED_IN.fullmatch(attribute.name) for attribute in element.attributes
    )


# The most words of a name, and of what says nothing: most texts have more, and are soon told.
_WORDS_OF_NAME = 4
_WORDS_OF_NOTHING = len(("the", "alternative", "text"))
_FILE_NAME = regex(
    r"(?:\S++\s){0,3}\S*\.(?:avif|bmp|gif|heic|ico|jfif|jpe?g|png|svg|tiff?|webp)(?:\?\S*+)?",
    re.IGNORECASE,
)
_CAMERA = regex(
    r"(?:DCIM|DJI|DSC[FN]?|GOPR|IMG|MVIMG|PXL|WP|WX|WechatIMG|Screen[ _-]?shot|Bildschirmfoto"
    r"|截屏|截图|屏幕截图|屏幕快照|微信图片|微信截图|スクリーンショット)[ _-]*+\d[\w :.-]*+",
    re.IGNORECASE,
)
_SAYS_NOTHING = regex(
    r"""
    (?: (?: an?\s | the\s )?+
        (?: alt (?:ernative)? (?:[ -]?text)?+ | featured[ ]image | graphic | image (?:[ ]alt)?+
          | img | photo (?:graph)?+ | pic (?:ture)?+ | placeholder | screen[ -]?shot | thumbnail
          | null | undefined | untitled
          | bild | foto | grafik | imagen | obrázek | afbeelding | зображення | изображение | фото
          | 图 | 圖 | 图片 | 圖片 | 图像 | 配图 | 插图 | 照片 | 截图 | 封面 | 画像 | 写真
          | 이미지 | 사진
        )
        [ _-]*+ \d{0,5} (?:\s*+\(\d{1,5}\))?+
    )
    [\s.:。：]*+
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SAYS_IMAGE = regex(
    r"(?:an?\s|the\s)?+(?:image|picture|pic|img)\s(?:of|showing)\b|图片[:：]|圖片[:：]",
    re.IGNORECASE,
)


def _complaint(alt: str, url: str) -> str:
    """Return what is wrong with a text that is not empty, "" if nothing is."""
    words = alt.split()
    text = " ".join(words)
    is_file_name = len(words) <= _WORDS_OF_NAME and _FILE_NAME.fullmatch(text)
    if is_file_name or _CAMERA.fullmatch(text) or _is_stem(text, url):
        return f"`alt` text is the name of a file (`{_shortened(text)}`)"
    if sum(map(str.isalpha, words)) <= _WORDS_OF_NOTHING and _SAYS_NOTHING.fullmatch(text):
        return f"`alt` text says nothing (`{_shortened(text)}`)"
    if opening := _SAYS_IMAGE.match(text):
        return f"`alt` text says that it is an image (`{opening[0]}`)"
    return ""


_JOINED = regex(r"[^\s\d]*+(?:[_-]|\d)\S*+")
_MOST_CHARACTERS = 40


def _is_stem(text: str, url: str) -> bool:
    """Whether a text is the name of the image's file without its ending, as no writer types."""
    if len(text) < len("ab-cd") or not _JOINED.fullmatch(text):
        return False
    name = url.partition("?")[0].rpartition("/")[2]
    return name.rpartition(".")[0] == text


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_CHARACTERS else f"{text[: _MOST_CHARACTERS - 1]}…"


_LONGEST = 5000  # characters; a longer link has words, or nobody reads it


def _nameless(document: Document) -> Iterator[Span]:
    """Yield what stands in each link that has no words."""
    for element in document.elements_named("a"):
        is_named = any(element.get(name).strip() for name in _NAMES)
        inner = element.inner if element.attribute("href") and not is_named else None
        if inner and _has_no_words(document, inner):
            yield inner
    for link in document.links:
        if link.kind is LinkKind.PAGE and link.text and _has_no_words(document, link.text):
            yield link.text


_NAMES = ("aria-label", "aria-labelledby", "title")
_MARKUP = regex(r"!\[\s*+\](?:\([^)]*+\)|\[[^\]]*+\])?+|<[^>]*+>")
_NAMED = regex(r"<(?:img|svg)\b[^>]*?\b(?:alt|aria-label|title)\s*=\s*[\"']?[^\"'\s>]|<title")


def _has_no_words(document: Document, span: Span) -> bool:
    if len(span) > _LONGEST:
        return False
    written = document.masked[span.start : span.end]
    return not unescape(_MARKUP.sub("", written)).strip() and not _NAMED.search(written)
