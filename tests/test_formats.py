import json
from pathlib import Path
from unicodedata import east_asian_width

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from newslint.diagnostic import Diagnostic, Edit, Fix, Severity
from newslint.excerpt import Excerpt
from newslint.formats import FORMATS, statistics
from newslint.formats.snippet import snippet
from newslint.report import FileReport, Located, Report
from newslint.schema import Schema
from newslint.text import Span, Text
from tests.conftest import ROOT

POST = Text('# 路面電車 <b style="color:red">可決</b>\r\n\t<i>Ends\nhere</i>\n')
STYLE = Span(10, 27)
ITALIC = Span(37, 53)

REMOVE = Fix.safe("Remove the style", Edit(Span(9, 27)))
REPLACE = Fix.unsafe("Use `em`", Edit(Span(38, 39), "em"), Edit(Span(51, 52), "\ud800"))

REPORTS = Schema.read(ROOT / "schemas" / "report.schema.json")


def diagnostic(
    span: Span, severity: Severity = Severity.WARNING, fix: Fix | None = None
) -> Diagnostic:
    url = "https://example.org/rules/inline-style/"
    return Diagnostic("inline-style", "html", severity, span, "Element has a `style`", fix, url)


def italic(severity: Severity = Severity.INFO, fix: Fix | None = REPLACE) -> Diagnostic:
    url = "https://example.org/rules/old-element/"
    return Diagnostic("old-element", "html", severity, ITALIC, "`<i>` is old", fix, url)


Files = tuple[FileReport, ...]


def located(*diagnostics: Diagnostic, text: Text = POST) -> tuple[Located, ...]:
    return tuple(Located.of(said, text) for said in diagnostics)


def one(*diagnostics: Diagnostic, text: Text = POST) -> Files:
    return (FileReport("posts/tram.md", located=located(*diagnostics, text=text)),)


def rendered(name: str, files: Files) -> str:
    return "".join(FORMATS[name](Report(files)))


def plain(name: str, files: Files) -> str:
    return click.unstyle(rendered(name, files))


FILES = (
    FileReport("posts/gone.md", read=False, failure="permission denied"),
    FileReport(
        "posts/tram.md",
        located=located(diagnostic(STYLE, Severity.ERROR, REMOVE), italic()),
        fixed=2,
    ),
    FileReport("readme.md", covered=False),
)


def test_full_shows_where_each_problem_is() -> None:
    text = plain("full", FILES)

    assert text == (
        "posts/gone.md: failure: permission denied\n"
        "\n"
        "posts/tram.md:1:11: error inline-style: Element has a `style`\n"
        '  1 | # 路面電車 <b style="color:red">可決</b>\n'
        "    |               ^^^^^^^^^^^^^^^^^\n"
        "    = fix: Remove the style\n"
        "\n"
        "posts/tram.md:2:2: info old-element: `<i>` is old\n"
        "  2 |     <i>Ends\n"
        "    |     ^^^^^^^\n"
        "    = unsafe fix: Use `em`\n"
        "\n"
        "Checked 2 files: fixed 2 problems; 2 remain in 1 file (1 error, 1 info), "
        "1 fixable with `newslint fix`, 1 more with `--unsafe`.\n"
        "newslint failed on posts/gone.md.\n"
        "No schema covered: readme.md.\n"
    )


def test_concise_has_a_line_for_each_problem() -> None:
    text = plain("concise", FILES)

    assert text.splitlines()[:3] == [
        "posts/gone.md: failure permission denied",
        "posts/tram.md:1:11: inline-style Element has a `style` [*]",
        "posts/tram.md:2:2: old-element `<i>` is old",
    ]


def test_json_has_the_fields_that_were_promised_in_their_order() -> None:
    text = plain("json", FILES)

    assert text.startswith(
        '{\n  "version": 1,\n  "summary": {\n    "files": 2,\n    "problems": 2,'
    )
    report = json.loads(text)
    assert list(report) == ["version", "summary", "diagnostics", "failures"]
    assert list(report["diagnostics"][0].items()) == [
        ("path", "posts/tram.md"),
        ("rule", "inline-style"),
        ("group", "html"),
        ("severity", "error"),
        ("message", "Element has a `style`"),
        ("url", "https://example.org/rules/inline-style/"),
        ("start", {"line": 1, "column": 11, "offset": 10}),
        ("end", {"line": 1, "column": 28, "offset": 27}),
        (
            "fix",
            {
                "title": "Remove the style",
                "applicability": "safe",
                "edits": [{"start": 9, "end": 27, "text": ""}],
            },
        ),
    ]
    assert report["failures"] == [{"path": "posts/gone.md", "message": "permission denied"}]


@pytest.mark.parametrize("files", [FILES, (), one(diagnostic(STYLE))])
def test_json_is_as_its_schema_says(files: Files) -> None:
    text = rendered("json", files)

    assert REPORTS.violations(json.loads(text)) == ()


def test_jsonl_has_what_json_has_line_by_line() -> None:
    text = plain("jsonl", FILES)

    report = json.loads(plain("json", FILES))
    assert list(map(json.loads, text.splitlines())) == [*report["failures"], *report["diagnostics"]]


def test_json_keeps_text_readable() -> None:
    said = replace(diagnostic(STYLE), message="路面電車")

    assert '"路面電車"' in rendered("json", one(said))


def test_statistics_counts_rules_the_most_frequent_first() -> None:
    files = one(italic(), diagnostic(STYLE, fix=REMOVE), diagnostic(STYLE))

    assert click.unstyle("".join(statistics(Report(files)))) == (
        "2  inline-style  [*]\n"
        "1  old-element\n"
        "\n"
        "Checked 1 file: 3 problems in 1 file (2 warnings, 1 info), 1 fixable with `newslint fix`, "
        "1 more with `--unsafe`.\n"
    )


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ((), "There were no files to check.\n"),
        ((FileReport("a.md"),), "Checked 1 file: no problems.\n"),
        (
            (FileReport("a.md", fixed=1), FileReport("b.md")),
            "Checked 2 files: fixed 1 problem, none remain.\n",
        ),
        (
            one(italic(Severity.ERROR)),
            "1 problem in 1 file (1 error), 1 fixable with `newslint fix --unsafe`.\n",
        ),
        (
            (FileReport("a.md", located=located(italic(fix=None)), fixed=3),),
            "Checked 1 file: fixed 3 problems; 1 remains in 1 file (1 info).\n",
        ),
        ((FileReport("a.md", read=False, failure="is a folder"),), "newslint failed on a.md.\n"),
        (
            tuple(FileReport(f"{name}.md", covered=False) for name in "abcde"),
            "Checked 5 files: no problems.\nNo schema covered: a.md, b.md, c.md and 2 others.\n",
        ),
    ],
)
def test_the_summary_says_it_in_a_line(files: Files, expected: str) -> None:
    text = plain("full", files)

    assert text.endswith(expected)


@pytest.mark.parametrize("name", ["full", "concise"])
def test_colours_are_all_that_colour_adds(name: str) -> None:
    coloured = rendered(name, FILES)

    assert "\x1b" in coloured
    assert "\x1b" not in click.unstyle(coloured)


def test_a_long_line_is_cut_on_both_sides() -> None:
    text = Text("a" * 5_000 + "<img>" + "字" * 5_000)

    shown = snippet(Excerpt.of(text, Span(5_000, 5_005)))

    assert shown.line == f"…{'a' * 45}<img>{'字' * 23}…"
    assert (shown.indent, shown.length) == (46, 5)


def test_the_mark_begins_where_something_can_be_seen() -> None:
    text = Text(f"{' ' * 80}<td>\n")

    shown = snippet(Excerpt.of(text, Span(0, 84)))

    assert shown.line.endswith("   <td>")
    assert (shown.line[shown.indent :], shown.length) == ("<td>", 4)


def test_a_long_span_is_marked_as_far_as_it_is_shown() -> None:
    text = Text(f"<p>{'a' * 5_000}</p>")

    shown = snippet(Excerpt.of(text, Span(0, 5_007)))

    assert shown.line == f"<p>{'a' * 61}…"
    assert (shown.indent, shown.length) == (0, 65)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\x1b[31m", "␛[31m"),
        ("\x9b31m", "<U+009B>31m"),
        ("\x7f", "␡"),
        ("a\rb", "a␍b"),
        ("\tb", "    b"),
        ("\u202egnp", "<U+202E>gnp"),
        ("\u2028", "<U+2028>"),
        ("\ud800", "<U+D800>"),
    ],
)
def test_what_steers_a_terminal_is_shown_and_not_obeyed(written: str, shown: str) -> None:
    said = replace(diagnostic(Span(0, 1)), message=written.strip())

    text = plain("full", one(said, text=Text(written)))

    assert f"  1 | {shown}\n" in text


CHARACTERS = st.characters() | st.sampled_from("a\t\n\r\x1b漢é\u0301\u200d\ud800\u202e")
TEXTS = st.text(CHARACTERS, max_size=300)


@given(TEXTS, st.data())
def test_the_mark_stands_below_the_line(content: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, len(content)))

    shown = snippet(Excerpt.of(Text(content), Span(start, end)))

    cells = sum(2 if east_asian_width(each) in "WF" else 1 for each in shown.line)
    assert shown.length >= 1
    assert shown.indent <= cells
    assert "\n" not in shown.line


@pytest.mark.parametrize("name", FORMATS)
@given(TEXTS, TEXTS)
def test_every_report_can_be_written(name: str, content: str, message: str) -> None:
    text = Text(content)
    said = replace(diagnostic(Span(0, len(content)), fix=REPLACE), message=message)
    files = (FileReport(f"a{message}.md", located=located(said, text=text), failure=message),)

    written = rendered(name, files)

    assert written.encode().endswith(b"\n")
    assert "\x9b" not in written


def test_a_long_line_takes_no_longer_for_each_problem() -> None:
    text = Text("<b>" * 300_000)
    many = tuple(diagnostic(Span(start, start + 3)) for start in range(0, 30_000, 3))

    written = plain("full", one(*many, text=text))

    assert len(written) < 300 * len(many)


def test_the_schema_of_reports_refuses_what_is_no_report() -> None:
    schema = REPORTS

    assert schema.violations({"version": 2})


def test_the_schema_of_reports_knows_every_severity() -> None:
    path = Path(__file__).parents[1] / "schemas" / "report.schema.json"

    diagnostic_schema = json.loads(path.read_text(encoding="utf-8"))["$defs"]["diagnostic"]

    assert diagnostic_schema["properties"]["severity"]["enum"] == [each.value for each in Severity]
