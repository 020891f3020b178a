"""Our YAML against the cases of the YAML project's own test suite that front matter can hold."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec import Struct

from newslint.front_matter import parse

READABLE = 112
BROKEN = 75

# libyaml reads as PyYAML and Psych do, and as its translation into Go does.
TAB = "libyaml takes a tab beside an indent for the indent itself"
COLON = "libyaml wants the colon of a key between braces on the key's line, and a space behind it"
TAG = "js-yaml and PyYAML refuse a tag that is not YAML's own, and so do we"
SIGN = "libyaml reads signs as YAML 1.1 does"
LOOSE = "libyaml does not mind"
DIFFERENCES = {
    "2SXE-0": "libyaml ends the name of an anchor at a colon",
    "W5VH-0": "libyaml ends the name of an anchor at a sign",
    "Y2GN-0": "libyaml ends the name of an anchor at a colon",
    "3GZX-0": "an anchor given twice is refused by PyYAML, and rather a slip than meant",
    "4MUZ-0": COLON,
    "4MUZ-1": COLON,
    "4MUZ-2": COLON,
    "58MP-0": COLON,
    "5MUD-0": COLON,
    "K3WX-0": COLON,
    "VJP3-1": COLON,
    "652Z-0": SIGN,
    "7FWL-0": TAG,
    "CUP7-0": TAG,
    "M5C3-0": TAG,
    "Z67P-0": TAG,
    "96NN-0": TAB,
    "A2M4-0": TAB,
    "DK95-0": TAB,
    "DK95-3": TAB,
    "DK95-4": TAB,
    "Q5MG-0": TAB,
    "Y79Y-1": TAB,
    "9C9N-0": f"{LOOSE} items of a flow list that are not indented",
    "DK95-1": f"{LOOSE} text in quotes that goes on behind a tab",
    "QB6E-0": f"{LOOSE} text in quotes that goes on without an indent",
    "S98Z-0": f"{LOOSE} blank lines of a block scalar that are indented more than its text",
    "SU5Z-0": f"{LOOSE} a comment without a space before it",
    "X4QW-0": f"{LOOSE} a comment without a space before it",
}

_VISIBLE = {"␣": " ", "↵": "", "←": "\r", "⇔": "\ufeff"}
_NOT_FRONT_MATTER = re.compile(r"^(?:---|\.\.\.)(?:\s|\Z)|^%", re.MULTILINE)
_ROOT_MAPPING = re.compile(r"\s*\+STR\s+\+DOC\S*(?: ---)?\s+\+MAP\b")


class Case(Struct, frozen=True):
    """What stands between the fences and what it means; `data` is `None` where it is no YAML."""

    name: str
    block: str
    data: dict[str, Any] | None

    @property
    def is_read_alike(self) -> bool:
        content = f"---\n{self.block}---\n"
        found = parse(content, content)
        if found is None:
            return False
        if self.data is None:
            return bool(found.faults)
        return found.faults == () and found.data == self.data


@pytest.fixture(scope="module", name="cases")
def _cases(suites: Path) -> list[Case]:
    return list(read_cases(suites))


def test_as_many_cases_are_tried_as_the_suite_has(cases: list[Case]) -> None:
    readable = [case for case in cases if case.data is not None]

    assert (len(readable), len(cases) - len(readable)) == (READABLE, BROKEN)


def test_front_matter_says_what_the_suite_says(cases: list[Case]) -> None:
    other = {case.name for case in cases if not case.is_read_alike}

    assert other - DIFFERENCES.keys() == set()


def test_no_difference_is_listed_without_need(cases: list[Case]) -> None:
    alike = {case.name for case in cases if case.is_read_alike}

    assert DIFFERENCES.keys() & alike == set()
    assert DIFFERENCES.keys() <= {case.name for case in cases}


def read_cases(suites: Path) -> Iterator[Case]:
    """Yield the suite's single documents without directives whose root is a mapping, or broken."""
    for path in sorted((suites / "yaml-test-suite" / "src").glob("*.yaml")):
        inherited: dict[str, Any] = {}
        for number, written in enumerate(yaml.safe_load(path.read_text("utf-8"))):
            fails = written.get("fail", False)
            inherited |= written
            block = unescaped(inherited["yaml"]).removeprefix("---\n")
            if not block.endswith("\n") or _NOT_FRONT_MATTER.search(block):
                continue
            name = f"{path.stem}-{number}"
            if fails:
                yield Case(name, block, None)
            elif _ROOT_MAPPING.match(inherited["tree"]) and inherited.get("json"):
                yield Case(name, block, json.loads(inherited["json"]))


def unescaped(visible: str) -> str:
    """Return a text of the suite with the characters that it makes visible as they are."""
    text = re.sub("—*»", "\t", visible)
    for sign, character in _VISIBLE.items():
        text = text.replace(sign, character)
    return text.removesuffix("∎\n")
