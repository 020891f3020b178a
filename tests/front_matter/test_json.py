import json

import pytest

from newslint.front_matter import FrontMatter, Path, parse


def read(content: str) -> FrontMatter:
    front_matter = parse(content, content)
    assert front_matter is not None
    assert front_matter.faults == ()
    return front_matter


OBJECTS = [
    "{}",
    '{"a": 1, "b": [true, false, null, -1.5e3, 0, -7], "c": {"d": {}, "e": []}}',
    '{\r\n\t"a" : "x\\"\\\\\\u00e9\\ud83c\\udf89" ,\r\n\t"b":"}"\r\n}',
    '{"a":[[[1]],{"b":[{}]}]}',
]


@pytest.mark.parametrize("written", OBJECTS)
def test_data_is_what_the_standard_library_reads(written: str) -> None:
    assert read(f"{written}\nBody").data == json.loads(written)
    assert read(f"---json\n{written}\n---\nBody").data == json.loads(written)
    assert read(f";;;\n{written[1:-1]}\n;;;\nBody").data == json.loads(written)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("a",), '"x\\n"'),
        (("b",), '[1, {"c": true}]'),
        (("b", 1, "c"), "true"),
    ],
)
@pytest.mark.parametrize(
    ("before", "after"), [("{", "}"), (";;;\n", "\n;;;"), ("---json\n{", "}\n---")]
)
def test_value_span_covers_what_is_written(
    path: Path, expected: str, before: str, after: str
) -> None:
    content = f'{before}"a": "x\\n", "b": [1, {{"c": true}}]{after}\n'

    span = read(content).value_span(path)

    assert content[span.start : span.end] == expected


def test_every_repeated_key_is_a_duplicate() -> None:
    front_matter = read('{"a": 1, "b": {"c": 1, "c": 2}, "a": 2}')

    assert {duplicate.path for duplicate in front_matter.duplicates} == {("a",), ("b", "c")}


def test_absurdly_long_number_is_its_text() -> None:
    digits = "9" * 5000

    assert read(f'{{"a": {digits}}}').data == {"a": digits}


def test_empty_block_is_an_empty_mapping() -> None:
    assert read("---json\n\n---\n").data == {}
