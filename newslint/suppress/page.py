"""What a body becomes on the page, to tell whether a comment may come or go."""

import re
from collections.abc import Callable, Collection, Hashable, Mapping
from typing import TypeVar

from msgspec.structs import replace

from newslint import markdown
from newslint.diagnostic import Edit, apply
from newslint.document import Document
from newslint.regex import regex
from newslint.suppress.reading import directives
from newslint.text import Text


def rendered(document: Document) -> str:
    """Return the HTML that a body becomes, without comments and space that nobody sees."""
    document = without_tokens(document)
    body = document.masked[document.body.start :]
    html = _COMMENT.sub("", body if document.is_html else markdown.render(body))
    return " ".join(_SPACE_AROUND_TAG.sub("", html).split())


_COMMENT = regex(r"<!--.*?--!?>", re.DOTALL)
_SPACE_AROUND_TAG = regex(r"(?<!\s)\s++(?=</?[A-Za-z])|(?<=>)\s++")


def without_tokens(document: Document) -> Document:
    """Return the document without the template comments that are suppressions."""
    if not document.templates.spans:
        return document
    tokens = [
        Edit(each.span)
        for each in directives(document)
        if document.templates.overlapping(each.span)
    ]
    if not tokens:
        return document
    return replace(document, text=Text(apply(document.text.content, tokens)))


_Key = TypeVar("_Key", bound=Hashable)
_MOST_TRIES = 250  # a body is rendered for each


def harmless(
    edits: Mapping[_Key, Edit], stays: Callable[[Collection[Edit]], bool]
) -> dict[_Key, Edit]:
    """Return those of the edits with which the page stays as it is, found by halves.

    Of very many, not all are tried.
    """
    found: dict[_Key, Edit] = {}
    waiting = [[*edits]]
    for _ in range(_MOST_TRIES):
        if not waiting:
            break
        keys = waiting.pop()
        if not keys or stays([edits[key] for key in keys]):
            found.update((key, edits[key]) for key in keys)
        elif middle := len(keys) // 2:
            waiting += [keys[middle:], keys[:middle]]
    return found
