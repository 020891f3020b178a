"""`newslint init`, run as a user runs it on small made-up sites."""

import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest
import yaml

from newslint.config.described import config_schema
from newslint.formats import FORMATS
from newslint.site.identity import Identity, identity
from newslint.site.written import toml
from tests.test_cli import Newslint, newslint

__all__ = ["newslint"]

POST = "---\ntitle: The pier reopens\ndate: 2024-05-01 10:00:00\n---\n\nText.\n"
PAGE = "A page without front matter.\n"

SITES = {
    "hexo": {
        "package.json": '{"dependencies": {"hexo": "^7.0.0"}}',
        "_config.yml": "title: Harbour News\nurl: https://www.harbour.news\nlanguage: en\n",
        "scaffolds/post.md": "---\ntitle: {{ title }}\n---\n",
        "source/_posts/a.md": POST,
    },
    "hugo": {
        "hugo.toml": 'baseURL = "https://harbour.news/"\ntitle = "Harbour News"\n',
        "archetypes/default.md": '+++\ntitle = "{{ .Name }}"\n+++\n',
        "content/posts/2024/a/index.md": '+++\ntitle = "A"\ndate = 2024-05-01\n+++\n\nText.\n',
    },
    "jekyll": {
        "Gemfile": 'gem "jekyll", "~> 4.3"\n',
        "_config.yml": "title: Harbour News\nurl: https://harbour.news\n",
        "_layouts/post.html": "<p style='color: red'>{{ content }}</p>\n",
        "_posts/2024-05-01-a.md": "---\ntitle: A\n---\n\nText.\n",
    },
    "astro": {
        "astro.config.mjs": "export default defineConfig({\n  site: 'https://harbour.news',\n});\n",
        "src/content/blog/a.md": "---\ntitle: A\npubDate: 2024-05-01\n---\n\nText.\n",
    },
    "eleventy": {
        "eleventy.config.js": "export default function () {}\n",
        "_data/metadata.json": '{"title": "Harbour News", "url": "https://harbour.news/"}\n',
        "posts/a.md": POST,
    },
    "zola": {
        "config.toml": 'base_url = "https://harbour.news"\ntitle = "Harbour News"\n',
        "content/a.md": '+++\ntitle = "A"\ndate = 2024-05-01\n+++\n\nText.\n',
    },
    "mkdocs-material": {
        "mkdocs.yml": "site_name: Harbour News\nsite_url: https://harbour.news\n"
        "markdown_extensions:\n  - emoji:\n      a: !!python/name:material.x\n",
        "docs/index.md": PAGE,
    },
    "none": {"a.md": POST, "b.md": POST, "notes/1.md": PAGE, "notes/2.md": PAGE,
             "notes/3.md": PAGE},
}  # fmt: skip


@pytest.fixture(params=SITES)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Make a site in the folder that newslint runs in, and return what builds it."""
    return made(tmp_path, request.param)


def made(folder: Path, name: str) -> str:
    for path, content in SITES[name].items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    return name


def written(folder: Path) -> dict[str, object]:
    return tomllib.loads((folder / "newslint.toml").read_text())


def test_it_writes_what_newslint_check_then_runs_with(
    newslint: Newslint, tmp_path: Path, site: str
) -> None:
    ran = newslint("init")

    checked = newslint("check")
    assert (ran.code, ran.err) == (0, "")
    assert "Wrote newslint.toml" in ran.out
    assert "Next: newslint check" in ran.out
    assert (checked.code, checked.err) == (0, ""), checked.out


def test_the_preset_is_what_builds_the_site(newslint: Newslint, tmp_path: Path, site: str) -> None:
    newslint("init")

    assert written(tmp_path)["preset"] == {"none": "news"}.get(site, site)


def test_every_key_follows_the_schema_and_has_its_reason_above(
    newslint: Newslint, tmp_path: Path, site: str
) -> None:
    newslint("init")

    blocks = (tmp_path / "newslint.toml").read_text().split("\n\n")
    jsonschema.validate(written(tmp_path), config_schema())
    assert all(block.startswith("# ") for block in blocks)


def test_the_site_s_own_host_and_name_become_options(newslint: Newslint, tmp_path: Path) -> None:
    made(tmp_path, "hexo")

    ran = newslint("init")

    assert "own host      harbour.news (`url` in _config.yml)" in ran.out
    assert written(tmp_path)["rules"] == {
        "template-leak": {"generator": "hexo"},
        "referral-parameter": {"own": ["harbour.news"]},
        "insecure-link": {"https-hosts": ["harbour.news"]},
        "title-suffix": {"suffixes": ["Harbour News"]},
    }


@pytest.mark.parametrize("name", [name for name in SITES if name != "none"])
def test_the_host_is_read_from_what_the_generator_is_configured_with(
    newslint: Newslint, tmp_path: Path, name: str
) -> None:
    made(tmp_path, name)

    newslint("init")

    assert written(tmp_path)["rules"]["referral-parameter"] == {"own": ["harbour.news"]}  # type: ignore[index]


def test_a_long_line_of_a_configuration_is_read_at_once(tmp_path: Path) -> None:
    (tmp_path / "site.js").write_text(f"  title: a{' ' * 3000}b\n  url: 'https://harbour.news'\n")

    assert identity(tmp_path, ["site.js"]).host == "harbour.news"


def test_an_address_that_a_program_works_out_is_not_guessed(tmp_path: Path) -> None:
    (tmp_path / "site.js").write_text("  url: process.env.URL,\n  title: `A ${name}`,\n")

    assert identity(tmp_path, ["site.js"]) == Identity("site.js")


def test_layouts_and_output_are_left_out(newslint: Newslint, tmp_path: Path) -> None:
    made(tmp_path, "jekyll")
    (tmp_path / "_site").mkdir()
    (tmp_path / "_site" / "index.html").write_text("<p style='color: red'>Text.</p>")

    ran = newslint("init")

    assert written(tmp_path)["exclude"] == ["/_site/", "/_layouts/"]
    assert "files         1 of Markdown and HTML" in ran.out


def test_a_folder_without_front_matter_has_no_schema(newslint: Newslint, tmp_path: Path) -> None:
    made(tmp_path, "none")

    newslint("init")

    assert written(tmp_path)["schemas"] == [{"files": ["/notes/"], "schema": False}]
    told = (tmp_path / "newslint.toml").read_text()
    assert "# None of the 3 files here has front matter.\n[[schemas]]" in told


def test_it_says_what_it_saw(newslint: Newslint, tmp_path: Path) -> None:
    made(tmp_path, "hexo")
    (tmp_path / "source" / "_posts" / "b.md").write_text(
        "---\ntitle: B\ndate: Wed, 01 May 2024 10:00:00 GMT\nlang: de\n---\n\nText.\n"
    )

    ran = newslint("init")

    assert "built by      Hexo (`package.json` names hexo, `source/_posts`" in ran.out
    assert "where         source/_posts (2)" in ran.out
    assert "front matter  YAML (2)" in ran.out
    assert "1 date not as ISO 8601 says" in ran.out
    assert "languages     de (1)" in ran.out


def test_an_ending_of_posts_that_newslint_does_not_know_is_included(
    newslint: Newslint, tmp_path: Path
) -> None:
    (tmp_path / "a.mkdn").write_text(POST)

    newslint("init")

    assert written(tmp_path)["include"] == ["*.mkdn"]


@pytest.mark.parametrize("name", ["newslint.toml", ".newslint.toml", "pyproject.toml"])
def test_what_is_there_is_not_overwritten(newslint: Newslint, tmp_path: Path, name: str) -> None:
    content = "[tool.newslint]\n" if name == "pyproject.toml" else "# mine\n"
    (tmp_path / name).write_text(content)

    ran = newslint("init")

    assert ran.code == 2
    assert ran.err.startswith(f"newslint: {name} is there already")
    assert [file.name for file in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == content


def test_a_project_of_other_tools_gets_a_file(newslint: Newslint, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.other]\n")

    ran = newslint("init")

    assert ran.code == 0
    assert (tmp_path / "newslint.toml").is_file()


def test_a_dry_run_prints_the_file_and_writes_nothing(newslint: Newslint, tmp_path: Path) -> None:
    made(tmp_path, "hugo")
    before = sorted(tmp_path.rglob("*"))

    ran = newslint("init", "--dry-run")

    assert ran.code == 0
    assert tomllib.loads(ran.out)["preset"] == "hugo"
    assert "built by" in ran.err
    assert sorted(tmp_path.rglob("*")) == before


def test_hooks_and_jobs_are_written_when_asked_for(newslint: Newslint, tmp_path: Path) -> None:
    ran = newslint("init", "--pre-commit", "--github", "--gitlab")

    (hook,) = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text())["repos"]
    workflow = yaml.safe_load((tmp_path / ".github/workflows/newslint.yml").read_text())
    job = yaml.safe_load((tmp_path / ".gitlab-ci.yml").read_text())["newslint"]
    assert ran.code == 0
    assert hook["hooks"][0]["entry"] == "newslint check"
    assert workflow["jobs"]["newslint"]["steps"][-1]["run"] == "newslint check --format github"
    assert job["script"][-1].startswith("newslint check --format gitlab ")
    assert {"github", "gitlab"} <= FORMATS.keys()


def test_pre_commit_accepts_the_entry(newslint: Newslint, tmp_path: Path) -> None:
    newslint("init", "--pre-commit")

    subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-config", ".pre-commit-config.yaml"],
        cwd=tmp_path,
        check=True,
    )


def test_a_file_of_hooks_that_is_there_stays_and_the_entry_is_printed(
    newslint: Newslint, tmp_path: Path
) -> None:
    file = tmp_path / ".pre-commit-config.yaml"
    file.write_text("repos: []\n")

    ran = newslint("init", "--pre-commit")

    assert ran.code == 0
    assert file.read_text() == "repos: []\n"
    assert ".pre-commit-config.yaml is there already. Add to it:\n\n  - repo: local\n" in ran.out


def test_a_hook_can_be_added_after_the_configuration(newslint: Newslint, tmp_path: Path) -> None:
    (tmp_path / "newslint.toml").write_text("# mine\n")

    ran = newslint("init", "--pre-commit")

    assert ran.code == 0
    assert (tmp_path / "newslint.toml").read_text() == "# mine\n"
    assert (tmp_path / ".pre-commit-config.yaml").is_file()


def test_a_file_of_the_site_s_own_is_read_and_never_run(newslint: Newslint, tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text("BLOG_TITLE = 'A'\nopen('ran', 'w')\n")
    (tmp_path / "eleventy.config.js").write_text("throw new Error()\n")

    newslint("init")

    assert not (tmp_path / "ran").exists()


def test_a_hostile_title_stays_text(newslint: Newslint, tmp_path: Path) -> None:
    title = '"]\n[rules.img-alt]\nseverity = "off"'
    (tmp_path / "package.json").write_text('{"dependencies": {"hexo": "1"}}')
    (tmp_path / "_config.yml").write_text(yaml.safe_dump({"title": title}))

    newslint("init")

    suffixes = written(tmp_path)["rules"]["title-suffix"]["suffixes"]  # type: ignore[index]
    assert suffixes == [" ".join(title.split())]


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.harbour.news/blog/", "harbour.news"),
        ("harbour.news", "harbour.news"),
        ("http://localhost:4000", ""),
        ("https://example.com", ""),
        ("http://yoursite.com", ""),
        ("http://127.0.0.1:8000", ""),
        ("https://[broken", ""),
        ("/", ""),
        ("", ""),
    ],
)
def test_a_placeholder_is_no_host(url: str, host: str) -> None:
    assert Identity(url=url).host == host


@pytest.mark.parametrize(
    "value", ['a"b\\', "\x00\x7f\u2028ü😀", True, 3, ["a", ["b"]], {"a b": {"c": [1]}, "d-e": ""}]
)
def test_toml_reads_what_is_written(value: object) -> None:
    assert tomllib.loads(f"value = {toml(value)}") == {"value": value}


def test_a_link_that_leads_nowhere_is_not_written_through(
    newslint: Newslint, tmp_path: Path
) -> None:
    (tmp_path / "newslint.toml").symlink_to("nowhere")

    ran = newslint("init")

    assert ran.code == 2
    assert (
        ran.err == "newslint: newslint.toml: not written: something of that name is there already\n"
    )
    assert not (tmp_path / "nowhere").exists()
