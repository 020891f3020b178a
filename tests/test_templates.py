"""Template tokens and what masks them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import Document, templates

snippets = st.text(alphabet=st.sampled_from("{}%<>#ab \n\"'"), max_size=60)


@pytest.mark.parametrize(
    ("content", "tokens"),
    [
        ("a {{ b }} c", ["{{ b }}"]),
        ("{{{ b }}}", ["{{{ b }}}"]),
        ("{% if a %}b{%- endif -%}", ["{% if a %}", "{%- endif -%}"]),
        ('{{< figure src="a b" >}}', ['{{< figure src="a b" >}}']),
        ("{{% note %}}b{{% /note %}}", ["{{% note %}}", "{{% /note %}}"]),
        ("{# not shown #}", ["{# not shown #}"]),
        ("<%= a %> <% b %>", ["<%= a %>", "<% b %>"]),
        ("style={{color: 'red'}}", ["{{color: 'red'}}"]),
        ("{{ one\ntwo }}", ["{{ one\ntwo }}"]),
        ("# Title {#anchor}", []),
        ("a { b } c %} }}", []),
        ("{{ never closed {% nor this", []),
        ("{{ a {{ b }}", ["{{ b }}"]),
    ],
)
def test_tokens_are_found(content: str, tokens: list[str]) -> None:
    found = [content[span.start : span.end] for span in templates.tokens(content)]

    assert found == tokens


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{% highlight html %}<p>{% endhighlight %}", ["<p>"]),
        ("{{< highlight go >}}a{{< /highlight >}}", ["a"]),
        ("{% codeblock %}{{ a }}{% endcodeblock %}{% if b %}c{% endif %}", ["{{ a }}"]),
        ("{% raw %}a{% endraw %}", []),
        ("{% highlight html %}<p>", []),
    ],
)
def test_what_templates_present_as_code_is_code(content: str, code: list[str]) -> None:
    found = templates.code(content, templates.tokens(content))

    assert [content[span.start : span.end] for span in found] == code


@given(snippets)
def test_masked_text_differs_in_tokens_only(content: str) -> None:
    tokens = templates.tokens(content)

    masked = templates.mask(content, tokens)

    inside = {offset for span in tokens for offset in range(span.start, span.end)}
    assert len(masked) == len(content)
    for offset, character in enumerate(content):
        assert masked[offset] == (templates.MASK if offset in inside else character)


def test_an_attribute_that_a_template_writes_keeps_its_quotes() -> None:
    document = Document.parse("post.md", '<a href="{{< ref "a b.md" >}}" target="_blank">x</a>')

    (element,) = document.elements

    assert element.get("href") == '{{< ref "a b.md" >}}'
    assert element.get("target") == "_blank"
