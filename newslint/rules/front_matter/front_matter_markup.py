"""The rule front-matter-markup."""

import re
from collections.abc import Iterable, Iterator

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.front_matter import FrontMatter, Path, Scalar, Style
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class FrontMatterMarkup(Rule, frozen=True):
    """Titles and other plain text have no HTML tags and no template syntax.

    ## Why

    Front matter is no HTML, and most generators run no template in it: `<b>` and `{{ site.name }}`
    stand in the headline as they are typed, and in feeds, search results and link previews.

    ## What to do

    Write plain words. `--unsafe` takes HTML tags away and leaves what stands between them; what a
    template was to say, only its author knows. A tag that a text is about (`The <dialog> element`)
    is not reported, nor is `a < b`.

    ## Options

    - `keys`: the keys that hold plain text, or lists of it.
    """

    fixes = Applicability.UNSAFE
    keys: tuple[str, ...] = (
        *("title", "subtitle", "description", "excerpt", "summary", "author", "authors"),
        *("category", "categories", "tags", "keywords"),
    )

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every plain text with tags or template tokens."""
        front_matter = document.front_matter
        if front_matter is None or front_matter.templated:
            return
        tokens = document.templates.overlapping(front_matter.content)
        if not tokens and not _may_hold_tags(front_matter.written):
            return
        for path, scalar in front_matter.scalars():
            if not _is_text(path, self.keys) or scalar.style is Style.ALIAS:
                continue
            for token in document.templates.overlapping(scalar.span):
                yield Problem(token, "Plain text holds template syntax")
            if found := _tags(scalar):
                named = ", ".join(dict.fromkeys(f"`<{_name(tag)}>`" for tag in found))
                message = f"HTML in plain text: {named}"
                yield Problem(scalar.span, message, _fix(front_matter, scalar, found))


def _may_hold_tags(written: str) -> bool:
    """Whether `<` stands in a block, or a backslash that may write one."""
    return "<" in written or "\\" in written


def _is_text(path: Path, keys: tuple[str, ...]) -> bool:
    """Whether one of the keys leads here, by way of lists and of an author's `name` only."""
    return path[0] in keys and all(isinstance(step, int) or step == "name" for step in path[1:])


_TAG = regex(
    r"</?(?P<name>a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|figure|font|h[1-6]|hr|i"
    r"|iframe|img|ins|kbd|li|mark|ol|p|pre|q|s|script|small|span|strike|strong|style|sub|sup"
    r"|table|tbody|td|th|thead|tr|tt|u|ul|wbr)"
    r"(?P<attributes>\s[^<>=]*+=[^<>]*+)?\s*/?>"
    # It stops where another comment begins, so an unclosed one costs no second look.
    r"|<!--(?:[^<-]|<(?!!--)|-(?!->))*+-->",
    re.IGNORECASE,
)
_COMMENT = "!-- --"
# What has no end tag.
_VOID = frozenset((_COMMENT, "br", "hr", "img", "wbr"))
_BREAKING = frozenset(("br", "hr", "p", "div", "li", "td", "th"))


def _tags(scalar: Scalar) -> list[re.Match[str]]:
    """Return the tags that mark something up, not those that are spoken of."""
    if not isinstance(scalar.value, str) or "<" not in scalar.value:
        return []
    tags = list(_TAG.finditer(scalar.value))
    ended = {_name(tag) for tag in tags if tag[0].startswith("</")}
    return [tag for tag in tags if tag["attributes"] or _name(tag) in _VOID or _name(tag) in ended]


def _name(tag: re.Match[str]) -> str:
    return (tag["name"] or _COMMENT).lower()


def _fix(front_matter: FrontMatter, scalar: Scalar, tags: Iterable[re.Match[str]]) -> Fix | None:
    try:
        edits = front_matter.edits(scalar, _without(str(scalar.value), tags))
    except ValueError:
        return None
    return Fix.unsafe("Remove the tags", *edits)


def _without(value: str, tags: Iterable[re.Match[str]]) -> list[Edit]:
    """Return the changes that take tags out of a value, and the blanks around them but one."""
    changes: list[Edit] = []
    for tag in tags:
        start, end = tag.span()
        while start > 0 and value[start - 1].isspace():
            start -= 1
        while end < len(value) and value[end].isspace():
            end += 1
        is_apart = end - start > len(tag[0]) or _name(tag) in _BREAKING
        if changes and start <= changes[-1].span.end:
            before = changes.pop()
            start, is_apart = before.span.start, is_apart or bool(before.text)
        is_between = start > 0 and end < len(value)
        changes.append(Edit(Span(start, end), " " if is_apart and is_between else ""))
    return changes
