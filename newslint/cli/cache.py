"""`newslint cache`: what newslint remembers of earlier runs."""

import sys
from pathlib import Path

import click

from newslint.cache import SUFFIX
from newslint.cli.options import cache_folder
from newslint.cli.output import FAILURE, complain
from newslint.formats.summary import counted
from newslint.formats.terminal import visible

_folder = click.option(
    "--cache-dir",
    "folder",
    metavar="DIR",
    envvar="NEWSLINT_CACHE_DIR",
    type=click.Path(path_type=Path, file_okay=False),
    default=cache_folder,
    help="The folder of caches.",
)


@click.group()
def cache() -> None:
    """Show or delete what newslint remembers of files that have not changed."""


@cache.command()
@_folder
def info(folder: Path) -> None:
    """Say where the caches are, and how large."""
    files = _caches(folder)
    size = sum(file.stat().st_size for file in files)
    click.echo(f"{visible(str(folder))}: {counted(len(files), 'cache')}, {size / 1e6:.1f} MB")


@cache.command()
@_folder
def clean(folder: Path) -> None:
    """Delete the caches."""
    files = _caches(folder)
    try:
        for file in files:
            file.unlink(missing_ok=True)
    except OSError as error:
        complain(str(error))
        sys.exit(FAILURE)
    click.echo(f"{visible(str(folder))}: deleted {counted(len(files), 'cache')}")


def _caches(folder: Path) -> list[Path]:
    """Return the caches, and what is left of those whose writing was stopped."""
    return sorted(folder.glob(f"*{SUFFIX}*")) if folder.is_dir() else []
