"""The JSON report says where everything is, and its edits turn what was into what is written."""

import json
from collections.abc import Iterator
from typing import Any

from newslint import engine
from newslint.document import Document
from newslint.engine import Findings
from newslint.formats import json as json_format
from newslint.report import FileReport, Located, Report
from tests.reliability.promises.trial import Trial


def places_are_right(trial: Trial) -> Iterator[str]:
    """Yield diagnostics out of order, and places that are not where the text has them."""
    content = trial.document.text.content
    said = _reported(trial.document, trial.findings)
    order = [(each["start"]["offset"], each["end"]["offset"], each["rule"]) for each in said]
    if order != sorted(order):
        yield "the diagnostics are out of order"
    for each in said:
        start, end = each["start"]["offset"], each["end"]["offset"]
        if not 0 <= start <= end <= len(content):
            yield f"{each['rule']} reports {start} to {end} in a text of {len(content)} characters"
            continue
        for place in (each["start"], each["end"]):
            before = content[: place["offset"]]
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            if (line, column) != (place["line"], place["column"]):
                yield f"{each['rule']} reports {place} where line {line}, column {column} is"


def reports_describe_the_repair(trial: Trial) -> Iterator[str]:
    """Yield repairs that are not what comes of the edits in the reports, and of nothing else."""
    if trial.refused or trial.document.undecodable:
        return
    safe = _replayed(trial, trial.document.text.content, {"safe"})
    if _bytes(trial, safe) != trial.safe.document.encode():
        yield "the edits of the reports make another text than the safe repair"
    every = _replayed(trial, safe, {"safe", "unsafe"})
    if _bytes(trial, every) != trial.unsafe.document.encode():
        yield "the edits of the reports make another text than the unsafe repair"


def _bytes(trial: Trial, content: str) -> bytes:
    bom = b"\xef\xbb\xbf"
    return (bom if trial.written.content.startswith(bom) else b"") + content.encode()


_MOST_ROUNDS = 100


def _replayed(trial: Trial, content: str, allowed: set[str]) -> str:
    """Return the text after all edits of one report after the other."""
    for _ in range(_MOST_ROUNDS):
        document = trial.reworded(content)
        said = _reported(document, engine.lint(document, trial.rules))
        edits = _compatible(each["fix"] for each in said if _is_allowed(each, allowed))
        if not edits:
            break
        for start, end, text in sorted(edits, reverse=True):
            content = content[:start] + text + content[end:]
    return content


def _is_allowed(said: dict[str, Any], allowed: set[str]) -> bool:
    return said["fix"] is not None and said["fix"]["applicability"] in allowed


_Edit = tuple[int, int, str]


def _compatible(fixes: Iterator[dict[str, Any]]) -> list[_Edit]:
    """Return the edits of those fixes that do not collide with one before them."""
    taken: list[_Edit] = []
    for fix in fixes:
        edits = [(edit["start"], edit["end"], edit["text"]) for edit in fix["edits"]]
        if not any(_collide(one, other) for one in edits for other in taken):
            taken += edits
    return taken


def _collide(one: _Edit, other: _Edit) -> bool:
    (start, end, _), (other_start, other_end, _) = one, other
    if start < end and other_start < other_end:
        return start < other_end and other_start < end
    return start <= other_end and other_start <= end


def _reported(document: Document, findings: Findings) -> list[dict[str, Any]]:
    """Return the diagnostics as programs get them."""
    located = tuple(Located.of(said, document.text) for said in findings.diagnostics)
    report = Report([FileReport(document.path.name, located=located)])
    diagnostics: list[dict[str, Any]] = json.loads("".join(json_format.render(report)))[
        "diagnostics"
    ]
    return diagnostics
