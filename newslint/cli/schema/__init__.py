"""`newslint schema`: which schema covers which file, what it says, and one learnt from posts."""

import click

from newslint.cli.schema.inferring import infer
from newslint.cli.schema.listing import list_
from newslint.cli.schema.showing import show

__all__ = ["schema"]


@click.group()
def schema() -> None:
    """See which schema covers which file, read one, or learn one from the posts there are."""


for command in (list_, show, infer):
    schema.add_command(command)
