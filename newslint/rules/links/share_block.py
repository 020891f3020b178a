"""The rule share-block."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from msgspec import Struct

from newslint import blocks
from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.links import Link, LinkKind
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span, Spans


class ShareBlock(Rule, frozen=True):
    """An article brings no share buttons, related posts or newsletter forms of another site.

    ## Why

    Whoever copies an article whole copies what the other site puts below each of them. Its share
    buttons share its own page, its related posts lead away from yours, its form signs readers up
    for its newsletter.

    ## What to do

    Delete the block, which is what `--unsafe` does, with all that is in it. Such blocks are known
    by the classes and ids that plugins and services give them, and by their links: two or more
    that share a page on different networks, with little else around them.

    Buttons of your own belong in the layout of the site. Layouts are left alone: complete pages
    with `<html>`, and blocks into which a template writes.

    ## Options

    - `classes`: further classes and ids of such blocks, such as `["story-tools"]`.
    """

    fixes = Applicability.UNSAFE
    classes: tuple[str, ...] = ()

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every block that belongs to another site's page."""
        found = [*self._named(document)]
        if not _SHARES.keys().isdisjoint(map(_name, document.hosts)):
            sharing = [link for link in document.links if _network(link)]
            found += _of_links(document, sharing) if len(sharing) > 1 else ()
        if not found or any(document.elements_named("html")):
            return
        done = -1
        for block in sorted(found, key=lambda block: (block.whole.start, -block.whole.end)):
            if block.whole.start < done or document.templates.overlapping(block.whole):
                continue
            done = block.whole.end
            fix = None
            if block.is_complete:
                removal = blocks.removal(document.text.content, document.body, block.whole)
                fix = Fix.unsafe("Remove the block", Edit(removal))
            yield Problem(block.place, f"Article contains {block.what}", fix)

    def _named(self, document: Document) -> Iterator["_Block"]:
        """Yield the elements that have the class or id of such a block."""
        values = {attribute.value for attribute in document.attributes_named("class", "id")}
        marks = {
            value: mark
            for value in values
            if (mark := next(filter(self._says, value.split()), None))
        }
        if not marks:
            return
        for element in document.elements:
            mark = marks.get(element.get("class")) or marks.get(element.get("id"))
            if mark and element.name not in _PAGE:
                what = f"{self._says(mark)} (`{mark}`)"
                whole = element.whole
                yield _Block(whole or element.span, element.span, what, whole is not None)

    def _says(self, token: str) -> str:
        """Return what a class or id says that a block is, "" if nothing."""
        if token in self.classes:
            return "a block that belongs to the page around it"
        if token in _KINDS:
            return _KINDS[token]
        return "share buttons" if token.startswith(_VENDORS) else ""


class _Block(Struct, frozen=True):
    whole: Span
    place: Span
    what: str
    is_complete: bool


_PAGE = frozenset({"html", "head", "body", "main", "article"})
_CLASSES = {
    "share buttons": (
        "article-share at-share at-share-btn-elements bdshare_t bdsharebuttonbox bshare"
        " bshare-custom dpsp-content-wrapper entry-share essb_links feedflare"
        " heateor_sss_sharing_container jetpack-likes-widget-wrapper jiathis_style"
        " jiathis_style_24x24 jiathis_style_32x32 mashsb-container post-share sd-block sd-like"
        " sd-sharing sd-sharing-enabled share-bar share-buttons share-links sharedaddy shariff"
        " sharethis-inline-share-buttons sharing-buttons social-share social-share-buttons"
        " social-sharing ssba ssba-wrap ssbp-wrap swp_social_panel the_champ_sharing_container"
        " wp-block-jetpack-sharing-buttons wp-block-outermost-social-sharing"
    ),
    "related posts": (
        "crp_related jp-relatedposts linkwithin_div nrelate_related related-articles related-posts"
        " related_posts relatedposts wp_rp_content wp_rp_wrap yarpp yarpp-related"
        " yarpp-related-rss zemanta-related"
    ),
    "a subscription form": (
        "formkit-form jetpack_subscription_widget mc4wp mc4wp-form mc_embed_signup"
        " newsletter-form newsletter-signup subscribe-form subscription-widget-wrap"
        " subscription-widget-wrap-editor tnp tnp-subscription wp-block-jetpack-subscriptions"
        " wp-block-jetpack-subscriptions__container"
    ),
    "advertisements": "OUTBRAIN outbrain taboola taboola-below-article-thumbnails",
}
_KINDS = {name: what for what, names in _CLASSES.items() for name in names.split()}
# All that begins so is a part of the buttons of one service.
_VENDORS = ("a2a_", "addthis_", "addtoany_", "shariff-")

_X = r"intent/(?:tweet|post)\b|share(?:\?|$)|home\?status="
_SHARES = {
    "facebook.com": r"sharer\b|share\.php|dialog/(?:share|feed|send)\b",
    "twitter.com": _X,
    "x.com": _X,
    "linkedin.com": r"shareArticle|cws/share|sharing/share-offsite",
    "pinterest.com": r"pin/create/",
    "reddit.com": r"(?:r/[^/?]++/)?+submit/?+\?",
    "old.reddit.com": r"(?:r/[^/?]++/)?+submit/?+\?",
    "t.me": r"share/",
    "telegram.me": r"share/",
    "wa.me": r"\?text=",
    "api.whatsapp.com": r"send/?+\?text=",
    "web.whatsapp.com": r"send/?+\?text=",
    "bsky.app": r"intent/compose",
    "threads.net": r"intent/post",
    "threads.com": r"intent/post",
    "tumblr.com": r"share\b|widgets/share\b",
    "news.ycombinator.com": r"submitlink",
    "getpocket.com": r"(?:save|edit)\b",
    "buffer.com": r"add\b",
    "bufferapp.com": r"add\b",
    "digg.com": r"submit\b",
    "share.flipboard.com": r"",
    "xing.com": r"spi/shares|app/user\?op=share",
    "vk.com": r"share\.php",
    "vkontakte.ru": r"share\.php",
    "social-plugins.line.me": r"lineit/share",
    "line.me": r"R/msg/text",
    "b.hatena.ne.jp": r"add\b",
    "service.weibo.com": r"share/",
    "v.t.sina.com.cn": r"share/",
    "sns.qzone.qq.com": r"cgi-bin/qzshare/",
    "connect.qq.com": r"widget/shareqq/",
    "douban.com": r"(?:share|recommend)\b",
    "shuo.douban.com": r"!service/share",
    "share.renren.com": r"",
    "widget.renren.com": r"dialog/share",
}
"""How the path of a page begins that shares another one, by its host."""


def _name(host: str) -> str:
    return host.removeprefix("www.").removeprefix("m.")


def _network(link: Link) -> str:
    """Return the host of the social network on which a link shares a page, "" if it does not."""
    parts = link.url.split("/", 3)
    if len(parts) < _WITH_PATH or link.kind is not LinkKind.PAGE:
        return ""
    host = _name(parts[2].lower())
    pattern = _SHARES.get(host)
    if pattern is None or not re.match(pattern, parts[3], re.IGNORECASE):
        return ""
    # An address as such is what somebody writes about.
    is_written_out = link.text is None or link.text == link.literal.span
    return "" if link.element is None and is_written_out else host


_WITH_PATH = 4  # parts of `https://host/path`
_MOST_WORDS = 60  # characters besides links; “Share this article with your friends on:” has 40
_MOST_LINKS = 40
_CHUNK = regex(r"<[^<>]*+>|[^\s<]++|<")


def _of_links(document: Document, sharing: Sequence[Link]) -> Iterator[_Block]:
    """Yield what holds links that share a page, and little else."""
    pages = [link for link in document.links if link.kind is LinkKind.PAGE]
    others = [link.whole.start for link in pages if not _network(link) and _leads_away(link)]
    starts = [link.whole.start for link in sharing]
    words = _Words(document, pages)
    for place, whole in (*_elements(document), *_passages(document, sharing)):
        first, last = bisect_left(starts, whole.start), bisect_left(starts, whole.end)
        if not 1 < last - first < _MOST_LINKS or words.between(whole) > _MOST_WORDS:
            continue
        if bisect_left(others, whole.start) != bisect_left(others, whole.end):
            continue
        if len({_network(link) for link in sharing[first:last]}) > 1:
            yield _Block(whole, place, "share buttons", is_complete=True)


def _leads_away(link: Link) -> bool:
    return not link.url.lower().startswith(("#", "javascript:", "mailto:", "whatsapp:", "weixin:"))


def _elements(document: Document) -> Iterator[tuple[Span, Span]]:
    """Yield the start tags of elements that can hold links, and the whole of each."""
    for element in document.elements:
        if element.name != "a" and element.name not in _PAGE and (whole := element.whole):
            yield element.span, whole


def _passages(document: Document, sharing: Iterable[Link]) -> Iterator[tuple[Span, Span]]:
    """Yield the lines of Markdown between two empty ones around links."""
    text, done = document.text, -1
    blocks_of_html = Spans.merged(document.html_blocks)
    for link in sharing:
        start = link.whole.start
        if document.is_html or start < done or blocks_of_html.covers(start):
            continue
        first = last = text.position(start).line
        while first > 1 and text[text.line(first - 1)].strip():
            first -= 1
        while last < text.line_count and text[text.line(last + 1)].strip():
            last += 1
        whole = Span(max(text.line(first).start, document.body.start), text.line(last).end)
        done = whole.end
        yield whole, whole


class _Words:
    """How many characters besides tags and links there are in a part of a document."""

    def __init__(self, document: Document, links: Iterable[Link]) -> None:
        linked = Spans.merged(
            (link.element.whole if link.element else None) or link.whole for link in links
        )
        body, content = document.body, document.text.content
        chunks = [
            match.span()
            for match in _CHUNK.finditer(content, body.start, body.end)
            if not match[0].startswith("<") and not linked.covers(match.start())
        ]
        self._starts = [start for start, _ in chunks]
        self._counts = [0, *accumulate(end - start for start, end in chunks)]

    def between(self, span: Span) -> int:
        """Return how many stand in a span."""
        first, last = (bisect_left(self._starts, place) for place in (span.start, span.end))
        return self._counts[last] - self._counts[first]
