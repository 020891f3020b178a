"""The rule description-length."""

from collections.abc import Iterator

from newslint import graphemes
from newslint.diagnostic import Problem
from newslint.document import Document
from newslint.rule import Rule


class DescriptionLength(Rule, frozen=True):
    """A description is as long as search results and link previews can show.

    ## Why

    Search results and link previews show about 160 characters of a description and cut off the
    rest; from a few words they learn nothing and show some other sentence of the post.

    ## What to do

    Say in a sentence or two what the post is about. How long is a matter of taste and of the theme,
    so the rule is off until you ask for it.

    Characters are counted as a reader sees them: an emoji or a letter with its accents is one.

    ## Options

    - `keys`: the keys that hold a description, such as `summary`, in whatever case.
    - `least`: how many characters it must have.
    - `most`: how many characters it may have.
    """

    default = False
    keys: tuple[str, ...] = ("description",)
    least: int = 50
    most: int = 160

    def __post_init__(self) -> None:
        """Raise `ValueError` where no length is allowed."""
        if self.least > self.most:
            raise ValueError(f"`least` is {self.least}, which is more than `most`, {self.most}")

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every description that is too short or too long."""
        for key, text, scalar in document.texts_named(*self.keys):
            if wrong := graphemes.misfit(text, self.least, self.most):
                yield Problem(scalar.span, f"`{key}` {wrong}")
