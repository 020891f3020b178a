"""The counter of a long run, on a real terminal."""

import os
import pty
import sys
from pathlib import Path

import pytest

SCRIPT = """
import sys
from newslint.cli import progress
from newslint.report import FileReport
progress._PATIENCE = 0.0
counter = progress.Progress(2)
def files():
    for name in "ab":
        counter.step()
        yield FileReport(name, failure="gone")
for file in counter.aside(files()):
    sys.stderr.write(f"({file.path})")
"""


def printed(tmp_path: Path, *, to_terminal: bool) -> str:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    ours, theirs = pty.openpty() if to_terminal else os.pipe()
    process = os.posix_spawn(
        sys.executable,
        [sys.executable, str(script)],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, theirs, 2)],
    )
    os.close(theirs)
    os.waitpid(process, 0)
    return os.read(ours, 10_000).decode()


@pytest.fixture(autouse=True)
def _only_where_terminals_are(tmp_path: Path) -> None:
    if not hasattr(os, "posix_spawn"):
        pytest.skip("needs posix_spawn")


def test_a_terminal_is_shown_a_counter_that_makes_room(tmp_path: Path) -> None:
    shown = printed(tmp_path, to_terminal=True)

    assert "1 of 2 files\r\x1b[K(a)\r\x1b[K1 of 2 files" in shown
    assert shown.endswith("(b)")


def test_nothing_else_is_shown_one(tmp_path: Path) -> None:
    assert printed(tmp_path, to_terminal=False) == "(a)(b)"
