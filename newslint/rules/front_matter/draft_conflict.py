"""The rule draft-conflict."""

from collections.abc import Iterator

from newslint.diagnostic import Problem
from newslint.document import Document
from newslint.rule import Rule


class DraftConflict(Rule, frozen=True):
    """`draft` and `published` do not contradict each other.

    ## Why

    Jekyll and Hexo obey `published`, Hugo and Zola `draft`. A post that says both is online on one
    site and missing on the next, or it is shown before anyone has read it.

    ## What to do

    Keep the key that your generator knows. In Hugo `published` is another name of `publishDate`
    and holds a date, which this rule leaves alone.
    """

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield a `published` that says the opposite of `draft`."""
        front_matter = document.front_matter
        if front_matter is None or front_matter.templated:
            return
        draft, published = (_truth(front_matter.data.get(key)) for key in ("draft", "published"))
        if draft is None or draft is not published:
            return
        if draft:
            message = "`draft` says that this is not to be published, `published` that it is"
        else:
            message = "`draft` says that this is to be published, `published` that it is not"
        yield Problem(front_matter.value_span(("published",)), message)


_TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def _truth(value: object) -> bool | None:
    """Return a truth value, also one that only older parsers of YAML read as such."""
    return _TRUTH.get(str(value).lower()) if isinstance(value, bool | str) else None
