import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.document import Document
from newslint.infer import Inference, infer

Post = Mapping[str, Any]


def learnt(posts: Iterable[Post], required_from: float = 0.98) -> Inference:
    documents = (
        Document.parse(f"{number}.md", json.dumps(post, indent=0))
        for number, post in enumerate(posts)
    )
    return infer(documents, required_from)


def learnt_of(values: Iterable[Any]) -> dict[str, Any]:
    """Return what is learnt of a key that has these values, without the words about it."""
    schema = dict(learnt({"key": value} for value in values).schema["properties"]["key"])
    del schema["description"], schema["$comment"]
    return schema


def told(inference: Inference) -> list[tuple[str, int, str]]:
    return [(str(each.path), each.line, each.message) for each in inference.outliers]


def sentences(count: int, length: int = 40) -> list[str]:
    return [f"{number} ".ljust(length, "x") for number in range(count)]


def test_a_schema_names_its_draft_and_how_much_it_was_learnt_from() -> None:
    schema = learnt([{"title": "A"}] * 3).schema

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$comment"] == "Learnt by newslint from 3 files"
    assert schema["type"] == "object"


def test_a_key_says_how_often_and_as_what_it_was_seen() -> None:
    posts = [{"rank": 1}] * 6 + [{"rank": "first"}] * 3 + [{}]

    key = learnt(posts).schema["properties"]["rank"]

    assert key["$comment"] == "Seen in 9 of 10 files: integer 6, string 3"
    assert key["description"] == ""


def test_the_usual_keys_are_described() -> None:
    key = learnt([{"title": "A"}]).schema["properties"]["title"]

    assert key["description"] == "the headline readers see"


def test_keys_come_by_how_many_posts_have_them() -> None:
    posts = [{"rare": 1, "frequent": 1}, {"frequent": 1}]

    assert list(learnt(posts).schema["properties"]) == ["frequent", "rare"]


@pytest.mark.parametrize(
    ("values", "schema"),
    [
        ([True, False], {"type": "boolean"}),
        ([1, 2], {"type": "integer"}),
        ([1, 2.5], {"type": "number"}),
        ([None], {"type": "null"}),
        (["a", "b", None], {"type": ["string", "null"]}),
        ([[], []], {"type": "array"}),
        ([{}], {"type": "object"}),
    ],
)
def test_types_are_those_seen(values: list[Any], schema: Mapping[str, Any]) -> None:
    assert learnt_of(values) == schema


def test_a_type_of_hardly_any_value_is_an_outlier() -> None:
    posts = [{"rank": number} for number in range(98)] + [{"rank": "1st"}] * 2

    inference = learnt(posts)

    assert inference.schema["properties"]["rank"]["type"] == "integer"
    message = "`rank` must be a whole number, this is text [right in 98 of 100]"
    assert told(inference) == [("98.md", 2, message), ("99.md", 2, message)]


def test_a_type_of_more_values_is_allowed() -> None:
    posts = [{"rank": number} for number in range(97)] + [{"rank": "1st"}] * 3

    inference = learnt(posts)

    assert inference.schema["properties"]["rank"]["type"] == ["integer", "string"]
    assert inference.outliers == ()


def test_a_key_that_nearly_all_posts_have_is_required() -> None:
    inference = learnt([{"date": "soon", "title": "A"}] * 99 + [{"title": "A"}])

    assert inference.schema["required"] == ["title", "date"]
    message = "`date` is missing (when the post was published) [present in 99 of 100]"
    assert told(inference) == [("99.md", 1, message)]


def test_how_many_are_nearly_all_can_be_said() -> None:
    posts = [{"date": "soon", "title": "A"}] * 9 + [{"title": "A"}]

    assert learnt(posts).schema["required"] == ["title"]
    assert learnt(posts, required_from=0.9).schema["required"] == ["title", "date"]


def test_few_posts_require_nothing() -> None:
    assert "required" not in learnt([{"title": "A"}] * 9).schema


@pytest.mark.parametrize(
    ("written", "schema"),
    [
        ("2024-05-{:02}", {"format": "date"}),
        ("2024-05-{:02}T07:30:00Z", {"format": "date-time"}),
        ("https://example.org/{}/", {"format": "uri"}),
        ("desk-{}@example.org", {"format": "email"}),
    ],
)
def test_formats_are_recognised(written: str, schema: Mapping[str, Any]) -> None:
    values = [written.format(number) for number in range(1, 29)]

    assert learnt_of(values) == {"type": "string", **schema}


@pytest.mark.parametrize("time", [" 07:30", " 07:30:15", " 07:30:15 +0200", "T07:30"])
def test_dates_that_no_format_of_json_schema_knows_are_a_pattern(time: str) -> None:
    values = [f"2024-05-{day:02}{time if day % 2 else ''}" for day in range(1, 29)]

    schema = learnt_of(values)

    assert set(schema) == {"type", "pattern", "examples"}


def test_a_date_that_no_calendar_has_is_an_outlier() -> None:
    posts = [{"date": "2024-05-17"}] * 99 + [{"date": "2024-02-30"}]

    assert told(learnt(posts)) == [
        (
            "99.md",
            2,
            (
                "`date` must be a date such as `2024-05-17` (when the post was published)"
                " [right in 99 of 100]"
            ),
        )
    ]


def test_a_small_vocabulary_is_an_enum_and_a_slip_an_outlier() -> None:
    posts = [{"desk": "news"}] * 60 + [{"desk": "sport"}] * 40 + [{"desk": "sprot"}]

    inference = learnt(posts)

    assert inference.schema["properties"]["desk"]["enum"] == ["news", "sport"]
    assert told(inference) == [
        (
            "100.md",
            2,
            "`desk` must be one of `news`, `sport`; did you mean `sport`? [right in 100 of 101]",
        )
    ]


def test_a_word_that_is_used_again_belongs_to_the_vocabulary() -> None:
    values = ["news"] * 60 + ["sport"] * 38 + ["opera"] * 2

    assert learnt_of(values) == {"enum": ["news", "sport", "opera"]}


def test_a_vocabulary_can_leave_a_key_empty() -> None:
    assert learnt_of(["news"] * 10 + [None] * 5) == {"enum": ["news", None]}


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([f"word {number % 13}" for number in range(200)], id="too many words"),
        pytest.param(["news", "sport"] * 9, id="too few values"),
        pytest.param(["a title that goes on and on and on"] * 50, id="free text"),
        pytest.param(["news", 4] * 50, id="not only text"),
    ],
)
def test_no_enum_is_learnt(values: list[Any]) -> None:
    assert "enum" not in learnt_of(values)


def test_lengths_that_are_alike_are_bounded_with_room() -> None:
    values = [text for length in (40, 50, 60) for text in sentences(20, length)]

    assert learnt_of(values) == {"type": "string", "minLength": 26, "maxLength": 90}


def test_lengths_that_differ_are_not_bounded() -> None:
    values = [text for length in (4, 5, 400) for text in sentences(20, length)]

    assert learnt_of(values) == {"type": "string", "minLength": 1}


def test_a_text_much_longer_than_all_others_is_an_outlier() -> None:
    posts = [{"lead": text} for text in (*sentences(99), "x" * 400)]

    assert told(learnt(posts)) == [
        (
            "99.md",
            2,
            "`lead` must have at most 60 characters, this has 400 [right in 99 of 100]",
        )
    ]


def test_text_that_can_be_empty_has_no_least_length() -> None:
    assert learnt_of(["", *sentences(20)]) == {"type": "string"}


def test_lists_and_groups_are_learnt_all_the_way_down() -> None:
    posts = [{"people": [{"name": f"Ada {n}", "posts": n}, {"name": f"Max {n}"}]} for n in range(9)]

    people = learnt(posts).schema["properties"]["people"]

    assert people["type"] == "array"
    assert people["items"]["$comment"] == "Seen in 18 entries"
    assert people["items"]["required"] == ["name"]
    assert people["items"]["properties"]["posts"]["$comment"] == "Seen in 9 of 18 groups"


def test_an_outlier_in_a_list_is_found_at_its_own_line() -> None:
    posts = [{"tags": ["tram", "council"]} for _ in range(60)] + [{"tags": ["tram", 7]}]

    (outlier,) = learnt(posts).outliers

    assert (str(outlier.path), outlier.line) == ("60.md", 4)
    assert outlier.message.endswith("[right in 121 of 122]")


def test_a_key_missing_in_a_group_is_found_at_that_group() -> None:
    posts = [{"title": "A", "by": {"name": "Ada", "desk": "city"}}] * 60
    posts.append({"title": "A", "by": {"name": "Ada"}})

    assert told(learnt(posts)) == [("60.md", 3, "`by.desk` is missing [present in 60 of 61]")]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("Text.\n", id="none"),
        pytest.param("---\ntitle: [\n---\n", id="broken"),
        pytest.param("---\ntitle: A\n\nText.\n", id="unclosed"),
        pytest.param("---\ntitle: {{ title }}\n---\n", id="template"),
    ],
)
def test_what_has_no_front_matter_to_read_teaches_nothing(content: str) -> None:
    inference = infer([Document.parse("a.md", content)], 0.98)

    assert (inference.posts, inference.outliers) == (0, ())
    assert "properties" not in inference.schema


def test_halves_of_characters_stay_out_of_the_schema() -> None:
    posts = [{"\ud800": "a", "desk": "\ud800"}] * 10

    schema = learnt(posts).schema

    assert json.dumps(schema, ensure_ascii=False).encode()


def test_numbers_that_are_none_are_numbers() -> None:
    documents = [Document.parse("a.md", f"---\nn: {n}\n---\n") for n in (".nan", ".inf", "1.5")]

    inference = infer(documents, 0.98)

    assert inference.schema["properties"]["n"]["type"] == "number"
    assert inference.outliers == ()


WORDS = st.sampled_from(["news", "sport", "", "2024-05-17", "https://example.org/", "x" * 50])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(-9, 9) | WORDS | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=4,
)
POSTS = st.dictionaries(st.sampled_from(["title", "date", "tags", "by"]), VALUES)
# A few that are written again and again make rules, and the others break them.
SITES = st.builds(
    lambda usual, times, others: [*usual * times, *others],
    st.lists(POSTS, max_size=2),
    st.integers(0, 60),
    st.lists(POSTS, max_size=6),
)


@given(SITES)
def test_every_post_follows_the_schema_or_is_an_outlier(site: list[Post]) -> None:
    inference = learnt(site)

    judge = jsonschema_rs.validator_for(dict(inference.schema), validate_formats=True)
    strays = {f"{number}.md" for number, post in enumerate(site) if not judge.is_valid(post)}
    assert {str(outlier.path) for outlier in inference.outliers} == strays


@given(SITES)
def test_hardly_any_value_breaks_a_rule(site: list[Post]) -> None:
    inference = learnt(site)

    for outlier in inference.outliers:
        fine, total = map(int, outlier.message.rpartition(" in ")[2].rstrip("]").split(" of "))
        assert fine >= total * 0.98


@given(st.lists(POSTS, max_size=9))
def test_the_schema_of_few_posts_allows_them_all(site: list[Post]) -> None:
    assert learnt(site).outliers == ()


def test_posts_of_real_sites_follow_their_schema_or_are_outliers(corpus: Path) -> None:
    for folder in sorted(each for each in corpus.iterdir() if each.is_dir()):
        documents = [Document.parse(file, file.read_bytes()) for file in folder.rglob("*.md")]

        inference = infer(documents, 0.98)

        judge = jsonschema_rs.validator_for(
            dict(inference.schema), validate_formats=True, offline=True
        )
        strays = {
            document.path
            for document in documents
            if (front_matter := document.front_matter)
            and front_matter.root
            and not front_matter.templated
            and not judge.is_valid(front_matter.data)
        }
        assert {outlier.path for outlier in inference.outliers} == strays
