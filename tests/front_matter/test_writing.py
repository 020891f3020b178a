import pytest

from newslint.diagnostic import apply
from newslint.front_matter import FrontMatter, Path, Scalar, parse
from tests.growth import is_linear


def read(content: str) -> FrontMatter:
    front_matter = parse(content, content)
    assert front_matter is not None
    return front_matter


def scalar(front_matter: FrontMatter, path: Path) -> Scalar:
    node = front_matter.node(path)
    assert isinstance(node, Scalar)
    return node


@pytest.mark.parametrize(
    ("value", "text", "expected"),
    [
        ("old", "new", "new"),
        ("old", "New York, 2024", "New York, 2024"),
        ("old", "2024-01-02", "2024-01-02"),
        ("old", "2024-01-02T03:04:05+01:00", "2024-01-02T03:04:05+01:00"),
        ("old", "https://a.example/?b=1&c=2#d", "https://a.example/?b=1&c=2#d"),
        ("old", "1.2.3", "1.2.3"),
        ("old", "", '""'),
        ("old", "a: b", '"a: b"'),
        ("old", "a:", '"a:"'),
        ("old", "a #b", '"a #b"'),
        ("old", " a", '" a"'),
        ("old", "a ", '"a "'),
        ("old", "@a", '"@a"'),
        ("old", "- a", '"- a"'),
        ("old", "-", '"-"'),
        ("old", "[a]", '"[a]"'),
        ("old", "'a'", "\"'a'\""),
        ("old", "12", '"12"'),
        ("old", "0123", '"0123"'),
        ("old", "12:30", '"12:30"'),
        ("old", "null", '"null"'),
        ("old", "True", '"True"'),
        ("old", "no", '"no"'),
        ("old", "<<", '"<<"'),
        ("old", "---", '"---"'),
        ("old", "a\nb", '"a\\nb"'),
        ("old", "a\u2028b", '"a\\u2028b"'),
        ("old", "日本 🎉", "日本 🎉"),
        ("12", "12", '"12"'),
        ("'old'", "it's", "'it''s'"),
        ("'old'", "12", "'12'"),
        ("'old'", "a\tb", "'a\tb'"),
        ("'old'", "a\nb", '"a\\nb"'),
        ('"old"', 'a "b" \\ c', '"a \\"b\\" \\\\ c"'),
        ("|\n  old\n  text", "new", "new"),
        ("old\n  text", "a: b", '"a: b"'),
        ("[old, x]", "a, b", '["a, b", x]'),
        ("&x old", "new", "&x new"),
    ],
)
def test_rewriting_keeps_what_it_can(value: str, text: str, expected: str) -> None:
    content = f"---\nz: 1\na: {value} # note\n---\n"
    content = content.replace(" # note", "") if "\n" in value else content
    front_matter = read(content)
    path: Path = ("a", 0) if value.startswith("[") else ("a",)

    changed = apply(content, [front_matter.rewrite(scalar(front_matter, path), text)])

    if "\n" in value:
        assert read(changed).data == {"z": 1, "a": text}
    else:
        assert changed == content.replace(value, expected)
        assert read(changed).data == {"z": 1, "a": [text, "x"] if path[1:] else text}


@pytest.mark.parametrize(
    ("content", "path", "expected"),
    [
        ("---\na:\n---\n", ("a",), "---\na: new\n---\n"),
        ("---\na: # note\n---\n", ("a",), "---\na: new # note\n---\n"),
        ("---\na:\n-\n- b\n---\n", ("a", 0), "---\na:\n- new\n- b\n---\n"),
        ("---\na: {b: }\n---\n", ("a", "b"), "---\na: {b: new}\n---\n"),
        ("---\na: {b, c}\n---\n", ("a", "b"), "---\na: {b: new, c}\n---\n"),
        ("---\na: &x 1\nb: *x\n---\n", ("b",), '---\na: &x 1\nb: "new"\n---\n'),
        ("+++\na = 1\n+++\n", ("a",), '+++\na = "new"\n+++\n'),
        ("+++\na = 'x'\n+++\n", ("a",), "+++\na = 'new'\n+++\n"),
        ("+++\na = '''x'''\n+++\n", ("a",), '+++\na = "new"\n+++\n'),
        ('{"a": null}', ("a",), '{"a": "new"}'),
        (';;;\n"a": "x"\n;;;\n', ("a",), ';;;\n"a": "new"\n;;;\n'),
    ],
)
def test_rewriting_gives_every_kind_of_value_a_text(
    content: str, path: Path, expected: str
) -> None:
    front_matter = read(content)

    assert apply(content, [front_matter.rewrite(scalar(front_matter, path), "new")]) == expected


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("---\n? a\nb: 2\n---\n", "a"),
        ("---\n{a\n b}\n---\n", "a b"),
        ("---\n{a\u2028b}\n---\n", "a\u2028b"),
        ("---\n{a\x85b}\n---\n", "a b"),
    ],
)
def test_value_of_a_key_without_a_colon_cannot_be_rewritten(content: str, key: str) -> None:
    front_matter = read(content)

    with pytest.raises(ValueError, match="no colon"):
        front_matter.rewrite(scalar(front_matter, (key,)), "new")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("---\na: 1\n---\n", "---\nb: 1\n---\n"),
        ("---\n'a': 1\n---\n", "---\n'b': 1\n---\n"),
        ("+++\na = 1\n+++\n", "+++\nb = 1\n+++\n"),
        ('{"a": 1}', '{"b": 1}'),
    ],
)
def test_keys_are_rewritten_too(content: str, expected: str) -> None:
    front_matter = read(content)

    edit = front_matter.rewrite(front_matter.entry(("a",)).key, "b")

    assert apply(content, [edit]) == expected


def test_toml_key_of_several_words_gets_quotes() -> None:
    content = "+++\na = 1\n+++\n"
    front_matter = read(content)

    edit = front_matter.rewrite(front_matter.entry(("a",)).key, "b c")

    assert apply(content, [edit]) == '+++\n"b c" = 1\n+++\n'


def test_toml_literal_that_cannot_hold_the_text_becomes_a_basic_string() -> None:
    content = "+++\na = 'x'\n+++\n"
    front_matter = read(content)

    changed = apply(content, [front_matter.rewrite(scalar(front_matter, ("a",)), "it's")])

    assert read(changed).data == {"a": "it's"}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("---\na: x\n---\n", '"it\'s"'),
        ("---\na: 'x'\n---\n", "'it''s'"),
        ("+++\na = 'x'\n+++\n", '"it\'s"'),
        ('{"a": "x"}', '"it\'s"'),
        ("---\na: b: c\n---\n", '"it\'s"'),
    ],
)
def test_new_strings_have_the_quotes_of_the_block(content: str, expected: str) -> None:
    assert read(content).quoted("it's") == expected


def test_yaml_cannot_write_half_a_character() -> None:
    with pytest.raises(ValueError, match="half a character"):
        read("---\na: 1\n---\n").quoted("\ud800")


@pytest.mark.parametrize(
    ("content", "path", "expected"),
    [
        ("---\n# note\na: 1 # one\nb: 2\n---\n", ("a",), "---\n# note\nb: 2\n---\n"),
        ("---\na:\n  - 1\n\n  - 2\n# note\nb: 2\n---\n", ("a",), "---\n# note\nb: 2\n---\n"),
        ("---\na: |\n  x\n  y\nb: 2\n---\n", ("a",), "---\nb: 2\n---\n"),
        ("---\r\na: 1\r\nb: 2\r\n---\r\n", ("b",), "---\r\na: 1\r\n---\r\n"),
        ("---\na:\n  b: 1\n  c: 2\n---\n", ("a", "b"), "---\na:\n  c: 2\n---\n"),
        ("---\na:\n  b: 1\nc: 2\n---\n", ("a", "b"), "---\na:\n  {}\nc: 2\n---\n"),
        ("---\na:\n- b: 1\n  c: 2\n---\n", ("a", 0, "b"), "---\na:\n- c: 2\n---\n"),
        ("---\na:\n- b: 1\n---\n", ("a", 0, "b"), "---\na:\n- {}\n---\n"),
        ("---\na: 1\n---\n", ("a",), "---\n---\n"),
        ("---\na:\nb: 1\n---\n", ("a",), "---\nb: 1\n---\n"),
        ("---\na: {b: 1, c: 2, d: 3}\n---\n", ("a", "b"), "---\na: {c: 2, d: 3}\n---\n"),
        ("---\na: {b: 1, c: 2, d: 3}\n---\n", ("a", "d"), "---\na: {b: 1, c: 2}\n---\n"),
        ("---\na: {b: 1,}\n---\n", ("a", "b"), "---\na: {}\n---\n"),
        ("---\n? a\n: 1\nb: 2\n---\n", ("a",), "---\nb: 2\n---\n"),
        ("---\n? a\nb: 2\n---\n", ("a",), "---\nb: 2\n---\n"),
        ("---\n? a\n  a\n# note\nb: 2\n---\n", ("a a",), "---\n# note\nb: 2\n---\n"),
        ('{\n  "a": 1,\n  "b": 2\n}', ("a",), '{\n  "b": 2\n}'),
        ('{\n  "a": 1,\n  "b": 2\n}', ("b",), '{\n  "a": 1\n}'),
        (';;;\n"a": 1,\n"b": 2\n;;;\n', ("b",), ';;;\n"a": 1\n;;;\n'),
        ("+++\na = 1 # one\nb = 2\n+++\n", ("a",), "+++\nb = 2\n+++\n"),
        ("+++\na.b = 1\na.c = 2\nd = 3\n+++\n", ("a",), "+++\nd = 3\n+++\n"),
        ("+++\na.b = 1\na.c = 2\n+++\n", ("a", "b"), "+++\na.c = 2\n+++\n"),
        ("+++\n[a]\nb = 1\n\n[c]\nd = 2\n+++\n", ("a",), "+++\n\n[c]\nd = 2\n+++\n"),
        ("+++\n[a]\nb = 1\n+++\n", ("a", "b"), "+++\n[a]\n+++\n"),
        ("+++\n[[a]]\nb = 1\n[[a]]\n+++\n", ("a",), "+++\n+++\n"),
        ("+++\na = {b = 1, c = 2}\n+++\n", ("a", "c"), "+++\na = {b = 1}\n+++\n"),
    ],
)
def test_deletion_removes_an_entry_and_nothing_else(
    content: str, path: Path, expected: str
) -> None:
    front_matter = read(content)

    assert apply(content, [front_matter.deletion(front_matter.entry(path))]) == expected


def test_first_of_two_duplicates_can_be_deleted() -> None:
    content = "---\na: 1\na: 2\n---\n"
    front_matter = read(content)

    edit = front_matter.deletion(front_matter.duplicates[0].first)

    assert apply(content, [edit]) == "---\na: 2\n---\n"


@pytest.mark.parametrize(
    "content", ["+++\n[a.b]\n[c]\n[a.d]\n+++\n", "+++\n[a]\nx = 1\n[c]\ny = 2\n[a.d]\n+++\n"]
)
def test_toml_table_in_pieces_cannot_be_deleted(content: str) -> None:
    front_matter = read(content)

    with pytest.raises(ValueError, match="between the parts of 'a'"):
        front_matter.deletion(front_matter.entry(("a",)))


@pytest.mark.parametrize(
    "content",
    [
        *("---\n&x a: 1\n---\n", "---\n&x\na: 1\n---\n"),
        *("---\n  !!map\n  a: 1\n---\n", "---\r\n!!map # c\r\n\r\n# c\r\na: 1\r\n---\r\n"),
        "---\n--- !!map\na: 1\n---\n",
    ],
)
def test_yaml_entry_that_shares_its_line_or_anchor_cannot_be_deleted(content: str) -> None:
    front_matter = read(content)

    with pytest.raises(ValueError, match=r"'a' stands|line of 'a'"):
        front_matter.deletion(front_matter.entry(("a",)))


@pytest.mark.parametrize(
    "content",
    ["---\na: 1\rb: 2\n---\n", "---\n?\n a\n: 1\n---\n", "---\na: 1\n? \n  b\n---\n"],
)
def test_yaml_that_hardly_anybody_writes_is_left_alone(content: str) -> None:
    front_matter = read(content)

    with pytest.raises(ValueError, match="hardly anybody"):
        front_matter.deletion(front_matter.entry(("a",)))
    with pytest.raises(ValueError, match="hardly anybody"):
        front_matter.insertion("c", "text")


def test_yaml_entry_that_keeps_a_comment_out_of_a_text_cannot_be_deleted() -> None:
    front_matter = read("---\nt: |\n  text\n\na: 1\n  # comment\nb: 2\n---\n")

    with pytest.raises(ValueError, match="would be text of what is before"):
        front_matter.deletion(front_matter.entry(("a",)))


def test_entry_of_another_block_cannot_be_deleted() -> None:
    content = "---\na: 1\n---\n"
    other = read(content).entry(("a",))

    with pytest.raises(ValueError, match="'a' is no entry"):
        read(content).deletion(other)


def test_block_that_could_not_be_read_cannot_be_changed() -> None:
    entry = read("---\na: 1\n---\n").entry(("a",))

    with pytest.raises(ValueError, match="could not be read"):
        read("---\na: b: c\n---\n").deletion(entry)


def test_time_to_delete_every_repeated_entry_grows_with_their_number() -> None:
    def delete(entries: str) -> None:
        front_matter = read(f"---\n{entries}---\n")
        for duplicate in front_matter.duplicates:
            front_matter.deletion(duplicate.again)

    assert is_linear(delete, "date: today\n")
