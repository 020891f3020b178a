"""The command itself: versions, completion in shells, and what is loaded for it."""

import os
import platform
import shutil
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import pytest

from newslint.cli import main
from newslint.cli.main import _COMMANDS
from tests.test_cli import GOOD, Newslint, newslint, write

__all__ = ["newslint"]


def test_the_version_is_one_line(newslint: Newslint) -> None:
    assert newslint("--version").out == f"newslint {version('newslint')}\n"


def test_a_report_of_a_bug_has_what_newslint_was_built_on(newslint: Newslint) -> None:
    ran = newslint("version")

    first, *rows = ran.out.splitlines()
    parts = {row.split()[0]: row.split()[1] for row in rows}
    assert first == f"newslint {version('newslint')}"
    assert parts["Python"] == platform.python_version()
    assert parts["pyromark"] == version("pyromark")
    assert parts["jsonschema-rs"] == version("jsonschema-rs")
    assert parts["libyaml"][0].isdigit()


@pytest.mark.parametrize("name", _COMMANDS)
def test_every_command_has_its_module_and_its_help(newslint: Newslint, name: str) -> None:
    module = import_module(f"newslint.cli.{name.replace('-', '_')}")

    assert module.__doc__
    assert module.__doc__.startswith(f"`newslint {name}`")
    assert newslint(name, "--help").code == 0


def test_an_unknown_command_is_refused(newslint: Newslint) -> None:
    ran = newslint("chek")

    assert ran.code == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_what_completes_for_it(newslint: Newslint, shell: str) -> None:
    if not shutil.which("bash"):
        pytest.skip("click asks bash for its version")

    ran = newslint(_NEWSLINT_COMPLETE=f"{shell}_source")

    assert ran.code == 0
    assert "_NEWSLINT_COMPLETE=" in ran.out


def test_bash_completes_commands_and_options(tmp_path: Path) -> None:
    command = Path(sys.executable).parent / "newslint"
    bash = shutil.which("bash")
    if not bash or not command.is_file():
        pytest.skip("bash or the installed command is absent")
    script = (
        'eval "$(_NEWSLINT_COMPLETE=bash_source newslint)"\n'
        "COMP_WORDS=(newslint che); COMP_CWORD=1\n"
        "_newslint_completion newslint che newslint; echo ${COMPREPLY[@]}\n"
        "COMP_WORDS=(newslint check --form); COMP_CWORD=2; COMPREPLY=()\n"
        "_newslint_completion newslint --form check; echo ${COMPREPLY[@]}\n"
    )

    ran = subprocess.run(
        [bash, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.split() == ["check", "--format"]


def test_a_check_loads_nothing_that_other_commands_need(tmp_path: Path) -> None:
    write(tmp_path, "a.md", GOOD)
    script = (
        "import sys; sys.argv = ['newslint', 'check', 'a.md']\n"
        "from newslint.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "others = ('newslint.site', 'newslint.config.effective', 'newslint.infer',\n"
        "          'newslint.cli.init', 'newslint.cli.config', 'newslint.cli.version',\n"
        "          'importlib.metadata', 'email', 'jsonschema_rs', 'pkgutil', 'string')\n"
        "print(sorted(set(others) & set(sys.modules)))\n"
    )

    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert ran.stdout.splitlines()[-1] == "[]"


def test_help_lists_every_command(newslint: Newslint) -> None:
    ran = newslint("--help")

    assert main.help
    assert main.help in " ".join(ran.out.split())
    assert all(f"\n  {name} " in ran.out for name in _COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [
        ("baseline", "--output", f"{'n' * 300}.json"),
        ("check", "--config", f"{'n' * 300}.toml"),
        ("cache", "info", "--cache-dir", "n" * 300),
        ("schema", "show", "n" * 300),
    ],
)
def test_a_name_that_is_too_long_is_said_to_be(
    newslint: Newslint, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    write(tmp_path, "post.md", GOOD)

    ran = newslint(*arguments)

    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert "nnn" in ran.err


@pytest.mark.skipif(os.name != "posix", reason="a shell closes streams")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_closed_streams_change_no_answer(tmp_path: Path, closed: str) -> None:
    post = write(tmp_path, "post.md", GOOD + '<p style="color: red">Pears</p>\n')

    for command, code in (("check --no-cache", 1), ("fix", 0)):
        line = f'"{sys.executable}" -m newslint {command} post.md {closed}'
        ran = subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, check=False)

        assert (ran.returncode, ran.stderr) == (code, b"")

    assert post.read_text(encoding="utf-8") == GOOD + "<p>Pears</p>\n"
