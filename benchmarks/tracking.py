"""How well newslint cleans URLs, and how fast, beside others that do.

    python benchmarks/tracking.py CASES [--peers] [--python PYTHON] [--failures]

A case is a line of JSON with `input`, `expected`, `kind` (`param`, `redirect`, `keep` or
`other`) and `contested`, which is true where projects contradict each other. Other cleaners are
asked with `--peers`: courlan, ural and Unalix where PYTHON has them, tidy-url in the folder that
`NEWSLINT_NODE_MODULES` names.
"""

import argparse
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from tracking_peers import ask
from tracking_urls import urls

from newslint.tracking import BUNDLED, clean

COUNT = 100_000
ROUNDS = 5


class Case(NamedTuple):
    """A URL and what its author expects to be made of it."""

    url: str
    expected: str
    kind: str


def main() -> None:
    """Print the scores by kind and the time for one URL."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("cases", type=Path)
    parser.add_argument("--peers", action="store_true", help="ask other cleaners, too")
    parser.add_argument("--python", default=sys.executable, help="an interpreter that has them")
    parser.add_argument("--failures", action="store_true", help="print newslint's")
    parser.add_argument("--no-times", action="store_true", help="print scores only")
    arguments = parser.parse_args()
    cases, contested = read(arguments.cases)
    print(f"{len(cases)} cases, {contested} contested ones left out")
    given = [case.url for case in cases]
    results = {"newslint": [cleaned(url) for url in given]}
    if arguments.peers:
        modules = os.environ.get("NEWSLINT_NODE_MODULES", "")
        peers, absent = ask(given, arguments.python, modules)
        results |= {f"{peer.name} {peer.version}": peer.results for peer in peers}
        for name in absent:
            print(f"{name} is not installed: skipped")
    print(table(cases, results))
    if arguments.failures:
        print_failures(cases, results["newslint"])
    if not arguments.no_times:
        print_times()


def read(file: Path) -> tuple[list[Case], int]:
    """Return the uncontested cases of a file, and how many there are besides."""
    lines = filter(None, file.read_text(encoding="utf-8").split("\n"))
    found = [json.loads(line) for line in lines]
    cases = [
        Case(case["input"], case["expected"], case["kind"])
        for case in found
        if not case.get("contested")
    ]
    return cases, len(found) - len(cases)


def cleaned(url: str) -> str:
    """Return where a URL leads, without tracking parameters."""
    target = BUNDLED.target(url)
    return clean(target.url if target else url)


def table(cases: Sequence[Case], results: dict[str, list[str]]) -> str:
    """Return the scores of each cleaner, in Markdown."""
    total = Counter(case.kind for case in cases)
    heads = [f"{kind} ({total[kind]})" for kind in sorted(total)]
    rows = [
        ["Cleaner", *heads, "Passed", "Damage", "`keep` changed"],
        ["---", *["--:"] * (len(heads) + 3)],
        *([name, *scores(cases, made, sorted(total))] for name, made in results.items()),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def scores(cases: Sequence[Case], results: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """Return the cells of a row: passed by kind, passed in all, damage, changed ones to be kept."""
    passed: Counter[str] = Counter()
    damage = changed = 0
    for case, result in zip(cases, results, strict=True):
        passed[case.kind] += same(result, case.expected)
        damage += is_damaged(case, result)
        changed += case.kind == "keep" and not same(result, case.expected)
    everything = f"{passed.total()} ({passed.total() / len(cases):.1%})"
    return [*(str(passed[kind]) for kind in kinds), everything, str(damage), str(changed)]


def same(one: str, other: str) -> bool:
    """Whether two URLs differ in nothing but spelling: empty path, case of host and escapes."""
    return _normal(one) == _normal(other)


def _normal(url: str) -> str:
    url = re.sub(r"%[0-9a-fA-F]{2}", lambda escape: escape[0].upper(), url)
    match = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*)(/?)", url)
    return f"{match[1].lower()}/{url[match.end() :]}" if match else url


def is_damaged(case: Case, result: str) -> bool:
    """Whether something that the expectation keeps is gone or altered.

    That is another page than the one given and the one expected, a field that is missing there,
    another fragment, or a field that neither has.
    """
    given, expected, made = map(_parts, (case.url, case.expected, result))
    if made in (given, expected):
        return False
    if made.page not in {given.page, expected.page} or made.fields - given.fields - expected.fields:
        return True
    if made.page != expected.page:
        return False  # a redirect left as it is, or a path that was to be shortened
    lost = expected.fields - made.fields
    return bool(lost) or made.fragment not in {given.fragment, expected.fragment}


class _Parts(NamedTuple):
    page: str
    fields: Counter[str]
    fragment: str


def _parts(url: str) -> _Parts:
    rest, _, fragment = _normal(url).partition("#")
    page, _, query = rest.partition("?")
    return _Parts(page, Counter(filter(None, query.split("&"))), fragment)


def print_failures(cases: Sequence[Case], results: Sequence[str]) -> None:
    """Print the cases that newslint does not pass, marked where there is damage."""
    for case, result in zip(cases, results, strict=True):
        if not same(result, case.expected):
            mark = "damage" if is_damaged(case, result) else ""
            print(f"\n{case.kind} {mark}\n  {case.url}\n  {result}\n  {case.expected}")


def print_times() -> None:
    """Print what a question about a URL costs on average, beside splitting it."""
    made = list(urls(COUNT))
    share = sum("?" in url for url in made) / COUNT
    print(f"\n{COUNT:,} URLs, {share:.0%} with a query")
    base = _microseconds(urlsplit, made)
    print(f"{'urlsplit':12} {base:5.2f} µs a URL")
    questions: dict[str, Callable[[str], object]] = {
        "parameters": BUNDLED.parameters,
        "target": BUNDLED.target,
        "opaque": BUNDLED.opaque,
        "pixel": BUNDLED.pixel,
        "script": BUNDLED.script,
        "cleaned": cleaned,
    }
    for name, question in questions.items():
        taken = _microseconds(question, made)
        print(f"{name:12} {taken:5.2f} µs a URL, {taken / base:.2f} times urlsplit's")


def _microseconds(question: Callable[[str], object], made: Sequence[str]) -> float:
    """Return the time for one URL in the best of some rounds, the hosts being known by then."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for url in made:
            question(url)
        best = min(best, time.perf_counter() - start)
    return best / len(made) * 1_000_000


if __name__ == "__main__":
    main()
