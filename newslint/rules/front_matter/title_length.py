"""The rule title-length."""

from collections.abc import Iterator

from newslint import graphemes
from newslint.diagnostic import Problem
from newslint.document import Document
from newslint.rule import Rule


class TitleLength(Rule, frozen=True):
    """A title is as long as lists and search results can show.

    ## Why

    Lists, link previews and search results cut a long title off in the middle of a word. One over
    150 characters is often a whole paragraph that a scraper took for the headline.

    ## What to do

    Say it shorter; what is left over may be the first sentence of the post.

    Characters are counted as a reader sees them: an emoji or a letter with its accents is one.

    ## Options

    - `keys`: the keys that hold a title, in whatever case.
    - `least`: how many characters it must have; at first none, since the schema asks for a title.
    - `most`: how many characters it may have.
    """

    keys: tuple[str, ...] = ("title",)
    least: int = 0
    most: int = 150

    def __post_init__(self) -> None:
        """Raise `ValueError` where no length is allowed."""
        if self.least > self.most:
            raise ValueError(f"`least` is {self.least}, which is more than `most`, {self.most}")

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every title that is too short or too long."""
        for key, text, scalar in document.texts_named(*self.keys):
            if wrong := graphemes.misfit(text, self.least, self.most):
                yield Problem(scalar.span, f"`{key}` {wrong}")
