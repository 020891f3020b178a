"""Which reports a run makes, and where each of them goes."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from newslint.config import did_you_mean
from newslint.formats import FORMATS, Format, statistics, step_summary

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Target(Struct, frozen=True):
    """A report and the file to which it is written, or standard output where there is none.

    What is `appended` goes below what the file holds.
    """

    render: Format
    file: Path | None = None
    appended: bool = False


Named = tuple[str, Path | None]
"""A format by its name, and the file to which it goes, if it has one of its own."""


def named(
    _context: click.Context, _option: click.Parameter, given: Sequence[str]
) -> tuple[Named, ...]:
    """Return what `--format` names: `sarif` or `sarif:report.sarif`, any number of times."""
    return tuple(map(_named, given))


def completed(
    _context: click.Context, _option: click.Parameter, incomplete: str
) -> "list[str | CompletionItem]":
    """Return the formats whose names begin so, for the shell."""
    return [name for name in FORMATS if name.startswith(incomplete)]


def targets(
    given: Sequence[Named], output_file: Path | None, *, counted: bool
) -> tuple[Target, ...]:
    """Return what to report and where; what goes to standard output comes first.

    `output_file` takes the report that has no file of its own. If `counted`, that report is the
    number of problems of each rule. Raises `click.UsageError` where two reports meet.
    """
    given = given or [("full", None)]
    unplaced = [name for name, file in given if file is None]
    _ensure_sense(unplaced, output_file if not counted else None)
    found = [Target(FORMATS[name], file) for name, file in given if file]
    if counted:
        found.insert(0, Target(statistics, output_file))
    elif unplaced:
        found.insert(0, Target(FORMATS[unplaced[0]], output_file))
    _ensure_apart(found)
    step = os.environ.get("GITHUB_STEP_SUMMARY")
    if step and any(each.render is FORMATS["github"] for each in found):
        found.append(Target(step_summary, Path(step), appended=True))
    return tuple(found)


def _named(given: str) -> Named:
    name, colon, file = given.partition(":")
    if name not in FORMATS:
        hint = did_you_mean(name, FORMATS) or f"; there are {', '.join(FORMATS)}"
        raise click.BadParameter(f"there is no format `{name}`{hint}")
    if colon and not file:
        raise click.BadParameter(f"`{given}` names no file")
    return name, Path(file) if file else None


def _ensure_sense(unplaced: Sequence[str], output_file: Path | None) -> None:
    if len(unplaced) > 1:
        first, second, *_ = unplaced
        told = f"`{first}` and `{second}` cannot both go to standard output"
        raise click.UsageError(f"{told}; write `--format {second}:FILE`.")
    if output_file and not unplaced:
        told = "every `--format` has a file of its own"
        raise click.UsageError(f"`--output-file` has nothing to hold: {told}.")


def _ensure_apart(found: Sequence[Target]) -> None:
    files = [each.file.absolute() for each in found if each.file]
    for number, file in enumerate(files):
        if file in files[:number]:
            raise click.UsageError(f"Two reports cannot both go to {file.name}.")
