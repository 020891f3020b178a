"""Template tokens and what masks them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint import Document, templates
from newslint.text import MASK
from tests.growth import is_linear

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
        ('{{ "}}" }} a', ['{{ "}}" }}']),
        ("{{ `}}\n` }} a", ["{{ `}}\n` }}"]),
        ("{{ '}}' | x }} a", ["{{ '}}' | x }}"]),
        ("{{ don't }} and {{ won't }}", ["{{ don't }}", "{{ won't }}"]),
        ('{{ x | date: "%d }} a', ['{{ x | date: "%d }}']),
        ('{{ "a\\"}}" }} b', ['{{ "a\\"}}" }}']),
        ("{{ menu({ a: { b: 1 }}) }} c", ["{{ menu({ a: { b: 1 }}) }}"]),
        ('{% x "%}" %} a', ['{% x "%}" %}']),
        ('{{< a "x >}}" >}} b', ['{{< a "x >}}" >}}']),
        ("{{< it's >}} and {{< it's >}}", ["{{< it's >}}", "{{< it's >}}"]),
        ("{{</* a */>}} {{%/* b */%}}", ["{{</* a */>}}", "{{%/* b */%}}"]),
        ("{{/* a }} b */}} c", ["{{/* a }} b */}}"]),
        ("{{- /* a }} b */ -}} c", ["{{- /* a }} b */ -}}"]),
        ("{{#if a}}{{else}}{{/if}}", ["{{#if a}}", "{{else}}", "{{/if}}"]),
        ("{{!-- a }} b --}} c", ["{{!-- a }} b --}}"]),
        ("{{~> card }}{{! b }}", ["{{~> card }}", "{{! b }}"]),
        ("{# one\ntwo #}", ["{# one\ntwo #}"]),
        ("## A {#one}\n\n## B {#two .c} #}", []),
        ("{% raw %}{{ a }}{% endraw %}{{ b }}", ["{% raw %}", "{% endraw %}", "{{ b }}"]),
        ("{%- verbatim -%}{% a %}{%- endverbatim -%}", ["{%- verbatim -%}", "{%- endverbatim -%}"]),
        ("{% raw %}{{ a }}", ["{% raw %}", "{{ a }}"]),
        ("{{{{raw}}}}{{ a }}{{{{/raw}}}}", ["{{{{raw}}}}", "{{{{/raw}}}}"]),
        ("<%# a %><%- b -%>", ["<%# a %>", "<%- b -%>"]),
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
        ("{% code %}{% highlight html %}<p>{% endhighlight %}", ["<p>"]),
        ("{{< code-toggle file=a />}}b{{< code-toggle >}}c{{< /code-toggle >}}", ["c"]),
        ("{% comment %}a{% endcomment %}", ["a"]),
    ],
)
def test_what_templates_present_as_code_is_code(content: str, code: list[str]) -> None:
    found = templates.code(content, templates.tokens(content))

    assert [content[span.start : span.end] for span in found] == code


@pytest.mark.parametrize(
    ("content", "expressions"),
    [
        ("a {b} c", ["{b}"]),
        ("<A b={{ c: { d: 1 } }} />", ["{{ c: { d: 1 } }}"]),
        ("<A {...b} c='{' d={e} />", ["{...b}", "{e}"]),
        ("{/* a } b */} c", ["{/* a } b */}"]),
        ("{`a } ${b(`}`)} }`} c", ["{`a } ${b(`}`)} }`}"]),
        ("{a // }\n} b", ["{a // }\n}"]),
        ("{\"}\"} a {'}'} b", ['{"}"}', "{'}'}"]),
        (r"a \{ b", []),
        ("`{` and ``{`{``", []),
        ("a ` b {c}\n\n`", ["{c}"]),
        ("````mdx\n{a\n```\n````\n{b}", ["{b}"]),
        ("```\n{a", []),
        ("---\ntags: {a: b}\n---\n\n{c}", ["{c}"]),
        ("---\ntags: {a: b}\n...\n\n{c}\n\n---", ["{c}"]),
        ("----\ntags: {a: b}\n-----\n\n{c}", ["{c}"]),
        ('{\n  "tags": ["a"]\n}\n\n{c}', ["{c}"]),
        ("{'a'}\n\n{c}\n}", ["{'a'}", "{c}"]),
        ("---\na: b\n---\nimport A from 'a'\n\nb", ["import A from 'a'"]),
        ("export const a = {\n\n}\nexport {b}\r\n\r\nc", ["export const a = {\n\n}\nexport {b}"]),
        ("text\nimport taxes are high", []),
        ("a {b", ["{b"]),
        ('<A title="{"', []),
    ],
)
def test_expressions_of_mdx_are_found(content: str, expressions: list[str]) -> None:
    found = [content[span.start : span.end] for span in templates.expressions(content)]

    assert found == expressions


@pytest.mark.parametrize(
    ("content", "branches"),
    [
        ("{% if a %}b{% endif %}c", ["b"]),
        ("{%- if a -%}b{%- elsif c -%}d{%- else -%}e{%- endif -%}", ["b", "d", "e"]),
        ("{% for a in b %}{% if c %}d{% endif %}e{% endfor %}", ["{% if c %}d{% endif %}e", "d"]),
        ("{% case a %}{% when 1 %}b{% when 2 %}c{% endcase %}", ["b", "c"]),
        ("{% switch a %}{% case 1 %}b{% default %}c{% endswitch %}", ["b", "c"]),
        ("{% if a %}{% endif %}", []),
        ("{% if a %}b", []),
        ("a{% else %}b{% endif %}", []),
        ("{% for a in b %}{% if c %}d{% endfor %}", ["{% if c %}d"]),
        ("{% block a %}b{% endblock %}", []),
        ("{{ if .A }}b{{ else if .C }}d{{- else -}}e{{ end }}", ["b", "d", "e"]),
        ("{{ range .A }}b{{ with .C }}d{{ end }}{{ end }}", ["b{{ with .C }}d{{ end }}", "d"]),
        ('{{ define "a" }}b{{ end }}', []),
        ("{{ ending }}{{ ifs }}", []),
        ("{{#if a}}b{{else}}c{{/if}}", ["b", "c"]),
        ("{{#a}}b{{/a}}{{^a}}c{{/a}}", ["b", "c"]),
        ("{{#a}}b{{^}}c{{/a}}", ["b", "c"]),
        ("<% if a %>b<% else %>c<% end %>", ["b", "c"]),
        ("<% a.each do |b| %>c<% end %>", ["c"]),
        ("<% a.each { |b| %>c<% } %>", ["c"]),
        ("<% if (a) { %>b<% } else { %>c<% } %>", ["b", "c"]),
        ("<% a.forEach(function (b) { %>c<% }) %>", ["c"]),
        ("<% if a then b end %><%# if %><%= c %>", []),
    ],
)
def test_branches_are_what_stands_between_the_tokens_of_a_block(
    content: str, branches: list[str]
) -> None:
    found = templates.branches(content, templates.tokens(content))

    assert [content[span.start : span.end] for span in found] == branches


HOSTILE = [
    *(
        "{{ ",
        "{% ",
        "{# ",
        "<% ",
        "{{< ",
        "{{% ",
        "{{!-- ",
        "{{/* ",
        "{{- /*",
        "{{{{a",
        "{#a ",
        "{",
    ),
    *('{{ "', "{{ '", "{{ `", '"{{ a" ', "'{% a' ", '"{{< a }}x" ', '{{< "', '{{ "\\"', "{{ {a{}"),
    *("{% raw %}", "{{{{a}}}}", "{% if a %}", "{{#a}}", "{{#a}}{% else %}", "{% code %}", "{{a}} "),
    *(
        "{`",
        "{/* ",
        "{// ",
        "<a ",
        "<a b='",
        "`",
        "`a` ",
        "```\n",
        '{"\\"',
        "import a\n\n",
        "export {",
    ),
    *("\\", "{%  ", "{{-  ", "*/ ", "\n\n", "}}", "{`${"),
]


@pytest.mark.parametrize("token", HOSTILE)
def test_reading_templates_takes_linear_time(token: str) -> None:
    def read(content: str) -> None:
        tokens = templates.tokens(content)
        templates.code(content, tokens)
        templates.branches(content, tokens)
        templates.expressions(content)

    assert is_linear(read, token)


@given(snippets)
def test_tokens_and_branches_stand_in_order(content: str) -> None:
    for found in (templates.tokens(content), templates.expressions(content)):
        assert all(one.end <= other.start for one, other in pairwise(found))

        branches = templates.branches(content, found)

        assert list(branches) == sorted(branches)
        assert not any(
            one.start < other.start < one.end < other.end for one in branches for other in branches
        )


@given(snippets)
def test_masked_text_differs_in_tokens_only(content: str) -> None:
    tokens = templates.tokens(content)

    masked = templates.mask(content, tokens)

    inside = {offset for span in tokens for offset in range(span.start, span.end)}
    assert len(masked) == len(content)
    for offset, character in enumerate(content):
        assert masked[offset] == (MASK if offset in inside else character)


def test_an_attribute_that_a_template_writes_keeps_its_quotes() -> None:
    document = Document.parse("post.md", '<a href="{{< ref "a b.md" >}}" target="_blank">x</a>')

    (element,) = document.elements

    assert element.get("href") == '{{< ref "a b.md" >}}'
    assert element.get("target") == "_blank"


def test_the_expressions_of_a_component_are_no_templates_of_braces() -> None:
    source = "---\nmap: {a: 1}\n---\n\n<p style={{ color: '}}' }} {...rest} title='{'>{`<b>`}</p>\n"
    document = Document.parse("post.mdx", source)

    (element,) = document.elements

    assert [document.text[token] for token in document.templates] == [
        "{{ color: '}}' }}",
        "{...rest}",
        "{`<b>`}",
    ]
    assert [attribute.name for attribute in element.attributes] == ["style", "title"]
    assert document.front_matter
    assert document.front_matter.data == {"map": {"a": 1}}


def test_braces_in_raw_text_are_read_as_what_they_stand_in() -> None:
    document = Document.parse("post.html", "{% raw %}<a {{ b }} href='{{ c }}'>{% endraw %}")

    (element,) = document.elements

    assert [attribute.name for attribute in element.attributes] == ["{{", "b", "}}", "href"]
    assert element.get("href") == "{{ c }}"
