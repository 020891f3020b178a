"""What a terminal shows in colour or bold."""

from collections.abc import Callable
from typing import Protocol

import click

Style = Callable[[str], str]
"""What puts a text into the escape sequences of a style, if there are to be any."""

Form = Callable[..., str]
"""What fills texts into the blanks of a text that is styled already."""


class Styling(Protocol):
    """Whether there are colours: `coloured` or `plain`."""

    def __call__(self, *, colour: str | None = None, bold: bool = False) -> Style:
        """Return a style."""


def coloured(*, colour: str | None = None, bold: bool = False) -> Style:
    """Return a style. It is made once, and so are its escape sequences."""
    return f"{click.style('', fg=colour, bold=bold or None, reset=False)}{{}}{_RESET}".format


def plain(**_looks: object) -> Style:
    """Return the style that leaves a text as it is."""
    return str


_RESET = click.style("")
