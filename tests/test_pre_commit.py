"""The hooks, run by the real pre-commit in a scratch repository."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

GOOD = "---\ntitle: A\ndate: 2024-05-01\n---\n\n<p>Text.</p>\n"
BAD = GOOD.replace("<p>", '<p style="color: red">')


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


def hooks(site: Path) -> dict[str, str]:
    """Run both hooks on what is staged, and return how each of them ended."""
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(ROOT), "--verbose"],
        cwd=site,
        capture_output=True,
        text=True,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "PRE_COMMIT_HOME": str(site.parent / "cache"),
            "PRE_COMMIT_COLOR": "never",
        },
        check=False,
    )
    line = re.compile(r"^(newslint[^.]*)\.+.*?(Passed|Failed|Skipped)$", re.MULTILINE)
    ended = dict(line.findall(done.stdout))
    assert ended, done.stdout + done.stderr
    return ended


def test_a_bad_post_is_stopped_and_repaired_and_a_good_one_passes(site: Path) -> None:
    post = site / "posts" / "a.md"
    post.parent.mkdir()
    post.write_text(BAD)
    git(site, "add", ".")

    assert hooks(site) == {"newslint": "Failed", "newslint (fix)": "Failed"}
    assert post.read_text() == GOOD

    git(site, "add", ".")
    assert hooks(site) == {"newslint": "Passed", "newslint (fix)": "Passed"}


def test_a_commit_without_posts_is_not_looked_at(site: Path) -> None:
    (site / "b.txt").write_text("no post")
    git(site, "add", ".")

    ended = hooks(site)

    assert ended == {"newslint": "Skipped", "newslint (fix)": "Skipped"}


def test_the_hooks_ask_for_posts_and_run_one_at_a_time() -> None:
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text()):
        assert hook["types_or"] == ["markdown", "html"]
        assert hook["require_serial"] is True
        assert hook["entry"] in {"newslint check", "newslint fix"}
