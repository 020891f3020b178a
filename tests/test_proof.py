"""What the proof lets pass and what it refuses."""

from collections.abc import Collection

import pytest

from newslint import Document, proof


def objection(
    before: str,
    after: str,
    *,
    touched: set[str] | None = None,
    removed: dict[str, int] | None = None,
    removed_words: Collection[str] = (),
    name: str = "post.md",
) -> str:
    return proof.objection(
        Document.parse(name, before),
        Document.parse(name, after),
        touched=touched or set(),
        removed=removed or {},
        removed_words=removed_words,
        same_words=True,
    )


HEAD = "---\ntitle: A\ndate: 2024-01-02\n---\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a b", "a  b"),
        ('<p style="color: red">a</p>', "<p>a</p>"),
        ("[a](/b?utm_source=c&d=1#e)", "[a](/b?d=1#e)"),
        ("[a](/b?utm_source=c)", "[a](/b)"),
        (
            "[a](https://r.example/?to=https%3A%2F%2Fn.example%2Fb%3Fc%3D1)",
            "[a](https://n.example/b?c=1)",
        ),
        ("[a](https://r.example/amp/s/n.example/b)", "[a](https://n.example/b)"),
        ("[a](https://r.example/?b=aHR0cHM6Ly9uLmV4YW1wbGUvYg)", "[a](https://n.example/b)"),
        ("https://n.example/?utm_source=c.", "https://n.example/."),
        ("https://n.example/?b=1&&utm_source=c,", "https://n.example/?b=1&,"),
        ("https://n.example/?a=1&copy;=2&utm_source=c", "https://n.example/?a=1&copy;=2"),
        ("https://n.example/?utm_source=c。好", "https://n.example/。好"),
        ("<https://n.example/好，(?u=1&b=_&>", "<https://n.example/好，(?b=_&>"),
        (
            "[https://n.example/?u=1](https://n.example/?u=1)",
            "[https://n.example/](https://n.example/)",
        ),
        ('<a data-b="https://n.example/?u=1">a</a>', '<a data-b="https://n.example/">a</a>'),
        ('<a data-b="https://n.example/">a</a>', "<a>a</a>"),
        ("a\u200bb", "ab"),
        ("<p onclick='a'>b</p><![c d>e", "<p>b</p><![c d>e"),
        ("<svg></svg><p onclick='a'>b</p><![c(d>e", "<svg></svg><p>b</p><![c(d>e"),
    ],
)
def test_the_same_words_and_places_pass(before: str, after: str) -> None:
    assert objection(before, after) == ""


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("a b", "a c", "would change the words"),
        ("<p>a</p>", "<p></p>", "would change the words"),
        ("[a](/b)", "[a](/c)", "would lead elsewhere"),
        ("[a](/b?c=1)", "[a](/b?c=2)", "would lead elsewhere"),
        ("[a](https://n.example/b)", "[a](https://o.example/b)", "would lead elsewhere"),
        ("[a](/b)", "a", "would lead elsewhere"),
        ("a", "[a](/b)", "would add a link"),
        ("https://n.example/b.", "https://n.example/c.", "would lead elsewhere"),
        ("https://n.example/b.", "https://n.example/b,", "would lead elsewhere"),
        ("https://n.example/【b】", "https://n.example/", "would change the words"),
        (
            '<a data-b="https://n.example/">a</a>',
            '<a data-b="https://o.example/">a</a>',
            "would add",
        ),
        ('<a title="b">c</a>', '<a title="https://n.example/">c</a>', "would add a link"),
        ("{{ a }} b", "b", "would change template tokens"),
        ("{{ a }}{{ b }}", "{{ b }}{{ a }}", "would change template tokens"),
        ("![a](http://[b)", "![a](http://[c)", "would lead elsewhere"),
    ],
)
def test_other_words_and_places_are_refused(before: str, after: str, told: str) -> None:
    assert objection(before, after).startswith(told)


def test_only_so_many_elements_may_go_as_rules_say() -> None:
    before, after = '<img src="/a"><img src="/b">c', "c"

    assert objection(before, after, removed={"img": 2}) == ""
    assert objection(before, after, removed={"img": 1}).startswith("would lead elsewhere")
    assert objection(before, after, removed={"a": 2}).startswith("would lead elsewhere")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a #1.", "a."),
        ("a #1 b", "a b"),
        ("a #1#22 b", "a b"),
        ("a #1 #22 b", "a #22 b"),
        ("a #1 #22 b", "a #1 b"),
        ("a\n\n#1\n\nb", "a\n\nb"),
        ("文字 #1 文字", "文字文字"),
        ("a #1", "a"),
        ("x#1 a", "x a"),
    ],
)
def test_words_may_go_that_a_rule_is_about(before: str, after: str) -> None:
    assert objection(before, after, removed_words={"#[0-9]+"}) == ""
    assert objection(before, after).startswith("would change the words")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a #1 b", "ab"),
        ("a #1 b", "a"),
        ("a #1 b", "a c"),
        ("a #1 b", "#1 b"),
        ("a #1 b", "a #2 b"),
        ("a #x b", "a b"),
    ],
)
def test_no_other_words_may_go_with_them(before: str, after: str) -> None:
    told = objection(before, after, removed_words={"#[0-9]+"})

    assert told.startswith("would change the words")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntitle: A\n---\n", "---\ntitle: B\n---\n"),
        ("---\ntitle: 1\n---\n", "---\ntitle: 1.0\n---\n"),
        ("+++\ntitle = 'A'\n+++\n", "+++\ntitle = 'B'\n+++\n"),
        ('{\n"title": "A"\n}\n', '{\n"title": "B"\n}\n'),
        (';;;\n"title": "A"\n;;;\n', ';;;\n"title": "B"\n;;;\n'),
        ("---\ntitle: A\ntags: b\n---\n", "---\ntags: b\n---\n"),
    ],
)
def test_front_matter_changes_only_where_edits_were_made(before: str, after: str) -> None:
    assert objection(before, after) == "would change `title` in the front matter"
    assert objection(before, after, touched={"title"}) == ""


def test_front_matter_that_can_no_longer_be_read_is_refused() -> None:
    told = objection(HEAD, HEAD.replace("A", '"A'), touched={"title"})

    assert told.startswith("would break the front matter")


def test_front_matter_that_could_not_be_read_proves_nothing() -> None:
    assert objection("---\na: b: c\n---\nd", "---\na: 'b: c'\n---\nd") == ""


def test_words_are_not_asked_for_where_fixes_are_unsafe() -> None:
    before, after = Document.parse("a.md", "b"), Document.parse("a.md", "c")

    told = proof.objection(before, after, touched=set(), removed={}, same_words=False)

    assert told == ""


def test_what_stands_between_raw_tags_counts_as_tokens_and_they_do_not() -> None:
    before = Document.parse("a.md", "{{ a }} `{{ b }}` {% raw %}{{ c }}{% endraw %}")
    after = Document.parse("a.md", "{{ a }} {% raw %}`{{ b }}`{% endraw %} {{ c }}")
    other = Document.parse("a.md", "{{ a }} {% raw %}`{{ x }}`{% endraw %} {{ c }}")

    def told(now: Document) -> str:
        return proof.objection(before, now, touched=set(), removed={}, same_words=False)

    assert told(after) == ""
    assert told(other) == "would change template tokens"


def test_raw_tags_are_words_to_a_reader() -> None:
    told = objection("`{{ a }}`", "{% raw %}`{{ a }}`{% endraw %}")

    assert told.startswith("would change the words")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="/a" href="/b">c</a>', '<a href="/a">c</a>'),
        ('<a href="/?u=1&section=2&lt=3&copyx">c</a>', '<a href="/?section=2&lt=3&copyx">c</a>'),
        ("<a href='/?u=1&&copy;=&#9742'>c</a>", "<a href='/?©=☎'>c</a>"),
        ("a &section=1 &notit; &amp &#xe9;", "a §ion=1 ¬it; & é"),
        ("a\x08b\x7f", "ab"),
        ("<![CDATA[ > <img onerror=a()> ]]>", "<![CDATA[ > <img> ]]>"),
        ("<img\x00 onerror=a()>", "<img\x00>"),
    ],
)
def test_a_page_is_read_as_a_browser_reads_it(before: str, after: str) -> None:
    assert objection(before, after, name="page.html") == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="/a" href="/b">c</a>', '<a href="/b">c</a>'),
        ('<a href="/?section=2&lt=3">c</a>', '<a href="/?§ion=2<=3">c</a>'),
        ('<a href="/?a&copy=2">c</a>', '<a href="/?a&copy;=2">c</a>'),
        ("a\x0cb", "ab"),
        ("<![CDATA[ > a ]]>", "<![CDATA[ > b ]]>"),
        ("<svg><text><![CDATA[ a> ]]></text></svg>", "<svg><text><![CDATA[ b> ]]></text></svg>"),
    ],
)
def test_nor_does_it_say_what_a_browser_would_not(before: str, after: str) -> None:
    assert objection(before, after, name="page.html")
