"""What somebody changed: the lines that differ from a state that git knows, or that are named."""

import os
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from newslint import files
from newslint.config import ConfigError
from newslint.document import Document
from newslint.front_matter import Scalar
from newslint.front_matter.nodes import Mapping as Keys
from newslint.front_matter.nodes import walk
from newslint.paths import shown
from newslint.report import FileReport, Located
from newslint.text import Position, Span, Spans


class ChangesError(ConfigError):
    """It cannot be told what changed: why, and what to do."""


EVERYTHING = Spans((Span(0, 1 << 62),))
"""All lines of a file, as `Changes` have them."""


class Changes(Struct, frozen=True):
    """The changed lines of files, by their paths as reports show them.

    Line n is at 2n, and the gap behind it, where lines were deleted, at 2n + 1. A gap counts for
    what stands on both sides of it.
    """

    lines: Mapping[str, Spans]

    @classmethod
    def since(cls, reference: str, paths: Iterable[Path] = ()) -> "Changes":
        """Return what changed in the work tree since it left a branch or another commit.

        That is what differs from the last commit that both have, whether committed or not; new
        files are changed as a whole. Raises `ChangesError`, also for paths outside of the work
        tree that the working directory is in.
        """
        top = Path.cwd() / os.fsdecode(_git("rev-parse", "--show-cdup").removesuffix(b"\n"))
        _ensure_inside(top, paths)
        base = _base(reference)
        changed = dict(_changed(_git(*_DIFF, base, "--", top=top)))
        new = _git("ls-files", "--others", "--exclude-standard", "-z", top=top)
        changed.update(dict.fromkeys(new.split(b"\0")[:-1], EVERYTHING))
        return cls({shown(top / os.fsdecode(name)): lines for name, lines in changed.items()})

    @classmethod
    def named(cls, places: Iterable[tuple[Path, int, int]]) -> "Changes":
        """Return the lines from the first to the last (1-based) of each of some files."""
        spans: dict[str, list[Span]] = {}
        for path, first, last in places:
            spans.setdefault(shown(path), []).append(_lines(first, last))
        return cls({path: Spans.merged(each) for path, each in spans.items()})

    def __or__(self, other: "Changes") -> "Changes":
        both = {
            path: Spans.merged((*self.lines.get(path, ()), *other.lines.get(path, ())))
            for path in {**self.lines, **other.lines}
        }
        return Changes(both)

    def of(self, path: Path) -> Spans:
        """Return the changed lines of a file, or of what it links to; none where there are none."""
        found = self.lines.get(shown(path))
        if found is None:
            found = self.lines.get(shown(Path(os.path.realpath(path))))
        return found or Spans()

    def remaining(
        self, reports: Iterable[FileReport], read: Callable[[Path], bytes] = files.read
    ) -> Iterator[FileReport]:
        """Yield the files with the problems that touch a changed line.

        A problem of front matter as a whole, such as a missing key, does so wherever the front
        matter changed; one of a key, wherever what it holds did.
        """
        for file in reports:
            path = Path(os.fsdecode(file.path.encode(errors="surrogateescape")))
            changed = self.of(path)
            others = [at for at in file.located if not changed.overlapping(_where(at))]
            if changed.spans and any(at.said.group == "front-matter" for at in others):
                with suppress(FileNotFoundError):  # deleted while newslint was at work
                    touched = _touched(Document.parse(path, read(path)), changed)
                    others = [at for at in others if at.said.span not in touched]
            left_out = set(map(id, others))
            yield replace(file, located=tuple(at for at in file.located if id(at) not in left_out))


_DIFF = (
    *("diff", "--unified=0", "--inter-hunk-context=0", "--no-color", "--no-ext-diff"),
    *("--no-textconv", "--find-renames", "--no-relative", "--ignore-submodules"),
    *("--src-prefix=:old:/", "--dst-prefix=:new:/"),
)
# Git quotes such a name as C does, if it has to.
_NEW = (b" :new:/", b' ":new:/')


# To ask what changed runs no program that a repository names, but for filters of contents, which
# decide on what changed; and it changes nothing in it.
_INERT = (
    *("--no-optional-locks", "-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
)
# A partial clone fetches what it lacks when that is asked for; older versions of git know only
# that no protocol may be used.
_OFFLINE = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0"}


def _git(*arguments: str, top: Path | None = None) -> bytes:
    """Return what git prints. Raises `ChangesError`."""
    # What people set for their own eyes must not change what is read here.
    environment = {name: value for name, value in os.environ.items() if name != "GIT_DIFF_OPTS"}
    environment |= _OFFLINE
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and what is given is a commit by its number
            ["git", *_INERT, *arguments],  # noqa: S607 - the user's own git
            cwd=top,
            env=environment,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise ChangesError("`--since` asks git, and git is not installed") from error
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise ChangesError(f"`--since` asks git, and git says: {told.removeprefix('fatal: ')}")
    return done.stdout


def _ensure_inside(top: Path, paths: Iterable[Path]) -> None:
    root = os.path.realpath(top)
    for path in paths:
        if not Path(os.path.realpath(path)).is_relative_to(root):
            raise ChangesError(f"{path} is outside of {root}, and git knows no changes of it")


def _base(reference: str) -> str:
    """Return the last commit that a reference and the work tree have in common."""
    commits = [_commit(name) for name in (reference, "HEAD")]
    try:
        return _git("merge-base", *commits).decode().split()[0]
    except ChangesError as error:
        told = f"git knows no commit that `{reference}` and this branch have in common"
        hint = "a shallow clone lacks it: fetch more (`git fetch --unshallow`)"
        raise ChangesError(f"{told}; {hint}") from error


def _commit(name: str) -> str:
    """Return the number of a commit; a name that git could take for an option is none."""
    told = f"git knows no `{name}`; `git branch --all` lists what it knows"
    told = f"{told}, and `git fetch` gets more"
    if name.startswith("-"):
        raise ChangesError(told)
    try:
        return _git("rev-parse", "--quiet", "--verify", f"{name}^{{commit}}").decode().strip()
    except ChangesError as error:
        raise ChangesError(told) from error


def _changed(patch: bytes) -> Iterator[tuple[bytes, Spans]]:
    """Yield the files that are still there, and which of their lines a patch changes."""
    name = b""
    spans: list[Span] = []
    # Lines of the files themselves begin with a sign, and are none of these.
    for line in patch.split(b"\n"):
        if line.startswith(b"diff --git "):
            if name:
                yield name, Spans.merged(spans)
            name, spans = _new_name(line), []
        elif line.startswith(b"deleted file mode "):
            name = b""
        elif line.startswith((b"new file mode ", b"Binary files ")):
            spans = [*EVERYTHING]
        elif line.startswith(b"@@ "):
            first, count = _range(line.split(b" ")[2])
            spans.append(_lines(first, first + count - 1) if count else _gap(first))
    if name:
        yield name, Spans.merged(spans)


def _new_name(header: bytes) -> bytes:
    mark = max(_NEW, key=header.rfind)
    name = header[header.rfind(mark) + len(mark) :]
    return _unquoted(name.removesuffix(b'"')) if mark == _NEW[1] else name


def _unquoted(name: bytes) -> bytes:
    import re

    return re.sub(rb"\\([0-7]{3}|.)", lambda match: _byte(match[1]), name)


def _byte(escape: bytes) -> bytes:
    if escape.isdigit():
        return bytes([int(escape, 8)])
    return _ESCAPES.get(escape, escape)


_ESCAPES = dict(zip(map(bytes, zip(b"abtnvfr")), map(bytes, zip(b"\a\b\t\n\v\f\r")), strict=True))


def _range(written: bytes) -> tuple[int, int]:
    """Return the first line and how many there are, of `-3,2` or `+3`."""
    first, _, count = written[1:].partition(b",")
    return int(first), int(count or 1)


def _lines(first: int, last: int) -> Span:
    return Span(2 * first, 2 * last + 1)


def _gap(line: int) -> Span:
    return Span(2 * line + 1, 2 * line + 2)


def _where(at: Located) -> Span:
    return _between(at.start, at.end)


def _between(start: Position, end: Position) -> Span:
    """Return the lines from a place up to another, which is the first that is no longer meant."""
    last = end.line - 1 if end.column == 1 and end.line > start.line else end.line
    return _lines(start.line, last)


def _touched(document: Document, changed: Spans) -> set[Span]:
    """Return the places in front matter that stand for something in it that changed."""
    front_matter = document.front_matter
    if front_matter is None:
        return {Span(0, 0)} if changed.overlapping(_gap(0)) else set()
    text = document.text
    block = front_matter.span
    last = text.position(block.end).line
    lines = _lines(text.position(block.start).line, last)
    if not front_matter.closed:
        lines = Span(lines.start, _gap(last).end)
    touched = {front_matter.fences[0]} if changed.overlapping(lines) else set()
    for _, node in walk(front_matter.root) if front_matter.root else ():
        for entry in node.entries if isinstance(node, Keys) else ():
            first, end = text.position(entry.key.span.start), text.position(entry.value.span.end)
            lines = _between(first, end)
            if not isinstance(entry.value, Scalar):
                lines = Span(lines.start, lines.end + 1)  # what was deleted at its end was its own
            if changed.overlapping(lines):
                touched.add(entry.key.span)
    return touched
