"""Options that several commands take, and what they come to."""

import functools
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from newslint import runner
from newslint.cache import Cache
from newslint.cli.output import FAILURE, Output, complain
from newslint.cli.targets import Named, completed, named, targets
from newslint.config import ConfigError, Configs, Selection
from newslint.diagnostic import Severity
from newslint.formats import FORMATS
from newslint.runner import Found

Command = Callable[..., None]
Decorator = Callable[[Command], Command]


def selecting(command: Command) -> Command:
    """Add what decides on files and rules; the command gets `paths`, `name` and `configs`.

    What is wrong with the configuration is said on standard error, and the exit code is 2.
    """

    @functools.wraps(command)
    def wrapped(
        select: tuple[str, ...],
        ignore: tuple[str, ...],
        config: Path | None,
        now: datetime | None,
        **others: Any,
    ) -> None:
        selection = Selection(_names(select) if select else None, _names(ignore))
        try:
            configs = Configs(config, selection, now or datetime.now(UTC))
            click.get_current_context().call_on_close(lambda: _note(configs))
            command(configs=configs, **others)
        except ConfigError as error:
            complain(str(error))
            sys.exit(FAILURE)

    return with_options(wrapped, _SELECTING)


def _note(configs: Configs) -> None:
    for note in configs.notes:
        complain(note)


class Work(Struct, frozen=True):
    """How the work is done: in how many processes, and with which memory of earlier runs."""

    jobs: int
    folder: Path | None = None
    """Where caches are kept; None for the place of this user's."""
    cached: bool = True
    debug: Path | None = None
    """Where cases of newslint's own bugs are written, if they are."""

    def cache(self, found: Found, configs: Configs) -> Cache | None:
        """Return what is known about the files, where that is worth a look."""
        if not self.cached or not runner.is_worth_a_cache(found):
            return None
        return runner.opened(self.folder or cache_folder(), configs)

    def keep(self, cache: Cache | None, paths: Iterable[Path]) -> None:
        """Write down what is known now; where that cannot be done, say so."""
        if cache is None:
            return
        try:
            cache.write(path.absolute() for path in paths)
        except OSError as error:
            complain(f"the cache cannot be written: {error} (`--no-cache` does without)")


def working(command: Command) -> Command:
    """Add what decides on how the work is done; the command gets `work`."""

    @functools.wraps(command)
    def wrapped(
        jobs: int,
        cache_dir: Path | None,
        debug_dir: Path | None,
        *,
        no_cache: bool,
        debug: bool,
        **others: Any,
    ) -> None:
        cases = _new(debug_dir or Path("newslint-debug")) if debug or debug_dir else None
        work = Work(jobs or runner.processors(), cache_dir, cached=not no_cache, debug=cases)
        command(work=work, **others)

    return with_options(wrapped, _WORKING)


def _new(folder: Path) -> Path:
    """Return a folder that there is not yet. Raises `ConfigError`."""
    if os.path.lexists(folder):
        told = "it is there already; move it away, or name another place with `--debug-dir`"
        raise ConfigError(f"{folder}: {told}")
    return folder.absolute()


def cache_folder() -> Path:
    """Return where caches are kept unless another place is named."""
    from platformdirs import user_cache_path

    return user_cache_path("newslint")


def reporting(command: Command) -> Command:
    """Add what decides on the report and the exit code; the command gets an `output`."""

    @functools.wraps(command)
    def wrapped(
        formats: tuple[Named, ...],
        output_file: Path | None,
        fail_on: str,
        *,
        exit_zero: bool,
        statistics: bool,
        **others: Any,
    ) -> None:
        bound = None if exit_zero or fail_on == "never" else Severity(fail_on)
        output = Output(targets(formats, output_file, counted=statistics), bound)
        command(output=output, **others)

    return with_options(wrapped, _REPORTING)


def with_options(command: Command, options: Sequence[Decorator]) -> Command:
    """Return the command with these options, in their order."""
    for option in reversed(options):
        command = option(command)
    return command


def _names(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for names in given for name in names.split(",") if name.strip())


def _moment(
    _context: click.Context, _option: click.Parameter, given: str | None
) -> datetime | None:
    if given is None:
        return None
    try:
        moment = datetime.fromisoformat(given)
    except ValueError as error:
        raise click.BadParameter("write a time such as 2024-05-01T07:30:00Z") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


_SELECTING = (
    click.argument("paths", nargs=-1, type=click.Path(path_type=Path)),
    click.option(
        "--select",
        metavar="NAMES",
        multiple=True,
        help="Only these rules or groups, separated by commas.",
    ),
    click.option(
        "--ignore",
        metavar="NAMES",
        multiple=True,
        help="Not these rules or groups, separated by commas.",
    ),
    click.option(
        "--config",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Take this configuration for all files, not the nearest above each.",
    ),
    click.option(
        "--now",
        metavar="ISO",
        callback=_moment,
        help="Take this for the current time, such as 2024-05-01T07:30:00Z.",
    ),
    click.option(
        "--stdin-filename",
        "name",
        metavar="NAME",
        type=click.Path(path_type=Path),
        default=Path("stdin.md"),
        help="With `-` as the path: what the text on standard input is called.",
    ),
)

_WORKING = (
    click.option(
        "--jobs",
        metavar="N",
        type=click.IntRange(min=0),
        default=0,
        help="Use this many processes; by default as many as there are processors.",
    ),
    click.option("--no-cache", is_flag=True, help="Look at every file, changed or not."),
    click.option(
        "--cache-dir",
        metavar="DIR",
        envvar="NEWSLINT_CACHE_DIR",
        type=click.Path(path_type=Path, file_okay=False),
        help="Keep in this folder what is known about unchanged files.",
    ),
    click.option(
        "--debug",
        is_flag=True,
        help="Write to `newslint-debug` what it takes to report a bug of newslint's, if one shows.",
    ),
    click.option(
        "--debug-dir",
        metavar="DIR",
        type=click.Path(path_type=Path, file_okay=False),
        help="Write that to this new folder.",
    ),
)

_REPORTING = (
    click.option(
        "--format",
        "formats",
        metavar="NAME[:FILE]",
        callback=named,
        shell_complete=completed,
        multiple=True,
        help=f"How the report looks, and the file to which it goes: {', '.join(FORMATS)}."
        " Can be given several times.  [default: full]",
    ),
    click.option(
        "--output-file",
        metavar="FILE",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write the report that has no file of its own to this one.",
    ),
    click.option(
        "--fail-on",
        type=click.Choice([*(severity.value for severity in Severity), "never"]),
        default="warning",
        show_default=True,
        help="The least severity that makes the exit code 1.",
    ),
    click.option("--exit-zero", is_flag=True, help="Exit 0 even if problems remain."),
    click.option("--statistics", is_flag=True, help="Count the problems of each rule instead."),
)
