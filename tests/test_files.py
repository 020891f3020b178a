"""Finding and reading files."""

import os
from pathlib import Path

import pytest

from newslint import files


def find(path: Path) -> list[str]:
    found = files.find(
        path, wanted=lambda file: file.suffix == ".md", excluded=lambda file: file.stem == "draft"
    )
    assert found.unlisted == ()
    return sorted(file.path.relative_to(path).as_posix() for file in found.files)


def make(folder: Path, *names: str, content: str = "") -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)


def test_a_folder_yields_what_is_wanted_below_it(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "b/c.md", "b/d.txt", "draft.md", ".git/e.md", "node_modules/f.md")

    assert find(tmp_path) == ["a.md", "b/c.md"]


def test_an_excluded_folder_is_not_entered(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "draft/b.md")

    assert find(tmp_path) == ["a.md"]


def test_what_git_ignores_is_left_out(tmp_path: Path) -> None:
    make(tmp_path, ".git/HEAD", "a.md", "out/b.md", "c/d.md", "c/e.md", "keep/b.md")
    (tmp_path / ".gitignore").write_text("out/\nd.md\nb.md\n!keep/b.md\n")
    (tmp_path / "c" / ".gitignore").write_text("!d.md\n/e.md\n")

    assert find(tmp_path) == ["a.md", "c/d.md", "keep/b.md"]


def test_an_ignore_file_is_read_as_git_reads_it(tmp_path: Path) -> None:
    make(tmp_path, ".git/HEAD", "a.md", "b.md", "c\udce9.md", "d\u2028e.md")
    (tmp_path / ".gitignore").write_bytes(b"\xef\xbb\xbfb.md\r\nc\xe9.md\nd\xe2\x80\xa8e.md\n")

    assert find(tmp_path) == ["a.md"]


def test_ignore_files_above_the_folder_count(tmp_path: Path) -> None:
    make(tmp_path, ".git/HEAD", "posts/a.md", "posts/b/c.md")
    (tmp_path / ".gitignore").write_text("/posts/b\n")

    assert find(tmp_path / "posts") == ["a.md"]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    make(tmp_path, "a/b.md")
    (tmp_path / "a" / "again").symlink_to(tmp_path)

    assert find(tmp_path) == ["a/b.md"]


def test_our_own_ignore_files_hold_with_and_without_git(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "b/c.md", "b/d.md", "b/e/f.md")
    make(tmp_path, ".newslintignore", content="b/c.md\n")
    make(tmp_path / "b", ".newslintignore", content="e/\n")

    assert find(tmp_path) == ["a.md", "b/d.md"]
    assert find(tmp_path / "b") == ["d.md"]


def test_our_own_ignore_files_hold_for_named_files(tmp_path: Path) -> None:
    make(tmp_path, "a.md", "b/c.md")
    make(tmp_path, ".newslintignore", content="c.md\n")

    for name, count in (("a.md", 1), ("b/c.md", 0)):
        found = files.find(tmp_path / name, wanted=lambda _: True, excluded=lambda _: False)
        assert len(found.files) == count


def test_a_named_file_needs_no_suffix_but_may_be_excluded(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "draft.txt")

    def found(name: str) -> files.Found:
        return files.find(
            tmp_path / name, wanted=lambda _: False, excluded=lambda file: file.stem == "draft"
        )

    assert [file.path for file in found("a.txt").files] == [tmp_path / "a.txt"]
    assert found("draft.txt").files == ()


def test_a_file_comes_with_its_size_and_time(tmp_path: Path) -> None:
    make(tmp_path, "a.md", content="12345")
    os.utime(tmp_path / "a.md", ns=(1, 2_000_000_000))

    (found,) = files.find(tmp_path, wanted=lambda _: True, excluded=lambda _: False).files

    assert (found.size, found.changed) == (5, 2_000_000_000)


def test_a_folder_that_cannot_be_listed_is_named_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, "a.md", "b/c.md")
    list_folder = os.scandir

    def refuse(folder: Path) -> object:
        if folder == tmp_path / "b":
            raise PermissionError(13, "Permission denied")
        return list_folder(folder)

    monkeypatch.setattr(os, "scandir", refuse)

    found = files.find(tmp_path, wanted=lambda _: True, excluded=lambda _: False)

    assert [file.path for file in found.files] == [tmp_path / "a.md"]
    assert [folder for folder, _ in found.unlisted] == [tmp_path / "b"]


def test_what_a_killed_run_left_behind_is_no_post(tmp_path: Path) -> None:
    make(tmp_path, "a.md", f".0123456789abcdef{files.TEMPORARY}")

    found = files.find(tmp_path, wanted=lambda _: True, excluded=lambda _: False)

    assert [file.path.name for file in found.files] == ["a.md"]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file here cannot be read")
def test_an_ignore_file_that_cannot_be_read_is_named_and_the_others_count(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").symlink_to("/proc/self/mem")
    (tmp_path / ".newslintignore").write_text("old.md\n")
    for name in ("new.md", "old.md"):
        (tmp_path / name).write_text("a")

    found = files.find(tmp_path, wanted=lambda path: path.suffix == ".md", excluded=lambda _: False)

    assert [file.path.name for file in found.files] == ["new.md"]
    assert [path.name for path, _ in found.unlisted] == [".gitignore"]
