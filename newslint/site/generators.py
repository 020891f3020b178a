"""What builds a site, by the files that lie in its folder."""

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct


class Mark(Struct, frozen=True):
    """A file or folder that speaks for a generator, by what it is called or what it says.

    `path` may have stars. `weight` is 1 for what many generators have and 3 for what only one
    has.
    """

    path: str
    weight: int
    says: str = ""
    """A pattern, in whatever case, of what the file must say; empty where it is enough that it
    is there."""
    told: str = ""
    """What the file says, in words."""


class Generator(Struct, frozen=True):
    """A site generator: its marks, and what of its folders holds no posts."""

    name: str
    marks: tuple[Mark, ...]
    preset: str = ""
    """The schema of newslint's that knows its front matter, empty where there is none."""
    templates: str = ""
    """What the rule `template-leak` calls it, empty where it does not know it."""
    posts: tuple[str, ...] = ()
    """Where its posts usually are, the most usual first."""
    output: tuple[str, ...] = ()
    """What it writes, which is made anew with each build."""
    parts: tuple[str, ...] = ()
    """Themes, layouts and models of posts, which are none."""
    settings: tuple[str, ...] = ()
    """Where the name and address of the site are configured."""


class Guess(Struct, frozen=True):
    """Which generator it seems to be, and what speaks for it; None where nothing does."""

    generator: Generator | None
    reasons: tuple[str, ...] = ()


def guess(folder: Path) -> Guess:
    """Return the generator that most speaks for; a mark that many have is not enough alone."""
    best = Guess(None)
    most = 1
    for generator in GENERATORS:
        found = [mark for mark in generator.marks if _is_there(folder, mark)]
        weight = sum(mark.weight for mark in found)
        if weight > most:
            best, most = Guess(generator, tuple(map(_reason, found))), weight
    return best


def _is_there(folder: Path, mark: Mark) -> bool:
    for path in folder.glob(mark.path):
        if not mark.says:
            return True
        if path.is_file() and re.search(mark.says, _text(path), re.IGNORECASE | re.MULTILINE):
            return True
    return False


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _reason(mark: Mark) -> str:
    return f"`{mark.path}` {mark.told}" if mark.told else f"`{mark.path}`"


def _needs(package: str, *files: str) -> Iterator[Mark]:
    """Yield the marks of a package that a list of dependencies names."""
    for file in files:
        yield Mark(file, 3, rf"(?<![\w@/-]){re.escape(package)}(?![\w/-])", f"names {package}")


_NPM = "package.json"
_PYTHON = ("requirements.txt", "pyproject.toml")

GENERATORS = (
    Generator(
        "Hexo",
        (
            *_needs("hexo", _NPM),
            Mark("source/_posts", 2),
            Mark("scaffolds", 1),
            Mark("_config.yml", 1),
        ),
        preset="hexo",
        templates="hexo",
        posts=("source/_posts",),
        output=("public",),
        parts=("themes", "scaffolds"),
        settings=("_config.yml",),
    ),
    Generator(
        "Hugo",
        (
            Mark("hugo.*", 3),
            Mark("config/_default", 3),
            Mark("config.toml", 3, r"^\s*baseURL\s*=", "has `baseURL`"),
            Mark("config.y*ml", 3, r"^baseURL\s*:", "has `baseURL`"),
            Mark("archetypes", 2),
            Mark("content", 1),
            Mark("layouts", 1),
        ),
        preset="hugo",
        templates="hugo",
        posts=("content/posts", "content/post", "content/news", "content/blog", "content"),
        output=("public", "resources"),
        parts=("themes", "archetypes", "layouts"),
        settings=(
            "hugo.toml",
            "hugo.yaml",
            "hugo.yml",
            "hugo.json",
            "config.toml",
            "config.yaml",
            "config.yml",
            "config/_default/hugo.toml",
            "config/_default/config.toml",
            "config/_default/hugo.yaml",
            "config/_default/config.yaml",
        ),
    ),
    Generator(
        "Jekyll",
        (
            *_needs("jekyll", "Gemfile"),
            *_needs("github-pages", "Gemfile"),
            Mark("_posts", 2),
            Mark("_layouts", 1),
            Mark("_includes", 1),
            Mark("_config.yml", 1),
        ),
        preset="jekyll",
        templates="jekyll",
        posts=("_posts",),
        output=("_site",),
        parts=("_layouts", "_includes", "vendor"),
        settings=("_config.yml", "_config.yaml"),
    ),
    Generator(
        "Astro",
        (Mark("astro.config.*", 3), *_needs("astro", _NPM), Mark("src/content", 1)),
        preset="astro",
        posts=("src/content/blog", "src/content/posts", "src/content/news", "src/content"),
        output=("dist",),
        settings=("astro.config.mjs", "astro.config.ts", "astro.config.js"),
    ),
    Generator(
        "Docusaurus",
        (Mark("docusaurus.config.*", 3), *_needs("@docusaurus/core", _NPM)),
        preset="docusaurus",
        posts=("blog", "docs"),
        output=("build",),
        settings=("docusaurus.config.js", "docusaurus.config.ts"),
    ),
    Generator(
        "Eleventy",
        (
            Mark(".eleventy.js", 3),
            Mark("eleventy.config.*", 3),
            *_needs("@11ty/eleventy", _NPM),
        ),
        preset="eleventy",
        templates="eleventy",
        posts=("src/posts", "src/blog", "content/blog", "posts", "blog"),
        output=("_site",),
        parts=("_includes", "src/_includes"),
        settings=(
            "_data/metadata.js",
            "_data/metadata.json",
            "_data/site.json",
            "_data/site.js",
            "src/_data/metadata.json",
            "src/_data/site.json",
            "src/_data/site.js",
        ),
    ),
    Generator(
        "VitePress",
        (
            Mark(".vitepress", 3),
            Mark("docs/.vitepress", 3),
            *_needs("vitepress", _NPM),
        ),
        preset="vitepress",
        posts=("posts", "blog", "docs"),
        output=(".vitepress/dist", "docs/.vitepress/dist"),
        settings=(
            ".vitepress/config.mts",
            ".vitepress/config.ts",
            ".vitepress/config.js",
            "docs/.vitepress/config.mts",
            "docs/.vitepress/config.ts",
        ),
    ),
    Generator(
        "Zola",
        (
            Mark("config.toml", 3, r"^\s*base_url\s*=", "has `base_url`"),
            Mark("templates", 1),
            Mark("content", 1),
            Mark("sass", 1),
        ),
        preset="zola",
        posts=("content/blog", "content/posts", "content"),
        output=("public",),
        parts=("themes", "templates"),
        settings=("config.toml",),
    ),
    Generator(
        "MkDocs",
        (Mark("mkdocs.y*ml", 3),),
        preset="mkdocs-material",
        posts=("docs/blog/posts", "docs"),
        output=("site",),
        settings=("mkdocs.yml", "mkdocs.yaml"),
    ),
    Generator(
        "Pelican",
        (Mark("pelicanconf.py", 3), *_needs("pelican", *_PYTHON)),
        posts=("content",),
        output=("output",),
        settings=("publishconf.py", "pelicanconf.py"),
    ),
    Generator(
        "Nikola",
        (
            Mark("conf.py", 3, r"^BLOG_TITLE\s*=", "has `BLOG_TITLE`"),
            *_needs("nikola", *_PYTHON),
        ),
        posts=("posts",),
        output=("output", "cache"),
        settings=("conf.py",),
    ),
    Generator(
        "Gatsby",
        (Mark("gatsby-config.*", 3), *_needs("gatsby", _NPM)),
        posts=("content/blog", "content"),
        output=("public", ".cache"),
        settings=("gatsby-config.js", "gatsby-config.ts"),
    ),
    Generator(
        "Next.js",
        (Mark("next.config.*", 3), *_needs("next", _NPM)),
        posts=("posts", "_posts", "content"),
        output=("out",),
    ),
    Generator(
        "Nuxt",
        (Mark("nuxt.config.*", 3), *_needs("nuxt", _NPM)),
        posts=("content",),
        output=(".output", "dist"),
        settings=("nuxt.config.ts", "nuxt.config.js"),
    ),
)
"""Where as much speaks for two, the first counts."""
