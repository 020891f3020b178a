"""Writing a file: what stays as it was, what is refused, and what is said then."""

import errno
import os
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from newslint.writing import NotWrittenError, create, write

BOB = 12_345
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may do this")


@pytest.fixture
def file() -> Iterator[Path]:
    # The folders of pytest are closed to those who are not root.
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        file = Path(folder) / "posts" / "a.md"
        file.parent.mkdir()
        file.write_bytes(b"old")
        # What is imported late, only who installed Python may be able to read.
        write(file, b"old", was=b"old")
        yield file


@pytest.fixture
def alone(file: Path) -> Iterator[Path]:
    """A file that has its folder for itself, before and after."""
    yield file
    assert list(file.parent.iterdir()) == [file]


def said_of(file: Path) -> str:
    """What comes of writing a file that held `old`."""
    try:
        write(file, b"new", was=b"old")
    except NotWrittenError as refused:
        return str(refused.strerror)
    return "written"


def refusal(file: Path) -> str:
    said = said_of(file)
    assert said != "written"
    return said


def test_the_content_is_replaced_and_the_permissions_stay(alone: Path) -> None:
    alone.chmod(0o640)

    write(alone, b"new", was=b"old")

    assert alone.read_bytes() == b"new"
    assert stat.S_IMODE(alone.stat().st_mode) == 0o640


@needs_root
def test_owner_and_group_stay(alone: Path) -> None:
    os.chown(alone, BOB, BOB + 1)
    alone.chmod(0o664)

    write(alone, b"new", was=b"old")

    status = alone.stat()
    assert (status.st_uid, status.st_gid) == (BOB, BOB + 1)
    assert stat.S_IMODE(status.st_mode) == 0o664


@needs_root
def test_who_may_not_give_a_file_away_keeps_it_from_other_groups(file: Path) -> None:
    os.chown(file.parent, BOB, BOB)
    os.chown(file, BOB, BOB + 1)
    file.chmod(0o660)

    assert as_bob(lambda: said_of(file)) == "written"

    status = file.stat()
    assert (status.st_uid, status.st_gid) == (BOB, BOB)
    assert stat.S_IMODE(status.st_mode) == 0o600


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="extended attributes are Linux's")
def test_extended_attributes_stay(alone: Path) -> None:
    try:
        os.setxattr(alone, "user.desk", b"harbour")
    except OSError:
        pytest.skip("this file system has no extended attributes")

    write(alone, b"new", was=b"old")

    assert os.getxattr(alone, "user.desk") == b"harbour"


def access_list(*, also: int) -> bytes:
    """An access list that lets one more user read and write, as Linux keeps it."""
    entries = [(0x01, 6, -1), (0x02, 6, also), (0x04, 4, -1), (0x10, 6, -1), (0x20, 4, -1)]
    return (2).to_bytes(4, "little") + b"".join(
        tag.to_bytes(2, "little") + may.to_bytes(2, "little") + (who % 2**32).to_bytes(4, "little")
        for tag, may, who in entries
    )


@needs_root
@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="extended attributes are Linux's")
def test_access_lists_stay_and_none_comes_from_the_folder(file: Path) -> None:
    other = file.with_name("b.md")
    other.write_bytes(b"old")
    try:
        os.setxattr(other, "system.posix_acl_access", access_list(also=BOB))
        os.setxattr(file.parent, "system.posix_acl_default", access_list(also=BOB + 1))
    except OSError:
        pytest.skip("this file system has no access lists")

    write(file, b"new", was=b"old")
    write(other, b"new", was=b"old")

    assert os.listxattr(file) == []
    assert os.getxattr(other, "system.posix_acl_access") == access_list(also=BOB)


@needs_root
@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="extended attributes are Linux's")
def test_an_access_list_opens_a_file_to_no_other_group(file: Path) -> None:
    os.chown(file.parent, BOB, BOB)
    os.chown(file, BOB, BOB + 1)
    try:
        os.setxattr(file, "system.posix_acl_access", access_list(also=BOB + 2))
    except OSError:
        pytest.skip("this file system has no access lists")
    file.chmod(0o660)

    assert as_bob(lambda: said_of(file)) == "written"

    assert file.stat().st_gid == BOB
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_symbolic_link_stays_and_its_end_is_written(file: Path) -> None:
    folder = file.parents[1]
    link = folder / "link.md"
    link.symlink_to("posts/a.md")

    write(link, b"new", was=b"old")

    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    assert sorted(each.name for each in folder.iterdir()) == ["link.md", "posts"]


def test_a_file_of_several_names_is_refused(file: Path) -> None:
    other = file.with_name("b.md")
    other.hardlink_to(file)

    assert refusal(file).startswith("not written: it has 2 names (hard links)")
    assert (file.read_bytes(), other.read_bytes()) == (b"old", b"old")


def test_the_longest_of_names_is_no_hindrance(file: Path) -> None:
    longest = file.with_name(f"{'港' * 84}.md")
    longest.write_bytes(b"old")

    write(longest, b"new", was=b"old")

    assert longest.read_bytes() == b"new"


def test_a_file_that_changed_since_is_refused(alone: Path) -> None:
    alone.write_bytes(b"newer")

    assert "changed while newslint was at work" in refusal(alone)
    assert alone.read_bytes() == b"newer"


def test_a_file_that_somebody_wrote_the_same_way_is_written(alone: Path) -> None:
    alone.write_bytes(b"new")

    write(alone, b"new", was=b"old")

    assert alone.read_bytes() == b"new"


def test_a_file_that_vanished_is_not_made_again(alone: Path, tmp_path: Path) -> None:
    assert refusal(tmp_path / "b.md").startswith("not written: it is gone")
    assert not (tmp_path / "b.md").exists()
    assert alone.exists()


def as_bob(do: Callable[[], str]) -> str:
    """What comes of something that is done by one who is not root."""
    if os.geteuid() != 0:
        return do()
    read, told = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(BOB)
            os.setuid(BOB)
            os.write(told, do().encode())
        finally:
            os._exit(0)
    os.close(told)
    os.waitpid(child, 0)
    with os.fdopen(read, "rb") as answer:
        return answer.read().decode()


def test_a_read_only_file_is_refused(alone: Path) -> None:
    alone.chmod(0o444)

    assert "it is read-only; make it writable (`chmod u+w`)" in as_bob(lambda: refusal(alone))
    assert alone.read_bytes() == b"old"


@needs_root
def test_a_file_that_is_protected_from_changes_stays_and_is_named_as_such(alone: Path) -> None:
    chattr = shutil.which("chattr")
    if not chattr or subprocess.run([chattr, "+i", alone], check=False).returncode:
        pytest.skip("this file system protects no files")

    try:
        assert "`chattr -i`" in refusal(alone)
    finally:
        subprocess.run([chattr, "-i", alone], check=True)
    assert alone.read_bytes() == b"old"


def test_a_file_in_a_read_only_folder_is_refused(alone: Path) -> None:
    alone.chmod(0o666)
    alone.parent.chmod(0o555)

    assert "its folder does not let newslint replace it" in as_bob(lambda: refusal(alone))
    assert alone.read_bytes() == b"old"
    alone.parent.chmod(0o755)


def mounted(*arguments: str) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may mount")
    if subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode:
        pytest.skip("mounting does not work here")


def test_a_file_that_is_mounted_by_itself_is_refused(file: Path, tmp_path: Path) -> None:
    source = tmp_path / "source.md"
    source.write_bytes(b"old")
    mounted("--bind", str(source), str(file))

    try:
        assert "it is mounted by itself" in refusal(file)
        assert source.read_bytes() == b"old"
    finally:
        subprocess.run(["umount", str(file)], check=True)
    assert list(file.parent.iterdir()) == [file]


def test_a_file_on_a_read_only_disk_is_refused(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted("-t", "tmpfs", "tmpfs", str(disk))
    (disk / "a.md").write_bytes(b"old")

    try:
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        assert refusal(disk / "a.md") == "not written: the disk is read-only"
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "quota"),
        (errno.EFBIG, "larger than a file may be"),
        (errno.EIO, "check the disk"),
        (errno.ENOMEM, "not written: Cannot allocate memory"),
    ],
)
def test_each_fault_is_told_with_what_to_do(
    alone: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    def failing(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", failing)

    assert told in refusal(alone)
    assert alone.read_bytes() == b"old"


def test_a_new_file_has_its_name_once_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.append((tmp_path / "a.json").exists()))

    create(tmp_path / "a.json", b"new")

    assert (seen[0], (tmp_path / "a.json").read_bytes()) == (False, b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_takes_the_name_of_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    if not links:
        monkeypatch.setattr(os, "link", refused)
    create(tmp_path / "a.json", b"new")
    (tmp_path / "b.json").symlink_to("nowhere")

    for name in ("a.json", "b.json"):
        with pytest.raises(NotWrittenError, match="something of that name is there already"):
            create(tmp_path / name, b"newer")

    assert (tmp_path / "a.json").read_bytes() == b"new"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.json", "b.json"]
