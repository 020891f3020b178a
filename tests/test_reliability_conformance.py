"""The account of the suites: every case told, none that differs without a reason."""

from pathlib import Path

from tests.conformance.suites import SUITES
from tests.reliability.conformance import accounts


def test_every_suite_is_told_of_without_a_failure(suites: Path) -> None:
    told = list(accounts(suites))

    assert [account.promise for account in told] == [suite.promise for suite in SUITES]
    assert [account.failures for account in told] == [()] * len(told)


def test_figures_of_a_suite_add_up_to_its_cases(suites: Path) -> None:
    for account in accounts(suites):
        figures = account.figures

        others = figures["differing for a reason"] + figures["not tried"]

        assert figures["agreeing"] + others == figures["cases"] > 0
        assert sum(account.reasons.values()) == others


def test_without_suites_nothing_is_told(tmp_path: Path) -> None:
    assert list(accounts(tmp_path)) == []
