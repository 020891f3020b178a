"""Finding, reading and writing files."""

import os
import stat
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


def test_writing_replaces_the_content_and_keeps_the_mode(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    file.chmod(0o640)

    files.write(file, b"new", was=b"old")

    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]


def test_writing_through_a_link_keeps_the_link(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_bytes(b"old")
    (tmp_path / "link.md").symlink_to("real.md")

    files.write(tmp_path / "link.md", b"new", was=b"old")

    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new"


def test_a_file_that_changed_since_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"newer")

    with pytest.raises(files.ChangedOnDiskError, match="changed while newslint was at work"):
        files.write(file, b"new", was=b"old")

    assert file.read_bytes() == b"newer"
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]


def test_a_file_that_vanished_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        files.write(tmp_path / "a.md", b"new", was=b"old")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_read_only_file_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    file.chmod(0o444)

    with pytest.raises(PermissionError):
        files.write(file, b"new", was=b"old")

    assert file.read_bytes() == b"old"
