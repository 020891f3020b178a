"""A case of a bug: a folder with all it takes to see it again, and as little of an article as can.

- `issue.md` can be pasted into a report: the rule, versions, the command, excerpt, configuration.
- The excerpt, the configuration and the files that this names are beside it, for the command.
- `whole/` holds the article as it was, for whoever may see it.

Bugs of a kind have one case; the first file that shows it makes it.
"""

import os
import platform
import re
import shlex
import shutil
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from importlib import metadata
from pathlib import Path

import newslint
from newslint.cache import digest
from newslint.config.pinned import NAME, pinned
from newslint.document import Document
from newslint.engine import Failure
from newslint.paths import shown
from newslint.reduction import shortest
from newslint.regex import regex
from newslint.runner.bug import Scene

_SECONDS = 20
"""How long an excerpt may be sought."""


def written(scene: Scene, bug: Failure, folder: Path) -> str:
    """Write the case of a bug below a folder, unless there is one; return where, as reports do.

    Nothing in the folder is looked at unless it is named, and Git ignores it. Raises `OSError`.
    """
    case = folder / f"{bug.rule}-{digest(_kind(bug).encode(errors='replace')).hex()[:8]}"
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError), (folder / ".gitignore").open("x") as ignore:
        ignore.write("*\n")
    if not case.exists():
        made = folder / f".{case.name}.{os.getpid()}"
        _make(made, scene, bug)
        try:
            made.rename(case)
        except OSError:  # another process was faster
            shutil.rmtree(made)
    return shown(case)


def _make(case: Path, scene: Scene, bug: Failure) -> None:
    _write(case / "whole" / scene.path.name, scene.content)
    name, excerpt = _excerpt(scene, bug)
    files = pinned(scene.config, scene.rules)
    for each, content in {**files, name: excerpt}.items():
        _write(case / each, content)
    _write(case / "issue.md", _issue(scene, bug, name, excerpt, files).encode(errors="replace"))


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


_QUOTED = regex(r"[:(`“].*", re.DOTALL)


def _kind(bug: Failure) -> str:
    """Return what tells bugs apart: the rule and what it did, without what is quoted of a text."""
    return f"{bug.rule} {_QUOTED.sub('', bug.message)}"


def _excerpt(scene: Scene, bug: Failure) -> tuple[str, bytes]:
    """Return a file that shows the bug and little else, and what it is called.

    A name tells of the article, too; the excerpt keeps it only where it takes part. Where the file
    alone does not show the bug, the excerpt is empty.
    """
    until = time.monotonic() + _SECONDS
    text = scene.content.decode(errors="surrogateescape")
    names = (f"excerpt{scene.path.suffix}", scene.path.name)
    name = next((name for name in names if _shown(scene, bug, name, text)), None)
    if name is None:
        return names[0], b""
    short = shortest(text, lambda less: _shown(scene, bug, name, less) is not None, until)
    return name, short.encode(errors="surrogateescape")


def _shown(scene: Scene, bug: Failure, name: str, text: str) -> Failure | None:
    """Return the bug as a text shows it, None where it does not."""
    document = Document.parse(name, text.encode(errors="surrogateescape"))
    found = scene.look(document, scene.rules)
    return next((each for each in found if _kind(each) == _kind(bug)), None)


def _issue(
    scene: Scene, bug: Failure, name: str, excerpt: bytes, files: Mapping[str, bytes]
) -> str:
    text = excerpt.decode(errors="surrogateescape")
    again = _shown(scene, bug, name, text)
    said = again or bug
    hint = "" if again else "The file alone does not show it again.\n\n"
    legible = excerpt.decode(errors="backslashreplace")
    now = f" --now {scene.config.now.isoformat()}" if scene.config.now else ""
    command = f"newslint {scene.command} --config {NAME}{now} {shlex.quote(name)}"
    trace = f"\n## Where it raised\n\n{_fenced(_short(said.trace))}" if said.trace else ""
    return (
        f"# The rule `{said.rule}` {said.message}\n\n"
        f"newslint {metadata.version('newslint')}, Python {platform.python_version()},"
        f" {platform.system()} {platform.machine()}\n\n{_fenced(command)}\n"
        f"## `{name}`: {len(excerpt)} of {len(scene.content)} bytes\n\n{hint}{_fenced(legible)}\n"
        f"## `{NAME}`\n\n{_fenced(files[NAME].decode())}{trace}"
    )


def _fenced(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}{'' if text.endswith(chr(10)) else chr(10)}{fence}\n"


def _short(trace: str) -> str:
    """Return a traceback without the folders that newslint and Python are installed in."""
    folders = {str(Path(newslint.__file__).parents[1]), *filter(None, sys.path)}
    for folder in sorted(folders, key=len, reverse=True):
        trace = trace.replace(f'"{folder}/', '"')
    return trace
