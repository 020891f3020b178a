"""Patches as they look on a terminal."""

import click

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def coloured(patch: str) -> str:
    """Return a patch with its lines coloured."""
    return "\n".join(map(_coloured, patch.split("\n")))


def _coloured(line: str) -> str:
    if line.startswith(("--- ", "+++ ")):
        return click.style(line, bold=True)
    foreground = _COLOURS.get(line[:1])
    return click.style(line, fg=foreground) if foreground else line
