"""Template tokens: what a site generator replaces before anyone reads the page.

Liquid and Jinja (`{{ … }}`, `{% … %}`, `{# … #}`), Go templates and Hugo shortcodes (`{{< … >}}`),
ERB and EJS (`<% … %>`). They are opaque: no edit starts or ends inside one, and whatever parses
the text around them sees one long word in their place.
"""

import re
from collections.abc import Iterable, Sequence

from newslint.text import Span

MASK = "\ue000"
"""What stands for each character of a token in masked text: a private-use character.

It is a letter to no syntax and a delimiter to none: `<a MASK href=x>` keeps its `href`.
"""

# Each alternative stops where another of its kind opens, so an unclosed one costs no second look.
_TOKEN = re.compile(
    r"""
      \{\{ (?: [^{}] | \{(?!\{) | \}(?!\}) )*+ \}\}\}?
    | \{%  (?: [^%{] | %(?!\}) | \{(?!%) )*+ %\}
    | \{\# (?: [^\#{\n] | \#(?!\}) | \{(?!\#) )*+ \#\}
    | <%   (?: [^%<] | %(?!>)  | <(?!%)  )*+ %>
    """,
    re.VERBOSE,
)

# What stands between these and their end is shown as code, whatever it looks like.
_CODE_OPENS = re.compile(r"\{[{%][-<%]?\s*(?P<name>highlight|codeblock|code_block|code|prism)\b")


def tokens(content: str) -> tuple[Span, ...]:
    """Return the span of every template token, in order of the text."""
    if "{" not in content and "<%" not in content:
        return ()
    return tuple(Span(*match.span()) for match in _TOKEN.finditer(content))


def code(content: str, among: Sequence[Span]) -> tuple[Span, ...]:
    """Return what stands between tokens that present code, such as `{% highlight %}`."""
    spans = []
    open_name, open_end = "", 0
    for span in among:
        token = content[span.start : span.end]
        if open_name:
            if re.match(rf"\{{[{{%][-<%]?\s*(?:end{open_name}|/\s*{open_name})\b", token):
                spans.append(Span(open_end, span.start))
                open_name = ""
        elif opens := _CODE_OPENS.match(token):
            open_name, open_end = opens["name"], span.end
    return tuple(spans)


def branches(_content: str, _among: Sequence[Span]) -> tuple[Span, ...]:
    """Return what stands in each branch of conditions and loops: `{% if … %}` … `{% else %}`.

    In order of where they start; an inner branch comes after the one it stands in.
    """
    return ()


def mask(content: str, opaque: Iterable[Span]) -> str:
    """Return `content` with every character of the given spans replaced by `MASK`.

    The result is as long as `content`, so each offset means the same place in both.
    """
    parts = []
    done = 0
    for span in opaque:
        parts += [content[done : span.start], MASK * len(span)]
        done = span.end
    return "".join((*parts, content[done:])) if parts else content
