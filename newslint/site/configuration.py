"""The `newslint.toml` that suits a site, with the reason for each key beside it."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from newslint.regex import regex
from newslint.site import Site
from newslint.site.written import toml


class _Block(Struct, frozen=True):
    """A few lines of TOML, and above them why they are there."""

    why: tuple[str, ...]
    lines: tuple[str, ...]


def configuration(site: Site) -> str:
    """Return the configuration as it is written to the file."""
    blocks = [
        _Block(_HEAD, ()),
        *_preset(site),
        *_files(site),
        *_schemas(site),
        *_rules(site),
    ]
    return "\n\n".join("\n".join((*map(_comment, each.why), *each.lines)) for each in blocks) + "\n"


_HEAD = (
    "What newslint does with this site, as `newslint init` found it. Every key may be left out.",
    "`newslint config show FILE` says what holds for a file, `newslint rules` lists the rules.",
)


def _comment(line: str) -> str:
    return f"# {line}" if line else "#"


def _preset(site: Site) -> Iterator[_Block]:
    """Yield which schema covers the posts."""
    generator = site.generator
    if generator and generator.preset:
        yield _Block(
            (f"{generator.name} builds the site: newslint knows the front matter that it reads.",),
            (f"preset = {toml(generator.preset)}",),
        )
    elif _has_articles(site):
        yield _Block(
            ("Most files have a title and a date, as a news post must.",), ('preset = "news"',)
        )


def _has_articles(site: Site) -> bool:
    """Whether most files are news posts, those apart that lie in folders without any."""
    folders = [each for each in site.posts.folders.values() if not each.few(each.articles)]
    articles = sum(folder.articles for folder in folders)
    return bool(articles) and 2 * articles >= sum(folder.files for folder in folders)


def _files(site: Site) -> Iterator[_Block]:
    """Yield which files are read besides the usual ones, and which are left out."""
    if site.endings:
        patterns = [f"*{ending}" for ending in site.endings]
        yield _Block(
            ("There are posts with these endings, which newslint does not read by itself.",),
            (f"include = {toml(patterns)}",),
        )
    generator = site.generator
    if generator is None:
        return
    made = generator.output
    parts = [name for name in generator.parts if name in site.there]
    told = f"{generator.name} makes {_listed(made)} anew with each build"
    if parts:
        told += f"; {_listed(parts)} {'holds' if len(parts) == 1 else 'hold'} no posts"
    yield _Block(
        (f"{told}.",),
        (f"exclude = {toml([f'/{name}/' for name in (*made, *parts)])}",),
    )


def _listed(names: Sequence[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if quoted[1:] else quoted)


def _schemas(site: Site) -> Iterator[_Block]:
    """Yield which folders hold no posts, and how to learn a stricter schema."""
    generator = site.generator
    if not (generator and generator.preset):
        yield from _no_posts(site)
    if site.posts.files - site.posts.formats[""] >= _ENOUGH_TO_LEARN:
        home = site.home
        where = f" {shlex.quote(home)}" if home else ""
        yield _Block(
            (
                "A schema learnt from your own posts is stricter. Write it, read it, name it here:",
                f"    newslint schema infer{where} --output post.schema.json",
                "[[schemas]]",
                f"files = {toml([_pattern(home) if home else '*'])}",
                'schema = "post.schema.json"',
            ),
            (),
        )


_ENOUGH_TO_LEARN = 20


def _pattern(folder: str) -> str:
    """Return a folder in the notation of `.gitignore`."""
    escaped = _SPECIAL.sub(r"\\\g<0>", folder)
    return f"/{escaped}/"


_SPECIAL = regex(r"[*?!#\[\\]")


def _no_posts(site: Site) -> Iterator[_Block]:
    """Yield the folders whose files are no news posts, or that none of the files is one."""
    if not _has_articles(site):
        if site.posts.files:
            yield _Block(
                ("Most files have no title and date in front matter, so none is asked for.",),
                ("[[schemas]]", 'files = ["*"]', "schema = false"),
            )
        return
    for name, folder in sorted(site.posts.folders.items()):
        if not (name and name.isprintable() and folder.few(folder.articles)):
            continue
        what, count = "a title and a date", folder.articles
        if folder.few(folder.with_front_matter):
            what, count = "front matter", folder.with_front_matter
        have = "have" if count > 1 else "has"
        yield _Block(
            (f"{count or 'None'} of the {folder.files} files here {have} {what}.",),
            ("[[schemas]]", f"files = {toml([_pattern(name)])}", "schema = false"),
        )


def _rules(site: Site) -> Iterator[_Block]:
    """Yield the options of rules that the site's own configuration tells."""
    generator, own = site.generator, site.identity
    said = f"`{own.url_key}` in {own.file}"
    if generator and generator.templates:
        yield _Block(
            (f"Template tokens that {generator.name} does not know would stay on the page.",),
            _table("template-leak", {"generator": generator.templates}),
        )
    if own.host:
        yield _Block(
            (f"The site's own host ({said}): what signs links with it may go safely.",),
            _table("referral-parameter", {"own": [own.host]}),
        )
    if own.host and own.url.startswith("https:"):
        yield _Block(
            ("It speaks https, so its own images can be loaded that way.",),
            _table("insecure-link", {"https-hosts": [own.host]}),
        )
    if own.name:
        yield _Block(
            (f"The name of the site (`title` in {own.file}) is no part of a headline.",),
            _table("title-suffix", {"suffixes": [own.name]}),
        )


def _table(rule: str, options: Mapping[str, Any]) -> tuple[str, ...]:
    lines = (f"{name} = {toml(value)}" for name, value in options.items())
    return (f"[rules.{rule}]", *lines)
