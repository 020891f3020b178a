"""The command line, run as a user runs it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

GOOD = "---\ntitle: A\ndate: 2024-05-01\n---\n\nText.\n"
BAD = GOOD.replace("Text.", '<p style="color: red">Text.</p>')
MENDED = GOOD.replace("Text.", "<p>Text.</p>")


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Newslint = Callable[..., Ran]


@pytest.fixture
def newslint(tmp_path: Path) -> Newslint:
    """Return what runs newslint in a folder of the test's own."""

    def run(*arguments: str, given: bytes = b"", **environment: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "newslint", *arguments],
            cwd=tmp_path,
            input=given,
            capture_output=True,
            env={**os.environ, **environment},
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


def write(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def test_check_is_quiet_about_a_good_post(newslint: Newslint, tmp_path: Path) -> None:
    write(tmp_path, "a.md", GOOD)

    ran = newslint("check")

    assert (ran.code, ran.out) == (0, "Checked 1 file: no problems.\n")


def test_check_reports_a_bad_post_and_writes_nothing(newslint: Newslint, tmp_path: Path) -> None:
    file = write(tmp_path, "posts/a.md", BAD)

    ran = newslint("check", "--format", "concise", "posts")

    assert ran.code == 1
    assert ran.out.startswith("posts/a.md:6:4: inline-style Inline style sets `color` [*]\n")
    assert file.read_text() == BAD


def test_fix_mends_and_reports_nothing_more(newslint: Newslint, tmp_path: Path) -> None:
    file = write(tmp_path, "a.md", BAD)

    ran = newslint("fix")

    assert (ran.code, file.read_text()) == (0, MENDED)
    assert "1 problem" in ran.out


def test_fix_leaves_unsafe_fixes_for_unsafe(newslint: Newslint, tmp_path: Path) -> None:
    post = BAD.replace("color: red", "display: none")
    file = write(tmp_path, "a.md", post)

    ran = newslint("fix")
    assert (ran.code, file.read_text()) == (1, post)

    ran = newslint("fix", "--unsafe")
    assert (ran.code, file.read_text()) == (0, MENDED)


def test_diff_shows_a_patch_that_git_applies(newslint: Newslint, tmp_path: Path) -> None:
    file = write(tmp_path, "posts/a.md", BAD.rstrip("\n"))

    ran = newslint("fix", "--diff")

    assert (ran.code, file.read_text()) == (1, BAD.rstrip("\n"))
    subprocess.run(
        ["git", "apply", "-"], cwd=tmp_path, input=ran.out.encode(), check=True, capture_output=True
    )
    assert file.read_text() == MENDED.rstrip("\n")


def test_diff_of_good_posts_is_empty(newslint: Newslint, tmp_path: Path) -> None:
    write(tmp_path, "a.md", GOOD)

    assert newslint("fix", "--diff") == Ran(0, "", "")


def test_standard_input_is_checked_under_a_name(newslint: Newslint) -> None:
    ran = newslint("check", "--format=concise", "--stdin-filename=p/a.md", "-", given=BAD.encode())

    assert ran.code == 1
    assert ran.out.startswith("p/a.md:6:4: inline-style")


def test_standard_input_is_mended_on_standard_output(newslint: Newslint) -> None:
    ran = newslint("fix", "-", given=b"\xef\xbb\xbf" + BAD.replace("\n", "\r\n").encode())

    assert (ran.code, ran.out) == (0, "\ufeff" + MENDED.replace("\n", "\r\n"))
    assert "1 problem" in ran.err


def test_standard_input_that_cannot_be_read_comes_out_as_it_was(newslint: Newslint) -> None:
    latin = BAD.replace("Text", "Texte fran\xe7ais").encode("latin-1")
    ran = subprocess.run(
        [sys.executable, "-m", "newslint", "fix", "-"],
        input=latin,
        capture_output=True,
        check=False,
    )

    assert (ran.returncode, ran.stdout) == (1, latin)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 1),
        (("--fail-on", "error"), 0),
        (("--fail-on", "info"), 1),
        (("--fail-on", "never"), 0),
        (("--exit-zero",), 0),
        (("--select", "text"), 0),
        (("--select", "text,html"), 1),
        (("--ignore", "inline-style"), 0),
    ],
)
def test_the_exit_code_says_whether_problems_remain(
    newslint: Newslint, tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    write(tmp_path, "a.md", BAD)

    assert newslint("check", *arguments).code == code


def test_json_is_one_object(newslint: Newslint, tmp_path: Path) -> None:
    write(tmp_path, "a.md", BAD)

    report = json.loads(newslint("check", "--format", "json").out)

    assert report["version"] == 1
    assert report["summary"]["files"] == 1
    assert [each["rule"] for each in report["diagnostics"]] == ["inline-style"]
    assert report["diagnostics"][0]["start"] == {"line": 6, "column": 4, "offset": 38}


def test_the_report_goes_to_a_file(newslint: Newslint, tmp_path: Path) -> None:
    write(tmp_path, "a.md", BAD)

    ran = newslint("check", "--format", "json", "--output-file", "report.json")

    assert (ran.code, ran.out) == (1, "")
    assert json.loads((tmp_path / "report.json").read_text())["summary"]["problems"] == 1


def test_statistics_count_by_rule(newslint: Newslint, tmp_path: Path) -> None:
    write(tmp_path, "a.md", BAD)
    write(tmp_path, "b.md", BAD)

    ran = newslint("check", "--statistics")

    assert ran.code == 1
    assert ran.out.split()[:2] == ["2", "inline-style"]


def test_files_are_reported_in_order_whatever_the_arguments(
    newslint: Newslint, tmp_path: Path
) -> None:
    for name in ("b.md", "a/c.md", "a.md"):
        write(tmp_path, name, BAD)

    one = newslint("check", "--format", "concise", "b.md", "a", "a.md", "b.md")
    other = newslint("check", "--format", "concise", ".")

    assert one == other


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "latin.md",
            GOOD.replace("Text", "caf\xe9").encode("latin-1"),
            "latin.md:6:4: encoding Byte is not UTF-8",
        ),
        ("unclosed.md", "---\ntitle: A\n\nText.\n", "unclosed.md:1:1: front-matter-unclosed "),
        ("month.md", GOOD.replace("05", "13"), "month.md:3:7: date-format "),
        ("yaml.md", GOOD.replace("A", '"A'), "yaml.md:"),
        ("toml.md", "+++\ntitle = \n+++\n", "toml.md:2:"),
        ("json.md", '{\n"title": "A",\n}\n', "json.md:"),
        ("empty.md", "", "empty.md:1:1: front-matter-missing "),
    ],
)
def test_a_bad_file_is_a_finding_and_the_others_go_on(
    newslint: Newslint, tmp_path: Path, name: str, content: str | bytes, told: str
) -> None:
    write(tmp_path, name, content)
    write(tmp_path, "zzz.md", BAD)

    ran = newslint("check", "--format", "concise")

    assert ran.code == 1
    assert told in ran.out
    assert "zzz.md:6:4: inline-style" in ran.out
    assert ran.err == ""


@pytest.mark.parametrize(
    ("path", "told"),
    [("absent.md", "no such file or directory"), ("empty", "no Markdown or HTML file")],
)
def test_a_path_that_leads_nowhere_is_a_failure_and_the_others_go_on(
    newslint: Newslint, tmp_path: Path, path: str, told: str
) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path, "a.md", BAD)

    ran = newslint("check", "--format", "concise", path, "a.md")

    assert ran.code == 2
    assert f"{path}: failure " in ran.out
    assert told in ran.out
    assert "a.md:6:4: inline-style" in ran.out


def test_a_file_that_cannot_be_read_is_a_failure(newslint: Newslint, tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("a.md")  # a link to itself, which not even root can read

    ran = newslint("check", "--format", "concise", "a.md")

    assert ran.code == 2
    assert "a.md: failure too many levels of symbolic links" in ran.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("check", "--select", "inline-stile"), "did you mean `inline-style`?"),
        (("check", "--config", "absent.toml"), "absent.toml"),
        (("check", "--colour"), "No such option"),
        (("explain", "inline-stile"), "did you mean `inline-style`?"),
        (("check", "--output-file", "no/such/folder"), "cannot write"),
    ],
)
def test_a_wrong_call_is_told_and_fails(
    newslint: Newslint, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    write(tmp_path, "a.md", GOOD)

    ran = newslint(*arguments)

    assert ran.code == 2
    assert told in ran.err


def test_a_wrong_configuration_is_told_with_its_place(newslint: Newslint, tmp_path: Path) -> None:
    write(tmp_path, "a.md", GOOD)
    write(tmp_path, "newslint.toml", '\nselct = ["html"]\n')

    ran = newslint("check")

    assert ran.code == 2
    assert "newslint.toml:2:1: there is no key called `selct`; did you mean `select`?" in ran.err


def test_a_file_elsewhere_is_shown_from_the_root_on(newslint: Newslint, tmp_path: Path) -> None:
    write(tmp_path, "newslint.toml", 'ignore = ["html"]\n')
    elsewhere = write(tmp_path.parent, f"{tmp_path.name}-elsewhere/a.md", BAD)

    ran = newslint("check", "--format", "concise", f"../{elsewhere.parent.name}")

    assert ran.out.startswith(f"{elsewhere}:6:4: inline-style")


def test_a_post_names_its_own_schema(newslint: Newslint, tmp_path: Path) -> None:
    write(tmp_path, "note.schema.json", '{"required": ["place"]}')
    write(tmp_path, "posts/a.md", "---\n$schema: ../note.schema.json\n---\n")

    ran = newslint("check", "--format", "concise")

    assert ran.code == 1
    assert "posts/a.md:1:1: front-matter-schema `place` is missing" in ran.out
    assert "title" not in ran.out


def test_a_schema_that_cannot_be_used_is_a_failure_of_its_post(
    newslint: Newslint, tmp_path: Path
) -> None:
    write(tmp_path, "a.md", "---\n$schema: absent.json\ntitle: A\n---\n")
    write(tmp_path, "b.md", BAD)

    ran = newslint("check", "--format", "concise")

    assert ran.code == 2
    assert "a.md: failure the schema that its `$schema` names cannot be used: " in ran.out
    assert "a.md:1:1: front-matter-schema `date` is missing" in ran.out
    assert "b.md:6:4: inline-style" in ran.out


def test_excludes_hold_for_named_files(newslint: Newslint, tmp_path: Path) -> None:
    write(tmp_path, "old/a.md", BAD)
    write(tmp_path, "newslint.toml", 'exclude = ["old/"]\n')

    assert newslint("check", "old/a.md").code == 0


def test_other_files_are_read_where_configuration_includes_them(
    newslint: Newslint, tmp_path: Path
) -> None:
    write(tmp_path, "a.txt", BAD)
    write(tmp_path, "newslint.toml", 'include = ["*.txt"]\n')

    assert "a.txt:6:4" in newslint("check", "--format", "concise").out


def test_colour_is_for_terminals_or_on_demand(newslint: Newslint, tmp_path: Path) -> None:
    write(tmp_path, "a.md", BAD)

    assert "\x1b[" not in newslint("check").out
    assert "\x1b[" in newslint("check", FORCE_COLOR="1").out
    assert "\x1b[" not in newslint("check", FORCE_COLOR="1", NO_COLOR="1").out


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "POSIX"])
def test_output_is_the_same_in_every_locale(
    newslint: Newslint, tmp_path: Path, locale: str
) -> None:
    write(tmp_path, "中.md", BAD.replace("Text", "文字"))

    ran = newslint("check", LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")

    assert ran == newslint("check")
    assert "中.md:6:4" in ran.out


def test_a_file_name_that_is_not_text_is_shown(newslint: Newslint, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.md")).write_text(BAD)

    ran = newslint("check", "--format", "concise")

    assert ran.code == 1
    assert ran.out.startswith("caf<U+DCE9>.md:6:4: inline-style")


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    for number in range(300):
        write(tmp_path, f"{number}.md", BAD)

    ran = subprocess.run(  # noqa: S602 - a pipe is what this is about
        f'"{sys.executable}" -m newslint check | head -n 1',
        cwd=tmp_path,
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.stdout.startswith("0.md:6:4: ")
    assert ran.stderr == ""


def test_rules_lists_and_explain_explains(newslint: Newslint) -> None:
    assert "inline-style" in newslint("rules").out
    assert newslint("explain", "inline-style").out.startswith("# inline-style\n")


def test_a_clean_run_loads_nothing_heavy(tmp_path: Path) -> None:
    write(tmp_path, "a.md", GOOD)
    script = (
        "import sys; sys.argv = ['newslint', 'check', 'a.md']\n"
        "from newslint.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit as stop:\n    code = stop.code\n"
        "heavy = {'bs4', 'frontmatter', 'html5lib', 'jsonschema', 'multiprocessing', 'pathspec',\n"
        "         'rich', 'asyncio'}\n"
        "print(code, sorted(heavy & set(sys.modules)))\n"
    )

    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert ran.stdout.splitlines()[-1] == "0 []"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a folder of posts that is large enough for a cache, last changed long ago."""
    for number in range(60):
        file = write(tmp_path, f"posts/{number:02}.md", BAD + "Words. " * 1200)
        os.utime(file, (1_700_000_000, 1_700_000_000))
    return tmp_path


@pytest.mark.parametrize("jobs", ["1", "2", "0"])
def test_reports_are_the_same_whatever_is_remembered_and_however_many_work(
    newslint: Newslint, site: Path, jobs: str
) -> None:
    alone = newslint("check", "posts", "--no-cache", "--jobs", "1")
    cache = str(site / "cache")

    first = newslint("check", "posts", "--jobs", jobs, NEWSLINT_CACHE_DIR=cache)
    second = newslint("check", "posts", "--jobs", jobs, NEWSLINT_CACHE_DIR=cache)

    assert alone.out.count("inline-style") == 60
    assert first == second == alone
    assert "1 cache" in newslint("cache", "info", "--cache-dir", cache).out


def test_a_changed_post_is_looked_at_again(newslint: Newslint, site: Path) -> None:
    newslint("check", "posts", "--cache-dir", "cache")
    write(site, "posts/07.md", GOOD)

    ran = newslint("check", "posts", "--cache-dir", "cache", "--format", "concise")

    assert "posts/06.md" in ran.out
    assert "posts/07.md" not in ran.out


def test_a_changed_configuration_is_heeded(newslint: Newslint, site: Path) -> None:
    newslint("check", "posts", "--cache-dir", "cache")
    write(site, "newslint.toml", 'ignore = ["inline-style"]\n')

    assert newslint("check", "posts", "--cache-dir", "cache").code == 0
    assert newslint("check", "posts", "--cache-dir", "cache").code == 0

    write(site, "newslint.toml", 'ignore = ["inline-stile"]\n')
    assert newslint("check", "posts", "--cache-dir", "cache").code == 2


def test_what_is_remembered_is_of_use_to_fix(newslint: Newslint, site: Path) -> None:
    newslint("check", "posts", "--cache-dir", "cache")

    fixed = newslint("fix", "posts", "--cache-dir", "cache")

    assert fixed.out.startswith("Checked 60 files: fixed 60 problems")
    assert newslint("check", "posts", "--cache-dir", "cache").code == 0


def test_the_cache_can_be_deleted(newslint: Newslint, site: Path) -> None:
    newslint("check", "posts", "--cache-dir", "cache")

    assert "deleted 1 cache" in newslint("cache", "clean", "--cache-dir", "cache").out
    assert list((site / "cache").iterdir()) == []


def test_a_cache_that_cannot_be_written_is_no_reason_to_fail(
    newslint: Newslint, site: Path
) -> None:
    write(site, "cache", "a file where a folder should be")

    ran = newslint("check", "posts", "--cache-dir", "cache/below")

    assert ran.code == 1
    assert "the cache cannot be written" in ran.err
