"""The rule taxonomy."""

import re
from collections.abc import Collection, Iterator, Mapping

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.front_matter import Entry, FrontMatter, Node, Scalar, Sequence
from newslint.front_matter import Mapping as Group
from newslint.rule import Rule
from newslint.schema.words import closest
from newslint.text import Span


class Taxonomy(Rule, frozen=True):
    """Tags and categories are lists of different names, from the vocabulary if there is one.

    ## Why

    Each spelling gets a page of its own: `AI`, `Ai` and `"AI "` are three tags, and readers of one
    miss the posts of the others. `tags: ferry, pier` is one odd tag to most generators.

    ## What to do

    Write each name once, always in the same way, as an item of a list. The fix takes away exact
    duplicates and white space around a name. `--unsafe` deletes the later of two names that differ
    in capitals or spaces only, spells a name as the vocabulary does, and makes a list of a text
    with commas.

    ## Options

    - `keys`: the keys that hold names, in whatever case, also below `taxonomies` as in Zola.
    - `vocabulary`: the names that a key may hold, by key; under other keys all names may stand.

      ```toml
      [rules.taxonomy.vocabulary]
      categories = ["Business", "Harbour", "Sport"]
      ```
    """

    fixes = Applicability.SAFE
    keys: tuple[str, ...] = ("categories", "keywords", "tags", "topics")
    vocabulary: Mapping[str, tuple[str, ...]] = {}

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every name that is there already, written badly, or not in the vocabulary."""
        front_matter = document.front_matter
        if front_matter is None or front_matter.root is None or front_matter.templated:
            return
        vocabulary = {key.casefold(): names for key, names in self.vocabulary.items()}
        keys = {*vocabulary, *(key.casefold() for key in self.keys)}
        for entry in _entries(front_matter.root):
            key = entry.name.casefold()
            if key not in keys:
                continue
            problems = _problems(document, front_matter, entry, vocabulary.get(key, ()))
            if _has_anchor(document, entry):
                # What is changed here would change wherever an alias repeats it.
                problems = (Problem(problem.span, problem.message) for problem in problems)
            yield from problems


def _entries(root: Group) -> Iterator[Entry]:
    for entry in root.entries:
        if entry.name == "taxonomies" and isinstance(entry.value, Group):
            yield from entry.value.entries
        else:
            yield entry


def _has_anchor(document: Document, entry: Entry) -> bool:
    return "&" in document.text.content[entry.key.span.end : entry.value.span.start]


def _problems(
    document: Document, front_matter: FrontMatter, entry: Entry, vocabulary: Collection[str]
) -> Iterator[Problem]:
    value = entry.value
    if isinstance(value, Sequence) and not value.aliased:
        firsts: dict[str, Node] = {}
        for item in value.items:
            if name := _name(document, item):
                firsts.setdefault(_folded(name), item)
        for item in firsts.values():
            yield from _misspellings(front_matter, entry.name, item, vocabulary)
        yield from _repetitions(document, entry.name, value, firsts)
    elif name := _name(document, value):
        # Pages hold `keywords` for search engines, and there they are a text with commas.
        if entry.name.casefold() != "keywords" and len(_parts(name)) > 1:
            message = f"`{entry.name}` is a text with commas, where a list belongs"
            yield Problem(value.span, message, _listing(front_matter, value))
        else:
            yield from _misspellings(front_matter, entry.name, value, vocabulary)


def _name(document: Document, node: Node) -> str:
    """Return the name without white space around it, empty where none can be told."""
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        return ""
    return "" if document.templates.overlapping(node.span) else node.value.strip()


def _folded(name: str) -> str:
    """Return what names have in common that differ in capitals and spaces only."""
    return "".join(name.casefold().split())


def _repetitions(
    document: Document, key: str, names: Sequence, firsts: Mapping[str, Node]
) -> Iterator[Problem]:
    """Yield the items that say again what one of the `firsts`, by folded name, says."""
    repeated: list[tuple[Span, str, Edit | None]] = []
    for place, item in enumerate(names.items):
        name = _name(document, item)
        if name and firsts[_folded(name)] is not item:
            deletion = _deletion(document.text.content, names, place)
            repeated.append((item.span, name, deletion))
    # Of equal ones all can go or none: one that stays would look like the one before it.
    staying = {name for _, name, deletion in repeated if deletion is None}
    for span, name, deletion in repeated:
        first = _name(document, firsts[_folded(name)])
        message = f"`{name}` stands in `{key}` already"
        if name != first:
            message += f", written `{first}`"
        fix = None
        if deletion and name not in staying:
            kind = Fix.safe if name == first else Fix.unsafe
            fix = kind("Delete the later one", deletion)
        yield Problem(span, message, fix)


def _deletion(content: str, names: Sequence, place: int) -> Edit | None:
    """Return the edit that deletes an item that is not the first, None if more would go with it."""
    before, span = names.items[place - 1].span, names.items[place].span
    if content.startswith("[", names.span.start):
        between = content[before.end : span.start]
        is_alone = re.fullmatch(r"\s*+,\s*+", between)
        return Edit(Span(before.end, span.end)) if is_alone else None
    start = content.rfind("\n", 0, span.start) + 1
    end = content.find("\n", span.end) + 1
    is_alone = re.fullmatch(r"[ \t]*+-[ \t]++", content[start : span.start])
    return Edit(Span(start, end)) if is_alone and content[span.end : end].isspace() else None


def _misspellings(
    front_matter: FrontMatter, key: str, node: Node, vocabulary: Collection[str]
) -> Iterator[Problem]:
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        return
    name = node.value.strip()
    if name != node.value and (edit := _rewriting(front_matter, node, name)):
        message = f"`{name}` in `{key}` has white space around it"
        yield Problem(node.span, message, Fix.safe("Take it away", edit))
    if not vocabulary or name in vocabulary:
        return
    for known in vocabulary:
        if _folded(known) == _folded(name):
            respelling = _rewriting(front_matter, node, known)
            fix = Fix.unsafe(f"Write `{known}`", respelling) if respelling else None
            yield Problem(node.span, f"`{name}` in `{key}` is to be written `{known}`", fix)
            return
    meant = closest(name, vocabulary)
    guess = f"; did you mean `{meant}`?" if meant else ""
    yield Problem(node.span, f"`{name}` is none of the names that `{key}` may hold{guess}")


def _rewriting(front_matter: FrontMatter, scalar: Scalar, name: str) -> Edit | None:
    if scalar.syntax is None:
        return None
    try:
        return front_matter.rewrite(scalar, name)
    except ValueError:
        return None


def _parts(text: str) -> tuple[str, ...]:
    """Return the names in a text, each once."""
    parts = (part.strip() for part in re.split("[,，、]", text))
    return tuple(dict.fromkeys(part for part in parts if part))


def _listing(front_matter: FrontMatter, node: Node) -> Fix | None:
    """Return what makes a list of a text with commas."""
    if not isinstance(node, Scalar) or node.syntax is None:
        return None
    try:
        items = ", ".join(front_matter.quoted(part) for part in _parts(str(node.value)))
    except ValueError:
        return None
    return Fix.unsafe("Make it a list", Edit(node.span, f"[{items}]"))
