"""The page about CI: every command in its snippets is run as the service would run it."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
SNIPPETS = dict(re.findall(r'^```\w+ title="(.+?)"\n(.*?)^```$', PAGE, re.MULTILINE | re.DOTALL))
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text())

GOOD = "---\ntitle: A\ndate: 2024-05-01\n---\n\n<p>Text.</p>\n"
BAD = GOOD.replace("<p>", '<p style="color: red">')

SCRIPTS = {
    "steps.yml": 2,
    ".gitlab-ci.yml": 2,
    "azure-pipelines.yml": 2,
    "Jenkinsfile": 3,
    ".circleci/config.yml": 2,
    "bitbucket-pipelines.yml": 3,
}
"""The snippets that have commands, and how many."""

WRITTEN = {
    ".gitlab-ci.yml": ("newslint.json", "newslint.xml"),
    "azure-pipelines.yml": ("newslint.xml",),
    "Jenkinsfile": ("newslint.xml",),
    ".circleci/config.yml": ("newslint.xml",),
    "bitbucket-pipelines.yml": ("test-results/newslint.xml",),
}
"""The reports that the service takes from there."""

SCHEMAS = {
    ".github/workflows/newslint.yml": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
    "azure-pipelines.yml": "vendor.azure-pipelines",
    ".circleci/config.yml": "vendor.circle-ci",
    "bitbucket-pipelines.yml": "vendor.bitbucket-pipelines",
}


def commands(name: str) -> list[str]:
    """Return the commands of a snippet, in their order."""
    text = SNIPPETS[name]
    if name == "Jenkinsfile":
        return re.findall(r"^ +sh '(.+)'$", text, re.MULTILINE)
    return list(_scripts(yaml.safe_load(text)))


def _scripts(value: Any) -> Iterator[str]:
    """Yield what stands under `run` and `script`, wherever that is."""
    if isinstance(value, list):
        for each in value:
            yield from _scripts(each)
    if not isinstance(value, dict):
        return
    for key, each in value.items():
        if key in {"run", "script"}:
            yield from [each] if isinstance(each, str) else each
        else:
            yield from _scripts(each)


def since() -> dict[str, tuple[str, str]]:
    """Return, by service, the command for pull requests and what git is to be told before."""
    rows = re.findall(r"^\| (\w+) \| `(newslint check .+?)` \| (.+) \|$", PAGE, re.MULTILINE)
    fetch = re.compile(r"`(git fetch .+?)`")
    return {
        service: (command, found[1] if (found := fetch.search(needed)) else "true")
        for service, command, needed in rows
    }


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder from which pip installs this newslint and all that it needs."""
    folder = tmp_path_factory.mktemp("wheels")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--wheel-dir", folder, ROOT], check=True, capture_output=True)
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


def environment(**variables: str) -> dict[str, str]:
    """Return what a service sets, on a machine that has Python and newslint."""
    ours = ("GIT_", "GITHUB_", "NEWSLINT_", "PYTHON", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    path = os.pathsep.join([str(Path(sys.executable).parent), kept["PATH"]])
    return {**kept, "PATH": path, "CI": "true", **variables}


def ran(command: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder,
        env=environment(**variables),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("content", [GOOD, BAD], ids=["good", "bad"])
@pytest.mark.parametrize("name", SCRIPTS)
def test_the_commands_run_and_write_what_the_service_takes(
    site: Path, wheels: Path, name: str, content: str
) -> None:
    (site / "a.md").write_text(content)
    *before, check = commands(name)

    for command in before:
        done = ran(command, site, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(wheels))
        assert done.returncode == 0, done.stdout + done.stderr
    done = ran(check, site, NEWSLINT_CACHE_DIR=str(site / ".newslint-cache"))

    assert len(before) + 1 == SCRIPTS[name]
    assert (done.returncode, done.stderr) == (int(content == BAD), "")
    for report in WRITTEN.get(name, ()):
        assert ("inline-style" in (site / report).read_text()) is (content == BAD)


@pytest.mark.parametrize("name", sorted(WRITTEN.keys() - {"bitbucket-pipelines.yml"}))
def test_the_service_is_told_where_the_reports_are(name: str) -> None:
    # Bitbucket is told nothing: it looks into `test-results`.
    rest = SNIPPETS[name].replace(commands(name)[-1], "")

    assert [report for report in WRITTEN[name] if report not in rest] == []


def test_every_snippet_with_commands_is_run() -> None:
    found = {name: len(commands(name)) for name in SNIPPETS if name != ".pre-commit-config.yaml"}

    assert {name: count for name, count in found.items() if count} == SCRIPTS


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_snippet_follows_the_schema_of_its_service(tmp_path: Path, name: str) -> None:
    pytest.importorskip("check_jsonschema", reason="check-jsonschema brings SchemaStore's schemas")
    file = tmp_path / "snippet.yml"
    file.write_text(SNIPPETS[name])
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[name]]

    done = subprocess.run([*command, file], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_pre_commit_accepts_its_snippet(tmp_path: Path) -> None:
    file = tmp_path / ".pre-commit-config.yaml"
    file.write_text(SNIPPETS[".pre-commit-config.yaml"])

    subprocess.run([sys.executable, "-m", "pre_commit", "validate-config", file], check=True)


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@news.example", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def pulled(tmp_path: Path) -> Path:
    """Return a repository with `main`, on which an old post is bad, and a branch with a new one.

    `main` has gone on since, and `merge` is what the two would be together.
    """
    origin = tmp_path / "origin"
    origin.mkdir()
    git(origin, "init", "--quiet")
    (origin / "old.md").write_text(BAD)
    _commit(origin)
    git(origin, "checkout", "--quiet", "-b", "branch")
    (origin / "new.md").write_text(BAD)
    _commit(origin)
    git(origin, "checkout", "--quiet", "main")
    (origin / "later.md").write_text(BAD)
    _commit(origin)
    git(origin, "checkout", "--quiet", "-b", "merge")
    git(origin, "merge", "--quiet", "--no-ff", "--no-edit", "branch")
    return origin


def _commit(folder: Path) -> None:
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "posts")


CHECKED_OUT = {
    "GitHub": ("merge", "--depth=2"),
    "GitLab": ("branch",),
    "Azure": ("merge", "--depth=2"),
    "Jenkins": ("branch", "--single-branch"),
    "CircleCI": ("branch",),
    "Bitbucket": ("branch", "--single-branch"),
}
"""What each service checks out, and how much it fetches with what the page tells to set."""


@pytest.mark.parametrize("service", CHECKED_OUT)
def test_a_pull_request_is_told_of_what_it_changes(pulled: Path, service: str) -> None:
    branch, *options = CHECKED_OUT[service]
    clone = ("clone", "--quiet", "--branch", branch, *options, pulled.as_uri(), "clone")
    git(pulled.parent, *clone)
    variables = {
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": git(pulled, "merge-base", "main", "branch"),
        "CHANGE_TARGET": "main",
        "BITBUCKET_PR_DESTINATION_BRANCH": "main",
    }
    command, fetch = since()[service]

    done = ran(f"{fetch}\n{command} --format json:report", pulled.parent / "clone", **variables)

    report = json.loads((pulled.parent / "clone" / "report").read_text())
    assert done.returncode == 1, done.stderr
    assert [each["path"] for each in report["diagnostics"]] == ["new.md"]


def test_every_service_has_its_command_for_pull_requests() -> None:
    assert since().keys() == CHECKED_OUT.keys()


def test_the_versions_are_this_one() -> None:
    named = re.findall(r"newslint==([\w.]+)|newslint@v([\w.]+)|rev: v([\w.]+)", PAGE)

    assert named
    assert {"".join(each) for each in named} == {version("newslint")}


def test_the_inputs_and_outputs_of_the_action_are_those_it_has() -> None:
    section = PAGE[PAGE.index("## GitHub") : PAGE.index("## GitLab")]
    inputs, outputs = section[section.index("| Input") :].split("| Output")
    row = re.compile(r"^\| `([a-z-]+)` \|", re.MULTILINE)
    workflow = yaml.safe_load(SNIPPETS[".github/workflows/newslint.yml"])
    *_, step = workflow["jobs"]["newslint"]["steps"]

    assert row.findall(inputs) == list(ACTION["inputs"])
    assert row.findall(outputs) == list(ACTION["outputs"])
    assert step["with"].keys() <= ACTION["inputs"].keys()


def test_the_hooks_are_those_there_are() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    used = yaml.safe_load(SNIPPETS[".pre-commit-config.yaml"])["repos"][0]["hooks"]
    names = [hook["id"] for hook in hooks]

    assert re.findall(r"^\| `(newslint[a-z-]*)` \|", PAGE, re.MULTILINE) == names
    assert {hook["id"] for hook in used} <= set(names)


def test_the_rules_of_the_schema_hook_are_those_the_page_names() -> None:
    (hook,) = (
        hook
        for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
        if hook["id"] == "newslint-schema"
    )
    (told,) = re.findall(r"the rules (front-matter-.+?)\.", PAGE)
    shorter = hook["entry"].split()[-1].replace("front-matter", "").split(",")

    assert told.removeprefix("front-matter").replace(" and ", ", ").split(", ") == shorter
