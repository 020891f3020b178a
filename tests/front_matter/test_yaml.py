import math
from typing import Any

import pytest

from newslint.diagnostic import apply
from newslint.front_matter import FrontMatter, Mapping, Path, Scalar, Style, parse
from tests.growth import is_linear


def read(block: str) -> FrontMatter:
    content = f"---\n{block}---\nBody\n"
    front_matter = parse(content, content)
    assert front_matter is not None
    return front_matter


def written(front_matter: FrontMatter, path: Path) -> str:
    span = front_matter.value_span(path)
    return front_matter.content_of_file[span.start : span.end]


@pytest.mark.parametrize(
    ("plain", "value"),
    [
        ("text", "text"),
        ("", None),
        ("~", None),
        ("null", None),
        ("nULL", "nULL"),
        ("true", True),
        ("FALSE", False),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("12", 12),
        ("-12", -12),
        ("0", 0),
        ("0123", "0123"),
        ("00", "00"),
        ("0o17", 15),
        ("0xFf", 255),
        ("1_000", "1_000"),
        ("0b11", "0b11"),
        ("1.50", 1.5),
        (".5", 0.5),
        ("2.", 2.0),
        ("1e3", 1000.0),
        ("1e999", math.inf),
        ("012e3", "012e3"),
        (".inf", math.inf),
        ("-.INF", -math.inf),
        ("12:30", "12:30"),
        ("2024-13-45", "2024-13-45"),
        ("2014-06-16 11:20:38 -0400", "2014-06-16 11:20:38 -0400"),
        ("1.2.3", "1.2.3"),
        ("<<", "<<"),
        ("=", "="),
        ("'12'", "12"),
        ('"true"', "true"),
        ("!!str 12", "12"),
        ("! 12", "12"),
        ("!!int '12'", 12),
        ("!!int twelve", "twelve"),
        ("!!float 3", 3.0),
        ("!!float true", True),
        ("!!bool 'true'", True),
        ("!!null ''", None),
        ("&anchor 12", 12),
    ],
)
def test_scalars_mean_what_the_core_schema_says(plain: str, value: Any) -> None:
    data = read(f"a: {plain}\n").data

    assert data == {"a": value}
    assert type(data["a"]) is type(value)


def test_not_a_number_is_one() -> None:
    assert math.isnan(read("a: .nan\n").data["a"])


@pytest.mark.parametrize("digits", ["9" * 5000, "0x" + "f" * 5000, "0o" + "7" * 5000])
def test_absurdly_long_number_is_its_text(digits: str) -> None:
    assert read(f"a: {digits}\n").data == {"a": digits}


@pytest.mark.parametrize(
    ("block", "path", "expected"),
    [
        ("a: text # note\n", ("a",), "text"),
        ("a: 'it''s'\n", ("a",), "'it''s'"),
        ("a: |\n  x  \n  y\n\n\n# note\nb: 1\n", ("a",), "|\n  x  \n  y"),
        ("a: >-\n  x\n \nb: 1\n", ("a",), ">-\n  x"),
        ("a:\n  - 1\n  - 2\n\n# note\nb: 1\n", ("a",), "- 1\n  - 2"),
        ("a:\n- 1\nb: 1\n", ("a",), "- 1"),
        ("a:\n  b: 1\n  c:\n\nd: 1\n", ("a",), "b: 1\n  c:"),
        ("a: [1,\n 2] # note\n", ("a",), "[1,\n 2]"),
        ("a: {b: {c: x}}\n", ("a", "b", "c"), "x"),
        ("a: &x [1]\nb: *x\n", ("b",), "*x"),
        ("a: &x 1\nb: *x\n", ("b",), "*x"),
        ("a: &x 1\nb: *x\n", ("a",), "1"),
        ("a: &x !!map # note\n  b: 1\n", ("a",), "b: 1"),
        ("a: &x !!str 'y'\n", ("a",), "!!str 'y'"),
        ("a:\nb: 1\n", ("a",), ""),
        ("日本: 中文\n", ("日本",), "中文"),
        ("🎉: 🎈🎈\nb: c\n", ("b",), "c"),
        ("a:\n- b: 1\n  c: 2\n- d\n", ("a", 0), "b: 1\n  c: 2"),
        ("a: first\n  second\nb: 1\n", ("a",), "first\n  second"),
    ],
)
def test_value_span_covers_what_is_written(block: str, path: Path, expected: str) -> None:
    assert written(read(block), path) == expected


def test_key_span_covers_the_quotes() -> None:
    front_matter = read("'a key': {\"b\": 1}\n")

    spans = [front_matter.key_span(path) for path in [("a key",), ("a key", "b")]]
    assert [front_matter.content_of_file[span.start : span.end] for span in spans] == [
        "'a key'",
        '"b"',
    ]


def test_keys_that_are_no_strings_are_their_text() -> None:
    data = read("404: a\nnull: b\ntrue: c\n1.0: d\n~: e\n!!int '5': f\n").data

    assert data == {"404": "a", "null": "b", "true": "c", "1.0": "d", "~": "e", "5": "f"}


def test_merge_key_is_a_key_like_others() -> None:
    data = read("a: &x {b: 1}\nc:\n  <<: *x\n").data

    assert data["c"] == {"<<": {"b": 1}}


def test_empty_block_is_an_empty_mapping() -> None:
    front_matter = read("# only a note\n")

    assert front_matter.root == Mapping((), front_matter.value_span(()))
    assert front_matter.data == {}


def test_every_repeated_key_is_a_duplicate() -> None:
    front_matter = read("a: 1\nb: {c: 1, c: 2}\na: 2\na: 3\n")

    assert [(twin.path, twin.again.value) for twin in front_matter.duplicates] == [
        (("a",), front_matter.root.entries[2].value if front_matter.root else None),
        (("a",), front_matter.node(("a",))),
        (("b", "c"), front_matter.node(("b", "c"))),
    ]


def test_last_of_the_same_keys_counts() -> None:
    front_matter = read("a: 1\na: 2\n")

    assert front_matter.data == {"a": 2}
    assert written(front_matter, ("a",)) == "2"


@pytest.mark.parametrize("path", [("z",), ("a", "z"), ("b", 2), ("b", "0"), ("b", -1), (0,)])
def test_path_to_nothing_is_a_key_error(path: Path) -> None:
    front_matter = read("a: 1\nb: [x, y]\n")

    with pytest.raises(KeyError):
        front_matter.node(path)


@pytest.mark.parametrize("path", [(), ("a",)])
def test_block_that_could_not_be_read_has_no_paths(path: Path) -> None:
    front_matter = read("a: b: c\n")

    with pytest.raises(KeyError):
        front_matter.node(path)


def test_block_that_could_not_be_read_has_no_scalars() -> None:
    assert list(read("a: b: c\n").scalars()) == []


@pytest.mark.parametrize("path", [(), ("z",), ("b", 0)])
def test_entry_that_is_none_is_a_key_error(path: Path) -> None:
    front_matter = read("a: 1\nb: [x, y]\n")

    with pytest.raises(KeyError):
        front_matter.entry(path)


def test_scalars_come_in_written_order() -> None:
    front_matter = read("b: [x, {y: z}]\na: &q 1\nc: *q\nd: &r [2]\ne: *r\n")

    assert [(path, scalar.written) for path, scalar in front_matter.scalars()] == [
        (("b", 0), "x"),
        (("b", 1, "y"), "z"),
        (("a",), "1"),
        (("c",), "1"),
        (("d", 0), "2"),
    ]


@pytest.mark.parametrize(
    ("value", "style"),
    [
        ("x", Style.PLAIN),
        ("'x'", Style.SINGLE),
        ('"x"', Style.DOUBLE),
        ("|\n  x", Style.LITERAL),
        (">\n  x", Style.FOLDED),
        ("x\n  y", Style.MULTILINE),
        ("'x\n  y'", Style.MULTILINE),
        ('"x\n  y"', Style.MULTILINE),
        ('"x\\n"', Style.DOUBLE),
    ],
)
def test_style_says_how_a_scalar_is_written(value: str, style: Style) -> None:
    node = read(f"a: {value}\n").node(("a",))

    assert isinstance(node, Scalar)
    assert node.style is style


@pytest.mark.parametrize(
    ("value", "start", "end", "text", "expected"),
    [
        ("/page?x=1&y=2", 8, 12, "", "/page?x=2"),
        ("'it''s here'", 3, 4, "S", "'it''S here'"),
        ("'it''s here'", 2, 3, "'", "'it''s here'"),
        ('"a\\u00e9\\tb"', 2, 3, "", '"a\\u00e9b"'),
        ('"a\\tb"', 3, 3, '"', '"a\\tb\\""'),
        ("12", 0, 1, "3", "32"),
    ],
)
def test_literal_edits_a_part_in_place(
    value: str, start: int, end: int, text: str, expected: str
) -> None:
    front_matter = read(f"a: {value}\n")
    node = front_matter.node(("a",))
    assert isinstance(node, Scalar)
    assert node.literal is not None

    edit = node.literal.edit(start, end, text)

    content = front_matter.content_of_file
    assert apply(content, [edit]) == content.replace(value, expected)


def test_literal_without_quotes_takes_no_text_that_needs_them() -> None:
    node = read("a: text\n").node(("a",))
    assert isinstance(node, Scalar)
    assert node.literal is not None

    with pytest.raises(ValueError, match="needs quotes"):
        node.literal.edit(0, 4, "a: b")


@pytest.mark.parametrize("value", ["|\n  x", "x\n  y", "!!str x"])
def test_values_that_are_not_edited_in_place_have_no_literal(value: str) -> None:
    node = read(f"a: {value}\n").node(("a",))

    assert isinstance(node, Scalar)
    assert node.literal is None


def test_aliases_share_their_data() -> None:
    data = read("a: &x [1]\nb: *x\n").data

    assert data["a"] is data["b"]


def test_anchors_and_keys_without_values_are_read_in_linear_time() -> None:
    def look(dots: str) -> None:
        read("".join(f"a{at}: &x{at} 1\n? b{at}\n" for at in range(len(dots) // 25)))

    assert is_linear(look, ".")
