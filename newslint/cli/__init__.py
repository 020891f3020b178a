"""The command line: arguments in, exit code out. The only package that prints or exits."""

from newslint.cli.main import main, run

__all__ = ["main", "run"]
