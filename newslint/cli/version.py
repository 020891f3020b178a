"""`newslint version`: which newslint this is, and what it was built on."""

import platform
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import click


@click.command()
def version() -> None:
    """Say which newslint this is and what it was built on, for a report of a bug.

    `newslint --version` says the first line only.
    """
    for line in _lines():
        click.echo(line)


def _lines() -> Iterator[str]:
    yield f"newslint {metadata.version('newslint')}"
    rows = [
        ("Python", f"{platform.python_version()} ({platform.python_implementation()})"),
        ("system", f"{platform.system()} {platform.machine()}"),
        *((name, _version(name)) for name in _dependencies()),
        ("libyaml", _libyaml()),
        ("found in", str(Path(__file__).parents[1])),
    ]
    width = max(len(name) for name, _ in rows)
    yield from (f"  {name:{width}}  {told}" for name, told in rows)


def _dependencies() -> Iterator[str]:
    """Yield the packages that newslint needs in any case, by name."""
    for needed in metadata.requires("newslint") or ():
        requirement, _, condition = needed.partition(";")
        if "extra" not in condition:
            yield requirement.partition(">")[0].strip()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "missing"


def _libyaml() -> str:
    try:
        from yaml import _yaml
    except ImportError:
        return "none, so YAML is read slowly"
    return str(_yaml.get_version_string())
