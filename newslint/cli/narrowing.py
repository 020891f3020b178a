"""Options that narrow down which problems are reported."""

import functools
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from newslint.cli.options import Command, with_options

if TYPE_CHECKING:
    from newslint.baseline import Comparison
    from newslint.changes import Changes

Place = tuple[Path, int, int]
"""A file, and the first and the last of some lines in it (1-based)."""


class Narrowing(Struct, frozen=True):
    """Which problems are reported: those that are not accepted, those on changed lines."""

    baseline: Path | None = None
    since: str | None = None
    lines: "tuple[Place, ...]" = ()

    def comparison(self) -> "Comparison | None":
        """Return what tells accepted problems apart. Raises `ConfigError`."""
        if self.baseline is None:
            return None
        from newslint.baseline import Baseline, Comparison

        return Comparison(Baseline.read(self.baseline))

    def changes(self, paths: Iterable[Path]) -> "Changes | None":
        """Return which lines changed, or are named. Raises `ConfigError`."""
        if self.since is None and not self.lines:
            return None
        from newslint.changes import Changes

        changes = Changes.named(self.lines)
        return changes if self.since is None else changes | Changes.since(self.since, paths)


def narrowing(command: Command) -> Command:
    """Add what decides on which problems are reported; the command gets `narrowed`."""

    @functools.wraps(command)
    def wrapped(
        baseline: Path | None, since: str | None, lines: tuple[Place, ...], **others: Any
    ) -> None:
        command(narrowed=Narrowing(baseline, since, lines), **others)

    return with_options(wrapped, _NARROWING)


def _places(
    _context: click.Context, _option: click.Parameter, given: Sequence[str]
) -> tuple[Place, ...]:
    return tuple(map(_place, given))


def _place(given: str) -> Place:
    path, _, lines = given.rpartition(":")
    first, _, last = lines.partition("-")
    last = last or first
    numbers = all(each.isdecimal() and len(each) < _MOST_DIGITS for each in (first, last))
    if not path or not numbers or not 0 < int(first) <= int(last):
        raise click.BadParameter(f"write a file and its lines, as in a.md:3-7, not {given}")
    return Path(path), int(first), int(last)


_MOST_DIGITS = 20  # Python reads no number of thousands, and no file has so many lines


_NARROWING = (
    click.option(
        "--baseline",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Not the problems that this file accepts; `newslint baseline` writes it.",
    ),
    click.option(
        "--since",
        metavar="REF",
        help="Only what is on lines changed since this branch or commit of git.",
    ),
    click.option(
        "--lines",
        metavar="FILE:FIRST-LAST",
        multiple=True,
        callback=_places,
        help="Only what is on these lines. Can be given several times.",
    ),
)
