import json
from pathlib import Path
from typing import Any

import pytest

from newslint.schema import Schema, SchemaError


def knowing(**properties: Any) -> Schema:
    return Schema("test", {"properties": properties})


def test_knows_other_names_of_a_key() -> None:
    schema = knowing(date={"x-newslint-aliases": ["datum", "fecha"]}, title={})

    assert schema.aliases == {"datum": "date", "fecha": "date"}


def test_knows_which_keys_are_no_longer_used() -> None:
    schema = knowing(
        headline={"deprecated": True, "x-newslint-replacement": "title"},
        hidden={"deprecated": True},
        draft={"deprecated": False},
        title=True,
    )

    assert schema.deprecated == {"headline": "title", "hidden": None}


def test_knows_the_order_of_keys() -> None:
    schema = Schema("test", {"x-newslint-order": ["title", "date"]})

    assert schema.order == ("title", "date")


def test_a_schema_without_annotations_has_none() -> None:
    schema = knowing(title={"type": "string"})

    assert (schema.aliases, schema.deprecated, schema.order) == ({}, {}, ())


def test_annotations_hold_wherever_front_matter_must_follow_them() -> None:
    base = {
        "properties": {"date": {"x-newslint-aliases": ["datum"]}},
        "x-newslint-order": ["date"],
    }
    schema = Schema("test", {"$defs": {"base": base}, "allOf": [{"$ref": "#/$defs/base"}]})

    assert schema.aliases == {"datum": "date"}
    assert schema.order == ("date",)


def test_knows_the_types_that_a_key_may_have() -> None:
    schema = Schema(
        "test",
        {
            "properties": {
                "title": {"type": "string"},
                "tags": {"anyOf": [{"$ref": "#/$defs/text"}, {"type": "array"}]},
                "anything": True,
            },
            "$defs": {"text": {"type": ["string", "null"]}},
        },
    )

    assert schema.kinds == {
        "title": {"string"},
        "tags": {"string", "null", "array"},
        "anything": set(),
    }


def test_knows_keys_by_name_and_by_pattern() -> None:
    schema = Schema("test", {"properties": {"title": True}, "patternProperties": {"^x-": True}})

    assert [schema.knows(key) for key in ("title", "x-desk", "tilte")] == [True, True, False]


def test_knows_every_key_where_a_pattern_cannot_be_read() -> None:
    schema = Schema("test", {"patternProperties": {"^(x": True}})

    assert schema.knows("anything")


def test_knows_keys_by_the_letters_of_any_script() -> None:
    schema = Schema("test", {"patternProperties": {r"^\p{Lu}": True}})

    assert [schema.knows(key) for key in ("Überschrift", "anything")] == [True, False]


def test_the_order_of_an_article_names_every_key_once() -> None:
    article = Schema.bundled("article")

    assert sorted(article.order) == sorted(article.properties)


@pytest.mark.parametrize(
    ("contents", "reason"),
    [
        ({"x-newslint-order": "title"}, "/x-newslint-order: `x-newslint-order` must be a list"),
        (
            {"properties": {"date": {"x-newslint-aliases": "datum"}}},
            "/properties/date/x-newslint-aliases: ",
        ),
        (
            {"allOf": [{"properties": {"a": {"x-newslint-replacement": 3}}}]},
            "/allOf/0/properties/a/x-newslint-replacement: ",
        ),
    ],
)
def test_refuses_annotations_of_another_kind(
    tmp_path: Path, contents: dict[str, Any], reason: str
) -> None:
    file = tmp_path / "post.json"
    file.write_text(json.dumps(contents), encoding="utf-8")

    with pytest.raises(SchemaError) as raised:
        Schema.read(file)

    assert f"{file}: {reason}" in str(raised.value)
