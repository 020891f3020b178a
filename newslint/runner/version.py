"""Which newslint this is, its dependencies included."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import newslint


@cache
def stamp() -> tuple[object, ...]:
    """Return what differs between two newslints that may say different things of a file.

    That is the time of the youngest file of the package, which also tells apart two states of a
    checkout, and when something was last installed beside the parsers it uses.
    """
    package = os.path.dirname(newslint.__file__)  # noqa: PTH120 - folders are quicker as strings
    return (package, max(_changes(package)), sys.version, _installed())


def _changes(folder: str) -> Iterator[int]:
    """Yield when each file was changed, but for those that Python makes of them."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir():
                yield entry.stat().st_mtime_ns
            elif entry.name != "__pycache__":
                yield from _changes(entry.path)


def _installed() -> int:
    from importlib.util import find_spec  # for a cache only

    spec = find_spec("pyromark")
    return Path(str(spec.origin)).parents[1].stat().st_mtime_ns if spec else 0
