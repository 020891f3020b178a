"""What a terminal shows in colour or bold."""

from collections.abc import Callable

import click

Style = Callable[[object], str]
"""What puts a text into the escape sequences of a style."""


def style(*, colour: str | None = None, bold: bool = False) -> Style:
    """Return a style. It is made once, and so are its escape sequences."""
    return f"{click.style('', fg=colour, bold=bold or None, reset=False)}{{}}{_RESET}".format


_RESET = click.style("")
