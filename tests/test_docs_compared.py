"""The comparison with other linters names rules that exist, and each of theirs once a tool."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from newslint.rules import every_rule
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "compared.md").read_text(encoding="utf-8")
TOOLS = {"djLint", "html-validate", "HTMLHint", "markdownlint", "Nu", "rumdl", "Tidy"}
NOBODY = "none of these"


def rows() -> list[list[str]]:
    """Return the cells of every row: what it is about, rules elsewhere, newslint's answer."""
    lines = [line for line in PAGE.splitlines() if line.startswith("| ")]
    return [line.strip("| ").split(" | ") for line in lines if not line.startswith("| About |")]


def elsewhere() -> Iterator[tuple[str, str]]:
    """Yield the tool and the name of every rule of theirs."""
    for _, rules, _ in rows():
        for part in rules.split("; ") if rules != NOBODY else ():
            tools = part.partition(" `")[0]
            for tool in tools.split(" and "):
                yield from ((tool, name) for name in re.findall("`([^`]+)`", part))


def linked() -> list[tuple[str, str]]:
    return re.findall(r"\[([^\]]+)\]\(([^)]+)\)", PAGE)


def planned() -> set[str]:
    """Return the rules that a row says are planned."""
    named = re.findall(r"((?:`[a-z-]+`(?:, )?)+) \(planned\)", PAGE)
    return {name for names in named for name in re.findall("`([^`]+)`", names)}


def test_every_row_says_what_it_is_about_who_checks_it_and_what_newslint_does() -> None:
    assert [row for row in rows() if len(row) != 3 or not all(row)] == []


def test_no_subject_stands_there_twice() -> None:
    subjects = Counter(subject for subject, _, _ in rows())

    assert [subject for subject, count in subjects.items() if count > 1] == []


def test_every_linked_rule_exists() -> None:
    assert sorted({name for name, _ in linked()} - every_rule().keys()) == []


def test_every_link_leads_to_the_page_of_its_rule() -> None:
    assert [link for link in linked() if link[1] != f"rules/{link[0]}.md"] == []


def test_no_planned_rule_exists() -> None:
    assert sorted(planned() & every_rule().keys()) == []


@pytest.mark.parametrize("group", ["front-matter", "html", "links", "text"])
def test_every_rule_of_newslint_is_compared(group: str) -> None:
    mine = {name for name, rule in every_rule().items() if rule.group == group}

    assert sorted(mine - {name for name, _ in linked()}) == []


def test_rules_elsewhere_belong_to_known_tools() -> None:
    assert {tool for tool, _ in elsewhere()} == TOOLS


def test_no_rule_elsewhere_is_compared_twice() -> None:
    named = Counter(elsewhere())

    assert [rule for rule, count in named.items() if count > 1] == []


def test_every_answer_names_a_rule_or_gives_a_reason() -> None:
    answers = [answer for _, _, answer in rows()]

    assert [
        answer for answer in answers if not re.search(r"\]\(rules/|\(planned\)|No: |: no, ", answer)
    ] == []
