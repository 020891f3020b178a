"""The engine, with small rules made for the test."""

import re
from collections.abc import Iterator

import pytest

from newslint import Document, Edit, Fix, Problem, Rule, Severity, Span, fix, lint
from newslint.diagnostic import Applicability


class Replace(Rule, frozen=True):
    """Finds a pattern, and replaces it."""

    pattern: str = ""
    by: str = ""
    trust: Applicability = Applicability.SAFE

    def check(self, document: Document) -> Iterator[Problem]:
        for match in document.matches(re.compile(self.pattern)):
            span = Span(*match.span())
            yield Problem(
                span, f"found {match[0]}", Fix("mend", self.trust, (Edit(span, self.by),))
            )


class Other(Replace, frozen=True):
    """Does the same under another name."""


class Third(Replace, frozen=True):
    """And a third one."""


class Fourth(Replace, frozen=True):
    """And a fourth one."""


class Fifth(Replace, frozen=True):
    """And a fifth one."""


class Raising(Rule, frozen=True):
    """Has a bug."""

    def check(self, document: Document) -> Iterator[Problem]:
        raise KeyError(document.path.name)


Replace.name, Other.name, Third.name, Fourth.name = "replace", "other", "third", "fourth"
Fifth.name, Raising.name = "fifth", "raising"


def document(text: str, name: str = "post.md") -> Document:
    return Document.parse(name, text)


def test_diagnostics_come_in_order_of_place_and_rule() -> None:
    rules = [Replace(pattern="b"), Other(pattern="a"), Replace(pattern="a")]

    findings = lint(document("a b a"), rules)

    assert [(each.span.start, each.rule) for each in findings.diagnostics] == [
        (0, "other"),
        (0, "replace"),
        (2, "replace"),
        (4, "other"),
        (4, "replace"),
    ]


def test_a_diagnostic_has_the_severity_that_the_rule_is_given() -> None:
    findings = lint(document("a"), [Replace(pattern="a", severity=Severity.INFO)])

    assert [each.severity for each in findings.diagnostics] == [Severity.INFO]


def test_a_rule_that_raises_is_named_and_the_others_go_on() -> None:
    findings = lint(document("a"), [Raising(), Replace(pattern="a")])

    assert [(each.rule, each.message) for each in findings.failures] == [
        ("raising", "raised KeyError: 'post.md'")
    ]
    assert "raise KeyError(document.path.name)" in findings.failures[0].trace
    assert [each.rule for each in findings.diagnostics] == ["replace"]


@pytest.mark.parametrize(
    "text",
    ["`x`", "```\nx\n```\n", "    x\n", "<pre>x</pre>", "<code>x</code>", "<!-- x -->"],
)
def test_code_is_not_content(text: str) -> None:
    assert lint(document(text), [Replace(pattern="x")]).diagnostics == ()


def test_fixes_that_do_not_collide_are_made_in_one_round() -> None:
    repair = fix(document("**a** <b>b</b> a"), [Replace(pattern=r"</?b>", by="")])

    assert repair.document.text.content == "**a** b a"
    assert len(repair.applied) == 2


def test_a_fix_that_collides_waits_for_the_next_round() -> None:
    rules = [Replace(pattern="<b></b>"), Other(pattern="</b><i>")]

    repair = fix(document("<b></b><i></i>"), rules)

    assert repair.document.text.content == "<i></i>"
    assert [each.rule for each in repair.applied] == ["replace"]


def test_unsafe_fixes_are_made_on_request_only() -> None:
    rule = Replace(pattern="old", by="new", trust=Applicability.UNSAFE)

    assert fix(document("old"), [rule]).document.text.content == "old"
    assert fix(document("old"), [rule], unsafe=True).document.text.content == "new"


def test_a_safe_fix_that_changes_words_is_not_made_and_named() -> None:
    repair = fix(
        document("old <i></i>"), [Replace(pattern="old", by="new"), Other(pattern="</?i>")]
    )

    assert repair.document.text.content == "old "
    assert [(each.rule, each.message.partition(" (")[0]) for each in repair.findings.failures] == [
        ("replace", "its fix would change the words the reader sees")
    ]


def test_rules_that_undo_each_other_are_named_and_nothing_is_written() -> None:
    rules = [Replace(pattern="<i>", by="<b>"), Other(pattern="<b>", by="<i>")]

    repair = fix(document("<i>"), rules)

    assert repair.document.text.content == "<i>"
    assert {each.rule for each in repair.findings.failures} == {"replace", "other"}
    assert "does not settle (other and replace)" in repair.findings.failures[0].message


def test_rules_that_are_wrong_only_together_are_named_and_the_others_fix() -> None:
    rules = [
        Replace(pattern="<i>", by="<b>"),
        Third(pattern="<hr style=''>", by="<hr>"),
        Other(pattern="<b>", by="<i>"),
    ]

    repair = fix(document("<i><hr style=''>"), rules)

    assert repair.document.text.content == "<i><hr>"
    assert [each.rule for each in repair.applied] == ["third"]
    assert {each.rule for each in repair.findings.failures} == {"replace", "other"}


def test_several_rules_that_are_wrong_alone_are_named_and_the_others_fix() -> None:
    rules = [
        Replace(pattern="old", by="new"),
        Third(pattern="<hr style=''>", by="<hr>"),
        Other(pattern="<i>", by="<b><i>"),
    ]

    repair = fix(document("old <i><hr style=''>"), rules)

    assert repair.document.text.content == "old <i><hr>"
    assert [each.rule for each in repair.findings.failures] == ["other", "replace"]


def test_two_pairs_that_are_wrong_only_together_are_named_and_the_others_fix() -> None:
    rules = [
        Replace(pattern="<i>", by="<b>"),
        Other(pattern="<b>", by="<i>"),
        Third(pattern="<hr style=''>", by="<hr>"),
        Fourth(pattern="<u>", by="<s>"),
        Fifth(pattern="<s>", by="<u>"),
    ]

    repair = fix(document("<i><u><hr style=''>"), rules)

    assert repair.document.text.content == "<i><u><hr>"
    assert {each.rule for each in repair.findings.failures} == {
        "replace",
        "other",
        "fourth",
        "fifth",
    }


def test_a_rule_that_grows_its_text_for_ever_is_stopped() -> None:
    repair = fix(document("<i>"), [Replace(pattern="<i>", by="<b><i>")])

    assert repair.document.text.content == "<i>"
    assert len(repair.findings.failures) == 1


def test_a_fix_that_leaves_its_problem_is_not_made() -> None:
    repair = fix(document("<i>"), [Replace(pattern="<[bi]>", by="<i>")])

    assert repair.document.text.content == "<i>"
    assert "does not remove its problem" in repair.findings.failures[0].message


@pytest.mark.parametrize(
    "text",
    ["{{ <i> }}", "<pre>\n<i>\n</pre>", "`<i>`", "<a title='{{ <i> }}'>"],
)
def test_no_fix_touches_templates_or_code(text: str) -> None:
    repair = fix(document(text), [Replace(pattern="<i>", by="")])

    assert repair.document.text.content == text
    assert repair.findings.failures == ()


def test_no_fix_is_made_where_bytes_could_not_be_read() -> None:
    latin = Document.parse("post.md", "caf\xe9 <i></i>".encode("latin-1"))

    repair = fix(latin, [Replace(pattern="<i></i>", by="")])

    assert repair.document is latin
    assert repair.applied == ()


def test_what_remains_is_said_of_the_repaired_text() -> None:
    rules = [Replace(pattern="<i></i>", by=""), Other(pattern="b", trust=Applicability.UNSAFE)]

    repair = fix(document("<i></i>b"), rules)

    assert [(each.rule, each.span.start) for each in repair.findings.diagnostics] == [("other", 0)]


def test_many_fixes_are_made_together() -> None:
    text = "<i></i>x" * 5000

    repair = fix(document(text), [Replace(pattern="<i></i>", by="")])

    assert repair.document.text.content == "x" * 5000
