"""How reports look: a format is a function from a report to text, yielded as files come."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import Protocol

from newslint.formats.style import Styling, plain
from newslint.report import Report

__all__ = ["FORMATS", "Format", "statistics", "step_summary", "uncoloured"]


class Format(Protocol):
    """Says a report in its own way; nothing else happens."""

    def __call__(self, report: Report) -> Iterator[str]:
        """Yield the text, coloured for a terminal; together it ends with a line break."""


def uncoloured(render: Format) -> Format:
    """Return a format as it is where nothing is to be coloured."""
    return _UNCOLOURED.get(render, render)


def _said(
    report: Report, *, module: str, function: str = "render", **options: Styling
) -> Iterator[str]:
    """Yield what a format says; its module is loaded only now, for most runs need one of them."""
    said: Callable[..., Iterator[str]] = getattr(
        import_module(f"newslint.formats.{module}"), function
    )
    return said(report, **options)


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

_UNCOLOURED: Mapping[Format, Format] = {
    FORMATS["full"]: partial(_said, module="full", style=plain),
    FORMATS["concise"]: partial(_said, module="concise", style=plain),
    statistics: partial(_said, module="counts", function="statistics", style=plain),
}

step_summary: Format = partial(_said, module="github", function="step_summary")
"""What GitHub shows on the page of a run, in Markdown."""
