"""`newslint fix`: repair; write each file whole or not at all."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from newslint import runner
from newslint.cli.options import reporting, selecting
from newslint.cli.output import CLEAN, FAILURE, PROBLEMS, Output, wants_colour
from newslint.config import Configs
from newslint.formats import patch
from newslint.report import Report
from newslint.runner import Outcome


@click.command()
@selecting
@click.option("--unsafe", is_flag=True, help="Make the unsafe fixes, too.")
@click.option(
    "--diff", is_flag=True, help="Write nothing; show a patch, and exit 1 if there is one."
)
@reporting
def fix(
    *,
    paths: tuple[Path, ...],
    name: Path,
    configs: Configs,
    output: Output,
    unsafe: bool,
    diff: bool,
) -> None:
    """Repair the files at or below PATHS (default: this folder) and report what remains.

    `-` repairs standard input and prints it on standard output.
    """
    if paths == (Path("-"),):
        content = sys.stdin.buffer.read()
        outcome = runner.fix_text(name, content, configs, unsafe=unsafe)
        if not diff:
            sys.stdout.buffer.write(outcome.content_or(content))
        outcomes = iter([outcome])
    else:
        paths = paths or (Path(),)
        outcomes = runner.fix(paths, configs, unsafe=unsafe, write=not diff)
    if diff:
        sys.exit(_show_patches(outcomes))
    report = Report(outcome.report for outcome in outcomes)
    sys.exit(output.show(report, to_stderr=paths == (Path("-"),)))


def _show_patches(outcomes: Iterable[Outcome]) -> int:
    """Print what would change and return the exit code."""
    code = CLEAN
    for outcome in outcomes:
        if outcome.report.failure:
            click.echo(f"{outcome.report.path}: {outcome.report.failure}", err=True)
            code = FAILURE
        if outcome.is_changed and outcome.before and outcome.after:
            before, after = outcome.before.encode().decode(), outcome.after.encode().decode()
            text = patch.render(outcome.report.path, before, after, colour=wants_colour())
            click.echo(text, nl=False)
            code = max(code, PROBLEMS)
    return code
