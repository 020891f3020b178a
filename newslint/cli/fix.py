"""`newslint fix`: repair; write each file whole or not at all."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click
from msgspec.structs import replace

from newslint import runner
from newslint.cli.options import Work, reporting, selecting, working
from newslint.cli.output import CLEAN, FAILURE, PROBLEMS, Output, complain, show_patch
from newslint.cli.progress import Progress
from newslint.cli.recording import Recording
from newslint.config import Configs
from newslint.formats import FORMATS
from newslint.formats.summary import counted
from newslint.interruption import stoppable
from newslint.patch import patch
from newslint.report import FileReport, Report, Totals
from newslint.runner import Found
from newslint.runner.notes import Notes


@click.command()
@selecting
@click.option("--unsafe", is_flag=True, help="Make the unsafe fixes, too.")
@click.option(
    "--diff", is_flag=True, help="Write nothing; show a patch, and exit 1 if there is one."
)
@click.option("--interactive", is_flag=True, help="Show each change and ask whether to make it.")
@click.option(
    "--report",
    "record",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write down what was changed; `newslint undo FILE` restores it.",
)
@working
@reporting
@stoppable()
def fix(  # noqa: PLR0913 - an argument is an option
    *,
    paths: tuple[Path, ...],
    name: Path,
    configs: Configs,
    output: Output,
    work: Work,
    unsafe: bool,
    diff: bool,
    interactive: bool,
    record: Path | None,
) -> None:
    """Repair the files at or below PATHS (default: this folder) and report what remains.

    `-` repairs standard input and prints it on standard output.
    """
    from_stdin = paths == (Path("-"),)
    _ensure_compatible(
        {
            "--diff": diff,
            "--interactive": interactive,
            "--report": record is not None,
            "--debug": work.debug is not None,
            "-": from_stdin,
        }
    )
    if record is not None and record.absolute() in output.files:
        raise click.UsageError("`--report` and `--output-file` name the same file.")
    if interactive and not (sys.stdin.isatty() and sys.stdout.isatty()):
        told = "`--interactive` asks questions, and there is no terminal to ask them on"
        raise click.UsageError(f"{told}; `--diff` shows the changes.")
    if from_stdin:
        files = _from_stdin(name, configs, work.debug, unsafe=unsafe, diff=diff)
        sys.exit(_show_patches(files) if diff else _show(files, output, to_stderr=True))
    found = runner.find(paths or (Path(),), configs)
    recording = Recording(record)
    if interactive:
        code = _ask(found, configs, output, recording, unsafe=unsafe)
    else:
        cache = work.cache(found, configs)
        progress = Progress(len(found.files))
        files = runner.fix(
            found,
            configs,
            work.jobs,
            cache,
            progress.step,
            unsafe=unsafe,
            write=not diff,
            notes=Notes(recording.journal, work.debug),
        )
        files = recording.following(progress.aside(files))
        code = _show_patches(files) if diff else _show(files, output)
    recording.finish()
    sys.exit(code)


_APART = (
    ("--diff", "--interactive"),
    ("--diff", "--report"),
    ("--interactive", "-"),
    ("--interactive", "--debug"),
    ("--report", "-"),
)
"""What cannot be asked for at once."""


def _ensure_compatible(given: Mapping[str, bool]) -> None:
    """Raise `click.UsageError` where options contradict each other."""
    for one, other in _APART:
        if given[one] and given[other]:
            raise click.UsageError(f"`{one}` and `{other}` cannot be taken together.")


def _from_stdin(
    name: Path, configs: Configs, debug: Path | None, *, unsafe: bool, diff: bool
) -> Iterator[FileReport]:
    """Yield what became of standard input, which is printed repaired unless its patch is."""
    from newslint.runner.one import fix as fix_text

    content = sys.stdin.buffer.read()
    report, repaired = fix_text(name, content, configs, unsafe=unsafe, debug=debug)
    if not diff:
        sys.stdout.buffer.write(repaired)
    elif repaired != content:
        report = replace(report, patch=patch(report.path, content.decode(), repaired.decode()))
    yield report


def _ask(
    found: Found, configs: Configs, output: Output, recording: Recording, *, unsafe: bool
) -> int:
    """Ask about each change, then report on the files that were asked about."""
    from newslint.cli.interactive import Conversation

    conversation = Conversation(unsafe=unsafe)
    # What remains is said when nothing more is asked.
    reports = conversation.reports(found, configs, recording.journal)
    files = list(recording.following(reports))
    code = _show(files, output)
    left = len(found.files) + len(found.failed) - len(files)
    if left:
        complain(f"{counted(left, 'file')} not looked at")
    return max(code, PROBLEMS) if left else code


def _show(files: Iterable[FileReport], output: Output, *, to_stderr: bool = False) -> int:
    """Report what remains and, to people, what was fixed; return the exit code."""
    report = Report(files)
    code = output.show(report, to_stderr=to_stderr)
    people = {FORMATS["full"], FORMATS["concise"]}
    if any(target.file is None and target.render in people for target in output.targets):
        click.echo("".join(_table(report.totals)), nl=False, err=to_stderr)
    return code


def _table(totals: Totals) -> Iterator[str]:
    """Yield how many problems of each rule were fixed, in lines, the most first."""
    if not totals.repaired:
        return
    rows = sorted(totals.repaired.items(), key=lambda row: (-row[1], row[0][0], row[0][1].value))
    rules = max(len(rule) for rule, _ in totals.repaired)
    digits = len(str(rows[0][1]))
    yield "\nFixed:\n"
    for (rule, trust), count in rows:
        yield f"  {count:>{digits}}  {rule:<{rules}}  {trust.value}\n"


def _show_patches(files: Iterable[FileReport]) -> int:
    """Print what would change and return the exit code."""
    code = CLEAN
    for file in files:
        if file.failure:
            complain(f"{file.path}: {file.failure}")
            code = FAILURE
        if file.patch:
            show_patch(file.patch)
            code = max(code, PROBLEMS)
    return code
