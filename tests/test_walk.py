"""The first hour of a new user: an old site of each kind, from `init` to a green commit."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

OLD = """\

---
title: '{title}'
date: 2024-05-01 10:00:00
---

<p style="color: red">The harbour reopens. <a href="https://pier.news/plan?utm_source=feed">Plan</a></p>
"""
TOML = """\
+++
title = "The ferry returns"
date = 2024-05-01T10:00:00Z
+++

<p style="color: red">The ferry returns on Monday.</p>
"""
SITES = {
    "hexo": {
        "package.json": '{"dependencies": {"hexo": "^7.0.0"}}',
        "_config.yml": "title: Harbour\nurl: https://harbour.news\n",
        "source/_posts/harbour.md": OLD.format(title="The harbour"),
        "source/_posts/pier.md": OLD.format(title="The pier"),
    },
    "hugo": {
        "hugo.toml": 'baseURL = "https://harbour.news/"\ntitle = "Harbour"\n',
        "content/posts/ferry.md": TOML,
        "content/posts/harbour.md": OLD.format(title="The harbour").lstrip(),
    },
    "jekyll": {
        "Gemfile": 'gem "jekyll", "~> 4.3"\n',
        "_config.yml": "title: Harbour\nurl: https://harbour.news\n",
        "_posts/2024-05-01-harbour.md": OLD.format(title="The harbour"),
    },
}
NEW = {
    "hexo": "source/_posts/storm.md",
    "hugo": "content/posts/storm.md",
    "jekyll": "_posts/2024-05-02-storm.md",
}
GOOD = "---\ntitle: The storm\ndate: 2024-05-02 08:00:00\n---\n\nThe storm has passed.\n"
BROKEN = GOOD.replace("The storm has passed.", '<p style="color: red">The storm has passed.</p>')


class Site:
    """A site under version control, and what its people type."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "--quiet")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        here = Path(sys.executable).parent
        return subprocess.run(
            command,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            env={
                **os.environ,
                "PATH": f"{here}{os.pathsep}{os.environ['PATH']}",
                "PYTHONPATH": os.pathsep.join(sys.path),
                "PRE_COMMIT_HOME": str(self.folder.parent / "pre-commit"),
            },
        )

    def newslint(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run(sys.executable, "-m", "newslint", *arguments)

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        who = ("-c", "user.name=A", "-c", "user.email=a@harbour.news")
        return self.run("git", *who, *arguments)

    def commit(self) -> subprocess.CompletedProcess[str]:
        self.git("add", ".")
        return self.git("commit", "--message", "a change")

    def write(self, name: str, content: str) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
        return file


@pytest.mark.parametrize("kind", SITES)
def test_from_init_to_a_green_commit(tmp_path: Path, kind: str) -> None:
    site = Site(tmp_path)
    for name, content in SITES[kind].items():
        site.write(name, content)
    site.commit()

    init = site.newslint("init", "--pre-commit")
    assert init.returncode == 0, init.stderr
    assert kind.capitalize() in init.stdout

    check = site.newslint("check")
    assert check.returncode == 1, check.stderr
    assert "inline-style" in check.stdout

    baseline = site.newslint("baseline")
    assert baseline.returncode == 0, baseline.stderr
    again = site.newslint("check", "--baseline", ".newslint-baseline.json")
    assert (again.returncode, again.stdout.count("inline-style")) == (0, 0)

    hook = tmp_path / ".pre-commit-config.yaml"
    entry = "entry: newslint check"
    hook.write_text(hook.read_text().replace(entry, f"{entry} --baseline .newslint-baseline.json"))
    assert site.run(sys.executable, "-m", "pre_commit", "install").returncode == 0
    assert site.commit().returncode == 0

    post = site.write(NEW[kind], GOOD)
    assert site.commit().returncode == 0

    post.write_text(BROKEN)
    refused = site.commit()
    told = refused.stdout + refused.stderr
    assert refused.returncode == 1, told
    assert "Inline style sets `color`" in told
    assert "fix: Remove the inline style" in told
    assert "newslint fix" in told

    fixed = site.newslint("fix", NEW[kind])
    assert fixed.returncode == 0, fixed.stdout
    assert site.commit().returncode == 0
    assert site.git("status", "--short").stdout == ""
