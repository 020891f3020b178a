"""URLs cleaned where they are written: what goes is gone, what stays keeps its spelling."""

import json
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from urllib.parse import quote

import html5lib
import pyromark
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from newslint import engine
from newslint.diagnostic import Applicability
from newslint.document import Document
from newslint.rules.links.redirect_link import RedirectLink
from newslint.rules.links.tracking_parameter import TrackingParameter
from newslint.tracking import BUNDLED, Kind, clean

KEPT = [
    "id=7",
    "q=a+b",
    "empty=",
    "flag",
    "a=1%2F2",
    "x=你好",
    "",
    "y=(1)",
    "k=a_b",
    "lt=3",
    "copy=2",
    "section=1",
]
TRACKERS = ["utm_source=x", "fbclid=Iw_1", "gclid", "utm_campaign=a%20b", "%75tm_medium=1"]
URLS = st.builds(
    "https://daily.example{}?{}{}".format,
    st.sampled_from(["/", "/story_1", "/a(b)c"]),
    st.lists(st.sampled_from(KEPT + TRACKERS), min_size=1, max_size=7).map("&".join),
    st.sampled_from(["", "#top", "#utm_source=1", "#:~:text=a"]),
)
TARGETS = st.builds(
    "https://harbour.example{}".format,
    st.lists(
        st.sampled_from([*"/?&=#_*()[]~!$'+,;:@%|", "lt;", "copy=", "amp;", "a", "你"]), max_size=8
    ).map(lambda parts: "/" + "".join(parts)),
)
HTML = {"&": ["&", "&amp;", "&#38;", "&#038;", "&#x26;", "&#X26;"], "/": ["/", "&sol;", "&#47;"]}
MARKDOWN = {
    "&": ["&", "&amp;", "&#38;", r"\&"],
    "_": ["_", r"\_", "&lowbar;"],
    "=": ["=", r"\=", "&#x3d;"],
    "(": [r"\(", "&#40;"],
    ")": [r"\)", "&rpar;"],
}
YAML = {"&": ["&", r"\x26", r"\u0026"], "/": ["/", r"\/"], "=": ["=", r"\x3D"]}
TOML = {"&": ["&", r"\u0026", r"\U00000026"], "_": ["_", r"\u005f"]}
JSON = {"&": ["&", r"\u0026"], "/": ["/", r"\/"]}


@dataclass(frozen=True)
class Context:
    """A document in which one URL stands, the ways to spell its characters, and who reads it."""

    before: str
    after: str
    read: Callable[[str], str]
    spellings: Mapping[str, Sequence[str]]
    file: str = "post.md"

    def fitting(self, url: str) -> str:
        """Return a URL that can stand here: unmarked, one of ASCII that is no Markdown besides."""
        markdown = r"[^!-~]|[][()*~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|[?&]+$"
        return re.sub(markdown, "", url) if self.before == "Some " else url

    def fixed(self, written: str) -> str:
        """Return what newslint makes of the document with that URL in it."""
        document = Document.parse(self.file, self.before + written + self.after)
        repair = engine.fix(document, [TrackingParameter(), RedirectLink()])
        assert repair.findings.failures == ()
        return repair.document.text.content


def attribute(element: str, name: str) -> Callable[[str], str]:
    """Return what reads an attribute as browsers do."""

    def read(content: str) -> str:
        tree = html5lib.parse(content, namespaceHTMLElements=False)
        found = tree.find(f".//{element}")
        return "" if found is None else found.get(name, "")

    return read


def markdown(content: str) -> str:
    return attribute("a", "href")(pyromark.html(content))


def between(before: str, after: str) -> Callable[[str], str]:
    return lambda content: content.removeprefix(before).removesuffix(after)


def front_matter(load: Callable[[str], dict[str, str]], fence: str) -> Callable[[str], str]:
    return lambda content: load(content.split(fence)[1])["source"]


CONTEXTS = {
    "HTML, double quotes": Context(
        '<p>\n<A class=x HREF="', '" >words</a> &amp; more', attribute("a", "href"), HTML, "a.html"
    ),
    "HTML, single quotes": Context(
        "<p><a href='", "'>words</a></p>", attribute("a", "href"), HTML, "a.html"
    ),
    "HTML, no quotes": Context(
        "<p><a href=", " id=x>words</a></p>", attribute("a", "href"), HTML, "a.html"
    ),
    "HTML in Markdown": Context('Some <a href="', '">words</a> here.\n', markdown, HTML),
    "HTML srcset": Context(
        '<img src="a.png" alt="" srcset="/b.png 1x,  ',
        ' 2x">',
        lambda content: attribute("img", "srcset")(content).split()[2],
        HTML,
        "a.html",
    ),
    "Markdown inline": Context("Some [words](", ' "a title") here.\n', markdown, MARKDOWN),
    "Markdown in angle brackets": Context("Some [words](<", ">) here.\n", markdown, MARKDOWN),
    "Markdown definition": Context("Some [words][1].\n\n[1]: ", " 'title'\n", markdown, MARKDOWN),
    "Markdown definition in angle brackets": Context(
        "Some [words][1].\n\n[1]: <", ">\n", markdown, MARKDOWN
    ),
    "Markdown in a quoted list": Context(
        "> - Some [words](\n>   ", ")\n>   here.\n", markdown, MARKDOWN
    ),
    "Markdown autolink": Context("Some <", "> here.\n", markdown, {}),
    "Markdown, bare": Context("Some ", " here.\n", between("Some ", " here.\n"), {}),
    "YAML plain": Context(
        "---\nsource: ", " # where\n---\nWords\n", front_matter(yaml.safe_load, "---\n"), {}
    ),
    "YAML double": Context(
        '---\nsource: "', '"\n---\nWords\n', front_matter(yaml.safe_load, "---\n"), YAML
    ),
    "YAML single": Context(
        "---\nsource: '", "'\n---\nWords\n", front_matter(yaml.safe_load, "---\n"), {"'": ["''"]}
    ),
    "TOML double": Context(
        '+++\nsource = "', '"\n+++\nWords\n', front_matter(tomllib.loads, "+++\n"), TOML
    ),
    "TOML single": Context(
        "+++\nsource = '", "'\n+++\nWords\n", front_matter(tomllib.loads, "+++\n"), {}
    ),
    "JSON": Context(
        '{\n  "source": "',
        '"\n}\n\nWords\n',
        lambda content: json.loads(content.partition("\n\n")[0])["source"],
        JSON,
    ),
}
in_every_context = pytest.mark.parametrize("context", CONTEXTS.values(), ids=CONTEXTS)


@in_every_context
@settings(max_examples=60)
@given(URLS, st.randoms(use_true_random=True))
def test_trackers_go_and_all_else_is_spelled_as_before(
    context: Context, url: str, random: Random
) -> None:
    url = context.fitting(url)
    spelled = [random.choice(context.spellings.get(character, [character])) for character in url]
    gone = {
        place
        for cut in BUNDLED.parameters(url, Applicability.SAFE, (Kind.TRACKING,))
        for place in range(cut.start, cut.end)
    }
    staying = "".join(each for place, each in enumerate(spelled) if place not in gone)

    result = context.fixed("".join(spelled))

    assert result == context.before + staying + context.after
    assert context.read(result) == href(clean(url), context)


@in_every_context
@settings(max_examples=60)
@given(TARGETS)
def test_a_target_reads_the_same_where_it_is_written(context: Context, target: str) -> None:
    url = f"https://www.google.com/url?q={quote(target, safe='')}"
    found = BUNDLED.target(url)

    result = context.fixed(url)

    assert result.startswith(context.before)
    assert result.endswith(context.after)
    expected = clean(found.url) if found else url
    assert context.read(result) in {href(expected, context), href(url, context)}


def href(url: str, context: Context) -> str:
    """Return how pyromark writes a URL into HTML; others leave it as it is."""
    return (
        markdown(f"[a](<{url.replace('&', '&amp;')}>)")
        if context.read is markdown and "<a" not in context.before
        else url
    )
