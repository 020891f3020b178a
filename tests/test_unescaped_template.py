"""What unescaped-template says of very many tokens."""

import pytest

from newslint import Document, engine
from newslint.rules.html.unescaped_template import UnescapedTemplate
from tests.growth import is_linear


@pytest.mark.parametrize("before", ["", "```\n", "{% raw %}\n"], ids=["spans", "block", "raw"])
def test_looking_takes_linear_time_whatever_stands_in_code(before: str) -> None:
    rule = UnescapedTemplate(generator="jekyll")

    def look(text: str) -> None:
        engine.lint(Document.parse("post.md", text), [rule])

    assert is_linear(look, "`{{ a }}` {% raw %}{% endraw %}\n", before)
