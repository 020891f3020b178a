"""What each rule finds on real posts, and what it costs there.

    python benchmarks/rules.py KIND=FOLDER[,FOLDER…]… [--page docs/rules.md]

Folders may be patterns. A kind is what the page calls those posts: their text stays where it is,
and only the counts are written. Every rule is measured, also those that are off by default.
The time of a rule is what its own `check` takes once the parts that several rules share are there.
"""

import argparse
import glob
import statistics
import sys
import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from newslint import Document, Rule, lint
from newslint.config import Configs, Selection
from newslint.diagnostic import Diagnostic
from newslint.files import SUFFIXES
from newslint.rules import every_rule

ROUNDS = 5
MUCH = 5  # percent of the whole
# Why a rule may take more than that.
REASONS: Mapping[str, str] = {
    "duplicate-paragraph": "a post in which a line stands twice is read as paragraphs for it alone",
}
SHARED = [
    "templates",
    "masked",
    "front_matter",
    "body",
    "html",
    "markup",
    "elements",
    "attribute_names",
    "links",
    "urls",
    "code",
]

PAGE = """\
# What the rules find

Counted by `python benchmarks/rules.py` over {files} real posts, by the kind of site they are from:
{kinds}.
A cell says how many problems a rule finds there. In brackets: rules that are off by default.

{table}
"""


class Post:
    """A file of the corpus, read once."""

    def __init__(self, kind: str, file: Path) -> None:
        self.kind = kind
        # Layouts in other languages of templates are read as the HTML that they are.
        self.path = file if file.suffix in SUFFIXES else file.with_suffix(".html")
        self.content = file.read_bytes()

    def rules(self, configs: Configs) -> tuple[Rule, ...]:
        """Return the rules that hold for it."""
        path = self.path.resolve()
        return configs.of(path).rules_for(path)

    def parse(self) -> Document:
        """Return the document, with all the parts that rules share worked out."""
        document = Document.parse(self.path, self.content)
        for part in SHARED:
            getattr(document, part)
        return document


def posts(kinds: Sequence[str]) -> Iterator[Post]:
    """Yield the files of each `KIND=FOLDER,FOLDER`, in order."""
    for given in kinds:
        kind, _, patterns = given.partition("=")
        found = [
            file
            for pattern in patterns.split(",")
            for folder in sorted(glob.glob(pattern))  # noqa: PTH207 - patterns may be absolute
            for file in ([Path(folder)] if Path(folder).is_file() else Path(folder).rglob("*"))
            if file.is_file()
        ]
        if not found:
            sys.exit(f"no files for {given!r}")
        yield from (Post(kind, file) for file in sorted(found))


def counted(corpus: Sequence[Post]) -> dict[str, dict[str, list[Diagnostic]]]:
    """Return what every rule says, by rule and kind, each file's problems in one list."""
    configs = Configs(selection=Selection(select=tuple(every_rule())))
    said: dict[str, dict[str, list[Diagnostic]]] = defaultdict(lambda: defaultdict(list))
    for post in corpus:
        for diagnostic in lint(post.parse(), post.rules(configs)).diagnostics:
            said[diagnostic.rule][post.kind].append(diagnostic)
    return said


def seconds(corpus: Sequence[Post]) -> tuple[float, dict[str, float]]:
    """Return the median time of parsing the corpus, and of each default rule on it."""
    configs = Configs()
    parsing = []
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        documents = [post.parse() for post in corpus]
        parsing.append(time.perf_counter() - start)
        times: defaultdict[str, float] = defaultdict(float)
        for post, document in zip(corpus, documents, strict=True):
            for rule in post.rules(configs):
                start = time.perf_counter()
                deque(rule.check(document), maxlen=0)
                times[rule.name] += time.perf_counter() - start
        rounds.append(times)
    median = {name: statistics.median(times[name] for times in rounds) for name in rounds[0]}
    return statistics.median(parsing), median


def main() -> None:
    """Count, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="+", metavar="KIND=FOLDER,FOLDER…")
    parser.add_argument("--page", type=Path, help="write the counts to this page")
    arguments = parser.parse_args()
    corpus = list(posts(arguments.kinds))
    if arguments.page:
        arguments.page.write_text(page(corpus), encoding="utf-8")
    parsing, times = seconds(corpus)
    whole = parsing + sum(times.values())
    print(f"{len(corpus)} posts, {whole / len(corpus) * 1e3:.2f} ms each")
    print(f"{parsing / len(corpus) * 1e6:8.1f} µs {parsing / whole:6.1%}  parts that rules share")
    for name, taken in sorted(times.items(), key=lambda each: -each[1]):
        share = taken / whole
        reason = REASONS.get(name, "over 5 %, and no reason is known") if share > MUCH / 100 else ""
        print(f"{taken / len(corpus) * 1e6:8.1f} µs {share:6.1%}  {name}  {reason}".rstrip())


def page(corpus: Sequence[Post]) -> str:
    """Return the page of counts, in Markdown."""
    sizes = Counter(post.kind for post in corpus)
    said = counted(corpus)
    rows = [
        "| Rule | " + " | ".join(sizes) + " |",
        "|---|" + "--:|" * len(sizes),
    ]
    for name, rule in every_rule().items():
        shown = f"[{name}](rules/{name}.md)"
        cells = [_cell(said[name][kind]) for kind in sizes]
        rows.append(f"| {shown if rule.default else f'({shown})'} | {' | '.join(cells)} |")
    kinds = ", ".join(f"{kind} ({size} files)" for kind, size in sizes.items())
    return PAGE.format(files=len(corpus), kinds=kinds, table="\n".join(rows))


def _cell(diagnostics: Sequence[Diagnostic]) -> str:
    return str(len(diagnostics)) if diagnostics else ""


if __name__ == "__main__":
    main()
