"""Paths as reports show them, and what is said of those that lead nowhere."""

import os
from pathlib import Path

from newslint.report import FileReport


def unreadable(path: Path, error: OSError) -> FileReport:
    """Return the report of a file that the operating system does not let us have."""
    # Without its number and the path; it goes on behind a colon.
    told = error.strerror or str(error)
    return failed(path, told[:1].lower() + told[1:])


def failed(path: Path, told: str) -> FileReport:
    """Return the report of a file of which nothing is known but why."""
    return FileReport(shown(path), read=False, failure=told, covered=False)


def shown(path: str | Path) -> str:
    """Return a path as reports show it: relative where it is below the working directory."""
    name, below = os.path.abspath(path), f"{_working_directory()}{os.sep}"  # noqa: PTH100 - as is
    short = name.removeprefix(below).replace(os.sep, "/")
    # Names are bytes; what they say does not depend on the locale.
    return short if short.isascii() else os.fsencode(short).decode(errors="surrogateescape")


def _working_directory() -> str:
    folder = os.getcwd()  # noqa: PTH109 - a string is what is compared
    return "" if folder == os.sep else folder
