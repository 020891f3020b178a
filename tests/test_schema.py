import json
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint.schema import Schema, SchemaError

ARTICLE = Schema.bundled("article")

VALID = {
    "title": "Council votes on the tram line",
    "date": "2024-05-17",
    "author": [{"name": "Ada Writer", "email": "ada@example.org"}, "Max Reporter"],
    "tags": ["tram", "council"],
    "thumbnail": None,
    "comments": False,
    "lang": "pt-BR",
    "layout-of-our-own": {"columns": 2},
}


def field(schema: dict[str, Any], **others: Any) -> Schema:
    return Schema("test", {"properties": {"field": schema, **others}})


def messages(schema: Schema, data: dict[str, Any]) -> list[str]:
    return [violation.message for violation in schema.violations(data)]


def read(folder: Path, contents: Any, **neighbours: Any) -> Schema:
    for name, neighbour in {"schema": contents, **neighbours}.items():
        text = neighbour if isinstance(neighbour, str) else json.dumps(neighbour)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return Schema.read(folder / "schema.json")


def test_says_nothing_about_a_good_post() -> None:
    violations = ARTICLE.violations(VALID)

    assert violations == ()


@pytest.mark.parametrize(("data", "number"), [(VALID, 0), ({"title": "a", "date": []}, 1)])
def test_what_is_said_does_not_need_jsonschema(data: dict[str, Any], number: int) -> None:
    program = (
        "import sys; from newslint.schema import Schema;"
        f"assert len(Schema.bundled('article').violations({data!r})) == {number};"
        "assert 'jsonschema_rs' in sys.modules; assert 'jsonschema' not in sys.modules"
    )

    subprocess.run([sys.executable, "-c", program], check=True)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@settings(deadline=None)  # the first lone surrogate loads jsonschema
@given(st.dictionaries(st.sampled_from(sorted(ARTICLE.properties)) | st.text(), JSON, max_size=6))
def test_any_front_matter_can_be_judged(data: dict[str, Any]) -> None:
    for violation in ARTICLE.violations(data):
        assert "\n" not in violation.message


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("\ud800", id="surrogate"),
        float("nan"),
        pytest.param(16**10_000, id="huge"),
        [[[]]] * 3,
    ],
)
def test_odd_values_can_be_judged(value: Any) -> None:
    said = messages(field({"const": 1}), {"field": value})

    assert len(said) == 1


def test_data_that_python_cannot_write_is_still_found_wrong() -> None:
    said = messages(field({"type": "string"}), {"field": 16**10_000})

    assert said == ["`field` must be text, this is a number; put it in quotes"]


def test_what_no_judge_can_tell_is_not_reported() -> None:
    said = messages(field({"pattern": "^a$"}), {"field": "\ud800"})

    assert said == []


def test_data_that_neither_judge_can_read_is_called_so() -> None:
    schema = field({"type": "string"}, other={"pattern": "^a$"})

    said = messages(schema, {"field": 16**10_000, "other": "\ud800"})

    assert said == ["The front matter holds what cannot be checked"]


def test_a_huge_number_is_not_quoted() -> None:
    said = messages(field({"uniqueItems": True}), {"field": [16**10_000] * 2})

    assert said == ["`field` has a very long value more than once"]


def test_strays_that_cannot_be_named_are_still_reported() -> None:
    properties = {"field": {"pattern": "^a$"}}
    schema = Schema("test", {"properties": properties, "unevaluatedProperties": False})

    said = messages(schema, {"field": "\ud800", "other": 1})

    assert said == ["The front matter has keys that do not belong here"]


def test_what_cannot_be_judged_would_do() -> None:
    schema = field({"pattern": "^a$"})

    assert schema.accepted({"field": "b"}, {("field",): "\ud800"}) == {("field",)}


def test_a_key_pattern_that_python_cannot_read_still_holds() -> None:
    schema = Schema("test", {"patternProperties": {r"^\p{Lu}": {"type": "string"}}})

    said = messages(schema, {"Äpfel": 1, "äpfel": 2})

    assert said == ["`Äpfel` must be text, this is a number; put it in quotes"]


@pytest.mark.parametrize(
    ("path", "value", "allowed"),
    [
        (("title",), "404", True),
        (("title",), 404, False),
        (("tags", 0), "a", True),
        (("tags", 0), True, False),
        (("tags", 1), "b", True),
        (("author", 0, "name"), 3, False),
        (("new", "key"), 3, True),
    ],
)
def test_knows_what_else_would_do(
    path: tuple[str | int, ...], value: Any, *, allowed: bool
) -> None:
    data = {"title": 404, "tags": [1, True], "author": [{"name": 3}], "new": {"key": 1}}

    accepted = ARTICLE.accepted(data, {path: value})

    assert accepted == ({path} if allowed else set())


def test_knows_its_keys_through_references(tmp_path: Path) -> None:
    post = {"$defs": {"post": {"required": ["title"], "properties": {"title": {}}}}}

    schema = read(
        tmp_path, {"allOf": [{"$ref": "post.json#/$defs/post"}], "required": ["date"]}, post=post
    )

    assert schema.required == {"title", "date"}
    assert schema.properties == {"title"}


def test_a_schema_may_refer_to_a_file_beside_it(tmp_path: Path) -> None:
    schema = read(
        tmp_path,
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "properties": {"a": {"$ref": "text.json"}},
        },
        text={"$schema": "https://json-schema.org/draft/2020-12/schema", "pattern": r"^\p{Lu}"},
    )

    assert messages(schema, {"a": "b"}) == ["`a` is not written as it should be"]


def test_older_drafts_are_understood(tmp_path: Path) -> None:
    draft = "http://json-schema.org/draft-07/schema#"

    schema = read(tmp_path, {"$schema": draft, "dependencies": {"a": ["b"]}})

    assert messages(schema, {"a": 1}) == ["`b` is missing, it belongs with `a`"]


def test_a_schema_goes_to_another_process() -> None:
    ARTICLE.violations({})

    copy = pickle.loads(pickle.dumps(ARTICLE))  # noqa: S301 - our own bytes, just written

    assert copy.violations({}) == ARTICLE.violations({})


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        ("{", "line 1, column 2: is not JSON: "),
        ("[]", "a schema is a group of keys, this is a list"),
        ('{"const": "\\ud800"}', "holds text or a number that JSON cannot hold"),
        ("[" * 100_000, "is not JSON in UTF-8"),
        (
            {"properties": {"a/b": {"minLength": -1}}},
            "/properties/a~1b/minLength: `properties.a/b.minLength` must be 0 or more",
        ),
        ({"properties": {"a": {"pattern": "("}}}, "/properties/a/pattern: must be a regular"),
        ({"properties": {"a": {"$ref": "#/$defs/b"}}}, "/properties/a/$ref: `#/$defs/b` leads"),
        ({"$ref": "https://example.org/a.json"}, "/$ref: `https://example.org/a.json` is not a"),
        ({"$ref": "http://[a"}, "/$ref: `http://[a` leads nowhere"),
        ({"$schema": "https://example.org/"}, "/$schema: `https://example.org/` is unknown"),
        ({"$ref": "absent.json"}, "cannot be read: "),
        ({"$ref": "broken.json"}, "broken.json: /type: `type` must be a list, `array`"),
    ],
)
def test_a_broken_schema_is_refused(tmp_path: Path, contents: Any, expected: str) -> None:
    with pytest.raises(SchemaError) as refusal:
        read(tmp_path, contents, broken={"type": "strin"})

    assert expected in str(refusal.value)


def test_an_unknown_bundled_schema_is_refused() -> None:
    with pytest.raises(SchemaError, match="no schema `artcle`; did you mean `article`"):
        Schema.bundled("artcle")


@pytest.mark.parametrize("name", ["article", "report"])
def test_our_own_schemas_are_schemas(name: str) -> None:
    Schema.read(Path(__file__).parents[1] / "schemas" / f"{name}.schema.json")


def test_every_field_of_an_article_says_what_it_is() -> None:
    undescribed = [
        key for key, each in ARTICLE.contents["properties"].items() if not each.get("description")
    ]

    assert not undescribed
