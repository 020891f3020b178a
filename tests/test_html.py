"""What the HTML lexer takes for a tag, a comment and raw text, state by state."""

import pytest

from newslint.html import Markup, lex
from newslint.text import Span

Tag = tuple[str, list[tuple[str, str]], bool]


def whole(content: str) -> Markup:
    return lex(content, [Span(0, len(content))])


def read(content: str) -> list[Tag]:
    """Return name, attributes and trailing slash of every start tag."""
    return [
        (tag.name, [(each.name, each.value) for each in tag.attributes], tag.self_closing)
        for tag in whole(content).elements
    ]


def written(content: str, span: Span) -> str:
    return content[span.start : span.end]


TAGS: dict[str, Tag] = {
    # 13.2.5.6 tag open, 13.2.5.8 tag name
    "<Em>": ("em", [], False),
    "<x-Ä>": ("x-Ä", [], False),
    "<a<b>": ("a<b", [], False),
    "<a\0B>": ("a\ufffdb", [], False),
    # 13.2.5.32 before attribute name, 13.2.5.33 attribute name, 13.2.5.34 after attribute name
    "<a HREF>": ("a", [("href", "")], False),
    "<a \t\n\f\r href >": ("a", [("href", "")], False),
    "<a ÄB>": ("a", [("Äb", "")], False),
    "<a x\0>": ("a", [("x\ufffd", "")], False),
    "<a =x>": ("a", [("=x", "")], False),
    "<a =x=y>": ("a", [("=x", "y")], False),
    "<a \"x'<y>": ("a", [("\"x'<y", "")], False),
    "<a x y>": ("a", [("x", ""), ("y", "")], False),
    "<a x=1 X=2>": ("a", [("x", "1"), ("x", "2")], False),
    # 13.2.5.35 before attribute value
    "<a x = 'y'>": ("a", [("x", "y")], False),
    "<a x=>": ("a", [("x", "")], False),
    "<a x= >": ("a", [("x", "")], False),
    "<a x==y>": ("a", [("x", "=y")], False),
    # 13.2.5.36 to 13.2.5.38 attribute values
    '<a x="y\'>">': ("a", [("x", "y'>")], False),
    "<a x='y\">'>": ("a", [("x", 'y">')], False),
    "<a x=y\"'<=`z>": ("a", [("x", "y\"'<=`z")], False),
    '<a x="">': ("a", [("x", "")], False),
    "<a x='\0'>": ("a", [("x", "\ufffd")], False),
    '<a x="\r\n\r">': ("a", [("x", "\n\n")], False),
    # 13.2.5.39 after attribute value (quoted)
    "<a x='1'y=\"2\"z>": ("a", [("x", "1"), ("y", "2"), ("z", "")], False),
    # 13.2.5.40 self-closing start tag
    "<br/>": ("br", [], True),
    "<br / >": ("br", [], False),
    "<a x/y>": ("a", [("x", ""), ("y", "")], False),
    "<a / x='1'/>": ("a", [("x", "1")], True),
    "<a x=/>": ("a", [("x", "/")], False),
    "<a x=y/>": ("a", [("x", "y/")], False),
    "<a x=y />": ("a", [("x", "y")], True),
    "<a//>": ("a", [], True),
}


@pytest.mark.parametrize(("content", "tag"), TAGS.items())
def test_reads_a_tag_as_a_browser_does(content: str, tag: Tag) -> None:
    assert read(content) == [tag]


@pytest.mark.parametrize(
    "rest",
    ["", " ", " x", " x ", " x=", " x= ", ' x="', " x='", " x=y", ' x="y"', "/", ' x="><p>', "b"],
)
def test_drops_a_tag_that_the_file_ends_in(rest: str) -> None:
    markup = whole(f"<i>text</i><a{rest}")

    assert [element.name for element in markup.elements] == ["i"]


@pytest.mark.parametrize("text", ["<", "< a>", "<1>", "</", "a < b > c", "<\0a>", "<é>"])
def test_leaves_what_only_looks_like_a_tag(text: str) -> None:
    assert whole(text) == Markup((), (), (), (), ())


@pytest.mark.parametrize(
    "comment",
    [
        "<!---->",
        "<!-->",
        "<!--->",
        "<!-- <p> -->",
        "<!-- <p> --!>",
        "<!-- - -- --! ->--->",
        "<!--<!-->",
        "<!--<!--->",
        "<!---!>-->",
    ],
)
def test_finds_a_comment_in_all_its_endings(comment: str) -> None:
    content = f"<i>{comment}<b>"

    markup = whole(content)

    assert [written(content, span) for span in markup.comments] == [comment]
    assert [element.name for element in markup.elements] == ["i", "b"]


@pytest.mark.parametrize("comment", ["<!--", "<!---", "<!-- <p> --", "<!-- --!", "<!-- <!--"])
def test_a_comment_that_is_never_closed_reaches_to_the_end(comment: str) -> None:
    assert whole(comment).comments == (Span(0, len(comment)),)


@pytest.mark.parametrize(
    "declaration",
    ["<!DOCTYPE html>", "<!x>", "<!>", "<?php '?>", "</ p>", "</1>", "</>", "<!-x>", "<![CDATA[x>"],
)
def test_finds_declarations(declaration: str) -> None:
    content = f"{declaration}<b>"

    markup = whole(content)

    assert [written(content, span) for span in markup.declarations] == [declaration]
    assert [element.name for element in markup.elements] == ["b"]


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("<svg><![CDATA[<p>]]><g>", ["svg", "g"]),
        ("<svg><desc><![CDATA[<p>]]><b>", ["svg", "desc", "b"]),
        ("<svg></svg><![CDATA[><b>]]>", ["svg", "b"]),
        ("<svg><p><![CDATA[><b>]]>", ["svg", "p", "b"]),
        ("<math><![CDATA[<p>", ["math"]),
    ],
)
def test_cdata_is_text_in_svg_and_math_only(content: str, names: list[str]) -> None:
    assert [element.name for element in whole(content).elements] == names


@pytest.mark.parametrize(
    "name",
    ["script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title", "STYLE"],
)
def test_reads_no_tags_in_raw_text(name: str) -> None:
    text = f"<a href=x> <!-- </p> </{name}x> </ {name}>"
    content = f"<{name}>{text}</{name.upper()} ><b>"

    markup = whole(content)

    assert [written(content, span) for span in markup.raw_text] == [text]
    assert [element.name for element in markup.elements] == [name.lower(), "b"]


@pytest.mark.parametrize("name", ["script", "style", "plaintext"])
def test_raw_text_that_is_never_closed_reaches_to_the_end(name: str) -> None:
    content = f"<{name}><p></{name}"

    assert whole(content).raw_text == (Span(len(f"<{name}>"), len(content)),)


def test_nothing_ends_plaintext() -> None:
    assert read("<plaintext></plaintext><b>") == [("plaintext", [], False)]


def test_noscript_has_tags() -> None:
    assert [name for name, _, _ in read("<noscript><img></noscript>")] == ["noscript", "img"]


@pytest.mark.parametrize(
    "script",
    [
        "<!-- <script> </script> -->",
        "<!-- <script> </script> <script> </script> -->",
        "<!-- <script> --> x",
        "<!--> <script> x",
        "<script> x",
        "<!-- <scripts> x",
        "<!- <script> x",
        "<!-- <script> </script> x",
    ],
)
def test_a_comment_hides_the_end_of_a_nested_script(script: str) -> None:
    content = f"<script>{script}</script><b>"

    assert written(content, whole(content).raw_text[0]) == script


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("<svg><title><b></title></svg>", ["svg", "title", "b"]),
        ("<svg><style><b></style></svg>", ["svg", "style", "b"]),
        ("<svg><script><b></script></svg>", ["svg", "script"]),
        ("<svg><script/><g>", ["svg", "script", "g"]),
        ("<svg><desc><style><b></style></desc></svg>", ["svg", "desc", "style"]),
        ("<svg></svg><title><b></title>", ["svg", "title"]),
        ("<svg/><title><b></title>", ["svg", "title"]),
    ],
)
def test_raw_text_is_less_in_svg(content: str, names: list[str]) -> None:
    assert [element.name for element in whole(content).elements] == names
