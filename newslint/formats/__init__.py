"""How reports look: a format is a function from a report to text, which ends with a line break."""

from collections.abc import Mapping
from typing import Protocol

from newslint.formats import concise, full, json, jsonl
from newslint.formats.counts import statistics
from newslint.report import Report

__all__ = ["FORMATS", "Format", "statistics"]


class Format(Protocol):
    """Says a report in its own way; nothing else happens."""

    def __call__(self, report: Report, *, colour: bool = False) -> str:
        """Return the text, with escape sequences for a terminal only where `colour` is wanted."""


FORMATS: Mapping[str, Format] = {
    "full": full.render,
    "concise": concise.render,
    "json": json.render,
    "jsonl": jsonl.render,
}
"""Every format by the name that `--format` takes."""
