"""What newslint does not take apart, it does not touch."""

import json
from pathlib import Path

from newslint.tracking.url import split
from tests.conformance.urls import keeps, outside, read_back, tracked


def test_what_is_not_taken_apart_is_kept_to_the_byte(suites: Path) -> None:
    cases = json.loads((suites / "url" / "urltestdata.json").read_text(encoding="utf-8"))
    written = [case for case in cases if isinstance(case, dict) and not outside(case)]

    left_alone = [
        url for url in (read_back(case["input"]) for case in written) if split(url) is None
    ]

    assert len(left_alone) > 500
    assert [url for url in left_alone if not (keeps(url) and keeps(tracked(url)))] == []
