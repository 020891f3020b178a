"""The page of what examinations found is whole."""

from tests.conftest import ROOT
from tests.reliability.__main__ import EXAMINATIONS, SUITES

PAGE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")


def test_the_page_tells_of_every_examination() -> None:
    missing = [name for name in (*EXAMINATIONS, SUITES) if f"(`{name}`)" not in PAGE]

    assert missing == []
