"""The rule template-leak."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class TemplateLeak(Rule, frozen=True):
    """Readers see no template syntax: no escaped tags, no shortcodes of another system.

    ## Why

    A tool that escapes braces turns `{% raw %}` into `&#123;% raw %}`: the generator no longer
    knows it, and every reader sees it. Shortcodes of WordPress, such as `[caption id="a"]`, mean
    nothing to other systems and stay on the page, too.

    ## What to do

    Write what the shortcode stood for, or delete it. To show template syntax on purpose, put it
    in code: nothing is said of that.

    With `--unsafe`, what only wraps text is taken away, and the text stays: escaped `raw` and
    `verbatim` tags, `[caption]` and `[embed]`. What is left of a gallery or a player is for you
    to decide.

    ## Options

    - `generator`: what builds the site. Then tokens that it does not know are reported, too:
      `{{ title }}` for `hugo`, which knows only its shortcodes in posts, `{{< figure >}}` for
      `jekyll`, `hexo` and `eleventy`, and all of them for `none`, which runs no templates.
    """

    fixes = Applicability.UNSAFE
    generator: Literal["", "eleventy", "hexo", "hugo", "jekyll", "none"] = ""

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield escaped tokens, shortcodes of WordPress, and tokens that nobody replaces."""
        content = document.text.content
        if "&" in content and _ESCAPED_MARK.search(content):
            yield from _escaped(document)
        if "[" in content:
            found = [match for match in document.matches(_SHORTCODE) if _is_read(document, match)]
            yield from _shortcodes(found)
        if self.generator and document.templates.spans:
            yield from self._unknown(document)

    def _unknown(self, document: Document) -> Iterator[Problem]:
        known = _KNOWN[self.generator]
        for token in document.templates:
            written = document.text[token]
            if token.start >= document.body.start and not known.match(written):
                yield Problem(token, f"Readers see what nothing replaces: `{_shortened(written)}`")


_KNOWN = {
    "eleventy": regex(r"\{(?!\{[<%])|<%"),
    "hexo": regex(r"\{(?!\{[<%])"),
    "hugo": regex(r"\{\{[<%]"),
    "jekyll": regex(r"\{(?!\{[<%]|\#)"),
    "none": regex(r"(?!)"),
}

# What every escaped token has one of: cheaper to look for than the token.
_ESCAPED_MARK = regex(r"&(?:\#12[35];|\#[xX]7[bBdD];|[lr](?:brace|cub);|(?<=\{\{&)lt;)")
_OPEN = r"(?: \{ | &\#123; | &\#[xX]7[bB]; | &lbrace; | &lcub; )"
_CLOSE = r"(?: \} | &\#125; | &\#[xX]7[dD]; | &rbrace; | &rcub; )"
_ESCAPED = regex(
    rf"""
      (?P<angle> \{{\{{&lt; [^{{}}\n]{{0,400}}? &gt;\}}\}} )
    | {_OPEN} % (?: [-+]?+ \s*+ (?P<wrapper> (?:end)?+ (?:raw|verbatim) ) \s*+ [-+]?+ (?=%) )?+
          [^{{}}\n]{{0,200}}? % {_CLOSE}
    | {_OPEN} {_OPEN} [^{{}}\n]{{0,200}}? {_CLOSE} {_CLOSE}
    """,
    re.VERBOSE,
)


def _escaped(document: Document) -> Iterator[Problem]:
    """Yield where tokens are written with character references for their marks."""
    for match in document.matches(_ESCAPED):
        is_token = document.templates.covers(match.start()) and not match["angle"]
        if is_token or "&" not in match[0]:
            continue
        wrapper = match["wrapper"]
        span = Span(*match.span())
        fix = Fix.unsafe(f"Remove the `{wrapper}` tag", Edit(span)) if wrapper else None
        yield Problem(span, f"Readers see template syntax: `{_shortened(match[0])}`", fix)


_WRAPPERS = ("caption", "wp_caption", "embed")
_NAMES = (
    r"caption|wp_caption|embed|gallery|audio|video|playlist|youtube|vimeo|tweet|instagram"
    r"|contact-form(?:-7)?|sourcecode|dropcap|vc_\w+|et_pb_\w+|su_\w+|fusion_\w+"
)
# Names alone may be words in brackets: what counts is an attribute, or an end tag.
_SHORTCODE = regex(
    rf"\[ (?=[/acdegipstvwyf]) (?: (?P<end>/) (?P<ended>{_NAMES}) | (?P<name>{_NAMES})"
    r" (?P<written> (?:\s++[\w:-]++)?+ \s*+ = [^\[\]\n]{0,1000}+ )?+ ) \] (?![(:])",
    re.VERBOSE,
)


def _is_read(document: Document, shortcode: re.Match[str]) -> bool:
    """Whether WordPress would run it: it is not escaped, and no code."""
    start = shortcode.start()
    before = document.text.content[start - 1 : start]
    return before not in {"[", "\\", "!"} and not document.code.covers(start)


def _shortcodes(found: Sequence[re.Match[str]]) -> Iterator[Problem]:
    """Yield the shortcodes of WordPress: a pair as one, where its two tags are found."""
    ended = {match["ended"] for match in found if match["end"]}
    waiting: dict[str, re.Match[str]] = {}
    for match in found:
        if match["end"]:
            opened = waiting.pop(match["ended"], None)
            yield _shortcode(match["ended"], *([opened] if opened else []), match)
        elif match["written"] or match["name"] in ended:
            if lonely := waiting.pop(match["name"], None):
                yield _shortcode(match["name"], lonely)
            waiting[match["name"]] = match
    for name, match in waiting.items():
        yield _shortcode(name, match)


def _shortcode(name: str, *tags: re.Match[str]) -> Problem:
    spans = [Span(*tag.span()) for tag in tags]
    said = f"Readers see a shortcode of WordPress: `{_shortened(tags[0][0])}`"
    fix = None
    if name in _WRAPPERS:
        fix = Fix.unsafe(f"Remove `[{name}]` and keep what it wraps", *map(Edit, spans))
    return Problem(spans[0], said, fix)


_MOST_SHOWN = 40


def _shortened(written: str) -> str:
    """Return what is written on one line, its end left out where it is long."""
    line = " ".join(written.split())
    return line if len(line) <= _MOST_SHOWN else f"{line[: _MOST_SHOWN - 1]}…"
