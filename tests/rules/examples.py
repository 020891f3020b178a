"""The examples: plain files in `<group>/<rule>/`, `good*` and `bad*`."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from newslint.config import Config, Selection, load
from newslint.document import Document
from newslint.rule import Rule
from newslint.rules import every_rule

FOLDER = Path(__file__).parent
NOW = datetime(2024, 6, 1, tzinfo=UTC)
_SUFFIXES = {".md", ".html", ".mdx"}


@dataclass(frozen=True)
class Example:
    """A file that a rule says nothing about (`good*`) or something (`bad*`).

    A `.toml` file of the same name holds the configuration it is to be read with. The rule knows
    a dated one, such as `bad-2024-05-01-ferry.md`, by the name behind the first hyphen.
    """

    file: Path

    @property
    def rule(self) -> type[Rule]:
        return every_rule()[self.file.parent.name]

    @property
    def is_good(self) -> bool:
        return self.file.name.startswith("good")

    @property
    def content(self) -> bytes:
        return self.file.read_bytes()

    @property
    def ready_rule(self) -> Rule:
        """The example's rule with the options and the schema that it would run with, at `NOW`."""
        configuration = self.file.with_suffix(".toml")
        config = load(configuration) if configuration.is_file() else Config(self.file.parent)
        only = replace(config, now=NOW, narrowed=Selection(select=(self.rule.name,)))
        (rule,) = only.rules_for(self.file)
        return rule

    def document(self, content: bytes | None = None) -> Document:
        name = re.sub(r"^(?:good|bad)-(?=\d{4}-)", "", self.file.name)
        path = self.file.with_name(name)
        return Document.parse(path, self.content if content is None else content)

    def golden(self, kind: str, suffix: str = "") -> Path:
        return self.file.with_name(f"{self.file.stem}{kind}{suffix or self.file.suffix}")

    def __str__(self) -> str:
        return f"{self.file.parent.name}/{self.file.name}"


@cache
def examples() -> list[Example]:
    found = FOLDER.glob("*/*/*")
    return [
        Example(file)
        for file in sorted(found)
        if file.suffix in _SUFFIXES
        and file.name.startswith(("good", "bad"))
        and not file.stem.endswith((".fixed", ".unsafe"))
    ]


def good() -> list[Example]:
    return [example for example in examples() if example.is_good]


def bad() -> list[Example]:
    return [example for example in examples() if not example.is_good]
