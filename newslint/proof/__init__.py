"""What must be true of a repaired text before it may be written.

The judges are independent of the parsers that made the edits: pyromark renders the body and
BeautifulSoup reads what a reader would see; python-frontmatter reads the values.
"""

from collections.abc import Collection, Iterable, Mapping

from msgspec.structs import replace

from newslint.diagnostic import Edit, apply
from newslint.document import Document
from newslint.regex import regex
from newslint.text import Span, Spans, Text


def objection(
    before: Document,
    after: Document,
    *,
    touched: Collection[str],
    removed: Mapping[str, int],
    removed_words: Collection[str] = (),
    same_words: bool,
) -> str:
    """Return what is wrong with a repair, in words that follow "its fix …"; empty if nothing is.

    `touched` are the top-level keys of the front matter that edits lay in. `removed` says how many
    elements of each name the fixes may have taken away, and `removed_words` has patterns of the
    words they may have taken away. `same_words` asks for what a safe fix promises: otherwise the
    same words, and links that lead to the same pages.
    """
    # Only a changed file pays for the judges, whose imports take longer than most runs.
    from newslint.proof import page, values

    if _tokens(before) != _tokens(after):
        return "would change template tokens"
    if problem := values.objection(before, after, touched):
        return problem
    return page.objection(before, after, removed, removed_words) if same_words else ""


def keys_at(document: Document, edits: Iterable[Edit]) -> set[str]:
    """Return the top-level keys of the front matter in whose entries the edits lie."""
    front_matter = document.front_matter
    if front_matter is None or front_matter.root is None:
        return set()
    # What touches an entry lies in it, too.
    touched = Spans.merged(Span(max(0, edit.span.start - 1), edit.span.end + 1) for edit in edits)
    return {
        str(entry.key.value)
        for entry in front_matter.root.entries
        if touched.overlapping(Span(entry.key.span.start, entry.value.span.end))
    }


_RAW = regex(r"\{%[-+~]?\s*(?:end)?(?:raw|verbatim)\b[^%{}]*%\}")


def _tokens(document: Document) -> list[str]:
    """Return the tokens, also those that are none because they stand between `raw` and `endraw`.

    The two do not count: what they protect is there before and after they are.
    """
    raw = [Edit(span) for span in document.templates if _RAW.fullmatch(document.text[span])]
    if raw:
        document = replace(document, text=Text(apply(document.text.content, raw)))
    return [document.text[span] for span in document.templates]
