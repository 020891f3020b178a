"""What in a Markdown body is HTML, code and link; `tests.conformance` holds it to CommonMark."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import Document, Span, apply, markdown, templates
from newslint.markdown.escapes import ANGLE_DESTINATION, BARE_URL, DESTINATION, unescape


def parse(body: str) -> markdown.Markdown:
    masked = templates.mask(body, templates.tokens(body))
    return markdown.parse(body, masked, Span(0, len(body)))


def cut(body: str, spans: tuple[Span, ...]) -> list[str]:
    return [body[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("body", "pieces"),
    [
        ("<p>\n<b>x</b>\n</p>\n", ["<p>\n<b>x</b>\n</p>\n"]),
        ("日本 <b>x</b> 語\n", ["<b>", "</b>"]),
        ('> <p\n> class="a">x</p>\n', ["<p\n", 'class="a">x</p>\n']),
        ("`<b>` and\n\n    <i>\n", []),
        ("| a |\n|---|\n| <b>x</b> |\n", ["<b>", "</b>"]),
        ("a <!-- b --> c\n", ["<!-- b -->"]),
    ],
)
def test_html_is_found(body: str, pieces: list[str]) -> None:
    assert cut(body, parse(body).html) == pieces


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("a `b` c", ["`b`"]),
        ("中 ``b ` c`` d", ["``b ` c``"]),
        ("```html\n<p>\n```\n", ["```html\n<p>\n```"]),
        ("a\n\n    b\n", ["b\n"]),
        ("<p>`b`</p>\n", []),
    ],
)
def test_code_is_found(body: str, code: list[str]) -> None:
    assert cut(body, parse(body).code) == code


@pytest.mark.parametrize(
    ("body", "urls"),
    [
        ("[a](/b)", ["/b"]),
        ("[a]( </b c> 'title')", ["/b c"]),
        ('[a](/b_\\(c\\) "title")', ["/b_(c)"]),
        ("[a](/b(c))", ["/b(c)"]),
        ("[a](/?b=1&amp;c=2)", ["/?b=1&c=2"]),
        ("![a](b.png)", ["b.png"]),
        ("[![a](b.png)](/c)", ["b.png", "/c"]),
        ("![a [b](/c) ![d](/e)](/f)", ["/f"]),
        ("[**a** `b`](/c)", ["/c"]),
        ("[](/b)", ["/b"]),
        ("<https://news.example/?a=1>", ["https://news.example/?a=1"]),
        ("[a][b]\n\n[b]: /c 'title'\n", ["/c"]),
        ("[a]\n\n> [a]: </c d>\n", ["/c d"]),
        ("见https://news.example/a。", ["https://news.example/a"]),
        ("见https://news.example/a文。", []),
        ("(https://news.example/a_(b)).", []),
        ("https://news.example/?a=b_c. And", ["https://news.example/?a=b_c"]),
        ("https://news.example/?a=1&amp;b=2!", ["https://news.example/?a=1&b=2"]),
        ("[https://news.example](/b)", ["/b"]),
        ("`https://news.example`", []),
        ('[a]({{< ref "b c.md" >}})', ['{{< ref "b c.md" >}}']),
        ("> [a](\n> /b)", ["/b"]),
    ],
)
def test_urls_are_found(body: str, urls: list[str]) -> None:
    found = sorted(link.destination.value for link in parse(body).links)

    assert found == sorted(urls)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("[a *b*](/c)", "a *b*"),
        ("![a](/c)", "a"),
        ("[a ](/c)", "a "),
        ("[a\n](http://b.c/d)", "a"),
        ("<https://a.b>", "https://a.b"),
    ],
)
def test_the_text_of_a_link_is_what_stands_in_its_brackets(body: str, text: str) -> None:
    (link,) = parse(body).links

    assert link.text is not None
    assert cut(body, (link.text,)) == [text]


def test_an_edit_leaves_the_spelling_of_what_stays() -> None:
    body = "[a](/?utm\\_source=x&amp;b=\\(1\\)&amp;c=2)"
    (link,) = parse(body).links
    url = link.destination.value

    edit = link.destination.edit(url.index("utm"), url.index("b="))

    assert apply(body, [edit]) == "[a](/?b=\\(1\\)&amp;c=2)"


@given(
    st.text(alphabet=st.sampled_from("ab/?=&;#()[]<>\\_*!\"' \t\n{}%中"), min_size=1, max_size=30)
)
def test_what_is_written_into_a_destination_is_read_there(text: str) -> None:
    for template, syntax in (("[a]({})", DESTINATION), ("[a](<{}>)", ANGLE_DESTINATION)):
        body = template.format(syntax.encode(f"/{text}"))

        (link,) = markdown.parse(body, body, Span(0, len(body))).links

        expected = re.sub(r"[\x00-\x20\x7f]", lambda found: f"%{ord(found[0]):02X}", text)
        assert link.destination.value == f"/{expected}"


def test_a_bare_url_refuses_what_would_end_it() -> None:
    with pytest.raises(ValueError, match="bare URL"):
        BARE_URL.encode("https://news.example/<b>")


@given(st.text(alphabet=st.sampled_from("ab&;#1x\\amp(lt"), max_size=30))
def test_offsets_say_where_each_decoded_character_is_written(written: str) -> None:
    value, offsets = unescape(written), DESTINATION.offsets(written)

    assert len(offsets) == len(value) + 1
    assert offsets[-1] == len(written)
    assert list(offsets) == sorted(offsets)


@given(
    st.text(alphabet=st.sampled_from("ab[]()<>`*_!&;\\\"' \n\r>-#|{}%:/.中😀\ue000"), max_size=60)
)
def test_no_text_makes_it_raise(body: str) -> None:
    found = parse(body)

    for span in (*found.html, *found.code):
        assert 0 <= span.start < span.end <= len(body)
    for link in found.links:
        assert body[link.destination.span.start : link.destination.span.end] == (
            link.destination.written
        )


def test_a_carriage_return_alone_ends_a_line() -> None:
    document = Document.parse("post.md", "```html\r<a href='/x'>\r```\r\rThe [pier](/pier).\r")

    assert [link.url for link in document.links] == ["/pier"]
    assert document.code.covers(document.text.content.index("<a"))


@pytest.mark.parametrize("mark", ["> ", ">", ">\t"])
def test_quotations_hide_nothing_however_deep_they_are(mark: str) -> None:
    found = parse(f"{mark * 2_000}[a](/b) <b>`c`</b>\n")

    assert [link.destination.value for link in found.links] == ["/b"]
    assert len(found.html) == 2
    assert len(found.code) == 1
