"""`newslint explain`: a rule's page."""

import sys

import click

from newslint.cli.output import FAILURE, complain
from newslint.config import did_you_mean
from newslint.rule import page
from newslint.rules import every_rule


@click.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """Show the page of RULE: what it looks at, why, what to do, and its options."""
    found = every_rule().get(rule)
    if found is None:
        hint = did_you_mean(rule, every_rule())
        complain(f"there is no rule `{rule}`{hint}")
        sys.exit(FAILURE)
    click.echo(page(found), nl=False)
