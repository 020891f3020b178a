"""Tokens of the engines that mark them with braces or percent signs.

Liquid, Jinja, Nunjucks, Twig, Tera and Hexo's tags (`{{ … }}`, `{% … %}`, `{# … #}`); Go
templates and Hugo's shortcodes (`{{< … >}}`, `{{% … %}}`, `{{/* … */}}`); Handlebars (`{{{ … }}}`,
`{{!-- … --}}`); ERB and EJS (`<% … %>`).

Nobody tells which engine reads a file. Go, Jinja and Handlebars read strings, so that `{{ "}}" }}`
is one token; Liquid ends it at the first `}}`. Here strings count: the longer token is the safe
one. Between `{% raw %}` and `{% endraw %}` braces are text for the reader, and no tokens.
"""

import re

from newslint.regex import regex
from newslint.text import Span

_QUOTED = r""" "(?: [^"\\\n] | \\. )*+" | '(?: [^'\\\n] | \\. )*+' """
# An apostrophe inside a word opens no string.
_STRING = rf"(?<!\w)(?: {_QUOTED} )"
_RAW_STRING = r"`[^`]*+`"
_BRACES = r"\{ (?!\{) (?: [^{}\n]++ | \{ [^{}\n]*+ \} )*+ \}"
_NO_ATTRIBUTES = r"(?! [\w:.-]++ [^{}\#\n]*+ \} )"

# Where a token may open. To search for one first character is far quicker than for one of two.
_MARK = regex(r"\{[{%#]")
_MARK_OR_ERB = regex(r"\{[{%#]|<%")
# Every token ends with one of these: what opens behind the last of them is none.
_ENDS = ("}}", "%}", "#}", "%>")

# What opens a token, what may stand in it, what closes it. The inside stops where another of its
# kind opens, so an unclosed one costs no second look.
_KINDS = {
    "block": (r"\{\{\{\{ (?=[/\w])", r"[^{}]*+", r"\}\}\}\}"),
    "remark": (
        r"\{\{~?+!--",
        r"(?: [^{-]++ | -(?!-~?+\}\}) | \{(?!\{~?+!--) )*+",
        r"--~?+\}\}",
    ),
    "comment": (
        r"\{\{ (?:-\s++)?+ /\*",
        r"(?: [^{*]++ | \*(?!/\s*+-?+\}\}) | \{(?!\{(?:-\s++)?+/\*) )*+",
        r"\*/\s*+-?+\}\}",
    ),
    "angle": (
        r"\{\{<",
        rf"""(?: [^>{{"`\\]++ | "(?: [^"\\\n] | \\. )*+" | {_RAW_STRING}
            | \\["`]?+ | >(?!\}}\}}) | \{{(?!\{{<) | ["`] )*+""",
        r">\}\}",
    ),
    "percent": (
        r"\{\{%",
        rf"""(?: [^%{{"`\\]++ | "(?: [^"\\\n] | \\. )*+" | {_RAW_STRING}
            | \\["`]?+ | %(?!\}}\}}) | \{{(?!\{{%) | ["`] )*+""",
        r"%\}\}",
    ),
    "value": (
        r"\{\{",
        rf"""(?: [^{{}}"'`\\]++ | {_STRING} | {_RAW_STRING} | {_BRACES}
            | \\["'`]?+ | \{{(?!\{{) | \}}(?!\}}) | ["'`] )*+""",
        r"\}\}\}?+",
    ),
    "tag": (
        r"\{%",
        rf"""(?: [^%{{"'\\]++ | {_STRING} | \\["']?+ | %(?!\}}) | \{{(?!%) | ["'] )*+""",
        r"%\}",
    ),
    "note": (
        rf"\{{\# {_NO_ATTRIBUTES}",
        rf"(?: [^\#{{]++ | \#(?!\}}) | \{{(?!\# {_NO_ATTRIBUTES}) )*+",
        r"\#\}",
    ),
    "erb": (r"<%", r"(?: [^%<]++ | %(?!>) | <(?!%) )*+", r"%>"),
}
_OPENING = regex(
    "|".join(f"(?P<{kind}> {opening} )" for kind, (opening, _, _) in _KINDS.items()), re.VERBOSE
)
_INSIDE = {
    kind: regex(rf"{inside} (?P<closing> {closing} )?+", re.VERBOSE | re.DOTALL)
    for kind, (_, inside, closing) in _KINDS.items()
}
# The same without strings, for where a string swallowed the end.
_PLAIN = regex(
    r"""
      \{\{ (?: [^{}]++ | \{(?!\{) | \}(?!\}) )*+ \}\}\}?+
    | \{%  (?: [^%{]++ | %(?!\}) | \{(?!%) )*+ %\}
    """,
    re.VERBOSE,
)
_RAW = regex(r"\{%[-+~]?+\s*+(?P<tag>raw|verbatim)\b|\{\{\{\{(?P<block>\w[\w.-]*+)")


def tokens(content: str) -> tuple[Span, ...]:
    """Return the span of every token, in order of the text. Takes linear time."""
    marks = _MARK_OR_ERB if "<%" in content else _MARK
    if not marks.search(content):
        return ()
    found: list[Span] = []
    never_ended: set[str] = set()
    position = plain_until = 0
    last_end = max(map(content.rfind, _ENDS))
    while mark := marks.search(content, position, last_end):
        position = mark.start() + 1
        opening = _OPENING.match(content, mark.start())
        if not opening:
            continue
        end = 0
        if opening.start() >= plain_until:
            inside = _INSIDE[opening.lastgroup or ""].match(content, opening.end())
            if inside and inside["closing"]:
                end = inside.end()
            elif inside:
                # Whatever opens in here is read without strings: none of it is read thrice.
                plain_until = inside.end()
        if not end and (plain := _PLAIN.match(content, opening.start())):
            end = plain.end()
        position = end or opening.start() + 2
        if end:
            token = Span(opening.start(), end)
            found.append(token)
            if closing := _end_of_raw(content, token, never_ended):
                found.append(closing)
                position = closing.end
    return tuple(found)


def _end_of_raw(content: str, token: Span, never_ended: set[str]) -> Span | None:
    """Return the token that ends the raw text which `token` begins, None where it begins none.

    `never_ended` collects what is not ended anywhere, which is looked for once.
    """
    raw = _RAW.match(content, token.start, token.end)
    kind = raw and (raw["tag"] or "block")
    if not raw or not kind or kind in never_ended:
        return None
    if raw["tag"]:
        end = re.compile(rf"\{{%[-+~]?+\s*+end{raw['tag']}\b[^%{{}}]*+%\}}")
    else:
        end = re.compile(rf"\{{\{{\{{\{{/{re.escape(raw['block'])}\}}\}}\}}\}}")
    found = end.search(content, token.end)
    if not found:
        never_ended.add(kind)
        return None
    return Span(*found.span())
