"""Nothing outside of what was named is written, and what a post names is not read from anywhere."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from newslint.fixes.journal import HEAD
from tests.test_cli import BAD, GOOD, MENDED, Newslint, newslint, write

__all__ = ["newslint"]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need a right there")


def test_a_link_that_leads_out_of_the_folder_is_left_alone(
    newslint: Newslint, tmp_path: Path
) -> None:
    outside = write(tmp_path, "outside/a.md", BAD)
    write(tmp_path, "site/b.md", GOOD)
    (tmp_path / "site/link.md").symlink_to(outside)

    checked, fixed = newslint("check", "site"), newslint("fix", "site")

    assert (checked.code, checked.out) == (0, "Checked 1 file: no problems.\n")
    assert (fixed.code, outside.read_text()) == (0, BAD)


def test_a_link_that_is_named_is_followed(newslint: Newslint, tmp_path: Path) -> None:
    outside = write(tmp_path, "outside/a.md", BAD)
    link = tmp_path / "site/link.md"
    link.parent.mkdir()
    link.symlink_to(outside)

    newslint("fix", "site/link.md")

    assert (link.is_symlink(), outside.read_text()) == (True, MENDED)


def test_a_link_within_the_folder_is_followed(newslint: Newslint, tmp_path: Path) -> None:
    shared = write(tmp_path, "site/shared/a.md", BAD)
    (tmp_path / "site/link.md").symlink_to("shared/a.md")

    assert "link.md:6:4" in newslint("check", "site/").out
    assert newslint("fix", "site").code == 0
    assert shared.read_text() == MENDED


def test_a_folder_that_is_named_by_a_link_is_entered(newslint: Newslint, tmp_path: Path) -> None:
    file = write(tmp_path, "real/a.md", BAD)
    (tmp_path / "link").symlink_to("real", target_is_directory=True)

    newslint("fix", "link")

    assert file.read_text() == MENDED


def test_links_in_a_circle_end(newslint: Newslint, tmp_path: Path) -> None:
    write(tmp_path, "site/a.md", GOOD)
    (tmp_path / "site/up").symlink_to("..", target_is_directory=True)
    (tmp_path / "site/one.md").symlink_to("two.md")
    (tmp_path / "site/two.md").symlink_to("one.md")

    assert newslint("check").out == "Checked 1 file: no problems.\n"


@pytest.mark.parametrize("name", [".gitignore", ".newslintignore"])
@pytest.mark.parametrize("kind", ["folder", "pipe", "device"])
def test_an_ignore_file_that_is_none_is_no_obstacle(
    newslint: Newslint, tmp_path: Path, name: str, kind: str
) -> None:
    write(tmp_path, "posts/a.md", GOOD)
    if kind == "folder":
        (tmp_path / "posts" / name).mkdir()
    elif kind == "pipe":
        os.mkfifo(tmp_path / "posts" / name)
    else:
        (tmp_path / "posts" / name).symlink_to("/dev/zero")

    assert newslint("check").out == "Checked 1 file: no problems.\n"


def _report(path: str, before: bytes, after: bytes) -> str:
    edit = {"start": 0, "end": len(after), "text": before.decode()}
    digests = {"before": _digest(before), "after": _digest(after)}
    return json.dumps({"version": 1, "files": [{"path": path, **digests, "edits": [edit]}]})


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("by", ["absolute", "dots", "link"])
def test_undo_writes_nothing_elsewhere(newslint: Newslint, tmp_path: Path, by: str) -> None:
    shell = write(tmp_path.parent, f"{tmp_path.name}-home/.bashrc", "known\n")
    (tmp_path / "link").symlink_to(shell.parent, target_is_directory=True)
    ways = {
        "absolute": str(shell),
        "dots": f"../{shell.parent.name}/.bashrc",
        "link": "link/.bashrc",
    }
    write(tmp_path, "fixes.json", _report(ways[by], b"rm -rf\n", b"known\n"))

    ran = newslint("undo", "fixes.json")

    assert (ran.code, shell.read_text()) == (2, "known\n")
    assert "it lies outside of this folder and of that of the report" in ran.err


def test_undo_of_a_run_that_was_killed_reads_nothing_elsewhere(
    newslint: Newslint, tmp_path: Path
) -> None:
    outside = write(tmp_path.parent, f"{tmp_path.name}-home/.bashrc", "known\n")
    entry = {"path": str(outside), "before": _digest(b"known\n"), "after": "", "edits": []}
    write(tmp_path, "fixes.json", HEAD + json.dumps(entry).encode())

    ran = newslint("undo", "fixes.json")

    assert (ran.code, "it lies outside" in ran.err) == (2, True)


def test_undo_restores_what_lies_below_the_working_directory(
    newslint: Newslint, tmp_path: Path
) -> None:
    file = write(tmp_path, "site/a.md", BAD)
    report = tmp_path.parent / f"{tmp_path.name}-fixes.json"
    newslint("fix", "site", "--report", str(report))

    ran = newslint("undo", str(report))

    assert (ran.code, file.read_text()) == (0, BAD)


@pytest.mark.parametrize("name", ["/etc/passwd", "../../../../../../../../etc/passwd", "out.json"])
def test_a_post_names_no_schema_elsewhere(newslint: Newslint, tmp_path: Path, name: str) -> None:
    write(tmp_path, "a.md", f"---\n$schema: {name}\ntitle: A\n---\n")
    (tmp_path / "out.json").symlink_to("/etc/passwd")

    ran = newslint("check", "--format", "concise")

    assert ran.code == 2
    assert f"{name}: it lies outside of this folder" in ran.out


@pytest.mark.parametrize("name", ["pipe", "/dev/zero", "/dev/stdin", "a\\0b"])
def test_a_post_names_no_schema_that_never_ends(
    newslint: Newslint, tmp_path: Path, name: str
) -> None:
    os.mkfifo(tmp_path / "pipe")
    write(tmp_path, "a.md", f'---\n$schema: "{name}"\ntitle: A\n---\n')

    ran = newslint("check", "--format", "concise")

    assert (ran.code, "cannot be used: " in ran.out) == (2, True)


def test_a_schema_leads_to_nothing_that_never_ends(newslint: Newslint, tmp_path: Path) -> None:
    write(tmp_path, "s.json", '{"$ref": "file:///dev/zero"}')
    write(tmp_path, "newslint.toml", '[[schemas]]\nfiles = ["*"]\nschema = "./s.json"\n')
    write(tmp_path, "a.md", GOOD)

    ran = newslint("check")

    assert (ran.code, "is no file that could hold a schema" in ran.err) == (2, True)


def test_a_list_never_ends(newslint: Newslint, tmp_path: Path) -> None:
    configuration = '[links]\nlists = [{path = "/dev/zero", format = "adblock"}]\n'
    write(tmp_path, "newslint.toml", configuration)
    write(tmp_path, "a.md", GOOD)

    ran = newslint("check")

    assert (ran.code, "it is no file that could hold a list" in ran.err) == (2, True)


def test_a_baseline_names_files_and_opens_none(newslint: Newslint, tmp_path: Path) -> None:
    write(tmp_path, "a.md", GOOD)
    names = ["/etc/passwd", "../../a.md", "a\0b"]
    files = {name: [{"rule": "img-alt", "text": "", "digest": ""}] for name in names}
    write(tmp_path, "base.json", json.dumps({"version": 1, "files": files}))

    ran = newslint("check", "--baseline", "base.json")

    assert (ran.code, "Traceback" in ran.err) == (0, False)


def test_check_writes_nothing(newslint: Newslint, tmp_path: Path) -> None:
    write(tmp_path, "posts/a.md", BAD)
    before = sorted(tmp_path.rglob("*"))

    newslint("check")

    assert sorted(tmp_path.rglob("*")) == before
