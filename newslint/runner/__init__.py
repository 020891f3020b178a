"""Many files: found, looked at or repaired, and reported in the order of their paths."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from newslint import files
from newslint.config import Configs
from newslint.files import File
from newslint.report import FileReport
from newslint.runner.one import Check, Fix, failed, shown, unreadable
from newslint.runner.one import check as check_text
from newslint.runner.one import fix as fix_text
from newslint.runner.workers import processors, reports

__all__ = ["Found", "check", "check_text", "find", "fix", "fix_text", "processors", "shown"]


class Found(Struct, frozen=True):
    """The files to look at, in order, and a report for each path that leads to none."""

    files: tuple[File, ...]
    failed: tuple[FileReport, ...] = ()


def find(paths: Sequence[Path], configs: Configs) -> Found:
    """Return the files at or below the paths. Raises `ConfigError`."""

    def wanted(path: Path) -> bool:
        return path.suffix.lower() in files.SUFFIXES or configs.of(path).include.match(path)

    def excluded(path: Path) -> bool:
        return configs.of(path).exclude.match(path)

    found: dict[Path, File] = {}
    failures = []
    for path in paths:
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - `Path.absolute` leaves `..`
        try:
            below = files.find(absolute, wanted=wanted, excluded=excluded)
        except OSError as error:
            failures.append(unreadable(absolute, error))
            continue
        failures += [unreadable(folder, error) for folder, error in below.unlisted]
        if absolute.is_dir() and not (below.files or below.unlisted):
            failures.append(failed(absolute, "there is no Markdown or HTML file in this folder"))
        found.update((file.path, file) for file in below.files)
    return Found(tuple(found[path] for path in sorted(found)), tuple(failures))


def check(found: Found, configs: Configs, jobs: int = 1) -> Iterator[FileReport]:
    """Yield what newslint says of each file. Raises `ConfigError`."""
    yield from found.failed
    for _, report in reports(Check(configs), found.files, jobs):
        yield report


def fix(
    found: Found, configs: Configs, *, unsafe: bool, write: bool, jobs: int = 1
) -> Iterator[FileReport]:
    """Yield what became of each file; unless `write`, nothing is written and each has its patch.

    Raises `ConfigError`.
    """
    yield from found.failed
    for _, report in reports(Fix(configs, unsafe, write), found.files, jobs):
        yield report
