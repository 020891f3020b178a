"""Spans cut out what they name, and edits leave all else as it was typed: in random blocks."""

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from newslint import Document, fix, lint
from newslint.diagnostic import apply
from newslint.front_matter import FrontMatter, Mapping, Scalar
from newslint.front_matter.nodes import Node, Path, walk
from newslint.rules.front_matter.front_matter_duplicate_key import FrontMatterDuplicateKey
from newslint.rules.front_matter.front_matter_type_coercion import FrontMatterTypeCoercion
from newslint.schema import Schema
from newslint.text import Span
from tests.front_matter.test_front_matter_laws import DOCUMENTS, FILES, TEXTS, in_yaml, read

# What stands before and behind a key or a value alone, by the first character of its file.
AROUND_KEY = {"-": ("---\n? ", "\n: 1\n---\n"), "+": ("+++\n", " = 1\n+++\n")}
AROUND_VALUE = {"-": ("---\na:\n", "\n---\n"), "+": ("+++\na = ", "\n+++\n")}
JSON_KEY = ("{", ": 1}")
JSON_VALUE = ('{"a": ', "}")

COLLECTIONS = FILES.filter(lambda file: any(True for _ in collections(read(file[1]))))
# PyYAML's emitter and libyaml disagree about line breaks that only YAML 1.1 knows. A line of a key
# in quotes that begins like a block scalar looks like one below its key: nothing is edited there.
UNBROKEN = DOCUMENTS.filter(
    lambda document: (
        document
        and not re.search("[\x85\u2028\u2029]|^ *[|>]", in_yaml_block(document), re.MULTILINE)
    )
)
LINES = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "'c'", '"d"']),
        st.sampled_from(["no", "0123", "12:30", "'no'", "12", "~", "[no, x]", "|\n  yes", "text"]),
        st.sampled_from(["\n", "  # why\n", "\n# no\n", "\n\n"]),
    ),
    max_size=6,
)


def in_yaml_block(document: dict[str, Any]) -> str:
    content = in_yaml(document, None, 1000, flow=False)
    return content.removeprefix("---\n").removesuffix("---\nBody\n")


def collections(front_matter: FrontMatter) -> list[tuple[Path, Node]]:
    """Return the lists and mappings below the root that stand in one piece."""
    root = front_matter.root
    assert root is not None
    content = front_matter.content_of_file
    return [
        (path, node)
        for path, node in walk(root)
        if path and not isinstance(node, Scalar)
        if not (content.startswith("+") and is_table(content, node))
    ]


def is_table(content: str, node: Node) -> bool:
    """Whether TOML writes a mapping under a header, not between braces."""
    return isinstance(node, Mapping) and content[node.span.start] != "{"


def cut(content: str, span: Span) -> str:
    return content[span.start : span.end]


def value_at(document: Any, path: Path) -> Any:
    for step in path:
        document = document[step]
    return document


@given(FILES)
def test_key_span_cuts_out_a_text_with_that_key(file: tuple[Any, str]) -> None:
    _, content = file
    front_matter = read(content)
    before, after = AROUND_KEY.get(content[0], JSON_KEY)

    for _, node in walk(front_matter.root or Mapping((), Span(0, 0))):
        for entry in node.entries if isinstance(node, Mapping) else ():
            alone = read(before + cut(content, entry.key.span) + after)
            assert alone.data == {entry.name: 1}


@given(COLLECTIONS)
def test_span_of_a_collection_cuts_out_all_of_it(file: tuple[Any, str]) -> None:
    document, content = file
    before, after = AROUND_VALUE.get(content[0], JSON_VALUE)

    for path, node in collections(read(content)):
        start = node.span.start
        indent = " " * (start - content.rfind("\n", 0, start) - 1) if content[0] == "-" else ""
        alone = read(before + indent + cut(content, node.span) + after)
        assert alone.data == {"a": value_at(document, path)}


@given(FILES, st.data(), TEXTS)
def test_rewriting_edits_nothing_outside_the_value(
    file: tuple[Any, str], data: st.DataObject, text: str
) -> None:
    front_matter = read(file[1])
    scalars = [scalar for _, scalar in front_matter.scalars()]
    if not scalars:
        return
    scalar = data.draw(st.sampled_from(scalars))

    edit = front_matter.rewrite(scalar, text)

    assert edit.span in scalar.span


@given(UNBROKEN, st.data(), st.sampled_from(["\n", "\r\n"]))
def test_deletion_leaves_the_other_lines_and_comments_as_they_are(
    document: dict[str, Any], data: st.DataObject, newline: str
) -> None:
    pieces = [in_yaml_block({key: value}) for key, value in document.items()]
    written = [f"# note {place}\n{piece}" for place, piece in enumerate(pieces)]
    place = data.draw(st.integers(0, len(pieces) - 1))
    content = f"---\n{''.join(written)}---\nBody\n".replace("\n", newline)
    written[place] = f"# note {place}\n"
    front_matter = read(content)

    changed = apply(content, [front_matter.deletion(front_matter.entry((list(document)[place],)))])

    assert changed == f"---\n{''.join(written)}---\nBody\n".replace("\n", newline)


@settings(deadline=None)  # the first document pays for the judges of schemas
@given(LINES)
def test_a_fix_of_values_changes_only_lines_that_are_named(
    lines: list[tuple[str, str, str]],
) -> None:
    schema = Schema("text", {"properties": {"a": {"type": "string"}}})
    rules = [FrontMatterTypeCoercion(schema=schema)]
    document = document_of(lines)
    problems = lint(document, rules).diagnostics

    repaired = fix(document, rules).document

    pairs = zip(lines_of(document), lines_of(repaired), strict=True)
    changed = [number for number, (before, after) in enumerate(pairs, 1) if before != after]
    assert changed == [document.text.position(problem.span.start).line for problem in problems]


@given(LINES)
def test_a_fix_of_duplicates_keeps_the_values_that_count(
    lines: list[tuple[str, str, str]],
) -> None:
    document = document_of(lines)

    repair = fix(document, [FrontMatterDuplicateKey()], unsafe=True)

    assert repair.findings.diagnostics == ()
    assert values_of(repair.document) == values_of(document)


def document_of(lines: list[tuple[str, str, str]]) -> Document:
    block = "".join(f"{key}: {value}{rest}" for key, value, rest in lines)
    return Document.parse("post.md", f"---\n{block}---\nBody\n".encode())


def lines_of(document: Document) -> list[str]:
    return document.text.content.split("\n")


def values_of(document: Document) -> dict[str, Any]:
    assert document.front_matter is not None
    return document.front_matter.data
