"""The command `newslint` and its subcommands."""

import errno
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from io import TextIOWrapper
from typing import Any, NoReturn

import click

from newslint import __version__

_COMMANDS = (
    *("init", "check", "fix", "baseline", "add-suppressions", "rules", "explain"),
    *("undo", "url", "schema", "config", "cache", "version"),
)

_INTERRUPTED = 2  # the signal of Ctrl-C


class _Commands(click.Group):
    """Imports a subcommand, from the module of its name, when it is asked for."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        # What a run makes lives to its end; to look for garbage often costs it a twentieth.
        gc.set_threshold(100_000, 50, 50)
        return super().main(*arguments, **options)

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        with _harmless():
            return super().make_context(*arguments, **options)

    def invoke(self, context: click.Context) -> Any:
        try:
            with _harmless():
                return super().invoke(context)
        except KeyboardInterrupt as stop:
            click.echo("newslint: stopped; every file is whole", err=True)
            # As shells have it: 128 and the signal.
            sys.exit(128 + (stop.args[0] if stop.args else _INTERRUPTED))
        except OSError as error:
            if error.errno == errno.EPIPE or error.filename is None:
                raise  # the reader has gone, of which click knows; or it is a bug
            from newslint.cli.output import FAILURE, complain

            complain(f"{os.fspath(error.filename)}: {error.strerror}")
            sys.exit(FAILURE)

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module = name.replace("-", "_")
        command = getattr(import_module(f"newslint.cli.{module}"), module)
        return command if isinstance(command, click.Command) else None


@contextmanager
def _harmless() -> Iterator[None]:
    """Let no complaint about what was typed, such as a file's name, steer the terminal."""
    try:
        yield
    except click.ClickException as error:
        from newslint.formats.terminal import visible

        told = "\n".join(map(visible, error.message.split("\n")))
        error.message = told  # type: ignore[misc] # the same complaint, of which click knows more
        raise


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="newslint %(version)s")
def main() -> None:
    """Check and repair news posts: front matter, HTML and links of Markdown and HTML files."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # The same text whatever the locale; what is not UTF-8 is shown escaped.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def run() -> NoReturn:
    """Be the process `newslint`: run the command and end with its exit code.

    The process ends at once. To take a hundred modules apart first, as Python does, takes a tenth
    of a commit hook's time, and nobody looks at them again.
    """
    _open_closed_streams()
    code: int | str | None = 0
    try:
        main(prog_name="newslint")
    except SystemExit as stop:
        code = stop.code
    # Who reads through a pipe may have gone; there is nobody left to tell.
    with suppress(BrokenPipeError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


def _open_closed_streams() -> None:
    """Have streams that were closed (`newslint check >&-`) lead nowhere, and never to a post."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(nowhere, "r" if name == "stdin" else "w"))
