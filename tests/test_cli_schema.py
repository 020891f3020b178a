"""`newslint schema`, run as a user runs it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from newslint.schema import Schema

GOOD = "---\ntitle: A\ndate: 2024-05-01\n---\n\nText.\n"


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Newslint = Callable[..., Ran]


@pytest.fixture
def newslint(tmp_path: Path) -> Newslint:
    """Return what runs `newslint schema` in a folder of the test's own."""

    def run(*arguments: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "newslint", "schema", *arguments],
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


def write(folder: Path, name: str, content: str) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")
    return file


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a folder with a configuration of two schemas and files for both and neither."""
    write(tmp_path, "page.schema.json", '{"title": "A page", "required": ["title"]}')
    write(
        tmp_path,
        "newslint.toml",
        '[[schemas]]\nfiles = ["posts/"]\nschema = "article"\n'
        '[[schemas]]\nfiles = ["pages/"]\nschema = "page.schema.json"\n',
    )
    for name in ("posts/a.md", "posts/b.md", "pages/c.md", "about.md"):
        write(tmp_path, name, GOOD)
    return tmp_path


def test_list_counts_the_files_of_each_schema(newslint: Newslint, site: Path) -> None:
    ran = newslint("list")

    assert ran == Ran(
        0, "article      2 files\npage         1 file\n(no schema)  1 file\n  about.md\n", ""
    )


def test_list_names_the_files_on_demand(newslint: Newslint, site: Path) -> None:
    ran = newslint("list", "--files", "posts", "pages")

    assert ran.out == (
        "article  2 files\n  posts/a.md\n  posts/b.md\npage     1 file\n  pages/c.md\n"
    )


def test_list_needs_no_configuration(newslint: Newslint, tmp_path: Path) -> None:
    write(tmp_path, "a.md", GOOD)
    write(tmp_path, "2024-05-01-b.md", GOOD)
    write(tmp_path, "README.md", "Text.\n")

    ran = newslint("list")

    assert ran == Ran(0, "article      2 files\n(no schema)  1 file\n  README.md\n", "")


def test_list_takes_a_given_configuration(newslint: Newslint, site: Path) -> None:
    write(site, "other.toml", '[[schemas]]\nfiles = ["*.md"]\nschema = "article"\n')

    assert newslint("list", "--config", "other.toml").out == "article  4 files\n"


def test_a_schema_that_covers_no_file_is_a_failure(newslint: Newslint, site: Path) -> None:
    (site / "pages/c.md").unlink()

    ran = newslint("list")

    assert ran.code == 2
    assert ran.out.startswith("article ")
    assert ran.err == (
        "newslint: newslint.toml: schema-covers-no-file: the schema `page` covers no file;"
        " its `files` are `pages/`\n"
    )


def test_a_schema_whose_files_another_one_takes_covers_no_file(
    newslint: Newslint, site: Path
) -> None:
    file = site / "newslint.toml"
    file.write_text(file.read_text().replace("posts/", "*.md"))

    ran = newslint("list")

    assert (ran.code, ran.out) == (2, "article  4 files\n")
    assert "the schema `page` covers no file" in ran.err


def test_a_schema_may_be_for_files_that_were_not_asked_about(
    newslint: Newslint, site: Path
) -> None:
    assert newslint("list", "posts") == Ran(0, "article  2 files\n", "")


@pytest.mark.parametrize("command", ["list", "infer"])
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("absent.md",), "newslint: absent.md: no such file or directory\n"),
        (("empty",), "newslint: empty: there is no Markdown or HTML file in this folder\n"),
        (("--config", "absent.toml"), "absent.toml"),
    ],
)
def test_a_path_that_leads_nowhere_is_a_failure(
    newslint: Newslint, tmp_path: Path, command: str, arguments: tuple[str, ...], told: str
) -> None:
    (tmp_path / "empty").mkdir()

    ran = newslint(command, *arguments)

    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_show_prints_the_schema_of_a_name(newslint: Newslint) -> None:
    ran = newslint("show", "article")

    assert ran.code == 0
    assert json.loads(ran.out) == Schema.bundled("article").contents


def test_show_prints_the_schema_that_covers_a_file(newslint: Newslint, site: Path) -> None:
    ran = newslint("show", "posts/../pages/c.md")

    assert ran == Ran(0, '{\n  "title": "A page",\n  "required": [\n    "title"\n  ]\n}\n', "")


def test_show_lists_the_schemas_of_front_matter(newslint: Newslint) -> None:
    ran = newslint("show")

    lines = dict(line.split(maxsplit=1) for line in ran.out.splitlines())
    assert lines["article"] == "A news post"
    assert "report" not in lines


@pytest.mark.parametrize(
    ("argument", "told"),
    [
        ("about.md", "no schema covers about.md"),
        ("absent.md", "absent.md: no such file"),
        ("artikle", "newslint has no schema `artikle`; did you mean `article`?"),
    ],
)
def test_what_cannot_be_shown_is_told(
    newslint: Newslint, site: Path, argument: str, told: str
) -> None:
    assert newslint("show", argument) == Ran(2, "", f"newslint: {told}\n")


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """Return a folder with a hundred posts, one of them without a date."""
    for number in range(100):
        content = GOOD if number else GOOD.replace("date: 2024-05-01\n", "")
        write(tmp_path, f"posts/{number:02}.md", content)
    return tmp_path


OUTLIER = "`date` is missing (when the post was published) [present in 99 of 100]"


def test_infer_prints_a_schema_and_tells_the_outliers(newslint: Newslint, posts: Path) -> None:
    ran = newslint("infer", "posts")

    assert ran.code == 0
    assert json.loads(ran.out)["required"] == ["title", "date"]
    assert ran.err == (f"posts/00.md:1: {OUTLIER}\nLearnt from 100 files: 1 outlier in 1 file.\n")


def test_infer_writes_a_schema_that_its_posts_are_checked_with(
    newslint: Newslint, posts: Path
) -> None:
    newslint("infer", "posts", "--output", "post.schema.json")
    write(
        posts, "newslint.toml", '[[schemas]]\nfiles = ["posts/"]\nschema = "./post.schema.json"\n'
    )

    ran = newslint("list")
    checked = subprocess.run(
        [sys.executable, "-m", "newslint", "check", "--select=front-matter-schema", "posts"],
        cwd=posts,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.out == "post  100 files\n"
    assert checked.returncode == 1
    assert "posts/00.md" in checked.stdout
    assert "1 problem" in checked.stdout


def test_infer_reports_as_json(newslint: Newslint, posts: Path) -> None:
    ran = newslint("infer", "--format", "json")

    report = json.loads(ran.out)
    assert (ran.code, ran.err) == (0, "")
    assert (report["version"], report["files"]) == (1, 100)
    assert report["schema"]["required"] == ["title", "date"]
    assert report["outliers"] == [{"path": "posts/00.md", "line": 1, "message": OUTLIER}]


def test_infer_requires_what_it_is_asked_to(newslint: Newslint, posts: Path) -> None:
    ran = newslint("infer", "--required-from", "1")

    assert json.loads(ran.out)["required"] == ["title"]
    assert ran.err == "Learnt from 100 files: no outliers.\n"


def test_infer_says_what_taught_nothing(newslint: Newslint, posts: Path) -> None:
    write(posts, "about.md", "Text.\n")

    assert newslint("infer").err.endswith("\n1 file without front matter to learn from.\n")


def test_infer_needs_front_matter(newslint: Newslint, tmp_path: Path) -> None:
    write(tmp_path, "about.md", "Text.\n")

    assert newslint("infer") == Ran(2, "", "newslint: there is no front matter to learn from\n")


def test_a_file_that_cannot_be_read_is_a_failure_and_the_others_teach(
    newslint: Newslint, posts: Path
) -> None:
    (posts / "a.md").symlink_to("a.md")  # a link to itself, which not even root can read

    ran = newslint("infer", "a.md", "posts")

    assert ran.code == 2
    assert "a.md: too many levels of symbolic links" in ran.err
    assert json.loads(ran.out)["required"] == ["title", "date"]


def test_a_schema_that_cannot_be_written_is_a_failure(newslint: Newslint, posts: Path) -> None:
    ran = newslint("infer", "--output", "no/such/folder")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("newslint: cannot write no/such/folder")


def test_progress_is_shown_on_a_terminal_where_there_are_many_files(tmp_path: Path) -> None:
    for number in range(500):
        write(tmp_path, f"{number}.md", GOOD)
    terminal, end = pytest.importorskip("pty").openpty()

    subprocess.run(
        [sys.executable, "-m", "newslint", "schema", "infer"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=end,
        check=True,
        env={**os.environ, "TERM": "xterm"},
    )

    os.close(end)
    assert b"Reading" in os.read(terminal, 100_000)
    os.close(terminal)
