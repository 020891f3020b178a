"""How reports look: a format is a function from a report to text, yielded as files come."""

from collections.abc import Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import Protocol

from newslint.report import Report

__all__ = ["FORMATS", "Format", "statistics", "step_summary"]


class Format(Protocol):
    """Says a report in its own way; nothing else happens."""

    def __call__(self, report: Report) -> Iterator[str]:
        """Yield the text, coloured for a terminal; together it ends with a line break."""


def _said(report: Report, *, module: str, function: str = "render") -> Iterator[str]:
    """Yield what a format says; its module is loaded only now, for most runs need one of them."""
    said: Format = getattr(import_module(f"newslint.formats.{module}"), function)
    return said(report)


_NAMES = (
    "full",
    "concise",
    "json",
    "jsonl",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "azure",
    "rdjson",
    "checkstyle",
    "html",
)

FORMATS: Mapping[str, Format] = {name: partial(_said, module=name) for name in _NAMES}
"""Every format by the name that `--format` takes."""

statistics: Format = partial(_said, module="counts", function="statistics")
"""How many problems each rule has found."""

step_summary: Format = partial(_said, module="github", function="step_summary")
"""What GitHub shows on the page of a run, in Markdown."""
