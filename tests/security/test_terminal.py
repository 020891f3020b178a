"""Nothing that a file holds or is called steers the terminal, whatever command shows it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from newslint.formats import FORMATS
from newslint.formats import json as json_format
from newslint.formats.terminal import visible
from tests.test_changes import Repository, site
from tests.test_cli import BAD, write

__all__ = ["site"]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no file can be called so there")

ESCAPE = "x\x1b[31m\x9b31m\u202e\x7f\u2066\u2028"
NAME = f"{ESCAPE}\n::error::x.md"
STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)
MACHINES = ("json", "jsonl", "sarif", "github", "gitlab", "azure", "checkstyle", "junit", "rdjson")

COMMANDS = [
    *(["check", "--no-cache", "--format", name] for name in ("full", "concise", "html", *MACHINES)),
    ["check", "--no-cache", "--statistics"],
    ["config", "show", NAME],
    ["config", "show", NAME, "--json"],
    ["schema", "list", "--files"],
    ["schema", "show", NAME],
    ["schema", "infer"],
    ["schema", "infer", "--format", "json"],
    ["url", f"http://a.example/?utm_source={ESCAPE}"],
    ["url", "--json", f"http://a.example/?utm_source={ESCAPE}"],
    ["undo", "fixes"],
    # What is wrong with what was typed, or with a file that is named:
    ["check", f"{ESCAPE}/none.md"],
    ["check", "--config", ESCAPE],
    ["check", "--config", "wrong.toml"],
    ["check", "--baseline", ESCAPE],
    ["check", "--output-file", f"none/{ESCAPE}"],
    ["check", "--format", ESCAPE],
    ["check", "--lines", ESCAPE],
    ["check", "--select", ESCAPE],
    ["check", "--since", ESCAPE],
    ["check", f"--{ESCAPE}"],
    ["baseline", "--output", f"{ESCAPE}.json"],
    ["cache", "info", "--cache-dir", ESCAPE],
    ["explain", ESCAPE],
    ["url", "http://a.example/", "--config", "wrong.toml"],
    [ESCAPE],
]


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    front_matter = f'{ESCAPE}: 1\ntitle: "{ESCAPE}"\n"a\\u202e\\x1b": 1\n'
    write(folder, NAME, f"---\n{front_matter}---\n\n<p style='color: red' {ESCAPE}=1>{ESCAPE}\n")
    said = {"title": ESCAPE, "description": ESCAPE}
    schema = {**said, "required": [ESCAPE], "properties": {"title": {**said, "type": "object"}}}
    write(folder, f"{ESCAPE}.schema.json", json.dumps(schema))
    name = json.dumps(f"./{ESCAPE}.schema.json").replace("\x7f", "\\u007f")
    lists = 'lists = [{path = "list.txt", format = "adblock"}]'
    write(
        folder,
        "newslint.toml",
        f'[[schemas]]\nfiles = ["*.md"]\nschema = {name}\n[links]\n{lists}\n',
    )
    write(folder, "list.txt", f"||{ESCAPE}$removeparam=/(a+)+/\n||a.example^${ESCAPE}\n")
    key = json.dumps(ESCAPE).replace("\x7f", "\\u007f")
    write(folder, "wrong.toml", f"{key} = 1\n")
    fixed = {"path": ESCAPE, "before": "a", "after": "b", "edits": []}
    write(folder, "fixes", json.dumps({"version": 1, "files": [fixed]}))
    return folder


def _shown(folder: Path, command: list[str], **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "newslint", *command],
        cwd=folder,
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )
    return done.stdout.decode() + done.stderr.decode()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: visible(" ".join(command)))
def test_no_command_passes_on_what_steers(hostile: Path, command: list[str]) -> None:
    shown = _shown(hostile, command)

    assert "Traceback" not in shown
    assert STEERING.findall(shown) == []


def test_no_message_forges_a_line(hostile: Path) -> None:
    lines = _shown(hostile, ["check", "--no-cache", "--format", "github"]).split("\n")

    assert not [line for line in lines if line.startswith("::error::")]


@pytest.mark.parametrize(
    "command",
    [["fix", "--diff"], ["add-suppressions", "--reason", "known", "--diff"]],
    ids=lambda command: command[0],
)
def test_a_patch_for_people_steers_nothing(hostile: Path, command: list[str]) -> None:
    shown = _shown(hostile, command, FORCE_COLOR="1")

    assert STEERING.findall(re.sub("\x1b\\[[0-9;]*m", "", shown)) == []


@pytest.mark.parametrize("colour", [{"NO_COLOR": "1"}, {}])
@pytest.mark.parametrize(
    "command",
    [["fix", "--diff"], ["add-suppressions", "--reason", "known", "--diff"], ["check"]],
    ids=lambda command: command[0],
)
def test_a_terminal_is_not_steered(
    hostile: Path, command: list[str], colour: dict[str, str]
) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "FORCE_COLOR"}
    with subprocess.Popen(
        [sys.executable, "-m", "newslint", *command, "--no-cache"],
        cwd=hostile,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env={**environment, **colour},
    ):
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 65536):
                shown += part
        except OSError:  # the other end is closed
            pass
    os.close(ours)
    text = re.sub("\x1b\\[[0-9;]*m", "", shown.decode()).replace("\r\n", "\n")

    assert text
    assert STEERING.findall(text) == []


def test_a_patch_for_programs_is_as_it_is(site: Repository) -> None:
    site.write("a.md", BAD + ESCAPE)
    done = subprocess.run(
        [sys.executable, "-m", "newslint", "fix", "--diff", "--select", "inline-style", "a.md"],
        cwd=site.folder,
        capture_output=True,
        check=False,
    )

    subprocess.run(["git", "apply"], input=done.stdout, cwd=site.folder, check=True)

    assert (site.folder / "a.md").read_text() == BAD.replace(' style="color: red"', "") + ESCAPE


def test_json_says_the_same_with_escapes() -> None:
    assert json.loads(json_format.dumps({ESCAPE: ESCAPE})) == {ESCAPE: ESCAPE}
    assert STEERING.findall(json_format.dumps({ESCAPE: ESCAPE})) == []


def test_every_format_was_tried() -> None:
    assert {*MACHINES, "full", "concise", "html"} == FORMATS.keys()
