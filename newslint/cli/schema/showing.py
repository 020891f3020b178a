"""`newslint schema show`: what a schema says."""

import os
from pathlib import Path

import click

from newslint import runner
from newslint.cli.schema.options import as_json, configured
from newslint.config import Configs
from newslint.schema import Schema, SchemaError, bundled


@click.command()
@click.argument("file", metavar="[FILE|NAME]", required=False)
@configured
def show(*, file: str | None, configs: Configs) -> None:
    """Print the schema of a file or name.

    That is the JSON Schema that covers FILE, or the one of newslint's that is called NAME.
    Without either, list the schemas that come with newslint.
    """
    if file is None:
        titles = {name: Schema.bundled(name).contents.get("title", "") for name in bundled()}
        width = max(map(len, titles))
        for name, title in titles.items():
            click.echo(f"{name:{width}}  {title}")
    elif Path(file).is_file():
        place = Path(os.path.abspath(file))  # noqa: PTH100 - `Path.absolute` leaves `..` in place
        covering = configs.of(place).schema_for(place)
        if covering is None:
            raise SchemaError(f"no schema covers {runner.shown(place)}")
        click.echo(as_json(covering.contents))
    elif "/" in file or "." in file:
        raise SchemaError(f"{file}: no such file")
    else:
        click.echo(as_json(Schema.bundled(file).contents))
