import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.diagnostic import Applicability
from newslint.tracking import BUNDLED, clean
from newslint.tracking.url import folded
from tests.growth import is_linear

PIECES = st.sampled_from(
    [
        *["https://", "http://", "//", "/", "?", "#", "&", "&&", "&amp;", "&#038;", "=", ";", ":"],
        *["utm_source", "fbclid=1", "gclid", "id=7", "a", "si=1", "ref=x", "sig=1", "spm=1"],
        *["youtube.com", "youtu.be", "amazon.de", "www.google.com/url?q=", "href.li/?", "t.co"],
        *["https%3A%2F%2Fdaily.example", "%66bclid", "%zz", "%", "+", "ü", "你", " ", "\\", "@"],
        *["{{", "{% x %}", "<%", "\ue000", "\n", "\x00", "\ud800", "javascript:", "mailto:"],
    ]
)
URLS = st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=40)


@given(URLS)
def test_cleaning_twice_is_cleaning_once(url: str) -> None:
    assert clean(clean(url)) == clean(url)


@given(URLS)
def test_cleaning_never_makes_a_url_longer(url: str) -> None:
    assert len(clean(url)) <= len(url)


@given(URLS)
def test_cuts_are_in_order_and_do_not_overlap(url: str) -> None:
    edges = [edge for cut in BUNDLED.parameters(url) for edge in (cut.start, cut.end)]

    assert edges == sorted(edges)
    assert all(0 <= edge <= len(url) for edge in edges)


@given(URLS)
def test_what_is_not_cut_stays_as_it_is_typed(url: str) -> None:
    gone = {place for cut in BUNDLED.parameters(url) for place in range(cut.start, cut.end)}

    assert clean(url) == "".join(each for place, each in enumerate(url) if place not in gone)


@given(URLS)
def test_what_a_site_allows_stays_on_every_host(url: str) -> None:
    names = tuple({cut.name for cut in BUNDLED.parameters(url)})

    assert BUNDLED.keeping(tuple(map(folded, names))).parameters(url) == ()


@given(URLS)
def test_every_cut_takes_something(url: str) -> None:
    assert all(cut.name in url[cut.start : cut.end] for cut in BUNDLED.parameters(url))


@given(URLS)
def test_safe_cuts_alone_leave_a_url_that_has_none(url: str) -> None:
    for cut in reversed(BUNDLED.parameters(url, Applicability.SAFE)):
        url = url[: cut.start] + url[cut.end :]

    assert BUNDLED.parameters(url, Applicability.SAFE) == ()


@given(URLS)
def test_a_target_is_http_and_has_a_host(url: str) -> None:
    target = BUNDLED.target(url)

    assert target is None or target.url.lower().startswith(("http://", "https://"))


@given(URLS)
def test_a_target_can_be_written_anywhere(url: str) -> None:
    target = BUNDLED.target(url)

    assert target is None or not set(target.url) & set('"<>\\ \n\t\x00')


@given(URLS, st.sampled_from(["{{ x }}", "{% x %}", "<% x %>", "\ue000"]))
def test_urls_with_template_tokens_are_left_alone(url: str, token: str) -> None:
    assert clean(url + token) == url + token


@given(URLS)
def test_no_question_raises(url: str) -> None:
    BUNDLED.opaque(url)
    BUNDLED.pixel(url)
    BUNDLED.script(url)


@pytest.mark.parametrize(
    "token",
    [
        "?",
        "&",
        "=",
        "&amp;",
        "&#038;",
        "%3A",
        "a.",
        "utm_source=x&",
        "mkt_tok=1&",
        "keywords=1&",
        "/ref=",
        "#",
        ";a=",
        "http://",
    ],
)
@pytest.mark.parametrize(
    "start",
    [
        "//",
        "?",
        "https://www.google.com/url?q=https://",
        "https://amazon.de/a/dp/b",
        "https://amazon.de/a/dp/b?",
    ],
)
def test_takes_linear_time_whatever_is_repeated(start: str, token: str) -> None:
    assert is_linear(clean, token, start)
    assert is_linear(BUNDLED.target, token, start)
