"""Every rule, held to its examples and to the promises of the architecture."""

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


@each_bad
@each_variant
def test_reports_a_bad_variant_in_the_same_places(example: Example, variant: Variant) -> None:
    if variant is crlf and b"\r" in example.content:
        pytest.skip("its line endings are what this example is about")
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


@each_bad
@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
def test_fixing_twice_is_fixing_once(example: Example, *, unsafe: bool) -> None:
    if example.document().undecodable:
        pytest.skip("newslint writes nothing over such a file")
    once = fixed(example, example.content, unsafe=unsafe)

    twice = fixed(example, once.encode(), unsafe=unsafe)

    assert twice.text == once.text


@each_bad
@each_variant
def test_fixes_a_variant_to_the_same_variant(example: Example, variant: Variant) -> None:
    if example.document().undecodable:
        pytest.skip("newslint writes nothing over such a file")
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


@each_bad
@pytest.mark.parametrize("around", ["````\n{}\n````\n", "<pre>\n{}\n</pre>\n", "<!--\n{}\n-->\n"])
def test_says_nothing_about_code(example: Example, around: str) -> None:
    rule = example.rule
    if rule.in_code or rule.group == "front-matter":
        pytest.skip("this rule is not about what readers see in the body")
    document = example.document()
    if document.is_html and around.startswith("`"):
        pytest.skip("backticks mean nothing in HTML")
    body = document.text[document.body]
    if around.startswith("<") and ("\n\n" in body or "-->" in body or "</pre" in body):
        pytest.skip("this body would end the code it is put in")
    content = around.format(body).encode()

    assert lines(document, said(example, content)) == ""


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
