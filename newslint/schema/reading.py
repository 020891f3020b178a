"""A schema's file: read, and made whole with the local files that it refers to."""

from collections import deque
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from msgspec import Struct

from newslint.schema.violation import KeyPath, SchemaError
from newslint.schema.words import kind, quoted

DRAFT = "https://json-schema.org/draft/2020-12/schema"
"""What a schema without `$schema` follows."""


class Link(Struct, frozen=True):
    """A `$ref` or an `$id` in a schema: where it stands, what it says, the whole URL meant."""

    path: KeyPath
    written: str
    url: str

    @property
    def pointer(self) -> str:
        """Where it stands, as a JSON pointer."""
        return pointer(self.path)


def contents_of(file: Path) -> Mapping[str, Any]:
    """Return the schema in a JSON file, with every file that it refers to among its definitions.

    References are relative to the file they stand in, whatever its `$id`. Raises `SchemaError`
    for what cannot be read, is not JSON, or is not a local file.
    """
    written = _json(file)
    root = file.resolve().as_uri()
    family = {root: written | {"$id": root}}
    known = {root, _joined(root, written.get("$id"))}
    waiting = deque([(file, root)])
    while waiting:
        referrer, url = waiting.popleft()
        known |= {link.url for link in links(family[url], "$id", url)}
        for link in links(family[url], "$ref", url):
            if link.url in known or link.url.startswith(_METASCHEMAS):
                continue
            neighbour = _local(link, referrer)
            family[link.url] = _json(neighbour) | {"$id": link.url}
            known.add(link.url)
            waiting.append((neighbour, link.url))
    return written if len(family) == 1 else _together(family, root)


_METASCHEMAS = ("https://json-schema.org/draft", "http://json-schema.org/draft")


def links(schema: Any, keyword: str, base: str = "") -> Iterator[Link]:
    """Yield every `$ref` or `$id`, the outer ones first; `base` is the URL of the schema."""
    waiting: deque[tuple[Any, KeyPath, str]] = deque([(schema, (), base)])
    while waiting:
        part, path, url = waiting.popleft()
        if isinstance(part, dict):
            url = _joined(url, part.get("$id"))
            if isinstance(written := part.get(keyword), str):
                yield Link((*path, keyword), written, _joined(url, written))
            waiting.extend((value, (*path, key), url) for key, value in part.items())
        elif isinstance(part, list):
            waiting.extend((value, (*path, at), url) for at, value in enumerate(part))


def pointer(path: KeyPath) -> str:
    """Return a place in JSON by RFC 6901."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)


def _joined(base: str, reference: Any) -> str:
    if not isinstance(reference, str):
        return base
    try:
        return urldefrag(urljoin(base, reference)).url
    except ValueError:
        # No URL at all: the check against the metaschema says so.
        return base


def _local(link: Link, referrer: Path) -> Path:
    # Loaded late: it brings half of an HTTP client with it.
    from urllib.request import url2pathname

    parts = urlsplit(link.url)
    if parts.scheme == "file" and not parts.netloc:
        return Path(url2pathname(parts.path))
    raise SchemaError(
        f"{referrer}: {link.pointer}: {quoted(link.url)} is not a local file; "
        "save it beside this schema and refer to it by its name"
    )


def _together(family: Mapping[str, dict[str, Any]], root: str) -> Mapping[str, Any]:
    """Return one schema that needs no other: a bundle by section 9.3 of JSON Schema Core."""
    contents = family[root]
    draft = contents.get("$schema", DRAFT)
    definitions = "$defs" if "/draft/20" in str(draft) else "definitions"
    # A `$schema` that only repeats would make jsonschema start anew with its own keywords.
    neighbours = {
        url: {key: value for key, value in each.items() if (key, value) != ("$schema", draft)}
        for url, each in family.items()
        if url != root
    }
    return contents | {definitions: contents.get(definitions, {}) | neighbours}


def _json(file: Path) -> dict[str, Any]:
    import json  # for schemas of the user's only

    try:
        if file.exists() and not file.is_file():
            # A pipe or a device may never come to an end.
            raise SchemaError(f"{file}: is no file that could hold a schema")
        contents = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SchemaError(f"{file}: cannot be read: {error.strerror}") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise SchemaError(f"{file}: {place}: is not JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        # Bad bytes, an integer of thousands of digits, lists nested a thousand deep.
        raise SchemaError(f"{file}: is not JSON in UTF-8") from error
    if not isinstance(contents, dict):
        raise SchemaError(f"{file}: a schema is a group of keys, this is {kind(contents)}")
    return contents
