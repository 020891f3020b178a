"""What newslint takes for code, HTML and links, against the HTML of CommonMark's own examples."""

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from newslint import Span, markdown, templates
from newslint.markdown import Markdown
from tests.conformance.suite import Outcome, Suite


def examine(suites: Path) -> Iterator[Outcome]:
    """Yield what came of each example; its name is its number in the specification."""
    examples = json.loads((suites / "commonmark" / "spec.json").read_text(encoding="utf-8"))
    for example in examples:
        body = example["markdown"]
        masked = templates.mask(body, templates.tokens(body))
        ours = markdown.parse(body, masked, Span(0, len(body)))
        yield Outcome(str(example["example"]), _difference(body, ours, example["html"]))


def _difference(body: str, ours: Markdown, reference: str) -> str:
    rest = _without(reference, [body[span.start : span.end] for span in ours.html])
    if rest is None:
        return "something is taken for HTML that is none"
    page = _Page.read(rest)
    if page is None:
        return "some HTML is not seen"
    return _code_differs(body, ours, page) or _links_differ(ours, page)


def _without(reference: str, pieces: list[str]) -> str | None:
    """Return the reference's HTML without these pieces of it, `None` where one is not there."""
    kept = []
    done = 0
    for piece in pieces:
        for line in piece.strip("\n").split("\n"):
            start = reference.find(line, done)
            if start == -1:
                return None
            kept.append(reference[done:start])
            done = start + len(line)
    return "".join((*kept, reference[done:]))


# All that the reference implementation writes for Markdown, in the form in which it does.
_TAG = re.compile(
    r"</?(?P<name>p|h[1-6]|em|strong|blockquote|ul|ol|li|pre|code)(?P<start> start=\"\d+\")?"
    r"(?P<language> class=\"language-[^\"]+\")?>|<[bh]r />|</a>"
    r"|<a href=\"(?P<page>[^\"]*)\"(?: title=\"[^\"]*\")?>"
    r"|<img src=\"(?P<image>[^\"]*)\" alt=\"[^\"]*\"(?: title=\"[^\"]*\")? />"
)


class _Page(Struct, frozen=True):
    """What a reference implementation makes of Markdown: code as it is shown, and links.

    A link is its destination and whether it is an image.
    """

    code: tuple[str, ...]
    links: Counter[tuple[str, bool]]

    @classmethod
    def read(cls, rest: str) -> "_Page | None":
        """Return the page of HTML without raw HTML; `None` where there is some, or more tags."""
        code: list[str] = []
        links: Counter[tuple[str, bool]] = Counter()
        opened: list[tuple[str, int]] = []
        done = 0
        for tag in _TAG.finditer(rest):
            if "<" in rest[done : tag.start()]:
                return None
            done = tag.end()
            for name in ("page", "image"):
                if tag[name] is not None:
                    links[html.unescape(tag[name]), name == "image"] += 1
            name = "a" if tag["page"] is not None or tag[0] == "</a>" else tag["name"]
            if tag[0].startswith("</"):
                if not opened or opened[-1][0] != name:
                    return None
                _, start = opened.pop()
                if name == "code":
                    code.append(html.unescape(rest[start : tag.start()]))
            elif name:
                opened.append((name, tag.end()))
        return None if opened or "<" in rest[done:] else cls(tuple(code), links)


def _code_differs(body: str, ours: Markdown, page: _Page) -> str:
    """Return what is wrong if what newslint covers as code is not what is shown as code."""
    if len(ours.code) != len(page.code):
        return f"{len(ours.code)} pieces of code for {len(page.code)}"
    for span, shown in zip(ours.code, page.code, strict=True):
        written = body[span.start : span.end]
        if span in ours.indented_code:
            agrees = _is_shown(written, shown)
        elif fence := _FENCE.match(written):
            agrees = _is_shown(written[fence.end() :], shown)
        else:
            agrees = _inline(written) == shown
        if not agrees:
            return f"{written!r} is shown as {shown!r}"
    return ""


_FENCE = re.compile(r"(?:`{3,}(?=[^`\n]*(?:\n|\Z))|~{3,})[^\n]*(?:\n|\Z)")
_BEFORE_CODE = re.compile(r"[ \t>]*")
_CLOSING = re.compile(r"[ \t>]*(?:`{3,}|~{3,})?[ \t]*")


def _is_shown(written: str, shown: str) -> bool:
    """Whether a block of code shows its lines, all and in order, without what indents them.

    In a quotation that is also what marks it as one. A fence may come last, and blank lines.
    """
    lines = written.split("\n")
    expected = shown.split("\n")[:-1]
    pairs = zip(lines, expected, strict=False)
    return (
        len(lines) >= len(expected)
        and all(_ends_with(line, code.lstrip()) for line, code in pairs)
        and all(_CLOSING.fullmatch(line) for line in lines[len(expected) :])
    )


def _ends_with(line: str, code: str) -> bool:
    before = line.removesuffix(code)
    return line.endswith(code) and _BEFORE_CODE.fullmatch(before) is not None


def _inline(written: str) -> str:
    """Return what a code span shows (section 6.1)."""
    ticks = len(written) - len(written.lstrip("`"))
    inside = re.sub(r"\n[ \t>]*", " ", written[ticks:-ticks])
    is_padded = inside.startswith(" ") and inside.endswith(" ") and inside.strip(" ")
    return inside[1:-1] if is_padded else inside


def _links_differ(ours: Markdown, page: _Page) -> str:
    """Return what is wrong if newslint sees other links than the reference writes.

    A definition is one place however many links refer to it, and stands for none if none does.
    """
    missing = page.links.copy()
    defined = set()
    for link in ours.links:
        destination = (quote(link.destination.value, safe=_KEPT), link.is_image)
        if link.text is None:
            defined.add(destination[0])
        elif missing[destination]:
            missing[destination] -= 1
        else:
            return f"{destination} is no link"
    lost = [link for link in missing.elements() if link[0] not in defined]
    return f"links are not seen: {lost}" if lost else ""


# What cmark does not percent-encode in a destination.
_KEPT = "-_.+!*'(),%#@?=;:/&$~"

SUITE = Suite(
    name="commonmark",
    promise="What is code, HTML or a link in Markdown is so for newslint, and nothing else is",
    how="the examples of the CommonMark specification, against the HTML of the reference",
    examine=examine,
)
