"""The rule analytics-script."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from newslint import removal
from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html import Element
from newslint.html.sight import is_out_of_sight
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span
from newslint.tracking import BUNDLED, Catalogue


class AnalyticsScript(Rule, frozen=True):
    """An article brings no scripts that watch its readers, and no advertising.

    ## Why

    An article copied from another site's page brings that site's Google Analytics, its Baidu
    Tongji, its advertisements: from then on your readers are counted as theirs. `ping` in a link
    reports each click to a third party.

    ## What to do

    Delete the script. The fix takes away scripts of companies that are known for it, with the
    `<noscript>` that does their work where scripts are off, and `ping`. A script written into
    the page is recognised by what it calls; since it could do something else as well, it goes
    with `--unsafe` only. The counter that ProPublica asks for is named but never removed.

    Scripts that show posts of X or Instagram are no analytics. What stands in a layout is the
    site's own decision: complete pages with `<html>` are left alone, and scripts with template
    expressions.
    """

    fixes = Applicability.SAFE
    removes = frozenset({"script", "iframe", "img"})
    catalogue: Catalogue = BUNDLED

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every script that watches, what stands in for it, and every `ping`."""
        candidates = [*document.elements_named("script", "iframe")]
        pings = [*document.attributes_named("ping")]
        if not (candidates or pings) or any(document.elements_named("html")):
            return
        stand_ins = self._stand_ins(document)
        for element in candidates:
            if document.templates.overlapping(element.whole or element.span):
                continue
            if element.attribute("src"):
                problem = self._loaded(document, element, stand_ins)
            else:
                problem = self._written(document, element, stand_ins)
            if problem:
                yield problem
        for ping in pings:
            if ping.value.strip() and not ping.value.startswith("{"):
                host = urlsplit(ping.value.split()[0]).hostname
                message = f"`ping` reports clicks to `{host}`" if host else "`ping` reports clicks"
                yield Problem(ping.span, message, Fix.safe("Remove `ping`", Edit(ping.removal)))

    def _loaded(
        self, document: Document, element: Element, stand_ins: Mapping[int, Span]
    ) -> Problem | None:
        """Return what is wrong with a script or frame that another site sends."""
        known, url = self.catalogue, element.get("src").strip()
        entry = known.script(url)
        if entry is None or (element.name == "iframe" and not is_out_of_sight(element)):
            return None
        shown, what = f"`<{element.name}>`", known.entries[entry].what
        pixel = known.pixel(url)
        if pixel and pixel.republication:
            message = f"{shown} counts readers and is meant to stay ({what})"
            return Problem(element.span, message)
        trusted = element.inner is not None and not document.text[element.inner].strip()
        fix = _fix(document, element, stand_ins, trusted=trusted)
        return Problem(element.span, f"{shown} watches readers ({what})", fix)

    def _written(
        self, document: Document, element: Element, stand_ins: Mapping[int, Span]
    ) -> Problem | None:
        """Return what is wrong with a script that stands in the page."""
        inner = element.inner
        if inner is None or element.name != "script" or not _RUNS.search(element.get("type")):
            return None
        source = document.text[inner]
        match = _SIGNATURE.search(source)
        what = _WHAT[match.lastgroup] if match and match.lastgroup else self._loads(source)
        if not what:
            return None
        fix = _fix(document, element, stand_ins, trusted=False)
        return Problem(element.span, f"`<script>` watches readers ({what})", fix)

    def _loads(self, source: str) -> str:
        """Return what a script loads that is known to watch readers, "" if nothing."""
        for url in _URL.findall(source):
            pixel = self.catalogue.pixel(url)
            if (entry := self.catalogue.script(url)) and not (pixel and pixel.republication):
                return self.catalogue.entries[entry].what
        return ""

    def _stand_ins(self, document: Document) -> Mapping[int, Span]:
        """Return each `<noscript>` that only counts, by where what is before it ends.

        And by where the image or frame in it begins.
        """
        found: dict[int, Span] = {}
        content = document.text.content
        held = sorted(document.elements_named("img", "iframe"), key=_start)
        for element in document.elements_named("noscript"):
            whole, inner = element.whole, element.inner
            if whole is None or inner is None:
                continue
            first = bisect_left(held, inner.start, key=_start)
            inside = held[first : first + 2]
            if not inside or inside[0].span.start >= inner.end or not _is_wordless(content, inner):
                continue
            alone = len(inside) == 1 or inside[1].span.start >= inner.end
            if alone and self._counts(inside[0].get("src").strip()):
                before = whole.start
                while before and content[before - 1].isspace():
                    before -= 1
                found[before] = found[inside[0].span.start] = whole
        return found

    def _counts(self, url: str) -> bool:
        pixel = self.catalogue.pixel(url)
        return not pixel.republication if pixel else self.catalogue.script(url) is not None


_RUNS = regex(r"^\s*+$|javascript|ecmascript|module", re.IGNORECASE)
_SIGNATURE = regex(
    r"""
    (?P<google> \bgtag\s*+\(\s*+['"](?:config|js)['"] | \bgtm\.start\b | \bGoogleAnalyticsObject\b
      | \bga\s*+\(\s*+['"]create['"] | \b_gaq\b | \b_gat\._getTracker\b )
  | (?P<google_ads> \badsbygoogle\b | \bgoogletag\.cmd\b | \bgoogle_ad_client\b )
  | (?P<baidu> \b_hmt\b )
  | (?P<cnzz> \b_czc\b )
  | (?P<matomo> \b_paq\b )
  | (?P<facebook> \bfbq\s*+\(\s*+['"]init['"] )
  | (?P<twitter> \btwq\s*+\(\s*+['"](?:init|config)['"] )
  | (?P<linkedin> \b_linkedin_(?:data_)?+partner_ids?\b )
  | (?P<tiktok> \bTiktokAnalyticsObject\b | \bttq\.load\b )
  | (?P<snapchat> \bsnaptr\s*+\(\s*+['"]init['"] )
  | (?P<pinterest> \bpintrk\s*+\(\s*+['"]load['"] )
  | (?P<yandex> \bym\s*+\(\s*+\d++\s*+,\s*+['"]init['"] )
  | (?P<hotjar> \b_hjSettings\b )
  | (?P<comscore> \b_comscore\b )
  | (?P<quantcast> \b_qevents\b )
  | (?P<chartbeat> \b_sf_async_config\b )
  | (?P<mixpanel> \bmixpanel\.init\b )
  | (?P<taboola> \b_taboola\b )
""",
    re.VERBOSE,
)
_WHAT = {
    "google": "Google Analytics",
    "google_ads": "Google's ads",
    "baidu": "Baidu Tongji",
    "cnzz": "CNZZ",
    "matomo": "Matomo",
    "facebook": "Facebook's counter",
    "twitter": "X's counter",
    "linkedin": "LinkedIn's counter",
    "tiktok": "TikTok's counter",
    "snapchat": "Snapchat's counter",
    "pinterest": "Pinterest's counter",
    "yandex": "Yandex Metrica",
    "hotjar": "Hotjar",
    "comscore": "Comscore",
    "quantcast": "Quantcast",
    "chartbeat": "Chartbeat",
    "mixpanel": "Mixpanel",
    "taboola": "Taboola",
}
_URL = regex(r"(?:https?:)?//[\w.-]++/[\w./?=&%-]*+")
_TAG = regex(r"<[^<>]*+>")


def _is_wordless(content: str, inner: Span) -> bool:
    return not _TAG.sub("", content[inner.start : inner.end]).strip()


def _start(element: Element) -> int:
    return element.span.start


def _fix(
    document: Document, element: Element, stand_ins: Mapping[int, Span], *, trusted: bool
) -> Fix | None:
    whole = element.whole
    if whole is None:
        return None
    if element.name == "iframe":
        whole = stand_ins.get(whole.start, whole)
    else:
        whole = Span(whole.start, stand_ins.get(whole.end, whole).end)
    span, joins_nothing = _cut_out(document, whole)
    kind = Applicability.SAFE if trusted and joins_nothing else Applicability.UNSAFE
    return Fix(f"Remove `<{element.name}>`", kind, (Edit(span),))


def _cut_out(document: Document, whole: Span) -> tuple[Span, bool]:
    """Return what to delete, and whether what stands around it means the same afterwards.

    In a block of HTML an empty line would end the block, so lines go as a whole. Between blocks
    of Markdown it keeps them apart, as the script did.
    """
    content = document.text.content
    whole_lines = removal.own_lines(content, whole)
    if document.is_html:
        return whole_lines or whole, True
    first, last = max(0, whole.start - _LONGEST_LINE), whole.end + _LONGEST_LINE
    line = content.rfind("\n", first, whole.start) + 1 or first
    following = content.find("\n", whole.end, last) + 1 or min(last, len(content))
    before, after = content[line : whole.start], content[whole.end : following]
    if removal.is_all_removable(before + after):
        return whole, False  # others may go from the same line, and an empty one ends the block
    if removal.is_inside_block(document.html_blocks, whole, line):
        return whole_lines or whole, True
    if whole_lines:
        # All but a script by itself makes HTML of the lines below it, up to an empty one.
        ends_block = content[whole.start : whole.end].lower().endswith("</script>")
        below = content[following : following + _LONGEST].partition("\n")[0]
        return whole, ends_block or not below.strip()
    # Without the script, what comes next could begin a list or a heading.
    words = removal.words_before(before)
    return whole, bool(words) and not removal.begins_definition(words)


_LONGEST_LINE = 500  # characters to each side; what stands beyond them is not looked at
_LONGEST = 80  # characters of a line that is empty to the eye
