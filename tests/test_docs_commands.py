"""The commands that README and docs show: each is run, and prints what is shown.

- In a `console` block, what follows `$` is run and what stands below is what it prints; a line
  that is `…` stands for any lines. `pytest --update` writes what is printed now.
- Lines of an indented block are run, and so are those of `sh` blocks; what they print is not
  shown. What stands in a column beside them says what they do.
- A block with `title="FILE"` is that file.

A page is one session of Bash, from top to bottom, in a repository of its own with the examples in
it, as the site itself and as the folder `examples`; that of the tutorial is empty.
"""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pyromark
import pytest

from newslint.cli.main import main
from tests.conftest import ROOT, Golden

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
EMPTY = {"tutorial.md"}
NOT_RUN = {
    "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/newslint check examples": (
        "installs newslint; .ci/run does that"
    ),
    "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/pytest": (
        "is how these tests are run"
    ),
    'eval "$(_NEWSLINT_COMPLETE=zsh_source newslint)"': "is for zsh",
    "_NEWSLINT_COMPLETE=fish_source newslint | source": "is for fish",
}
HELD_ELSEWHERE = {"old-sites.md": "test_the_page_about_old_sites_shows_what_is_printed"}


@dataclass(frozen=True, slots=True)
class Block:
    """Code on a page: its language, the file that it is, its lines, and where they stand."""

    language: str
    title: str
    lines: list[str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Command:
    """What is typed, and what is shown below it; None where nothing is."""

    typed: str
    shown: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What a command printed, on either stream, and how it ended."""

    printed: str
    code: int


def test_the_page_of_commands_has_every_command(golden: Golden) -> None:
    page = ROOT / "docs" / "commands.md"
    introduction, *written = page.read_text(encoding="utf-8").split("\n## newslint ")
    sections = {section.partition("\n")[0]: section.rstrip("\n") for section in written}

    for name in named(main, click.Context(main)):
        section = sections.get(name, f"{name}\n\n```console\n$ newslint {name} --help\n```")
        introduction += f"\n## newslint {section}\n"

    golden(page, introduction)


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name not in HELD_ELSEWHERE], ids=lambda page: page.name
)
def test_commands_run_and_print_what_is_shown(page: Path, tmp_path: Path, golden: Golden) -> None:
    text = page.read_text(encoding="utf-8")
    found = [(block, list(commands(block))) for block in blocks(text)]

    runs = iter(session(found, prepared(tmp_path, empty=page.name in EMPTY), tmp_path))

    for block, shown in reversed([(block, answered(cs, runs)) for block, cs in found]):
        if block.language == "console":
            text = f"{text[: block.start]}{shown}{text[block.end :]}"
    golden(page, text)


def test_what_is_not_run_or_held_elsewhere_is_still_there() -> None:
    pages = [page.read_text(encoding="utf-8") for page in PAGES]
    typed = {c.typed for text in pages for block in blocks(text) for c in commands(block)}
    tests = "".join(file.read_text() for file in (ROOT / "tests").glob("test_*.py"))

    assert NOT_RUN.keys() - typed == set()
    assert [name for name in HELD_ELSEWHERE.values() if f"def {name}(" not in tests] == []


def named(command: click.Command, context: click.Context, *names: str) -> Iterator[str]:
    """Yield the names of all commands that do something."""
    if not isinstance(command, click.Group):
        yield " ".join(names)
        return
    for name in command.list_commands(context):
        below = command.get_command(context, name)
        assert below
        yield from named(below, click.Context(below, parent=context), *names, name)


def test_a_page_is_a_session_with_files() -> None:
    page = (
        'Write it:\n\n```markdown title="a/post.md"\nWords.\n```\n\n'
        "```console\n$ cat <<A\n> b\n> A\nb\n$ true\n```\n\n"
        "    newslint check posts          report\n    newslint explain inline-style say why\n"
    )

    file, console, table = blocks(page)

    assert (file.title, file.lines) == ("a/post.md", ["Words."])
    assert list(commands(console)) == [Command("cat <<A\nb\nA", "b"), Command("true", "")]
    assert list(commands(table)) == [
        Command("newslint check posts"),
        Command("newslint explain inline-style"),
    ]


@pytest.mark.parametrize(
    ("shown", "printed", "matches"),
    [("a\n…\nd", "a\nb\nc\nd", True), ("a\n…", "b\na", False), ("a.c", "abc", False)],
)
def test_an_ellipsis_stands_for_lines(shown: str, printed: str, *, matches: bool) -> None:
    assert is_like(printed, shown) == matches


def blocks(text: str) -> list[Block]:
    """Return the code on a page, in its order."""
    content = text.encode()
    found = []
    for event, place in pyromark.events_with_range(text, options=pyromark.Options.ENABLE_TABLES):
        match event:
            case {"Start": {"CodeBlock": _}}:
                written = content[place["start"] : place["end"]].decode()
                start = len(content[: place["start"]].decode())
                found.append(_block(written, start))
    return found


def _block(written: str, start: int) -> Block:
    fence = re.match(r"(`{3,}|~{3,})([\w-]*)(.*)\n", written)
    if not fence:
        lines = [line.removeprefix("    ") for line in written.rstrip("\n").split("\n")]
        return Block("", "", lines, start, start + len(written))
    body = written[fence.end() : written.rindex(fence[1])]
    title = re.search(r'title="([^"]+)"', fence[3])
    begin = start + fence.end()
    return Block(
        fence[2] or "text",
        title[1] if title else "",
        body.split("\n")[:-1],
        begin,
        begin + len(body),
    )


def commands(block: Block) -> Iterator[Command]:
    """Yield what somebody would type."""
    if block.language == "console":
        for part in re.split(r"^\$ ", "\n".join(block.lines), flags=re.MULTILINE)[1:]:
            typed, _, shown = part.partition("\n")
            while shown.startswith("> "):
                more, _, shown = shown.removeprefix("> ").partition("\n")
                typed += f"\n{more}"
            yield Command(typed, shown.rstrip("\n"))
    elif block.language in {"", "sh", "bash", "shell"}:
        column = _column(block.lines)
        yield from (Command(line[:column].rstrip()) for line in block.lines if line.strip())


def _column(lines: list[str]) -> int | None:
    """Return where it says beside the commands what they do."""
    gaps = Counter(gap.end() for line in lines for gap in re.finditer(r"(?<=\S)  +(?=\S)", line))
    return gaps.most_common(1)[0][0] if gaps else None


def prepared(folder: Path, *, empty: bool) -> Path:
    """Return the folder in which a page begins."""
    site = folder / "site"
    if empty:
        site.mkdir()
        return site
    shutil.copytree(ROOT / "examples", site)
    shutil.copytree(ROOT / "examples", site / "examples")
    start = "git init -q && git add . && git commit -qm start"
    branch = "git update-ref refs/remotes/origin/main HEAD"
    for command in (start, branch):
        subprocess.run(["bash", "-c", command], cwd=site, env=environment(folder), check=True)
    return site


def session(found: list[tuple[Block, list[Command]]], site: Path, home: Path) -> Iterator[Run]:
    """Run all that a page shows in one shell, and yield how each command went."""
    script = []
    for block, typed in found:
        if block.title:
            content = "\n".join(block.lines)
            script.append(f'mkdir -p "$(dirname {block.title})"')
            script.append(
                f"cat > {block.title} <<'END OF {block.title}'\n{content}\nEND OF {block.title}"
            )
        for command in typed:
            script.append("true" if command.typed in NOT_RUN else command.typed)
            script.append("printf '\\0%s\\0' $?")
    file = home / "session"
    file.write_text("\n".join(["exec 2>&1", *script, ""]), encoding="utf-8")
    done = subprocess.run(
        ["bash", file],
        cwd=site,
        env=environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    parts = done.stdout.replace(str(home), "~").split("\0")
    for printed, code in zip(parts[0::2], parts[1::2], strict=False):
        yield Run(printed.rstrip("\n"), int(code))


def environment(home: Path) -> dict[str, str]:
    """Return the environment of somebody who has newslint and pre-commit, and nothing set."""
    (home / ".gitconfig").write_text(
        "[user]\nname = A\nemail = a@news.example\n[init]\ndefaultBranch = main\n"
    )
    return {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "PRE_COMMIT_COLOR": "never",
    }


def answered(typed: list[Command], runs: Iterator[Run]) -> str:
    """Return the commands of a block, each with what it prints."""
    text = ""
    for command in typed:
        run = next(runs)
        assert run.code in {0, 1}, f"{command.typed}: {run.code}\n{run.printed}"
        assert "Traceback (most recent call last)" not in run.printed, run.printed
        shown = command.shown or ""
        printed = shown if is_like(run.printed, shown) else run.printed
        text += "$ " + command.typed.replace("\n", "\n> ") + "\n"
        text += f"{printed}\n" if printed else ""
    return text


def is_like(printed: str, shown: str) -> bool:
    """Return whether this is what is shown, up to blank lines at its end."""
    parts = re.split(r"^…$", shown, flags=re.MULTILINE)
    return re.fullmatch("(?s:.*)".join(map(re.escape, parts)), printed) is not None
