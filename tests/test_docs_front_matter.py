"""The page about front matter against what it speaks of: tests, rules, and readings of values."""

import datetime as dt
import re
from typing import Any

import pytest
import yaml

from newslint.front_matter import parse
from newslint.rules import every_rule
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "front-matter.md").read_text(encoding="utf-8")
TESTS = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)
READINGS = [
    (cells[0].strip("`"), cells[1], cells[-1])
    for cells in re.findall(
        r"^\| (`[^`]+`) \| (text|nothing|`[^`]+`) \|.*\| ([^|]+) \|$", PAGE, re.MULTILINE
    )
]


@pytest.mark.parametrize(("file", "name"), TESTS, ids=lambda part: part)
def test_every_test_it_names_exists(file: str, name: str) -> None:
    written = (ROOT / file).read_text(encoding="utf-8")

    assert f"def {name}(" in written


def test_it_names_a_test_for_nearly_every_feature() -> None:
    table = PAGE.partition("## Feature by feature")[2]

    rows = re.findall(r"^\| (?!Feature|-)[^|]+\|[^|]+\|([^|]*)\|$", table, re.MULTILINE)

    assert len(rows) > 30
    assert sum(not row.strip() for row in rows) == 1


def test_every_rule_it_names_exists() -> None:
    named = re.findall(r"\[([\w-]+)\]\(rules/([\w-]+)\.md\)", PAGE)

    assert {name for pair in named for name in pair} <= every_rule().keys()


def test_it_names_every_rule_about_front_matter() -> None:
    named = set(re.findall(r"\(rules/([\w-]+)\.md\)", PAGE))

    group = {name for name, rule in every_rule().items() if rule.group == "front-matter"}

    assert group - named == set()


@pytest.mark.parametrize(("written", "ours", "pyyaml"), READINGS)
def test_it_says_truly_how_values_are_read(written: str, ours: str, pyyaml: str) -> None:
    content = f"---\na: {written}\n---\n"
    found = parse(content, content)

    assert found is not None
    assert in_words(found.data["a"]) == ours
    assert in_words(by_pyyaml(written)) == pyyaml


def test_it_shows_how_values_are_read() -> None:
    assert len(READINGS) == PAGE.partition("| newslint ✔ |")[2].partition("\n\n")[0].count("\n") - 1


def by_pyyaml(written: str) -> Any:
    try:
        return yaml.safe_load(written)
    except ValueError as error:
        return error


def in_words(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return "text"
    if isinstance(value, dt.date):
        return "date"
    if isinstance(value, ValueError):
        return "an error"
    return f"`{str(value).lower()}`" if isinstance(value, bool) else f"`{value:g}`"
