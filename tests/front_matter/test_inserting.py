"""Adding an entry to front matter."""

from typing import Any

import pytest

from newslint import apply, front_matter

YAML = "---\ntitle: 'A'\n---\nBody\n"


def added(content: str, name: str, value: Any) -> str:
    block = front_matter.parse(content, content)
    assert block is not None
    return apply(content, [block.insertion(name, value)])


@pytest.mark.parametrize(
    ("content", "value", "result"),
    [
        (YAML, "b", "---\ntitle: 'A'\nnew: b\n---\nBody\n"),
        (YAML, "b: c", "---\ntitle: 'A'\nnew: 'b: c'\n---\nBody\n"),
        (YAML, "no", "---\ntitle: 'A'\nnew: 'no'\n---\nBody\n"),
        (YAML, False, "---\ntitle: 'A'\nnew: false\n---\nBody\n"),
        (YAML, ["b", "c"], "---\ntitle: 'A'\nnew:\n  - b\n  - c\n---\nBody\n"),
        ("---\ntags:\n - x\n---\n", ["b"], "---\ntags:\n - x\nnew:\n - b\n---\n"),
        ("---\ntags: [x]\n---\n", ["b"], "---\ntags: [x]\nnew: [b]\n---\n"),
        (YAML.replace("\n", "\r\n"), 1, "---\r\ntitle: 'A'\r\nnew: 1\r\n---\r\nBody\r\n"),
        ("+++\na = 1\n+++\n", "b", '+++\na = 1\nnew = "b"\n+++\n'),
        ("+++\na = 1\n[b]\nc = 2\n+++\n", True, "+++\na = 1\nnew = true\n[b]\nc = 2\n+++\n"),
        ("+++\n [a]\n b = 1\n+++\n", 2, "+++\nnew = 2\n [a]\n b = 1\n+++\n"),
        ('{\n  "a": 1\n}\n', "b", '{\n  "a": 1,\n  "new": "b"\n}\n'),
        ('{"a": 1}\n', ["b"], '{"a": 1, "new": ["b"]}\n'),
        (';;;\n"a": 1\n;;;\n', "b", ';;;\n"a": 1,\n"new": "b"\n;;;\n'),
        ("---\n  a: 1\n---\n", "b", "---\n  a: 1\n  new: b\n---\n"),
        ("---\n  a:\n    - x\n---\n", ["b"], "---\n  a:\n    - x\n  new:\n    - b\n---\n"),
        (";;;\n;;;\n", "b", ';;;\n"new": "b"\n;;;\n'),
        ("---json\r\n---\r\n", "b", '---json\r\n{"new": "b"}\r\n---\r\n'),
        ("---json\n{}\n---\n", "b", '---json\n{"new": "b"}\n---\n'),
        ("{}\n", "b", '{"new": "b"}\n'),
    ],
)
def test_an_entry_is_written_as_the_others_are(content: str, value: Any, result: str) -> None:
    assert added(content, "new", value) == result


@pytest.mark.parametrize("content", [YAML, "+++\na = 1\n+++\n", '{"a": 1}\n', ';;;\n"a": 1\n;;;\n'])
@pytest.mark.parametrize("value", ["b", 'it\'s: "x" # no', "0123", "", 12, 1.5, True, ["a", "b"]])
def test_what_is_added_is_read_back(content: str, value: Any) -> None:
    result = added(content, "new key", value)

    block = front_matter.parse(result, result)
    assert block is not None
    assert block.faults == ()
    assert block.data["new key"] == value


@pytest.mark.parametrize(
    ("content", "value"),
    [(YAML, {"a": 1}), (YAML, [["a"]]), (YAML, None), ("---\n{a: 1}\n---\n", "b")],
)
def test_what_cannot_be_added_is_refused(content: str, value: Any) -> None:
    with pytest.raises(ValueError, match="written"):
        added(content, "new", value)


def test_nothing_is_added_behind_braces_of_yaml() -> None:
    with pytest.raises(ValueError, match="in braces"):
        added("--- \n{}\n---\n# Title\n", "new", "b")
