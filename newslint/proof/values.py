"""The values of a front matter as python-frontmatter reads them, before and after a repair."""

import re
import tomllib
from collections.abc import Collection
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import BaseHandler, JSONHandler, YAMLHandler
from frontmatter.util import u

from newslint.document import Document
from newslint.front_matter import Format


def objection(before: Document, after: Document, touched: Collection[str]) -> str:
    """Return what a repair did to other values than those of the `touched` keys; empty if none.

    What could not be read before the repair proves nothing.
    """
    is_unread = before.front_matter is not None and before.front_matter.root is None
    if is_unread or _written(before) == _written(after):
        return ""
    try:
        values = _values(before)
    except ValueError:
        return ""
    if before.front_matter is not None and not values:
        return ""  # what stands before the fence hides it from python-frontmatter
    try:
        now = _values(after)
    except ValueError as error:
        return f"would break the front matter ({error})"
    for key in sorted({*values, *now} - {*touched}):
        # `1` and `1.0` and `True` are equal to Python, but not to a site generator.
        if repr(values.get(key, _ABSENT)) != repr(now.get(key, _ABSENT)):
            return f"would change `{key}` in the front matter"
    return ""


_ABSENT = object()


class _TomlHandler(BaseHandler):
    FM_BOUNDARY = re.compile(r"^\+{3,}\s*$", re.MULTILINE)

    def load(self, fm: str) -> dict[str, Any]:
        return tomllib.loads(fm.replace("\r\n", "\n"))


class _HexoHandler(JSONHandler):
    FM_BOUNDARY = re.compile(r"^;{3,}\s*$", re.MULTILINE)


_HANDLERS: dict[Format, BaseHandler] = {
    Format.YAML: YAMLHandler(),
    Format.TOML: _TomlHandler(),
    Format.JSON: JSONHandler(),
    Format.HEXO_JSON: _HexoHandler(),
}


def _written(document: Document) -> tuple[BaseHandler, str] | None:
    """Return what python-frontmatter takes for the front matter, and what would read it."""
    front_matter = document.front_matter
    handler = _HANDLERS.get(front_matter.format) if front_matter else None
    if handler is None:
        return None
    try:
        written, _ = handler.split(u(document.text.content).strip())
    except ValueError:  # there is none
        return None
    return handler, written


def _values(document: Document) -> dict[str, Any]:
    """Return the front matter's values by key. Raises `ValueError` where they cannot be read."""
    if document.front_matter is None:
        return {}
    handler = _HANDLERS.get(document.front_matter.format)
    if handler is None:
        return {}
    try:
        values, _ = frontmatter.parse(document.text.content, handler=handler)
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(str(error)) from error
    return {str(key): value for key, value in values.items()}
