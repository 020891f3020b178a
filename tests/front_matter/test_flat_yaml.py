import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.front_matter.flat_yaml import read_flat_yaml
from newslint.front_matter.nodes import Node, SyntaxFault, UnreadableError
from newslint.front_matter.yaml import read_yaml

POST = """\
# written by hand
title: 'Pier reopens: what now?'

date: 2024-05-01 07:30:00 +02:00
draft: false
weight: 012
image: https://example.org/pier.jpg
tags:
  - harbour
  - "port: news"
categories: [ harbour, 'a, b' ]
empty:
"""

# Pieces that are plain, or nearly so, and pieces that mean something to YAML.
PIECES = st.sampled_from(
    [
        *("title: ", "key:", "tags:\n", "null: ", "- ", "  - ", " - a\n", "- b\n", "b: c\n", "a:b"),
        *("'", '"', "''", "\\", "'q'", '"z"', "[", "]", "[a, 'b']", "[]", ", ", "{", "}", "x", "é"),
        *(" ", "\n", "\r\n", "\t", "#", " #c", "# c\n", ":", ": ", "?", "---\n", "...\n", "|\n"),
        *("12", "0123", "~", "true", "-1", "&a ", "*a", "!t ", "<<: ", "%", "@", "`", "\xa0"),
        *("\u2028", "\x85", "\ufeff", "\x00", "🎉"),
    ]
)
BLOCKS = st.lists(PIECES, max_size=14).map("".join)


def parsed(block: str) -> Node | SyntaxFault | None:
    try:
        return read_yaml(block, 4)
    except UnreadableError as error:
        return error.fault


def test_reads_an_ordinary_post() -> None:
    assert read_flat_yaml(POST, 4) == parsed(POST) is not None


@given(BLOCKS)
def test_reads_what_the_parser_reads_or_nothing(block: str) -> None:
    flat = read_flat_yaml(block, 4)

    assert flat is None or flat == parsed(block)


@given(BLOCKS, st.integers(0, len(POST)), st.integers(0, 3))
def test_reads_a_changed_post_as_the_parser_does(piece: str, at: int, length: int) -> None:
    block = POST[:at] + piece + POST[at + length :]

    flat = read_flat_yaml(block, 4)

    assert flat is None or flat == parsed(block)


@pytest.mark.parametrize(
    "block",
    [
        *(
            "",
            "# nothing\n",
            "a: b: c\n",
            "a: 'it''s'\n",
            'a: "\\n"\n',
            "a: |\n  b\n",
            "a:\n  b: c\n",
        ),
        *("a: b\n  c\n", "a: &b c\n", "a: {b: c}\n", "- a\n", "a:\n- b\n - c\n", "a: b # c\n"),
    ],
)
def test_leaves_the_rest_to_the_parser(block: str) -> None:
    assert read_flat_yaml(block, 4) is None
