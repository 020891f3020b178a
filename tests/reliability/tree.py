"""A folder of posts that need fixes: what they are before, and what they are to become."""

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from newslint.config import Configs, Selection
from newslint.files import TEMPORARY
from newslint.runner import one

_POST = """\
---
title: 'Harbour, day {number}'
date: 2024-05-01T10:00:00Z
---

<p style="color: red">The harbour reopens on day {number}.
<a href="https://pier.news/plan/{number}?utm_source=feed">The plan</a></p>

"""
_LINE = "The ferry of day {number} calls at the old pier, as it did before the storm came in.\n\n"


def room() -> TemporaryDirectory[str]:
    """Return a folder to plant one in; in memory where that can be, for hundreds of runs.

    What a process that ends leaves behind is the same there as on a disk.
    """
    memory = Path("/dev/shm")  # noqa: S108 - the name is as random as elsewhere
    return TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None)


class Tree(Struct, frozen=True):
    """Posts by their names, before and after `newslint fix`."""

    folder: Path
    old: Mapping[str, bytes]
    new: Mapping[str, bytes]

    @classmethod
    def planted(cls, folder: Path, count: int, *, size: int = 3_500) -> "Tree":
        """Write so many posts of about so many bytes."""
        old = {f"{number % 7}/{number}.md": post(number, size) for number in range(count)}
        tree = cls(folder, old, {name: fixed(content) for name, content in old.items()})
        for name in old:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
        tree.restore()
        return tree

    def now(self) -> dict[str, bytes]:
        """Return what the files hold."""
        return {name: (self.folder / name).read_bytes() for name in self.old}

    def restore(self) -> None:
        """Make the files what they were before, and nothing else be there."""
        for name, content in self.old.items():
            file = self.folder / name
            if not file.exists() or file.read_bytes() != content:
                file.write_bytes(content)
        for left in self.left_behind():
            left.unlink()

    def left_behind(self) -> list[Path]:
        """Return the temporary files that are there."""
        return list(self.folder.rglob(f"*{TEMPORARY}"))

    def broken(self) -> Iterator[str]:
        """Yield the files that are neither their old nor their new selves."""
        for name in self.old:
            file = self.folder / name
            if not file.exists():
                yield f"{name} is gone"
            elif file.read_bytes() not in (self.old[name], self.new[name]):
                yield f"{name} is neither its old nor its new self"

    def changed(self) -> int:
        """Return how many files are their new selves."""
        return sum(content == self.new[name] for name, content in self.now().items())


def post(number: int, size: int = 0) -> bytes:
    """Return a post with something to fix."""
    text = _POST.format(number=number)
    line = _LINE.format(number=number)
    return (text + line * max(0, (size - len(text)) // len(line))).encode()


def fixed(content: bytes) -> bytes:
    """Return what `newslint fix` makes of a post."""
    configs = Configs(None, Selection(), datetime.now(UTC))
    _, after = one.fix(Path("/nowhere/post.md"), content, configs, unsafe=False)
    return after
