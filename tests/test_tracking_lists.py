"""Lists of others: all of their syntax that concerns links, and what they may not override."""

import json
import re
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from msgspec.structs import replace

from newslint.config import load
from newslint.config.links import notes
from newslint.diagnostic import Applicability
from newslint.tracking import BUNDLED, Catalogue, clean
from newslint.tracking.lists import ParameterList
from newslint.tracking.parameters import without
from tests.growth import is_linear
from tests.test_tracking_cases import cases, failures, normal

__all__ = ["cases"]  # a fixture

REAL = {"adguard_17_TrackParam.txt": "adblock", "clearurls_data.min.json": "clearurls"}


def listing(folder: Path, content: str, form: str = "adblock") -> ParameterList:
    file = folder / "theirs.txt"
    file.write_text(content, encoding="utf-8")
    return ParameterList.read(file, form)


def cleaned(folder: Path, url: str, content: str, form: str = "adblock") -> str:
    known = Catalogue(lists=(listing(folder, content, form),))
    return without(url, known.listed(url))


SITE = "https://www.daily.example/news/a"


@pytest.mark.parametrize(
    ("lines", "before", "after"),
    [
        ("$removeparam=boat", "?boat=1&id=2", "?id=2"),
        ("*$removeparam=boat", "?id=2&boat=1&boat=2", "?id=2"),
        ("$queryprune=boat", "?boat=1", ""),
        ("$removeparam=boat", "?boats=1", "?boats=1"),
        ("$removeparam=bo%5Bat%5D", "?bo[at]=1&bo%5Bat%5D=1&id=2", "?id=2"),
        ("$removeparam=boat*", "?boats=1&id=2", "?id=2"),
        ("$removeparam=/^bo/", "?boat=1&bo=2&a=bo", "?a=bo"),
        ("$removeparam=/^BO/i", "?boat=1&id=2", "?id=2"),
        ("$removeparam=/^boat=\\d+\\,5/", "?boat=1,5&boat=2", "?boat=2"),
        ("||daily.example^$removeparam", "?boat=1&id=2", ""),
        ("||daily.example^$removeparam=~id", "?boat=1&id=2", "?id=2"),
        ("||daily.example^$removeparam=boat", "?boat=1", ""),
        ("||daily.*^$removeparam=boat", "?boat=1", ""),
        ("||daily.example/news/$removeparam=boat", "?boat=1", ""),
        ("||daily.example/shop/$removeparam=boat", "?boat=1", "?boat=1"),
        ("||other.example^$removeparam=boat", "?boat=1", "?boat=1"),
        ("||ily.example^$removeparam=boat", "?boat=1", "?boat=1"),
        ("|https://www.$removeparam=boat", "?boat=1", ""),
        ("/news/*?$removeparam=boat", "?boat=1", ""),
        ("/\\/n.ws\\//$removeparam=boat", "?boat=1", ""),
        ("id=2|$removeparam=boat", "?boat=1&id=2", "?id=2"),
        ("$removeparam=boat,domain=daily.example", "?boat=1", ""),
        ("$removeparam=boat,to=daily.example|other.example", "?boat=1", ""),
        ("$removeparam=boat,from=daily.*", "?boat=1", ""),
        ("$removeparam=boat,domain=other.example", "?boat=1", "?boat=1"),
        ("$removeparam=boat,domain=~daily.example", "?boat=1", "?boat=1"),
        ("$removeparam=boat,denyallow=daily.example", "?boat=1", "?boat=1"),
        ("$document,removeparam=boat", "?boat=1", ""),
        ("$removeparam=boat,script", "?boat=1", "?boat=1"),
        ("$removeparam=boat,first-party", "?boat=1", "?boat=1"),
        ("$removeparam=boat,important", "?boat=1", ""),
        ("$removeparam=boat\n@@||daily.example^$removeparam=boat", "?boat=1", "?boat=1"),
        ("$removeparam=boat\n@@||daily.example^$removeparam", "?boat=1", "?boat=1"),
        ("$removeparam=boat\n@@||other.example^$removeparam=boat", "?boat=1", ""),
        ("!#if env_x\n$removeparam=boat\n!#endif\n$removeparam=pier", "?boat=1&pier=2", "?boat=1"),
        ("! $removeparam=boat", "?boat=1", "?boat=1"),
        ("||daily.example^\ndaily.example##.boat", "?boat=1", "?boat=1"),
    ],
)
def test_reads_the_notation_of_ad_blockers(
    tmp_path: Path, lines: str, before: str, after: str
) -> None:
    assert listing(tmp_path, lines).unreadable == ()
    assert cleaned(tmp_path, SITE + before, lines) == SITE + after
    assert cleaned(tmp_path, SITE + before, lines.replace("\n", "\r\n")) == SITE + after


DAILY = r"^https?:\/\/(?:[a-z0-9-]+\.)*?daily\.example"


@pytest.mark.parametrize(
    ("provider", "before", "after"),
    [
        ({"urlPattern": DAILY, "rules": ["boat"]}, "?boat=1&id=2", "?id=2"),
        ({"urlPattern": DAILY, "rules": ["BOAT", "pier_[a-z]+"]}, "?boat=1&pier_a=2", ""),
        ({"urlPattern": DAILY, "rules": ["boat"]}, "?boats=1", "?boats=1"),
        ({"urlPattern": DAILY, "rules": ["boat"], "exceptions": ["/news/"]}, "?boat=", "?boat="),
        ({"urlPattern": ".*", "rules": ["boat"]}, "?id=2&boat", "?id=2"),
        ({"urlPattern": r"^https?:\/\/shop\.example", "rules": ["boat"]}, "?boat=1", "?boat=1"),
        (
            {
                "urlPattern": r"^https?:\/\/(?:[a-z0-9-]+\.)*?daily(?:\.[a-z]{2,}){1,}",
                "rules": ["boat"],
            },
            "?boat=1",
            "",
        ),
        ({"urlPattern": DAILY, "completeProvider": True}, "?boat=1", "?boat=1"),
    ],
)
def test_reads_the_json_of_clearurls(
    tmp_path: Path, provider: dict[str, Any], before: str, after: str
) -> None:
    content = json.dumps({"providers": {"daily": provider}})

    assert cleaned(tmp_path, SITE + before, content, "clearurls") == SITE + after


def test_lines_that_cannot_be_read_are_counted_and_named(tmp_path: Path) -> None:
    (tmp_path / "theirs.txt").write_text(
        "$removeparam=/(/\n$removeparam=boat\n$removeparam=pier,unheard-of\n$removeparam=/(a+)+/\n",
        encoding="utf-8",
    )
    file = tmp_path / "newslint.toml"
    file.write_text('[[links.lists]]\npath = "theirs.txt"\nformat = "adblock"\n', encoding="utf-8")
    known = load(file).settings.catalogue

    (note,) = notes(known)
    assert note == (
        "theirs.txt: 3 lines are left out, for newslint cannot read them:"
        " 1 (`$removeparam=/(/`), 3 (`$removeparam=pier,unheard-of`),"
        " 4 (`$removeparam=/(a+)+/`: a repetition within a repetition may take for ever)"
    )
    assert known.listed("https://daily.example/?boat=1")


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+", "^(?:a|a)*$", "(a*)*b", "(?:x(a?))+", "((?:ab)+c)+", "(?P<a>a+)*", "([a.]+\\.)*"],
)
@pytest.mark.parametrize("line", ["$removeparam=/{}/", "/{}/$removeparam=boat"])
def test_patterns_that_may_take_for_ever_are_left_out(
    tmp_path: Path, line: str, pattern: str
) -> None:
    content = json.dumps({"providers": {"a": {"urlPattern": ".*", "rules": [pattern]}}})

    for theirs in (
        listing(tmp_path, line.format(pattern)),
        listing(tmp_path, content, "clearurls"),
    ):
        (told,) = theirs.unreadable
        assert told.reason == "a repetition within a repetition may take for ever"


@pytest.mark.parametrize(
    "pattern", ["(a+)?", "[(]+a+", "\\(a+\\)+", "(?:[a-z0-9-]+\\.)*x", "(a+)b+", "(?:ab)+"]
)
def test_patterns_that_cannot_are_held(tmp_path: Path, pattern: str) -> None:
    assert listing(tmp_path, f"$removeparam=/{pattern}/").unreadable == ()


def test_patterns_that_cannot_be_read_are_named_with_their_line(tmp_path: Path) -> None:
    content = json.dumps(
        {"providers": {"daily": {"urlPattern": ".*", "rules": ["(", "boat"]}}}, indent=1
    )

    found = listing(tmp_path, content, "clearurls")

    assert [(each.line, each.text) for each in found.unreadable] == [(6, "(")]


@pytest.mark.parametrize("content", ["", "no JSON", "[]", "{}", '{"providers": 1}'])
def test_what_is_no_list_of_clearurls_is_an_error(tmp_path: Path, content: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        listing(tmp_path, content, "clearurls")


@pytest.mark.parametrize(
    "provider",
    [1, None, [], {"urlPattern": 1}, {"urlPattern": ".*", "rules": 1}, {"rules": [None, 2]}],
)
def test_a_malformed_provider_leaves_the_others(tmp_path: Path, provider: object) -> None:
    good = {"urlPattern": ".*", "rules": ["boat"]}
    content = json.dumps({"providers": {"a": provider, "b": good}})

    assert cleaned(tmp_path, f"{SITE}?boat=1", content, "clearurls") == SITE


@pytest.mark.parametrize(
    "url",
    [
        "https://daily.example/?boat=1&X-Amz-Signature=2",
        "https://web.archive.org/web/1/https://daily.example/?boat=1",
        "https://daily.example/https://other.example/?boat=1",
        "https://www.google.com/url?q=https%3A%2F%2Fdaily.example%2F&boat=1",
        "https://daily.example/?boat={{ x }}",
        "mailto:a@daily.example?boat=1",
        "https://mp.weixin.qq.com/s?__biz=1&chksm=2",
    ],
)
def test_a_list_has_no_say_in_what_is_never_touched(tmp_path: Path, url: str) -> None:
    lines = "$removeparam=boat\n$removeparam=chksm\n$removeparam=q\n"

    assert cleaned(tmp_path, url, lines) == url


def test_a_list_has_no_say_in_what_newslint_knows(tmp_path: Path) -> None:
    url = "https://daily.example/?utm_source=1"

    assert cleaned(tmp_path, url, "$removeparam=utm_source") == url


def test_what_a_site_allows_stays(tmp_path: Path) -> None:
    theirs = listing(tmp_path, "$removeparam=boat")
    known = Catalogue(lists=(theirs,)).keeping(("boat",))

    assert known.listed("https://daily.example/?boat=1") == ()


@pytest.mark.parametrize("token", ["boat=1&", "a", "&", "boat", "%62oat=1&", "/", "."])
def test_hostile_urls_take_no_longer(tmp_path: Path, token: str) -> None:
    lines = "$removeparam=/^a+b?$/\n||daily.example/*/*/*x$removeparam=boat\n"
    known = Catalogue(lists=(listing(tmp_path, lines),))

    assert is_linear(known.listed, token, "https://daily.example/?")


def test_wildcards_try_each_place_once(tmp_path: Path) -> None:
    lines = "/a*/a*/a*/a*/a*!$removeparam=boat\n"
    url = f"https://daily.example{'/a' * 1900}?boat=1"

    start = time.process_time()
    assert cleaned(tmp_path, url, lines) == url
    assert time.process_time() - start < 5


@pytest.fixture(scope="module")
def real(lists: Path) -> Catalogue:
    found = [
        ParameterList.read(lists / name, form, Applicability.SAFE) for name, form in REAL.items()
    ]
    return replace(BUNDLED, lists=tuple(found))


def test_real_lists_can_be_read_throughout(real: Catalogue) -> None:
    assert [each.unreadable for each in real.lists] == [(), ()]


def test_real_lists_break_little_that_must_stay(
    real: Catalogue, cases: list[dict[str, Any]]
) -> None:
    keep = [case for case in cases if case["kind"] == "keep"]
    changed = {
        case["input"]
        for case in keep
        if normal(once_more(case["input"], real)) != normal(case["expected"])
    }

    # Facebook's `aref` in mails, and `referral_code` where a page is about a referral.
    more = changed - set(failures(keep))
    assert len(more) <= len(["aref", "referral_code"])
    assert {urlsplit(url).hostname for url in more} <= {"www.facebook.com"}


def once_more(url: str, known: Catalogue) -> str:
    """Return a cleaned URL without what the lists have besides."""
    target = known.target(url)
    result = clean(target.url if target else url)
    return without(result, known.listed(result))


def test_real_lists_find_more(real: Catalogue, cases: list[dict[str, Any]]) -> None:
    assert any(re.search(r"[?&]", case["input"]) and real.listed(case["input"]) for case in cases)
