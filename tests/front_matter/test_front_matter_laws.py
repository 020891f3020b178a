import copy
import json
import math
import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from newslint.diagnostic import apply
from newslint.front_matter import Entry, FrontMatter, Mapping, Node, Path, Scalar, Sequence, parse

TRAPS = [
    *("no", "12", "0123", "1.5", "null", "~", "", "2024-01-02", "12:30", "<<", "?", "---", "..."),
    *("a: b", "a #b", "# a", "it's", '"', "\\", " a", "a ", "\t", "a\nb", "a,b", "- a", "{", "[1]"),
    *("*a", "&a", "!a", "| a", "> a", "%a", "@a", "`a`", "+++"),
    *("é", "🎉", "\u2028", "\x85", "\ufeff", "\x00"),
]
# A string of digits and letters such as 1e5 is a number in YAML 1.2 and a string to PyYAML.
WORDS = st.text(st.characters(exclude_categories=["Cs"])).filter(
    lambda text: not re.match(r"[-+.0-9]", text)
)
TEXTS = st.sampled_from(TRAPS) | WORDS
SCALARS = TEXTS | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(TEXTS, VALUES, max_size=5)
TOML_VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
TOML_DOCUMENTS = st.dictionaries(TEXTS, TOML_VALUES, max_size=5)


def in_yaml(document: Any, style: str | None, width: int, *, flow: bool) -> str:
    block = yaml.safe_dump(
        document,
        default_style=style,
        default_flow_style=flow,
        allow_unicode=True,
        width=width,
        sort_keys=False,
    )
    return f"---\n{block}---\nBody\n"


def in_json(document: Any, indent: int | None, *, hexo: bool) -> str:
    block = json.dumps(document, indent=indent, ensure_ascii=hexo)
    return f";;;\n{block[1:-1]}\n;;;\nBody\n" if hexo else f"{block}\nBody\n"


def in_toml(document: dict[str, Any]) -> str:
    """Write tables below the top under headers, all else inline."""
    plain = {key: value for key, value in document.items() if not isinstance(value, dict)}
    tables = {key: value for key, value in document.items() if isinstance(value, dict)}
    lines = [f"{toml_string(key)} = {toml_value(value)}" for key, value in plain.items()]
    for name, table in tables.items():
        lines.append(f"[ {toml_string(name)} ] # table")
        lines += [f"{toml_string(key)}\t= {toml_value(value)}" for key, value in table.items()]
    return "\n".join(["+++", *lines, "+++", "Body", ""])


def toml_string(text: str) -> str:
    if text and re.fullmatch(r"[^'\x00-\x1f\x7f]+", text):
        return f"'{text}'"
    return json.dumps(text).replace("\x7f", "\\u007f") if text.isascii() else toml_basic(text)


def toml_basic(text: str) -> str:
    return '"' + "".join(f"\\U{ord(character):08x}" for character in text) + '"'


def toml_value(value: Any) -> str:
    if isinstance(value, str):
        return toml_string(value)
    if isinstance(value, list):
        return f"[{', '.join(toml_value(item) for item in value)}]"
    if isinstance(value, dict):
        entries = [f"{toml_string(key)} = {toml_value(item)}" for key, item in value.items()]
        return "{" + ", ".join(entries) + "}"
    return json.dumps(value) if isinstance(value, bool | int) else repr(value)


# libyaml and PyYAML's emitter disagree about spaces beside line breaks that only YAML 1.1 knows.
YAML_FILES = st.builds(
    lambda document, style, width, flow: (document, in_yaml(document, style, width, flow=flow)),
    DOCUMENTS,
    st.sampled_from([None, "'", '"']),
    st.sampled_from([20, 1000]),
    st.booleans(),
).filter(lambda file: not re.search("[\x85\u2028\u2029]", file[1]))
JSON_FILES = st.builds(
    lambda document, indent, hexo: (document, in_json(document, indent, hexo=hexo)),
    DOCUMENTS,
    st.sampled_from([None, 0, 2]),
    st.booleans(),
)
TOML_FILES = st.builds(lambda document: (document, in_toml(document)), TOML_DOCUMENTS)
FILES = YAML_FILES | JSON_FILES | TOML_FILES


def read(content: str) -> FrontMatter:
    front_matter = parse(content, content)
    assert front_matter is not None
    assert front_matter.faults == ()
    return front_matter


@given(FILES)
def test_data_is_what_was_written(file: tuple[Any, str]) -> None:
    document, content = file

    assert read(content).data == document


@given(FILES)
def test_data_is_the_same_in_a_file_with_crlf(file: tuple[Any, str]) -> None:
    document, content = file

    assert read(content.replace("\n", "\r\n")).data == document


@given(FILES)
def test_value_span_cuts_out_a_text_with_that_value(file: tuple[Any, str]) -> None:
    _, content = file
    front_matter = read(content)
    before, after = {
        "+": ("+++\na = ", "\n+++\n"),
        "-": ("---\na: ", "\n---\n"),
    }.get(content[0], ('{"a": ', "}"))

    for path, scalar in front_matter.scalars():
        span = front_matter.value_span(path)
        alone = read(before + content[span.start : span.end] + after)
        assert alone.data == {"a": scalar.value}


@given(FILES)
def test_literal_holds_what_its_syntax_reads(file: tuple[Any, str]) -> None:
    _, content = file

    for _, scalar in read(content).scalars():
        literal = scalar.literal
        if literal is None:
            continue
        assert content[literal.span.start : literal.span.end] == literal.written
        offsets = literal.syntax.offsets(literal.written)
        assert len(offsets) == len(literal.value) + 1
        assert offsets[-1] == len(literal.written)


@given(FILES, st.data(), TEXTS)
def test_rewriting_changes_one_value(file: tuple[Any, str], data: st.DataObject, text: str) -> None:
    document, content = file
    front_matter = read(content)
    scalars = [(path, scalar) for path, scalar in front_matter.scalars()]
    if not scalars:
        return
    path, scalar = data.draw(st.sampled_from(scalars))

    changed = apply(content, [front_matter.rewrite(scalar, text)])

    expected = copy.deepcopy(document)
    parent = expected
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = text
    assert read(changed).data == expected


@given(FILES, st.data())
def test_deletion_removes_one_key(file: tuple[Any, str], data: st.DataObject) -> None:
    document, content = file
    front_matter = read(content)
    assert front_matter.root is not None
    paths = list(entry_paths(front_matter.root))
    if not paths:
        return
    path = data.draw(st.sampled_from(paths))

    changed = apply(content, [front_matter.deletion(front_matter.entry(path))])

    expected = copy.deepcopy(document)
    parent = expected
    for step in path[:-1]:
        parent = parent[step]
    del parent[path[-1]]
    assert read(changed).data == expected


def entry_paths(node: Node, path: Path = ()) -> list[Path]:
    if isinstance(node, Scalar):
        return []
    if isinstance(node, Sequence):
        return [
            found
            for place, item in enumerate(node.items)
            for found in entry_paths(item, (*path, place))
        ]
    return [
        found
        for entry in node.entries
        for found in [(*path, entry.name), *entry_paths(entry.value, (*path, entry.name))]
    ]


TOKENS = [
    *("a", "b", "1", "null", "é", "🎉", "a: ", "\na: ", "\nb: ", '"a": ', "\n- ", "\n  ", "[[a]]"),
    *(":", ": ", " ", "  ", "\n", "\n", "\t", "\r\n", "- ", "'", '"', "[", "]", "{", "}", ",", "="),
    *("#", " #", "&a", "*a", "!", "!!int ", "|", ">", "?", "? ", "%", "@", "\\", "\\u00"),
    *("---", "...", "+++", ";;;", "<<<<<<< ", "{{", "}}"),
    *("\ufeff", "\x85", "\x00", "\ud800", "\ue000\ue000\ue000"),
]
PIECES = st.lists(st.sampled_from(TOKENS), max_size=40).map("".join)


@given(
    st.sampled_from(
        ["", "---\n", "+++\n", ";;;\n", "---json\n", "{", '{"a":', "---\na: ", "\n ---\n"]
    ),
    PIECES | st.text(),
    st.sampled_from(["", "\n---\n", "\n+++\n", "\n;;;\n", "}"]),
)
def test_any_text_is_parsed_without_an_error(fence: str, text: str, closing: str) -> None:
    content = f"{fence}{text}{closing}"

    front_matter = parse(content, content.replace("b", "\ue000"))

    if front_matter is None:
        return
    assert 0 <= front_matter.body_start <= len(content)
    assert (front_matter.root is None) >= bool(front_matter.faults)
    for fault in front_matter.faults:
        assert front_matter.span.start <= fault.span.start < fault.span.end <= len(content)
    for _, scalar in front_matter.scalars():
        assert scalar.span in front_matter.content
    assert isinstance(front_matter.data, dict)
    assert isinstance(front_matter.duplicates, tuple)


@given(PIECES.map(lambda block: block.replace("\ufeff", "")))
def test_tree_is_the_one_that_pyyaml_composes(block: str) -> None:
    content = f"---\n{block}\n---\n"
    front_matter = parse(content, content)
    if front_matter is None or front_matter.root is None or not front_matter.root.entries:
        return
    written = content[front_matter.content.start : front_matter.content.end]
    try:
        composed = yaml.load(written, Loader=yaml.BaseLoader)  # noqa: S506 - makes only strings
    except yaml.YAMLError:
        # PyYAML's own parser allows fewer tabs than libyaml.
        return

    assert strings(front_matter.root) == composed


def strings(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.value if isinstance(node.value, str) else unquoted(node)
    if isinstance(node, Sequence):
        return [strings(item) for item in node.items]
    return {entry.name: strings(entry.value) for entry in node.entries}


def unquoted(scalar: Scalar) -> str:
    return re.sub(r"^!\S*\s*", "", scalar.written).strip("'\"")


@pytest.mark.parametrize("number", [math.pi, 1e300, -0.0, 5e-324])
def test_floats_come_back_exactly(number: float) -> None:
    assert read(f"---\na: {number!r}\n---\n").data == {"a": number}


def test_entries_are_found_by_the_paths_that_lead_to_them() -> None:
    front_matter = read("---\na: {b: [{c: 1}]}\n---\n")
    assert isinstance(front_matter.root, Mapping)

    found = [front_matter.entry(path) for path in entry_paths(front_matter.root)]

    assert [entry.name for entry in found if isinstance(entry, Entry)] == ["a", "b", "c"]
