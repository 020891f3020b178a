"""Every rule, held to its examples and to the promises of the architecture."""

from collections import Counter
from collections.abc import Callable

import pytest

from newslint import engine
from newslint.diagnostic import Applicability, Diagnostic, apply
from newslint.document import Document
from newslint.rules import every_rule
from tests.conftest import Golden
from tests.rules.examples import Example, bad, examples, good

Variant = Callable[[bytes], bytes]


def crlf(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def with_bom(content: bytes) -> bytes:
    return content if content.startswith(b"\xef\xbb\xbf") else b"\xef\xbb\xbf" + content


def without_final_newline(content: bytes) -> bytes:
    return content.removesuffix(b"\n").removesuffix(b"\r")


VARIANTS = [crlf, with_bom, without_final_newline]
each_good = pytest.mark.parametrize("example", good(), ids=str)
each_bad = pytest.mark.parametrize("example", bad(), ids=str)
each_repairable = pytest.mark.parametrize(
    "example", [example for example in bad() if not example.document().undecodable], ids=str
)
each_variant = pytest.mark.parametrize("variant", VARIANTS)


def said(example: Example, content: bytes) -> tuple[Diagnostic, ...]:
    findings = engine.lint(example.document(content), [example.ready_rule])
    assert findings.failures == ()
    return findings.diagnostics


def fixed(example: Example, content: bytes, *, unsafe: bool = False) -> Document:
    repair = engine.fix(example.document(content), [example.ready_rule], unsafe=unsafe)
    assert repair.findings.failures == ()
    return repair.document


def lines(document: Document, diagnostics: tuple[Diagnostic, ...]) -> str:
    """Return what goldens hold: a line a diagnostic."""
    told = []
    for diagnostic in diagnostics:
        start = document.text.position(diagnostic.span.start)
        end = document.text.position(diagnostic.span.end)
        fix = (
            f" [{diagnostic.fix.applicability.value}: {diagnostic.fix.title}]"
            if diagnostic.fix
            else ""
        )
        told.append(
            f"{start.line}:{start.column}-{end.line}:{end.column} "
            f"{diagnostic.severity.value} {diagnostic.message}{fix}\n"
        )
    return "".join(told)


@each_good
def test_says_nothing_about_good(example: Example) -> None:
    assert lines(example.document(), said(example, example.content)) == ""


@each_good
@each_variant
def test_says_nothing_about_a_good_variant(example: Example, variant: Variant) -> None:
    content = variant(example.content)

    assert lines(example.document(content), said(example, content)) == ""


@each_bad
def test_reports_bad(example: Example, golden: Golden) -> None:
    diagnostics = said(example, example.content)

    assert diagnostics
    golden(example.golden("", ".txt"), lines(example.document(), diagnostics))


@pytest.mark.parametrize(
    ("example", "variant"),
    [
        pytest.param(example, variant, id=f"{example}-{variant.__name__}")
        for example in bad()
        for variant in VARIANTS
        # Where line endings are what an example is about, others would be another example.
        if not (variant is crlf and b"\r" in example.content)
    ],
)
def test_reports_a_bad_variant_in_the_same_places(example: Example, variant: Variant) -> None:
    content = variant(example.content)
    expected = said(example, example.content)

    found = said(example, content)

    assert [each.message for each in found] == [each.message for each in expected]
    before, after = example.document().text, example.document(content).text
    assert [after.position(each.span.start) for each in found] == [
        before.position(each.span.start) for each in expected
    ]


@each_bad
def test_fixes_bad(example: Example, golden: Golden) -> None:
    after = fixed(example, example.content)

    if after.text == example.document().text:
        assert not example.golden(".fixed").exists()
    else:
        golden(example.golden(".fixed"), after.encode().decode())


@each_bad
def test_fixes_bad_unsafely(example: Example, golden: Golden) -> None:
    safely = fixed(example, example.content)

    after = fixed(example, example.content, unsafe=True)

    if after.text == safely.text:
        assert not example.golden(".unsafe").exists()
    else:
        golden(example.golden(".unsafe"), after.encode().decode())


@each_repairable
@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
def test_fixing_twice_is_fixing_once(example: Example, *, unsafe: bool) -> None:
    once = fixed(example, example.content, unsafe=unsafe)

    twice = fixed(example, once.encode(), unsafe=unsafe)

    assert twice.text == once.text


@each_repairable
@each_variant
def test_fixes_a_variant_to_the_same_variant(example: Example, variant: Variant) -> None:
    expected = variant(fixed(example, example.content, unsafe=True).encode())

    found = fixed(example, variant(example.content), unsafe=True).encode()

    assert found == expected


@each_bad
def test_each_fix_alone_removes_its_problem(example: Example) -> None:
    document = example.document()
    diagnostics = said(example, example.content)
    for diagnostic in diagnostics:
        if diagnostic.fix is None:
            continue
        content = apply(document.text.content, diagnostic.fix.edits)

        found = engine.lint(Document.parse(example.file, content), [example.ready_rule])

        assert len(found.diagnostics) < len(diagnostics)


@pytest.mark.parametrize("name", every_rule())
def test_a_rule_fixes_what_it_says_it_fixes(name: str) -> None:
    fixes = {
        diagnostic.fix.applicability
        for example in bad()
        if example.rule.name == name
        for diagnostic in said(example, example.content)
        if diagnostic.fix
    }
    trusted = Applicability.SAFE if Applicability.SAFE in fixes else None
    assert every_rule()[name].fixes is (trusted or next(iter(fixes), None))


def about_content() -> list[Example]:
    """Return the bad examples of rules that are about what readers see in the body."""
    return [
        example
        for example in bad()
        if not example.rule.in_code and example.rule.group != "front-matter"
    ]


def about_bodies_for(*ends: str) -> list[Example]:
    """Return those whose body does not end the code that it is put in."""
    return [
        example for example in about_content() if not any(end in _body(example) for end in ends)
    ]


def _body(example: Example) -> str:
    document = example.document()
    return document.text[document.body].replace("\r", "")


@pytest.mark.parametrize("example", about_bodies_for("````"), ids=str)
def test_says_nothing_about_fenced_code(example: Example) -> None:
    document = Document.parse("post.md", f"````\n{_body(example)}\n````\n")

    assert engine.lint(document, [example.ready_rule]).diagnostics == ()


@pytest.mark.parametrize("example", about_bodies_for("\n\n", "</pre"), ids=str)
def test_says_nothing_about_preformatted_text(example: Example) -> None:
    document = Document.parse("post.md", f"<pre>\n{_body(example)}\n</pre>\n")

    assert engine.lint(document, [example.ready_rule]).diagnostics == ()


@pytest.mark.parametrize("example", about_bodies_for("\n\n", "-->"), ids=str)
def test_says_nothing_about_comments(example: Example) -> None:
    document = Document.parse("post.md", f"<!--\n{_body(example)}\n-->\n")

    assert engine.lint(document, [example.ready_rule]).diagnostics == ()


def test_no_two_examples_of_a_rule_share_a_golden() -> None:
    stems = Counter((example.file.parent, example.file.stem) for example in bad())

    assert [str(stem) for stem, count in stems.items() if count > 1] == []


def test_every_example_belongs_to_a_rule() -> None:
    strays = [
        example.file
        for example in examples()
        if (rule := every_rule().get(example.file.parent.name)) is None
        or rule.group != example.file.parents[1].name
    ]
    assert strays == []


@pytest.mark.parametrize("name", every_rule())
def test_every_rule_has_a_good_and_a_bad_example(name: str) -> None:
    mine = [example for example in examples() if example.file.parent.name == name]

    assert {example.is_good for example in mine} == {True, False}
