"""The lexer of HTML: html5lib's tags, elements that nest, and values that can be written back."""

from newslint.diagnostic import apply
from newslint.html import Attribute, Markup, lex
from newslint.text import Span
from tests.reliability.fuzz import tokens
from tests.reliability.fuzz.target import Target
from tests.test_html_conformance import html5lib_tags, tags

_HARD_TO_WRITE = "\"'<&amp;>`= \n&lt"
_MOST = 8  # attributes that are written anew; each takes another look at the whole text


def examine(data: bytes) -> None:
    text = data.decode(errors="replace")
    if "\0" not in text and "\r" not in text:  # html5lib changes these before it reads
        assert list(tags(text)) == list(html5lib_tags(text)), "html5lib reads other tags"
    markup = lex(text, [Span(0, len(text))])
    _examine_places(markup, len(text))
    _examine_nesting(markup)
    attributes = [each for element in markup.elements for each in element.attributes]
    for attribute in attributes[:_MOST]:
        _examine_value(text, attribute)


def _examine_places(markup: Markup, length: int) -> None:
    """What the lexer found lies one behind the other."""
    ends = [element.end for element in markup.elements if element.end]
    found = [element.span for element in markup.elements]
    found += [*ends, *markup.comments, *markup.declarations, *markup.raw_text, *markup.stray_ends]
    found.sort()
    places = [0, *(place for span in found for place in (span.start, span.end)), length]
    assert places == sorted(places), "markup overlaps"
    assert len(set(found)) == len(found), "one end tag ends two elements"


def _examine_nesting(markup: Markup) -> None:
    around: list[int] = []
    for element in markup.elements:
        if element.end is None:
            continue
        while around and around[-1] <= element.span.start:
            around.pop()
        assert not around or element.end.end <= around[-1], "elements cross"
        around.append(element.end.end)


def _examine_value(text: str, attribute: Attribute) -> None:
    literal = attribute.literal
    if literal is None:
        assert not attribute.value, "a value that is written nowhere"
        return
    assert literal.value == attribute.value, "two values of one attribute"
    assert text[literal.span.start : literal.span.end] == literal.written, "a value out of place"
    offsets = list(literal.syntax.offsets(literal.written))
    assert len(offsets) == len(literal.value) + 1, "a character of a value without a place"
    assert offsets == sorted(offsets), "characters of a value out of order"
    changed = apply(text, [literal.edit(0, len(literal.value), _HARD_TO_WRITE)])
    now = lex(changed, [Span(0, len(changed))])
    values = [each.value for one in now.elements for each in one.attributes]
    assert _HARD_TO_WRITE in values, "a value that is written back says something else"


TARGET = Target(
    "markup",
    "tags are those of html5lib, elements nest, and a value that is written reads the same",
    examine,
    (
        b"<a href='?a=1&amp;b=2' title=\"x &lt y\" c=d&copy=e/>text</a>",
        b"<p>One<p>Two<ul><li>a<li>b</ul><b><i>c</b></i><br/>",
        b"<script><!-- <script> </script> --></script><style></p></style><textarea><b></textarea>",
        b"<svg><![CDATA[ <a> ]]><title>t</title></svg><math><mi>x</math><![CDATA[ > ]]>",
        b"<table><tr><td>1<td>2<tr><th>3</table><select><option>1<option>2</select>",
        b"<!doctype html><!-- a --!><?php x ?></ bogus><a =b c='d\ne' f = g",
    ),
    tokens.MARKUP,
)
