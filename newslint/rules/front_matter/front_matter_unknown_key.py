"""The rule front-matter-unknown-key."""

from collections.abc import Collection, Iterator
from functools import lru_cache

from msgspec import Struct

from newslint.diagnostic import Applicability, Fix, Problem
from newslint.document import Document
from newslint.front_matter import Entry, Format, FrontMatter
from newslint.rule import Rule
from newslint.schema import Schema


class FrontMatterUnknownKey(Rule, frozen=True):
    """The keys of front matter are written as the site's JSON Schema writes them.

    ## Why

    A theme passes over a key that it does not know, without a word: with `tilte` a post has no
    headline, with `Date` it has a date in Hugo and none in Jekyll or Hexo.

    ## What to do

    Write the key as the message says. A key that is merely unknown is not reported, for articles
    have many of their own, unless `strict` is set.

    The fix renames what the schema itself says is another name; a guess takes `--unsafe`. Three
    annotations of a schema's properties tell what to rename:

    ```json
    "properties": {
      "title": { "x-newslint-aliases": ["headline", "heading"] },
      "hero": { "deprecated": true, "x-newslint-replacement": "image" }
    }
    ```

    ## Options

    - `strict`: report every key that the schema does not know. Without it, only what is close to a
      known key.
    """

    fixes = Applicability.SAFE
    schema: Schema | None = None
    strict: bool = False

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every key that was meant to be another one."""
        front_matter = document.front_matter
        if self.schema is None or front_matter is None or front_matter.root is None:
            return
        if front_matter.templated:
            return
        taken = {entry.name for entry in front_matter.root.entries}
        for entry in front_matter.root.entries:
            if verdict := _verdict(self.schema, entry.name, taken):
                taken.add(verdict.meant)
                message = f"`{entry.name}` {verdict.words}"
                yield Problem(entry.key.span, message, _fix(front_matter, entry, verdict))
            elif self.strict and not self.schema.knows(entry.name):
                yield Problem(entry.key.span, f"`{entry.name}` is not a known key")


class _Verdict(Struct, frozen=True):
    """What is wrong with a key; `meant` is the one to rename it to, empty where there is none."""

    words: str
    meant: str = ""
    applicability: Applicability = Applicability.SAFE


def _verdict(schema: Schema, name: str, taken: Collection[str]) -> _Verdict | None:
    if name in schema.deprecated:
        successor = schema.deprecated[name]
        if successor is None or successor in taken:
            return _Verdict("is no longer used")
        return _Verdict(f"is no longer used; write `{successor}`", successor)
    if schema.knows(name):
        return None
    if key := schema.aliases.get(name):
        twin = _Verdict(f"means `{key}`, which is here already; keep one")
        return twin if key in taken else _Verdict(f"means `{key}`; write that", key)
    for guess in _close(name, schema.properties):
        if guess not in taken and guess not in schema.deprecated:
            words = f"is not a known key; did you mean `{guess}`?"
            return _Verdict(words, guess, Applicability.UNSAFE)
    return None


_SHORTEST = 4  # characters; shorter words have too many neighbours
_LONGEST = 40
_SIMILAR = 0.8  # of 1: one letter of five is another, or two have changed places
_MOST_SLIPS = 2  # letters; with more, it is another word


@lru_cache(maxsize=1000)  # the posts of a site have the same keys
def _close(name: str, known: frozenset[str]) -> tuple[str, ...]:
    """Return the known keys that a name may be a slip for, the most likely one first.

    A name that goes on where a key ends, or ends before it, is a key of its own: `captions`,
    `title_en`, `image2`.
    """
    folded = {key.casefold(): key for key in sorted(known)}
    name = name.casefold()
    if name in folded:
        return (folded[name],)
    if not _SHORTEST <= len(name) <= _LONGEST:
        return ()
    # Loaded late: most files have no key that is unknown.
    from difflib import get_close_matches

    return tuple(
        folded[key]
        for key in get_close_matches(name, folded, cutoff=_SIMILAR)
        if not name.startswith(key) and not key.startswith(name) and _is_slip(name, key)
    )


def _is_slip(name: str, key: str) -> bool:
    from difflib import SequenceMatcher

    changes = [
        (name[name_start:name_end], key[key_start:key_end])
        for change, name_start, name_end, key_start, key_end in SequenceMatcher(
            None, name, key
        ).get_opcodes()
        if change != "equal"
    ]
    slips = sum(max(len(typed), len(meant)) for typed, meant in changes)
    return slips <= _MOST_SLIPS and all(f"{typed}{meant}".isalpha() for typed, meant in changes)


def _fix(front_matter: FrontMatter, entry: Entry, verdict: _Verdict) -> Fix | None:
    if not verdict.meant:
        return None
    if front_matter.format is Format.TOML and not _is_assigned(front_matter, entry):
        return None
    try:
        edit = front_matter.rewrite(entry.key, verdict.meant)
    except ValueError:
        return None
    return Fix(f"Rename it to `{verdict.meant}`", verdict.applicability, (edit,))


def _is_assigned(front_matter: FrontMatter, entry: Entry) -> bool:
    """Whether TOML writes the key once, before a `=`, and not in headers or dotted keys."""
    content = front_matter.content_of_file
    start, end = entry.key.span.start, entry.key.span.end
    line_start = content.rfind("\n", 0, start) + 1
    return not content[line_start:start].strip() and content[end:].lstrip(" \t").startswith("=")
