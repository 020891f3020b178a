"""`newslint fix`: repair; write each file whole or not at all."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from msgspec.structs import replace

from newslint import runner
from newslint.cli.options import Work, reporting, selecting, working
from newslint.cli.output import CLEAN, FAILURE, PROBLEMS, Output, wants_colour
from newslint.cli.progress import Progress
from newslint.config import Configs
from newslint.formats import patch as patches
from newslint.formats.terminal import visible
from newslint.patch import patch
from newslint.report import FileReport, Report


@click.command()
@selecting
@click.option("--unsafe", is_flag=True, help="Make the unsafe fixes, too.")
@click.option(
    "--diff", is_flag=True, help="Write nothing; show a patch, and exit 1 if there is one."
)
@working
@reporting
def fix(
    *,
    paths: tuple[Path, ...],
    name: Path,
    configs: Configs,
    output: Output,
    work: Work,
    unsafe: bool,
    diff: bool,
) -> None:
    """Repair the files at or below PATHS (default: this folder) and report what remains.

    `-` repairs standard input and prints it on standard output.
    """
    files: Iterator[FileReport]
    if paths == (Path("-"),):
        content = sys.stdin.buffer.read()
        from newslint.runner.one import fix as fix_text

        report, repaired = fix_text(name, content, configs, unsafe=unsafe)
        if not diff:
            sys.stdout.buffer.write(repaired)
        elif repaired != content:
            report = replace(report, patch=patch(report.path, content.decode(), repaired.decode()))
        files = iter([report])
    else:
        found = runner.find(paths or (Path(),), configs)
        cache = work.cache(found, configs)
        progress = Progress(len(found.files))
        how = {"unsafe": unsafe, "write": not diff}
        files = runner.fix(found, configs, work.jobs, cache, progress.step, **how)
        files = progress.aside(files)
    if diff:
        sys.exit(_show_patches(files))
    sys.exit(output.show(Report(files), to_stderr=paths == (Path("-"),)))


def _show_patches(files: Iterable[FileReport]) -> int:
    """Print what would change and return the exit code."""
    code = CLEAN
    colour = wants_colour()
    for file in files:
        if file.failure:
            click.echo(f"{visible(file.path)}: {visible(file.failure)}", err=True)
            code = FAILURE
        if file.patch:
            text = patches.coloured(file.patch) if colour else file.patch
            click.echo(text, nl=False, color=colour)
            code = max(code, PROBLEMS)
    return code
