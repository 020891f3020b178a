"""Suppressions: written for all that is said of a post, or the post stays and we are told why."""

from functools import cache
from pathlib import Path

from newslint.config import Configs, Selection
from newslint.rules import every_rule
from newslint.runner.one import check
from newslint.runner.suppressing import silence
from tests.reliability.fuzz import tokens
from tests.reliability.fuzz.seeds import name, posts
from tests.reliability.fuzz.target import Target
from tests.rules.examples import NOW


def examine(data: bytes) -> None:
    path, content = Path("/nowhere") / name(data), data[1:]
    report, silent = silence(path, content, _configs(), "accepted")
    if report.failure:
        assert silent == content, "a post is changed though newslint failed"
        assert "This is a bug" not in report.failure, report.failure
        return
    if silent == content:
        return
    again, twice = silence(path, silent, _configs(), "accepted")
    assert again.failure is None, f"what is silenced cannot be read: {again.failure}"
    assert twice == silent, "silencing twice is not silencing once"
    left = {said.rule for said in check(path, silent, _configs()).diagnostics}
    assert left.isdisjoint(_about_content()), f"still said: {', '.join(sorted(left))}"


@cache
def _configs() -> Configs:
    return Configs(selection=Selection(select=tuple(every_rule())), now=NOW)


@cache
def _about_content() -> frozenset[str]:
    return frozenset(name for name, rule in every_rule().items() if rule.group != "meta")


TARGET = Target(
    "suppressions",
    "what is said of a post can be silenced, or the post stays as it is and newslint says why",
    examine,
    posts(),
    (
        *tokens.SUPPRESSIONS,
        *tokens.MARKUP,
        *tokens.MARKDOWN,
        *tokens.TEMPLATES,
        *tokens.FRONT_MATTER,
    ),
)
