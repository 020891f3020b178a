"""newslint checks and repairs the files of a content site.

```python
from pathlib import Path

from newslint import Document, every_rule, lint

document = Document.parse("post.md", Path("post.md").read_bytes())
for diagnostic in lint(document, [rule() for rule in every_rule().values()]).diagnostics:
    print(document.text.position(diagnostic.span.start), diagnostic.message)
```
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newslint.diagnostic import Applicability, Diagnostic, Edit, Fix, Problem, Severity, apply
    from newslint.document import Document
    from newslint.engine import Failure, Findings, Repair, fix, lint
    from newslint.rule import Rule
    from newslint.rules import every_rule
    from newslint.text import Position, Span, Text

__all__ = [
    "Applicability",
    "Diagnostic",
    "Document",
    "Edit",
    "Failure",
    "Findings",
    "Fix",
    "Position",
    "Problem",
    "Repair",
    "Rule",
    "Severity",
    "Span",
    "Text",
    "apply",
    "every_rule",
    "fix",
    "lint",
]

__version__ = "0.1.0"

_MODULES = {
    "diagnostic": ("Applicability", "Diagnostic", "Edit", "Fix", "Problem", "Severity", "apply"),
    "document": ("Document",),
    "engine": ("Failure", "Findings", "Repair", "fix", "lint"),
    "rule": ("Rule",),
    "rules": ("every_rule",),
    "text": ("Position", "Span", "Text"),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Import what is asked for: a command that needs no parser loads none (PEP 562)."""
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
