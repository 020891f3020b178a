"""All of newslint on real posts, where the folder of them is there."""

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from newslint import Diagnostic, Document, Findings, fix, lint
from newslint.config import Configs
from newslint.files import SUFFIXES
from newslint.rule import Rule


@pytest.fixture(scope="session")
def posts(corpus: Path) -> list[Path]:
    found = sorted(file for file in corpus.rglob("*") if file.is_file())
    assert len(found) > 100
    return found


def documents(posts: list[Path]) -> Iterator[tuple[Document, tuple[Rule, ...]]]:
    configs = Configs()
    for file in posts:
        # Layouts in other languages of templates are read as the HTML that they are.
        name = file if file.suffix in SUFFIXES else file.with_suffix(".html")
        yield Document.parse(name, file.read_bytes()), configs.of(file).rules_for(name)


def test_no_post_makes_a_rule_fail(posts: list[Path]) -> None:
    failures = {
        str(document.path): findings.failures
        for document, rules in documents(posts)
        if (findings := lint(document, rules)).failures
    }

    assert failures == {}


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
def test_every_repair_is_proven_and_fixing_twice_is_fixing_once(
    posts: list[Path], *, unsafe: bool
) -> None:
    wrong = {}
    for document, rules in documents(posts):
        once = fix(document, rules, unsafe=unsafe)
        twice = fix(once.document, rules, unsafe=unsafe)
        if once.findings.failures or twice.document.text != once.document.text:
            wrong[str(document.path)] = once.findings.failures

    assert wrong == {}


def test_the_seed_is_reported_as_it_is(corpus: Path) -> None:
    document, rules = next(documents([corpus / "seed.md"]))

    findings = lint(document, rules)

    assert Counter(said.rule for said in findings.diagnostics) == {
        "front-matter-position": 1,
        "placeholder-image": 2,
        "date-format": 1,
        "inline-style": 19,
        "editor-attribute": 4,
        "keyword-link": 4,
        "target-blank": 4,
    }
    styles = [document.text[said.span] for said in _said(findings, "inline-style")]
    assert all(style.startswith('style="') and style.endswith('"') for style in styles)
    assert len(styles) == document.text.content.count("style=")
    links = [document.text[said.span] for said in _said(findings, "keyword-link")]
    assert all(link.startswith('<a class="trsHotWords"') for link in links)


def test_the_seed_is_repaired_where_the_rules_say_and_nowhere_else(corpus: Path) -> None:
    document, rules = next(documents([corpus / "seed.md"]))
    before = document.text.content

    after = fix(document, rules).document.text.content

    removed, added = [], []
    for kind, start, end, new_start, new_end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if kind != "equal":
            removed.append(before[start:end])
            added.append(after[new_start:new_end])
    gone = "".join(removed)
    assert gone.count("style=") == 19
    assert gone.count("</a>") == gone.count("trsHotWords") == 4
    assert "".join(added).replace("2022-09-07T07:37:00Z", "").strip("0123456789-:TZ") == ""
    assert len(before) - len(after) == len(gone) - len("".join(added))


def _said(findings: Findings, rule: str) -> list[Diagnostic]:
    return [said for said in findings.diagnostics if said.rule == rule]
