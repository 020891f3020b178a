import tomllib

import pytest

from newslint.front_matter import FrontMatter, Path, Scalar, Style, parse


def read(block: str) -> FrontMatter:
    content = f"+++\n{block}+++\nBody\n"
    front_matter = parse(content, content)
    assert front_matter is not None
    assert front_matter.faults == ()
    return front_matter


def written(front_matter: FrontMatter, path: Path) -> str:
    span = front_matter.value_span(path)
    return front_matter.content_of_file[span.start : span.end]


@pytest.mark.parametrize(
    "block",
    [
        'a = "x \\"y\\" \\u00e9 \\U0001F389"\n',
        "a = 'C:\\x'\n'b c' = true\n\"d \\t\" = false\n",
        "a = [1, 0x1F, 0o7, 0b1, 1_000, -2.5, 1e3, # note\n  +7,\n]\n",
        'a = \'\'\'\nTwo\nlines\'\'\'\nb = """x\\\n   y ""z"" """""\n',
        "a.b.c = 1\na.b.d = 2\na.e = 3\n",
        "[a]\nb = 1\n[a.c]\nd = 2\n[e.f]\n[g]\n",
        "[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3\n[[a.e]]\n[[a.e]]\nf = 4\n",
        "a = {b = 1, c.d = [{e = 2}, {}], f = []}\n",
        "[ a . 'b.c' ]\n \"d\" . e = 1\n",
        "[a.b]\nx = 1\n[a]\ny = 2\n",
        "a = inf\nb = -inf\n",
        "a = 1 # x = 2\n# b = 3\n\n\t\n",
        "a = ['#', \"]\", '\"']\n",
        "",
    ],
)
def test_data_is_what_tomllib_reads(block: str) -> None:
    assert read(block).data == tomllib.loads(block)
    assert read(block.replace("\n", "\r\n")).data == tomllib.loads(block)


@pytest.mark.parametrize(
    "date", ["2024-01-02", "2024-01-02 03:04:05", "2024-01-02T03:04:05.5+01:00", "03:04:05"]
)
def test_dates_are_what_is_written(date: str) -> None:
    front_matter = read(f"a = {date} # note\nb = [{date}]\n")

    assert front_matter.data == {"a": date, "b": [date]}
    assert written(front_matter, ("a",)) == date


@pytest.mark.parametrize(
    ("block", "path", "expected"),
    [
        ('a = "x" # note\n', ("a",), '"x"'),
        ("a = [1, 2]\n", ("a", 1), "2"),
        ("a.b = {c = 'x'}\n", ("a", "b", "c"), "'x'"),
        ("a.b = 1\n", ("a",), "a.b = 1"),
        ("[a]\nb = 1 # note\n[c]\n", ("a",), "[a]\nb = 1"),
        ("[a.b]\nc = 1\n[a]\nd = 2\n", ("a",), "[a.b]\nc = 1\n[a]\nd = 2"),
        ("[[a]]\nb = 1\n[[a]]\nb = 2\n", ("a", 1), "[[a]]\nb = 2"),
        ("[[a]]\nb = 1\n[[a]]\nb = 2\n", ("a",), "[[a]]\nb = 1\n[[a]]\nb = 2"),
        ("a = '''\nx\n'''\n", ("a",), "'''\nx\n'''"),
    ],
)
def test_value_span_covers_what_is_written(block: str, path: Path, expected: str) -> None:
    assert written(read(block), path) == expected


def test_key_span_is_that_of_one_part_of_a_dotted_key() -> None:
    front_matter = read("[a.'b c']\nd . e = 1\n")

    paths: list[Path] = [("a",), ("a", "b c"), ("a", "b c", "d"), ("a", "b c", "d", "e")]
    spans = [front_matter.key_span(path) for path in paths]
    assert [front_matter.content_of_file[span.start : span.end] for span in spans] == [
        "a",
        "'b c'",
        "d",
        "e",
    ]


@pytest.mark.parametrize(
    ("value", "style", "editable"),
    [
        ('"x"', Style.DOUBLE, True),
        ("'x'", Style.SINGLE, True),
        ("12", Style.PLAIN, True),
        ('"""x"""', Style.MULTILINE, False),
    ],
)
def test_style_says_how_a_scalar_is_written(value: str, style: Style, editable: bool) -> None:  # noqa: FBT001 - a column of the table
    node = read(f"a = {value}\n").node(("a",))

    assert isinstance(node, Scalar)
    assert node.style is style
    assert (node.literal is not None) is editable
