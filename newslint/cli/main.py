"""The command `newslint` and its subcommands."""

import sys
from io import TextIOWrapper

import click

from newslint.cli.check import check
from newslint.cli.explain import explain
from newslint.cli.fix import fix
from newslint.cli.rules import rules
from newslint.cli.schema import schema


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="newslint", message="newslint %(version)s")
def main() -> None:
    """Check and repair news posts: front matter, HTML and links of Markdown and HTML files."""
    for stream in (sys.stdout, sys.stderr):
        # The same bytes whatever the locale; a file name that is not UTF-8 is shown escaped.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


for command in (check, fix, rules, explain, schema):
    main.add_command(command)
