"""The catalogue against the cases of other projects' test suites, where they are at hand."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newslint.tracking import BUNDLED, clean

CASES = Path(os.environ.get("NEWSLINT_CASES", Path(__file__).parents[2] / "shared" / "cases"))


@pytest.fixture(scope="module")
def cases() -> list[dict[str, Any]]:
    """Return the cases about which the projects do not contradict each other."""
    file = CASES / "urls.jsonl"
    if not file.is_file():
        pytest.skip(f"{file} is absent; NEWSLINT_CASES can name another folder")
    lines = file.read_text(encoding="utf-8").split("\n")
    return [case for case in map(json.loads, filter(None, lines)) if not case["contested"]]


def failures(cases: list[dict[str, Any]]) -> Iterator[str]:
    for case in cases:
        target = BUNDLED.target(case["input"])
        result = clean(target.url if target else case["input"])
        if normal(result) != normal(case["expected"]):
            yield case["input"]


def normal(url: str) -> str:
    """Fold what makes no difference: the case of host and escapes, and the empty path."""
    url = re.sub(r"%[0-9a-fA-F]{2}", lambda escape: escape[0].upper(), url)
    match = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*)(/?)", url)
    return f"{match[1].lower()}/{url[match.end() :]}" if match else url


def test_most_cases_pass(cases: list[dict[str, Any]]) -> None:
    assert len(list(failures(cases))) <= 0.15 * len(cases)


def test_what_must_stay_stays(cases: list[dict[str, Any]]) -> None:
    assert len(list(failures([case for case in cases if case["kind"] == "keep"]))) <= 1
