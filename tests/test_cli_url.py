"""`newslint url`, run as a user runs it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from newslint.cli.url import url


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(*arguments: str, given: str = "") -> str:
    ran = CliRunner().invoke(url, arguments, input=given)
    assert ran.exit_code == 0, ran.output
    return ran.output


def test_it_says_what_goes_and_what_the_url_becomes() -> None:
    said = told("https://www.youtube.com/watch?v=a&si=1&ref=twitter")

    assert said.splitlines() == [
        "https://www.youtube.com/watch?v=a&si=1&ref=twitter",
        "  si   a note of who shared a video, and where (youtube), tracking",
        "  ref  a note of where the reader came from (referral.network), referral",
        "  fix           https://www.youtube.com/watch?v=a&ref=twitter",
        "  fix --unsafe  https://www.youtube.com/watch?v=a",
    ]


def test_it_follows_a_redirect_and_cleans_what_it_leads_to() -> None:
    said = told("https://www.google.com/url?q=https%3A%2F%2Fa.example%2F%3Futm_source%3D1")

    assert "  leads to https://a.example/?utm_source=1: a link of Google's" in said
    assert "  fix           https://a.example/\n" in said


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ("https://t.co/abc", "its target does not stand in it: a short link of X (short.twitter)"),
        ("https://web.archive.org/web/1/http://a.example/?utm_id=1", "nothing is changed: an arch"),
        ("https://a.example/?X-Amz-Signature=1&utm_id=1", "nothing is changed: a signature of Am"),
        ("https://feeds.feedburner.com/~r/a/~4/b", "counts readers: FeedBurner's counter"),
        ("https://a.example/", "nothing to say"),
        ("no url at all", "nothing to say"),
    ],
)
def test_it_says_why_a_url_stays(given: str, line: str) -> None:
    said = told(given)

    assert said.startswith(f"{given}\n  {line}")
    assert "fix" not in said


def test_each_line_of_standard_input_is_a_url() -> None:
    said = told("-", "--json", given="https://a.example/?utm_id=1\n\nhttps://b.example/\n")

    first, second = map(json.loads, said.splitlines())
    assert first["safe"] == "https://a.example/"
    assert first["parameters"] == [
        {
            "name": "utm_id",
            "entry": "utm",
            "what": "a campaign tag of Google Analytics",
            "kind": "tracking",
            "applicability": "safe",
            "start": 18,
            "end": 27,
        }
    ]
    assert second["safe"] == second["unsafe"] == second["url"] == "https://b.example/"


def test_the_configuration_of_the_folder_counts(folder: Path) -> None:
    (folder / "newslint.toml").write_text('[links]\ndisable = ["utm"]\n')

    assert "nothing to say" in told("https://a.example/?utm_id=1")


def test_what_steers_a_terminal_is_shown_and_not_sent() -> None:
    assert "\x1b" not in told("https://a.example/\x1b[31m")
