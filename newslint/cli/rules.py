"""`newslint rules`: the table of rules."""

import click

from newslint.rules import every_rule


@click.command()
def rules() -> None:
    """List every rule: its name, what it can repair, and what it is for."""
    table = every_rule()
    width = max(map(len, table))
    group = ""
    for name, rule in table.items():
        if rule.group != group:
            click.echo(f"{'' if not group else chr(10)}{rule.group}")
            group = rule.group
        fixes = rule.fixes.value if rule.fixes else "-"
        off = "" if rule.default else " (off by default)"
        click.echo(f"  {name:{width}}  {fixes:6}  {rule.summary()}{off}")
