"""A suppression silences exactly what it names."""

from collections.abc import Iterator

from newslint import engine, suppress
from newslint.diagnostic import Diagnostic
from newslint.document import Document
from tests.reliability.promises.trial import Trial


def suppressions_silence_what_they_name(trial: Trial) -> Iterator[str]:
    """Yield what a suppression at the end of a file silences besides, or does not.

    The same comment with a word that asks for nothing is what it is compared to.
    """
    named = sorted({said.rule for said in trial.findings.diagnostics if said.group != "meta"})
    if not named or trial.document.undecodable:
        return
    rule = named[len(trial.written.content) % len(named)]
    comment = f"\n\n<!-- %s-disable-file {rule} -- why -->\n"
    content = trial.document.text.content
    plain = trial.reworded(content + comment % "nowslint")
    silent = trial.reworded(content + comment % "newslint")
    is_read = any(each.span.start >= len(content) for each in suppress.directives(silent))
    expected = [said for said in _said(trial, plain) if not (is_read and said.rule == rule)]
    found = _said(trial, silent)
    for said in found:
        if said not in expected:
            yield f"silence about {rule} brings forth {said.rule}: {said.message}"
    for said in expected:
        if said not in found:
            yield f"silence about {rule} hides {said.rule}: {said.message}"


def _said(trial: Trial, document: Document) -> list[Diagnostic]:
    said = engine.lint(document, trial.rules).diagnostics
    return [each for each in said if each.group != "meta"]
