"""The rule editor-attribute."""

import re
from collections.abc import Collection, Iterable, Iterator
from fnmatch import fnmatchcase

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html import Attribute, Element
from newslint.html.editors import CLASS, PROGRAMS, traces, writer
from newslint.html.vocabulary import ATTRIBUTES, PROSE
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class EditorAttribute(Rule, frozen=True):
    """An article does not carry the notes that editors and content systems leave in it.

    ## Why

    Whoever pastes from Word, Google Docs, an online editor or another site pastes that program's
    notes, too: `class="MsoNormal"`, `<o:p>`, `data-mce-style`, `contenteditable`, comments for
    old versions of Word. No reader sees them, they are often longer than the words between them,
    and some make a paragraph of the page a place to type in.

    ## What to do

    Delete them: the fix does so and leaves all else in the tag, other classes included. The tags
    of Word's own elements (`<o:p>`, `<st1:place>`) go with `--unsafe`; their words stay.

    An attribute that no version of HTML knows, such as `<p fold="2">`, does nothing either,
    unless a script of your site reads it; so it is deleted with `--unsafe` only. What components,
    templates, Vue, Alpine, htmx, AMP, RDFa or Microdata write is left alone, and so are `data-`
    attributes that no known program leaves behind.

    ## Options

    - `allow`: attributes and classes that may stay, such as `["contenteditable", "gmail_*"]`; `*`
      stands for any characters.
    """

    fixes = Applicability.SAFE
    in_code = True  # for comments, of which Word leaves most
    allow: tuple[str, ...] = ()

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every tag with such attributes, and every element and comment of Word's."""
        suspects = self._suspects(document)
        for element in document.elements if suspects else ():
            names = {attribute.name for attribute in element.attributes} & suspects
            if names and not document.code.covers(element.span.start):
                yield from self._left_in(element, names, document)
        yield from _elements(document)
        yield from _comments(document)

    def _suspects(self, document: Document) -> set[str]:
        """Return the names of attributes at which to look closer."""
        names = document.attribute_names
        suspects = {
            name for name in names - ATTRIBUTES if traces(name) or _ONE_WORD.fullmatch(name)
        }
        for name in ("id", "label"):
            if any(map(writer, document.attributes_named(name))):
                suspects.add(name)
        # Most classes are said again and again.
        values = {each.value for each in document.attributes_named("class")}
        if any(CLASS.search(value) for value in values):
            suspects.add("class")
        return {name for name in suspects if not self._may_stay(name)}

    def _may_stay(self, name: str) -> bool:
        return any(fnmatchcase(name, pattern) for pattern in self.allow)

    def _left_in(
        self, element: Element, names: Collection[str], document: Document
    ) -> Iterator[Problem]:
        """Yield what programs left in a tag, and what nobody knows."""
        left = []
        unknown = []
        programs = []
        for attribute in element.attributes:
            if attribute.name not in names or attribute is not element.attribute(attribute.name):
                continue
            if attribute.name == "class":
                yield from self._classes(element, attribute)
            elif program := writer(attribute, element):
                left.append(attribute)
                programs.append(program)
            elif _is_made_up(attribute, element, document):
                unknown.append(attribute)
        if left:
            fix = Fix.safe("Remove what the program left", *_removals(element, left))
            yield Problem(left[0].span, f"{_listed(left)} left by {programs[0]}", fix)
        if unknown:
            fix = Fix.unsafe("Remove what HTML does not know", *_removals(element, unknown))
            yield Problem(unknown[0].span, f"HTML knows no {_listed(unknown)}", fix)

    def _classes(self, element: Element, attribute: Attribute) -> Iterator[Problem]:
        """Yield the classes that a program left; the others stay."""
        value = attribute.value
        left = [each for each in CLASS.finditer(value) if not self._may_stay(each[0])]
        if not left or attribute.literal is None:
            return
        if len(left) == len(value.split()):
            edits = list(_removals(element, [attribute]))
        else:
            edits = [attribute.literal.edit(*_with_space(value, each)) for each in left]
        program = PROGRAMS[left[0].lastgroup or ""]
        names = _joined(dict.fromkeys(each[0] for each in left))
        fix = Fix.safe("Remove what the program left", *edits)
        yield Problem(attribute.span, f"Class {names} left by {program}", fix)


# A name with other characters belongs to a framework: `x-data`, `@click`, `:class`, `v-if`. What
# begins with `on` runs a script, and is no mere note.
_ONE_WORD = regex(r"(?!on[a-z]{3})[a-z][a-z0-9]*+")


def _is_made_up(attribute: Attribute, element: Element, document: Document) -> bool:
    if attribute.name in ATTRIBUTES or not _ONE_WORD.fullmatch(attribute.name):
        return False
    if element.name not in PROSE or attribute.literal is None:
        return False
    if attribute.value.startswith("{") or document.templates.overlapping(attribute.span):
        return False
    return all(
        # A component's name or property is written in both cases.
        document.text.content[start : start + len(name)] in {name, name.upper()}
        for start, name in (
            (element.span.start + 1, element.name),
            (attribute.span.start, attribute.name),
        )
    )


def _removals(element: Element, gone: Iterable[Attribute]) -> Iterator[Edit]:
    """Yield the edits; without the first of a name, the second would begin to count."""
    names = {attribute.name for attribute in gone}
    for attribute in element.attributes:
        if attribute.name in names:
            yield Edit(attribute.removal)


def _with_space(value: str, word: re.Match[str]) -> tuple[int, int]:
    """Return where a word stands with the space that goes with it."""
    start, end = word.span()
    if not value[end:].strip() and value[:start].strip():
        return len(value[:start].rstrip()), end
    return start, end + len(value[end:]) - len(value[end:].lstrip())


def _listed(attributes: Iterable[Attribute]) -> str:
    return _joined(attribute.name for attribute in attributes)


_MOST_NAMES = 4


def _joined(names: Iterable[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    rest = len(quoted) - _MOST_NAMES
    return ", ".join(quoted[:_MOST_NAMES]) + (f" and {rest} more" if rest > 0 else "")


_FOREIGN_NAME = regex(r"(?:[ovwxm]|st[0-9]):.")
_HELPERS = (
    "grammarly-extension",
    "grammarly-desktop-integration",
    "google-sheets-html-origin",
    "byte-sheet-html-origin",
)


def _elements(document: Document) -> Iterator[Problem]:
    """Yield the elements that only the program knows that wrote them."""
    found = list(document.elements_named(*_HELPERS))
    found += [
        each for each in document.elements if ":" in each.name and _FOREIGN_NAME.match(each.name)
    ]
    for element in found:
        if document.code.covers(element.span.start):
            continue
        fix = None
        if element.end:
            fix = Fix.unsafe("Keep the words only", Edit(element.span), Edit(element.end))
        elif element.self_closing:
            fix = Fix.unsafe("Remove the tag", Edit(element.span))
        yield Problem(element.span, f"Element `<{element.name}>` left by an editor", fix)


_OPENS = regex(r"<!(?:--)?+\s*+(?P<condition>\[if\s[^\]]*+\])", re.IGNORECASE)
_FOR_WORD = regex(r"mso|support|vml|ppt|excel", re.IGNORECASE)
_CLOSES = regex(r"<!(?:--\s*+<!)?+\s*+\[endif\](?:--)?+>", re.IGNORECASE)


def _comments(document: Document) -> Iterator[Problem]:
    """Yield the comments by which Word speaks to itself, one problem for those in a row."""
    if not (document.markup.comments or document.markup.declarations):
        return
    run: Span | None = None
    for span in _for_word(document):
        if run and run.end == span.start:
            run = Span(run.start, span.end)
            continue
        if run:
            yield _comment(document, run)
        run = span
    if run:
        yield _comment(document, run)


def _for_word(document: Document) -> Iterator[Span]:
    is_open = False
    markup = document.markup
    for span in sorted((*markup.comments, *markup.declarations)):
        written = document.text[span]
        if opens := _OPENS.match(written):
            is_open = bool(_FOR_WORD.search(opens["condition"]))
            if is_open and written.endswith(">"):
                yield span
        elif is_open and _CLOSES.fullmatch(written):
            is_open = False
            yield span


def _comment(document: Document, span: Span) -> Problem:
    opens = _OPENS.match(document.text[span])
    what = f"`{opens['condition']}`" if opens else "its end"
    fix = Fix.safe("Remove the comment", Edit(_with_line(document, span)))
    return Problem(span, f"Comment left by Word ({what})", fix)


def _with_line(document: Document, span: Span) -> Span:
    """Return a span with its lines where nothing else stands on them."""
    text = document.text
    start = text.line(text.position(span.start).line).start
    last = text.position(span.end).line
    end = text.line(last + 1).start if last < text.line_count else len(text)
    alone = not (text.content[start : span.start] + text.content[span.end : end]).strip()
    return Span(start, end) if alone else span
