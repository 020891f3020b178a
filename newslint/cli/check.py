"""`newslint check`: report; never write."""

import sys
from pathlib import Path

import click

from newslint import runner
from newslint.cli.options import reporting, selecting, working
from newslint.cli.output import Output
from newslint.config import Configs
from newslint.report import Report


@click.command()
@selecting
@working
@reporting
def check(paths: tuple[Path, ...], name: Path, configs: Configs, output: Output, jobs: int) -> None:
    """Report the problems of the files at or below PATHS (default: this folder); write nothing.

    `-` reads one file from standard input.
    """
    if paths == (Path("-"),):
        files = iter([runner.check_text(name, sys.stdin.buffer.read(), configs)])
    else:
        files = runner.check(runner.find(paths or (Path(),), configs), configs, jobs)
    sys.exit(output.show(Report(files)))
