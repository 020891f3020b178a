"""Front matter: read or refused with a reason, its places right, and one edit changes one value."""

import json
import tomllib
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from newslint.diagnostic import Edit, apply
from newslint.document import Document
from newslint.front_matter import Format, FrontMatter, Mapping, Scalar, Style, parse
from newslint.front_matter.flat_yaml import read_flat_yaml
from newslint.front_matter.nodes import Node, UnreadableError
from newslint.front_matter.yaml import read_yaml
from tests.reliability.fuzz import tokens
from tests.reliability.fuzz.target import Target

_TEXTS = ("it's", "no", 'a "b" \\ # c: d', "12")


def examine(data: bytes) -> None:
    document = Document.parse("post.md", data)
    found = document.front_matter
    if found is None:
        return
    content = document.text.content
    if found.format is Format.YAML:
        _examine_flat(content[found.content.start : found.content.end])
    if found.root is None or found.templated:
        return
    _examine_values(found)
    _examine_against_peers(found)
    if not any(scalar.style is Style.ALIAS for _, scalar in found.scalars()):
        _examine_edits(found, sum(data))


def _examine_flat(block: str) -> None:
    flat = read_flat_yaml(block, 4)
    if flat is not None:
        assert flat == _full(block), "the short way through YAML reads something else"


def _full(block: str) -> Node | None:
    try:
        return read_yaml(block, 4)
    except UnreadableError:
        return None


def _examine_values(found: FrontMatter) -> None:
    content = found.content_of_file
    for _, scalar in found.scalars():
        literal = scalar.literal
        if scalar.style is not Style.ALIAS:
            written = content[scalar.span.start : scalar.span.end]
            assert written == scalar.written, "a value out of place"
        if literal is not None:
            offsets = list(literal.syntax.offsets(literal.written))
            assert len(offsets) == len(literal.value) + 1, "a character of a value without a place"
            assert offsets == sorted(offsets), "characters of a value out of order"
            assert offsets[-1] == len(literal.written), "a value that ends elsewhere"


def _examine_against_peers(found: FrontMatter) -> None:
    block = found.content_of_file[found.content.start : found.content.end]
    if found.format is Format.TOML:
        _examine_alike(found.data, tomllib.loads(block, parse_float=str))
    elif found.format in {Format.JSON, Format.HEXO_JSON} and block.strip():
        whole = block if block.lstrip().startswith("{") else f"{{{block}}}"
        _examine_alike(found.data, json.loads(whole))


def _examine_alike(ours: Any, theirs: Any) -> None:
    """The same keys, as many items, and the same texts."""
    if isinstance(theirs, dict):
        assert isinstance(ours, dict), "a mapping is read as something else"
        assert list(ours.keys()) == list(theirs.keys()), "other keys are read"
        for key, value in theirs.items():
            _examine_alike(ours[key], value)
    elif isinstance(theirs, list):
        assert isinstance(ours, list), "a list is read as something else"
        for one, other in zip(ours, theirs, strict=True):
            _examine_alike(one, other)
    elif isinstance(theirs, str) and isinstance(ours, str):
        assert ours == theirs, "another text is read"


def _examine_edits(found: FrontMatter, choice: int) -> None:
    """Change one thing, and see that all others are what they were."""
    scalars = [scalar for _, scalar in found.scalars()]
    values = [scalar.value for scalar in scalars]
    if scalars:
        at, text = choice % len(scalars), _TEXTS[choice % len(_TEXTS)]
        changed = _edited(found, lambda: found.rewrite(scalars[at], text))
        if changed is not None:
            now = [scalar.value for _, scalar in changed.scalars()]
            assert now == [*values[:at], text, *values[at + 1 :]], "a rewrite changes more"
    entries = found.root.entries if found.root else ()
    names = [entry.name for entry in entries]
    if entries:
        at = choice % len(entries)
        changed = _edited(found, lambda: found.deletion(entries[at]))
        if changed is not None:
            rest = [*names[:at], *names[at + 1 :]]
            assert _names(changed) == rest, "a deletion takes away more"
            kept = [_leaves(entry.value) for entry in (*entries[:at], *entries[at + 1 :])]
            left = changed.root.entries if changed.root else ()
            assert [_leaves(entry.value) for entry in left] == kept, "a deletion changes more"
    if "added" not in names:
        changed = _edited(found, lambda: found.insertion("added", "it's"))
        if changed is not None:
            assert sorted(_names(changed)) == sorted([*names, "added"]), "an insertion changes more"
            assert changed.data["added"] == "it's", "an insertion says something else"


def _edited(found: FrontMatter, edit: Callable[[], Edit]) -> FrontMatter | None:
    """Return the front matter after an edit, None where the place refuses it."""
    with suppress(ValueError):
        made = edit()
        content = apply(found.content_of_file, [made])
        changed = parse(content, Document.parse("post.md", content).masked)
        assert changed is not None, "an edit takes away the front matter"
        assert not changed.faults, f"an edit breaks the front matter: {changed.faults[0].message}"
        return changed
    return None


def _names(found: FrontMatter) -> list[str]:
    return [entry.name for entry in found.root.entries] if found.root else []


def _leaves(node: Node) -> list[Any]:
    if isinstance(node, Scalar):
        return [node.value]
    inside = (
        [entry.value for entry in node.entries] if isinstance(node, Mapping) else list(node.items)
    )
    return [leaf for each in inside for leaf in _leaves(each)]


TARGET = Target(
    "front matter",
    "front matter is read or refused with a reason, and an edit of one value is only that",
    examine,
    (
        (
            b"---\ntitle: 'Pier reopens: what now?'\n\ndate: 2024-05-01 07:30:00 +02:00\n"
            b"tags:\n  - harbour\n  - 'port: news'\ncategories: [ a, 'b, c' ]\nempty:\n---\nText\n"
        ),
        b"---\na: &x [1, {b: c}]\nd: *x\ne: |\n  f\n  g\nh: >-\n  i\nj:\n  k: !!str 1\n---\n",
        b"---\n# a\n'a''b': \"c\\u0041\\n\"\n? d\n: e\nf: g\n  h\n---\n",
        b'+++\na = 1\nb.c = \'d\'\n[e]\nf = """g\nh"""\n[[i]]\nj = [1, 2, # k\n 3]\n+++\nText\n',
        b'{\n  "a": "b\\u00e9",\n  "c": [1, {"d": null}],\n  "e": {}\n}\nText\n',
        b'"a": "b",\n"c": [1, 2]\n;;;\nText\n',
        b';;;\n"a": {"b": "c"}\n;;;\nText\n',
        b'---json\n{"a": 1}\n---\n',
        b"---\ntitle: {{ page.title }}\nlink: {% url x %}\n---\n",
        b"---\r\na: b\r\nc:\r\n- d\r\n---\r\n",
    ),
    (*tokens.FRONT_MATTER, *tokens.TEMPLATES, *tokens.ODD, "\n", "\r\n", "  "),
)
