"""Tokens of MDX: `{…}` expressions, and blocks of `import` and `export`."""

import re
from collections.abc import Generator, Iterator

from newslint.regex import regex
from newslint.text import Span

_FRONT_MATTER = regex(
    r"""
      \s*+ (?: -{3,} [ \t]*+ \r?\n .*? ^ (?: -{3,} | \.\.\. )
           | \+{3,} [ \t]*+ \r?\n .*? ^ \+{3,}
           | \{ (?= \s*+ "[^"\n]*+" \s*+ : ) .*? ^ \}
           ) [ \t]*+ \r?$
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_PLACE = regex(
    r"""
      ^ [ \t>]*+ (?P<fence> `{3,}+ | ~{3,}+ )
    | \\.
    | (?P<code> `++ )
    | (?P<expression> \{ )
    | (?P<tag> < [A-Za-z] [\w.:-]*+ )
    | (?: \A | (?<=\n\n) | (?<=\n\r\n) | (?<=---\n) | (?<=---\r\n) | (?<=\A\n) )
      (?P<module> import | export ) [ ]
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_STRINGS = r""" "(?: [^"\\\n] | \\. )*+" | '(?: [^'\\\n] | \\. )*+' """
_COMMENTS = r"/\* (?: .*?\*/ | .*+ ) | (?<![^\s{(;,]) //[^\n]*+"
_SCRIPT = regex(rf"[{{}}`] | \\. | {_STRINGS} | {_COMMENTS}", re.VERBOSE | re.DOTALL)
_LITERAL = regex(r"`|\$\{|\\.", re.DOTALL)
_IN_TAG = regex(r""" > | \{ | "[^"]*+"?+ | '[^']*+'?+ """, re.VERBOSE)
_IN_MODULE = regex(
    rf"\r?\n[ \t]*+\r?(?:\n|\Z) | [{{`] | \\. | {_STRINGS} | {_COMMENTS}", re.VERBOSE | re.DOTALL
)


def expressions(content: str) -> tuple[Span, ...]:
    """Return the span of every expression and block of `import` and `export`, in order.

    Code and front matter hold none. An expression that never ends reaches to the end of the text:
    MDX builds no such file. Takes linear time.
    """
    return tuple(_expressions(content))


def _expressions(content: str) -> Iterator[Span]:
    front_matter = _FRONT_MATTER.match(content)
    position = front_matter.end() if front_matter else 0
    while place := _PLACE.search(content, position):
        position = place.end()
        match place.lastgroup:
            case "fence":
                position = _fence_end(content, place)
            case "code":
                position = _code_end(content, place)
            case "expression":
                position = _expression_end(content, place.start())
                yield Span(place.start(), position)
            case "module":
                position = _module_end(content, position)
                yield Span(place.start("module"), position)
            case "tag":
                position = yield from _in_tag(content, position)
            case _:  # an escaped character
                continue


def _fence_end(content: str, fence: re.Match[str]) -> int:
    marks = fence["fence"]
    end = re.compile(rf"^[ \t>]*+{marks}{marks[0]}*+[ \t]*+\r?$", re.MULTILINE)
    found = end.search(content, fence.end())
    return found.end() if found else len(content)


def _code_end(content: str, opening: re.Match[str]) -> int:
    """Return where inline code ends; right behind the backticks if nothing closes it."""
    end = re.compile(rf"(?<!`)(?P<closing>{opening['code']})(?!`)|\n[ \t\r]*+\n")
    found = end.search(content, opening.end())
    return found.end() if found and found["closing"] else opening.end()


def _in_tag(content: str, position: int) -> Generator[Span, None, int]:
    """Yield the expressions of the tag whose name ends here, and return where it ends itself."""
    while found := _IN_TAG.search(content, position):
        position = found.end()
        if found[0] == ">":
            return position
        if found[0] == "{":
            position = _expression_end(content, found.start())
            yield Span(found.start(), position)
    return len(content)


def _module_end(content: str, position: int) -> int:
    """Return where a blank line ends the block, or the text."""
    while found := _IN_MODULE.search(content, position):
        if not found[0].strip():
            return found.start()
        position = found.end()
        if found[0] in "{`":
            position = _expression_end(content, found.start())
    return len(content)


def _expression_end(content: str, start: int) -> int:
    """Return where the brace or template literal that opens at `start` is closed, or the end."""
    position = start
    around: list[str] = []
    while found := (_LITERAL if around[-1:] == ["`"] else _SCRIPT).search(content, position):
        position = found.end()
        mark = found[0]
        if mark in {"{", "${"}:
            around.append("{")
        elif mark == "}" or (mark == "`" and around[-1:] == ["`"]):
            around.pop()
        elif mark == "`":
            around.append("`")
        if not around:
            return position
    return len(content)
