"""What html-block-broken repairs, as a browser's parser sees it."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest

from newslint import engine, markdown
from newslint.document import Document
from newslint.rules.html.html_block_broken import HtmlBlockBroken
from tests.growth import is_linear
from tests.rules.examples import Example, bad

BROKEN = [example for example in bad() if example.rule is HtmlBlockBroken]


def repaired(content: str) -> Document:
    repair = engine.fix(Document.parse("post.md", content), [HtmlBlockBroken()], unsafe=True)
    assert repair.findings.failures == ()
    return repair.document


def elements(html: str) -> list[tuple[int, str, list[str]]]:
    """Return the elements that a browser makes of this: depth, name, and the words in front."""
    return list(_elements(html5lib.parse(html, namespaceHTMLElements=False), 0))


def _elements(parent: Element, depth: int) -> Iterator[tuple[int, str, list[str]]]:
    yield depth, str(parent.tag), (parent.text or "").split()
    for child in parent:
        yield from _elements(child, depth + 1)


@pytest.mark.parametrize(
    "written",
    [
        "<table>\n  <tr>\n    <td>1</td>\n\n    <td>2</td>\n  </tr>\n</table>\n",
        "<div>\n\n    <ul>\n\n        <li>a</li>\n\n        <li>b</li>\n    </ul>\n\n</div>\n",
        "<div>\n  <p>one</p>\n\n    </div>\n<p>after</p>\n",
        "<div>\n<!-- ad -->\n    <p>one</p>\n\n    <p>two</p>\n</div>\n",
        "<!-- ad -->\n<div>\n<p>\n\n     text\n</p>\n</div>\n",
        "<section>\n\t<h2>a</h2>\n \t \n\t<p>b</p>\n\n\t<p>c</p>\n</section>\n",
        "<div>\r\n  <p>one</p>\r\n\r\n    <p>two</p>\r\n\r\n\r\n     <p>three</p>\r\n</div>\r\n",
        "<div>\n  <i>ä</i>\n\n     <b>ö</b>\n\n</div>\n\n<div>\n\n     <b>渡轮</b></div>",
    ],
)
def test_a_repaired_block_has_the_elements_that_its_html_says(written: str) -> None:
    document = repaired(written)

    assert elements(markdown.render(written)) != elements(written)
    assert elements(markdown.render(document.text.content)) == elements(written)


@pytest.mark.parametrize("example", BROKEN, ids=str)
def test_a_repair_leaves_every_word_of_the_source(example: Example) -> None:
    before = example.document()

    after = engine.fix(before, [HtmlBlockBroken()], unsafe=True).document

    assert after.text.content.split() == before.text.content.split()


@pytest.mark.parametrize(
    "token",
    [
        "<div>\n\n    <p>a</p>\n",
        "<p>a</p>\n\n    <b>\n\n",
        "<!-- a -->\n    <p>\n",
        "<div>\n\n    </div>\n",
        "<p>[a](/b)\n\n",
        "**a** [a](/",
    ],
)
def test_takes_linear_time(token: str) -> None:
    def lint(content: str) -> object:
        return engine.lint(Document.parse("post.md", content), [HtmlBlockBroken()])

    assert is_linear(lint, token, "<div>\n")
