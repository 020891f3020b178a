import pytest

from newslint.front_matter import SyntaxFault, parse


def fault_of(content: str) -> tuple[str, SyntaxFault]:
    front_matter = parse(content, content)
    assert front_matter is not None
    assert front_matter.root is None
    assert front_matter.data == {}
    (fault,) = front_matter.faults
    return content[fault.span.start : fault.span.end], fault


@pytest.mark.parametrize(
    ("block", "place", "message"),
    [
        ("title: a: b\n", "a: b", "`title` holds a `: `; put its value in quotes"),
        ("- title: a: b\n", "a: b", "`title` holds a `: `; put its value in quotes"),
        ("title: @who\n", "@who", "A value cannot begin with `@`; put it in quotes"),
        ("title: %x\n", "%x", "A value cannot begin with `%`; put it in quotes"),
        ("title: `x`\n", "`x`", "A value cannot begin with a backtick; put it in quotes"),
        ("a: **b** c\n", "**b** c", "A value cannot begin with `*`; put it in quotes"),
        ("a: *b\n", "*b", "`*b` refers to no anchor; put the value in quotes"),
        ("a: ]\n", "]", "A value cannot begin with `]`; put it in quotes"),
        (
            "a: !wow b\n",
            "!wow",
            "`!wow` is a tag that parsers do not know; text with `!` needs quotes",
        ),
        (
            "a: !wow [b]\n",
            "!wow",
            "`!wow` is a tag that parsers do not know; text with `!` needs quotes",
        ),
        (
            "a: &b:c d\n",
            "&b:c d",
            "Parsers disagree where the name of this anchor ends; put the text in quotes",
        ),
        ("a: !x!y z\n", "!x!y z", "A value cannot begin with `!`; put it in quotes"),
        ("a: ? b\n", "? b", "A value cannot begin with `? `; put it in quotes"),
        ("a: 'b\nc: 1\n", "'b", "The quote `'` that opens here is never closed"),
        ('a: "b\nc: 1\n', '"b', 'The quote `"` that opens here is never closed'),
        ("a:\n\tb: 1\n", "\t", "A tab indents this line; YAML wants spaces"),
        ("a: 1\n\tb: 1\n", "\t", "A tab indents this line; YAML wants spaces"),
        ("a: >\n\tb\n", "\t", "A tab indents this line; YAML wants spaces"),
        ("a: 1\nb\nc: 1\n", "b", "This line is no `key: value`"),
        ("a: 1\nb", "b", "This line is no `key: value`"),
        ("a:1\nb: 2\n", "a:", "A space is missing after `a:`"),
        ("a: 1\n b: 2\n", "b: 2", "This line is indented as if it went on with the value above"),
        ("a:\n  b: 1\n c: 2\n", "c: 2", "This line is not indented like the lines around it"),
        (" a: 1\nb: 2\n", "b: 2", "This line is indented less than the lines above it"),
        ("a: 1\n- b\n", "- b", "This list item stands under no key of its own"),
        ("- a\nb: 1\n", "b: 1", "This line is no list item, and not indented like one's text"),
        (
            "a: [b] c\n",
            "c",
            "What stands here belongs neither to the key nor to the value before it",
        ),
        ("a: [b,\n", ",", "A value is missing here"),
        ("- \tb: 1\n\tc: 2\n", "\t", "A tab stands here; YAML wants spaces"),
        ("a: 1\nb: @\tc\n", "@\tc", "A value cannot begin with `@`; put it in quotes"),
        ("&a\n", "a", "Front matter is `key: value` pairs; this is one piece of text"),
        ("a: - b\n", "- b", "A list begins on a line of its own; text with `- ` needs quotes"),
        (
            "a: [b\nc: 1\n",
            "[b",
            "The `[` that opens here is never closed, or a comma is missing after it",
        ),
        (
            "a: {b: 1\nc: 1\n",
            "{b: 1",
            "The `{` that opens here is never closed, or a comma is missing after it",
        ),
        (
            'a: "b"c"\n',
            'c"',
            "Text follows the closing quote; put the whole value in one pair of quotes",
        ),
        (
            'a: "\\q"\n',
            "\\q",
            "`\\q` means nothing between double quotes; write `\\\\` for a backslash",
        ),
        ("a: |b\n", "b", "The text after `|` must begin on the next line"),
        ("? [a]\n: 1\n", "[a]", "A key must be text; what begins with `{` or `[` needs quotes"),
        ("a: &x 1\nb: &x 2\n", "&x 2", "The anchor `&x` is given twice"),
        ("a: &x [*x]\n", "*x", "`*x` stands inside what it refers to"),
        ("a: é\x80\n", "\x80", "An invisible control character (U+0080) stands here"),
        ("a: b\x85c\n", "\x85", "An invisible line break (U+0085) stands here"),
        ("a: \ud800\n", "\ud800", "An invisible control character (U+D800) stands here"),
        ("a: 1\n--- b\n", "---", "A second YAML document begins here"),
        ("%YAML 1.2\n--- a\n", "%YAML 1.2", "YAML directives (`%`) have no place in front matter"),
        ("%YAML 1.2\n", "%YAML 1.2", "YAML directives (`%`) have no place in front matter"),
        ("- a\n", "- a", "Front matter is `key: value` pairs; this is a list"),
        ("text\n", "text", "Front matter is `key: value` pairs; this is one piece of text"),
        (
            "<<<<<<< ours\na: 1\n=======\na: 2\n>>>>>>> theirs\n",
            "<<<<<<< ours",
            "A merge conflict is left here",
        ),
    ],
)
def test_yaml_fault_says_what_is_wrong_and_where(block: str, place: str, message: str) -> None:
    newline = "" if block.endswith("\n") else "\n"

    found, fault = fault_of(f"\n---\n{block}{newline}---\nBody\n")

    assert (found, fault.message) == (place, message)


@pytest.mark.parametrize(
    ("block", "place", "message"),
    [
        ("a = b\n", "b", "This is no value; text needs quotes"),
        ("a = \n", "=", "This is no value; text needs quotes"),
        ("a\n", "a", "TOML writes `key = value`; here an `=` is missing"),
        ("a: 1\n", ": 1", "TOML writes `key = value`; here an `=` is missing"),
        ("= 1\n", "= 1", "This line is no `key = value`"),
        ("a = 1 2\n", "2", "The value ends before this"),
        ("a = [1\nb = 1\n", "b = 1", "A comma or the `]` of the list is missing here"),
        ("a = 'b\nc = 1\n", "'b", "The quote `'` that opens here is never closed"),
        ('a = "b\r\nc = 1\r\n', '"b', 'The quote `"` that opens here is never closed'),
        ('a = """b\nc = 1\n', '"""b', 'The quote `"""` that opens here is never closed'),
        ('a = "\\q"\n', "\\q", "This backslash begins no escape"),
        ("a = 2024-13-45\n", "-13-45", "There is no such date or time"),
        ("a = 2024-01-02T25:00:00\n", "T25:00:00", "There is no such date or time"),
        ("[[a]\n", "]", "The `]` that ends a table's name is missing here"),
        ("b = 1\r\na = 1\r\na = 2\r\n", "a", "`a` is set a second time"),
        ("[b.c]\n[b.c]\n", "b.c", "`b.c` is set a second time"),
        ("a = {b = 1, b = 2}\n", "b", "`b` is set a second time"),
        (f"a = {'1' * 5000}\n", "1" * 5000, "This number is too long"),
        ('a = "\x01"\n', '\x01"', "An invisible control character stands here"),
    ],
)
def test_toml_fault_says_what_is_wrong_and_where(block: str, place: str, message: str) -> None:
    found, fault = fault_of(f"+++\n{block}+++\nBody\n")

    assert (found, fault.message) == (place, message)


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        ('{"a": 1 "b": 2}', '"b": 2', "A comma is missing before this"),
        ('{"a": x}', "x", "A value is missing here; text needs double quotes"),
        ('{"a": 1, b: 2}', "b: 2", "A key needs double quotes"),
        ('{"a": NaN}', "NaN", "`NaN` is no JSON number"),
        ('{"a": "\\ud800"}', '"\\ud800"', "A `\\u` escape here is half a character"),
        ("---json\n[1]\n---\n", "[1]", "Front matter is `key: value` pairs; this is a list"),
        ("---json\n1\n---\n", "1", "Front matter is `key: value` pairs; this is one piece of text"),
        ('---json\n{"a": 1} 2\n---\n', "2", "Nothing may follow the end of the data"),
        (';;;\n"a"\n;;;\n', '"', "A `:` is missing before this"),
        (
            ';;;\n"a": "\\q"\n;;;\n',
            '\\q"',
            "This backslash means nothing in JSON; write `\\\\` for a backslash",
        ),
    ],
)
def test_json_fault_says_what_is_wrong_and_where(content: str, place: str, message: str) -> None:
    found, fault = fault_of(content)

    assert (found, fault.message) == (place, message)


@pytest.mark.parametrize("content", ['{"a": 1,}', '{"a": [1,]}', ';;;\n"a": 1,\n;;;\n'])
def test_comma_after_the_last_is_a_fault_beside_it(content: str) -> None:
    found, fault = fault_of(content)

    assert fault.message == "After the last entry or item stands no comma"
    assert found.startswith((",", "]", "}"))


@pytest.mark.parametrize(
    "content",
    [
        f"---\na: {'[' * 100_000}\n---\n",
        f"---\na: {'[' * 101}{']' * 101}\n---\n",
        f"---\n{'- ' * 100_000}\n---\n",
        f"---\n{'? ' * 100_000}\n---\n",
        f"+++\na = {'[' * 100_000}\n+++\n",
        f"+++\na = {'[' * 101}{']' * 101}\n+++\n",
        f"+++\n{'a.' * 100_000}a = 1\n+++\n",
        f'---json\n{{"a": {"[" * 100_000}\n---\n',
        f'---json\n{{"a": {"[" * 101}{"]" * 101}}}\n---\n',
    ],
)
def test_deep_nesting_is_a_fault(content: str) -> None:
    _, fault = fault_of(content)

    assert fault.message == "Values nest more than 100 levels deep"


def test_aliases_that_grow_without_bound_are_a_fault() -> None:
    laughs = "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 30))

    _, fault = fault_of(f"---\na0: &a0 [ha]\n{laughs}---\n")

    assert fault.message == "Aliases (`*`) repeat or nest too much here"


def test_aliases_that_nest_too_deeply_are_a_fault() -> None:
    chain = "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 200))

    _, fault = fault_of(f"---\na0: &a0 [x]\n{chain}---\n")

    assert fault.message == "Aliases (`*`) repeat or nest too much here"
