"""`newslint fix`: its patches, and what it says was fixed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_cli import BAD, GOOD, Newslint, newslint, write

__all__ = ["newslint"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (b"a.md", BAD.replace("\n", "\r\n")),
        (b"a.md", BAD.rstrip("\n")),
        (b"a.md", "\ufeff" + BAD),
        (b"a.md", BAD + "\x1b[31mRed.\n"),
        ("\u00fcn\u00ef \u65e5\u672c.md".encode(), BAD),
        (b'a "b" c.md', BAD),
        (b"a b.md", BAD),
        (b"lat\xe9.md", BAD),
        (b"a\tb.md", BAD),
        (b"a\nb.md", BAD),
        (b"a\\b\r\x1b\x7f.md", BAD),
        (b'\x01\xe9 "\t.md', BAD),
    ],
)
@pytest.mark.parametrize("apply", [("git", "apply", "-"), ("patch", "-p1", "--binary")])
def test_a_patch_can_be_applied(
    tmp_path: Path, name: bytes, content: str, apply: tuple[str, ...]
) -> None:
    if shutil.which(apply[0]) is None:
        pytest.skip(f"`{apply[0]}` is absent")
    file = os.path.join(os.fsencode(tmp_path), name)  # noqa: PTH118 - a name need not be text
    Path(os.fsdecode(file)).write_bytes(content.encode())
    newslint = [sys.executable, "-m", "newslint", "fix"]
    patch = subprocess.run([*newslint, "--diff"], cwd=tmp_path, capture_output=True, check=False)

    subprocess.run(apply, cwd=tmp_path, input=patch.stdout, check=True)

    mended = content.replace(' style="color: red"', "").encode()
    assert Path(os.fsdecode(file)).read_bytes() == mended


def test_a_coloured_patch_does_not_steer_the_terminal(newslint: Newslint, tmp_path: Path) -> None:
    write(tmp_path, "a.md", BAD.replace("Text.", "\x1b[2JText."))

    ran = newslint("fix", "--diff", FORCE_COLOR="1")

    assert "\x1b[32m+<p>" in ran.out
    assert "\x1b[2J" not in ran.out


@pytest.mark.parametrize("style", ["full", "concise"])
def test_a_table_says_what_was_fixed(newslint: Newslint, tmp_path: Path, style: str) -> None:
    write(tmp_path, "a.md", BAD)
    write(tmp_path, "b.md", BAD.replace("color: red", "display: none"))

    ran = newslint("fix", "--unsafe", "--format", style)

    assert ran.out.endswith("\nFixed:\n  1  inline-style  safe\n  1  inline-style  unsafe\n")


def test_there_is_no_table_where_nothing_was_fixed(newslint: Newslint, tmp_path: Path) -> None:
    write(tmp_path, "a.md", GOOD)

    assert "Fixed" not in newslint("fix").out


@pytest.mark.parametrize(
    "options",
    [("--diff", "--report", "f.json"), ("--diff", "--interactive"), ("--report", "f.json", "-")],
)
def test_what_contradicts_itself_is_refused(
    newslint: Newslint, tmp_path: Path, options: tuple[str, ...]
) -> None:
    write(tmp_path, "a.md", BAD)

    ran = newslint("fix", *options)

    assert (ran.code, "cannot be taken together" in ran.err) == (2, True)
    assert not (tmp_path / "f.json").exists()


@pytest.mark.parametrize("command", ["fix --diff", "add-suppressions --reason known", "baseline"])
def test_each_command_tells_of_a_failure_alike(
    newslint: Newslint, tmp_path: Path, command: str
) -> None:
    (tmp_path / "a.md").write_text('---\n$schema: "./none.json"\ntitle: A\n---\n')

    ran = newslint(*command.split())

    assert ran.code == 2
    assert ran.err.startswith("newslint: a.md: the schema that its `$schema` names cannot be used")
