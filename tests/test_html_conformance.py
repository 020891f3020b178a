"""Our tokens against html5lib itself; `tests.conformance` holds them to its test suite."""

from collections.abc import Iterable, Iterator
from typing import Any

from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import tokenTypes
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conformance.html_tokenizer import Token, tokens


def tags(text: str) -> Iterator[Token]:
    """Yield the tags as the tokenizer alone emits them: no raw text, no tree."""
    return (token for token in tokens(text) if token[0] in {"StartTag", "EndTag"})


def html5lib_tags(text: str) -> Iterator[Token]:
    """Yield the tags as html5lib's tokenizer emits them."""
    found: Iterable[Any] = HTMLTokenizer(text)
    for token in found:
        if token["type"] == tokenTypes["EndTag"]:
            yield "EndTag", token["name"]
        elif token["type"] == tokenTypes["StartTag"]:
            yield "StartTag", token["name"], dict(token["data"]), token["selfClosing"]


MARKUP_LIKE = st.lists(
    st.sampled_from(
        [
            *("<a", "</p", "<!--", "-->", "--!>", "<![CDATA[", ' b="', "&amp", "&lt=", "c"),
            *"<>/!?-='\"& \n\t;#xaZé0",
        ]
    ),
    max_size=30,
).map("".join)


@given(MARKUP_LIKE)
@example("<a b='&ltx' b=2 / c></a d=1/><br/>")
def test_agrees_with_html5lib_on_whatever_looks_like_markup(text: str) -> None:
    assert list(tags(text)) == list(html5lib_tags(text))
