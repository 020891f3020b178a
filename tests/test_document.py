"""A file, parsed once."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint import Document, Span, fix, lint
from newslint.config import Configs
from tests.growth import is_linear

parts = st.sampled_from(
    (
        *("---\n", "title: a\n", "date: 1/2/2024\n", "+++\n", ";;;\n", "{", "}", '"a": "b"'),
        *(
            "{{",
            "}}",
            "{%",
            "%}",
            "<%",
            "%>",
            "\n",
            "\n\n",
            "\r\n",
            "    ",
            "> ",
            "- ",
            "- [ ] ",
            "|a|\n|-|\n",
        ),
        *("<p", "</p>", ">", " style=", "color: red", '"', "'", "<img onerror=", "<!--", "-->"),
        *("<script>", "<pre>", "&amp;", "&#x", "[", "](", ")", "`", "```\n", "javascript:"),
        *(
            "[^1]",
            "[^1]: ",
            "~~",
            "**",
            "# ",
            "===\n",
            "<https://a.b/?fbclid=c>",
            "&#",
            "[a]: /b\n",
        ),
        *("http://a.b/?utm_source=c", "https://www.google.com/url?q=https%3A%2F%2Fa.b%2F"),
        *("\0", "\ufeff", "\u200b", "\ue000", "\udc80", "中", "😀", "é"),
    )
)
files = st.lists(parts, max_size=25).map("".join)


@given(files)
@settings(max_examples=500)
def test_no_content_makes_a_rule_raise_or_a_repair_wrong(content: str) -> None:
    """On junk a proof may refuse a fix, and newslint says so; real posts are in `test_corpus`."""
    rules = Configs().of(Path("/post.md")).rules_for(Path("/post.md"))
    for name in ("post.md", "post.html"):
        document = Document.parse(name, content.encode(errors="surrogateescape"))

        repair = fix(document, rules, unsafe=True)

        assert lint(document, rules).failures == ()
        assert all(said.message.startswith("its fix ") for said in repair.findings.failures)
        assert fix(repair.document, rules, unsafe=True).document.text == repair.document.text


@pytest.mark.parametrize(
    "token",
    [
        *("<", "<a ", "[", "](", "`", "{{", "<!--", 'style="', "> ", "\\", "&#", "<svg>", "---\n"),
        *("<p style=color:red>", "a\u200b", "http://a.b/?utm_source=c ", "[a]: /b\n", "<code>"),
        "\u200b\n",
    ],
)
def test_checking_takes_linear_time_whatever_is_repeated(token: str) -> None:
    rules = Configs().of(Path("/post.md")).rules_for(Path("/post.md"))

    assert is_linear(lambda text: lint(Document.parse("post.md", text), rules), token)


@given(st.binary(max_size=60))
def test_bytes_come_back_as_they_were(content: bytes) -> None:
    document = Document.parse("post.md", content)

    if document.undecodable:
        with pytest.raises(ValueError, match="not UTF-8"):
            document.encode()
    else:
        assert document.encode() == content


def test_bytes_that_are_no_text_are_replaced_and_known() -> None:
    document = Document.parse("post.md", b"\xef\xbb\xbfa\xff\xfeb\xe9")

    assert document.text.content == "a\ufffd\ufffdb\ufffd"
    assert document.undecodable == (Span(1, 3), Span(4, 5))


def test_a_byte_order_mark_is_no_text() -> None:
    document = Document.parse("post.md", b"\xef\xbb\xbf---\na: b\n---\nc")

    assert document.has_bom
    assert document.front_matter is not None
    assert document.front_matter.leading == Span(0, 0)


def test_tags_are_one_stream_though_markdown_stands_between() -> None:
    document = Document.parse("post.md", "<div>\n\n*a* <b>c</b>\n\n</div>\n")

    (div, bold) = document.elements

    assert div.end is not None
    assert bold.end is not None


def test_elements_and_attributes_are_found_by_name() -> None:
    document = Document.parse("post.html", '<p id="a"><b ID="c"></b><p>')

    assert [element.name for element in document.elements_named("b", "p")] == ["b", "p", "p"]
    assert [attribute.value for attribute in document.attributes_named("id")] == ["a", "c"]
    assert document.attribute_names == {"id"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("a `b` c", "`b`"),
        ("<pre>a<b>c</pre>d", "a<b>c"),
        ("<script>a</script>b", "a"),
        ("a <!-- b --> c", "<!-- b -->"),
        ("<code>a `b` c</code>", "a `b` c"),
        ("{% highlight x %}<p>{% endhighlight %}", "<p>"),
        ("<code>never closed", ""),
    ],
)
def test_code_is_no_content(content: str, code: str) -> None:
    document = Document.parse("post.md", content)

    assert "".join(document.text[span] for span in document.code) == code


def test_the_soup_is_what_a_browser_gets() -> None:
    document = Document.parse("post.md", "---\ntitle: a\n---\n*b* <i>c</i>")

    assert [tag.get_text() for tag in document.soup.select("em, i")] == ["b", "c"]


def test_the_soup_takes_a_section_that_is_none_for_a_comment() -> None:
    document = Document.parse("page.html", "<p>a</p><![b c><i>d</i>")

    assert document.soup.get_text() == "ad"
