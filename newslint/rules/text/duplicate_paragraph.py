"""The rule duplicate-paragraph."""

from collections import Counter
from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from msgspec import Struct

from newslint import blocks
from newslint.blocks import Block
from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class DuplicateParagraph(Rule, frozen=True):
    """An article says each paragraph once.

    ## Why

    Scraped pages hold their text twice: once for the teaser or the printer, once for the page. A
    paste that went wrong does the same. Readers stumble, and nobody notices before they write in.

    ## What to do

    Delete the later copy, which is what `--unsafe` does. Paragraphs that follow each other and
    are all repeated are reported once. Only the words count, not markup and line breaks. Short
    paragraphs, lists, tables, quotations and captions may repeat what was said.

    ## Options

    - `length`: how many characters a paragraph has at least that is not to be repeated; a Chinese,
      Japanese or Korean one counts as two.
    """

    fixes = Applicability.UNSAFE
    length: int = 100

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every paragraph, or run of them, that stood in the body before."""
        if not _may_repeat(document):
            return
        paragraphs = [
            each
            for each in document.blocks
            if each.words and not each.level and not each.nested
            if not document.code.covers(each.span.start)
        ]
        for run in _repeated(paragraphs):
            copies = paragraphs[run.start : run.end]
            if any(_width(each.words) >= self.length for each in copies):
                yield _problem(document, paragraphs[run.first], copies)


class _Run(Struct):
    """The paragraphs `[start, end)` say what those from `first` on say."""

    first: int
    start: int
    end: int


_LONG = 24  # characters; of a longer paragraph at least one line is longer


def _may_repeat(document: Document) -> bool:
    """Whether a line, or what stands between two tags, stands in the body twice, and not as code.

    It costs next to nothing where none does, and the paragraphs need not be looked for.
    """
    body = document.text.content[document.body.start :]
    lines = body.replace("<", "\n").replace("\r", "\n").split("\n")
    once: set[str] = set()
    again: set[str] = set()
    for line in lines:
        if len(line) >= _LONG:
            (again if line in once else once).add(line)
    repeated = {line for line in again if not _is_tag(line)}
    if not repeated:
        return False
    seen: set[str] = set()
    start = document.body.start
    for line in lines:
        end = start + len(line)
        if line in repeated and not _is_code(document, Span(start, end)):
            if line in seen:
                return True
            seen.add(line)
        start = end + 1
    return False


# Elements that hold paragraphs or no words: a page has many that are alike.
_TAG = regex(
    r"(?:p|h[1-6]|div|section|article|header|footer|main|figure|ul|ol|li|dl|dt|dd|table|tr|td|th"
    r"|hr|img|svg|path|use|iframe|script|link|input|progress)\s[^<>=]*+=[^<>]*+>\s*+"
)


def _is_tag(line: str) -> bool:
    """Whether a line is blank, or a tag without its `<` and no words behind it."""
    return line.isspace() or bool(_TAG.fullmatch(line))


def _is_code(document: Document, span: Span) -> bool:
    return any(span in code for code in document.code.overlapping(span))


def _repeated(paragraphs: Sequence[Block]) -> Iterator[_Run]:
    """Yield the longest runs that stood there before."""
    seen: dict[str, int] = {}
    run = _Run(0, 0, 0)
    for number, paragraph in enumerate(paragraphs):
        first = seen.setdefault(paragraph.words, number)
        following = run.first + number - run.start
        goes_on = run.end == number and following < run.start
        if goes_on and paragraphs[following].words == paragraph.words:
            run.end += 1
            continue
        if run.end > run.start:
            yield run
        run = _Run(first, number, number + (first < number))
    if run.end > run.start:
        yield run


def _width(words: str) -> int:
    """Return the length of a text, wide characters counted twice."""
    if words.isascii():
        return len(words)
    return len(words) + sum(east_asian_width(character) in "WF" for character in words)


def _problem(document: Document, original: Block, copies: Sequence[Block]) -> Problem:
    line = document.text.position(original.span.start).line
    count = len(copies)
    told = f"This paragraph stands in line {line} already"
    if count > 1:
        told = f"These {count} paragraphs stand from line {line} on already"
    span = Span(copies[0].span.start, copies[-1].span.end)
    title = "Delete the copy" if count == 1 else "Delete the copies"
    content = document.text.content
    stretches = list(_stretches(content, copies))
    if not all(_is_balanced(document.text[stretch]) for stretch in stretches):
        return Problem(span, told)
    edits = [Edit(blocks.removal(content, document.body, stretch)) for stretch in stretches]
    return Problem(span, told, Fix.unsafe(title, *edits))


def _stretches(content: str, copies: Sequence[Block]) -> Iterator[Span]:
    """Yield where the copies stand, those with nothing between them as one."""
    start, end = copies[0].span.start, copies[0].span.end
    for copy in copies[1:]:
        if content[end : copy.span.start].strip():
            yield Span(start, end)
            start = copy.span.start
        end = copy.span.end
    yield Span(start, end)


_ANY_TAG = regex(r"<(/?)([a-zA-Z][\w:-]*+)")
_VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "source", "track", "wbr"))


def _is_balanced(written: str) -> bool:
    """Whether each tag has its partner there."""
    if "<" not in written:
        return True
    tags = [(name.lower(), slash) for slash, name in _ANY_TAG.findall(written)]
    opened = Counter(name for name, slash in tags if not slash and name not in _VOID)
    return opened == Counter(name for name, slash in tags if slash)
