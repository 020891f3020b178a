"""`newslint check`: report; never write."""

import sys
from pathlib import Path

import click

from newslint import runner
from newslint.cli.options import reporting, selecting
from newslint.cli.output import Output
from newslint.config import Configs
from newslint.report import Report


@click.command()
@selecting
@reporting
def check(paths: tuple[Path, ...], name: Path, configs: Configs, output: Output) -> None:
    """Report the problems of the files at or below PATHS (default: this folder); write nothing.

    `-` reads one file from standard input.
    """
    if paths == (Path("-"),):
        files = iter([runner.check_text(name, sys.stdin.buffer.read(), configs)])
    else:
        files = runner.check(paths or (Path(),), configs)
    sys.exit(output.show(Report(files)))
