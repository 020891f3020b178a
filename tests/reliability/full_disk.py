"""A disk that is full: what does not fit is not written, and that is said."""

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.reliability.account import Account
from tests.reliability.process import Process
from tests.reliability.tree import Tree

_POSTS = 20
_PAGE = 4096
_SAID = 4_000  # bytes: what newslint says goes to a file, too
_FIX = ("fix", "--no-cache", "--jobs", "1")


def examine(amount: int) -> Account:
    """Fix posts so many times with too little room for some of them.

    On a small disk where this user may mount one; else, and in turn with that, with a limit on how
    large a file may become.
    """
    random = Random(8)  # noqa: S311
    figures = Counter({"runs on a full disk": 0, "runs with a limit on the size of files": 0})
    figures.update({"files refused": 0, "files fixed": 0, "files lost": 0})
    failures: list[str] = []
    with TemporaryDirectory() as place, _small_disk(Path(place)) as disk:
        said = Path(place, "said.txt")
        for number in range(amount):
            folder = disk if disk and number % 2 == 0 else Path(place)
            tree = Tree.planted(folder / "site", _POSTS, size=random.choice((900, 9_000, 90_000)))
            if folder == disk:
                room = random.randrange(0, 4 * _PAGE)
                _fill(disk, room)
                process = Process(tree.folder, *_FIX, said=said)
                told, run = "the disk is full", f"{room} bytes of room"
                figures["runs on a full disk"] += 1
            else:
                largest = random.randrange(_SAID, _SAID + 2 * max(map(len, tree.old.values())))
                process = Process(tree.folder, *_FIX, said=said, largest=largest)
                told, run = "larger than a file may be", f"a limit of {largest} bytes"
                figures["runs with a limit on the size of files"] += 1
            code = process.code()
            broken = list(tree.broken())
            refused = _POSTS - tree.changed()
            failures += [f"{run}: {each}" for each in broken]
            failures += [f"{run}: {each.name} was left" for each in tree.left_behind()]
            if (code == 2) != bool(refused) or process.said().count(told) != refused:
                failures.append(f"{run}: {refused} refused, exit code {code}: {process.said()}")
            figures["files refused"] += refused
            figures["files fixed"] += _POSTS - refused
            figures["files lost"] += len(broken)
            shutil.rmtree(tree.folder)
            if disk:
                (disk / "filler").unlink(missing_ok=True)
    return Account(
        promise="What does not fit on the disk stays as it is, and newslint says so",
        how=f"`newslint fix` over {_POSTS} posts on a small disk with room for none or some of"
        " them, and with a limit on how large a file may become",
        figures=figures,
        failures=tuple(failures),
    )


@contextmanager
def _small_disk(place: Path) -> Iterator[Path | None]:
    """Mount a disk of some megabytes, or yield None where this user may not."""
    disk = place / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _fill(disk: Path, room: int) -> None:
    """Leave so many bytes of room, in whole pages."""
    status = os.statvfs(disk)
    with (disk / "filler").open("wb") as filler:
        filler.write(bytes(max(0, status.f_bavail * status.f_frsize - room - _PAGE)))
