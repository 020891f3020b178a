"""`newslint schema infer`: a schema learnt from the posts there are, and their outliers."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newslint import files, runner
from newslint.cli.output import FAILURE, complain
from newslint.cli.schema.options import as_json, configured, find, paths_argument
from newslint.config import Configs
from newslint.document import Document
from newslint.formats.summary import counted
from newslint.formats.terminal import visible

if TYPE_CHECKING:
    from newslint.infer import Inference


@click.command()
@paths_argument
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the schema to this file.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["schema", "json"]),
    default="schema",
    show_default=True,
    help="`json` is one object that holds the schema and the outliers.",
)
@click.option(
    "--required-from",
    metavar="SHARE",
    type=click.FloatRange(0, 1, min_open=True),
    default=0.98,
    show_default=True,
    help="A key is required where at least this share of the files has it.",
)
@configured
def infer(
    *,
    paths: tuple[Path, ...],
    configs: Configs,
    output: Path | None,
    format_name: str,
    required_from: float,
) -> None:
    """Learn a JSON Schema from posts.

    It says what nearly all files at or below PATHS (default: this folder) have in common in their
    front matter: keys, types, formats, vocabularies, lengths. The outliers, what a few files do
    otherwise, are listed on standard error.

    Mend those files or the schema, and write into each `description` what the key is for:
    messages repeat it.
    """
    from newslint.infer import infer as learn

    found, code = find(paths, configs)
    failures: list[str] = []
    # A bar for what takes a moment, and only where someone looks.
    hidden = len(found) < _MANY or not sys.stderr.isatty()
    with click.progressbar(found, label="Reading", file=sys.stderr, hidden=hidden) as reading:
        learnt = learn(_documents(reading, failures), required_from)
    for failure in failures:
        complain(failure)
        code = FAILURE
    if not learnt.posts:
        complain("there is no front matter to learn from")
        sys.exit(FAILURE)
    is_report = format_name == "json"
    text = f"{as_json(_report(learnt) if is_report else learnt.schema)}\n"
    if output is None:
        click.echo(text, nl=False)
    else:
        _write(output, text)
    if not is_report:
        _show_outliers(learnt, len(found) - len(failures))
    sys.exit(code)


_MANY = 500


def _documents(paths: Iterable[Path], failures: list[str]) -> Iterator[Document]:
    """Yield the files that can be read, and note why the others cannot."""
    for path in paths:
        try:
            content = files.read(path)
        except OSError as error:
            failures.append(f"{runner.shown(path)}: {(error.strerror or str(error)).lower()}")
        else:
            yield Document.parse(path, content)


def _report(learnt: "Inference") -> Mapping[str, Any]:
    return {
        "version": 1,
        "files": learnt.posts,
        "schema": learnt.schema,
        "outliers": [
            {
                "path": runner.shown(Path(outlier.path)),
                "line": outlier.line,
                "message": outlier.message,
            }
            for outlier in learnt.outliers
        ],
    }


def _show_outliers(learnt: "Inference", read: int) -> None:
    for outlier in learnt.outliers:
        place = f"{runner.shown(Path(outlier.path))}:{outlier.line}"
        click.echo(visible(f"{place}: {outlier.message}"), err=True)
    among = len({outlier.path for outlier in learnt.outliers})
    outliers = f"{counted(len(learnt.outliers), 'outlier')} in {counted(among, 'file')}"
    click.echo(
        f"Learnt from {counted(learnt.posts, 'file')}: {outliers if among else 'no outliers'}.",
        err=True,
    )
    if others := read - learnt.posts:
        click.echo(f"{counted(others, 'file')} without front matter to learn from.", err=True)


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        complain(f"cannot write {file}: {error.strerror}")
        sys.exit(FAILURE)
