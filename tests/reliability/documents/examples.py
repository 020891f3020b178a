"""The examples of the rules, taken to pieces."""

from collections.abc import Iterable, Iterator
from functools import cache

from tests.rules.examples import examples


@cache
def front_matters() -> tuple[str, ...]:
    """Return the front matters of all examples, with their fences."""
    return _distinct(front_matter for front_matter, _ in _halves())


@cache
def bodies() -> tuple[str, ...]:
    """Return the bodies of all examples."""
    return _distinct(body for _, body in _halves())


@cache
def blocks() -> tuple[str, ...]:
    """Return what stands between blank lines in the bodies."""
    return _distinct(block for body in bodies() for block in body.split("\n\n"))


def _halves() -> Iterator[tuple[str, str]]:
    for example in examples():
        document = example.document()
        content, start = document.text.content, document.body.start
        yield content[:start], content[start:]


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        sorted({text for text in texts if text.strip()}, key=lambda text: (len(text), text))
    )
