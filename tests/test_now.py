"""The time of the run: an input like any other, taken once."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newslint.config import Configs

POST = "---\ntitle: Pier reopens\ndate: 2024-05-01T07:30:00Z\n---\n\nText.\n"


def check(file: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ("-m", "newslint", "check", "--select", "date-future", *arguments)
    return subprocess.run(
        [sys.executable, *command, str(file)], capture_output=True, text=True, check=False
    )


def said(file: Path, *arguments: str) -> list[str]:
    done = check(file, "--format", "json", *arguments)
    assert done.stderr == ""
    return [each["rule"] for each in json.loads(done.stdout)["diagnostics"]]


@pytest.fixture
def post(tmp_path: Path) -> Path:
    file = tmp_path / "post.md"
    file.write_text(POST)
    return file


def test_rules_that_ask_for_it_are_given_it(post: Path) -> None:
    now = datetime(2024, 6, 1, tzinfo=UTC)

    rules = {rule.name: rule for rule in Configs(now=now).of(post).rules_for(post)}

    assert getattr(rules["date-future"], "now", None) == now


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2024-05-01T07:29:59Z", ["date-future"]),
        ("2024-05-01T07:30:00Z", []),
        ("2024-05-01 07:29:59", ["date-future"]),
        ("2024-05-01T15:30:00+08:00", []),
        ("2024-05-01", ["date-future"]),
    ],
)
def test_the_command_line_can_give_it(post: Path, now: str, expected: list[str]) -> None:
    assert said(post, "--now", now) == expected


def test_it_is_the_clock_s_where_none_is_given(post: Path) -> None:
    assert said(post) == []


def test_what_is_no_time_is_refused(post: Path) -> None:
    done = check(post, "--now", "tomorrow")

    assert done.returncode == 2
    assert "write a time such as 2024-05-01T07:30:00Z" in done.stderr


def test_it_is_no_option_of_a_rule(tmp_path: Path, post: Path) -> None:
    (tmp_path / "newslint.toml").write_text('[rules.date-future]\nnow = "2024-05-01"\n')

    done = check(post)

    assert done.returncode == 2
    assert "there is no option of `date-future` called `now`" in done.stderr
