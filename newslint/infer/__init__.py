"""A JSON Schema learnt from the posts there are, and the posts that do otherwise."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from msgspec import Struct

from newslint.document import Document
from newslint.front_matter import FrontMatter
from newslint.infer.learning import schema_of
from newslint.infer.seen import Seen
from newslint.schema import Place, Schema, Violation
from newslint.text import Text

__all__ = ["Inference", "Outlier", "infer"]


class Outlier(Struct, frozen=True):
    """What one post does otherwise than nearly all: where, 1-based, and in the writer's words."""

    path: PurePath
    line: int
    message: str


class Inference(Struct, frozen=True):
    """A schema, how many posts it was learnt from, and what in them it does not allow.

    Every post either follows the schema or is among the outliers, which come rule by rule.
    """

    schema: Mapping[str, Any]
    posts: int
    outliers: tuple[Outlier, ...]


def infer(documents: Iterable[Document], required_from: float) -> Inference:
    """Return what there is to learn from the front matter of the documents.

    A key is required where this share of the posts, or of the groups around it, has it. A document
    whose front matter is missing, cannot be read or is a template's teaches nothing.
    """
    seen = Seen()
    posts: list[tuple[PurePath, FrontMatter]] = []
    for document in documents:
        front_matter = document.front_matter
        if front_matter is None or front_matter.root is None or front_matter.templated:
            continue
        seen.add(front_matter.data)
        posts.append((document.path, front_matter))
    schema = schema_of(seen, required_from)
    return Inference(schema, len(posts), tuple(_outliers(schema, seen, posts)))


def _outliers(
    schema: Mapping[str, Any], seen: Seen, posts: Iterable[tuple[PurePath, FrontMatter]]
) -> Iterator[Outlier]:
    judge = Schema("learnt", schema)
    found = [
        (_rule(violation), path, front_matter, violation)
        for path, front_matter in posts
        for violation in judge.violations(front_matter.data)
    ]
    breaks = Counter(rule for rule, *_ in found)
    for rule, path, front_matter, violation in sorted(found, key=lambda each: each[0]):
        count = _count(seen, violation, breaks[rule])
        line = _line(front_matter, violation)
        yield Outlier(path, line, f"{violation.message} [{count}]")


def _rule(violation: Violation) -> tuple[tuple[str, ...], str]:
    """Return what a violation breaks: a place, one for all entries of a list, and a keyword."""
    place = tuple("[]" if isinstance(step, int) else step for step in violation.path)
    return place, violation.keyword


def _count(seen: Seen, violation: Violation, breaks: int) -> str:
    """Return how many do as the schema says."""
    if violation.place is Place.MISSING:
        total = seen.at(violation.path[:-1]).types["object"]
        return f"present in {total - breaks} of {total}"
    total = seen.at(violation.path).total
    return f"right in {total - breaks} of {total}"


def _line(front_matter: FrontMatter, violation: Violation) -> int:
    """Return the line of a value, or of the key or fence that what is missing belongs below."""
    path = violation.path
    if violation.place is Place.VALUE and path and (written := front_matter.value_span(path)):
        start = written.start
    else:
        if violation.place is Place.MISSING:
            path = path[:-1]
        while path and isinstance(path[-1], int):
            path = path[:-1]  # an entry of a list has no key of its own
        span = front_matter.key_span(path) if path else front_matter.fences[0]
        start = span.start
    return Text(front_matter.content_of_file).position(start).line
