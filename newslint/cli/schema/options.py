"""What the commands about schemas have in common."""

import functools
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from newslint import runner
from newslint.cli.output import CLEAN, FAILURE, complain
from newslint.config import ConfigError, Configs
from newslint.formats.json import dumps
from newslint.schema import SchemaError

Command = Callable[..., None]

paths_argument = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))


def configured(command: Command) -> Command:
    """Add `--config`; the command gets `configs`.

    What is wrong with the configuration or a schema is said on standard error, and the exit code
    is 2.
    """

    @functools.wraps(command)
    def wrapped(config: Path | None, **others: Any) -> None:
        try:
            command(configs=Configs(config), **others)
        except (ConfigError, SchemaError) as error:
            complain(str(error))
            sys.exit(FAILURE)

    option = click.option(
        "--config",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Take this configuration for all files, not the nearest above each.",
    )
    return option(wrapped)


def find(paths: tuple[Path, ...], configs: Configs) -> tuple[list[Path], int]:
    """Return the files below the paths, this folder by default, and the exit code so far."""
    found = runner.find(paths or (Path(),), configs)
    for report in found.failed:
        complain(f"{report.path}: {report.failure}")
    return [file.path for file in found.files], FAILURE if found.failed else CLEAN


def as_json(contents: Mapping[str, Any]) -> str:
    """Return JSON for people, without a final newline."""
    return dumps(contents, indent=2)
