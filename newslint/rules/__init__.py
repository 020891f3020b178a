"""The rules: one module a rule, in a folder for its group; found by walking."""

import importlib
import os
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType, ModuleType

from newslint.rule import Rule


@cache
def every_rule() -> Mapping[str, type[Rule]]:
    """Return all rules by name, group by group, in order of the names."""
    rules = {}
    for group in _modules_in(__name__, __path__):
        for module in _modules_in(group.__name__, group.__path__):
            rule = _rule_in(module)
            rules[rule.name] = rule
    return MappingProxyType(rules)


def _modules_in(package: str, path: Iterable[str]) -> list[ModuleType]:
    files = (name for folder in path for name in os.listdir(folder))  # noqa: PTH208 - much faster
    found = (name.removesuffix(".py") for name in files)
    names = sorted(name for name in found if name.isidentifier() and not name.startswith("_"))
    return [importlib.import_module(f"{package}.{name}") for name in names]


def _rule_in(module: ModuleType) -> type[Rule]:
    (rule,) = (
        found
        for found in vars(module).values()
        if isinstance(found, type)
        and issubclass(found, Rule)
        and found.__module__ == module.__name__
    )
    return rule
