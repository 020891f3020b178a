"""Front matter of every format, whole, broken and hidden."""

import json
from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.reliability.documents import examples

_YAML = (
    "title: Pier reopens",
    'title: "Pier &amp; ferry – Harbour News"',
    "title: '<b>Pier</b> {{ site.name }}'",
    "title: Pier: reopens",
    "Title: Pier",
    "title: *anchor",
    "title: The pier reopens, and so do the ferry, the fish market and the café on the mole",
    "date: 2024-05-01",
    "date: 1 May 2024, 07:30",
    "date: 2024-05-01 07:30:00",
    "date: 2099-01-01T00:00:00Z",
    "updated: 2019-02-31",
    "draft: no",
    "draft: true",
    "expires: 2019-01-01",
    "draft: 'false'",
    "published: true",
    "tags: harbour, pier, Harbour",
    "tags:\n  - harbour\n  - Harbour\n  - 'harbour '",
    "tags: [harbour, 12, on, ~]",
    "categories:\n- [harbour, pier]\n- sport # of all sorts",
    "description:",
    "description: >-\n  The pier\n  reopens.\n",
    "description: |\n  See [the pier](https://pier.example/?utm_source=feed&a=1)\n  https://pier.example/?fbclid=9",
    "source_url: https://pier.example/a?b=1&utm_medium=feed",
    'source: "https:\\/\\/pier.example\\/?gclid=1"',
    "cover: https://via.placeholder.com/600x400",
    "slug: Pier_Reopens--Again",
    "author: A. N. Onymous\u200b",
    "author: &anchor {name: Ada, mail: ada@pier.example}",
    "co_author: *anchor",
    "weight: 007",
    "version: 1.10",
    "permalink: /pier/%E2%80%8B/",
    "? complex key\n: value",
    "newslint: [disable, title-length]",
    "# newslint-disable-line date-format",
    "tittle: Pier",
    "layout: {{ layout }}",
    "{% if draft %}draft: true{% endif %}",
    "\ttabbed: value",
    "title: Pier reopens again",
    "emoji: 👩\u200d🚀 漢字 مرحبا",
    "<<<<<<< HEAD\ntitle: One\n=======\ntitle: Two\n>>>>>>> other",
)
_TOML = (
    'title = "Pier reopens"',
    "title = 'Pier &amp; ferry – Harbour News'",
    "date = 2024-05-01T07:30:00",
    'date = "1 May 2024"',
    'tags = ["harbour", "Harbour", "pier"]',
    'tags = "harbour, pier"',
    "draft = true",
    "draft = no",
    'description = """\nThe pier\u200b\nreopens."""',
    'source_url = "https://pier.example/?a=1&utm_source=feed"',
    "weight = 007",
    "[author]\nname = 'Ada'",
    "[[images]]\nsrc = 'http://pier.example/a.png'",
    'title = "Pier" # twice',
    "# newslint-disable-next-line date-format",
    'empty = ""',
    "broken = ",
)
_JSON = (
    ("title", "Pier &amp; ferry – Harbour News"),
    ("date", "1 May 2024"),
    ("date", "2024-05-01T07:30:00Z"),
    ("tags", ["harbour", "Harbour", 12]),
    ("tags", "harbour, pier"),
    ("draft", "false"),
    ("weight", 7.0),
    ("description", ""),
    ("source_url", "https://pier.example/?a=1&utm_source=feed"),
    ("author", {"name": "Ada\u200b"}),
    ("newslint", ["title-length"]),
)
_OPENINGS = ("---", "---", "---", "---", "--- ", "----", "\n---", " ---", "-- -", "---yaml")
_CLOSINGS = ("---", "---", "---", "---", "--- ", "...", "-----", "", "+++")


def front_matters() -> SearchStrategy[str]:
    """Return the strategy for what may stand on top of a post."""
    lines = st.lists(st.sampled_from(_YAML), max_size=8)
    flat = st.lists(st.sampled_from(_TOML), max_size=6)
    pairs = st.lists(st.sampled_from(_JSON), max_size=6)
    return st.one_of(
        st.builds(_yaml, lines, st.sampled_from(_OPENINGS), st.sampled_from(_CLOSINGS)),
        st.builds(_toml, flat, st.sampled_from(("+++", "+++", "+++ ", "\n+++"))),
        st.builds(_json, pairs, st.sampled_from((None, 2)), st.sampled_from(("", ";;;", "---"))),
        st.sampled_from(examples.front_matters()),
        st.sampled_from(examples.front_matters()),
        st.just(""),
    )


def _yaml(lines: Sequence[str], opening: str, closing: str) -> str:
    return "\n".join((opening, *lines, closing, "", ""))


def _toml(lines: Sequence[str], fence: str) -> str:
    return "\n".join((fence, *lines, fence.strip(), "", ""))


def _json(pairs: Sequence[tuple[str, object]], indent: int | None, fence: str) -> str:
    # Keys may come twice, so each pair is written by itself.
    written = [json.dumps({key: value}, indent=indent)[1:-1].rstrip() for key, value in pairs]
    whole = "{" + ",".join(written) + "\n}"
    if fence == ";;;":
        return f"{whole[1:-2]}\n;;;\n\n"
    return f"{fence}\n{whole}\n{fence}\n\n" if fence else f"{whole}\n\n"
