"""`newslint baseline`: accept the problems that there are, and see them become fewer."""

import os
import sys
from collections.abc import Callable, Iterable
from functools import cache as remembered
from pathlib import Path

import click

from newslint import files, runner, writing
from newslint.baseline import NAME, Baseline, BaselineError, Comparison
from newslint.cli.options import Work, selecting, working
from newslint.cli.output import FAILURE, PROBLEMS, complain
from newslint.cli.progress import Progress
from newslint.config import Configs, Selection
from newslint.formats.summary import counted
from newslint.formats.terminal import visible


@click.command()
@selecting
@click.option(
    "--output",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"The baseline.  [default: {NAME} beside the configuration, or in this folder]",
)
@click.option("--grow", is_flag=True, help="Accept the problems that came on top, too.")
@click.option("--update", is_flag=True, help="Only drop what is no longer true.")
@working
def baseline(
    *,
    paths: tuple[Path, ...],
    configs: Configs,
    work: Work,
    file: Path | None,
    grow: bool,
    update: bool,
    **_: Path,
) -> None:
    """Accept the problems of the files at or below PATHS (default: this folder).

    `newslint check --baseline FILE` then reports what comes on top of them. A baseline that is
    there loses what is no longer true, and gains nothing unless asked to `--grow`.
    """
    if grow and update:
        raise click.UsageError("`--grow` adds and `--update` only drops; take one of them.")
    if Path("-") in paths:
        raise click.UsageError("a baseline is about files, not about standard input.")
    file = file or _default(configs)
    is_there = file.exists()
    if update and not is_there:
        raise BaselineError(f"{file}: there is no such file; `newslint baseline` writes one")
    before = Baseline.read(file) if is_there else Baseline.of(file)
    paths = paths or (Path(),)
    comparison, has_failed = _compared(before, paths, configs, work)
    after = comparison.pruned(_judged(before, paths, configs))
    dropped = len(before) - len(after)
    grows = grow or not is_there
    if grows:
        after = comparison.grown(after)
    try:
        _write(file, after.encode())
    except OSError as error:
        raise BaselineError(f"{file}: {error.strerror or error}") from error
    _say(file, after, added=comparison.fresh if grows else 0, dropped=dropped)
    if has_failed:
        sys.exit(FAILURE)
    if comparison.fresh and not grows and not update:
        _refuse(comparison.fresh)


def tell(file: Path, comparison: Comparison, paths: Iterable[Path], configs: Configs) -> None:
    """Say how many problems were accepted, and how many entries are no longer true."""
    before = comparison.baseline
    dropped = len(before) - len(comparison.pruned(_judged(before, paths, configs)))
    told = f"{comparison.accepted} accepted by the baseline"
    if dropped:
        are = "is one entry" if dropped == 1 else f"are {dropped} entries"
        where = "" if file == _default(configs) else f" --output {file}"
        told += f", in which {are} that no longer hold{'s' * (dropped == 1)}: "
        told += f"`newslint baseline --update{where}` drops {'it' if dropped == 1 else 'them'}"
    complain(told)


def _default(configs: Configs) -> Path:
    """Return where the baseline of the working directory is."""
    used = configs.of(Path.cwd() / NAME).file
    if used is None or used.parent == Path.cwd():
        return Path(NAME)
    return used.parent / NAME


def _compared(
    before: Baseline, paths: tuple[Path, ...], configs: Configs, work: Work
) -> tuple[Comparison, bool]:
    """Look at the files; return what the baseline says of them and whether newslint failed."""
    comparison = Comparison(before)
    has_failed = False
    found = runner.find(paths, configs)
    cache = work.cache(found, configs)
    progress = Progress(len(found.files))
    try:
        reports = runner.check(found, configs, work.jobs, cache, progress.step, work.debug)
        for report in progress.aside(comparison.remaining(reports)):
            if report.failure is not None:
                complain(f"{report.path}: {report.failure}")
                has_failed = True
    finally:
        work.keep(cache, paths)
    return comparison, has_failed


def _judged(
    before: Baseline, paths: Iterable[Path], configs: Configs
) -> Callable[[str, str], bool]:
    """Return what tells whether a run looked at a file of a baseline with a rule."""
    roots = {os.path.abspath(path) for path in paths}  # noqa: PTH100 - not where a link leads
    selection = configs.selection
    rules = None if selection == Selection() else frozenset(selection.names())

    @remembered
    def is_below(name: str) -> bool:
        place = Path(os.path.normpath(before.folder / name))
        return any(str(each) in roots for each in (place, *place.parents))

    return lambda name, rule: (rules is None or rule in rules) and is_below(name)


def _write(file: Path, content: bytes) -> None:
    if not file.exists():
        writing.create(Path(os.path.realpath(file)), content)
    elif (old := files.read(file)) != content:
        writing.write(file, content, was=old)


def _say(file: Path, after: Baseline, *, added: int, dropped: int) -> None:
    amount = len(after)
    told = f"{visible(str(file))}: {counted(amount, 'accepted problem')}"
    done = [f"{added} added"] * bool(added) + [f"{dropped} dropped"] * bool(dropped)
    click.echo(f"{told} ({', '.join(done)})" if done else told)


def _refuse(fresh: int) -> None:
    are = "is not" if fresh == 1 else "are not"
    them = "it" if fresh == 1 else "them"
    told = f"{counted(fresh, 'problem')} {are} in the baseline, and it only shrinks"
    complain(f"{told}: repair {them}, or accept {them} with `newslint baseline --grow`")
    sys.exit(PROBLEMS)
