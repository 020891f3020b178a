"""What a writer asked newslint not to say, where, and what came of it.

In the body `<!-- newslint-disable-next-line inline-style -- reason -->`, in YAML and TOML front
matter `# newslint-disable-line date-format`, in JSON the key `newslint`. `disable` holds up to
`enable` or the end, `-line`, `-next-line` and `-file` for what they name. Rules and groups are
named; none named means all.
"""

from newslint.suppress.adding import silenced, silenced_throughout
from newslint.suppress.directive import Directive, Name, Verb
from newslint.suppress.outcome import Outcome, SuppressionRule
from newslint.suppress.page import rendered, without_tokens
from newslint.suppress.reading import KEY, directives
from newslint.suppress.removing import names_removed, removals

__all__ = [
    "KEY",
    "Directive",
    "Name",
    "Outcome",
    "SuppressionRule",
    "Verb",
    "directives",
    "names_removed",
    "removals",
    "rendered",
    "silenced",
    "silenced_throughout",
    "without_tokens",
]
