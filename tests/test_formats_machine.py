"""Formats for other programs, each held against its published schema or something that reads it."""

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from newslint.diagnostic import Diagnostic, Edit, Fix, Severity
from newslint.formats import FORMATS, github, sarif, step_summary
from newslint.report import FileReport, Located, Report
from newslint.schema import Schema
from newslint.text import Span, Text
from tests.conftest import ROOT

POST = Text(
    '# 路面電車 <b style="color:red">可決</b>\n\n<i>Ends</i> here, 100%\nand <i>there\n</i>.\n'
)
STYLE = Fix.safe("Remove the style", Edit(Span(9, 27)))
ITALIC = Fix.unsafe("Use `em`", Edit(Span(37, 38), "em"), Edit(Span(45, 46), "em"))
OLD = "https://newslint.example/rules/old-element/"

SCHEMAS = ROOT / "tests" / "formats"


def said(rule: str, span: Span, severity: Severity, fix: Fix | None = None) -> Diagnostic:
    url = f"https://newslint.example/rules/{rule}/"
    return Diagnostic(rule, "html", severity, span, f"`{rule}`: 50% <b>, [it]; says", fix, url)


def about(path: str, *diagnostics: Diagnostic, text: Text = POST) -> FileReport:
    return FileReport(path, located=tuple(Located.of(each, text) for each in diagnostics))


STYLED = said("inline-style", Span(10, 27), Severity.WARNING, STYLE)
SLANTED = said("old-element", Span(36, 47), Severity.INFO, ITALIC)
SPREAD = said("old-element", Span(63, 76), Severity.ERROR)
FILES = (
    FileReport("posts/gone.md", read=False, failure="permission denied"),
    about("posts/路面, 100%: a.md", STYLED, SLANTED, SPREAD),
    about("/elsewhere/b c.md", SLANTED),
    FileReport("clean.md"),
)


def written(name: str, *files: FileReport) -> str:
    return "".join(FORMATS[name](Report(files)))


def run(*files: FileReport) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(written("sarif", *files))
    return dict(log["runs"][0])


def test_the_positions_of_the_examples_are_what_they_seem() -> None:
    assert POST[SLANTED.span] == "<i>Ends</i>"
    assert POST[SPREAD.span] == "<i>there\n</i>"


# SARIF


@pytest.mark.parametrize("files", [FILES, (), (FileReport("clean.md"),)])
def test_sarif_is_as_our_part_of_the_standard_has_it(files: tuple[FileReport, ...]) -> None:
    schema = Schema.read(SCHEMAS / "sarif.schema.json")

    assert schema.violations(json.loads(written("sarif", *files))) == ()


def node_modules(name: str) -> Path:
    folder = Path(os.environ.get("NEWSLINT_NODE_MODULES", "absent")) / name
    if not folder.is_dir():
        pytest.skip(f"NEWSLINT_NODE_MODULES has no {name}")
    return folder


def test_sarif_is_as_the_schema_of_oasis_has_it() -> None:
    from jsonschema import Draft4Validator  # its schema is of that draft

    folder = node_modules("@microsoft/jest-sarif")
    schema = json.loads((folder / "lib/schemas/sarif-2.1.0-rtm.5.json").read_text("utf-8"))

    log = json.loads(written("sarif", *FILES))

    assert [error.message for error in Draft4Validator(schema).iter_errors(log)] == []


def test_the_replacements_of_sarif_make_what_the_fix_makes() -> None:
    (result,) = (each for each in run(*FILES)["results"] if each["level"] == "warning")

    (fix,) = result["fixes"]
    (change,) = fix["artifactChanges"]
    (replacement,) = change["replacements"]
    region = replacement["deletedRegion"]
    start, end = region["charOffset"], region["charOffset"] + region["charLength"]
    repaired = POST.content[:start] + replacement["insertedContent"]["text"] + POST.content[end:]
    assert repaired.startswith("# 路面電車 <b>可決</b>\n")
    assert fix["properties"] == {"applicability": "safe"}


def test_the_regions_of_sarif_count_characters() -> None:
    (result,) = (each for each in run(*FILES)["results"] if each["level"] == "warning")

    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {
        "startLine": 1,
        "startColumn": 11,
        "endLine": 1,
        "endColumn": 28,
        "charOffset": 10,
        "charLength": 17,
    }


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("posts/a.md", "posts/a.md"),
        ("a:b 100%.md", "a%3Ab%20100%25.md"),
        ("/srv/a.md", "file:///srv/a.md"),
        ("C:/a.md", "file:///C%3A/a.md"),
        ("caf\udce9.md", "caf%E9.md"),
    ],
)
def test_sarif_names_files_by_uri(path: str, uri: str) -> None:
    (result,) = run(about(path, STYLED))["results"]

    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact["uri"] == uri
    assert ("uriBaseId" in artifact) is not uri.startswith("file:")


def test_sarif_says_what_its_rules_are() -> None:
    (rule, _) = run(*FILES)["tool"]["driver"]["rules"]

    assert (rule["id"], rule["name"]) == ("inline-style", "InlineStyle")
    assert rule["help"]["markdown"].startswith("## Why")
    assert rule["defaultConfiguration"] == {"enabled": True, "level": "warning"}
    assert rule["properties"]["tags"] == ["html"]


def test_each_result_of_sarif_leads_to_its_rule() -> None:
    said = run(*FILES)

    rules = said["tool"]["driver"]["rules"]
    assert len(said["results"]) == 4
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in said["results"])


def test_sarif_says_what_failed() -> None:
    (invocation,) = run(*FILES)["invocations"]

    (notification,) = invocation["toolExecutionNotifications"]
    assert not invocation["executionSuccessful"]
    assert notification["message"] == {"text": "permission denied"}


def test_sarif_keeps_the_gravest_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)

    said = run(*FILES)

    assert [each["level"] for each in said["results"]] == ["error", "warning"]
    told = said["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]
    assert told == "2 problems of 4 left out: code scanning takes no more"


# GitLab, and fingerprints


def issues(*files: FileReport) -> list[dict[str, Any]]:
    return list(json.loads(written("gitlab", *files)))


def test_gitlab_gets_the_fields_that_its_documentation_requires() -> None:
    schema = Schema.read(SCHEMAS / "gitlab.schema.json")

    found = issues(*FILES)

    assert [schema.violations(issue) for issue in found] == [()] * 5


def test_gitlab_gets_an_empty_array_where_there_is_nothing_to_say() -> None:
    assert issues(FileReport("clean.md")) == issues() == []


def names(text: str, *places: int, path: str = "a.md") -> list[str]:
    spans = (Span(place, place + 3) for place in places)
    diagnostics = (said("old-element", span, Severity.INFO) for span in spans)
    return [each["fingerprint"] for each in issues(about(path, *diagnostics, text=Text(text)))]


def test_fingerprints_survive_moved_lines_and_other_white_space() -> None:
    assert names("a <b> c\n", 2) == names("new\n\n\ta  <b>\tc\r\n", 9)


def test_fingerprints_are_unique_in_a_report() -> None:
    twice = names("a <b> <b>\na <b> <b>\n", 2, 6, 12, 16)

    assert len({*twice, *names("a <b> <b>", 2, path="b.md")}) == 5


# reviewdog


def diagnostics(*files: FileReport) -> list[dict[str, Any]]:
    return list(json.loads(written("rdjson", *files))["diagnostics"])


def test_rdjson_is_as_reviewdog_has_it() -> None:
    schema = Schema.read(SCHEMAS / "rdjson.schema.json")

    assert schema.violations(json.loads(written("rdjson", *FILES))) == ()
    assert schema.violations(json.loads(written("rdjson"))) == ()


def test_rdjson_passes_the_validator_of_its_format(tmp_path: Path) -> None:
    program = node_modules("@umbrelladocs/rdformat-validator") / "bin/rdformat-validator.js"
    (tmp_path / "report.json").write_text(written("rdjson", *FILES), "utf-8")

    done = subprocess.run(
        [shutil.which("node") or "node", program, "--strict", "--no-extra-fields", "report.json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "Valid files: 1" in done.stdout, done.stdout


def test_rdjson_counts_bytes() -> None:
    assert diagnostics(*FILES)[1]["location"]["range"] == {
        "start": {"line": 1, "column": 19},
        "end": {"line": 1, "column": 36},
    }


def replaced(text: Text, suggestion: dict[str, Any]) -> str:
    """Return the text with a suggestion taken, by bytes, as reviewdog and GitHub do."""
    start, end = suggestion["range"]["start"], suggestion["range"]["end"]
    lines = text.content.encode().split(b"\n")
    line = lines[start["line"] - 1]
    before, after = line[: start["column"] - 1], line[end["column"] - 1 :]
    lines[start["line"] - 1] = before + suggestion["text"].encode() + after
    return b"\n".join(lines).decode()


def test_a_suggestion_of_rdjson_makes_all_edits_of_a_fix() -> None:
    (suggestion,) = diagnostics(*FILES)[2]["suggestions"]

    assert "\n<em>Ends</em> here" in replaced(POST, suggestion)


def test_rdjson_names_lines_where_columns_are_not_known() -> None:
    text = Text("字" * 200 + "<b>\n")
    far = said("old-element", Span(200, 203), Severity.INFO, Fix.safe("A", Edit(Span(200, 203))))

    spread, cut = diagnostics(about("a.md", SPREAD), about("b.md", far, text=text))

    assert spread["location"]["range"] == {"start": {"line": 4}, "end": {"line": 5}}
    assert cut["location"]["range"] == {"start": {"line": 1}, "end": {"line": 1}}
    assert "suggestions" not in cut


@given(st.text("a字𐐀 \t", max_size=150), st.text("b字𐐀 ", min_size=1, max_size=90), st.text("c字"))
def test_every_suggestion_of_rdjson_makes_what_the_fix_makes(a: str, b: str, c: str) -> None:
    text = Text(f"first\n{a}{b}{c}\nlast\n")
    span = Span(6 + len(a), 6 + len(a) + len(b))
    fix = Fix.safe(
        "A", Edit(Span(span.start, span.start), "<"), Edit(Span(span.end, span.end), ">")
    )

    (found,) = diagnostics(about("a.md", said("x", span, Severity.INFO, fix), text=text))

    for suggestion in found.get("suggestions", []):
        assert replaced(text, suggestion) == f"first\n{a}<{b}>{c}\nlast\n"


@pytest.mark.parametrize("name", ["sarif", "gitlab", "rdjson"])
@given(st.text(st.sampled_from('a\\u"\ud83d\ude00\ud800d8ff\n')))
def test_json_has_no_half_of_a_character(name: str, text: str) -> None:
    told = replace(STYLED, message=text)

    report = written(name, about("caf\udce9.md", told))

    whole = "".join("\ufffd" if "\ud800" <= each <= "\udfff" else each for each in text)
    assert json.dumps(whole, ensure_ascii=False) in report
    json.dumps(json.loads(report), ensure_ascii=False).encode()


# XML


def test_junit_is_read_by_junitparser(tmp_path: Path) -> None:
    junitparser = pytest.importorskip("junitparser")
    file = tmp_path / "report.xml"
    file.write_text(written("junit", *FILES), "utf-8")

    suites = list(junitparser.JUnitXml.fromfile(str(file)))

    assert [(suite.name, suite.tests, suite.failures, suite.errors) for suite in suites] == [
        ("posts/gone.md", 1, 0, 1),
        ("posts/路面, 100%: a.md", 3, 2, 0),
        ("/elsewhere/b c.md", 1, 0, 0),
        ("clean.md", 1, 0, 0),
    ]
    results = [[case.result for case in suite] for suite in suites]
    assert [[len(result) for result in suite] for suite in results] == [[1], [1, 0, 1], [0], [0]]
    assert results[1][0][0].message == STYLED.message
    assert "posts/路面, 100%: a.md:1:11: " in results[1][0][0].text


def test_checkstyle_has_what_checkstyle_writes() -> None:
    root = ET.fromstring(written("checkstyle", *FILES).encode())  # noqa: S314 - it is ours

    assert (root.tag, root.attrib) == ("checkstyle", {"version": "4.3"})
    assert [file.attrib for file in root] == [
        {"name": "posts/gone.md"},
        {"name": "posts/路面, 100%: a.md"},
        {"name": "/elsewhere/b c.md"},
    ]
    assert root[1][0].attrib == {
        "line": "1",
        "column": "11",
        "severity": "warning",
        "message": STYLED.message,
        "source": "newslint.inline-style",
    }


ANYTHING = st.text(
    st.characters() | st.sampled_from("\x00\x0b\x1b\t\n\r\x85\u2028\ud800\ufffe<&\"']")
)


@pytest.mark.parametrize("name", ["junit", "checkstyle"])
@given(ANYTHING)
def test_xml_says_whatever_it_can_say(name: str, text: str) -> None:
    told = replace(STYLED, message=text)

    root = ET.fromstring(written(name, about("a.md", told)).encode())  # noqa: S314 - it is ours

    sayable = re.sub(
        "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text
    )
    (message,) = (each.get("message") for each in root.iter() if "message" in each.attrib)
    assert message == sayable


# Commands in logs


def commands(log: str) -> list[tuple[str, dict[str, str], str]]:
    """Return what GitHub's runner reads: lines of `::command key=value,…::message`."""
    found = []
    for line in log.splitlines():
        if match := re.fullmatch(r"::(\w+) (.*?)::(.*)", line):
            pairs = (pair.partition("=") for pair in match[2].split(","))
            properties = {key: unquote(value) for key, _, value in pairs}
            found.append((match[1], properties, unquote(match[3])))
    return found


def test_github_gets_the_gravest_first() -> None:
    log = written("github", *FILES)

    assert [command for command, _, _ in commands(log)] == [
        "error",
        "error",
        "warning",
        "notice",
        "notice",
    ]
    assert log.endswith("newslint failed on posts/gone.md.\n")


def test_github_reads_back_what_was_said() -> None:
    _, properties, message = commands(written("github", *FILES))[2]

    assert properties == {
        "file": "posts/路面, 100%: a.md",
        "line": "1",
        "col": "11",
        "endColumn": "28",
        "endLine": "1",
        "title": "newslint (inline-style)",
    }
    assert message == f"posts/路面, 100%: a.md:1:11: inline-style {STYLED.message}"


def test_github_gets_no_columns_where_there_are_several_lines() -> None:
    _, properties, _ = commands(written("github", about("a.md", SPREAD)))[0]

    assert {"col", "endColumn"}.isdisjoint(properties)
    assert (properties["line"], properties["endLine"]) == ("4", "5")


HOSTILE = "x\n::error::no\r##[add-mask]no##vso[task.complete]no,file=a::]no;type=error"


@pytest.mark.parametrize("name", ["github", "azure"])
@pytest.mark.parametrize("where", ["path", "message"])
def test_no_text_is_taken_for_a_command(name: str, where: str) -> None:
    path = HOSTILE if where == "path" else "a.md"
    told = replace(STYLED, message=HOSTILE) if where == "message" else STYLED
    file = replace(about(path, told), failure="failed", covered=False)

    lines = written(name, file).splitlines()

    mark = "::" if name == "github" else "##vso["
    assert [line.startswith(mark) for line in lines[:2]] == [True, True]
    assert not any(line.startswith("::") or "##" in line for line in lines[2:])


def test_the_summary_of_a_step_shows_any_text_as_text() -> None:
    told = replace(STYLED, message="a | <img onerror=x> *b* [c](d) `<i> | *`")
    report = Report([about("posts/a_b_.md", told)])

    text = "".join(step_summary(report))

    row = next(line for line in text.splitlines() if "a&#95;b&#95;" in line)
    assert row.count("|") == 4
    assert "<img" not in row
    assert "<code>&#60;i&#62; &#124; &#42;</code>" in row
    assert "a | <img onerror=x> *b* [c](d) " in unescape(row)


def test_the_summary_of_a_step_names_the_gravest() -> None:
    many = [said("old-element", Span(36, 47), Severity.INFO)] * 60

    text = "".join(step_summary(Report([about("a.md", *many, SPREAD)])))

    rows = [line for line in text.splitlines() if line.startswith("| a.md")]
    assert len(rows) == github.MOST_SHOWN
    assert rows[0].startswith("| a.md:4:5 | error |")
    assert text.endswith("\n11 more: the log has them all.\n")


def test_azure_reads_back_what_was_said() -> None:
    """The agent ends the properties at the first `]`, parts them at `;`, and undoes its escapes."""
    line = written("azure", *FILES).splitlines()[1]

    head, _, message = line.removeprefix("##vso[task.logissue ").partition("]")
    pairs = dict(pair.split("=", 1) for pair in head.split(";") if pair)
    assert {key: unazured(value) for key, value in pairs.items()} == {
        "type": "warning",
        "sourcepath": "posts/路面, 100%: a.md",
        "linenumber": "1",
        "columnnumber": "11",
        "code": "inline-style",
    }
    assert unazured(message) == STYLED.message


def unazured(text: str) -> str:
    for escape, character in (("%3B", ";"), ("%5D", "]"), ("%AZP25", "%")):
        text = text.replace(escape, character)
    return text
