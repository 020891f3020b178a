"""The page about Python: what the docstrings of newslint's exports say."""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from functools import cached_property
from types import FunctionType
from typing import Any

import pytest

import newslint
from tests.conftest import ROOT, Golden

INTRODUCTION = """\
# newslint from Python

{text}

What stands here is what `from newslint import …` gives. Offsets are characters of the decoded
text, counted from 0; lines and columns are for people, and count from 1.
"""


def test_the_page_has_what_newslint_exports(golden: Golden) -> None:
    parts = [INTRODUCTION.format(text=inspect.cleandoc(newslint.__doc__ or "")).rstrip()]
    parts += [described(name, getattr(newslint, name)) for name in newslint.__all__]

    golden(ROOT / "docs" / "api.md", "\n\n".join(parts) + "\n")


@pytest.mark.parametrize("name", newslint.__all__)
def test_every_export_says_what_it_is(name: str) -> None:
    assert inspect.cleandoc(own_docstring(getattr(newslint, name))).partition("\n")[0].endswith(".")


def test_a_description_has_fields_with_what_they_say_and_methods() -> None:
    section = described("Rule", newslint.Rule)

    assert "- `severity: Severity = Severity.WARNING`\n" in section
    assert "- `default: bool = True`: Whether the rule runs" in section
    assert "### `Rule.check`\n\n```python\nRule.check(document: Document) -> It" in section
    assert "__init__" not in section


def test_a_description_has_properties_with_their_types() -> None:
    assert "\nDocument.links: tuple[Link, ...]\n" in described("Document", newslint.Document)


def described(name: str, export: Any) -> str:
    """Return the section of a class or function."""
    if not inspect.isclass(export):
        return f"## `{name}`\n\n{called(name, export)}"
    parts = [f"## `{name}`", inspect.cleandoc(own_docstring(export))]
    fields = list(fields_of(export))
    if fields:
        parts.append("\n".join(fields))
    parts += [
        f"### `{name}.{method}`\n\n{called(f'{name}.{method}', member)}"
        for method, member in methods(export)
    ]
    return "\n\n".join(parts)


def called(name: str, member: Any) -> str:
    """Return how to write a call, and what comes of it."""
    return f"```python\n{name}{signature(member)}\n```\n\n{inspect.getdoc(member)}"


def own_docstring(export: Any) -> str:
    """Return what the source says; generated classes make one up where it says nothing."""
    return str(export.__dict__.get("__doc__") or "") if inspect.isclass(export) else export.__doc__


def fields_of(kind: type) -> Iterator[str]:
    """Yield a line for each public field or member as it is written, and what is said below it."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
    assert isinstance(tree, ast.ClassDef)
    for node, following in zip(tree.body, [*tree.body[1:], None], strict=True):
        match node:
            case ast.AnnAssign() | ast.Assign(targets=[ast.Name()]):
                written = re.sub(r"ClassVar\[(.+?)\](?= =|$)", r"\1", ast.unparse(node))
            case _:
                continue
        match following:
            case ast.Expr(value=ast.Constant(value=str(said))):
                line = f"- `{written}`: {' '.join(said.split())}"
            case _:
                line = f"- `{written}`"
        if not written.startswith("_"):
            yield line


def methods(kind: type) -> Iterator[tuple[str, Any]]:
    """Yield the public functions and properties of a class, in the order of its source."""
    for name, member in vars(kind).items():
        function = function_of(member)
        if not name.startswith("_") and isinstance(function, FunctionType) and function.__doc__:
            yield name, member


def function_of(member: Any) -> Any:
    """Return the function behind a method, class method, property or cached property."""
    behind = ("__func__", "fget", "func")
    return next((getattr(member, name) for name in behind if hasattr(member, name)), member)


def signature(member: Any) -> str:
    """Return how a function is called, without `self`, or of which type a property is."""
    found = inspect.signature(function_of(member))
    if isinstance(member, property | cached_property):
        written = f": {inspect.formatannotation(found.return_annotation)}"
    else:
        kept = [each for each in found.parameters.values() if each.name not in {"self", "cls"}]
        written = str(found.replace(parameters=kept))
    return re.sub(r"[\w.]+\.(?=\w)|['\"]", "", written)
