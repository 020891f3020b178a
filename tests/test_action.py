"""The GitHub Action: its shell steps, run as a runner on GitHub runs them."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

FILE = ROOT / "action.yml"
ACTION: dict[str, Any] = yaml.safe_load(FILE.read_text())
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
SCRIPTS = [step for step in STEPS if "run" in step]
GOOD = "---\ntitle: A\ndate: 2024-05-01\n---\n\n<p>Text.</p>\n"
BAD = GOOD.replace("<p>", '<p style="color: red">')


@dataclass
class Runner:
    """A job on GitHub: its folders, and what its steps have put out so far.

    The variables are those of docs.github.com, "Variables reference".
    """

    temporary: Path
    workspace: Path
    environment: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    log: str = ""
    summary: str = ""

    def run(self, name: str, **inputs: str) -> int:
        """Run the step of a name with these inputs, and return its exit code."""
        (step,) = (each for each in SCRIPTS if each["id"] == name)
        output, summary = self.temporary / "output", self.temporary / "summary"
        output.write_text("")
        summary.write_text("")
        script = self.temporary / "script.sh"
        script.write_text(step["run"])
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-euo", "pipefail", script],
            cwd=self.workspace,
            capture_output=True,
            text=True,
            env={
                **_machine(),
                "CI": "true",
                "GITHUB_ACTIONS": "true",
                "GITHUB_ACTION_PATH": str(ROOT),
                "GITHUB_EVENT_NAME": "push",
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(summary),
                "GITHUB_WORKSPACE": str(self.workspace),
                "RUNNER_OS": "Linux",
                "RUNNER_TEMP": str(self.temporary),
                **self.environment,
                **{key: self._value(text, inputs) for key, text in step["env"].items()},
            },
            check=False,
        )
        self.log = done.stdout + done.stderr
        self.summary = summary.read_text()
        self.outputs[name] = dict(line.split("=", 1) for line in output.read_text().splitlines())
        return done.returncode

    def _value(self, text: str, inputs: dict[str, str]) -> str:
        return re.sub(r"\$\{\{ (.+?) \}\}", lambda found: self._said(found[1], inputs), text)

    def _said(self, expression: str, inputs: dict[str, str]) -> str:
        match expression.split("."):
            case ["inputs", name]:
                default: str = ACTION["inputs"][name]["default"]
                return inputs.get(name, default)
            case ["steps", step, "outputs", name]:
                return self.outputs[step][name]
            case ["runner", "temp"]:
                return str(self.temporary)
        raise AssertionError(expression)


def _machine() -> dict[str, str]:
    """Return what a machine brings along: no test, no virtual environment and no job of its own."""
    ours = ("GIT_", "GITHUB_", "RUNNER_", "NEWSLINT_", "PYTEST_", "PYTHON", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def job(folder: Path) -> Runner:
    temporary, workspace = folder / "temp", folder / "site"
    temporary.mkdir()
    workspace.mkdir()
    return Runner(temporary, workspace, outputs={"python": {"python-path": sys.executable}})


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what the step `install` puts out when it has installed this checkout."""
    runner = job(tmp_path_factory.mktemp("job"))
    assert runner.run("install") == 0, runner.log
    return runner.outputs["install"]


@pytest.fixture
def runner(tmp_path: Path, installed: dict[str, str]) -> Runner:
    """Return a job in which newslint is installed."""
    runner = job(tmp_path)
    runner.outputs["install"] = installed
    return runner


def post(runner: Runner, name: str, content: str) -> None:
    file = runner.workspace / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content)


def test_without_a_version_it_installs_what_it_came_with(installed: dict[str, str]) -> None:
    folder = Path(installed["bin"]).parent

    assert installed["version"] == version("newslint")
    assert list(folder.glob("lib/*/site-packages/newslint/cli/check.py"))


def test_a_version_is_asked_of_the_index(tmp_path: Path) -> None:
    runner = job(tmp_path)
    runner.environment = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path)}

    assert runner.run("install", version="0.0.7") != 0
    assert "newslint==0.0.7" in runner.log


def test_a_version_is_no_place_for_options(tmp_path: Path) -> None:
    runner = job(tmp_path)
    runner.environment = {"PIP_NO_INDEX": "1"}

    assert runner.run("install", version="1 --index-url https://other.example/$(touch ran)") != 0
    assert "Invalid requirement" in runner.log
    assert not list(tmp_path.rglob("ran"))


def test_a_good_site_is_green(runner: Runner) -> None:
    post(runner, "a.md", GOOD)

    assert runner.run("check") == 0, runner.log
    assert runner.outputs["check"]["exit-code"] == "0"
    assert runner.outputs["check"]["problems"] == "0"


def test_problems_show_beside_their_lines_and_on_the_page_of_the_run(runner: Runner) -> None:
    post(runner, "posts/a.md", BAD)

    assert runner.run("check") == 1
    outputs = runner.outputs["check"]
    assert (outputs["exit-code"], outputs["problems"]) == ("1", "1")
    assert "::warning file=posts/a.md,line=6,col=4," in runner.log
    assert runner.summary.startswith("## newslint\n")
    report = json.loads(Path(outputs["report"]).read_text())
    assert [each["rule"] for each in report["diagnostics"]] == ["inline-style"]


def test_without_annotations_the_log_has_what_people_read(runner: Runner) -> None:
    post(runner, "a.md", BAD)

    assert runner.run("check", annotations="false") == 1
    assert "::warning" not in runner.log
    assert "inline-style" in runner.log
    assert runner.summary == ""


def test_code_scanning_gets_a_file_when_it_is_to_have_one(runner: Runner) -> None:
    post(runner, "a.md", BAD)

    runner.run("check")
    assert "sarif" not in runner.outputs["check"]

    runner.run("check", **{"upload-sarif": "true"})
    log = json.loads(Path(runner.outputs["check"]["sarif"]).read_text())
    assert log["version"] == "2.1.0"
    assert [each["ruleId"] for each in log["runs"][0]["results"]] == ["inline-style"]


def test_paths_stand_one_a_line_and_may_have_blanks(runner: Runner) -> None:
    post(runner, "old posts/a.md", BAD)
    post(runner, "--help", BAD)
    post(runner, "b.md", BAD)

    assert runner.run("check", paths="old posts\n--help\n") == 1
    assert "file=old posts/a.md" in runner.log
    assert "file=--help" in runner.log
    assert "file=b.md" not in runner.log


def test_args_are_words_as_in_a_shell_and_run_nothing(runner: Runner) -> None:
    post(runner, "a.md", BAD)
    post(runner, "the site's.toml", 'ignore = ["inline-style"]\n')
    post(runner, "$(touch ran); touch ran.toml", "ignore = []\n")

    assert runner.run("check", args='--config "the site\'s.toml"\n--jobs 1') == 0, runner.log
    assert runner.run("check", args="--config '$(touch ran); touch ran.toml'") == 1, runner.log
    assert not (runner.workspace / "ran").exists()
    assert not (runner.workspace / "ran.toml").exists()


def test_a_quote_that_is_not_closed_is_an_error(runner: Runner) -> None:
    post(runner, "a.md", GOOD)

    assert runner.run("check", args="--select 'links") != 0
    assert "quote" in runner.log


def test_a_broken_configuration_is_exit_code_2_without_a_report(runner: Runner) -> None:
    post(runner, "a.md", GOOD)
    post(runner, "newslint.toml", "unknown = 1\n")

    assert runner.run("check") == 2
    assert runner.outputs["check"] == {"exit-code": "2"}


def test_a_report_of_an_earlier_step_is_not_taken_for_this_one(runner: Runner) -> None:
    post(runner, "a.md", BAD)
    runner.run("check")
    post(runner, "newslint.toml", "unknown = 1\n")

    runner.run("check")

    assert runner.outputs["check"] == {"exit-code": "2"}


def test_what_is_known_of_many_posts_is_kept(runner: Runner) -> None:
    post(runner, "a.md", GOOD)
    runner.run("check")
    assert "cache" not in runner.outputs["check"]

    post(runner, "b.md", GOOD + "Text.\n\n" * 60_000)
    runner.run("check", args="--ignore duplicate-paragraph")

    folder = Path(runner.outputs["check"]["cache"])
    (cache,) = (step for step in STEPS if step.get("id") == "cache")
    assert list(folder.iterdir())
    assert cache["with"]["path"] == f"${{{{ runner.temp }}}}/{folder.name}"


def test_every_action_is_pinned_to_a_commit_and_says_its_version() -> None:
    used = re.findall(r"uses: (.+)", FILE.read_text())

    assert len(used) == len(STEPS) - len(SCRIPTS)
    for each in used:
        assert re.fullmatch(r"[a-z/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)


@pytest.mark.parametrize("step", SCRIPTS, ids=lambda step: str(step["id"]))
def test_nothing_is_put_into_a_script_as_it_stands(step: dict[str, Any]) -> None:
    assert "${{" not in step["run"]
    assert step["shell"] == "bash"


def test_what_follows_the_check_is_done_for_a_red_one_too() -> None:
    names = [step.get("id") for step in STEPS]
    after = STEPS[names.index("check") + 1 :]

    assert len(after) == 2
    assert all(step["if"].startswith("${{ !cancelled() && steps.check.outputs.") for step in after)


def test_every_input_is_used_and_has_a_default() -> None:
    used = set(re.findall(r"\binputs\.([a-z-]+)", json.dumps(STEPS)))

    assert used == set(ACTION["inputs"])
    assert all(isinstance(each["default"], str) for each in ACTION["inputs"].values())


def test_every_output_that_is_read_is_put_out_by_its_step() -> None:
    told = {step["id"]: step["run"] for step in SCRIPTS}
    read = re.findall(r"steps\.(\w+)\.outputs\.([a-z-]+)", FILE.read_text())

    for step, name in read:
        assert step not in told or f'echo "{name}=' in told[step], (step, name)
    # As the two actions have them (`outputs` in their action.yml).
    others = {(step, name) for step, name in read if step not in told}
    assert others == {
        ("python", "python-path"),
        ("cache", "cache-hit"),
        ("cache", "cache-primary-key"),
    }


def test_it_follows_the_schema_of_actions() -> None:
    pytest.importorskip("check_jsonschema", reason="check-jsonschema brings SchemaStore's schemas")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]

    subprocess.run([*command, "vendor.github-actions", FILE], check=True, capture_output=True)
