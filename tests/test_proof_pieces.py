"""Pieces of a page that the proof reads by themselves: those that say what they say anyhow."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint import Document
from newslint.proof import page, pieces

LONG = f"<p>{'words ' * 100}</p>\n"


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ('<p id="a">x</p>', "<p>x</p>", {('<p id="a">x</p>', "<p>x</p>")}),
        ("<p>x<i></i></p>", "<p>x</p>", {("<p>x<i></i></p>", "<p>x</p>")}),
        ("<b>x", "<b>y", {("<b>x</p>", "<b>y</p>")}),
    ],
)
def test_what_differs_is_a_piece(before: str, after: str, found: set[tuple[str, str]]) -> None:
    end = "</p>" if before == "<b>x" else ""

    differing = pieces.differing(f"{LONG}{before}{end}\n{LONG}", f"{LONG}{after}{end}\n{LONG}")

    assert differing == found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p><b>x</b></p>", "<p><b>x</p>"),  # what follows is bold now
        ('<a href="/x">x<br>', '<a href="/y">x<br>'),  # a link goes on
        ("<br>", "<br/>"),  # BeautifulSoup waits for an end tag of one of them
        ("<svg></svg>", "<svg> </svg>"),
        ('<p title="<b>">x</p>', "<p>x</p>"),
        ("<p title=a/>x</p>", "<p>x</p>"),
        ("<p\xa0id='a'>x</p>", "<p>x</p>"),
        ("<p>x</p>", "<p>x</p>\n<p>y</p>"),
        ("<rt>x</rt>", "<rt>y</rt>"),
        ("<script>1 < 2</script>", "<script>1 < 3</script>"),
    ],
)
def test_what_is_not_certain_is_no_piece(before: str, after: str) -> None:
    assert not pieces.differing(f"{LONG}{before}\n{LONG}", f"{LONG}{after}\n{LONG}")


@pytest.mark.parametrize("before", ["<!--", "<template>", '<p id="', "<textarea>", "<![CDATA["])
def test_nothing_is_certain_behind_what_hides_it(before: str) -> None:
    head = f"{LONG}<p>{before}</p>\n"

    assert not pieces.differing(f"{head}<p id=a>x</p>\n{LONG}", f"{head}<p>x</p>\n{LONG}")


TAGS = ("<p>", "</p>", "<b>", "</b>", "<br>", "<br/>", "</br>", "<i/>", "<a>", "</a>", "<!-- -->")
LINKS = ('<a href="http://n.example/(b">', '<img src="/a?b=1">', "http://n.example/(b", "&lt;")
WORDS = ("x", " ", "\n", "<p>x</p>\n<p>", '"', "<!--", "-->", "<template>", "<svg>", "<script>")


@settings(max_examples=500)
@given(*[st.lists(st.sampled_from((*TAGS, *LINKS, *WORDS)), max_size=6)] * 4)
def test_what_whole_pages_refuse_no_piece_lets_pass(
    head: list[str], one: list[str], other: list[str], tail: list[str]
) -> None:
    before, after = (
        Document.parse(
            "post.html",
            f"{LONG}<p>{''.join(head)}</p>\n<p>{''.join(middle)}</p>\n<p>{''.join(tail)}</p>\n",
        )
        for middle in (one, other)
    )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page, "differing", lambda *_: set())
        refused = page.objection(before, after, {})

    assert page.objection(before, after, {}) == refused
