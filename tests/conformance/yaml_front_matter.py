"""YAML front matter, against the YAML project's own test suite."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from newslint.front_matter import parse
from tests.conformance.suite import Outcome, Suite

_VISIBLE = {"␣": " ", "↵": "", "←": "\r", "⇔": "\ufeff"}
_FENCE = re.compile(r"^(?:---|\.\.\.)(?:\s|\Z)", re.MULTILINE)
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
_EMPTY = re.compile(r"\s*\+STR\s+-STR\s*\Z")


def examine(suites: Path) -> Iterator[Outcome]:
    """Yield what came of each case; its name is its file's and its place in that."""
    for file in sorted((suites / "yaml-test-suite" / "src").glob("*.yaml")):
        inherited: dict[str, Any] = {}
        for number, written in enumerate(yaml.safe_load(file.read_text("utf-8"))):
            case = inherited | {"fail": False} | written
            inherited |= {key: case[key] for key in written}
            block = _unescaped(case["yaml"]).removeprefix("---\n")
            outside = _outside(block, case)
            differs = "" if outside else _difference(block, case)
            yield Outcome(f"{file.stem}-{number}", differs, outside)


def _unescaped(visible: str) -> str:
    """Return a text of the suite with the characters that it makes visible as they are."""
    text = re.sub("—*»", "\t", visible)
    for sign, character in _VISIBLE.items():
        text = text.replace(sign, character)
    return text.removesuffix("∎\n")


def _outside(block: str, case: Mapping[str, Any]) -> str:
    """Return why a case cannot stand between the fences of front matter, empty where it can."""
    if _FENCE.search(block):
        return "it begins or ends a document, as the fences do"
    if _DIRECTIVE.search(block):
        return "front matter has no place for a directive"
    if not block.endswith("\n"):
        return "the fence stands on a line of its own"
    if not case["fail"] and not case.get("json"):
        return "the suite does not say what its data is"
    return ""


def _difference(block: str, case: Mapping[str, Any]) -> str:
    """Return how newslint reads a block otherwise than the suite, empty where it does not.

    What is no mapping is no front matter, and must be called a fault like what is no YAML.
    """
    content = f"---\n{block}---\n"
    found = parse(content, content)
    if found is None:
        return f"{block!r} is no front matter"
    data = None if case["fail"] else json.loads(case["json"])
    if isinstance(data, dict):
        agrees = not found.faults and _same(found.data, data)
        return "" if agrees else f"{block!r} is {found.faults or found.data} for {data}"
    return "" if found.faults else f"{block!r} is {found.data} and no fault"


def _same(ours: Any, theirs: Any) -> bool:
    """Whether data is equal in its types, too: `1` is neither `1.0` nor `True`."""
    return json.dumps(ours, sort_keys=True) == json.dumps(theirs, sort_keys=True)


SUITE = Suite(
    name="yaml-test-suite",
    promise="YAML front matter means what YAML says, and what is no YAML is said to be none",
    how="the cases of the YAML test suite that can stand in a post",
    examine=examine,
)
