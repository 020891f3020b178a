"""Which newslint this is, its dependencies included."""

import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import newslint


@cache
def stamp() -> tuple[object, ...]:
    """Return what differs between two newslints that may say different things of a file.

    That is the time of the youngest file of the package, which also tells apart two states of a
    checkout, and when something was last installed beside the parsers it uses.
    """
    package = Path(newslint.__file__).parent
    files = (file for pattern in ("**/*.py", "data/*") for file in package.glob(pattern))
    youngest = max(file.stat().st_mtime_ns for file in files)
    return (str(package), youngest, sys.version, _installed())


def _installed() -> int:
    spec = find_spec("pyromark")
    return Path(str(spec.origin)).parents[1].stat().st_mtime_ns if spec else 0
