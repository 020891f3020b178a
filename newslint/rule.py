"""What a rule is: it looks at a document and says what it saw."""

import inspect
from collections.abc import Iterator
from typing import Any, ClassVar

from msgspec import Struct

from newslint.diagnostic import Applicability, Problem, Severity
from newslint.document import Document


class Rule(Struct, frozen=True, kw_only=True):
    """A rule's fields are its options; the severity is one that every rule has.

    Its name comes from its module (`inline_style` is `inline-style`), its group from the folder of
    that module, its page from its docstring. A rule reads nothing but the document it is given,
    prints nothing, keeps no state and knows neither the configuration nor any other rule.
    """

    name: ClassVar[str]
    group: ClassVar[str]
    fixes: ClassVar[Applicability | None] = None
    """The most trusted kind of fix that its problems may carry; None where it only reports."""
    default: ClassVar[bool] = True
    """Whether the rule runs where nothing is configured."""
    in_code: ClassVar[bool] = False
    """Whether it also looks inside code, scripts and comments."""
    removes: ClassVar[frozenset[str]] = frozenset()
    """Elements that its safe fixes may take off the page, such as `img`: its very subject."""
    removes_words: ClassVar[str] = ""
    """A pattern of the words that its safe fixes may take off the page: its very subject."""

    severity: Severity = Severity.WARNING

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        package, _, module = cls.__module__.rpartition(".")
        cls.name = module.replace("_", "-")
        cls.group = package.rpartition(".")[2].replace("_", "-")

    @classmethod
    def summary(cls) -> str:
        """Return the first sentence of the docstring."""
        return _written(cls).partition("\n\n")[0]

    @classmethod
    def docs(cls) -> str:
        """Return the rest of the docstring: why, what to do, options; in Markdown."""
        return _written(cls).partition("\n\n")[2].strip()

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield what is wrong with the document, in any order."""
        raise TypeError(f"{type(self).__name__} says nothing about {document.path}")


def address(name: str) -> str:
    """Return the address of a rule's page."""
    return f"https://newslint.readthedocs.io/rules/{name}/"


def page(rule: type[Rule]) -> str:
    """Return a rule's page, in Markdown."""
    facts = [f"Group `{rule.group}`", f"severity `{rule().severity.value}`", _FIXES[rule.fixes]]
    if not rule.default:
        facts.append("off by default")
    return f"# {rule.name}\n\n{rule.summary()}\n\n{', '.join(facts)}.\n\n{rule.docs()}\n"


def _written(rule: type[Rule]) -> str:
    """Return the docstring of a rule, from its source where Python was told to leave it out."""
    if rule.__doc__ is not None:
        return inspect.cleandoc(rule.__doc__)
    import ast  # with `-OO` only

    try:
        (node,) = ast.parse(inspect.getsource(rule)).body
    except OSError:  # the source did not come along
        return ""
    return ast.get_docstring(node) or "" if isinstance(node, ast.ClassDef) else ""


_FIXES = {
    Applicability.SAFE: "can be fixed",
    Applicability.UNSAFE: "can be fixed with `--unsafe`",
    None: "cannot be fixed",
}
