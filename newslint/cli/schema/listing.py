"""`newslint schema list`: which schema covers which files."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from newslint import runner
from newslint.cli.output import FAILURE, complain
from newslint.cli.schema.options import configured, find, paths_argument
from newslint.config import Config, Configs
from newslint.formats.summary import counted
from newslint.formats.terminal import visible


@click.command("list")
@paths_argument
@click.option("--files", "with_files", is_flag=True, help="Name the files of each schema, too.")
@configured
def list_(*, paths: tuple[Path, ...], configs: Configs, with_files: bool) -> None:
    """Show which schema covers which files.

    Files at or below PATHS (default: this folder) are counted by schema; those that no schema
    covers are named. A schema of the configuration that covers no file makes the exit code 2.
    """
    found, code = find(paths, configs)
    by_schema: dict[str, list[Path]] = {}
    for path in found:
        covering = configs.of(path).schema_for(path)
        by_schema.setdefault(visible(covering.name) if covering else _NONE, []).append(path)
    width = max(map(len, by_schema), default=0)
    digits = len(str(len(found)))
    for name in sorted(by_schema, key=lambda name: (name == _NONE, name)):
        covered = by_schema[name]
        noun = counted(len(covered), "file").partition(" ")[2]
        click.echo(f"{name:{width}}  {len(covered):{digits}} {noun}")
        if with_files or name == _NONE:
            for path in covered:
                click.echo(f"  {visible(runner.shown(path))}")
    for told in _without_files(found, configs):
        complain(told)
        code = FAILURE
    sys.exit(code)


_NONE = "(no schema)"


def _without_files(found: Iterable[Path], configs: Configs) -> Iterator[str]:
    """Yield what to say of each schema of the configurations in force that covers no file."""
    in_force = {config.file: config for config in map(configs.of, found)}
    for config in in_force.values():
        if not config.settings.coverages:
            continue
        # What a schema is for may stand outside the paths that were asked about.
        site = (file.path for file in runner.find([config.root], configs).files)
        used = {_coverage(config, path) for path in site if configs.of(path).file == config.file}
        for place, coverage in enumerate(config.settings.coverages):
            if coverage.schema and place not in used:
                patterns = ", ".join(f"`{line}`" for line in coverage.files.lines)
                yield (
                    f"{runner.shown(config.file or config.root)}: schema-covers-no-file: "
                    f"the schema `{coverage.schema.name}` covers no file; "
                    f"its `files` are {patterns}"
                )


def _coverage(config: Config, path: Path) -> int | None:
    """Return which of the coverages decides on a file: the first that it is among."""
    covers = enumerate(config.settings.coverages)
    return next((place for place, cover in covers if cover.files.match(path)), None)
