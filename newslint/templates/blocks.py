"""What stands between tokens that belong together: code, and branches of conditions and loops."""

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from newslint.regex import regex
from newslint.text import Span

# What stands between these and their end is shown as code, or to nobody.
_PRESENTS = regex(
    r"\{(?:%[-+~]?+|\{[<%])\s*+(?P<end>end|/\s*+)?+"
    r"(?P<name>highlight|codeblock|code_block|code|prism|comment)\b"
)


def code(content: str, among: Sequence[Span]) -> tuple[Span, ...]:
    """Return what stands between tokens that present code, such as `{% highlight %}`.

    And between those that present nothing: `{% comment %}`. The spans do not overlap.
    """
    ends: dict[str, int] = {}
    spans = []
    for token in reversed(among):
        mark = _PRESENTS.match(content, token.start, token.end)
        if mark and mark["end"]:
            ends[mark["name"]] = token.start
        elif mark and mark["name"] in ends and content[token.end - 4] != "/":
            spans.append(Span(token.end, ends[mark["name"]]))
    apart: list[Span] = []
    for span in reversed(spans):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return tuple(apart)


def branches(content: str, among: Sequence[Span]) -> tuple[Span, ...]:
    """Return what stands in each branch of conditions and loops: `{% if … %}` … `{% else %}`.

    In order of where they start; an inner branch comes after the one it stands in. Blocks that are
    never closed have none.
    """
    found: list[Span] = []
    around: list[_Block] = []
    waiting: Counter[str] = Counter()
    for token in among:
        said = _said(content[token.start : token.end], around)
        if said is None:
            continue
        if said.verb != "opens":
            if not waiting[said.name]:
                continue
            while around[-1].name != said.name:
                waiting[around.pop().name] -= 1
            around[-1].branches.append(Span(around[-1].branch_start, token.start))
            around[-1].branch_start = token.end
        if said.verb == "closes":
            block = around.pop()
            waiting[block.name] -= 1
            found += [branch for branch in block.branches if branch and block.has_branches]
        elif said.verb == "opens":
            around.append(_Block(said.name, token.end, said.has_branches))
            waiting[said.name] += 1
    return tuple(sorted(found))


class _Block(Struct):
    """A block that waits for its end, and the branches of it that are complete."""

    name: str
    branch_start: int
    has_branches: bool
    branches: list[Span] = []


class _Said(Struct, frozen=True):
    """What a token says of a block of that name: it "opens", "divides" or "closes" it."""

    verb: str
    name: str
    has_branches: bool = True


# Liquid, Jinja, Nunjucks, Twig, Django.
_TAG = regex(r"\{%[-+~]?+\s*+(?P<end>end)?+(?P<name>\w++)")
_TAG_BLOCKS = regex(
    r"if|unless|for|case|switch|tablerow|while|foreach|ifchanged|ifequal|ifnotequal"
    r"|ifAsync|asyncEach|asyncAll"
)
_TAG_DIVIDERS = regex(r"else|elif|elsif|elseif|when|empty|default")
# Handlebars and Mustache, then Go.
_SECTION = regex(r"\{\{~?+\s*+(?P<mark>[\#^/])(?P<kind>[>*])?+\s*+(?P<name>[^\s~}]*+)")
_ACTION = regex(
    r"\{\{[-~]?+\s*+(?:(?P<branching>if|with|range)|(?P<plain>block|define)|(?P<divides>else)"
    r"|(?P<closes>end))(?![\w.:-])"
)
# ERB and EJS.
_RUBY_OPENS = regex(r"(?:if|unless|case|for|while|until|begin)\b(?!.*\bend$)", re.DOTALL)
_RUBY_CLOSES = regex(r"end\b")
_RUBY_DIVIDES = regex(r"(?:else|elsif|when|in|rescue|ensure)\b")
_RUBY_BLOCK = regex(r"\bdo(?:\s*+\|[^|]*+\|)?+$")
_BRACE_OPENS = regex(r"\{(?:\s*+\|[^|]*+\|)?+$")


def _said(token: str, around: Sequence[_Block]) -> _Said | None:
    """Return what a token says of a block; which one may depend on those it stands in."""
    if token.startswith("{%"):
        return _said_by_tag(token, around)
    if token.startswith("<%"):
        return _said_by_script(token)
    if section := _SECTION.match(token):
        return _said_by_section(section, around)
    if action := _ACTION.match(token):
        return _said_by_action(action, around)
    return None


def _said_by_tag(token: str, around: Sequence[_Block]) -> _Said | None:
    tag = _TAG.match(token)
    if not tag:
        return None
    name = tag["name"]
    innermost = _innermost(around, "%")
    if tag["end"]:
        return _Said("closes", f"%{name}")
    if innermost and (_TAG_DIVIDERS.fullmatch(name) or (name == "case" and innermost == "%switch")):
        return _Said("divides", innermost)
    return _Said("opens", f"%{name}") if _TAG_BLOCKS.fullmatch(name) else None


def _said_by_section(section: re.Match[str], around: Sequence[_Block]) -> _Said | None:
    mark, name = section["mark"], f"#{section['name']}"
    if mark == "/":
        return _Said("closes", name)
    if mark == "^" and name == "#":
        innermost = _innermost(around, "#")
        return _Said("divides", innermost) if innermost else None
    return _Said("opens", name)


def _said_by_action(action: re.Match[str], around: Sequence[_Block]) -> _Said | None:
    kind = action.lastgroup
    if kind == "divides":
        # Go and Handlebars say the same.
        innermost = _innermost(around, "{#")
        return _Said("divides", innermost) if innermost else None
    if kind == "closes":
        return _Said("closes", "{")
    return _Said("opens", "{", has_branches=kind == "branching")


def _said_by_script(token: str) -> _Said | None:
    if token.startswith(("<%#", "<%%")):
        return None
    script = token[2:-2].strip("-=_ \t\r\n")
    opens_brace = _BRACE_OPENS.search(script)
    if opens_brace or script.startswith("}"):
        verb = "opens" if not script.startswith("}") else "divides" if opens_brace else "closes"
        return _Said(verb, "<{")
    if _RUBY_CLOSES.match(script):
        return _Said("closes", "<")
    if _RUBY_DIVIDES.match(script):
        return _Said("divides", "<")
    opens = _RUBY_OPENS.match(script) or _RUBY_BLOCK.search(script)
    return _Said("opens", "<") if opens else None


def _innermost(around: Sequence[_Block], families: str) -> str:
    """Return the name of the innermost open block if it is of one of these families."""
    return around[-1].name if around and around[-1].name[0] in families else ""
