"""Template tokens and code, by judges who have no part in newslint."""

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from newslint.document import Document
from newslint.engine import Repair
from tests.reliability.promises.trial import Trial, safely_fixed_by

# Where engines disagree on what a token is, such as over several lines, this judge says nothing.
_TOKEN = re.compile(r"\{\{[^{}\n<>\"']*\}\}|\{%[^{}%\n<>\"']*%\}|<%[^%\n<>\"']*%>")
# Their subject is template syntax.
_ABOUT_TOKENS = {"template-leak", "unescaped-template", "unused-suppression", "front-matter-markup"}


def template_tokens_stay(trial: Trial) -> Iterator[str]:
    """Yield repairs with other tokens than before; MDX has none of these."""
    if trial.written.name.endswith(".mdx"):
        return
    before = _TOKEN.findall(trial.document.text.content)
    for name, repair in trial.repairs:
        if _fixed_by(repair).isdisjoint(_ABOUT_TOKENS):
            now = _TOKEN.findall(repair.document.text.content)
            # An unsafe fix may take away an element as a whole, with the tokens in it.
            if now != before and (name == "safe" or not _is_part(now, before)):
                yield f"the {name} repair changes template tokens: {before} to {now}"


def _fixed_by(repair: Repair) -> set[str]:
    return {said.rule for said in repair.applied}


def code_stays(trial: Trial) -> Iterator[str]:
    """Yield safe repairs of Markdown in which code is not what it was."""
    if trial.document.is_html or trial.written.name.endswith(".mdx"):
        return
    fixed_by = safely_fixed_by(trial.safe)
    if not fixed_by or not fixed_by.isdisjoint(_ABOUT_TOKENS):
        return
    before = [code for code in _code(trial.document) if _is_known(code, trial.document)]
    if not _is_part(before, _code(trial.safe.document)):
        yield f"the safe repair changes code: {before} to {_code(trial.safe.document)}"


def _is_known(code: str, document: Document) -> bool:
    """Whether newslint takes this for code as well, wherever it stands in the text."""
    content = document.text.content
    lines = [line for line in code.splitlines() if line.strip()]
    return all(
        document.code.covers(match.start())
        for line in lines
        for match in re.finditer(re.escape(line), content)
    )


_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _code(document: Document) -> list[str]:
    """Return the text of each piece of code."""
    return [
        token.content
        for token in _tokens(_MARKDOWN.parse(document.text.content[document.body.start :]))
        if token.type in {"fence", "code_block", "code_inline"}
    ]


def _tokens(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _tokens(token.children or ())


def _is_part(part: Iterable[str], whole: Iterable[str]) -> bool:
    """Whether all of `part` is in `whole`, in its order."""
    rest = iter(whole)
    return all(each in rest for each in part)
