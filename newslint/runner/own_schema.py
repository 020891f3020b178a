"""The schema that a post names itself, by `$schema` in its front matter."""

import os
from functools import cache
from pathlib import Path

from newslint.config import Config
from newslint.document import Document
from newslint.schema import Schema, SchemaError


def own_schema(document: Document, place: Path, config: Config) -> Schema | None:
    """Return the schema that a post names by a path from its folder; a URL names none.

    `place` is where the post is, as an absolute path. A post may come from anybody: it names a
    file beside or below it, below the working directory or below its configuration, and no other.
    Raises `SchemaError`.
    """
    if "$schema" not in document.text.content or document.front_matter is None:
        return None
    name = document.front_matter.data.get("$schema")
    if not isinstance(name, str) or not name or "://" in name:
        return None
    folders = [place.parent, Path.cwd(), *([config.root] if config.file else ())]
    try:
        file = Path(os.path.realpath(place.parent / name))
    except ValueError as error:  # a NUL
        raise SchemaError(f"{name}: no file can be called so") from error
    if not any(file.is_relative_to(os.path.realpath(folder)) for folder in folders):
        told = "it lies outside of this folder and of that of the configuration"
        raise SchemaError(f"{name}: {told}; a post names no other schema")
    return _schema(file)


@cache
def _schema(file: Path) -> Schema:
    return Schema.read(file)
