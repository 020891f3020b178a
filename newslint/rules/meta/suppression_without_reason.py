"""The rule suppression-without-reason."""

from collections.abc import Iterator

from newslint.diagnostic import Problem
from newslint.document import Document
from newslint.suppress import Directive, Outcome, SuppressionRule, Verb


class SuppressionWithoutReason(SuppressionRule, frozen=True):
    """Suppressions say why they are there.

    ## Why

    Whoever finds one next year wants to know whether it can go, and only its author knows.

    ## What to do

    Write the reason behind ` -- `:

    ```html
    <!-- newslint-disable-next-line img-alt -- the caption says it all -->
    ```

    In JSON front matter the key takes one, too:
    `"newslint": {"disable": ["title-length"], "reason": "quoted"}`.
    """

    default = False

    def judge(self, outcome: Outcome) -> Iterator[Problem]:
        """Yield every suppression without a reason; what ends one needs none."""
        for directive in outcome.directives:
            if directive.verb is not Verb.ENABLE and not directive.reason:
                yield Problem(directive.span, _told(outcome.document, directive))


def _told(document: Document, directive: Directive) -> str:
    if directive.entry is None:
        return "The suppression does not say why: write ` -- ` and the reason behind the names"
    if document.text[directive.span].rstrip().endswith("}"):
        return "The suppression does not say why: give it a `reason`"
    return "The suppression does not say why: give it `disable` and a `reason`"
