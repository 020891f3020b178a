"""Elements and attributes: where they are written, how to change them and how to take them out."""

import itertools
import re
from pathlib import Path

import html5lib
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from newslint import markdown
from newslint.diagnostic import Edit, apply
from newslint.document import Document
from newslint.html import DOUBLE_QUOTED, SINGLE_QUOTED, UNQUOTED, Attribute, Element, Markup, lex
from newslint.html.values import decode
from newslint.literal import Literal, Syntax
from newslint.text import Span, Spans

MASK = "\ue000"
QUOTES = [(DOUBLE_QUOTED, '"'), (SINGLE_QUOTED, "'"), (UNQUOTED, "")]
SYNTAXES = st.sampled_from(QUOTES)
INSIDE_A_TAG = st.lists(
    st.sampled_from([*" \n/ab='\"", MASK, " style", ' style="x"', " href=y", "='z'", '="']),
    max_size=12,
).map("".join)


def whole(content: str) -> Markup:
    return lex(content, [Span(0, len(content))])


def element(content: str) -> Element:
    return whole(content).elements[0]


def attribute(content: str) -> Attribute:
    return element(content).attributes[0]


def literal(content: str) -> Literal:
    found = attribute(content).literal
    assert found is not None
    return found


def written(content: str, span: Span | None) -> str | None:
    return None if span is None else content[span.start : span.end]


def meaning(tag: Element) -> tuple[str, list[tuple[str, str]], bool]:
    return tag.name, [(each.name, each.value) for each in tag.attributes], tag.self_closing


@pytest.mark.parametrize(
    ("content", "span", "value"),
    [
        ("<a HREF = 'x' y>", "HREF = 'x'", "x"),
        ('<a href="x">', 'href="x"', "x"),
        ("<a href=x/>", "href=x/", "x/"),
        ('<a href="">', 'href=""', ""),
        ("<a href = >", "href =", None),
        ("<a href >", "href", None),
    ],
)
def test_knows_where_an_attribute_is_written(content: str, span: str, value: str | None) -> None:
    found = attribute(content)

    assert (written(content, found.span), written(content, found.value_span)) == (span, value)


def test_a_literal_says_what_is_written_and_what_it_means() -> None:
    content = "<a href='/?a=1&amp;b'>"

    assert literal(content) == Literal("/?a=1&b", Span(9, 20), "/?a=1&amp;b", SINGLE_QUOTED)


@pytest.mark.parametrize("content", ["<a href>", "<a href=>"])
def test_there_is_no_literal_where_no_value_is_written(content: str) -> None:
    assert attribute(content).literal is None


def test_the_first_of_two_attributes_counts() -> None:
    assert element("<a x=1 X=2>").get("x") == "1"


def test_an_attribute_that_is_not_there_has_the_default_as_value() -> None:
    assert element("<a x>").get("y", "none") == "none"


# What a value says: sections 13.2.5.72 to 13.2.5.80 of the HTML standard.
@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("&lt;&LT;&lt&amp", "<<<&"),
        ("?a&lt=1&ltx&lt1", "?a&lt=1&ltx&lt1"),
        ("?a&lt;=1", "?a<=1"),
        ("&notin;&notit;&not ", "∉&notit;¬ "),
        ("&apos;&apos", "'&apos"),
        ("&unknown; & &; &", "&unknown; & &; &"),
        ("&nGt;", "≫⃒"),
        ("&#65;&#x41;&#X041&#65", "AAAA"),
        ("&#; &#x; &#y", "&#; &#x; &#y"),
        ("&#0;&#xD800;&#x110000;&#99999999999;", "\ufffd" * 4),
        ("&#128;&#x81;&#x9f;", "€\x81Ÿ"),
        ("&#13;&#x1;&#xfffe;", "\r\x01\ufffe"),
    ],
)
def test_decodes_references_as_in_an_attribute(source: str, value: str) -> None:
    assert attribute(f'<a x="{source}">').value == value


def test_an_edit_in_the_middle_leaves_the_rest_as_typed() -> None:
    content = '<a href="&#47;?a=1&amp;b=2&#x26;&lt;&nGt;\r\nc">'
    found = literal(content)
    start = found.value.index("b=2")

    edit = found.edit(start, start + len("b=2&"), 'd="&"')

    assert apply(content, [edit]) == ('<a href="&#47;?a=1&amp;d=&quot;&amp;&quot;&lt;&nGt;\r\nc">')


def test_a_reference_of_two_characters_is_where_both_begin() -> None:
    assert DOUBLE_QUOTED.offsets("a&nGt;&x;\r\n") == [0, 1, 1, 6, 7, 8, 9, 11]


@pytest.mark.parametrize("syntax", [DOUBLE_QUOTED, SINGLE_QUOTED, UNQUOTED])
def test_no_attribute_can_say_a_nul(syntax: Syntax) -> None:
    with pytest.raises(ValueError, match="NUL"):
        syntax.encode("\0")


@given(SYNTAXES, st.text(min_size=1))
def test_what_is_encoded_decodes_to_itself_in_place(syntax: tuple[Syntax, str], text: str) -> None:
    assume("\0" not in text)
    how, quote = syntax

    content = f"<a x={quote}{how.encode(text)}{quote}>"

    assert attribute(content).value == text


@given(st.data(), SYNTAXES, st.text(min_size=1), st.text(min_size=1))
def test_an_edit_changes_only_what_it_is_about(
    data: st.DataObject, syntax: tuple[Syntax, str], text: str, replacement: str
) -> None:
    assume("\0" not in text + replacement)
    how, quote = syntax
    content = f"<a y x={quote}{how.encode(text)}{quote} z>"
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = element(content).attributes[1].literal
    assert found is not None

    changed = apply(content, [found.edit(start, end, replacement)])

    values = [each.value for each in element(changed).attributes]
    assert values == ["", text[:start] + replacement + text[end:], ""]


@given(st.lists(st.sampled_from(["&amp;", "&lt=", "&nGt;", "&#65", "&", "\r", "\n", "x"])))
def test_every_decoded_character_begins_somewhere(parts: list[str]) -> None:
    source = "".join(parts)

    offsets = list(DOUBLE_QUOTED.offsets(source))

    assert len(offsets) == len(decode(source)) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(source)


@pytest.mark.parametrize(
    ("content", "rest"),
    [
        ('<p style="x">', "<p>"),
        ('<p\n  style="x"\n  class="y">', '<p\n  class="y">'),
        ('<p style="x"class="y">', '<p class="y">'),
        ('<p id="i"style="x"class="y">', '<p id="i"class="y">'),
        ('<a href=x style="y"/>', "<a href=x />"),
        ('<a href=x style="y">', "<a href=x>"),
        ('<a href=x/ style="y">', "<a href=x/>"),
        ('<br style="x"/>', "<br />"),
        ('<br style="x" />', "<br />"),
        ('<p /style="x">', "<p>"),
        ('<p / style="x">', "<p>"),
        ("<p style=a>", "<p>"),
        ("<p a style>", "<p a>"),
        ("<p style a>", "<p a>"),
        ("<p style= >", "<p >"),
        (f'<p style="x"{MASK * 3}>', f"<p {MASK * 3}>"),
        (f'<p {MASK * 3} style="x">', f"<p {MASK * 3}>"),
    ],
)
def test_removes_an_attribute_with_the_space_before_it(content: str, rest: str) -> None:
    found = element(content).attribute("style")

    assert found is not None
    assert apply(content, [Edit(found.removal)]) == rest


@given(INSIDE_A_TAG)
@example("a=b/ c='d'/")
def test_after_a_removal_the_rest_of_the_tag_means_the_same(inside: str) -> None:
    content = f"<p {inside}>"
    tags = whole(content).elements
    assume(tags)
    # What `removal` says no deletion can do.
    assume(not any(each.name.startswith("=") for each in tags[0].attributes))
    name, attributes, slash = meaning(tags[0])

    rests = [apply(content, [Edit(each.removal)]) for each in tags[0].attributes]

    assert [meaning(element(rest)) for rest in rests] == [
        (name, attributes[:number] + attributes[number + 1 :], slash)
        for number in range(len(attributes))
    ]


@given(INSIDE_A_TAG)
@example("a=/")
@example("a= ")
def test_a_tag_gains_an_attribute_where_one_may_be_inserted(inside: str) -> None:
    content = f"<p {inside}>"
    tags = whole(content).elements
    assume(tags)
    name, attributes, slash = meaning(tags[0])
    at = tags[0].insert_at

    found = meaning(element(apply(content, [Edit(Span(at, at), ' rel="x"')])))

    assert (found[0], sorted(found[1]), found[2]) == (
        name,
        sorted([*attributes, ("rel", "x")]),
        slash,
    )


def rest(content: str) -> str | None:
    """Return what is left of `content` when the tags of its first element are taken away."""
    edits = element(content).unwrapping
    return apply(content, edits) if edits else None


@pytest.mark.parametrize(
    ("content", "left"),
    [
        ("<b>x</b>y", "xy"),
        ("<p>one<p>two", "one<p>two"),
        ("<li>one</ul>", "one</ul>"),
        ("<b><i></b></i>", None),
        ("<span>x", None),
    ],
)
def test_unwrapping_takes_both_tags_where_the_end_is_known(content: str, left: str | None) -> None:
    assert rest(content) == left


@pytest.mark.parametrize(
    ("content", "whole_span", "inner"),
    [
        ("<p>one<p>two", "<p>one", "one"),
        ("<p>one<div>two</div>", "<p>one", "one"),
        ("<p>one", "<p>one", "one"),
        ("<dt>a<dd>b</dl>", "<dt>a", "a"),
        ("<b>x</b>", "<b>x</b>", "x"),
        ("<p><b>one<p>two</b>", None, None),
        ("<b>x", None, None),
    ],
)
def test_an_element_reaches_to_its_end_written_or_implied(
    content: str, whole_span: str | None, inner: str | None
) -> None:
    found = element(content)

    assert (written(content, found.whole), written(content, found.inner)) == (whole_span, inner)


def test_an_implied_end_behind_a_gap_is_not_known() -> None:
    content = "<p>one *two* <p>three"

    found = lex(content, [Span(0, 3), Span(13, 21)]).elements[0]

    assert found.whole is None


NAMES = st.sampled_from(
    [
        *("p", "div", "li", "ul", "ol", "table", "tbody", "tr", "td", "th", "caption", "b", "i"),
        *("a", "span", "h2", "h3", "blockquote", "dl", "dt", "dd", "em", "button", "font"),
        *("form", "select", "option", "svg", "ruby", "rt", "center", "nobr", "hr", "br", "pre"),
    ]
)
TAGS = st.lists(NAMES, min_size=1, max_size=5).flatmap(
    lambda names: st.lists(
        st.tuples(st.sampled_from(names), st.booleans(), st.booleans()), max_size=16
    )
)


def fragment(tags: list[tuple[str, bool, bool]]) -> str:
    """Return markup with a number on each start tag and a word of its own behind most tags."""
    numbers = itertools.count()
    return "".join(
        (f'<{name} n="{next(numbers)}">' if starts else f"</{name}>")
        + (f"w{place}." if has_word else "")
        for place, (name, starts, has_word) in enumerate(tags)
    )


@given(TAGS)
@example(
    [
        *(("h2", True, False), ("b", True, False), ("h2", True, False), ("b", False, False)),
        *(("h2", False, False), ("h2", True, True), ("h2", False, False), ("h2", False, False)),
    ]
)
def test_an_element_holds_what_html5lib_says_it_holds(tags: list[tuple[str, bool, bool]]) -> None:
    content = fragment(tags)
    page = html5lib.parse(f"<!doctype html><body>{content}", namespaceHTMLElements=False)

    for number, found in enumerate(whole(content).elements):
        inner = written(content, found.inner)
        if inner is not None:
            (seen,) = page.findall(f".//*[@n='{number}']")
            words = re.findall(r"w\d+\.", "".join(seen.itertext()))
            assert sorted(words) == sorted(re.findall(r"w\d+\.", inner))


LINES = st.lists(
    st.tuples(
        st.sampled_from(["", "", "", "> ", "- ", "1. ", "## ", "    ", "| a |\n|--|\n| "]),
        st.lists(
            st.sampled_from(
                [
                    *("<p>", "<div>", "<span>", "<b>", "<a>", "<li>", "<table>", "<td>", "<h2>"),
                    *("</p>", "</div>", "</span>", "</b>", "</a>", "</li>", "</table>", "</td>"),
                    *("</h2>", "w ", "w ", "w ", "*w ", "w* ", "**w ", "w** ", "[w](u) ", "`w` "),
                    *("[w ", "w](u) ", "![](u) "),
                ]
            ),
            max_size=6,
        ).map("".join),
        st.sampled_from(["\n", "\n\n", "\n\n"]),
    ),
    max_size=7,
).map(lambda lines: "".join(itertools.chain.from_iterable(lines)))


def numbered(source: str) -> str:
    """Return Markdown with a number on each start tag and each word."""
    numbers = itertools.count()
    return re.sub(
        r"<(\w+)>|w",
        lambda found: f'<{found[1]} n="{next(numbers)}">' if found[1] else f"w{next(numbers)}.",
        source,
    )


def disagreements(document: Document) -> list[str]:
    """Return the tags of a document whose elements do not hold what html5lib says they hold.

    Start tags have numbers, and words look like `w12.`.
    """
    content = document.text.content
    body = content if document.is_html else markdown.render(content)
    page = html5lib.parse(f"<!doctype html><body>{body}", namespaceHTMLElements=False)
    wrong = []
    for found in document.elements:
        inner = written(content, found.inner)
        if inner is not None:
            words = [
                re.findall(r"w\d+\.", "".join(seen.itertext()))
                for seen in page.findall(f".//*[@n='{found.get('n')}']")
            ]
            if [sorted(each) for each in words] != [sorted(re.findall(r"w\d+\.", inner))]:
                wrong.append(content[found.span.start : found.span.end])
    return wrong


@given(LINES)
@example("<p>\n\nw\n\n</p>\n")
@example("<span>w\n\nw</span>\n")
@example("- <p>w\n- w\n")
@example("**w <b>w** w</b>\n")
@example("<a>\n\n[w](u)\n\n</a>\n")
def test_an_element_among_markdown_holds_what_the_page_holds(source: str) -> None:
    assert disagreements(Document.parse("post.md", numbered(source))) == []


@pytest.mark.parametrize(
    ("content", "held"),
    [
        ("<div>\n\nOne\n\n</div>\n", "\n\nOne\n\n"),
        ("<p>\n\nOne\n\n</p>\n", "\n\n"),
        ("<span>one\n\ntwo</span>\n", None),
        ("One <span>*two*</span>\n", "*two*"),
        ("*One <span>two* three</span>\n", None),
        ("- <p>one *two*\n- three\n", "one *two*\n"),
    ],
)
def test_markdown_ends_what_its_tags_end_on_the_page(content: str, held: str | None) -> None:
    found = Document.parse("post.md", content).elements[0]

    assert written(content, found.inner) == held


def test_elements_of_real_posts_hold_what_html5lib_says_they_hold(corpus: Path) -> None:
    wrong = {}
    for file in sorted([*corpus.rglob("*.md"), *corpus.rglob("*.html")]):
        parsed = Document.parse(file, file.read_bytes())
        if not (parsed.templates.spans or parsed.undecodable):
            numbered_post = Document.parse(file.name, with_numbers(parsed))
            if differing := disagreements(numbered_post):
                wrong[str(file)] = differing

    assert wrong == {}


def with_numbers(parsed: Document) -> str:
    """Return the body of a document with a number on each start tag and some of its words."""
    text = parsed.text.content
    edits = [
        Edit(Span(place, place), f' n="{number}"')
        for number, each in enumerate(parsed.elements)
        for place in [each.span.start + 1 + len(each.name)]
    ]
    tags = Spans.merged(
        [
            *(each.span for each in parsed.elements),
            *(each.end for each in parsed.elements if each.end),
            *parsed.code,
            *parsed.urls,
            *parsed.markup.stray_ends,
            *parsed.markup.declarations,
        ]
    )
    for number, word in enumerate(re.finditer(r"(?<=[a-z] )(?=[a-z]{3,} [a-z])", text)):
        place = word.start()
        if place > parsed.body.start and not tags.overlapping(Span(place - 1, place + 1)):
            edits.append(Edit(Span(place, place), f"w{number}. "))
    return apply(text, edits)[parsed.body.start :]
