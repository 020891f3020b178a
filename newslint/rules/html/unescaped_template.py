"""The rule unescaped-template."""

from collections.abc import Iterator
from typing import Literal

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span, Spans


class UnescapedTemplate(Rule, frozen=True):
    """Template syntax that code shows is kept from the generator that would run it.

    ## Why

    Jekyll runs Liquid before it reads Markdown, in code as anywhere: readers of
    `{{ page.title }}` in a code block see the title of the post instead, or nothing, and a tag
    that Liquid does not know stops the build. Hexo protects code, but not from everything: outside
    fences it takes `{# … #}` away, and from a `{{`, `{%` or `{#` that is never closed everything
    up to the end of the post.

    The rule is off by default: what is run depends on the generator, and some sites run templates
    in code on purpose, for the current version of a package, say.

    ## What to do

    For Jekyll, put the code between `{% raw %}` and `{% endraw %}`: around the backticks, or on
    lines of their own before and after the block, as `--unsafe` does. Then readers see the code as
    it is typed; where it is run on purpose, leave it. For Hexo, put it in a block with fences.

    ## Options

    - `generator`: `jekyll` or `hexo`; without it, nothing is reported.
    """

    fixes = Applicability.UNSAFE
    default = False
    in_code = True
    generator: Literal["", "hexo", "jekyll"] = ""

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield what the generator would run or take away in Markdown's code."""
        content = document.text.content
        if not self.generator or "{" not in content or not _is_markdown(document):
            return
        if self.generator == "jekyll":
            yield from _run_by_liquid(document)
        elif _OPENING.search(content):
            yield from _taken_by_hexo(document)


def _is_markdown(document: Document) -> bool:
    """Whether these generators read it as Markdown; MDX is nothing that they build."""
    return not (document.is_html or document.is_mdx)


_LIQUID = regex(r"\{(?:\{|%[-+]?+\s*+(?!(?:end)?+(?:raw|highlight|comment)\b))")
_OPENING = regex(r"\{[{%#]")
_MOST_SHOWN = 40


def _run_by_liquid(document: Document) -> Iterator[Problem]:
    raw = Spans(tuple(_raw(document)))
    fixes: dict[Span, Fix | None] = {}
    for token in document.templates:
        written = document.text[token]
        if _LIQUID.match(written) and (around := _code_around(document, token.start)):
            if around not in fixes:
                fixes[around] = None if raw.covers(around.start) else _fix(document, around)
            told = f"Jekyll runs `{_shortened(written)}`, though it is code"
            yield Problem(token, told, fixes[around])


_RAW = regex(r"\{%[-+]?+\s*+(?P<end>end)?raw\b")


def _raw(document: Document) -> Iterator[Span]:
    """Yield what stands behind each `raw`, up to the next tag of its kind: an end there ends it."""
    tags = [
        (token, tag) for token in document.templates if (tag := _RAW.match(document.text[token]))
    ]
    ends = [token.end for token, _ in tags[1:]]
    for (token, tag), end in zip(tags, [*ends, len(document.text)], strict=False):
        if not tag["end"]:
            yield Span(token.end, end)


_MARGIN = regex(r"[ \t>]*+")


def _fix(document: Document, code: Span) -> Fix | None:
    """Return what keeps code from Liquid, on lines of its own where the code has some."""
    text = document.text
    inside = document.templates.overlapping(code)
    if _RAW.search(text[code]) or any(token not in code for token in inside):
        return None
    if text.content[code.start - 1 : code.start] == "{":
        return None  # with the brace, what is put before the code would begin another token
    begins, ends = "{% raw %}", "{% endraw %}"
    start, end = code.start, code.end
    is_indented = code in document.indented_code
    if is_indented or text[code].startswith(("```", "~~~")):
        line = text.line(text.position(start).line)
        margin = text[Span(line.start, start)]
        if not _MARGIN.fullmatch(margin):
            return None  # the line of a list item
        start, newline = line.start, text.newline
        if is_indented:
            # Right below a line of text, it would be none.
            margin = margin[:-4]
            begins += newline + margin.rstrip()
        begins = f"{margin}{begins}{newline}"
        is_line_start = text[Span(end - 1, end)] == "\n"
        ends = f"{margin}{ends}{newline}" if is_line_start else f"{newline}{margin}{ends}"
    edits = (Edit(Span(start, start), begins), Edit(Span(end, end), ends))
    return Fix.unsafe("Keep the code from being run", *edits)


def _taken_by_hexo(document: Document) -> Iterator[Problem]:
    for opening in document.matches(_OPENING):
        around = _code_around(document, opening.start())
        if not around or _is_protected(document, around):
            continue
        span = Span(*opening.span())
        token = next(iter(document.templates.overlapping(span)), None)
        if token is None:
            yield Problem(span, f"Nothing closes `{opening[0]}`: Hexo drops the rest of the post")
        elif token.start == span.start and opening[0] == "{#":
            said = f"Hexo takes `{_shortened(document.text[token])}` for a comment and drops it"
            yield Problem(token, said)


def _is_protected(document: Document, code: Span) -> bool:
    """Whether Hexo leaves it as it is: a block with fences, or one of a template tag."""
    return (
        document.text[code].startswith(("```", "~~~"))
        or document.text.content[code.start - 1 : code.start] == "}"
    )


def _code_around(document: Document, offset: int) -> Span | None:
    """Return the code of Markdown, or of a template tag, that this character stands in."""
    around = document.code.overlapping(Span(offset, offset + 1))
    if not around:
        return None
    start = around[0].start
    first, before = document.text.content[start], document.text.content[start - 1 : start]
    is_shown = first in "`~" or before == "}" or around[0] in document.indented_code
    return around[0] if is_shown else None


def _shortened(written: str) -> str:
    """Return what is written on one line, its end left out where it is long."""
    line = " ".join(written.split())
    return line if len(line) <= _MOST_SHOWN else f"{line[: _MOST_SHOWN - 1]}…"
