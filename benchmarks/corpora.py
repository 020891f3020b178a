"""The folders of posts that processes are run on."""

import itertools
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import synthetic
from synthetic import Post

_MARKDOWN = frozenset((".md", ".markdown"))


def real_posts(folder: Path, count: int) -> Iterator[Post]:
    """Yield that many posts with the content of those below a folder, each in turn.

    Only Markdown in UTF-8: what every linter here reads. Raises `ValueError` where there is none.
    """
    files = sorted(file for file in folder.rglob("*") if file.suffix in _MARKDOWN)
    files = [file for file in files if _is_utf_8(file)]
    if not files:
        raise ValueError(f"there is no Markdown file in UTF-8 below {folder}")
    for number, file in enumerate(itertools.islice(itertools.cycle(files), count)):
        name = f"{number // synthetic.IN_A_FOLDER:04}/post-{number:06}.md"
        yield Post(name, file.read_bytes())


def write_front_matter(posts: Path, folder: Path) -> None:
    """Write the YAML front matter of each post to a file of its own, for who reads only that."""
    for file in sorted(posts.rglob("*.md")):
        found = re.match(rb"\s*---\r?\n(.*?\n)---\r?\n", file.read_bytes(), re.DOTALL)
        if found:
            written = folder / file.relative_to(posts).with_suffix(".yaml")
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_bytes(found[1])


def copy(folder: Path, to: Path) -> None:
    """Make one folder hold what another does, and nothing else; on the disk, as posts are."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(folder, to)
    if hasattr(os, "sync"):
        os.sync()  # else who writes first waits for all of it


def changed(folder: Path, since: Path) -> Sequence[Path]:
    """Return which files differ from those of the same names in another folder, below it."""
    files = (file.relative_to(folder) for file in sorted(folder.rglob("*.md")))
    return [file for file in files if (folder / file).read_bytes() != (since / file).read_bytes()]


def _is_utf_8(file: Path) -> bool:
    try:
        file.read_bytes().decode()
    except UnicodeDecodeError:
        return False
    return True
