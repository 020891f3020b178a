import re

import pytest

from newslint.front_matter import FrontMatter, Scalar, Style, parse


def read(content: str) -> FrontMatter:
    masked = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", lambda token: "\ue000" * len(token[0]), content)
    front_matter = parse(content, masked)
    assert front_matter is not None
    return front_matter


@pytest.mark.parametrize(
    ("content", "data"),
    [
        ("---\ntitle: {{ title }}\n---\n", {"title": "{{ title }}"}),
        ("---\ntitle: {{ a }} and {{ b }}\n---\n", {"title": "{{ a }} and {{ b }}"}),
        ("---\n{{ key }}: 1\na: {{ b }} c\n---\n", {"{{ key }}": 1, "a": "{{ b }} c"}),
        ('---\na: "{{ "b" }}"\nc: 1\n---\n', {"a": '{{ "b" }}', "c": 1}),
        ('---\na: "{{ "b" }}\\n"\n---\n', {"a": '{{ "b" }}\n'}),
        ("---\na: [{{ b }}, c]\n---\n", {"a": ["{{ b }}", "c"]}),
        ("---\n{% if a %}\nb: 1\n{% endif %}\n---\n", {"b": 1}),
        ("---\na: |\n  {% x %}\nb: {{ c }}\n---\n", {"a": "{% x %}\n", "b": "{{ c }}"}),
        ("+++\ndate = {{ now }}\nb = 1\n+++\n", {"date": "{{ now }}", "b": 1}),
        ("+++\n{{ if a }}\nb = 1\n{{ end }}\n+++\n", {"b": 1}),
        ('{"a": {{ b }}, "c": "d"}\n', {"a": "{{ b }}", "c": "d"}),
    ],
)
def test_block_that_needs_its_tokens_masked_is_templated(
    content: str, data: dict[str, object]
) -> None:
    front_matter = read(content)

    assert front_matter.templated
    assert front_matter.faults == ()
    assert front_matter.data == data


@pytest.mark.parametrize(
    "content", ['---\na: "{{ b }}"\n---\n', "---\na: b {{ c }}\n---\n", '{"a": "{{ b }}"}']
)
def test_block_that_can_be_read_as_it_is_is_not_templated(content: str) -> None:
    assert not read(content).templated


def test_fault_outside_the_tokens_stays() -> None:
    front_matter = read("---\na: {{ b }}\nc: d: e\n---\n")

    assert not front_matter.templated
    assert [fault.message for fault in front_matter.faults] == [
        "`c` holds a `: `; put its value in quotes"
    ]


def test_aliased_list_of_a_templated_block_is_read() -> None:
    front_matter = read("---\na: &x [{{ b }}]\nc: *x\n---\n")

    assert front_matter.data["a"] == ["{{ b }}"]


def test_token_in_place_of_a_value_is_plain() -> None:
    node = read("+++\na = {{ b }}\n+++\n").node(("a",))

    assert isinstance(node, Scalar)
    assert (node.style, node.written, node.literal) == (Style.PLAIN, "{{ b }}", None)
