"""Many files: found, looked at or repaired, and reported in the order of their paths.

What is needed to look at a file is only loaded when there is one to look at.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from msgspec import Struct
from msgspec.structs import replace

from newslint import cache as caches
from newslint import files
from newslint.cache import Cache, Known
from newslint.config import Config, Configs
from newslint.files import Choice, File, Finder
from newslint.paths import failed, shown, unreadable
from newslint.report import FileReport
from newslint.runner.version import stamp
from newslint.runner.workers import Answer, answers, processors, reports

if TYPE_CHECKING:
    from newslint.runner.notes import Notes

__all__ = [
    "Found",
    "check",
    "find",
    "fix",
    "is_worth_a_cache",
    "opened",
    "processors",
    "shown",
]


class Found(Struct, frozen=True):
    """The files to look at, in order, and a report for each path that leads to none."""

    files: tuple[File, ...]
    failed: tuple[FileReport, ...] = ()


def find(paths: Sequence[Path], configs: Configs) -> Found:
    """Return the files at or below the paths. Raises `ConfigError`."""

    def choice(folder: Path) -> Choice:
        config = configs.within(folder)
        return Choice(config.include.match, config.exclude.match, files.SUFFIXES)

    finder = Finder(choice)
    found: dict[str, File] = {}
    failures = []
    for path in paths:
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - `Path.absolute` leaves `..`
        try:
            below = finder.find(absolute)
        except OSError as error:
            failures.append(unreadable(absolute, error))
            continue
        failures += [unreadable(folder, error) for folder, error in below.unlisted]
        if absolute.is_dir() and not (below.files or below.unlisted):
            failures.append(failed(absolute, "there is no Markdown or HTML file in this folder"))
        found.update((file.name, file) for file in below.files)
    # A NUL is in no name and comes before all else: folder by folder.
    ordered = sorted(found, key=lambda name: name.replace(os.sep, "\0"))
    return Found(tuple(found[name] for name in ordered), tuple(failures))


def check(
    found: Found,
    configs: Configs,
    jobs: int = 1,
    cache: Cache | None = None,
    done: Callable[[], None] = lambda: None,
    debug: Path | None = None,
) -> Iterator[FileReport]:
    """Yield what newslint says of each file. Raises `ConfigError`.

    What the cache knows is not looked at again, and it is told what is found. Calls `done` for
    each file that was looked at, as soon as it was. What shows a bug of newslint's is written down
    in the folder `debug`.
    """
    yield from found.failed
    known = _known(found.files, configs, cache)
    unknown = [file for file, (answer, _) in zip(found.files, known, strict=True) if not answer]
    news = _looked_at(unknown, configs, jobs, done, debug, remembered=cache is not None)
    for file, (answer, key) in zip(found.files, known, strict=True):
        if answer:
            yield _as_known(answer, file)
            continue
        new = next(news)
        if cache is not None:
            cache.remember(file, key, new.report, new.written)
        yield new.report


def _looked_at(
    those: Sequence[File],
    configs: Configs,
    jobs: int,
    done: Callable[[], None],
    debug: Path | None,
    *,
    remembered: bool,
) -> Iterator[Answer]:
    if not those:
        return
    from newslint.runner.one import Check

    _ensure_valid(configs)
    yield from answers(Check(configs, remembered, debug), those, jobs, done)


def fix(
    found: Found,
    configs: Configs,
    jobs: int = 1,
    cache: Cache | None = None,
    done: Callable[[], None] = lambda: None,
    *,
    unsafe: bool,
    write: bool,
    notes: "Notes | None" = None,
) -> Iterator[FileReport]:
    """Yield what became of each file; unless `write`, nothing is written and each has its patch.

    Raises `ConfigError`. What the cache knows to have nothing to repair is not looked at again.
    """
    from newslint.runner.notes import Notes
    from newslint.runner.one import Fix

    yield from found.failed
    _ensure_valid(configs)
    known = [
        answer if answer and not answer.report().is_fixable(unsafe=unsafe) else None
        for answer, _ in _known(found.files, configs, cache)
    ]
    others = [file for file, answer in zip(found.files, known, strict=True) if not answer]
    news = reports(Fix(configs, unsafe, write, notes or Notes()), others, jobs, done)
    for file, answer in zip(found.files, known, strict=True):
        yield _as_known(answer, file) if answer else next(news)


def _as_known(answer: Known, file: File) -> FileReport:
    report = answer.report()
    return report if report.path else replace(report, path=shown(file.name))


def is_worth_a_cache(found: Found) -> bool:
    """Whether to look at the files takes longer than to read a cache."""
    return sum(file.size for file in found.files) >= _WORTH_A_CACHE


def opened(folder: Path, configs: Configs) -> Cache:
    """Return the cache in this folder for the working directory."""
    name = f"{crc32(os.fsencode(Path.cwd())):08x}"  # two folders may share one, and seldom do
    asked = configs.now.timestamp() if configs.now else 0.0
    return Cache(folder / f"{name}{caches.SUFFIX}", asked)


_WORTH_A_CACHE = 400_000  # bytes of posts


def _known(
    those: Sequence[File], configs: Configs, cache: Cache | None
) -> list[tuple[Known | None, bytes]]:
    """Return what is known of each file, if anything, and the key under which it would be."""
    if cache is None:
        return [(None, b"")] * len(those)
    keys = {config.file: _key(config, configs) for config in configs.used}
    answers: list[tuple[Known | None, bytes]] = []
    for file in those:
        key = keys[configs.of(file.name).file]
        answers.append((cache.find(file, key), key))
    return answers


def _ensure_valid(configs: Configs) -> None:
    """Raise `ConfigError` before anything is said, where a configuration that holds is wrong."""
    for config in configs.used:
        _ = config.settings


def _key(config: Config, configs: Configs) -> bytes:
    """Return what names all that takes part in an answer besides the file and the time."""
    inputs = []
    for file in config.inputs:
        try:
            status = file.stat()
        except (OSError, ValueError):  # no such file, or a name that no file can have
            inputs.append((str(file), 0, 0))
        else:
            inputs.append((str(file), status.st_size, status.st_mtime_ns))
    # Paths are shown as they are from the working directory.
    return caches.key(stamp(), os.getcwd(), str(config.root), configs.selection, inputs)  # noqa: PTH109
