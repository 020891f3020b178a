"""`newslint url`: what is known about one URL."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from newslint.cli.output import FAILURE, complain
from newslint.config import ConfigError, Configs
from newslint.formats.json import dumps
from newslint.formats.terminal import visible
from newslint.tracking import Catalogue, Explanation, explained


@click.command()
@click.argument("urls", nargs=-1, required=True, metavar="URL…")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a line.")
@click.option(
    "--config",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Take what this configuration adds; by default the nearest above this folder.",
)
def url(urls: tuple[str, ...], *, as_json: bool, config: Path | None) -> None:
    """Explain URLs: what would go, by which entry of the catalogue, and what they become.

    With `-`, read them from standard input, one a line.
    """
    try:
        known = Configs(config).of(Path("post.md").absolute()).settings.catalogue
    except ConfigError as error:
        complain(str(error))
        sys.exit(FAILURE)
    for number, each in enumerate(_given(urls)):
        explanation = explained(each, known)
        if as_json:
            click.echo(dumps(_described(explanation, known)))
        else:
            blank = "\n" if number else ""
            click.echo(blank + "\n".join(map(visible, _told(explanation, known))))


def _given(urls: Iterable[str]) -> Iterator[str]:
    for each in urls:
        if each == "-":
            for line in sys.stdin:
                if line.strip():
                    yield line.strip()
        else:
            yield each


def _told(explanation: Explanation, known: Catalogue) -> Iterator[str]:
    """Yield the lines that tell a person."""
    yield explanation.url
    rows = list(_rows(explanation, known))
    yield from rows or ["  nothing to say"]
    if explanation.safe != explanation.url:
        yield f"  fix           {explanation.safe}"
    if explanation.unsafe != explanation.safe:
        yield f"  fix --unsafe  {explanation.unsafe}"


def _rows(explanation: Explanation, known: Catalogue) -> Iterator[str]:
    """Yield what is known about a URL, each with the name of the entry that says so."""

    def because(entry: str) -> str:
        return f"{known.entries[entry].what} ({entry})"

    if explanation.target:
        yield f"  leads to {explanation.target.url}: {because(explanation.target.entry)}"
    width = max((len(cut.name) for cut in explanation.cuts), default=0)
    for cut in explanation.cuts:
        yield f"  {cut.name:{width}}  {because(cut.entry)}, {cut.kind.value}"
    for entry, said in (
        (explanation.left_alone, "nothing is changed"),
        (explanation.opaque, "its target does not stand in it"),
        (explanation.pixel, "counts readers"),
        (explanation.script, "watches readers"),
    ):
        if entry:
            yield f"  {said}: {because(entry)}"


def _described(explanation: Explanation, known: Catalogue) -> dict[str, Any]:
    """Return what `--json` prints."""
    target = explanation.target
    return {
        "url": explanation.url,
        "safe": explanation.safe,
        "unsafe": explanation.unsafe,
        "target": target and {"url": target.url, "entry": target.entry},
        "parameters": [
            {
                "name": cut.name,
                "entry": cut.entry,
                "what": known.entries[cut.entry].what,
                "kind": cut.kind.value,
                "applicability": cut.applicability.value,
                "start": cut.start,
                "end": cut.end,
            }
            for cut in explanation.cuts
        ],
        "left_alone": explanation.left_alone,
        "opaque": explanation.opaque,
        "pixel": explanation.pixel,
        "script": explanation.script,
    }
