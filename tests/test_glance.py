from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.schema import Schema, bundled
from newslint.schema.glance import Glance
from newslint.schema.judges import quick
from newslint.schema.reading import contents_of

SCHEMAS = {name: contents_of(file) for name, file in bundled().items()}
GLANCES = {name: Glance(contents) for name, contents in SCHEMAS.items()}
JUDGES = {name: quick(contents) for name, contents in SCHEMAS.items()}

PLAIN = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["", "a", "1", "é"])
)
VALUES = PLAIN | st.lists(PLAIN, max_size=3) | st.dictionaries(st.just("name"), PLAIN)
KEYWORDS = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(
            ["string", "boolean", "integer", "number", "null", "array", "object"]
        )
        | st.lists(st.sampled_from(["string", "null", "array"]), min_size=1, unique=True),
        "minLength": st.integers(0, 2),
        "$ref": st.just("#/$defs/it"),
        "description": st.just("what it is"),
        "maxLength": st.just(1),
        "const": PLAIN,
    },
)
SUBSCHEMAS = st.recursive(
    KEYWORDS | st.booleans(),
    lambda inner: st.fixed_dictionaries(
        {}, optional={"anyOf": st.lists(inner, min_size=1, max_size=3), "items": inner}
    ),
    max_leaves=5,
)


@given(st.sampled_from(sorted(SCHEMAS)), st.data())
def test_suffices_for_what_a_judge_calls_valid_only(name: str, data: st.DataObject) -> None:
    keys = st.sampled_from(sorted(SCHEMAS[name]["properties"])) | st.text(max_size=3)
    held = data.draw(st.dictionaries(keys, VALUES, max_size=4))
    required = {"title": "Tram", "date": "2024-05-17"}

    if GLANCES[name].suffices(required | held):
        assert JUDGES[name].is_valid(required | held)


@given(SUBSCHEMAS, SUBSCHEMAS.filter(lambda it: "$ref" not in str(it)), VALUES)
def test_suffices_for_valid_values_of_any_schema(schema: Any, it: Any, value: Any) -> None:
    contents = {"properties": {"key": schema}, "$defs": {"it": it}}

    if Glance(contents).suffices({"key": value}):
        assert quick(contents).is_valid({"key": value})


def test_suffices_for_an_ordinary_post() -> None:
    post = {
        "title": "Tram",
        "date": "2024-05-17",
        "tags": ["tram"],
        "draft": False,
        "top": 1,
        "x": {},
    }

    assert GLANCES["article"].suffices(post)


@pytest.mark.parametrize(
    "contents",
    [
        {"$schema": "http://json-schema.org/draft-07/schema#"},
        {"additionalProperties": False},
        {"type": "array"},
        {"patternProperties": {"^[a-z]+$": False}},
        {"patternProperties": {"^(key|other)$": {"type": "string"}}},
        {"properties": {"key": {"$ref": "#/$defs/it"}}, "$defs": {"it": {"$ref": "#/$defs/it"}}},
        {"properties": {"key": {"$ref": "#/$defs/a%25"}}, "$defs": {"a%25": {}}},
        {"properties": {"key": {"$id": "other.json"}}},
        {"properties": {"key": {"format": "uri"}}},
    ],
)
def test_leaves_other_schemas_to_a_judge(contents: dict[str, Any]) -> None:
    assert not Glance(contents).suffices({"key": "text"})


@pytest.mark.parametrize("name", SCHEMAS)
def test_our_schemas_need_no_other_file(name: str) -> None:
    assert Schema.bundled(name).contents == SCHEMAS[name]
