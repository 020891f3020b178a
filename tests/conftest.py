"""What every test may use: goldens, and the folders of other people's data."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]

# How long an example takes says more about the machine than about newslint.
settings.register_profile("newslint", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("newslint")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="Rewrite goldens and generated pages.")


Golden = Callable[[Path, str], None]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Return what compares a text to the file that holds what it should be, byte for byte."""
    update = request.config.getoption("--update")

    def compare(file: Path, text: str) -> None:
        if update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        assert file.is_file(), f"{file} is missing; `pytest --update` writes it"
        assert text == file.read_bytes().decode()

    return compare


def _folder(variable: str, default: str) -> Path:
    folder = Path(os.environ.get(variable, ROOT.parent / "shared" / default))
    if not folder.is_dir():
        pytest.skip(f"{folder} is absent; {variable} can name another place")
    return folder


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Return the folder of real posts."""
    return _folder("NEWSLINT_CORPUS", "corpus")


@pytest.fixture(scope="session")
def suites() -> Path:
    """Return the folder of conformance suites."""
    return _folder("NEWSLINT_SUITES", "suites")


@pytest.fixture(scope="session")
def lists() -> Path:
    """Return the folder of other people's lists of parameters."""
    return _folder("NEWSLINT_LISTS", "lists")
