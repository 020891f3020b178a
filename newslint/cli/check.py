"""`newslint check`: report; never write."""

import sys
from pathlib import Path

import click

from newslint import runner
from newslint.cli.narrowing import Narrowing, narrowing
from newslint.cli.options import Work, reporting, selecting, working
from newslint.cli.output import Output
from newslint.cli.progress import Progress
from newslint.config import Configs
from newslint.report import Report
from newslint.runner import Found


@click.command()
@selecting
@narrowing
@working
@reporting
def check(
    *,
    paths: tuple[Path, ...],
    name: Path,
    configs: Configs,
    narrowed: Narrowing,
    output: Output,
    work: Work,
) -> None:
    """Report the problems of the files at or below PATHS (default: this folder); write nothing.

    `-` reads one file from standard input.
    """
    if paths == (Path("-"),):
        sys.exit(_check_text(name, configs, narrowed, output, work.debug))
    paths = paths or _named(narrowed) or (Path(),)
    comparison = narrowed.comparison()
    changes = narrowed.changes(paths)
    found = runner.find(paths, configs)
    looked_at = paths
    if changes:
        changed = (file for file in found.files if changes.of(file.path).spans)
        found = Found(tuple(changed), found.failed)
        looked_at = tuple(file.path for file in found.files)
    cache = work.cache(found, configs)
    progress = Progress(len(found.files))
    try:
        files = runner.check(found, configs, work.jobs, cache, progress.step, work.debug)
        if comparison:
            files = comparison.remaining(files)
        if changes:
            files = changes.remaining(files)
        code = output.show(Report(progress.aside(files)))
    finally:
        # Of files that did not change, nothing was asked, and what is known stays.
        work.keep(cache, () if changes else paths)
    if comparison and narrowed.baseline:
        from newslint.cli.baseline import tell

        tell(narrowed.baseline, comparison, looked_at, configs)
    sys.exit(code)


def _check_text(
    name: Path, configs: Configs, narrowed: Narrowing, output: Output, debug: Path | None
) -> int:
    """Report the problems of standard input, the file of a name; return the exit code."""
    from newslint.runner.one import check as check_text

    if narrowed.since is not None:
        raise click.UsageError("`--since` needs files; for standard input, name `--lines`.")
    content = sys.stdin.buffer.read()
    comparison = narrowed.comparison()
    changes = narrowed.changes(())
    files = iter([check_text(name, content, configs, debug)])
    if comparison:
        files = comparison.remaining(files)
    if changes:
        files = changes.remaining(files, read=lambda _: content)
    code = output.show(Report(files))
    if comparison and narrowed.baseline:
        from newslint.cli.baseline import tell

        tell(narrowed.baseline, comparison, (name,), configs)
    return code


def _named(narrowed: Narrowing) -> tuple[Path, ...]:
    """Return the files whose lines are named, if these are all that is to be looked at."""
    return () if narrowed.since else tuple(path for path, _, _ in narrowed.lines)
