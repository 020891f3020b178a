"""Requests to say nothing."""

from collections.abc import Iterator

import pytest

from newslint import Document, Problem, Rule, Span, lint
from newslint.suppress import suppressions


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
    text = "a\n\n<!-- newslint-disable-next-line b -->\nc"

    (request,) = suppressions(Document.parse("post.md", text))

    assert text[request.span.start : request.span.end] == "<!-- newslint-disable-next-line b -->"
