# ruff: noqa: INP001 - MkDocs runs this by its path; it is in no package
"""What MkDocs has to know of our pages: the groups of rules, and how GitHub reads Markdown."""

import re
from itertools import groupby
from pathlib import Path
from typing import Any

from newslint.rules import every_rule


def on_config(config: Any) -> None:
    """Put the pages of all rules into the navigation, so that a new rule is no edit there."""
    rules = next(entry["Rules"] for entry in config.nav if "Rules" in entry)
    for group, members in groupby(every_rule().values(), key=lambda rule: rule.group):
        pages = [{rule.name: f"rules/{rule.name}.md"} for rule in members]
        rules.append({group: pages})


def on_files(files: Any, config: Any) -> None:
    """Publish the JSON Schemas, which pages link to, beside the pages."""
    from mkdocs.structure.files import File

    for schema in sorted(Path(config.docs_dir).parent.glob("schemas/*.json")):
        files.append(File.generated(config, f"schemas/{schema.name}", abs_src_path=str(schema)))


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Return a page as Python-Markdown has to see it to understand what GitHub does."""
    return _with_deep_lists(markdown.replace("](../schemas/", "](schemas/"))


def _with_deep_lists(markdown: str) -> str:
    """Indent what belongs to an item of a list by four columns: GitHub asks for less."""
    lines, marker, fence = [], 0, ""
    for line in markdown.split("\n"):
        fence = _fence_behind(line, fence)
        item = None if fence else _ITEM.match(line)
        if item:
            marker = item.end()
        elif line and not line.startswith(" "):
            marker = 0
        inside = marker and line.startswith(" " * marker)
        lines.append(" " * (4 - marker) + line if inside else line)
    return "\n".join(lines)


def _fence_behind(line: str, fence: str) -> str:
    """Return the fence in which the next line stands; empty if in none."""
    if fence:
        return "" if line.startswith(fence) and not line.strip(fence[0]) else fence
    found = _FENCE.match(line)
    return found[0] if found else ""


_ITEM = re.compile(r"(?:[-*]|\d\.) (?=\S)")
_FENCE = re.compile(r"`{3,}|~{3,}")
