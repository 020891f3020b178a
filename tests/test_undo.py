"""`newslint undo`: the bytes that there were before `newslint fix`, or no change at all."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from jsonschema import Draft202012Validator

from newslint import engine
from newslint.config import Configs
from newslint.fixes import FixedFile, Fixes, Journal
from newslint.runner.notes import Notes
from newslint.runner.one import Mend, mended
from tests.conftest import ROOT
from tests.test_cli import BAD, MENDED, Newslint, newslint, write

__all__ = ["newslint"]

SITE = {
    "a.md": BAD.encode(),
    "posts/crlf.md": BAD.replace("\n", "\r\n").encode(),
    "posts/bom.md": b"\xef\xbb\xbf" + BAD.encode(),
    "posts/no-end.md": BAD.rstrip().encode(),
    "posts/\u00fcn\u00ef.md": BAD.replace("Text", "T\u00ebxt \U0001f600").encode(),
    "posts/latin.md": BAD.replace("Text", "T\u00ebxt").encode("latin-1"),
    "posts/hidden.md": BAD.replace("color: red", "display: none").encode(),
}


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file() and file.name != "fixes.json")
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, content in SITE.items():
        write(tmp_path, name, content)
    return tmp_path


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_undo_restores_every_byte(newslint: Newslint, site: Path, jobs: str) -> None:
    for number in range(40):
        write(site, f"many/{number}.md", BAD + "Words. " * 2000)
    before = contents(site)
    newslint("fix", "--unsafe", "--report", "fixes.json", "--jobs", jobs)
    assert contents(site) != before

    ran = newslint("undo", "fixes.json")

    assert (ran.code, ran.out) == (0, "Restored 46 files.\n")
    assert contents(site) == before


def test_undo_restores_real_posts(newslint: Newslint, corpus: Path, tmp_path: Path) -> None:
    shutil.copytree(corpus, tmp_path / "posts")
    before = contents(tmp_path)
    newslint("fix", "--unsafe", "--report", "fixes.json")
    assert contents(tmp_path) != before

    ran = newslint("undo", "fixes.json")

    assert ran.code == 0
    assert contents(tmp_path) == before


def test_a_report_fits_its_schema(newslint: Newslint, site: Path) -> None:
    newslint("fix", "--unsafe", "--report", "fixes.json")

    schema = json.loads((ROOT / "schemas/fixes.schema.json").read_bytes())
    Draft202012Validator(schema).validate(json.loads((site / "fixes.json").read_bytes()))


def test_a_dry_run_names_the_files_and_writes_nothing(newslint: Newslint, tmp_path: Path) -> None:
    file = write(tmp_path, "a.md", BAD)
    newslint("fix", "--report", "fixes.json")

    ran = newslint("undo", "--dry-run", "fixes.json")

    assert (ran.code, ran.out) == (0, "a.md\nWould restore 1 file.\n")
    assert file.read_text() == MENDED


def test_what_changed_since_is_named_and_left_alone(newslint: Newslint, tmp_path: Path) -> None:
    changed, other = write(tmp_path, "a.md", BAD), write(tmp_path, "b.md", BAD)
    newslint("fix", "--report", "fixes.json")
    changed.write_text(MENDED + "More.\n")

    ran = newslint("undo", "fixes.json")

    assert (ran.code, ran.out) == (2, "Restored 1 file.\n")
    assert ran.err == "newslint: a.md: it changed since the fix, so it is left as it is\n"
    assert (changed.read_text(), other.read_text()) == (MENDED + "More.\n", BAD)


def test_to_undo_twice_is_refused(newslint: Newslint, tmp_path: Path) -> None:
    file = write(tmp_path, "a.md", BAD)
    newslint("fix", "--report", "fixes.json")
    newslint("undo", "fixes.json")

    ran = newslint("undo", "fixes.json")

    assert ran.code == 2
    assert ran.err == "newslint: a.md: it is what it was before the fix; there is nothing to undo\n"
    assert file.read_text() == BAD


def test_a_report_that_is_cut_is_refused(newslint: Newslint, tmp_path: Path) -> None:
    file = write(tmp_path, "a.md", BAD)
    newslint("fix", "--report", "fixes.json")
    whole = (tmp_path / "fixes.json").read_bytes().rstrip()

    for size in range(0, len(whole), 60):
        (tmp_path / "fixes.json").write_bytes(whole[:size])
        ran = newslint("undo", "fixes.json")
        assert (ran.code, file.read_text()) == (2, MENDED)
        assert "not all of one; nothing was undone" in ran.err


@pytest.mark.parametrize("name", ["a\0b.md", "\ud800.md"])
def test_a_report_of_a_file_that_cannot_be_is_refused(
    newslint: Newslint, tmp_path: Path, name: str
) -> None:
    file = {"path": name, "before": "", "after": "", "edits": []}
    (tmp_path / "fixes.json").write_text(json.dumps({"version": 1, "files": [file]}))

    ran = newslint("undo", "fixes.json")

    assert ran.code == 2
    assert "nothing was undone" in ran.err


def test_a_report_that_is_there_is_never_overwritten(newslint: Newslint, tmp_path: Path) -> None:
    file = write(tmp_path, "a.md", BAD)
    write(tmp_path, "fixes.json", "mine")

    ran = newslint("fix", "--report", "fixes.json")

    assert (ran.code, file.read_text()) == (2, BAD)
    assert (tmp_path / "fixes.json").read_text() == "mine"


def test_a_report_is_not_written_over_by_another(newslint: Newslint, tmp_path: Path) -> None:
    file = write(tmp_path, "a.md", BAD)

    ran = newslint("fix", "--report", "fixes.json", "--output-file", "./fixes.json")

    assert (ran.code, "name the same file" in ran.err) == (2, True)
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]
    assert file.read_text() == BAD


_BYTES = some.lists(some.sampled_from([b"a", b"\n", b"\r\n", b"\xff", "\u00e9\u00e8".encode()]))


@given(_BYTES, _BYTES)
def test_any_change_leads_back(before: list[bytes], after: list[bytes]) -> None:
    was, now = b"".join(before), b"".join(after)

    assert FixedFile.of("a.md", was, now).restored(now) == was


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_what_a_killed_run_changed_can_be_undone(
    newslint: Newslint, tmp_path: Path, jobs: str
) -> None:
    for number in range(200):
        write(tmp_path, f"many/{number}.md", BAD + "Words. " * 500)
    before = contents(tmp_path)
    command = (sys.executable, "-m", "newslint", "fix", "--report", "fixes.json", "--jobs", jobs)
    running = subprocess.Popen(command, cwd=tmp_path, start_new_session=True)
    report = tmp_path / "fixes.json"
    while not report.exists() or report.read_bytes().count(b"\n") < 20:
        assert running.poll() is None

    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    changed = {name: content for name, content in contents(tmp_path).items() if name in before}
    ran = newslint("undo", "fixes.json")

    assert changed != before
    assert ran.code == 0
    assert {name: contents(tmp_path)[name] for name in before} == before


def test_a_journal_that_is_cut_tells_of_the_files_that_were_changed(tmp_path: Path) -> None:
    journal = Journal.begun(tmp_path / "fixes.json")
    ends = [journal.file.stat().st_size]
    for name in ("a.md", "b.md", "l\udce9.md"):
        journal.note(str(tmp_path / name), BAD.encode(), MENDED.encode())
        ends.append(journal.file.stat().st_size)
    whole = journal.file.read_bytes()

    for size in range(ends[0], len(whole)):
        journal.file.write_bytes(whole[:size])
        # Only the line break behind an entry is of no account.
        told = [file.path for file in Fixes.read(journal.file).files]
        assert told == ["a.md", "b.md", "l\udce9.md"][: sum(end - 1 <= size for end in ends[1:])]


def test_what_stands_behind_a_torn_entry_counts(tmp_path: Path) -> None:
    journal = Journal.begun(tmp_path / "fixes.json")
    journal.note(str(tmp_path / "a.md"), BAD.encode(), MENDED.encode())
    journal.file.write_bytes(journal.file.read_bytes()[:-9])

    journal.note(str(tmp_path / "b.md"), BAD.encode(), MENDED.encode())

    assert [file.path for file in Fixes.read(journal.file).files] == ["b.md"]


def test_nothing_is_changed_without_its_entry(tmp_path: Path) -> None:
    file = write(tmp_path, "a.md", BAD)
    journal = Journal(tmp_path / "gone" / "fixes.json")

    mend, notes = Mend(engine.fix, "fix"), Notes(journal)
    report = mended(file, Configs(), mend, write=True, notes=notes)

    assert file.read_text() == BAD
    assert report.failure is not None
    assert "what undoes its repair cannot be written" in report.failure


def test_a_finished_report_has_what_a_killed_process_changed(tmp_path: Path) -> None:
    journal = Journal.begun(tmp_path / "fixes.json")
    for name, content in (("a.md", MENDED), ("b.md", BAD), ("c.md", MENDED)):
        file = write(tmp_path, name, content)
        journal.note(str(file), BAD.encode(), MENDED.encode())

    names = {str(tmp_path / f"{name}.md"): name == "c" for name in "cab"}
    fixes = Fixes.read(journal.file).made(names)

    assert [file.path for file in fixes.files] == ["c.md", "a.md"]


@pytest.mark.parametrize("name", ["fixes.json", "a.md"])
def test_a_pipe_is_not_waited_for(newslint: Newslint, tmp_path: Path, name: str) -> None:
    write(tmp_path, "a.md", BAD)
    newslint("fix", "--report", "fixes.json")
    (tmp_path / name).unlink()
    os.mkfifo(tmp_path / name)

    ran = newslint("undo", "fixes.json")

    assert (ran.code, ran.err) == (2, f"newslint: {name}: it is a pipe or a device, not a file\n")
