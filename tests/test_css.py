"""Styles are read as a browser reads them, and classes are merged as a tag is written."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import tinycss2  # type: ignore[import-untyped]  # it comes without types
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from newslint import engine
from newslint.config import ConfigError, load
from newslint.css import Declaration, Effect, declarations, looks
from newslint.diagnostic import apply
from newslint.document import Document
from newslint.html.classes import merged
from newslint.rules.html.inline_style import InlineStyle
from newslint.rules.html.presentational_attribute import PresentationalAttribute
from tests.growth import is_linear

WORDS = r"""
    color --Gap -webkit-hyphens d\69splay _x u+1f 1px 1e3 -0.5em 5% red #fff #0-a 微软雅黑 \d800 \a
    \ rgb( url( ( ) [ ] { } : ; , / * /* */ ! !important @media " ' "a;b" 'c:d' <!-- --> || .
"""
SPACES = (" ", "\n", "\r\n", "\f", "\t", "\0", "\u00a0", "URL( x", "! important")
PIECES = (*WORDS.split(), *SPACES)
styles = st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=12)


def shifted(declaration: Declaration, by: int) -> Declaration:
    return Declaration(
        declaration.name,
        declaration.value,
        declaration.important,
        declaration.start + by,
        declaration.end + by,
    )


@given(styles)
def test_a_comment_before_a_style_changes_nothing(style: str) -> None:
    # Without it many of these are read by a pattern, and with it all by the parser.
    comment = "/**/"

    parsed = declarations(f"{comment}{style}")

    assert list(parsed) == [shifted(each, len(comment)) for each in declarations(style)]


@given(styles)
def test_declarations_come_in_order_and_do_not_overlap(style: str) -> None:
    places = [place for each in declarations(style) for place in (each.start, each.end)]

    assert places == sorted(places)
    assert all(0 <= place <= len(style) for place in places)


@given(styles)
def test_each_declaration_alone_says_the_same(style: str) -> None:
    for each in declarations(style):
        (alone,) = declarations(style[each.start : each.end])

        assert shifted(alone, each.start) == each


@given(styles.filter(lambda style: not re.search("[@{]", style)))
def test_finds_the_declarations_that_tinycss2_finds(style: str) -> None:
    expected = tinycss2.parse_declaration_list(style, skip_comments=True, skip_whitespace=True)

    found = declarations(style)

    assert [bool(each.name) for each in found] == [each.type == "declaration" for each in expected]
    assert [each.important for each in found] == [
        each.type == "declaration" and each.important for each in expected
    ]


@pytest.mark.parametrize(
    ("style", "name", "value"),
    [
        ("COLOR : Red", "color", "red"),
        ("d\\69splay:none", "display", "none"),
        ("color: tr\\61nsparent", "color", "transparent"),
        ("color: rgb( 1,2 ,\n3 )", "color", "rgb(1, 2, 3)"),
        ("font-family: 'Port Sans'", "font-family", '"port sans"'),
        ("margin: 1px/* one */2px", "margin", "1px 2px"),
        ("--Gap: 2PX", "--Gap", "2px"),
        ("background: url(a;b.png)", "background", "url()"),
        ("*zoom: 1", "", "*zoom: 1"),
        ("color red", "", "color red"),
        ("color:", "color", ""),
        ('color: "a', "color", '"a"'),
        ("@media print { b: c }", "@media", "@media print { b: c }"),
        ("width: " + "1" * 5000 + "e\\6d", "\ufffd", "\ufffd"),
    ],
)
def test_reads_a_declaration_as_a_browser_does(style: str, name: str, value: str) -> None:
    (found,) = declarations(style)

    assert (found.name, found.value) == (name, value)


@pytest.mark.parametrize(
    "style", ["color: red !important", "color:red!IMPORTANT", "a: b! important;"]
)
def test_sees_what_is_important(style: str) -> None:
    assert [each.important for each in declarations(style)] == [True]


@pytest.mark.parametrize(
    ("style", "effects"),
    [
        ("color: red; margin: 0 auto", [Effect.DRESS, Effect.DRESS]),
        ("color: red; color: red", [Effect.NONE, Effect.DRESS]),
        ("color: red !important; color: red", [Effect.DRESS, Effect.DRESS]),
        ("color:; red", [Effect.NONE, Effect.NONE]),
        ("display: none", [Effect.UNKNOWN]),
        ("text-transform: none", [Effect.PLAIN]),
        ("text-transform: uppercase", [Effect.UNKNOWN]),
        ("color: rgba(255, 255, 255, 0); background: red", [Effect.HIDE, Effect.DRESS]),
        ("color: white", [Effect.HIDE]),
        ("color: white; background: black", [Effect.DRESS, Effect.DRESS]),
        ("font-size: 0", [Effect.HIDE]),
        ("background: url(a.png)", [Effect.UNKNOWN]),
        ("clip-path: inset(100%)", [Effect.UNKNOWN]),
        ("color: red }", [Effect.UNKNOWN]),
    ],
)
def test_knows_what_a_declaration_can_do_to_words(style: str, effects: list[Effect]) -> None:
    assert [look.effect for look in looks(style)] == effects


def test_a_plain_style_loads_no_parser() -> None:
    style = (
        "text-align: justify; color: RGB(0, 82, 255) !important; font-family: 'Port Sans', serif"
    )
    program = f"""
import sys
from newslint.css import looks
looks({style!r})
print("tinycss2" in sys.modules)
looks("a\\\\62: c")
print("tinycss2" in sys.modules)
"""

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["False", "True"]


@pytest.mark.parametrize("token", ["a", "(", "{", "/*", "'", "\\", ":", ";", "a:b;", "a:url(", "!"])
@pytest.mark.parametrize("before", ["", "a:b("])
def test_reads_a_style_in_linear_time(token: str, before: str) -> None:
    assert is_linear(declarations, token, before)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("<p>", '<p class="lead wide">'),
        ("<p id=one>", '<p id=one class="lead wide">'),
        ("<p a=>", '<p class="lead wide" a=>'),
        ("<p class>", '<p class="lead wide">'),
        ('<p class="">', '<p class="lead wide">'),
        ("<p class=' '>", "<p class='lead wide'>"),
        ("<p CLASS=old>", '<p CLASS="old lead wide">'),
        ("<p class=o&amp;d>", '<p class="o&amp;d lead wide">'),
        ('<p class=o"d>', '<p class=o"d&#32;lead&#32;wide>'),
        ('<p class="wide  old ">', '<p class="wide  old lead">'),
        ('<p class="wide lead">', '<p class="wide lead">'),
        ('<p class="old" class="lead">', '<p class="old lead wide" class="lead">'),
    ],
)
def test_merges_classes_as_the_tag_is_written(tag: str, expected: str) -> None:
    (element,) = Document.parse("page.html", tag).elements

    edits = merged(element, ["lead", "wide", "lead"])

    assert apply(tag, edits or ()) == expected


@pytest.mark.parametrize("tag", ["<p class={look}>", "<p className='wide'>"])
def test_leaves_the_classes_of_components_alone(tag: str) -> None:
    (element,) = Document.parse("page.mdx", tag).elements

    assert merged(element, ["lead"]) is None


names = st.text("ab-_1é\"'&<", min_size=1, max_size=4)


@given(
    before=st.sampled_from(["", "id=one ", 'id="one"', "a=1 "]),
    written=st.sampled_from(['class="{}"', "class='{}'", "class={}", "class", "{}"]),
    old=st.lists(st.sampled_from(["x", "y-z", "&amp;", "é"]), unique=True).map(" ".join),
    new=st.lists(names, max_size=3),
    style=st.sampled_from(["", " style='a'", " style=a"]),
)
def test_a_browser_sees_old_and_new_classes(
    before: str, written: str, old: str, new: list[str], style: str
) -> None:
    attribute = written.format((old.partition(" ")[0] or "x") if "={}" in written else old)
    tag = f"<p {before}{attribute if 'class' in attribute else ''}{style}>"
    (element,) = Document.parse("page.html", tag).elements

    edits = merged(element, new, instead_of=element.attribute("style")) or []

    was, now = classes_of(tag), classes_of(apply(tag, edits))
    assert now == list(dict.fromkeys([*was, *new]))
    assert "style" not in apply(tag, edits)


def classes_of(tag: str) -> list[str]:
    paragraph = BeautifulSoup(tag, "html.parser").p
    assert paragraph is not None
    return [str(name) for name in paragraph.get_attribute_list("class") if name]


@pytest.mark.parametrize(
    ("rule", "classes", "told"),
    [
        ("inline-style", '"center" = "x"', "`center` is no declaration"),
        ("inline-style", '"color: red; margin: 0" = "x"', "is no declaration"),
        ("inline-style", '"color: red" = " "', "there is no class for `color: red`"),
        ("inline-style", '"color: red" = 3', "`classes` must be text"),
        ("presentational-attribute", '"colour=red" = "x"', "`colour=red` is no attribute"),
        ("presentational-attribute", '"span align=left" = "x"', "is no attribute"),
        ("presentational-attribute", '"align=left" = ""', "there is no class for `align=left`"),
    ],
)
def test_says_what_is_wrong_with_a_table_of_classes(
    tmp_path: Path, rule: str, classes: str, told: str
) -> None:
    file = tmp_path / "newslint.toml"
    file.write_text(f"[rules.{rule}.classes]\n{classes}\n", encoding="utf-8")

    with pytest.raises(ConfigError, match=re.escape(told)):
        _ = load(file).settings


@pytest.mark.parametrize(
    "token", ["<p style=a:b;c:d>", "<p style='a", "a:b;c:d;", "<p style='a\\62:c'>"]
)
@pytest.mark.parametrize("before", ["<p style='", "<p style='&amp;:e;"])
def test_checks_styles_in_linear_time(token: str, before: str) -> None:
    rule = InlineStyle(allow=("c",), classes={"a: b": "x"})

    def check(text: str) -> object:
        return engine.lint(Document.parse("page.html", f"{text}'>"), [rule])

    assert is_linear(check, token, before)


@pytest.mark.parametrize("token", ["<p align=left>", "<td width=1 ", "align=a ", "<p align='"])
def test_checks_presentational_attributes_in_linear_time(token: str) -> None:
    def check(text: str) -> object:
        return engine.lint(Document.parse("page.html", text), [PresentationalAttribute()])

    assert is_linear(check, token, "<p ")
