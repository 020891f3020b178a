"""Many files: the same reports and the same bytes, whatever the number of processes."""

from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from newslint import runner
from newslint.config import Configs
from newslint.report import FileReport
from tests.reliability.documents import Written
from tests.reliability.promises.trial import SITE
from tests.rules.examples import NOW

# Fewer bytes than 400,000 are not handed to other processes.
_FILES = 60
_MORE = b"\n\n" + b"The ferry calls at the pier, and the pier is open. " * 160


def jobs_do_not_matter(documents: Sequence[Written]) -> Iterator[str]:
    """Yield what is different with two processes, and files that `check` writes to."""
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        folders = Path(one), Path(other)
        files = [_spread(documents, folder) for folder in folders]
        alone, shared = (_checked(folder, jobs) for jobs, folder in enumerate(folders, 1))
        if alone != shared:
            yield "two processes say something else than one"
        if [_contents(folder) for folder in folders] != files:
            yield "`check` wrote to a file"
        for jobs, folder in enumerate(folders, 1):
            _fix(folder, jobs)
        if _contents(folders[0]) != _contents(folders[1]):
            yield "two processes write something else than one"


def _spread(documents: Sequence[Written], folder: Path) -> dict[str, bytes]:
    """Write documents to a folder, with more text below so that they are worth two processes."""
    written: dict[str, bytes] = {}
    for number, document in enumerate(islice(cycle(documents), _FILES)):
        file = folder / f"{number:05}" / document.name
        file.parent.mkdir()
        file.write_bytes(document.content + _MORE)
        written[file.relative_to(folder).as_posix()] = document.content + _MORE
    return written


def _checked(folder: Path, jobs: int) -> list[FileReport]:
    configs = Configs(SITE / "newslint.toml", now=NOW)
    reports = list(runner.check(runner.find([folder], configs), configs, jobs))
    return [replace(report, path=_below(folder, report.path)) for report in reports]


def _below(folder: Path, path: str) -> str:
    return Path(path).resolve().relative_to(folder.resolve()).as_posix()


def _fix(folder: Path, jobs: int) -> None:
    configs = Configs(SITE / "newslint.toml", now=NOW)
    for _ in runner.fix(runner.find([folder], configs), configs, jobs, unsafe=True, write=True):
        pass


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.glob("*/*"))
    }
