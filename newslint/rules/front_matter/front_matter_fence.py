"""The rule front-matter-fence."""

from collections.abc import Iterator

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class FrontMatterFence(Rule, frozen=True):
    """The lines around front matter are three characters and nothing else.

    ## Why

    Tools agree on `---` only, and on `+++` and `;;;` likewise:

    - `----` opens front matter for Hexo, if the closing line is as long. Jekyll sees no front
      matter then, and Hugo reads the fourth `-` as the beginning of a list and stops. At the end,
      Hugo leaves the fourth `-` in the article, and Jekyll reads on to the next `---`.
    - `...` closes front matter for Jekyll and Pandoc. Hugo and Hexo look on for `---`.
    - A space behind `---` that nobody sees is no harm in Jekyll; Hexo then sees no front matter.

    ## What to do

    Write three characters, the same above and below. The fix does. `---json` and its like, which
    say what language follows, stay.
    """

    fixes = Applicability.SAFE

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield the fence lines that are not three characters."""
        front_matter = document.front_matter
        if front_matter is None:
            return
        opening, closing = front_matter.fences
        above = document.text[opening]
        character = above[0]
        if closing is None or character == "{":
            return
        fence = character * 3
        if not above.strip(character):
            yield from _problems(document, opening, fence)
        yield from _problems(document, closing, fence)


_BLANKS = regex(r"[ \t]*+")


def _problems(document: Document, written: Span, fence: str) -> Iterator[Problem]:
    blanks = _BLANKS.match(document.text.content, written.end)
    end = blanks.end() if blanks else written.end
    edit = Edit(Span(written.start, end), fence)
    if document.text[written] != fence:
        message = f"Not every tool knows `{document.text[written]}`; write `{fence}`"
        yield Problem(written, message, Fix.safe(f"Write `{fence}`", edit))
    elif written.end < end:
        message = f"Blanks stand behind `{fence}`; not every tool knows it then"
        yield Problem(Span(written.end, end), message, Fix.safe("Delete the blanks", edit))
