"""`newslint fix --interactive`, on a terminal of the test's own."""

import os
import pty
import select
import signal
import sys
from pathlib import Path

import pytest

from tests.test_cli import BAD, MENDED, Newslint, newslint, write

__all__ = ["newslint"]

TWO = BAD.replace("Text.</p>", 'Text.</p>\n\n<p style="color: blue">More.</p>')


def talk(folder: Path, answers: str, *arguments: str) -> tuple[int, str]:
    """Answer each question with a letter, `^` being Ctrl-C; return exit code and screen."""
    process, terminal = pty.fork()
    if not process:
        os.chdir(folder)
        command = [sys.executable, "-m", "newslint", "fix", "--interactive", *arguments]
        os.execv(command[0], command)  # noqa: S606 - a terminal of its own needs a fork
    screen = b""
    asked = 0
    while select.select([terminal], [], [], 20)[0]:
        try:
            screen += os.read(terminal, 65536)
        except OSError:  # Linux says so that the other end is closed
            break
        if screen.count(b"[q]uit: ") > asked and asked < len(answers):
            answer = answers[asked]
            os.write(terminal, b"\x03" if answer == "^" else f"{answer}\n".encode())
            asked += 1
    else:
        os.kill(process, signal.SIGKILL)
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), screen.decode()


@pytest.mark.parametrize(
    ("answers", "code", "kept"),
    [
        ("yy", 0, ()),
        ("ny", 1, ("red",)),
        ("yn", 1, ("blue",)),
        ("a", 0, ()),
        ("s", 1, ("red", "blue")),
        ("q", 1, ("red", "blue")),
        ("yq", 1, ("blue",)),
    ],
)
def test_each_answer_does_what_it_says(
    tmp_path: Path, answers: str, code: int, kept: tuple[str, ...]
) -> None:
    file = write(tmp_path, "a.md", TWO)

    ended, screen = talk(tmp_path, answers)

    assert (ended, screen.count("Make this change?")) == (code, len(answers))
    assert tuple(colour for colour in ("red", "blue") if colour in file.read_text()) == kept


def test_an_answer_for_a_rule_holds_for_the_files_that_follow(tmp_path: Path) -> None:
    files = [write(tmp_path, name, BAD) for name in ("a.md", "b.md")]

    talk(tmp_path, "a")

    assert [file.read_text() for file in files] == [MENDED, MENDED]


def test_to_interrupt_leaves_every_file_whole(tmp_path: Path) -> None:
    first, second = write(tmp_path, "a.md", BAD), write(tmp_path, "b.md", TWO)

    code, _ = talk(tmp_path, "yy^", "--report", "fixes.json")

    assert code == 130
    assert (first.read_text(), second.read_text()) == (MENDED, TWO)
    assert (tmp_path / "fixes.json").read_text().count('"path"') == 1


def test_without_a_terminal_nobody_can_be_asked(newslint: Newslint, tmp_path: Path) -> None:
    file = write(tmp_path, "a.md", BAD)

    ran = newslint("fix", "--interactive")

    assert (ran.code, file.read_text()) == (2, BAD)
    assert "no terminal to ask them on" in ran.err
