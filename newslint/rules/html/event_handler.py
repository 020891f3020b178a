"""The rule event-handler."""

import re
from collections.abc import Iterator

from newslint.diagnostic import Applicability, Edit, Fix, Problem, Severity
from newslint.document import Document
from newslint.rule import Rule


class EventHandler(Rule, frozen=True):
    """An article runs no scripts of its own: no `onclick`, no `onerror`.

    ## Why

    Event handlers come along with a pasted page and call functions that the site does not have,
    report clicks to another company, or are an attack: `<img src=x onerror=…>` is the most common
    one there is.

    ## What to do

    Delete the attribute. What a reader shall be able to do belongs in the site's own scripts.
    The `onClick={…}` of components is left alone.

    ## Options

    - `allow`: handlers that may stay, such as `["onclick"]`.
    """

    fixes = Applicability.SAFE
    in_code = True  # what stands in `<pre>` runs as well as any other
    severity: Severity = Severity.ERROR
    allow: tuple[str, ...] = ()

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every attribute that runs a script when something happens."""
        for name in document.attribute_names:
            if not _HANDLER.fullmatch(name) or name in self.allow:
                continue
            for attribute in document.attributes_named(name):
                if attribute.value.startswith("{"):
                    continue  # a component's property, or all that a template writes
                says = "runs a script" if attribute.value.strip() else "has no script"
                fix = Fix.safe(f"Remove `{name}`", Edit(attribute.removal))
                yield Problem(attribute.span, f"`{name}` {says}", fix)


_HANDLER = re.compile(r"on[a-z]{3,}")
