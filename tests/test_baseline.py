"""Accepted problems: known again wherever they stand, and never more of them than there were."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from newslint.baseline import Baseline, BaselineError, Comparison
from newslint.config import Configs
from newslint.report import FileReport
from newslint.runner.one import check
from tests.conftest import ROOT
from tests.growth import is_linear

NAME = ".newslint-baseline.json"
HEAD = "---\ntitle: A\ndate: 2024-05-01\n---\n\n"
RED = '<p style="color: red">Red.</p>\n'
BLUE = '<p style="color: blue">Blue.</p>\n'


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Site:
    """A folder of posts, and what newslint says in it."""

    folder: Path

    def write(self, name: str, content: str) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode())
        return file

    def baseline(self, *arguments: str, below: str = "") -> Ran:
        script = "from newslint.cli.baseline import baseline; baseline(prog_name='newslint')"
        return self._run("-c", script, *arguments, below=below)

    def check(self, *arguments: str, baseline: str = NAME, below: str = "", given: str = "") -> Ran:
        shown = ("--format", "concise", "--baseline", baseline)
        return self._run("-m", "newslint", "check", *shown, *arguments, below=below, given=given)

    def newslint(self, *arguments: str) -> Ran:
        return self._run("-m", "newslint", *arguments, below="")

    def written(self) -> dict[str, list[dict[str, object]]]:
        files: dict[str, list[dict[str, object]]]
        files = json.loads((self.folder / NAME).read_bytes())["files"]
        return files

    def _run(self, *arguments: str, below: str, given: str = "") -> Ran:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder / below,
            input=given.encode(),
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Return a site with a post that has two problems, both accepted."""
    site = Site(tmp_path)
    site.write("posts/a.md", HEAD + RED + BLUE)
    assert site.baseline().code == 0
    return site


def test_what_is_accepted_is_not_reported_but_counted(site: Site) -> None:
    ran = site.check()

    assert ran.code == 0
    assert ran.out == "Checked 1 file: no problems.\n"
    assert ran.err == "newslint: 2 accepted by the baseline\n"


def test_a_baseline_says_what_was_accepted(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("a.md", HEAD + RED)

    ran = site.baseline()

    assert (ran.code, ran.out, ran.err) == (0, f"{NAME}: 1 accepted problem (1 added)\n", "")
    assert site.written()["a.md"][0]["text"] == 'style="color: red"'


@pytest.mark.parametrize(
    "content",
    [
        HEAD + "\nMore words.\n\n" * 50 + RED + BLUE,
        HEAD + BLUE + "\n" + RED,
        HEAD + "   " + RED + BLUE.replace("<p ", "<p   "),
        (HEAD + RED + BLUE).replace("\n", "\r\n"),
        "\ufeff" + HEAD + RED + BLUE,
        HEAD + RED.replace("Red.", "A better word.") + BLUE,
    ],
    ids=["moved", "swapped", "indented", "CRLF", "BOM", "other words in the line"],
)
def test_what_is_accepted_is_known_again(site: Site, content: str) -> None:
    site.write("posts/a.md", content)

    ran = site.check()

    assert (ran.code, ran.err) == (0, "newslint: 2 accepted by the baseline\n")


def test_an_accepted_problem_whose_text_changes_is_new(site: Site) -> None:
    site.write("posts/a.md", HEAD + RED.replace("red", "green") + BLUE)

    ran = site.check()

    assert ran.code == 1
    assert ran.out.startswith("posts/a.md:6:4: inline-style ")
    assert "1 accepted by the baseline, in which is one entry that no longer holds" in ran.err


def test_a_long_text_is_new_where_its_end_changes(tmp_path: Path) -> None:
    site = Site(tmp_path)
    long = RED.replace("red", "red; " + "font-size: 12px; " * 20)
    site.write("a.md", HEAD + long)
    site.baseline()
    site.write("a.md", HEAD + long.replace('; "', '; font-weight: bold"'))

    assert site.check().code == 1


def test_of_equal_problems_only_as_many_as_there_were_are_accepted(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("a.md", HEAD + RED * 3)
    site.baseline()
    site.write("a.md", HEAD + RED * 4)

    ran = site.check()

    assert ran.out.count("inline-style") == 1
    assert ran.out.startswith("a.md:9:4: inline-style")


def test_another_missing_key_is_another_problem(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("a.md", "---\ntitle: A\n---\n\nText.\n")
    site.baseline()
    site.write("a.md", "---\ndate: 2024-05-01\n---\n\nText.\n")

    ran = site.check()

    assert "`title` is missing" in ran.out


def test_a_short_text_is_told_apart_by_what_stands_around_it(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("a.md", HEAD + "The mayor\u200b spoke.\n")
    site.baseline()
    site.write("a.md", HEAD + "Nobody\u200b listened.\n")

    assert "invisible-character" in site.check().out
    assert site.written()["a.md"][0]["text"] == "<U+200B>"


@pytest.mark.parametrize("name", ["posts/b.md", "archive/2024/a.md"])
def test_a_renamed_file_stays_accepted(site: Site, name: str) -> None:
    (site.folder / "posts/a.md").unlink()
    site.write(name, HEAD + "Moved.\n\n" + RED + BLUE)

    assert site.check() == Ran(0, "Checked 1 file: no problems.\n", site.check().err)
    assert site.check().err == "newslint: 2 accepted by the baseline\n"

    assert site.baseline().code == 0
    assert list(site.written()) == [name]


def test_a_copy_is_not_accepted(site: Site) -> None:
    site.write("posts/b.md", HEAD + RED + BLUE)

    ran = site.check()

    assert ran.out.count("posts/b.md:") == 2
    assert "posts/a.md:" not in ran.out


def test_of_two_copies_of_a_renamed_file_one_is_accepted(site: Site) -> None:
    (site.folder / "posts/a.md").unlink()
    for name in ("b.md", "c.md"):
        site.write(name, HEAD + RED + BLUE)

    ran = site.check()

    assert ran.out.count("c.md:") == 2
    assert "b.md:" not in ran.out


def test_what_is_repaired_is_reported_and_dropped(site: Site) -> None:
    site.write("posts/a.md", HEAD + RED)

    told = site.check().err
    assert "one entry that no longer holds: `newslint baseline --update` drops it" in told

    ran = site.baseline("--update")
    assert (ran.code, ran.out) == (0, f"{NAME}: 1 accepted problem (1 dropped)\n")
    assert site.check().err == "newslint: 1 accepted by the baseline\n"


def test_a_check_writes_nothing(site: Site) -> None:
    before = (site.folder / NAME).read_bytes()
    site.write("posts/a.md", HEAD)

    site.check()

    assert (site.folder / NAME).read_bytes() == before


def test_a_baseline_does_not_grow_unless_asked(site: Site) -> None:
    site.write("posts/a.md", HEAD + RED + RED)

    ran = site.baseline()
    assert ran.code == 1
    assert "1 problem is not in the baseline, and it only shrinks" in ran.err
    assert "--grow" in ran.err
    assert len(site.written()["posts/a.md"]) == 1  # the blue one is gone all the same

    ran = site.baseline("--grow")
    assert (ran.code, ran.out) == (0, f"{NAME}: 2 accepted problems (1 added)\n")
    assert site.check().code == 0


def test_an_update_does_not_mind_what_came_on_top(site: Site) -> None:
    site.write("posts/a.md", HEAD + RED + BLUE + RED)

    assert site.baseline("--update").code == 0
    assert len(site.written()["posts/a.md"]) == 2


def test_an_update_needs_a_baseline(tmp_path: Path) -> None:
    ran = Site(tmp_path).baseline("--update")

    assert ran.code == 2
    assert "`newslint baseline` writes one" in ran.err


def test_what_a_run_did_not_look_at_stays(site: Site) -> None:
    site.write("drafts/b.md", HEAD + RED)
    site.baseline("--grow")
    site.write("drafts/b.md", HEAD)

    assert "no longer" not in site.check("posts").err
    site.baseline("posts")
    assert len(site.written()["drafts/b.md"]) == 1

    assert "no longer" in site.check("drafts").err
    site.baseline("drafts")
    assert list(site.written()) == ["posts/a.md"]


def test_what_a_run_did_not_ask_for_stays(site: Site) -> None:
    assert "no longer" not in site.check("--select", "text").err
    assert "no longer" not in site.check("--ignore", "inline-style").err

    site.baseline("--ignore", "html")
    assert len(site.written()["posts/a.md"]) == 2


def test_what_newslint_failed_on_stays(site: Site) -> None:
    file = site.folder / "posts/a.md"
    file.unlink()
    file.symlink_to("a.md")  # a link to itself, which not even root can read

    ran = site.baseline("posts/a.md")

    assert ran.code == 2
    assert "posts/a.md" in ran.err
    assert len(site.written()["posts/a.md"]) == 2


def test_a_deleted_file_is_dropped(site: Site) -> None:
    (site.folder / "posts/a.md").unlink()
    site.write("posts/b.md", HEAD)

    assert "2 entries that no longer hold:" in site.check().err
    site.baseline()
    assert site.written() == {}


def test_paths_are_those_from_the_baseline(site: Site) -> None:
    ran = site.check(baseline=f"../{NAME}", below="posts")

    assert (ran.code, ran.err) == (0, "newslint: 2 accepted by the baseline\n")


def test_a_baseline_lies_beside_the_configuration(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("newslint.toml", "")
    site.write("posts/a.md", HEAD + RED)

    site.baseline(below="posts")

    assert list(site.written()) == ["posts/a.md"]


def test_a_baseline_can_lie_elsewhere(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.write("posts/a.md", HEAD + RED)
    site.write("ci/keep", "")

    site.baseline("--output", "ci/accepted.json")
    site.write("posts/a.md", HEAD)

    ran = site.check(baseline="ci/accepted.json")
    assert "../posts/a.md" in (site.folder / "ci/accepted.json").read_text()
    assert "newslint baseline --update --output ci/accepted.json" in ran.err


def test_a_name_that_is_not_text_is_kept(tmp_path: Path) -> None:
    site = Site(tmp_path)
    (tmp_path / os.fsdecode(b"caf\xe9.md")).write_text(HEAD + RED)
    (tmp_path / "中.md").write_text(HEAD + RED)

    site.baseline()

    assert '"中.md"' in (tmp_path / NAME).read_text(encoding="utf-8")
    assert site.check().code == 0


def test_standard_input_has_a_baseline_too(site: Site) -> None:
    ran = site.check("-", "--stdin-filename", "posts/a.md", given=HEAD + RED + BLUE)

    assert (ran.code, ran.err) == (0, "newslint: 2 accepted by the baseline\n")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", f"{NAME}:1: this is not JSON"),
        ('{\n"version": 1,\n"files": {,}\n}', f"{NAME}:3: this is not JSON"),
        ('{\n"version": 1,\n<<<<<<< main\n', f"{NAME}:3: two states of it wait to be merged"),
        ("[]", f"{NAME}:1: this is not what a baseline holds"),
        ('{"files": {}}', f"{NAME}:1: this is not what"),
        ('{"version": 1,\n"files": {},\n"more": 1}', f"{NAME}:3: this is not what"),
        ('{"version": 1,\n"files": {"a.md":\n[\n{"rule": "x"}]}}', f"{NAME}:4: this is not what"),
        ('{"version": 1,\n"files":\n {"a.md":\n3}}', f"{NAME}:4: this is not what"),
        ('{"version": 2, "files": {}}', "version 2 of a baseline, and newslint knows 1"),
        ("\udce9", "this is not UTF-8"),
    ],
)
def test_a_wrong_baseline_is_told_with_its_place(site: Site, content: str, told: str) -> None:
    (site.folder / NAME).write_bytes(content.encode(errors="surrogateescape"))

    for ran in (site.check(), site.baseline()):
        assert ran.code == 2
        assert told in ran.err
        assert "Traceback" not in ran.err


def test_an_absent_baseline_is_told(site: Site) -> None:
    ran = site.check(baseline="absent.json")

    assert ran.code == 2
    assert "absent.json: there is no such file; `newslint baseline` writes one" in ran.err


def test_a_baseline_fits_its_schema(site: Site) -> None:
    site.write("posts/b.md", HEAD + RED * 2)
    site.baseline("--grow")
    schema = json.loads((ROOT / "schemas" / "baseline.schema.json").read_bytes())

    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads((site.folder / NAME).read_bytes()))
    assert not Draft202012Validator(schema).is_valid({"version": 1, "files": {"a.md": [1]}})


def test_the_same_problems_make_the_same_bytes(site: Site) -> None:
    first = (site.folder / NAME).read_bytes()
    (site.folder / NAME).unlink()
    site.write("posts/a.md", HEAD + "\n" + BLUE + RED)

    site.baseline("--jobs", "2")

    assert (site.folder / NAME).read_bytes() == first
    assert first.count(b'"rule"') == first.count(b'\n      {"rule"') == 2


def test_what_two_people_repaired_merges(tmp_path: Path) -> None:
    site = Site(tmp_path)
    names = ["a.md", "b.md", "c.md", "d.md"]
    for name in names:
        site.write(name, HEAD + RED + BLUE)
    site.baseline()
    both = (tmp_path / NAME).read_bytes()
    states = []
    for repaired in ("a.md", "c.md"):
        (tmp_path / NAME).write_bytes(both)
        for name in names:
            site.write(name, HEAD + ("" if name == repaired else RED) + BLUE)
        site.baseline()
        states.append((tmp_path / NAME).read_bytes())
    for name, content in zip(("mine", "base", "theirs"), (states[0], both, states[1]), strict=True):
        (tmp_path / name).write_bytes(content)

    subprocess.run(["git", "merge-file", "mine", "base", "theirs"], cwd=tmp_path, check=True)

    merged = json.loads((tmp_path / "mine").read_bytes())["files"]
    assert [len(merged[name]) for name in names] == [1, 2, 1, 2]


def said(path: Path, content: str) -> FileReport:
    return check(path, content.encode(), Configs())


def test_a_baseline_can_be_compared_without_a_command(tmp_path: Path) -> None:
    file = tmp_path / NAME
    comparison = Comparison(Baseline.of(file))
    list(comparison.remaining([said(tmp_path / "a.md", HEAD + RED)]))
    file.write_bytes(comparison.grown(comparison.baseline).encode())

    again = Comparison(Baseline.read(file))
    left = list(again.remaining([said(tmp_path / "a.md", HEAD + RED + BLUE)]))

    assert (again.accepted, again.fresh) == (1, 1)
    assert [at.excerpt.marked for at in left[0].located] == ['style="color: blue"']


def test_a_folder_is_no_baseline(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="is a directory"):
        Baseline.read(tmp_path)


def test_time_is_linear_in_the_entries_and_in_renamed_files(tmp_path: Path) -> None:
    one = said(tmp_path / "a.md", HEAD + RED + BLUE)

    def compare(text: str) -> None:
        size = len(text) // 100
        before = Comparison(Baseline.of(tmp_path / NAME))
        reports = [FileReport(f"old/{number}.md", located=one.located) for number in range(size)]
        list(before.remaining(reports))
        baseline = before.grown(before.baseline)
        after = Comparison(baseline)
        renamed = [FileReport(f"new/{number}.md", located=one.located) for number in range(size)]
        assert not any(file.located for file in after.remaining(renamed))
        assert len(after.pruned(lambda _name, _rule: True)) == len(baseline)
        baseline.encode()

    assert is_linear(compare, "x")


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@news.example")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "posts")


def walk() -> Iterator[tuple[str, str]]:
    """Yield the commands of the page about old sites and what it says they print."""
    text = (ROOT / "docs" / "old-sites.md").read_text(encoding="utf-8")
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for step in block.removeprefix("$ newslint ").split("\n$ newslint "):
            command, _, printed = step.partition("\n")
            yield command, printed.strip()


def test_the_page_about_old_sites_shows_what_is_printed(tmp_path: Path) -> None:
    site = Site(tmp_path)
    bridge = HEAD + RED + "Words.\n"
    site.write("posts/bridge.md", bridge)
    market = site.write("posts/market.md", HEAD + RED + BLUE)
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    commit(tmp_path)
    green = '<p style="color: green">The bridge is open.</p>\n'

    for number, (command, printed) in enumerate(walk()):
        if number == 3:
            market.write_bytes((HEAD + RED).encode())
        if number == 5:
            commit(tmp_path)
            site.write("posts/bridge.md", bridge + green)
        name, *arguments = command.split(" ")
        ran = site.baseline(*arguments) if name == "baseline" else site.newslint(name, *arguments)
        said = f"{ran.out}{ran.err}".strip()
        assert said == printed, command
    assert number == 6


def test_a_pipe_is_no_baseline(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(BaselineError, match="this is a pipe or a device, not a file"):
        Baseline.read(tmp_path / "pipe")


def test_a_baseline_that_cannot_be_written_whole_is_not_there(site: Site) -> None:
    (site.folder / NAME).unlink()
    limited = ["bash", "-c", 'ulimit -f 0; exec "$@"', "", sys.executable, "-B", "-m", "newslint"]

    ran = subprocess.run(
        [*limited, "baseline", "--no-cache"],
        cwd=site.folder,
        capture_output=True,
        check=False,
    )

    assert ran.returncode == 2
    assert b": not written: it would be larger than a file may be here" in ran.stderr
    assert not (site.folder / NAME).exists()
