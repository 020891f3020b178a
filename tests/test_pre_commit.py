"""The hooks, run by the real pre-commit in a scratch repository."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from identify.identify import tags_from_filename

from newslint.rules import every_rule
from tests.conftest import ROOT

HOOKS = ROOT / ".pre-commit-hooks.yaml"
GOOD = "---\ntitle: A\ndate: 2024-05-01\n---\n\n<p>Text.</p>\n"
BAD = GOOD.replace("<p>", '<p style="color: red">')
NO_DATE = GOOD.replace("date: 2024-05-01\n", "")


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@news.example")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a repository with one committed file that is no post."""
    folder = tmp_path / "site"
    folder.mkdir()
    git(folder, "init", "--quiet")
    (folder / "a.txt").write_text('<p style="color: red">no post</p>')
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "start")
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where pre-commit keeps newslint once it is installed."""
    return tmp_path_factory.mktemp("pre-commit")


def stage(site: Path, name: str, content: str) -> Path:
    file = site / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content)
    git(site, "add", ".")
    return file


def hooks(site: Path, home: Path) -> dict[str, str]:
    """Run every hook on what is staged, and return how each of them ended."""
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(ROOT), "--verbose"],
        cwd=site,
        capture_output=True,
        text=True,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "PRE_COMMIT_HOME": str(home),
            "PRE_COMMIT_COLOR": "never",
        },
        check=False,
    )
    line = re.compile(r"^(newslint[^.]*)\.+.*?(Passed|Failed|Skipped)$", re.MULTILINE)
    ended = dict(line.findall(done.stdout))
    assert ended, done.stdout + done.stderr
    # A hook that falls over has Failed, too.
    assert "Traceback" not in done.stdout, done.stdout
    return ended


def manifest() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(HOOKS.read_text())
    return found


def all_hooks(ended: str) -> dict[str, str]:
    return {hook["name"]: ended for hook in manifest()}


def test_a_bad_post_is_stopped_and_repaired_and_a_good_one_passes(site: Path, home: Path) -> None:
    post = stage(site, "posts/a.md", BAD)

    assert hooks(site, home) == {
        "newslint": "Failed",
        "newslint (fix)": "Failed",
        "newslint (schema)": "Passed",
    }
    assert post.read_text() == GOOD

    git(site, "add", ".")
    assert hooks(site, home) == all_hooks("Passed")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(NO_DATE, id="not as the schema says"),
        pytest.param("Text.\n", id="missing"),
        pytest.param("\nText.\n\n" + GOOD, id="not at the start"),
        pytest.param("---\ntitle: A\ndate: 2024-05-01\n\nText.\n", id="unclosed"),
        pytest.param("---\ntitle: [\n---\n\nText.\n", id="no YAML"),
        pytest.param(GOOD.replace("title: A", "title: A\ntitle: B"), id="a key twice"),
    ],
)
def test_the_schema_hook_stops_front_matter_that_the_schema_does_not_allow(
    tmp_path: Path, content: str
) -> None:
    (tmp_path / "a.md").write_text(content)

    done = subprocess.run(
        [sys.executable, "-m", *hook("newslint-schema")["entry"].split(), "a.md"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1, done.stdout + done.stderr


def test_the_schema_hook_names_rules_that_there_are() -> None:
    *_, names = hook("newslint-schema")["entry"].split()

    assert set(names.split(",")) <= every_rule().keys()


def test_what_the_site_excludes_stays_out_though_pre_commit_names_it(
    site: Path, home: Path
) -> None:
    stage(site, "newslint.toml", 'exclude = ["drafts/"]\n')
    stage(site, ".newslintignore", "old/\n")
    draft, old = stage(site, "drafts/a.md", BAD), stage(site, "old/a.md", BAD)

    assert hooks(site, home) == all_hooks("Passed")
    assert (draft.read_text(), old.read_text()) == (BAD, BAD)


def test_a_commit_without_posts_is_not_looked_at(site: Path, home: Path) -> None:
    stage(site, "b.txt", "no post")

    assert hooks(site, home) == all_hooks("Skipped")


@pytest.mark.parametrize("name", ["a.md", "a.MD", "a.markdown", "a.mdx", "a.html", "a.htm"])
def test_the_hooks_ask_for_posts(name: str) -> None:
    for each in manifest():
        assert tags_from_filename(name) & set(each["types_or"]), each["id"]


@pytest.mark.parametrize("name", ["a.txt", "a.toml", "a.css", "a.png", "a.py", "README"])
def test_the_hooks_ask_for_nothing_else(name: str) -> None:
    for each in manifest():
        assert not tags_from_filename(name) & set(each["types_or"]), each["id"]


def test_the_hooks_run_one_at_a_time() -> None:
    assert [each["require_serial"] for each in manifest()] == [True] * len(manifest())


def test_pre_commit_accepts_the_file_of_hooks() -> None:
    subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(HOOKS)], check=True
    )


def hook(name: str) -> dict[str, Any]:
    (found,) = (each for each in manifest() if each["id"] == name)
    return found
