"""`newslint add-suppressions`: accept today's problems where they are, with a reason."""

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from newslint import runner
from newslint.cli.options import Work, selecting, working
from newslint.cli.output import CLEAN, FAILURE, PROBLEMS, complain, show_patch
from newslint.cli.progress import Progress
from newslint.config import Configs
from newslint.formats.summary import counted
from newslint.formats.terminal import visible
from newslint.interruption import stoppable
from newslint.report import FileReport


def _reason(_context: click.Context, _option: click.Parameter, given: str) -> str:
    if not given.strip():
        raise click.BadParameter("say why the problems may stay")
    if found := re.search(r"[\r\n]|--!?>|--[~}]|\*/", given):
        shown = found[0] if found[0].strip() else "a line break"
        raise click.BadParameter(f"a comment cannot hold {shown}")
    return given.strip()


@click.command("add-suppressions")
@selecting
@click.option(
    "--reason",
    required=True,
    metavar="TEXT",
    callback=_reason,
    help="Why the problems may stay; each comment says it.",
)
@click.option(
    "--diff", is_flag=True, help="Write nothing; show a patch, and exit 1 if there is one."
)
@working
@stoppable()
def add_suppressions(
    *, paths: tuple[Path, ...], name: Path, configs: Configs, work: Work, reason: str, diff: bool
) -> None:
    """Silence today's problems of the files at or below PATHS (default: this folder).

    Each gets a comment that names the rule and the reason, on the line above it where the page
    allows that.
    """
    from newslint.runner.suppressing import Silence
    from newslint.runner.workers import reports

    del name  # what is on standard input stays as it is
    found = runner.find(paths or (Path(),), configs)
    progress = Progress(len(found.files))
    task = Silence(configs, reason, write=not diff, debug=work.debug)
    files = [*found.failed, *progress.aside(reports(task, found.files, work.jobs, progress.step))]
    for file in files:
        if file.failure:
            complain(f"{file.path}: {file.failure}")
    code = _show_patches(files) if diff else _show_counts(files)
    sys.exit(FAILURE if any(file.failure for file in files) else code)


def _show_patches(files: Iterable[FileReport]) -> int:
    code = CLEAN
    for file in files:
        if file.patch:
            show_patch(file.patch)
            code = PROBLEMS
    return code


def _show_counts(files: Iterable[FileReport]) -> int:
    changed = [file for file in files if file.fixed]
    for file in changed:
        click.echo(f"{visible(file.path)}: silenced {counted(file.fixed, 'problem')}")
    if not changed:
        click.echo("There is nothing to silence.")
    else:
        total = counted(sum(file.fixed for file in changed), "problem")
        click.echo(f"Silenced {total} in {counted(len(changed), 'file')}.")
    return CLEAN
