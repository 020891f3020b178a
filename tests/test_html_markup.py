"""Which end tag is whose, HTML in pieces, masked templates, and what holds for any text."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.diagnostic import Edit, apply
from newslint.document import Document
from newslint.engine import lint
from newslint.html import DOUBLE_QUOTED, Element, Markup, lex
from newslint.literal import Literal
from newslint.rule import Rule
from newslint.rules.html.duplicate_attribute import DuplicateAttribute
from newslint.rules.html.empty_element import EmptyElement
from newslint.rules.html.obsolete_element import ObsoleteElement
from newslint.rules.html.unbalanced_tag import UnbalancedTag
from newslint.text import Span
from tests.growth import is_linear

MASK = "\ue000"
# Spelled like markup, so that most of it is some.
MARKUP_LIKE = st.lists(
    st.sampled_from(
        [
            *("<p", "<a ", "<i>", "<br>", "<svg>", "<title>", "<script>", "</p>", "</i>"),
            *("</script>", "<!--", "-->", "<![CDATA[", "]]>", ' href="', "&amp;", MASK),
            *"<>/!?-='\"&; \n\r\t\0#xA",
        ]
    ),
    max_size=40,
).map("".join)
# None of them may cost a second look at what follows it.
HOSTILE = [
    *("<", "<a ", '<a b="', "<a b='x' ", "<a b= ", "a ", "</", "</b", "<?", "<!--", "--!", "&"),
    *("<script>", "<!--<script>", "<title></title", "<svg><![CDATA[", "<b><p>", "<b><i></b>"),
    *("<b><div>", "<p><b>", "<table>", "<table><b>", "<li>", "<a>x", "<b><div></b>"),
]


def whole(content: str) -> Markup:
    return lex(content, [Span(0, len(content))])


def quoted(content: str) -> Markup:
    """Lex what stands behind `> ` in every line, as one finds it in a quotation of Markdown."""
    pieces = []
    start = 0
    for line in content.splitlines(keepends=True):
        pieces.append(Span(start + len("> "), start + len(line)))
        start += len(line)
    return lex(content, pieces)


def written(content: str, span: Span | None) -> str | None:
    return None if span is None else content[span.start : span.end]


def meanings(markup: Markup) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (element.name, [(each.name, each.value) for each in element.attributes])
        for element in markup.elements
    ]


def ends(content: str, elements: tuple[Element, ...]) -> list[tuple[str, str | None]]:
    return [(element.name, written(content, element.end)) for element in elements]


@pytest.mark.parametrize(
    ("content", "paired"),
    [
        ("<b>x</b>", [("b", "</b>")]),
        ("<B></b x='>'/>", [("b", "</b x='>'/>")]),
        ("<b><b></b>", [("b", None), ("b", "</b>")]),
        ("<br></br>", [("br", None)]),
        ("<b><i></b></i>", [("b", None), ("i", None)]),
        ("<i><b><u></b></i>", [("i", "</i>"), ("b", None), ("u", None)]),
        ("<ul><li><p>x<li></ul>", [("ul", "</ul>"), ("li", None), ("p", None), ("li", None)]),
        ("<div><p><span></div>", [("div", None), ("p", None), ("span", None)]),
        ("<b/></b>", [("b", "</b>")]),
        ("<svg><g/></svg>", [("svg", "</svg>"), ("g", None)]),
        ("<svg/></svg>", [("svg", None)]),
        ("<script></b></script>", [("script", "</script>")]),
    ],
)
def test_an_end_tag_ends_the_nearest_element_of_its_name(
    content: str, paired: list[tuple[str, str | None]]
) -> None:
    assert ends(content, whole(content).elements) == paired


def test_an_end_tag_without_an_element_is_stray() -> None:
    content = "</p><i></b></i></i><br></br>"

    found = [written(content, span) for span in whole(content).stray_ends]

    assert found == ["</p>", "</b>", "</i>", "</br>"]


def test_a_page_in_a_table_keeps_no_end_tag_from_its_element() -> None:
    content = "<table><option><html></html></option></table>"

    assert whole(content).stray_ends == ()


def test_the_end_tag_of_crossing_elements_is_not_stray() -> None:
    content = "<b><i></b>"

    assert whole(content).stray_ends == ()


def test_finds_only_what_stands_in_the_pieces() -> None:
    content = "<a>`<b>`<c>"

    markup = lex(content, [Span(0, 3), Span(8, 11)])

    assert [written(content, element.span) for element in markup.elements] == ["<a>", "<c>"]


def test_without_pieces_there_is_no_markup() -> None:
    assert lex("<p>", []) == Markup((), (), (), (), ())


def test_an_element_may_end_in_another_piece() -> None:
    content = "> <b>\n> x</b>\n"

    assert ends(content, quoted(content).elements) == [("b", "</b>")]


def test_a_tag_may_begin_in_one_piece_and_end_in_the_next() -> None:
    content = '> <a href="x"\n>   rel="y">\n'

    (element,) = quoted(content).elements

    assert written(content, element.span) == '<a href="x"\n>   rel="y">'
    assert [written(content, each.span) for each in element.attributes] == ['href="x"', 'rel="y"']


def test_a_removal_takes_the_gap_between_pieces_with_it() -> None:
    content = '> <a href="x"\n>   rel="y">\n'
    (element,) = quoted(content).elements

    assert written(content, element.attributes[1].removal) == '\n>   rel="y"'


def test_a_comment_may_cross_pieces() -> None:
    content = "> <!-- x\n> y -->\n"

    assert quoted(content).comments == (Span(2, len(content) - 1),)


def test_a_value_across_a_gap_is_written_with_the_gap() -> None:
    content = '> <a title="x&amp;\n> y">\n'

    found = quoted(content).elements[0].attributes[0].literal

    assert found is not None
    assert (found.value, found.written) == ("x&\ny", "x&amp;\n> y")


@pytest.mark.parametrize(
    ("start", "end", "value"),
    [(0, 1, "&amp;\n> y"), (1, 2, "x\n> y"), (2, 3, "x&amp;y"), (3, 4, "x&amp;\n> "), (0, 4, "")],
)
def test_an_edit_across_a_gap_takes_the_gap_with_it(start: int, end: int, value: str) -> None:
    content = '> <a title="x&amp;\n> y">\n'
    found = quoted(content).elements[0].attributes[0].literal
    assert found is not None

    assert apply(content, [found.edit(start, end)]) == f'> <a title="{value}">\n'


def test_values_come_from_the_original_and_tags_from_the_masked_text() -> None:
    original = '<a href="{{ "x>" }}&amp;" title=y>'
    masked = original.replace('{{ "x>" }}', MASK * 10)

    (element,) = lex(masked, [Span(0, len(masked))], original).elements

    assert element.get("href") == '{{ "x>" }}&'
    assert element.attributes[0].literal == Literal(
        '{{ "x>" }}&', Span(9, 24), '{{ "x>" }}&amp;', DOUBLE_QUOTED
    )
    assert element.get("title") == "y"


def test_what_a_template_writes_is_no_attribute() -> None:
    (element,) = whole(f"<a {MASK * 9} {MASK * 3}=x data-{MASK}=y>").elements

    assert [each.name for each in element.attributes] == [f"data-{MASK}"]


@pytest.mark.parametrize(
    ("token", "name"),
    [
        ("{% if x %}", "onclick"),
        ("{{ if .x }}", "onclick"),
        ("{{#if x}}", "onclick"),
        ("<% if x %>", "onclick"),
        ("{{ x }}", f"{MASK * 7}onclick"),
        ("<%= x %>", f"{MASK * 8}onclick"),
        ("{% if x %}{{ x }}", f"{MASK * 17}onclick"),
    ],
)
def test_a_condition_is_no_part_of_the_name_behind_it(token: str, name: str) -> None:
    original = f'<a {token}onclick="y" b>'
    masked = original.replace(token, MASK * len(token))

    (element,) = lex(masked, [Span(0, len(masked))], original).elements

    assert element.attributes[0].name == name


def test_the_condition_stays_when_the_attribute_behind_it_goes() -> None:
    original = '<a {% if x %}onclick="y"{% endif %} b>'
    masked = re.sub("{%.*?%}", lambda token: MASK * len(token[0]), original)

    attribute = lex(masked, [Span(0, len(masked))], original).elements[0].attributes[0]

    assert apply(original, [Edit(attribute.removal)]) == "<a {% if x %}{% endif %} b>"


@given(MARKUP_LIKE)
def test_every_tag_begins_and_ends_like_one(content: str) -> None:
    markup = whole(content)

    spans = [element.span for element in markup.elements]
    spans += [element.end for element in markup.elements if element.end]
    assert all(content[span.start] + content[span.end - 1] == "<>" for span in spans)


@given(MARKUP_LIKE)
def test_no_two_parts_overlap(content: str) -> None:
    markup = whole(content)

    spans = sorted(
        [
            *(element.span for element in markup.elements),
            *(element.end for element in markup.elements if element.end),
            *markup.comments,
            *markup.declarations,
            *markup.raw_text,
            *markup.stray_ends,
        ]
    )
    assert all(one.end <= next_.start for one, next_ in pairwise(spans))


@given(MARKUP_LIKE)
def test_attributes_stand_in_their_tag_in_order(content: str) -> None:
    for element in whole(content).elements:
        spans = [element.span, *(each.span for each in element.attributes)]

        assert all(span in element.span for span in spans)
        assert spans == sorted(spans)


@given(st.lists(st.tuples(MARKUP_LIKE, st.sampled_from(["", ">", "> ", '"<p>']))))
def test_pieces_are_one_stream(parts: list[tuple[str, str]]) -> None:
    content = ""
    pieces = []
    for text, gap in parts:
        pieces.append(Span(len(content), len(content) + len(text)))
        content += text + gap
    joined = "".join(text for text, _ in parts)

    assert meanings(lex(content, pieces)) == meanings(whole(joined))


@pytest.mark.parametrize("token", HOSTILE)
@pytest.mark.parametrize("before", ["", "<a ", '<a b="', "<script>"])
def test_takes_linear_time_whatever_is_repeated(before: str, token: str) -> None:
    assert is_linear(whole, token, before)


def branched(content: str) -> tuple[str, Markup]:
    """Lex markup in which `[` and `]` stand for the ends of a branch of a template."""
    branches = [Span(*found.span(1)) for found in re.finditer(r"\[([^]]*)]", content)]
    return content, lex(content, [Span(0, len(content))], branches=branches)


@pytest.mark.parametrize(
    ("source", "paired"),
    [
        ("[<b>x</b>]", [("b", "</b>")]),
        ("[<b>]x</b>", [("b", None)]),
        ("<b>x[</b>]", [("b", None)]),
        ("[<div>][<div>]x</div>", [("div", None), ("div", None)]),
        ("<p>[<a>]<b>x</b>[</a>]</p>", [("p", "</p>"), ("a", None), ("b", "</b>")]),
    ],
)
def test_tags_in_two_branches_are_no_pair_and_no_problem(
    source: str, paired: list[tuple[str, str | None]]
) -> None:
    content, markup = branched(source)

    assert ends(content, markup.elements) == paired
    assert markup.stray_ends == ()
    assert markup.unclosed == ()


@pytest.mark.parametrize(
    ("content", "unclosed"),
    [
        ("<b>x", [("<b>", None, None)]),
        ("<div><b></div>", [("<b>", "</div>", None)]),
        ("<b><i></b></i>", [("<i>", "</b>", "</i>")]),
        ("<p><div></div></p>", [("<p>", "<div>", "</p>")]),
        ("<ul><li>x<li>y</ul>", []),
    ],
)
def test_knows_what_ended_an_element_before_its_end_tag(
    content: str, unclosed: list[tuple[str, str | None, str | None]]
) -> None:
    found = [
        (
            written(content, each.element.span),
            written(content, each.ended_by),
            written(content, each.late_end),
        )
        for each in whole(content).unclosed
    ]

    assert found == unclosed


RULES = [UnbalancedTag(), EmptyElement(), ObsoleteElement()]


@pytest.mark.parametrize("token", ["<div>", "<div></div>", "<p>", "<font>", "</b>", "<b><p></b>"])
@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_rules_about_tags_take_linear_time(rule: Rule, token: str) -> None:
    assert is_linear(lambda text: lint(Document.parse("a.html", text), [rule]), token)


def test_one_tag_with_an_attribute_again_and_again_takes_linear_time() -> None:
    rule = DuplicateAttribute()
    token = f' a="{"b" * 40}"'

    assert is_linear(lambda text: lint(Document.parse("a.html", f"<p{text}>"), [rule]), token)
