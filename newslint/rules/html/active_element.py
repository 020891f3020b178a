"""The rule active-element."""

import re
from collections.abc import Iterable, Iterator

from newslint import removal
from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html import Element
from newslint.html.srcdoc import framed
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class ActiveElement(Rule, frozen=True):
    """An article holds words and pictures: no scripts, no plugins, no forms.

    ## Why

    A `<script>` that comes along with a pasted page calls for files that the site does not have,
    or does what its author wants with your readers. Forms send what readers type to another
    company. `<base>` bends every link behind it, `<meta http-equiv>` sends readers elsewhere, and
    no browser has had plugins for `<object>` and `<applet>` in years.

    Some things look like it and are harmless, and nothing is said about them: scripts that are
    data, such as `application/ld+json`; boxes to tick, which do nothing outside a form; `<meta>`
    that only describes the page; the `<head>` of a complete page, which is the page's own.

    ## What to do

    Delete the element, which is what `--unsafe` does, with everything in it. What readers shall
    be able to do belongs in the layouts of the site. Where a post is meant to run something, put
    the element into `allow`, for that folder only if need be.

    ## Options

    - `allow`: elements that may stay, such as `["button", "input"]`.
    - `hosts`: sites whose scripts and embedded players may stay, with their subdomains. By
      default those that show posts of social networks.
    - `head`: whether the head of a complete page is looked at, too. By default it is not.
    """

    fixes = Applicability.UNSAFE
    in_code = True  # what stands in `<pre>` runs as well as any other
    allow: tuple[str, ...] = ()
    hosts: tuple[str, ...] = (
        "embed.bsky.app",
        "embed.reddit.com",
        "platform.instagram.com",
        "platform.twitter.com",
        "platform.x.com",
        "www.instagram.com",
        "www.tiktok.com",
    )
    head: bool = False

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every element that does something rather than say it."""
        for element in self._active(document.elements_named(*_DOES)):
            if not self.head and element.name in _OF_HEAD and _is_in_head(document, element):
                continue
            message = f"`<{element.name}>` {_DOES[element.name]}"
            yield Problem(element.span, message, _dropped(document, element))
        for frame in document.elements_named("iframe"):
            srcdoc = frame.attribute("srcdoc")
            if srcdoc and (inside := next(self._active(framed(srcdoc.value)), None)):
                message = f"`<{inside.name}>` in `srcdoc` {_DOES[inside.name]}"
                yield Problem(srcdoc.span, message)

    def _active(self, elements: Iterable[Element]) -> Iterator[Element]:
        for element in elements:
            if element.name in _DOES and element.name not in self.allow and _acts(element):
                url = element.get(_SOURCES.get(element.name, ""))
                if not (url and _leads_to(url, self.hosts)):
                    yield element


_DOES = {
    "script": "runs a script",
    "object": "embeds another document",
    "embed": "embeds another document",
    "applet": "runs a program",
    "frame": "embeds another page",
    "frameset": "embeds other pages",
    "base": "changes where every link leads",
    "meta": "changes how the page behaves",
    "form": "sends what readers type",
    "input": "asks readers for something",
    "select": "asks readers for something",
    "textarea": "asks readers for something",
    "button": "waits for a click",
}
_OF_HEAD = frozenset({"script", "base", "meta"})
_SOURCES = {"script": "src", "embed": "src", "object": "data"}
_VOID = frozenset({"embed", "base", "meta", "input", "frame"})

_SPACE = "\t\n\f\r "
# HTML 4.12.1: everything else that a script's type can say makes it a block of data.
_RUNS = regex(
    r"""module | importmap | speculationrules
      | (?:text|application)/ (?: (?:x-)?(?:java|ecma)script | javascript1\.[0-5] | jscript
                                | livescript )""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


def _acts(element: Element) -> bool:
    """Whether an element of such a name does something in this case."""
    if element.name == "script":
        said = element.get("type").strip(_SPACE)
        return not said or said.startswith(("{", "<%")) or bool(_RUNS.fullmatch(said))
    if element.name == "meta":
        return element.attribute("http-equiv") is not None
    if element.name == "input":
        return element.get("type").lower() not in {"checkbox", "radio"}
    return True


# A browser takes a backslash for a slash (URL standard 4.4).
_HOST = regex(r"(?:https?:)?[/\\]{2,}(?:[^/\\?#]*@)?([^/\\?#:]*)", re.IGNORECASE)


def _leads_to(url: str, hosts: Iterable[str]) -> bool:
    match = _HOST.match(re.sub(r"[\t\n\r]", "", url).strip())
    host = match[1].lower() if match else ""
    return any(host == each or host.endswith(f".{each}") for each in hosts)


def _is_in_head(document: Document, element: Element) -> bool:
    """Whether an element stands in the head of a complete page: before its body, that is."""
    opening = next(document.elements_named("head", "html"), None)
    if opening is None or element.span.start < opening.span.start:
        return False
    end = next((head.end for head in document.elements_named("head")), None)
    body = next((body.span for body in document.elements_named("body")), None)
    borders = [border.start for border in (end, body) if border]
    return element.span.start < min(borders, default=len(document.text))


def _dropped(document: Document, element: Element) -> Fix | None:
    """Return what takes the whole element away."""
    whole = element.span if element.name in _VOID else element.whole
    if whole is None:
        return None
    return Fix.unsafe(f"Remove `<{element.name}>`", Edit(_with_its_lines(document, whole)))


def _with_its_lines(document: Document, whole: Span) -> Span:
    """Return a span with the rest of its lines, if that is white space inside HTML.

    There an empty line would end the block. Elsewhere it keeps apart what stands around it.
    """
    lines = removal.own_lines(document.text.content, whole)
    if lines and document.html.covers(lines.start - 1) and document.html.covers(lines.end - 1):
        return lines
    return whole
