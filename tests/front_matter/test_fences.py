import pytest

from newslint.front_matter import Format, parse


@pytest.mark.parametrize(
    ("content", "kind", "body"),
    [
        ("---\na: 1\n---\nBody", Format.YAML, "Body"),
        ("---\na: 1\n...\nBody", Format.YAML, "Body"),
        ("--- \na: 1\n---\t\nBody", Format.YAML, "Body"),
        ("------\na: 1\n---\nBody", Format.YAML, "Body"),
        ("---\n---", Format.YAML, ""),
        ("---yaml\na: 1\n---\nBody", Format.YAML, "Body"),
        ("---\r\na: 1\r\n---\r\nBody", Format.YAML, "Body"),
        ("+++\na = 1\n+++\nBody", Format.TOML, "Body"),
        ("---toml\na = 1\n---\nBody", Format.TOML, "Body"),
        (';;;\n"a": 1\n;;;\nBody', Format.HEXO_JSON, "Body"),
        ('---json\n{"a": 1}\n---\nBody', Format.JSON, "Body"),
        ('{"a": 1}\nBody', Format.JSON, "Body"),
        ('{\n  "a": 1\n} \r\nBody', Format.JSON, "Body"),
        ('{"a": 1}Body', Format.JSON, "Body"),
        ('{"a": "}"}\n', Format.JSON, ""),
        ("{}\nBody", Format.JSON, "Body"),
        ("---js\nmodule.exports = {}\n---\nBody", Format.JAVASCRIPT, "Body"),
    ],
)
def test_block_ends_where_its_closing_fence_does(content: str, kind: Format, body: str) -> None:
    front_matter = parse(content, content)

    assert front_matter is not None
    assert front_matter.format is kind
    assert front_matter.closed
    assert front_matter.faults == ()
    assert content[front_matter.body_start :] == body


@pytest.mark.parametrize(
    "content",
    [
        "",
        "\n\n",
        "Text\n---\na: 1\n---\n",
        "---",
        "---\n",
        "---\n\n# Heading\n",
        "---\nOnly a line above this text\n",
        "---more\na: 1\n---\n",
        "--\na: 1\n--\n",
        "{{ page.title }}\n",
        "{% include nav.html %}\n",
        '{: class="wide"}\n',
        "{ a: 1 }\n",
        '{"quoted"}\n',
        "    indented\n" * 500,
        "---js\nunclosed\n",
    ],
)
def test_other_beginnings_are_no_front_matter(content: str) -> None:
    assert parse(content, content) is None


@pytest.mark.parametrize("leading", ["\n", "\ufeff", " \n\n  ", "\r\n"])
def test_white_space_may_stand_before_the_block(leading: str) -> None:
    content = f"{leading}---\na: 1\n---\n"

    front_matter = parse(content, content)

    assert front_matter is not None
    assert content[: front_matter.leading.end] == leading
    assert front_matter.data == {"a": 1}


def test_spans_of_the_block_cut_out_its_parts() -> None:
    content = "\n---\na: 1\n---- \nBody"

    front_matter = parse(content, content)

    assert front_matter is not None
    opening, closing = front_matter.fences
    assert closing is not None
    parts = [opening, closing, front_matter.content, front_matter.span]
    assert [content[part.start : part.end] for part in parts] == [
        "---",
        "----",
        "a: 1\n",
        "---\na: 1\n----",
    ]


def test_indented_fence_in_a_block_scalar_closes_nothing() -> None:
    content = "---\na: |\n  x\n  ---\n  y\n---\n"

    front_matter = parse(content, content)

    assert front_matter is not None
    assert front_matter.data == {"a": "x\n---\ny\n"}


@pytest.mark.parametrize(
    ("content", "keys"),
    [
        (
            "---\ntitle: x\ntags:\n- a\n  - b\n# note\n\nText\n",
            "title: x\ntags:\n- a\n  - b\n# note\n",
        ),
        ("---\ntitle: x\n\ndate: y\n\nText: no\n", "title: x\n\ndate: y\n\nText: no\n"),
        ("---\ntitle: x\n\n# Heading\n", "title: x\n"),
        ("---\ntitle: x", "title: x"),
        ("+++\na = 1\n\n[b]\nc = [\n  1,\n]\nText\n", "a = 1\n\n[b]\nc = [\n  1,\n]\n"),
        (';;;\n"a": 1,\nText\n', '"a": 1,\n'),
        ('{"a": 1,\n  "b": 2\n\nText {\n', '"a": 1,\n  "b": 2\n'),
    ],
)
def test_unclosed_block_ends_with_the_lines_that_look_like_keys(content: str, keys: str) -> None:
    front_matter = parse(content, content)

    assert front_matter is not None
    assert not front_matter.closed
    assert front_matter.root is None
    assert content[front_matter.content.start : front_matter.content.end] == keys
    assert front_matter.body_start == front_matter.content.end


@pytest.mark.parametrize(
    "opening", ["", "---\n", "---\na: ", "+++\n", "+++\na = ", ";;;\n", '{"a": ']
)
@pytest.mark.parametrize(
    "token",
    ["\n", " ", "    x\n", "[", "{", "- ", '"', "'", "a.", "a: b\n", "&a ", "\\", "---", "1,"],
)
@pytest.mark.parametrize("closing", ["", "\n---\n", "\n+++\n", "\n;;;\n"])
def test_long_runs_of_anything_are_parsed_in_linear_time(
    opening: str, token: str, closing: str
) -> None:
    content = opening + token * (60_000 // len(token)) + closing

    front_matter = parse(content, content)

    # What is quadratic takes minutes here.
    assert front_matter is None or front_matter.body_start <= len(content)
