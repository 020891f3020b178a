"""The rule source-attribution."""

from collections.abc import Iterator

from newslint.diagnostic import Problem
from newslint.document import Document
from newslint.rule import Rule


class SourceAttribution(Rule, frozen=True):
    """A post says who wrote it or where it was taken from.

    ## Why

    A reprint without its source is a claim to have written it. Licences ask for a name, readers
    want to know whom to believe, and search engines take the copy for the original.

    ## What to do

    Give the post one of the keys, and let the theme show it.

    ## Options

    - `any-of`: the keys of which one is enough, in whatever case. An empty one says nothing.
    """

    default = False
    any_of: tuple[str, ...] = (
        "source",
        "author",
        "authors",
        "canonical",
        "canonical_url",
        "canonicalUrl",
        "original",
        "original_url",
        "originalUrl",
        "source_url",
        "sourceUrl",
    )

    def __post_init__(self) -> None:
        """Raise `ValueError` where no key is enough."""
        if not self.any_of:
            raise ValueError("`any-of` must name a key, such as `source`")

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield the front matter's first line if none of the keys is there."""
        front_matter = document.front_matter
        if front_matter is None or front_matter.root is None or front_matter.templated:
            return
        given = {key.casefold() for key, value in front_matter.data.items() if value}
        if given.isdisjoint(key.casefold() for key in self.any_of):
            names = " or ".join(f"`{key}`" for key in self.any_of[:2])
            message = f"Nothing says where this is from, such as {names}"
            yield Problem(front_matter.fences[0], message)
