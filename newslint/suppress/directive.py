"""What a writer asks newslint not to say: a verb, names of rules and groups, and a reason."""

from enum import Enum

from msgspec import Struct

from newslint.front_matter import Entry
from newslint.regex import regex
from newslint.text import Span


class Verb(Enum):
    """Where a directive holds, as it is written behind `newslint-`."""

    FILE = "disable-file"
    LINE = "disable-line"
    NEXT_LINE = "disable-next-line"
    FROM_HERE = "disable"
    ENABLE = "enable"


class Name(Struct, frozen=True):
    """The name of a rule or group, and where a directive writes it; empty text is all rules."""

    text: str
    span: Span


class Directive(Struct, frozen=True):
    """One request to say nothing of some rules, or with `enable` to say it again.

    `span` is the comment as a whole, or the entry of front matter with the key `newslint`. `lines`
    are those that a request for lines is about, 1-based: none where there is no next line.
    """

    verb: Verb
    names: tuple[Name, ...]
    """At least one: all rules are one with an empty text."""
    reason: str
    span: Span
    entry: Entry | None = None
    """The entry of front matter, where it is no comment."""
    lines: range = range(0)

    @property
    def has_no_place(self) -> bool:
        """Whether it is about lines, and there are none."""
        return self.verb in {Verb.LINE, Verb.NEXT_LINE} and not self.lines


def read(content: str, words: Span, span: Span) -> Directive | None:
    """Return the directive of a comment that says `words`, None where it asks for nothing."""
    found = _VERB.match(content, words.start, words.end)
    if not found:
        return None
    reason = _REASON.search(content, found.end(), words.end)
    end = reason.start() if reason else words.end
    named = _NAME.finditer(content, found.end(), end)
    names = tuple(Name(name[0], Span(*name.span())) for name in named)
    return Directive(
        verb=Verb(found[1]),
        names=names or (Name("", span),),
        reason=content[reason.end() : words.end].strip() if reason else "",
        span=span,
    )


_VERB = regex(
    rf"\s*+newslint-({'|'.join(sorted((verb.value for verb in Verb), reverse=True))})(?![^\s,])"
)
_REASON = regex(r"(?<!\S)--(?!\S)")
_NAME = regex(r"[^\s,]++")
