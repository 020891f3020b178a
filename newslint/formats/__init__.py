"""How reports look: a format is a function from a report to text, yielded as files come."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from newslint.formats import concise, full, json, jsonl
from newslint.formats.counts import statistics
from newslint.report import Report

__all__ = ["FORMATS", "Format", "statistics"]


class Format(Protocol):
    """Says a report in its own way; nothing else happens."""

    def __call__(self, report: Report) -> Iterator[str]:
        """Yield the text, coloured for a terminal; together it ends with a line break."""


FORMATS: Mapping[str, Format] = {
    "full": full.render,
    "concise": concise.render,
    "json": json.render,
    "jsonl": jsonl.render,
}
"""Every format by the name that `--format` takes."""
