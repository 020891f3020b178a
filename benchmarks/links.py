"""What becomes of every link that a fix changes.

    python benchmarks/links.py FOLDER… [--examples] [--page docs/tracking.md]

Every fix of every rule is made by itself. A link that is another one afterwards leads to the same
host and path, to what the link before held, or it is gone with its element; what is left is worth
a look. With `--examples` each is printed; with `--page` only the counts are written.
"""

import argparse
import base64
import binascii
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from newslint import Document, Rule, apply
from newslint.config import Configs, Selection
from newslint.diagnostic import Applicability, Fix
from newslint.engine import lint
from newslint.files import SUFFIXES
from newslint.rules import every_rule

SAME, SECURE, SHORTER, TARGET, GONE, OTHER = COLUMNS = (
    "Same scheme, host and path",
    "`https:` for `http:`",
    "A part of the path less",
    "What the link held",
    "Gone with its element",
    "Other",
)
MARKS = ("<!-- links -->\n", "<!-- /links -->")


class Change(NamedTuple):
    """A link before and after one fix; `after` is empty where there is none."""

    rule: str
    trust: Applicability
    before: str
    after: str

    @property
    def how(self) -> str:
        """The column it is counted in."""
        if not self.after:
            return GONE
        old, new = urlsplit(self.before), urlsplit(self.after)
        if (old.scheme, old.netloc, old.path) == (new.scheme, new.netloc, new.path):
            return SAME
        if self.after == self.before.replace("http:", "https:", 1):
            return SECURE
        parts = iter(old.path.split("/"))
        if old.netloc == new.netloc and all(part in parts for part in new.path.split("/")):
            return SHORTER
        held = f"{new.netloc}{unquote(new.path)}"
        inside = self.before.partition(old.netloc)[2]
        return TARGET if any(held in reading for reading in readings(inside)) else OTHER


def main() -> None:
    """Print the table, and write it into the page if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--examples", action="store_true", help="print every change")
    parser.add_argument("--page", type=Path, help="write the table between its marks there")
    arguments = parser.parse_args()
    files = [file for folder in arguments.folders for file in sorted(folder.rglob("*"))]
    posts = [file for file in files if file.is_file() and file.suffix in SUFFIXES]
    changes = [change for file in posts for change in changed(file)]
    printed = f"{table(changes)}\n"
    print(f"{len(posts)} files, {len(changes)} changed links\n\n{printed}")
    if arguments.examples:
        for change in sorted(changes, key=lambda change: (change.how, change.rule)):
            print(f"{change.how}: {change.rule}, {change.trust.value}")
            print(f"  {change.before}\n  {change.after}")
    if arguments.page:
        page = arguments.page.read_text(encoding="utf-8")
        before, _, rest = page.partition(MARKS[0])
        after = rest.partition(MARKS[1])[2]
        written = f"{before}{MARKS[0]}{printed}{MARKS[1]}{after}"
        arguments.page.write_text(written, encoding="utf-8")


def changed(file: Path) -> Iterator[Change]:
    """Yield the links of a file that fixes change."""
    document = Document.parse(file, file.read_bytes())
    for diagnostic in lint(document, rules(file)).diagnostics:
        fix = diagnostic.fix
        if fix and any(document.urls.overlapping(edit.span) for edit in fix.edits):
            for before, after in differences(document, fix):
                yield Change(diagnostic.rule, fix.applicability, before, after)


def rules(file: Path) -> Sequence[Rule]:
    """Return all rules, those that are off by default, too."""
    path = file.resolve()
    return Configs(selection=Selection(select=tuple(every_rule()))).of(path).rules_for(path)


def differences(document: Document, fix: Fix) -> Iterator[tuple[str, str]]:
    """Yield the URLs that a fix changes, each with what it is then."""
    content = apply(document.text.content, fix.edits)
    old = [link.url for link in document.links]
    new = [link.url for link in Document.parse(document.path, content).links]
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    gone, come = ((Counter(one) - Counter(other)) for one, other in ((old, new), (new, old)))
    if len(old) == len(new):
        yield from (pair for pair in zip(old, new, strict=True) if pair[0] in gone)
        return
    yield from ((before, "") for before in gone.elements())
    yield from (("", after) for after in come.elements())


def readings(url: str) -> Iterator[str]:
    """Yield what a wrapper can be said to hold: percent-decoded up to thrice, or Base64."""
    for _ in range(4):
        yield url
        url = unquote(url)
    for value in re.findall(r"[\w+/-]{16,}", url):
        try:
            yield unquote(base64.urlsafe_b64decode(value + "==").decode())
        except (binascii.Error, UnicodeDecodeError):
            continue


def table(changes: Sequence[Change]) -> str:
    """Return the counts by rule as a table of Markdown."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for change in changes:
        counts[change.rule, change.trust.value][change.how] += 1
    rows = [
        f"| `{rule}` | {trust} | {count.total()} | "
        + " | ".join(str(count[column] or "") for column in COLUMNS)
        + " |"
        for (rule, trust), count in sorted(counts.items())
    ]
    head = f"| Rule | Fix | Links | {' | '.join(COLUMNS)} |"
    return "\n".join([head, "|---|---|" + "--:|" * (1 + len(COLUMNS)), *rows])


if __name__ == "__main__":
    main()
