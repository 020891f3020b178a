"""Scripts however they are hidden: what newslint finds, held to what a browser's parser sees."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct, convert

from newslint import Document, engine, markdown
from newslint.rules.html.active_element import ActiveElement
from newslint.rules.html.event_handler import EventHandler
from newslint.rules.html.script_url import ScriptUrl
from tests.growth import is_linear

RULES = [ScriptUrl(), EventHandler(), ActiveElement()]


class Vector(Struct):
    """A way to hide a script, and how often each rule is to find it.

    `page` is what a browser sees of it where that is something else, `because` says why.
    """

    says: str
    text: str
    finds: dict[str, int]
    path: str = "post.md"
    page: dict[str, int] | None = None
    because: str = ""

    @property
    def document(self) -> Document:
        return Document.parse(self.path, self.text)


_FILE = Path(__file__).parent / "data" / "obfuscated.json"
VECTORS = convert(json.loads(_FILE.read_text()), list[Vector])
each_vector = pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.says)


def found(document: Document) -> Counter[str]:
    findings = engine.lint(document, RULES)
    assert findings.failures == ()
    return Counter(diagnostic.rule for diagnostic in findings.diagnostics)


def seen(document: Document) -> Counter[str]:
    """Return what is on the page as html5lib reads it, by the rule that is to find it."""
    body = document.masked[document.body.start :]
    return _seen(body if document.is_html else markdown.render(body))


def _seen(html: str) -> Counter[str]:
    page = html5lib.parse(html, namespaceHTMLElements=False)
    heads = page.findall("head") if re.search("<(?:html|head)", html, re.IGNORECASE) else []
    of_heads = {id(element) for head in heads for element in head.iter()}
    sights: Counter[str] = Counter()
    for element in page.iter():
        name = str(element.tag).rpartition("}")[2].lower()  # of a comment it is a function
        attributes = {_name(name): value for name, value in element.attrib.items()}
        handlers = [name for name in attributes if re.fullmatch("on[a-z]{3,}", name)]
        sights["event-handler"] += len(handlers)
        sights["script-url"] += sum(_runs(*url) for url in _urls(name, attributes))
        sights["active-element"] += id(element) not in of_heads and _acts(name, attributes)
        if name == "iframe":
            sights.update(dict.fromkeys(+_seen(attributes.get("srcdoc", "")), 1))
    return +sights


def _name(name: str) -> str:
    """Return the name of an attribute as it is written, in lower case: SVG has `attributeName`."""
    return name.replace("{http://www.w3.org/1999/xlink}", "xlink:").lower()


_ATTRIBUTES = (
    *("href", "xlink:href", "src", "action", "formaction"),
    *("poster", "background", "cite", "longdesc"),
)


def _urls(name: str, attributes: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """Yield the URLs of an element, and whether a page behind each would be shown as one."""
    for attribute in _ATTRIBUTES:
        is_image = attribute in {"poster", "background"} or (
            attribute == "src" and name in {"img", "input"}
        )
        yield attributes.get(attribute, ""), not is_image and name not in {"link", "script"}
    if name == "object":
        yield attributes.get("data", ""), True
    for url in attributes.get("ping", "").split():
        yield url, True
    for url in attributes.get("srcset", "").split():
        yield url, False
    if name == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        after = re.sub(r"^\s*[0-9.]+\s*[;,]?\s*", "", attributes.get("content", ""))
        yield re.sub(r"^url\s*=\s*['\"]?", "", after, flags=re.IGNORECASE), True
    if attributes.get("attributename", "").endswith("href"):
        for each in ("to", "from", "by", "values"):
            for url in attributes.get(each, "").split(";"):
                yield url, True


def _runs(url: str, is_shown: bool) -> bool:  # noqa: FBT001 - one of the pairs above
    """Whether Python's URL parser, which strips what the URL standard strips, sees a script."""
    parts = urlsplit(url.strip("".join(map(chr, range(0x21)))))
    if parts.scheme != "data":
        return parts.scheme in {"javascript", "vbscript"}
    kind = re.split("[;,]", parts.path)[0].strip().lower()
    return is_shown and bool(re.fullmatch(r"[!-~]+[+/]xml|text/html", kind))


_ACTIVE = {
    *("script", "object", "embed", "applet", "base", "meta", "frame", "frameset"),
    *("form", "input", "button", "select", "textarea"),
}
_SHOWS_POSTS = "https://platform.twitter.com/"


def _acts(name: str, attributes: dict[str, str]) -> bool:
    kind = attributes.get("type", "").strip().lower()
    return name in _ACTIVE and not (
        (name == "script" and not re.fullmatch(r"(module|text/javascript(1\.[0-5])?)?", kind))
        or (name == "script" and attributes.get("src", "").startswith(_SHOWS_POSTS))
        or (name == "meta" and "http-equiv" not in attributes)
        or (name == "input" and kind in {"checkbox", "radio"})
    )


def test_there_are_many_ways_to_hide_a_script() -> None:
    assert len({vector.text for vector in VECTORS}) > 150
    assert len({vector.says for vector in VECTORS}) == len(VECTORS)


@each_vector
def test_what_is_hidden_is_found(vector: Vector) -> None:
    assert found(vector.document) == vector.finds


@each_vector
def test_what_is_found_is_what_a_browser_sees(vector: Vector) -> None:
    on_the_page = vector.finds if vector.page is None else vector.page

    assert seen(vector.document) == on_the_page
    assert bool(vector.because) == (vector.page is not None)


@each_vector
def test_a_repair_leaves_nothing_that_it_can_repair(vector: Vector) -> None:
    repair = engine.fix(vector.document, RULES, unsafe=True)

    assert repair.findings.failures == ()
    assert not [each for each in repair.findings.diagnostics if each.fix]


def _written(character: str) -> st.SearchStrategy[str]:
    """Return ways to write a character in an attribute; some of them say another one."""
    code = ord(character)
    forms = [character, character, character.swapcase()]
    forms += [f"&#{code};", f"&#{code:07}", f"&#x{code:x};", f"&#X{code:05X}"]
    return st.sampled_from([*forms, f"\t{character}", f"&#10;{character}", f"&Tab;{character}"])


def _hidden(word: str) -> st.SearchStrategy[str]:
    return st.tuples(*map(_written, word)).map("".join)


def _any_case(word: str) -> st.SearchStrategy[str]:
    return st.tuples(*(st.sampled_from([each, each.upper()]) for each in word)).map("".join)


BEFORE = st.text(st.sampled_from("\x01\x1f \t\n\r\x00%"), max_size=2)
SCHEMES = ["javascript:", "vbscript:", "data:text/html,", "data:image/svg+xml,", "https:", "java"]
URLS = st.tuples(BEFORE, st.sampled_from(SCHEMES).flatmap(_hidden), st.just("a()")).map("".join)
SPACE = st.sampled_from([" ", "/", "\n", "\t", "\f", "\r\n", " / ", "//"])
ATTRIBUTES = ["href", "src", "onclick", "onerror", "formaction", "title", "xlink:href", "data"]
ELEMENTS = ["a", "b", "iframe", "object", "embed", "svg", "script", "form", "math", "p", "input"]


@st.composite
def tags(draw: Callable[[st.SearchStrategy[str]], str]) -> str:
    """Draw a tag with an attribute or two that may run something."""
    name = draw(st.sampled_from(ELEMENTS))
    tag = "<" + draw(_any_case(name))
    for attribute in (draw(st.sampled_from(ATTRIBUTES[:4])), draw(st.sampled_from(ATTRIBUTES[4:]))):
        quote = draw(st.sampled_from(['"', "'", "", "`"]))
        tag += draw(SPACE) + draw(_any_case(attribute))
        tag += draw(st.sampled_from(["=", " =", "=\n"])) + quote + draw(URLS) + quote
    return f"{tag}{draw(st.sampled_from(['>', '/>', ' >', ' />']))}x</{name}>"


@given(st.sampled_from([each for each in VECTORS if not each.because]), _hidden("javascript"))
def test_whatever_is_hidden_more_is_seen_as_a_browser_sees_it(vector: Vector, hidden: str) -> None:
    text = re.sub("javascript", lambda _: hidden, vector.text, flags=re.IGNORECASE)
    document = Document.parse("page.html", text)

    assert found(document) == seen(document)


@given(tags())
def test_a_file_of_html_is_read_as_a_browser_reads_it(tag: str) -> None:
    document = Document.parse("page.html", tag)

    assert found(document) == seen(document)


@given(tags())
def test_a_document_in_a_frame_is_read_as_a_browser_reads_it(tag: str) -> None:
    srcdoc = tag.replace("&", "&amp;").replace('"', "&quot;")
    document = Document.parse("page.html", f'<iframe srcdoc="{srcdoc}"></iframe>')

    assert found(document) == seen(document)


@given(tags())
def test_markdown_hides_nothing_of_html(tag: str) -> None:
    document = Document.parse("post.md", f"Letters: {tag}\n")

    assert found(document) >= seen(document)


@pytest.mark.parametrize(
    "token",
    [
        "<iframe/srcdoc=",
        "<iframe srcdoc='<p>'>",
        "<a href=data:text/x+x+x",
        '<meta http-equiv=refresh content="0;0;0;',
        "<svg><set attributename=href to=';;;'>",
        "<a ping=' a a '>",
        "<script></script>\n",
        "<form>\n",
        "<head><script>",
    ],
)
def test_looking_takes_linear_time_whatever_is_repeated(token: str) -> None:
    assert is_linear(lambda text: found(Document.parse("page.html", text)), token)
