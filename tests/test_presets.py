"""The schemas of the site generators: what each allows, what it says, and what real posts say."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from newslint import Document
from newslint.files import SUFFIXES
from newslint.schema import Schema
from newslint.schema.checking import check

PRESETS = (
    "hexo",
    "hugo",
    "jekyll",
    "eleventy",
    "astro",
    "docusaurus",
    "mkdocs-material",
    "zola",
    "vitepress",
)

ANYWHERE = {
    "nothing at all": "{}",
    "a plain post": "title: Tram line 9 opens\ndescription: Four new stops.",
    "a date and a time": "date: 2024-05-17 09:30:00 +0200",
    "keys of a theme": "hero_colour: green\nrelated: [night-bus, {title: Ferry}]",
}

GOOD = {
    "ways to subsections": ("hexo", "categories: [[City, Traffic], [Sports, 1860]]\ntags: 2024"),
    "a page without template": ("hexo", "layout: false\npublished: false\npermalink: about/"),
    "one photo": ("hexo", "photo: /img/tram.jpg\nphotos: [/img/tram.jpg, /img/stop.jpg]"),
    "a planned page": ("hugo", "publishDate: 2024-05-17\nexpiryDate: 2024-06-17\ndraft: true"),
    "a page in two menus": ("hugo", "menus: {main: {weight: 2, parent: city}, footer: {}}"),
    "a bundle for other pages": ("hugo", "build: {list: local, render: never}\nheadless: true"),
    "values for some pages below": (
        "hugo",
        "cascade:\n- target: {path: /city/**, kind: page}\n  params: {colour: green}",
    ),
    "moved pages": ("hugo", "url: /city/tram/\naliases: [/tram/, ../old/]\nslug: tram"),
    "a draft by name": ("jekyll", "published: false\nlayout: none\npermalink: /city/tram/"),
    "tags in one text": ("jekyll", "tags: city traffic\ncategories: [city]\nredirect_from: /tram/"),
    "a picture with its size": ("jekyll", "image: {path: /tram.jpg, height: 400, width: 600}"),
    "a page that is not written": ("eleventy", "permalink: false\ntags: post\ndate: Last Modified"),
    "a page for each entry": (
        "eleventy",
        "pagination: {data: collections.city, size: 1, alias: stop}\npermalink: '{{ stop }}/'",
    ),
    "a place in the navigation": ("eleventy", "eleventyNavigation: {key: Tram, order: 2}"),
    "tags that replace others": ("eleventy", "'override:tags': [city]"),
    "an entry with its own name": ("astro", "slug: tram\npubDate: May 17 2024\ntags: [city]"),
    "a page in its layout": ("astro", "layout: ../layouts/Post.astro\nauthor: Kim"),
    "authors of every kind": (
        "docusaurus",
        "authors: [kim, {name: Ada, image_url: /ada.png}, {key: lee, title: Driver}]",
    ),
    "tags of every kind": ("docusaurus", "tags: [city, 2024, {label: Tram, permalink: /tram}]"),
    "a doc without neighbours": ("docusaurus", "pagination_next: null\ncustom_edit_url: null"),
    "a doc changed by someone": ("docusaurus", "last_update: {author: Kim}\nunlisted: true"),
    "a post with two dates": (
        "mkdocs-material",
        "date: {created: 2024-05-17, updated: 2024-05-18}\nreadtime: 4\npin: true",
    ),
    "a page with less around it": ("mkdocs-material", "hide: [navigation, toc]\nstatus: new"),
    "a blog post": ("mkdocs-material", "authors: [kim]\ncategories: [City]\nsearch: {boost: 2}"),
    "a section": ("zola", "sort_by: date\npaginate_by: 10\ninsert_anchor_links: right"),
    "subjects by kind": ("zola", "taxonomies: {tags: [city], lines: ['9']}\nextra: {tags: any}"),
    "a home page": (
        "vitepress",
        "layout: home\nhero: {name: Tram, actions: [{theme: alt, text: Ride, link: /ride}]}",
    ),
    "boxes on a home page": (
        "vitepress",
        "features: [{icon: 🚋, title: Fast}, {icon: {src: /stop.svg}, title: Near}]",
    ),
    "a page with its outline": ("vitepress", "outline: [2, 3]\naside: left\nlastUpdated: false"),
    "a page between others": ("vitepress", "prev: false\nnext: {text: Stops, link: /stops}"),
    "tags of the head": ("vitepress", "head: [[meta, {name: robots}], [script, {}, 'ride()']]"),
}

BAD = (
    ("hexo", "published: 2024-05-17", "`published` must be `true`, `false` or empty"),
    ("hexo", "permalink: city/tram", "`permalink` must be written like `2024/tram-line-9/`"),
    ("hexo", "layout: true", "`layout` must not be `true` (the template of the page"),
    ("hexo", "categories: {city: tram}", "`categories` must be text, a number, a list or empty"),
    ("hugo", "published: true", "`published` must not be `true` or `false` (an older name of"),
    ("hugo", "url: https://example.org/tram/", "`url` must be written like `/2024/tram-line-9/`"),
    ("hugo", "aliases: [https://example.org/]", "Entry 1 of `aliases` must be written like"),
    ("hugo", "weight: '10'", "`weight` must be a whole number or empty, this is text"),
    ("hugo", "keywords: tram, city", "`keywords` must be a list or empty, this is text"),
    ("hugo", "images: /tram.jpg", "`images` must be a list or empty, this is text"),
    ("hugo", "build: {list: locale}", "`build.list` must be one of `always`, `local`, `never`"),
    ("hugo", "sitemap: {changefreq: dayly}", "`sitemap.changefreq` must be one of `always`"),
    ("hugo", "resources: [{name: map}]", "`src` of entry 1 of `resources` is missing"),
    ("jekyll", "published: 'false'", "`published` must be `true`, `false` or empty, this is text"),
    ("jekyll", "permalink: pretty", "`permalink` must not be `false`, `true`, `date`, `pretty`"),
    ("jekyll", "permalink: false", "`permalink` must not be `false`, `true`, `date`, `pretty`"),
    ("jekyll", "redirect_from: {old: /tram/}", "`redirect_from` must be text, a list or empty"),
    ("eleventy", "content: Four stops", "`content` is not allowed here"),
    ("eleventy", "page: {url: /tram/}", "`page.url` is not allowed here"),
    ("eleventy", "permalink: true", "`permalink` must not be `true` (where the page is written"),
    ("eleventy", "pagination: {data: stops}", "`pagination.size` is missing"),
    ("eleventy", "pagination: {data: a, size: 1, alias: page}", "`pagination.alias` must not be"),
    ("astro", "slug: ''", "`slug` must not be empty"),
    ("astro", "tags: city", "`tags` must be a list or empty, this is text"),
    ("docusaurus", "title:", "`title` must be text or a number, this is empty"),
    ("docusaurus", "tags: city", "`tags` must be a list, this is text"),
    ("docusaurus", "tags: [{label: City}]", "`permalink` of entry 1 of `tags` is missing"),
    ("docusaurus", "authors: {title: Driver}", "`authors.name` is missing; `key`, `image_url` or"),
    ("docusaurus", "keywords: []", "`keywords` must not be empty"),
    ("docusaurus", "toc_max_heading_level: 7", "`toc_max_heading_level` must be 6 or less"),
    ("docusaurus", "draft: true\nunlisted: true", "`unlisted` must be `false`, this is `true`"),
    ("docusaurus", "pagination_next: false", "`pagination_next` must not be `true` or `false`"),
    ("mkdocs-material", "readtime: 4", "`date` is missing, it belongs with `readtime`"),
    ("mkdocs-material", "date: {updated: 2024-05-17}", "`date.created` is missing"),
    ("mkdocs-material", "hide: [navigaton]", "Entry 1 of `hide` must be one of `navigation`"),
    ("mkdocs-material", "status: brand new", "`status` must be written like `new` or"),
    ("mkdocs-material", "categories: City", "`categories` must be a list or empty, this is text"),
    ("zola", "tags: [city]", "`tags` is not allowed here"),
    ("zola", "taxonomies: {tags: city}", "`taxonomies.tags` must be a list, this is text"),
    ("zola", "slug: ''", "`slug` must not be empty"),
    ("zola", "draft:", "`draft` must be `true` or `false`, this is empty"),
    ("zola", "sort_by: dates", "`sort_by` must be one of `date`, `update_date`"),
    ("zola", "weight: -1", "`weight` must be 0 or more"),
    ("vitepress", "layout: hom", "`layout` must be one of `doc`, `home`, `page`, `false`; did you"),
    ("vitepress", "aside: right", "`aside` must be one of `true`, `false`, `left`"),
    ("vitepress", "outline: deeep", "`outline` must be a whole number, a list, a group of keys"),
    ("vitepress", "head: [[meta, robots]]", "Entry 2 of entry 1 of `head` must be a group of"),
    ("vitepress", "features: [{details: x}]", "`title` of entry 1 of `features` is missing"),
)

CORPUS = {
    "11ty__11ty-website": "eleventy",
    "11ty__11ty-website@history": "eleventy",
    "18F__18f.gsa.gov": "jekyll",
    "GSA__digitalgov.gov": "hugo",
    "GSA__digitalgov.gov@history": "hugo",
    "Rock-Candy-Tea__RSSHUB-PAGE": "hexo",
    "dongyu19920904__Hextra-AI-Insight-Daily": "hugo",
    "gohugoio__hugoDocs": "hugo",
    "gohugoio__hugoDocs@history": "hugo",
    "hexojs__site": "hexo",
    "lostechies__blog": "jekyll",
    "openSUSE__news-o-o": "jekyll",
    "openSUSE__news-o-o@history": "jekyll",
    "rust-lang__blog.rust-lang.org": "zola",
    "rust-lang__blog.rust-lang.org@history": "zola",
}


def data(text: str, fence: str = "---") -> Mapping[str, Any]:
    """Return what the front matter says."""
    document = Document.parse(Path("post.md"), f"{fence}\n{text}\n{fence}\n".encode())
    assert document.front_matter is not None
    assert document.front_matter.root is not None
    return document.front_matter.data


def messages(preset: str, values: Mapping[str, Any]) -> list[str]:
    """Return what the preset has to say."""
    return [violation.message for violation in Schema.bundled(preset).violations(values)]


def properties(schema: Any, way: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each property that a schema names, at any depth, and the way to it."""
    if isinstance(schema, list):
        for position, each in enumerate(schema):
            yield from properties(each, f"{way}/{position}")
    if isinstance(schema, dict):
        for key, value in schema.items():
            # Below `if`, a property is a question.
            if key == "properties" and not way.endswith("/if"):
                for name, each in value.items():
                    yield f"{way}/{name}", each
                    yield from properties(each, f"{way}/{name}")
            else:
                yield from properties(value, f"{way}/{key}")


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_is_a_valid_schema(preset: str) -> None:
    contents = Schema.bundled(preset).contents

    check(contents, Path(preset))
    assert contents["$id"] == f"{preset}.schema.json"


@pytest.mark.parametrize("preset", PRESETS)
def test_every_property_is_described_in_a_phrase(preset: str) -> None:
    described = dict(properties(Schema.bundled(preset).contents))

    assert len(described) >= 15
    assert [way for way, each in described.items() if not each.get("description")] == []
    assert [way for way, each in described.items() if each["description"].endswith(".")] == []


@pytest.mark.parametrize("preset", PRESETS)
def test_the_order_is_of_keys_to_write(preset: str) -> None:
    contents = Schema.bundled(preset).contents

    order = contents["x-newslint-order"]

    to_write = {
        key
        for key, each in contents["properties"].items()
        if not each.get("deprecated") and not each.get("readOnly") and each.get("not") != {}
    }
    assert sorted(order) == sorted(to_write)


@pytest.mark.parametrize("preset", PRESETS)
def test_older_names_are_known_and_deprecated(preset: str) -> None:
    described = dict(properties(Schema.bundled(preset).contents))

    older = {
        f"{way.rpartition('/')[0]}/{name}"
        for way, each in described.items()
        for name in each.get("x-newslint-aliases", ())
    }

    assert {name for name in older if not described[name].get("deprecated")} == set()


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("name", ANYWHERE)
def test_says_nothing_about_what_is_good_anywhere(name: str, preset: str) -> None:
    assert messages(preset, data(ANYWHERE[name])) == []


@pytest.mark.parametrize("name", GOOD)
def test_says_nothing_about_good(name: str) -> None:
    preset, text = GOOD[name]

    assert messages(preset, data(text)) == []


@pytest.mark.parametrize(("preset", "text", "beginning"), BAD)
def test_says_what_is_wrong(preset: str, text: str, beginning: str) -> None:
    (message,) = messages(preset, data(text))

    assert message.startswith(beginning)


def test_dates_of_toml_are_dates() -> None:
    values = data('title = "Tram"\ndate = 2024-05-17\nupdated = 2024-05-18T09:30:00Z', "+++")

    assert messages("zola", values) == []
    assert messages("hugo", values) == []


@pytest.mark.parametrize(
    ("text", "presets"),
    [("published: true", ["hexo", "jekyll"]), ("published: 2024-05-17", ["hugo"])],
)
def test_published_is_a_date_for_hugo_only(text: str, presets: list[str]) -> None:
    values = data(text)

    pleased = [each for each in ("hexo", "hugo", "jekyll") if not messages(each, values)]

    assert pleased == presets


def values_of(folder: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the name and the front matter of each file that has some to check."""
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        name = file if file.suffix in SUFFIXES else file.with_suffix(".html")
        front_matter = Document.parse(name, file.read_bytes()).front_matter
        if front_matter and front_matter.root and not front_matter.templated:
            yield str(file.relative_to(folder)), front_matter.data


@pytest.mark.parametrize("folder", CORPUS)
def test_real_posts_pass_the_preset_of_their_generator(corpus: Path, folder: str) -> None:
    posts = dict(values_of(corpus / folder))

    wrong = {name: said for name, post in posts.items() if (said := messages(CORPUS[folder], post))}

    assert len(posts) >= 3
    # No allowance: these sites are built, so what a preset says against them is a mistake of ours.
    assert wrong == {}


def test_real_posts_fail_the_preset_of_another_generator(corpus: Path) -> None:
    jekyll = dict(values_of(corpus / "openSUSE__news-o-o"))
    eleventy = dict(values_of(corpus / "11ty__11ty-website"))

    # Posts with a `published` that is no date, and pages with `permalink: false`.
    assert sum(bool(messages("hugo", post)) for post in jekyll.values()) == 2
    assert sum(bool(messages("jekyll", post)) for post in eleventy.values()) == 3
