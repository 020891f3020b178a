"""The same words and bytes, wherever and however newslint runs; `tests.reliability` asks longer."""

import os
import subprocess
import sys

import pytest

from tests.reliability.determinism import Setting, examine


def test_no_setting_makes_a_difference() -> None:
    account = examine(3)

    assert not account.failures
    assert account.figures["settings"] == 3
    assert account.figures["outputs and files compared"] > 150


def test_settings_vary_in_everything() -> None:
    settings = [Setting.of(number) for number in range(40)]

    for name in ("jobs", "paths", "inside", "cache", "shuffled"):
        assert len({getattr(setting, name) for setting in settings}) > 1, name
    for name in ("PYTHONHASHSEED", "TZ", "LC_ALL", "PYTHONUTF8", "PYTHONOPTIMIZE", "COLUMNS"):
        assert len({setting.environment.get(name) for setting in settings}) > 1, name


@pytest.mark.parametrize("level", ["1", "2"])
def test_rules_explain_themselves_whatever_python_leaves_out(level: str) -> None:
    command = [sys.executable, "-m", "newslint", "explain", "img-alt"]
    plain = subprocess.run(command, capture_output=True, check=True)

    ran = subprocess.run(
        command, capture_output=True, env={**os.environ, "PYTHONOPTIMIZE": level}, check=True
    )

    assert ran.stdout == plain.stdout
