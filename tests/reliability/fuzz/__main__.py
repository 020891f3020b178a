"""`python -m tests.reliability.fuzz TARGET --seconds N`: one search, and what it found."""

import argparse
import sys

from tests.reliability.fuzz import MISSING, TARGETS, told
from tests.reliability.fuzz.guided import is_installed, search


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.reliability.fuzz", description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=300)
    asked = parser.parse_args()
    if not is_installed():
        sys.exit(MISSING)
    outcome = search(asked.target, asked.seconds)
    for finding in outcome.findings:
        sys.stdout.write(f"{told(finding)}\n")
    sys.stdout.write(f"{outcome.tried} inputs, {len(outcome.findings)} findings\n")
    return 1 if outcome.findings else 0


if __name__ == "__main__":
    sys.exit(main())
