"""The values of front matter, as PyYAML, tomllib and json read them."""

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct

from newslint.diagnostic import Applicability, Edit, apply
from newslint.document import Document
from tests.reliability.promises.trial import Trial

_BLOCKS = (
    (re.compile(r"---\r?\n(.*?)^---\r?\n", re.DOTALL | re.MULTILINE), "yaml"),
    (re.compile(r"\+\+\+\r?\n(.*?)^\+\+\+\r?\n", re.DOTALL | re.MULTILINE), "toml"),
    (re.compile(r"(\{.*?^\})\r?\n", re.DOTALL | re.MULTILINE), "json"),
)


def other_values_stay(trial: Trial) -> Iterator[str]:
    """Yield fixes that change values in whose entries they have no edit."""
    before = _Head.of(trial.document)
    if before is None:
        return
    for said in trial.findings.diagnostics:
        if said.fix is None or said.fix.applicability is not Applicability.SAFE:
            continue
        if not any(edit.span.start <= before.end for edit in said.fix.edits):
            continue
        content = apply(trial.document.text.content, said.fix.edits)
        now = _Head.of(trial.reworded(content))
        if now is None:
            yield f"a fix of {said.rule} breaks the front matter: {content[:200]!r}"
            continue
        touched = before.touched(said.fix.edits)
        for key in {*before.values, *now.values} - touched:
            if repr(before.values.get(key)) != repr(now.values.get(key)):
                yield f"a fix of {said.rule} changes `{key}` besides {sorted(touched)}"


class _Head(Struct, frozen=True):
    """Front matter that a parser reads: its values, and where each top-level key begins."""

    values: dict[str, Any]
    starts: tuple[tuple[int, str], ...]
    end: int

    @classmethod
    def of(cls, document: Document) -> "_Head | None":
        """Return the front matter of a document, None where none is read."""
        content = document.text.content
        for pattern, language in _BLOCKS:
            block = pattern.match(content)
            if block and (values := _values(block[1], language)) is not None:
                starts = _starts(block[1], language)
                moved = tuple((block.start(1) + start, key) for start, key in starts)
                return cls(values, moved, block.end(1))
        return None

    def touched(self, edits: tuple[Edit, ...]) -> set[str]:
        """Return the keys that stand where the edits are, and the new ones that they write."""
        keys = set()
        ends = [*(start for start, _ in self.starts[1:]), self.end]
        for (start, key), end in zip(self.starts, ends, strict=False):
            if any(start <= edit.span.end and edit.span.start <= end for edit in edits):
                keys.add(key)
        written = " ".join(edit.text for edit in edits)
        return keys | (set(re.findall(r"[\w-]+", written)) - self.values.keys())


def _values(block: str, language: str) -> dict[str, Any] | None:
    block = block.replace("\r\n", "\n")
    try:
        if language == "toml":
            values: Any = tomllib.loads(block)
        elif language == "json":
            values = json.loads(block)
        else:
            values = yaml.safe_load(block)
    except (ValueError, TypeError, AttributeError, RecursionError, yaml.YAMLError):
        return None  # PyYAML raises what it happens to meet
    return {str(key): value for key, value in values.items()} if isinstance(values, dict) else None


_TOML_TABLE = re.compile(r"^[ \t]*\[+[ \t]*[\"']?([\w-]+)[^=\n]*\][ \t]*\r?$", re.MULTILINE)
_TOML_KEY = re.compile(r"^[ \t]*[\"']?([\w-]+)[^=\n]*=", re.MULTILINE)


def _starts(block: str, language: str) -> list[tuple[int, str]]:
    if language == "toml":
        tables = [(match.start(), match[1]) for match in _TOML_TABLE.finditer(block)]
        end = tables[0][0] if tables else len(block)
        return [(key.start(), key[1]) for key in _TOML_KEY.finditer(block, 0, end)] + tables
    try:
        root = yaml.compose(block, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return []
    entries = root.value if isinstance(root, yaml.MappingNode) else ()
    return [(key.start_mark.index, str(key.value)) for key, _ in entries]
