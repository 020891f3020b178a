"""How much tracking the catalogue finds in a file of cases, and how fast.

Usage: python benchmarks/tracking.py CASES.jsonl

A case is a line of JSON with `input`, `expected`, `kind` and `contested`.
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from newslint import tracking

ROUNDS = 20


def main() -> None:
    """Print the score by kind and the time for one URL."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("cases", type=Path)
    parser.add_argument("--failures", action="store_true", help="print the uncontested ones")
    arguments = parser.parse_args()
    lines = arguments.cases.read_text(encoding="utf-8").split("\n")
    cases = [json.loads(line) for line in lines if line]
    _print_scores(cases)
    _print_times([case["input"] for case in cases])
    if arguments.failures:
        _print_failures(cases)


def cleaned(url: str) -> str:
    """Return where a URL leads, without tracking parameters."""
    target = tracking.BUNDLED.target(url)
    return tracking.clean(target.url if target else url)


def same(one: str, other: str) -> bool:
    """Whether two URLs differ in nothing but spelling: empty path, case of host and escapes."""
    return _normal(one) == _normal(other)


def _normal(url: str) -> str:
    url = re.sub(r"%[0-9a-fA-F]{2}", lambda escape: escape[0].upper(), url)
    match = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*)(/?)", url)
    return f"{match[1].lower()}/{url[match.end() :]}" if match else url


def _print_scores(cases: list[dict[str, Any]]) -> None:
    total: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    for case in cases:
        group = "contested" if case["contested"] else case["kind"]
        good = same(cleaned(case["input"]), case["expected"])
        for name in {group, "contested" if case["contested"] else "uncontested"}:
            total[name] += 1
            passed[name] += good
    for name in sorted(total):
        print(f"{name:12} {passed[name]:4} of {total[name]:4}  {passed[name] / total[name]:6.1%}")


def _print_times(urls: list[str]) -> None:
    catalogue = tracking.BUNDLED
    for name, ask in {
        "urlsplit": _split,
        "parameters": catalogue.parameters,
        "target": catalogue.target,
        "opaque": catalogue.opaque,
        "pixel": catalogue.pixel,
        "script": catalogue.script,
        "cleaned": cleaned,
    }.items():
        print(f"{name:12} {_microseconds(ask, urls):6.2f} µs a URL")


def _split(url: str) -> object:
    """Ask `urlsplit`; its cache holds fewer URLs than there are, so it never helps."""
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _microseconds(ask: Callable[[str], object], urls: list[str]) -> float:
    """Return the time for one URL in the best of some rounds, the hosts being known by then."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for url in urls:
            ask(url)
        best = min(best, time.perf_counter() - start)
    return best / len(urls) * 1_000_000


def _print_failures(cases: list[dict[str, Any]]) -> None:
    for case in cases:
        result = cleaned(case["input"])
        if not case["contested"] and not same(result, case["expected"]):
            print(f"\n{case['kind']}\n  {case['input']}\n  {result}\n  {case['expected']}")


if __name__ == "__main__":
    main()
