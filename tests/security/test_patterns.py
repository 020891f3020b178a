"""Patterns of strangers are asked in bounded time, or refused."""

import math
import os
import re
from pathlib import Path
from typing import Any

import pytest

from newslint.bounded import UnboundedError, bounded
from newslint.schema import Schema
from newslint.schema.judges import thorough
from tests.test_cli import GOOD, Newslint, newslint, write

__all__ = ["newslint"]

HOSTILE = ["^(a+)+$", "^(a|aa)+$", "^(a*)*$", "^([a-z]+)*$", r"^(?:(?!x)(a+))+$", "^(.*.*)*=$"]
SUBJECT = "a" * 40 + "!"
LONG = "a" * 20_000 + "!"
SECONDS = 5  # for what takes milliseconds; a pattern that tries all ways takes years


def _spent() -> float:
    """The processor's time that this process and those that it ran took, in seconds."""
    return sum(os.times()[:4])


def _soon(started: float) -> bool:
    return _spent() - started < SECONDS


@pytest.mark.parametrize("pattern", HOSTILE)
@pytest.mark.parametrize("subject", [SUBJECT, LONG])
def test_a_pattern_of_a_schema_ends_soon(pattern: str, subject: str) -> None:
    schema = Schema("own", {"properties": {"title": {"pattern": pattern}}})
    started = _spent()

    said = schema.violations({"title": subject})

    assert (len(said), _soon(started)) == (1, True)


@pytest.mark.parametrize("pattern", HOSTILE)
@pytest.mark.parametrize("subject", [SUBJECT, LONG])
def test_a_pattern_of_keys_ends_soon(pattern: str, subject: str) -> None:
    schema = Schema("own", {"patternProperties": {pattern: True}, "additionalProperties": False})
    started = _spent()

    assert not schema.knows(subject)
    assert len(schema.violations({subject: 1})) == 1
    assert _soon(started)


@pytest.mark.parametrize("keyword", ["additionalProperties", "unevaluatedProperties"])
@pytest.mark.parametrize("pattern", HOSTILE)
def test_a_pattern_of_keys_ends_soon_where_jsonschema_is_asked(keyword: str, pattern: str) -> None:
    contents = {"patternProperties": {pattern: {"type": "string"}}, keyword: False}
    started = _spent()

    # JSON has no NaN, so that jsonschema-rs cannot say what is wrong.
    said = Schema("own", contents).violations({SUBJECT: 1, "b": math.nan})

    assert (bool(said), _soon(started)) == (True, True)


def test_what_jsonschema_would_take_for_ever_over_is_refused() -> None:
    contents: dict[str, Any] = {"patternProperties": {"^(a+)+$": True}}
    judge = thorough(contents | {"unevaluatedProperties": False})

    with pytest.raises(UnboundedError):
        next(judge.iter_errors({SUBJECT: 1}))


def test_a_pattern_that_only_ecma_262_reads_names_keys() -> None:
    schema = Schema("own", {"patternProperties": {r"^\p{Lu}": True}})

    assert (schema.knows("Ünder"), schema.knows("ünder")) == (True, False)


@pytest.mark.parametrize("pattern", ["(?:a{1000}){1000}", "((a{99}){99}){99}", "(" * 5000])
def test_a_pattern_that_takes_much_memory_is_no_pattern(
    newslint: Newslint, tmp_path: Path, pattern: str
) -> None:
    write(tmp_path, "own.json", f'{{"properties": {{"title": {{"pattern": "{pattern}"}}}}}}')
    write(tmp_path, "newslint.toml", '[[schemas]]\nfiles = ["*"]\nschema = "./own.json"\n')
    write(tmp_path, "a.md", GOOD)

    ran = newslint("check")

    assert (ran.code in {0, 1, 2}, "Traceback" in ran.err) == (True, False)


@pytest.mark.parametrize(
    "pattern",
    [
        *("(a+)+$", "(a|aa)+$", "(a*)*$", "([a-z]+)*$"),
        *(r"(?:(?:[a-z]+\.)*)*$", r"(?:a(?:[a-z]+\.)*)*$", "(?x)(a+#)\n)*$"),
    ],
)
def test_a_list_may_hold_no_repetition_of_a_repetition(pattern: str) -> None:
    assert re.compile(pattern)

    with pytest.raises(UnboundedError):
        bounded(pattern)


@pytest.mark.parametrize("option", ["allow"])
def test_a_wildcard_of_an_option_ends_soon(newslint: Newslint, tmp_path: Path, option: str) -> None:
    stars = "*a" * 30 + "*b"
    write(tmp_path, "newslint.toml", f'[rules.editor-attribute]\n{option} = ["{stars}"]\n')
    write(tmp_path, "a.md", GOOD + f'<p data-{"a" * 5000}="x">Text.</p>\n')
    started = _spent()

    ran = newslint("check")

    assert ("Traceback" in ran.err, _soon(started)) == (False, True)
