from typing import Any

import pytest

from newslint.schema import Place, Schema

ARTICLE = Schema.bundled("article")


def field(schema: dict[str, Any], **others: Any) -> Schema:
    return Schema("test", {"properties": {"field": schema, **others}})


def messages(schema: Schema, data: dict[str, Any]) -> list[str]:
    return [violation.message for violation in schema.violations(data)]


def message(schema: dict[str, Any], value: Any) -> str:
    (violation,) = field(schema).violations({"field": value})
    return violation.message.removeprefix("`field` ")


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        ({"type": "string"}, 404, "must be text, this is a number; put it in quotes"),
        ({"type": "string"}, True, "must be text, this is `true`; put it in quotes"),
        ({"type": "string"}, None, "must be text, this is empty"),
        ({"type": ["string", "null"]}, [], "must be text or empty, this is a list"),
        ({"type": "boolean"}, "yes", "must be `true` or `false`, this is text"),
        ({"type": "integer"}, 1.5, "must be a whole number, this is `1.5`"),
        ({"type": "array"}, {}, "must be a list, this is a group of keys"),
        (
            {"type": "string", "description": "The line on top. Always."},
            [],
            "must be text, this is a list (The line on top)",
        ),
        (
            {"enum": ["post", "page"]},
            "psot",
            "must be one of `post`, `page`; did you mean `post`?",
        ),
        ({"enum": ["post", "page"]}, "wiki", "must be one of `post`, `page`, this is `wiki`"),
        (
            {"enum": list("abcdefghij")},
            "zebra",
            "must be one of `a`, `b`, `c`, `d`, `e`, `f`, `g`, `h` and 2 others, this is `zebra`",
        ),
        ({"const": "news"}, "nwes", "must be `news`, this is `nwes`"),
        ({"const": None}, "text", "must be empty, this is `text`"),
        ({"pattern": "^[a-z]+$"}, "A", "is not written as it should be"),
        (
            {"pattern": r"^\p{Ll}+$", "description": "a word in small letters"},
            "Ärger",
            "is not written as it should be (a word in small letters)",
        ),
        ({"pattern": "^[a-z]+$", "examples": ["tram"]}, "A", "must be written like `tram`"),
        ({"format": "date"}, "2024-02-30", "must be a date such as `2024-05-17`"),
        ({"format": "uri"}, "/a", "must be a full URL such as `https://example.org/news/`"),
        ({"format": "language"}, "en_US", "must be a language tag such as `en` or `pt-BR`"),
        ({"format": "regex"}, "(", "must be a regular expression"),
        ({"minLength": 1}, "", "must not be empty"),
        ({"minLength": 3}, "ab", "must have at least 3 characters, this has 2"),
        ({"maxLength": 1}, "ab", "must have at most one character, this has 2"),
        ({"minItems": 1}, [], "must not be empty"),
        ({"maxItems": 2}, [1, 2, 3], "must have at most 2 entries, this has 3"),
        ({"uniqueItems": True}, ["tram", 1, "tram"], "has `tram` more than once"),
        ({"uniqueItems": True}, [1, 1.0], "has an entry more than once"),
        ({"minProperties": 2}, {"a": 1}, "must have at least 2 keys, this has 1"),
        ({"maxProperties": 0}, {"a": 1}, "must have at most 0 keys, this has 1"),
        ({"minimum": 1}, 0, "must be 1 or more, this is `0`"),
        ({"maximum": 5}, 9, "must be 5 or less, this is `9`"),
        ({"exclusiveMinimum": 0}, 0, "must be more than 0, this is `0`"),
        ({"exclusiveMaximum": 5}, 5, "must be less than 5, this is `5`"),
        ({"multipleOf": 5}, 7, "must be a multiple of 5, this is `7`"),
        ({"contains": {"const": "news"}}, [], "must have an entry `news`"),
        (
            {"contains": {"enum": ["a", "b"]}},
            [],
            "must have an entry that is one of `a`, `b`",
        ),
        ({"contains": {"minimum": 3}}, [], "lacks an entry of the kind that it must have"),
        (
            {"contains": {"minimum": 3}, "minContains": 2},
            [3],
            "has too few entries of the kind that it must have",
        ),
        (
            {"contains": {"minimum": 3}, "maxContains": 1},
            [3, 4],
            "has too many entries of one kind",
        ),
        ({"prefixItems": [{}], "items": False}, [1, 2], "has more entries than are allowed"),
        ({"not": {"const": "tbd"}}, "tbd", "must not be `tbd`"),
        ({"not": {"enum": ["tbd", ""]}}, "", 'must not be `tbd` or `""`'),
        ({"not": {"required": ["a", "b"]}}, {"a": 1, "b": 2}, "must not have `a` and `b` together"),
        ({"not": {"type": "string"}}, "a", "is of a kind that is not allowed here"),
        ({"not": {}}, "a", "is not allowed here"),
        (False, "a", "is not allowed here"),
        (
            {"oneOf": [{"type": "number"}, {"minimum": 2}]},
            3,
            "fits more than one of the forms allowed, and must fit only one",
        ),
        (
            {"enum": ["x" * 60]},
            "y" * 60,
            f"must be `{'x' * 39}…`, this is `{'y' * 39}…`",
        ),
    ],
)
def test_says_what_is_wrong(schema: dict[str, Any], value: Any, expected: str) -> None:
    said = message(schema, value)

    assert said == expected


@pytest.mark.parametrize(
    ("choice", "value", "expected"),
    [
        (
            [{"type": "string"}, {"type": "array"}],
            5,
            ["`field` must be text or a list, this is a number; put it in quotes"],
        ),
        (
            [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
            ["a", []],
            ["Entry 2 of `field` must be text, this is a list"],
        ),
        (
            [{"type": "boolean"}, {"enum": ["auto"]}, {"const": None}],
            "atuo",
            ["`field` must be `true`, `false`, `auto` or empty; did you mean `auto`?"],
        ),
        (
            [
                {"properties": {"kind": {"const": "video"}}, "required": ["url", "length"]},
                {"properties": {"kind": {"const": "text"}}, "required": ["body"]},
            ],
            {"kind": "video"},
            ["`field.length` is missing", "`field.url` is missing"],
        ),
        (
            [{"properties": {"kind": {"const": kind}}} for kind in ("video", "sound")],
            {"kind": "vdieo"},
            ["`field.kind` must be one of `video`, `sound`; did you mean `video`?"],
        ),
        (
            [{"required": ["author"]}, {"required": ["authors"]}],
            {},
            ["`field.author` is missing; `authors` would do as well"],
        ),
        (
            [False, {"type": "string"}],
            5.5,
            ["`field` must be text, this is a number; put it in quotes"],
        ),
    ],
)
def test_explains_a_choice_by_the_branch_that_was_meant(
    choice: list[Any], value: Any, expected: list[str]
) -> None:
    said = messages(field({"anyOf": choice}), {"field": value})

    assert said == expected


def test_names_each_missing_key_and_what_it_is() -> None:
    violations = ARTICLE.violations({"Title": "Council votes"})

    assert [(each.path, each.place, each.message) for each in violations] == [
        (("date",), Place.MISSING, "`date` is missing (when the post was published)"),
        (
            ("title",),
            Place.MISSING,
            "`title` is missing; did you write `Title` for it? (the headline readers see)",
        ),
    ]


def test_names_each_key_that_does_not_belong() -> None:
    schema = Schema(
        "test",
        {
            "properties": {"title": {}},
            "patternProperties": {"^x-": {}},
            "additionalProperties": False,
        },
    )

    violations = schema.violations({"tilte": 1, "x-mood": 2, "mood": 3})

    assert [(each.path, each.place, each.message) for each in violations] == [
        (("mood",), Place.KEY, "`mood` is not a known key"),
        (("tilte",), Place.KEY, "`tilte` is not a known key; did you mean `title`?"),
    ]


def test_names_keys_that_an_extended_schema_does_not_know() -> None:
    schema = Schema("test", {"allOf": [ARTICLE.contents], "unevaluatedProperties": False})

    said = messages(schema, {"title": "a", "date": "b", "tagz": "c"})

    assert said == ["`tagz` is not a known key; did you mean `tags`?"]


def test_one_mistake_does_not_make_known_keys_unknown() -> None:
    schema = Schema("test", {"allOf": [ARTICLE.contents], "unevaluatedProperties": False})

    said = messages(schema, {"title": "a", "tags": "c"})

    assert said == ["`date` is missing (when the post was published)"]


def test_a_bad_key_is_called_one() -> None:
    (violation,) = field({"propertyNames": {"maxLength": 3}}).violations({"field": {"title": 1}})

    assert violation.place is Place.KEY
    assert violation.path == ("field", "title")
    assert violation.message == (
        "`field.title` as a key must have at most 3 characters, this has 5"
    )


def test_a_key_may_need_another() -> None:
    schema = Schema("test", {"dependentRequired": {"image": ["image_alt"]}})

    said = messages(schema, {"image": "/tram.jpg"})

    assert said == ["`image_alt` is missing, it belongs with `image`"]


def test_a_description_beside_a_reference_is_about_this_place() -> None:
    schema = Schema(
        "test",
        {
            "properties": {"cover": {"$ref": "#/$defs/text", "description": "the front picture"}},
            "$defs": {"text": {"type": "string", "description": "any text"}},
        },
    )

    said = messages(schema, {"cover": []})

    assert said == ["`cover` must be text, this is a list (the front picture)"]


def test_entries_of_groups_in_lists_are_named() -> None:
    said = messages(ARTICLE, {"title": "a", "date": "b", "author": [{"name": "Ada"}, {"name": []}]})

    assert said == [
        "`name` of entry 2 of `author` must be text, this is a list (what the person is called)"
    ]
