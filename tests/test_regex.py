"""Regular expressions that are compiled when they are first asked."""

import re
from collections.abc import Iterator
from copy import copy
from importlib import import_module
from pkgutil import walk_packages

import pytest

import newslint
from newslint.regex import regex


def test_says_what_a_compiled_expression_says() -> None:
    made = regex(r"(?P<tag>[a-z]+)\d", re.IGNORECASE)

    assert made.fullmatch("H2") is not None
    assert [match["tag"] for match in made.finditer("h1 H2")] == ["h", "H"]
    assert (made.pattern, made.groups) == (r"(?P<tag>[a-z]+)\d", 1)


def test_what_is_wrong_with_it_shows_when_it_is_asked() -> None:
    made = regex("(")

    with pytest.raises(re.error):
        made.match("a")


def test_can_be_copied_as_a_compiled_expression_can() -> None:
    made = copy(regex("a", re.IGNORECASE))

    assert made.fullmatch("A") is not None


def _expressions() -> Iterator[re.Pattern[str]]:
    for module in walk_packages(newslint.__path__, "newslint."):
        if module.name.endswith("__main__"):
            continue
        for value in vars(import_module(module.name)).values():
            if type(value).__name__ == "_Regex":
                yield value


def test_every_expression_of_newslint_is_one() -> None:
    expressions = list(_expressions())

    assert len(expressions) > 200
    assert all(expression.groups >= 0 for expression in expressions)
