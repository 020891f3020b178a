"""newslint checks and repairs the files of a content site.

```python
from newslint import Document, every_rule, lint

document = Document.parse("post.md", Path("post.md").read_bytes())
for diagnostic in lint(document, [rule() for rule in every_rule().values()]).diagnostics:
    print(document.text.position(diagnostic.span.start), diagnostic.message)
```
"""

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
