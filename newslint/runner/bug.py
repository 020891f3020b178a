"""A bug of newslint's own: what is said of it, and what newslint was at when it met it."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from newslint.config import Config
from newslint.document import Document
from newslint.engine import Failure
from newslint.rule import Rule

Look = Callable[[Document, Sequence[Rule]], Iterable[Failure]]
"""What was done with a document, and the bugs that showed."""


class Scene(Struct, frozen=True):
    """What newslint was at: the file of this content, with these rules of the configuration.

    `command` is the words behind `newslint` that say the same as `look`.
    """

    command: str
    look: Look
    path: Path
    content: bytes
    config: Config
    rules: tuple[Rule, ...]

    def told(self, bugs: Sequence[Failure], debug: Path | None) -> str:
        """Return what is said of bugs, and how to report them; nothing where there are none.

        In the folder `debug`, what takes part in each is written down, once for bugs of a kind.
        """
        if not bugs:
            return ""
        names = "; ".join(dict.fromkeys(f"the rule {bug.rule} {bug.message}" for bug in bugs))
        told = f"{names}. This is a bug of newslint's, please report it"
        if debug is None:
            return f"{told}; `newslint {self.command} --debug` writes down what that takes"
        from newslint.runner.case import written  # a bug is rare

        try:
            cases = dict.fromkeys(written(self, bug, debug) for bug in bugs)
        except OSError as error:
            return f"{told}; what that takes cannot be written down: {error.strerror or error}"
        return (
            f"{told} with what is in {' and '.join(cases)}: `issue.md` holds an excerpt, and the"
            " whole article is in `whole`, for yourself"
        )
