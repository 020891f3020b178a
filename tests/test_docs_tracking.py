"""The page about tracking: its numbers are those of the data, its examples are configuration."""

import json
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from newslint.config import load
from newslint.tracking import BUNDLED, SECTIONS
from tests.conftest import ROOT, Golden
from tests.test_docs import with_section

FILE = ROOT / "docs" / "tracking.md"
PAGE = FILE.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
SUBJECTS = {
    "parameters": "Parameters that only say how a reader came, and names that sites need",
    "redirects": "Pages that send on to a URL written in theirs",
    "opaque": "Short links and redirectors that hide their target",
    "pixels": "Images that count readers",
    "scripts": "Scripts that watch readers",
    "keyword_links": "Marks of links that a program put around keywords",
    "untouched": "Sites whose links are left alone",
    "signatures": "Parameters that sign a link",
}


def sections() -> str:
    """Return how much each section of the catalogue knows."""
    kinds = {kind: section for section, kind in SECTIONS.items()}
    entries = Counter(kinds[type(entry)] for entry in BUNDLED.entries.values())
    hosts = {
        section: {
            host
            for entry in BUNDLED.entries.values()
            if kinds[type(entry)] == section
            for host in getattr(entry, "hosts", ())
        }
        for section in SECTIONS
    }
    rows = [
        f"| `{section}` | {SUBJECTS[section]} | {entries[section]} | {len(hosts[section]) or ''} |"
        for section in SECTIONS
    ]
    return "\n".join(["| Section | What it knows | Entries | Sites |", "|---|---|--:|--:|", *rows])


def test_its_numbers_are_those_of_the_data(golden: Golden) -> None:
    golden(FILE, with_section(PAGE, "sections", sections()))


def test_it_shows_how_to_configure() -> None:
    assert len(EXAMPLES) > 2


@pytest.mark.parametrize("example", EXAMPLES)
def test_its_examples_are_configuration(example: str, tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "tracking.txt").write_text("$removeparam=boat\n")
    (tmp_path / "lists" / "clearurls.json").write_text(json.dumps({"providers": {}}))
    file = tmp_path / "newslint.toml"
    file.write_text(example, encoding="utf-8")

    assert load(file).root == tmp_path
    assert tomllib.loads(example).keys() == {"links"}


def test_every_file_and_rule_it_names_exists() -> None:
    files = re.findall(r"`((?:newslint|schemas|benchmarks)/[\w./]+)`", PAGE)
    links = re.findall(r"\]\(([^)#:]+)\)", PAGE)

    assert files
    assert [file for file in files if not (ROOT / file).exists()] == []
    assert [link for link in links if not (FILE.parent / link).exists()] == []


def test_it_says_when_and_with_which_versions_it_was_measured() -> None:
    scores = PAGE.partition("<!-- scores -->")[2].partition("<!-- /scores -->")[0]

    assert re.search(r"\d{4}-\d{2}-\d{2}", scores)
    assert re.findall(r"^\| (\w[\w-]+)", scores, re.MULTILINE)[1:] == [
        "newslint",
        "courlan",
        "ural",
        "Unalix",
        "tidy-url",
    ]
