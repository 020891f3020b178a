"""`newslint undo`: give files back the bytes that they had before `newslint fix`."""

import sys
from pathlib import Path

import click

from newslint import writing
from newslint.cli.output import CLEAN, FAILURE, complain
from newslint.fixes import FixedFile, Fixes, FixesError
from newslint.formats.summary import counted
from newslint.formats.terminal import visible
from newslint.paths import shown


@click.command()
@click.argument("report", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Write nothing; show which files would be restored.")
def undo(*, report: Path, dry_run: bool) -> None:
    """Restore the files that a run of `newslint fix --report REPORT` changed.

    Files that changed since are named and left as they are; the exit code is 2 then. So are those
    that lie neither below this folder nor below that of REPORT.
    """
    try:
        fixes = Fixes.read(report)
    except (OSError, FixesError) as error:
        _say(report, error)
        sys.exit(FAILURE)
    # Where one file was changed by two names, the last change goes first.
    changed = [file for file in reversed(fixes.files) if not _is_untouched(fixes, file)]
    done = [_restored(fixes, file, write=not dry_run) for file in changed]
    if not done:
        click.echo("There is nothing to undo.")
    elif any(done):
        what = "Would restore" if dry_run else "Restored"
        click.echo(f"{what} {counted(sum(done), 'file')}.")
    sys.exit(CLEAN if all(done) else FAILURE)


def _is_untouched(fixes: Fixes, file: FixedFile) -> bool:
    """Whether a run was killed when it was about to change a file."""
    if fixes.finished:
        return False
    try:
        return file.is_as_before(fixes.content(file))
    except (OSError, FixesError):
        return False


def _restored(fixes: Fixes, file: FixedFile, *, write: bool) -> bool:
    """Restore a file, or say why that cannot be done, and return whether it was."""
    path = fixes.place(file)
    try:
        now = fixes.content(file)
        before = file.restored(now)
        if write:
            writing.write(path, before, was=now)
    except (OSError, FixesError) as error:
        _say(path, error)
        return False
    if not write:
        click.echo(visible(shown(path)))
    return True


def _say(path: Path, error: OSError | FixesError) -> None:
    told = getattr(error, "strerror", None) or str(error)
    complain(f"{shown(path)}: {told}")
