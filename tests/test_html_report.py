import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.config import Configs
from newslint.diagnostic import Diagnostic, Edit, Fix, Severity, apply
from newslint.formats.html import render
from newslint.formats.html.change import CUT, Kind, change
from newslint.report import FileReport, Located, Report
from newslint.runner.one import check
from newslint.text import Span, Text

HOSTILE = "</script><img src=x onerror=alert(1)><!--\u202e\ud800"


def located(text: str, span: Span, fix: Fix | None = None, message: str = "It is wrong") -> Located:
    url = "https://example.org/rules/inline-style/"
    said = Diagnostic("inline-style", "html", Severity.WARNING, span, message, fix, url)
    return Located.of(said, Text(text))


def shown(text: str, span: Span, *edits: Edit) -> list[tuple[str, str]]:
    fix = Fix.safe("Repair it", *edits)
    return [(part.kind.value, part.text) for part in change(located(text, span, fix), fix)]


class Page(HTMLParser):
    """The tags and the data of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._texts.append("")

    def handle_data(self, data: str) -> None:
        if self._texts:
            self._texts[-1] += data

    @property
    def data(self) -> Any:
        place = next(n for n, (_, found) in enumerate(self.tags) if found.get("id") == "data")
        return json.loads(self._texts[place])


def page(*files: FileReport) -> Page:
    return Page("".join(render(Report(files))))


def test_the_page_holds_every_finding_with_its_excerpt_and_fix() -> None:
    text = 'A <b style="color:red">tram</b>'
    span = Span(5, 22)
    fix = Fix.safe("Remove the style", Edit(Span(4, 22)))
    file = FileReport("posts/tram.md", located=(located(text, span, fix),), date="2024-05-01")

    data = page(file, FileReport("posts/calm.md", date="2024-05-02")).data

    assert data["rules"] == [
        {
            "name": "inline-style",
            "group": "html",
            "url": "https://example.org/rules/inline-style/",
        }
    ]
    assert data["posts"] == {"months": {"2024-05": 2}, "folders": {"posts": 2}}
    assert data["totals"] == {"checked": 2, "fixed": 0, "uncovered": 0}
    assert data["files"] == [
        {
            "path": "posts/tram.md",
            "date": "2024-05-01",
            "failure": None,
            "findings": [
                {
                    "rule": 0,
                    "severity": "warning",
                    "line": 1,
                    "column": 6,
                    "message": "It is wrong",
                    "excerpt": ["A <b ", 'style="color:red"', ">tram</b>"],
                    "fix": {
                        "title": "Remove the style",
                        "safe": True,
                        "change": [
                            ["kept", "A <b"],
                            ["gone", ' style="color:red"'],
                            ["kept", ">tram</b>"],
                        ],
                    },
                }
            ],
        }
    ]


def test_a_file_on_which_newslint_failed_is_there() -> None:
    data = page(FileReport("posts/gone.md", read=False, failure="permission denied")).data

    assert data["files"][0]["failure"] == "permission denied"
    assert data["totals"]["checked"] == 0


def test_a_report_of_nothing_is_a_page() -> None:
    assert page().data["files"] == []


def test_what_a_post_says_adds_no_tag() -> None:
    tame = page(FileReport("a.md", located=(located("text", Span(0, 4)),)))
    fix = Fix.unsafe(HOSTILE, Edit(Span(0, 3), HOSTILE))
    file = FileReport(HOSTILE, located=(located(HOSTILE, Span(0, 9), fix, HOSTILE),))

    hostile = page(file, FileReport("b.md", failure=HOSTILE))

    assert hostile.tags == tame.tags
    assert hostile.data["files"][0]["path"].startswith("</script><img")


def test_the_page_can_be_written_whatever_is_in_it() -> None:
    file = FileReport("\udcff.md", located=(located("\x1b[31m\udcff", Span(0, 5)),))

    written = "".join(render(Report((file,))))

    assert written.encode()
    assert "\x1b" not in written


def test_the_page_names_nothing_to_load() -> None:
    found = page(FileReport("a.md", located=(located("text", Span(0, 4)),)))

    policy = next(
        each["content"] or ""
        for tag, each in found.tags
        if tag == "meta" and each.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert not any("src" in attributes for _, attributes in found.tags)
    assert all((each.get("href") or "#").startswith("#") for _, each in found.tags)


def test_a_file_is_written_before_the_next_is_asked_for() -> None:
    asked = []

    def files() -> Any:
        for name in ("a.md", "b.md"):
            asked.append(name)
            yield FileReport(name, located=(located("text", Span(0, 4)),))

    parts = render(Report(files()))
    next(part for part in parts if '"a.md"' in part)

    assert asked == ["a.md"]


def test_no_placeholder_is_left() -> None:
    assert not re.search(r"\{\{\w", "".join(render(Report(()))))


def test_a_change_far_from_the_place_is_shown_with_a_cut() -> None:
    text = f"<i>{'x' * 300}</i>"

    parts = shown(text, Span(0, 307), Edit(Span(1, 2), "em"), Edit(Span(305, 306), "em"))

    assert parts == [
        ("kept", "<"),
        ("gone", "i"),
        ("new", "em"),
        ("kept", f">{'x' * 61}"),
        ("kept", CUT),
        ("gone", CUT),
        ("new", "em"),
        ("kept", CUT),
    ]


def test_a_line_that_goes_loses_its_line_break() -> None:
    text = "title: Tram\nheadimg: ''\n"

    assert shown(text, Span(12, 23), Edit(Span(12, 24))) == [("gone", "headimg: ''\n")]


def test_an_edit_before_the_line_comes_first() -> None:
    text = "first\nsecond\n"

    parts = shown(text, Span(6, 12), Edit(Span(0, 0), "new "), Edit(Span(6, 7), "S"))

    assert parts == [
        ("new", "new "),
        ("kept", CUT),
        ("gone", "s"),
        ("new", "S"),
        ("kept", "econd"),
    ]


TEXTS = st.text(alphabet="ab\n", max_size=400)


@st.composite
def repairs(draw: st.DrawFn) -> tuple[str, Span, tuple[Edit, ...]]:
    text = draw(TEXTS)
    places = st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True).map(sorted)
    ends = draw(places) if len(text) > 5 else [0, len(text)]
    spans = [Span(*pair) for pair in zip(ends[::2], ends[1::2], strict=False)]
    span = draw(st.sampled_from(spans))
    return text, span, tuple(Edit(each, draw(st.sampled_from(("", "new")))) for each in spans)


@given(repairs())
def test_a_change_quotes_the_text_before_and_after(
    case: tuple[str, Span, tuple[Edit, ...]],
) -> None:
    text, span, edits = case

    parts = change(located(text, span), Fix.safe("Repair it", *edits))

    for kind, whole in ((Kind.GONE, text), (Kind.NEW, apply(text, edits))):
        quoted = "".join(part.text for part in parts if part.kind in {Kind.KEPT, kind})
        at = 0
        for stretch in quoted.split(CUT):
            at = whole.find(stretch, at)
            assert at >= 0
            at += len(stretch)


@pytest.mark.parametrize(
    ("name", "content", "day"),
    [
        ("tram.md", "---\ndate: 2024-05-01 07:30:00 +0200\n---\n", "2024-05-01"),
        ("tram.md", "+++\npublishDate = 2024-05-01T07:30:00Z\n+++\n", "2024-05-01"),
        ("tram.md", "---\nupdated: May 3rd, 2024\npublishDate: 2024-05-01\n---\n", "2024-05-01"),
        ("tram.md", "---\nupdated: May 3rd, 2024\ndate: soon\n---\n", "2024-05-03"),
        ("2024-05-02-tram.md", "---\ntitle: Tram\n---\n", "2024-05-02"),
        ("2024-05-02-tram.md", "No front matter", "2024-05-02"),
        ("2024-02-30-tram.md", "---\ndate: 04/05/2024\n---\n", ""),
        ("2024-05-021.md", "---\ndate: {{ now }}\n---\n", ""),
        ("tram.md", "", ""),
    ],
)
def test_a_report_knows_the_day_of_the_post(
    tmp_path: Path, name: str, content: str, day: str
) -> None:
    report = check(tmp_path / name, content.encode(), Configs())

    assert report.date == day
