"""Spans, positions, edits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import Edit, Position, Span, Text, apply
from newslint.text import Spans

texts = st.text(alphabet=st.sampled_from("ab\r\n\u2028\x0b中😀"), max_size=40)


@given(texts, st.data())
def test_a_position_leads_back_to_its_offset(content: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(content)))
    text = Text(content)

    position = text.position(offset)

    assert text.offset(position) == offset


@given(texts)
def test_lines_are_what_stands_between_newlines(content: str) -> None:
    text = Text(content)

    lines = [text[text.line(number + 1)] for number in range(text.line_count)]

    assert lines == [line.removesuffix("\r") for line in content.split("\n")]


@pytest.mark.parametrize("offset", [-1, 4])
def test_an_offset_outside_the_text_is_refused(offset: int) -> None:
    with pytest.raises(IndexError):
        Text("abc").position(offset)


@pytest.mark.parametrize(
    "position", [Position(0, 1), Position(3, 1), Position(1, 0), Position(1, 4), Position(2, 9)]
)
def test_a_position_outside_the_text_is_refused(position: Position) -> None:
    with pytest.raises(IndexError):
        Text("ab\nabc").offset(position)


@pytest.mark.parametrize(
    ("content", "newline"),
    [("", "\n"), ("a", "\n"), ("a\nb\r\n", "\n"), ("a\r\nb\n", "\r\n"), ("\r\n", "\r\n")],
)
def test_inserted_lines_end_as_the_first_line_does(content: str, newline: str) -> None:
    assert Text(content).newline == newline


spans = st.tuples(st.integers(0, 30), st.integers(0, 6)).map(lambda at: Span(at[0], at[0] + at[1]))


@given(st.lists(spans))
def test_merged_spans_cover_the_same_characters(given_spans: list[Span]) -> None:
    merged = Spans.merged(given_spans)

    covered = {offset for span in given_spans for offset in range(span.start, span.end)}
    assert {offset for offset in range(40) if merged.covers(offset)} == covered


@given(st.lists(spans.filter(bool)), spans)
def test_overlapping_finds_what_shares_a_character(given_spans: list[Span], span: Span) -> None:
    merged = Spans.merged(given_spans)

    found = merged.overlapping(span)

    if span:
        assert found == tuple(each for each in merged if each.overlaps(span))
    else:
        assert found == tuple(each for each in merged if each.start < span.start < each.end)


@given(st.text(max_size=30), st.data())
def test_only_the_spans_of_edits_change(content: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(content)), max_size=8)))
    edits = [
        Edit(Span(start, end), data.draw(st.text(max_size=3)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]

    result = apply(content, edits)

    kept, done, place = [], 0, 0
    for edit in edits:
        kept.append(content[done : edit.span.start])
        assert result[place : place + len(kept[-1])] == kept[-1]
        place += len(kept[-1])
        assert result[place : place + len(edit.text)] == edit.text
        place += len(edit.text)
        done = edit.span.end
    assert result[place:] == content[done:]


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(Span(0, 2)), Edit(Span(1, 3))],
        [Edit(Span(2, 9))],
        [Edit(Span(0, 3)), Edit(Span(1, 1), "x")],
    ],
)
def test_edits_that_overlap_or_leave_the_text_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        apply("abc", edits)
