"""Two who write the same files at once: nothing is lost, whoever is the other."""

import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.reliability.account import Account
from tests.reliability.process import Process
from tests.reliability.tree import Tree, fixed, post, room

_POSTS = 60
_SAVES = 400
_FIX = ("fix", "--no-cache", "--jobs", "1")


def examine(amount: int) -> Account:
    """Let two newslints at a tree so many times, and newslint and an editor as often."""
    figures = Counter({"pairs of newslint": 0, "files compared": 0})
    figures.update({"saves of an editor meanwhile": 0, "texts of the editor lost": 0})
    failures: list[str] = []
    with room() as place:
        tree = Tree.planted(Path(place, "site"), _POSTS)
        for number in range(amount):
            failures += _pair(tree, Path(place), figures)
            tree.restore()
            failures += _beside_an_editor(tree, Path(place), number, figures)
            tree.restore()
    return Account(
        promise="Who writes the same files at the same time loses nothing",
        how=f"two `newslint fix` at once over {_POSTS} posts, with a head start of up to 50 ms; and"
        " `newslint fix` again and again while an editor saves the same posts, in place or by"
        " replacing them",
        figures=figures,
        failures=tuple(failures),
    )


def _pair(tree: Tree, place: Path, figures: Counter[str]) -> Iterator[str]:
    head_start = Random(figures["pairs of newslint"]).uniform(0, 0.05)  # noqa: S311
    one = Process(tree.folder, *_FIX, said=place / "one.txt")
    time.sleep(head_start)
    other = Process(tree.folder, *_FIX, said=place / "other.txt")
    run = f"two at once, {head_start:.4f} s apart"
    for process in (one, other):
        code = process.code()
        if code not in (0, 1):
            yield f"{run}: exit code {code}: {process.said()[-400:]}"
    figures["pairs of newslint"] += 1
    figures["files compared"] += _POSTS
    if unfixed := _POSTS - tree.changed():
        yield f"{run}: {unfixed} files are not fixed"
    for left in tree.left_behind():
        yield f"{run}: {left.name} was left"


def _beside_an_editor(tree: Tree, place: Path, seed: int, figures: Counter[str]) -> Iterator[str]:
    names = list(tree.old)[:3]
    editor = os.fork()
    if editor == 0:
        try:
            _edit(tree.folder, names, seed, place / "lost.txt")
        finally:
            os._exit(0)
    paths = [str(tree.folder / name) for name in names]
    while os.waitpid(editor, os.WNOHANG) == (0, 0):
        code = Process(tree.folder, *_FIX, *paths, said=place / "one.txt").code()
        if code not in (0, 1, 2):
            os.kill(editor, signal.SIGKILL)
            yield f"beside an editor: exit code {code}: {(place / 'one.txt').read_text()}"
    figures["saves of an editor meanwhile"] += _SAVES
    figures["files compared"] += _SAVES
    for lost in (place / "lost.txt").read_text().splitlines():
        figures["texts of the editor lost"] += 1
        yield f"beside an editor, seed {seed}: {lost}"


def _edit(folder: Path, names: list[str], seed: int, lost: Path) -> None:
    """Be an editor that saves now and then, every other time in place, and looks what became of it.

    Each text is still there before the next one, or what newslint makes of it.
    """
    random = Random(seed)  # noqa: S311
    saved: dict[str, bytes] = {}
    complaints = []
    for number in range(_SAVES):
        name = random.choice(names)
        if name in saved and not _is_there(folder / name, saved[name]):
            complaints.append(f"what was saved in {name} before save {number} is lost")
        saved[name] = post(seed * _SAVES + number, 600)
        _save(folder / name, saved[name], in_place=number % 2 == 0)
        time.sleep(random.choice((0, 0.001, 0.01, 0.02)))
    for name, text in saved.items():
        if not _is_there(folder / name, text):
            complaints.append(f"what was saved in {name} at last is lost")
    lost.write_text("\n".join(complaints))


def _save(file: Path, text: bytes, *, in_place: bool) -> None:
    if in_place:
        file.write_bytes(text)
    else:
        draft = file.with_name("draft")
        draft.write_bytes(text)
        draft.replace(file)


def _is_there(file: Path, text: bytes) -> bool:
    """Whether a file holds a text or its repair, or does so within a moment."""
    for _ in range(50):
        if file.read_bytes() in (text, fixed(text)):
            return True
        time.sleep(0.01)
    return False
