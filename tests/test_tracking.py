from pathlib import Path
from urllib.parse import quote

import pytest

from newslint import tracking
from newslint.diagnostic import Applicability
from newslint.tracking import BUNDLED, Cut, clean

TABLE = Path(__file__).parent / "data" / "tracking_urls.txt"


def examples(arrow: str) -> list[tuple[str, str]]:
    """Return the URLs of the table with this arrow, and what it leads to."""
    table = TABLE.read_text(encoding="utf-8").split("\n")
    lines = [line for line in table if line and not line.startswith("# ")]
    if not arrow:
        return [(line, line) for line in lines if " -> " not in line and " => " not in line]
    parts = (line.partition(f" {arrow} ") for line in lines)
    return [(url, result) for url, found, result in parts if found]


@pytest.mark.parametrize(("url", "expected"), examples("->"))
def test_cuts_tracking_parameters_and_nothing_else(url: str, expected: str) -> None:
    assert clean(url) == expected


@pytest.mark.parametrize(("url", "expected"), examples("=>"))
def test_finds_where_a_redirect_leads(url: str, expected: str) -> None:
    target = BUNDLED.target(url)

    assert target is not None
    assert target.url == expected


@pytest.mark.parametrize(("url", "_"), examples(""))
def test_leaves_other_urls_alone(url: str, _: str) -> None:
    assert BUNDLED.parameters(url) == ()
    assert BUNDLED.target(url) is None


@pytest.mark.parametrize(("url", "_"), examples("=>"))
def test_cuts_nothing_from_a_redirect(url: str, _: str) -> None:
    assert BUNDLED.parameters(url) == ()


def test_a_cut_knows_its_parameter_as_written() -> None:
    url = "https://youtu.be/a?t=1&%73i=2"

    assert BUNDLED.parameters(url) == (Cut(22, 29, "%73i", "youtube", Applicability.SAFE),)


def test_each_cut_takes_one_separator() -> None:
    url = "/a?utm_source=1&fbclid=2&id=3&gclid=4"

    cuts = [url[cut.start : cut.end] for cut in BUNDLED.parameters(url)]

    assert cuts == ["utm_source=1&", "fbclid=2&", "&gclid=4"]


def test_the_first_cut_takes_the_question_mark_where_nothing_stays() -> None:
    url = "/a?&utm_source=1&&fbclid=2&"

    cuts = [url[cut.start : cut.end] for cut in BUNDLED.parameters(url)]

    assert cuts == ["?&utm_source=1&", "&fbclid=2&"]


def test_safe_cuts_are_laid_out_as_if_there_were_no_others() -> None:
    url = "/a?spm=1&utm_source=2"

    cuts = [url[cut.start : cut.end] for cut in BUNDLED.parameters(url, Applicability.SAFE)]

    assert cuts == ["&utm_source=2"]


def test_a_parameter_that_a_site_needs_elsewhere_is_unsafe_to_cut() -> None:
    (cut,) = BUNDLED.parameters("https://daily.example/?spm=1")

    assert cut.applicability is Applicability.UNSAFE


PAID = "https://go.skimresources.com/?id=1&url=https%3A%2F%2Fdaily.example%2F"


def test_a_paid_link_is_unsafe_to_rewrite() -> None:
    target = BUNDLED.target(PAID)

    assert target == tracking.Target("https://daily.example/", "skimlinks", Applicability.UNSAFE)


def test_a_redirect_to_a_paid_link_leads_to_that() -> None:
    target = BUNDLED.target(f"https://www.google.com/url?q={quote(PAID, safe='')}")

    assert target == tracking.Target(PAID, "google.url")


def test_unwraps_four_levels_and_no_more() -> None:
    url = "https://daily.example/"
    for hider in ["href.li", "anonym.to", "href.li", "anonym.to", "href.li"]:
        url = f"https://{hider}/?{url}"

    target = BUNDLED.target(url)

    assert target is not None
    assert target.url == "https://href.li/?https://daily.example/"


@pytest.mark.parametrize(
    ("url", "entry"),
    [
        ("https://t.co/abc", "short.twitter"),
        ("https://bit.ly/abc", "short.bitly"),
        ("http://t.cn/abc", "short.weibo"),
        ("https://feedproxy.google.com/~r/daily/~3/abc/", "feed.google"),
        ("https://www.baidu.com/link?url=abc", "search.baidu"),
        ("https://www.globenewswire.com/Tracker?data=abc", "release.globenewswire"),
        ("https://link.segmentfault.com/?enc=abc", "search.segmentfault"),
    ],
)
def test_knows_redirectors_that_hide_their_target(url: str, entry: str) -> None:
    assert BUNDLED.opaque(url) == entry


@pytest.mark.parametrize(
    "url",
    [
        "https://bit.ly/",
        "https://bit.ly",
        "https://www.baidu.com/s?wd=link",
        "https://link.segmentfault.com/?url=https%3A%2F%2Fdaily.example%2F",
        "https://notbit.ly/abc",
        "/abc",
    ],
)
def test_other_urls_are_not_opaque(url: str) -> None:
    assert BUNDLED.opaque(url) is None


@pytest.mark.parametrize(
    ("url", "entry"),
    [
        ("http://feeds.feedburner.com/~r/daily/~4/abc", "pixel.feedburner"),
        ("https://blogger.googleusercontent.com/tracker/1/2", "pixel.blogger"),
        ("https://ir-na.amazon-adsystem.com/e/ir?t=x", "pixel.amazon"),
        ("https://www.facebook.com/tr?id=1&noscript=1", "pixel.facebook"),
        ("https://medium.com/_/stat?event=post", "pixel.medium"),
        ("//hm.baidu.com/hm.gif?si=1", "pixel.baidu"),
        ("https://rt.prnewswire.com/rt.gif?NewsItemId=1", "pixel.prnewswire"),
    ],
)
def test_knows_pixels(url: str, entry: str) -> None:
    pixel = BUNDLED.pixel(url)

    assert pixel is not None
    assert (pixel.id, pixel.republication) == (entry, False)


@pytest.mark.parametrize(
    "url",
    [
        "https://counter.theconversation.com/content/1/count.gif",
        "https://pixel.propublica.org/pixel.js",
        "https://daily.example/?republication-pixel=true&post=1",
        "https://vg01.met.vgwort.de/na/abc",
    ],
)
def test_marks_counters_that_are_terms_of_republication(url: str) -> None:
    pixel = BUNDLED.pixel(url)

    assert pixel is not None
    assert pixel.republication


@pytest.mark.parametrize(
    "url",
    [
        "https://feeds.feedburner.com/~r/daily/~3/abc",
        "https://www.facebook.com/try",
        "https://daily.example/1x1.gif",
        "pixel.gif",
    ],
)
def test_other_images_are_no_pixels(url: str) -> None:
    assert BUNDLED.pixel(url) is None


def test_knows_scripts() -> None:
    assert BUNDLED.script("https://www.googletagmanager.com/gtag/js?id=G-1") is not None


@pytest.mark.parametrize(
    "url",
    ["https://platform.twitter.com/widgets.js", "https://www.instagram.com/embed.js", "/app.js"],
)
def test_embeds_are_no_tracking_scripts(url: str) -> None:
    assert BUNDLED.script(url) is None


@pytest.mark.parametrize("token", ["trsHotWords", "infotextkey", "zem_slink", "vglnk", "itxtrst"])
def test_knows_keyword_links_by_their_class(token: str) -> None:
    assert BUNDLED.keyword_link({"external", token}) is not None


def test_knows_keyword_links_by_an_attribute() -> None:
    entry = BUNDLED.keyword_link((), ["href", "data-wpil-keyword-link"])

    assert entry == "keyword.link-whisper"


def test_other_classes_mark_no_keyword_link() -> None:
    assert BUNDLED.keyword_link({"external", "trshotwords"}, ["href"]) is None


def test_a_site_adds_entries_of_its_own() -> None:
    own = {"parameters": [{"id": "our.letter", "names": ["nl_*"], "hosts": ["daily.example"]}]}

    cuts = BUNDLED.extended(own).parameters("https://www.daily.example/?nl_id=1")

    assert [cut.entry for cut in cuts] == ["our.letter"]


def test_an_entry_with_a_known_id_takes_its_place() -> None:
    own = {"parameters": [{"id": "youtube", "names": ["hello"], "hosts": ["youtube.com"]}]}

    cuts = BUNDLED.extended(own).parameters("https://www.youtube.com/watch?si=1&hello=2")

    assert [cut.name for cut in cuts] == ["hello"]


def test_an_entry_that_fits_no_section_is_refused() -> None:
    with pytest.raises(TypeError):
        BUNDLED.extended({"parameters": [{"id": "our.letter", "name": "nl"}]})


def test_an_entry_can_be_switched_off() -> None:
    assert BUNDLED.without(["utm"]).parameters("/?utm_source=1") == ()


def test_switching_off_what_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError, match="utn"):
        BUNDLED.without(["utn"])


def test_catalogues_do_not_share_what_they_remember() -> None:
    bare = BUNDLED.without(["youtube"])

    assert bare.parameters("https://youtu.be/a?si=1") == ()
    assert BUNDLED.parameters("https://youtu.be/a?si=1") != ()
