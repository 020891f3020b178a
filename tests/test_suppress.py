"""Requests to say nothing, what came of them, and how they are written and taken away."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import Document, Problem, Rule, Span, engine, every_rule, lint
from newslint.rules.front_matter.front_matter_unknown_key import FrontMatterUnknownKey
from newslint.schema import Schema
from newslint.suppress import Verb, directives, rendered, silenced
from tests.growth import is_linear


class Word(Rule, frozen=True):
    """Finds `word` anywhere in the file."""

    in_code = True

    def check(self, document: Document) -> Iterator[Problem]:
        start = document.text.content.find("word")
        while start >= 0:
            yield Problem(Span(start, start + 4), "found")
            start = document.text.content.find("word", start + 4)


Word.name, Word.group = "found-it", "findings"


def lines_told(text: str, name: str = "post.md") -> list[int]:
    document = Document.parse(name, text)
    said = lint(document, [Word()]).diagnostics
    return [document.text.position(each.span.start).line for each in said]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("word\n\n<!-- newslint-disable-next-line -->\nword\nword", [1, 5]),
        ("word <!-- newslint-disable-line -->\n\nword", [3]),
        ("word\n\n<!-- newslint-disable-file -->\n\nword", []),
        ("word\n\n<!-- newslint-disable -->\nword\n\n<!-- newslint-enable -->\nword", [1, 7]),
        ("<!-- newslint-disable found-it -->\nword", []),
        ("<!-- newslint-disable findings -->\nword", []),
        ("<!-- newslint-disable other, found-it -->\nword", []),
        ("<!-- newslint-disable other -->\nword", [2]),
        ("<!-- newslint-disable found-it -- quoted as it was said -->\nword", []),
        ("<!-- newslint-disable -- found-it is quoted -->\nword", []),
        ("<!-- newslint-disable found-it -->\n\n<!-- newslint-enable other -->\nword", []),
        ("<!-- newslint-disable-next-line\n     found-it -->\nword\nword", [4]),
        ("<!-- newslint-disable-next-line -->", []),
        ("`<!-- newslint-disable-file -->` word", [1]),
        ("```\n<!-- newslint-disable-file -->\n```\nword", [4]),
        ("<!-- newslint-disabled-file -->\nword", [2]),
    ],
)
def test_requests_hold_where_they_say(text: str, told: list[int]) -> None:
    assert lines_told(text) == told


def test_a_request_holds_with_crlf() -> None:
    assert lines_told("<!-- newslint-disable-next-line -->\r\nword\r\nword\r\n") == [3]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("---\na: word # newslint-disable-line\nb: word\n---\n", [3]),
        ("---\n# newslint-disable-next-line found-it -- why\na: word\nb: word\n---\n", [4]),
        ("---\n# newslint-disable-file\na: word\n---\nword", []),
        ("+++\na = 'word' # newslint-disable-line\nb = 'word'\n+++\n", [3]),
        ('{\n"a": "# newslint-disable-line word"\n}\n', [2]),
    ],
)
def test_front_matter_takes_requests_in_its_comments(text: str, told: list[int]) -> None:
    assert lines_told(text) == told


def test_a_request_knows_where_it_is_written() -> None:
    text = "a\n\n<!-- newslint-disable-next-line b -- why not -->\nc"

    (request,) = directives(Document.parse("post.md", text))

    assert text[request.span.start : request.span.end] == text[3:-2]
    assert [text[name.span.start : name.span.end] for name in request.names] == ["b"]
    assert (request.verb, request.reason) == (Verb.NEXT_LINE, "why not")


@pytest.mark.parametrize(
    ("comment", "name"),
    [
        ("{# newslint-disable-line found-it -- why #}", "post.md"),
        ("{#- newslint-disable-line found-it -#}", "post.md"),
        ("{% comment %} newslint-disable-line found-it {% endcomment %}", "post.md"),
        ("{%- comment -%}newslint-disable-line found-it{%- endcomment -%}", "post.html"),
        ("{% # newslint-disable-line found-it %}", "post.md"),
        ("{{/* newslint-disable-line found-it */}}", "post.md"),
        ("{{- /* newslint-disable-line found-it */ -}}", "post.md"),
        ("{{!-- newslint-disable-line found-it -- why --}}", "post.md"),
        ("{{! newslint-disable-line found-it }}", "post.md"),
        ("{{-- newslint-disable-line found-it --}}", "post.md"),
        ("<%# newslint-disable-line found-it %>", "post.md"),
        ("<%-- newslint-disable-line found-it --%>", "post.html"),
        ("{/* newslint-disable-line found-it -- why */}", "post.mdx"),
        ("<!-- newslint-disable-line found-it -->", "post.html"),
        ("<!--newslint-disable-line\tfound-it,other-->", "post.html"),
    ],
)
def test_a_request_stands_in_comments_of_every_dialect(comment: str, name: str) -> None:
    assert lines_told(f"word {comment}\n\nword", name) == [3]


@pytest.mark.parametrize(
    "text",
    [
        "```\n{# newslint-disable-file #}\n```\nword",
        "`{# newslint-disable-file #}` word",
        "    <!-- newslint-disable-file -->\n\nword",
        "<pre>\n<!-- newslint-disable-file -->\n</pre>\n\nword",
        "<p><code><!-- newslint-disable-file --></code> word</p>",
        "<script>\n// <!-- newslint-disable-file -->\n</script>\n\nword",
        "{% raw %}{# newslint-disable-file #}{% endraw %} word",
        "{% highlight html %}\n<!-- newslint-disable-file -->\n{% endhighlight %}\nword",
        "{% highlight html %}\n{# newslint-disable-file #}\n{% endhighlight %}\nword",
        "newslint-disable-file word",
        "<!-- please newslint-disable-file --> word",
        '---\na: "see # newslint-disable-file"\n---\nword',
        "---\na: |\n  # newslint-disable-file\n---\nword",
        "---\na: b#newslint-disable-file\n---\nword",
        '+++\na = """\n# newslint-disable-file\n"""\n+++\nword',
    ],
)
def test_what_is_shown_asks_for_nothing(text: str) -> None:
    assert len(lines_told(text)) == 1


@pytest.mark.parametrize(
    "key",
    [
        '["found-it"]',
        '"found-it, other"',
        '{"disable": ["findings"]}',
        '{"disable": "found-it", "reason": "quoted"}',
    ],
)
def test_a_key_silences_where_no_comment_is_possible(key: str) -> None:
    assert lines_told(f'{{\n"title": "word",\n"newslint": {key}\n}}\nword') == []


@pytest.mark.parametrize("key", ["[]", '{"disable": []}', "true", "null", '{"enable": ["x"]}'])
def test_a_key_without_names_silences_nothing(key: str) -> None:
    assert lines_told(f'{{"newslint": {key}}}\nword') == [2]


def test_the_key_is_not_unknown() -> None:
    text = '{"title": "Ferry", "newslint": ["title-length"], "zebra": 1}\n'
    strict = FrontMatterUnknownKey(
        schema=Schema("only", {"properties": {"title": {}}}), strict=True
    )

    findings = lint(Document.parse("post.md", text), [strict])

    assert [each.message for each in findings.diagnostics] == ["`zebra` is not a known key"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<!-- newslint-disable-next-line found-it -->\n\nword\nword", [4]),
        (
            (
                "<!-- newslint-disable-next-line found-it -->\n"
                "<!-- newslint-disable-next-line other -->\nword\nword"
            ),
            [4],
        ),
        ("<!-- newslint-disable -->\nword\n\n<!-- newslint-enable found-it -->\nword", [5]),
        ("<!-- newslint-disable found-it -->\n\n<!-- newslint-enable findings -->\nword", [4]),
        (
            (
                "<!-- newslint-disable found-it, other -->\n\n"
                "<!-- newslint-enable other -->\nword\n\n<!-- newslint-enable -->\nword"
            ),
            [7],
        ),
        ("> <!-- newslint-disable-next-line found-it -->\n> word\n\nword", [4]),
    ],
)
def test_requests_work_together(text: str, told: list[int]) -> None:
    assert lines_told(text) == told


def test_a_problem_is_silenced_by_where_it_starts() -> None:
    class Lines(Rule, frozen=True):
        def check(self, document: Document) -> Iterator[Problem]:
            yield Problem(Span(0, len(document.text)), "from the first line on")

    text = "one\n\ntwo <!-- newslint-disable-line -->"

    assert len(lint(Document.parse("post.md", text), [Lines()]).diagnostics) == 1


def test_a_document_without_the_word_is_not_parsed() -> None:
    document = Document.parse("post.md", "<!-- a comment -->")

    assert directives(document) == ()
    assert not {"markup", "templates", "front_matter"} & vars(document).keys()


# What came of them.

UNUSED = every_rule()["unused-suppression"]()


def told(text: str, *others: Rule, name: str = "post.md") -> list[str]:
    findings = lint(Document.parse(name, text), [*others, UNUSED])
    assert findings.failures == ()
    return [each.message for each in findings.diagnostics if each.rule == UNUSED.name]


def fixed(text: str, *others: Rule, name: str = "post.md") -> str:
    repair = engine.fix(Document.parse(name, text), [*others, UNUSED])
    assert repair.findings.failures == ()
    return repair.document.text.content


def test_a_suppression_of_a_rule_that_found_nothing_is_unused() -> None:
    text = "<!-- newslint-disable-next-line found-it -->\nnothing"

    assert told(text, Word()) == ["There is no problem of `found-it` that this silences"]


def test_a_suppression_of_a_rule_that_did_not_run_is_not_unused() -> None:
    assert told("<!-- newslint-disable-next-line img-alt, html -->\nnothing", Word()) == []


def test_a_suppression_of_a_rule_that_failed_is_not_unused() -> None:
    class Broken(Rule, frozen=True):
        def check(self, document: Document) -> Iterator[Problem]:
            raise RuntimeError(document.path)

    Broken.name = "broken"
    document = Document.parse("post.md", "<!-- newslint-disable-file broken -->")

    assert lint(document, [Broken(), UNUSED]).diagnostics == ()


def test_a_suppression_of_everything_is_unused_only_if_everything_ran() -> None:
    text = "<!-- newslint-disable-next-line -->\nnothing"
    everything = [rule() for rule in every_rule().values() if rule.group != "meta"]

    assert told(text, Word()) == []
    assert told(text, *everything) == ["There is no problem that this silences"]


def test_a_used_suppression_is_not_reported() -> None:
    text = "<!-- newslint-disable-next-line findings -->\nword\n\n<!-- newslint-disable -->\nword"

    assert told(text, Word()) == []


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (
            "One.\n\n<!-- newslint-disable-next-line found-it -->\nTwo.\n",
            "One.\n\nTwo.\n",
        ),
        (
            (
                "word <!-- newslint-disable-line other-one, found-it -- why -->\n\n"
                "Two. <!-- newslint-disable-line found-it -- why -->\n"
            ),
            "word <!-- newslint-disable-line other-one, found-it -- why -->\n\nTwo.\n",
        ),
        (
            "Two. <!-- newslint-disable-line found-it, img-alt -- why -->\n",
            "Two. <!-- newslint-disable-line img-alt -- why -->\n",
        ),
        (
            "Two. <!-- newslint-disable-line img-alt found-it lazy-image -->\n",
            "Two. <!-- newslint-disable-line img-alt lazy-image -->\n",
        ),
        ("One.\n{# newslint-disable-line found-it #}\n", "One.\n"),
        ("{# newslint-disable found-it #}\n{# newslint-disable found-it #}", ""),
        ("One.\n\n{# newslint-disable-line found-it #}\n\nTwo.\n", "One.\n\nTwo.\n"),
        # A numbered line goes on with the paragraph unless something ends it.
        (
            "One.\n<!-- newslint-disable-line found-it -->\n2. Two.\n",
            "One.\n\n2. Two.\n",
        ),
        (
            "<div>\n<!-- newslint-disable-line found-it -->\n    <p>Two.</p>\n</div>\n",
            "<div>\n    <p>Two.</p>\n</div>\n",
        ),
        (
            "---\na: b # newslint-disable-line found-it\n# newslint-disable-file found-it\n---\n",
            "---\na: b\n---\n",
        ),
        (
            '{\n  "a": "b",\n  "newslint": ["found-it"]\n}\n',
            '{\n  "a": "b"\n}\n',
        ),
        (
            '{"newslint": {"disable": ["img-alt", "found-it"], "reason": "why"}}\n',
            '{"newslint": {"disable": ["img-alt"], "reason": "why"}}\n',
        ),
        (
            "---\na: b\nnewslint:\n  - found-it\n  - img-alt\n---\n",
            "---\na: b\nnewslint:\n  - img-alt\n---\n",
        ),
    ],
)
def test_what_is_unused_is_taken_away_and_nothing_else(text: str, after: str) -> None:
    assert fixed(text, Word()) == after


def test_an_unused_mdx_comment_is_taken_away() -> None:
    text = "One.\n\n{/* newslint-disable-next-line found-it */}\nTwo.\n"

    assert fixed(text, Word(), name="post.mdx") == "One.\n\nTwo.\n"


def test_only_its_name_silences_a_rule_about_suppressions() -> None:
    idle = "<!-- newslint-enable img-alt -->\n"

    assert len(told(f"<!-- newslint-disable-file -->\n\n{idle}")) == 1
    assert told(f"<!-- newslint-disable-file unused-suppression -->\n\n{idle}") == []
    assert told(f"<!-- newslint-disable-file meta -->\n\n{idle}") == []


# How they are written.


@pytest.mark.parametrize(
    ("name", "text", "after"),
    [
        (
            "post.md",
            "One word.\n\nA word\nand a word.\n",
            (
                "<!-- newslint-disable-next-line found-it -- old -->\nOne word.\n\n"
                "<!-- newslint-disable-next-line found-it -- old -->\nA word\n"
                "and a word. <!-- newslint-disable-line found-it -- old -->\n"
            ),
        ),
        (
            "post.md",
            "---\na: word\nb: |\n  a word\n---\n",
            (
                "---\n# newslint-disable-file found-it -- old\n"
                "# newslint-disable-next-line found-it -- old\na: word\nb: |\n  a word\n---\n"
            ),
        ),
        (
            "post.md",
            '{\n  "a": "word"\n}\n',
            '{\n  "a": "word",\n  "newslint": {"disable": ["found-it"], "reason": "old"}\n}\n',
        ),
        (
            "post.md",
            "+++\r\na = 'word'\r\n+++\r\n",
            "+++\r\n# newslint-disable-next-line found-it -- old\r\na = 'word'\r\n+++\r\n",
        ),
        (
            "post.md",
            "```\nword\n```\n",
            "<!-- newslint-disable-file found-it -- old -->\n```\nword\n```\n",
        ),
        (
            "post.md",
            "- one\n  - word\n",
            "- one\n  <!-- newslint-disable-next-line found-it -- old -->\n  - word\n",
        ),
        (
            "post.mdx",
            "One.\n\nA word.\nA word.\n",
            (
                "{/* newslint-disable-file found-it -- old */}\n\nOne.\n\n"
                "{/* newslint-disable-next-line found-it -- old */}\nA word.\nA word.\n"
            ),
        ),
        (
            "post.html",
            "<div>\n  <p\n  class=word>\n  word</p>\n<pre>\nword</pre></div>\n",
            (
                "<div>\n  <p\n  class=word> <!-- newslint-disable-line found-it -- old -->\n"
                "  <!-- newslint-disable-next-line found-it -- old -->\n  word</p>\n"
                "<pre>\nword</pre></div> <!-- newslint-disable-line found-it -- old -->\n"
            ),
        ),
    ],
)
def test_each_problem_gets_a_comment_where_the_page_allows_it(
    name: str, text: str, after: str
) -> None:
    document = Document.parse(name, text)
    said = lint(document, [Word()]).diagnostics

    result = silenced(document, said, "old")

    assert result.text.content == after
    assert lines_told(after, name) == []


LINES = ["word", "- word", "  word", "    word", "> word", "", "---", "```", "<div>", "</div>"]
LINES += ["| word | word |", "|---|---|", "<pre>word", "</pre>", "<!-- word", "-->", "2. word"]
LINES += ["{# word #}", "word\\", "word  ", "# word", "<p", "word>", "{% comment %}", "\tword"]


COMMENTS = [
    "<!-- newslint-disable-next-line found-it -->",
    "word <!-- newslint-disable-line found-it -->",
    "none <!-- newslint-disable-line found-it, found-it -->",
    "{# newslint-disable found-it #}",
    "> <!-- newslint-enable -->",
    "<!-- newslint-disable-line found-it",
]


@given(st.lists(st.sampled_from(LINES), max_size=12), st.sampled_from(["post.md", "post.html"]))
def test_whatever_is_silenced_the_page_stays(lines: list[str], name: str) -> None:
    document = Document.parse(name, "\n".join(lines))
    said = lint(document, [Word()]).diagnostics

    result = silenced(document, said, "old")

    assert rendered(result) == rendered(document)


@given(st.lists(st.sampled_from([*LINES, *COMMENTS]), max_size=12))
def test_whatever_is_unused_goes_once(lines: list[str]) -> None:
    text = "\n".join(lines)

    once = fixed(text, Word())

    assert fixed(once, Word()) == once


# The command.


def ran(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "newslint", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


POST = """---
title: The ferry runs again
date: 2024-05-01
---

<p style="color: red">Tickets are sold on board.</p>

<img src="https://harbour-news.org/boat.jpg">
"""


def test_the_command_silences_what_there_is_today(tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    post.write_text(POST)

    done = ran(
        tmp_path,
        "add-suppressions",
        "--select",
        "inline-style,img-alt",
        "--reason",
        "from the archive",
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "post.md: silenced 2 problems\nSilenced 2 problems in 1 file.\n"
    assert post.read_text() == POST.replace(
        "<p ", "<!-- newslint-disable-next-line inline-style -- from the archive -->\n<p "
    ).replace("<img ", "<!-- newslint-disable-next-line img-alt -- from the archive -->\n<img ")
    assert ran(tmp_path, "check", "--select", "inline-style,img-alt,meta").returncode == 0


def test_the_command_has_nothing_to_add_twice(tmp_path: Path) -> None:
    (tmp_path / "post.md").write_text(POST)
    ran(tmp_path, "add-suppressions", "--reason", "old")

    again = ran(tmp_path, "add-suppressions", "--reason", "old")

    assert (again.returncode, again.stdout) == (0, "There is nothing to silence.\n")


def test_the_command_shows_a_patch_and_writes_nothing(tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    post.write_text(POST)

    done = ran(tmp_path, "add-suppressions", "--reason", "old", "--select", "img-alt", "--diff")

    assert done.returncode == 1
    assert "+<!-- newslint-disable-next-line img-alt -- old -->\n <img" in done.stdout
    assert post.read_text() == POST


def test_the_command_leaves_a_file_that_it_cannot_write_back(tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    post.write_bytes(b"caf\xe9\n")

    done = ran(tmp_path, "add-suppressions", "--reason", "old")

    assert done.returncode == 2
    assert "post.md: its bytes are not UTF-8 throughout" in done.stderr
    assert post.read_bytes() == b"caf\xe9\n"


@pytest.mark.parametrize("reason", ["", "a\nb", "a --> b", "a */ b"])
def test_the_command_takes_no_reason_that_a_comment_cannot_hold(
    tmp_path: Path, reason: str
) -> None:
    (tmp_path / "post.md").write_text(POST)

    done = ran(tmp_path, "add-suppressions", "--reason", reason)

    assert done.returncode == 2
    assert (tmp_path / "post.md").read_text() == POST


def test_the_command_adds_to_the_key_that_is_there(tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    values = {"title": "Ferry", "newslint": {"disable": ["img-alt"], "reason": "first"}}
    post.write_text(f"{json.dumps(values, indent=1)}\n\nThe ferry runs.\n")

    done = ran(tmp_path, "add-suppressions", "--reason", "then", "--select", "front-matter")

    assert done.returncode == 0
    written = json.loads(post.read_text().partition("\n\n")[0])["newslint"]
    assert written["disable"][0] == "img-alt"
    assert len(written["disable"]) > 1
    assert written["reason"] == "first; then"


def test_time_to_render_grows_with_the_spaces_in_a_body() -> None:
    def render(text: str) -> str:
        return rendered(Document.parse("post.md", f"{text}open."))

    assert is_linear(render, " ", "The stalls")
