"""`newslint check`: report; never write."""

import sys
from pathlib import Path

import click

from newslint import runner
from newslint.cli.options import Work, reporting, selecting, working
from newslint.cli.output import Output
from newslint.cli.progress import Progress
from newslint.config import Configs
from newslint.report import Report


@click.command()
@selecting
@working
@reporting
def check(
    paths: tuple[Path, ...], name: Path, configs: Configs, output: Output, work: Work
) -> None:
    """Report the problems of the files at or below PATHS (default: this folder); write nothing.

    `-` reads one file from standard input.
    """
    if paths == (Path("-"),):
        from newslint.runner.one import check as check_text

        report = Report([check_text(name, sys.stdin.buffer.read(), configs)])
        sys.exit(output.show(report))
    paths = paths or (Path(),)
    found = runner.find(paths, configs)
    cache = work.cache(found, configs)
    progress = Progress(len(found.files))
    try:
        files = runner.check(found, configs, work.jobs, cache, progress.step)
        code = output.show(Report(progress.aside(files)))
    finally:
        work.keep(cache, paths)
    sys.exit(code)
