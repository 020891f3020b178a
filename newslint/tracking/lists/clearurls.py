"""Lists in the JSON of ClearURLs: providers, each with the parameters that go on its hosts.

Redirections, blocked providers and raw rules of a list are not looked at.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from msgspec import Struct

from newslint.bounded import UnboundedError, bounded
from newslint.regex import regex
from newslint.tracking.lists.parameters import Finder, Unreadable
from newslint.tracking.sites import keys


def read(content: str) -> tuple[Finder, list[Unreadable]]:
    """Return what finds the parameters of a list, and the patterns that cannot be read.

    Raises `ValueError` where the text is no such list.
    """
    try:
        data = json.loads(content)
    except json.JSONDecodeError:
        raise
    except (ValueError, RecursionError):
        told = "it nests too deeply, or a number in it has thousands of digits"
        raise ValueError(told) from None
    providers = data.get("providers") if isinstance(data, dict) else None
    if not isinstance(providers, dict):
        told = "it has no `providers`, so it is no list of ClearURLs"
        raise ValueError(told)  # noqa: TRY004 - the text is wrong, not what was passed
    unreadable: list[Unreadable] = []
    found = [
        _Provider(
            pattern,
            tuple(_readable(provider, "rules", content, unreadable)),
            tuple(_readable(provider, "exceptions", content, unreadable)),
        )
        for provider in providers.values()
        for pattern in _readable(provider, "urlPattern", content, unreadable)
    ]
    return _Finder(found), unreadable


def _readable(provider: Any, key: str, content: str, unreadable: list[Unreadable]) -> Iterator[str]:
    """Yield the regular expressions under a key of a provider."""
    value = provider.get(key, []) if isinstance(provider, dict) else [None]
    for pattern in value if isinstance(value, list) else [value]:
        try:
            bounded(pattern)
        except (re.error, TypeError, UnboundedError) as error:
            place = content.find(json.dumps(pattern))
            line = content.count("\n", 0, max(place, 0)) + 1
            reason = str(error) if isinstance(error, UnboundedError) else ""
            unreadable.append(Unreadable(line, str(pattern), reason))
        else:
            yield pattern


class _Provider(Struct, frozen=True, dict=True):
    pattern: str
    rules: tuple[str, ...]
    exceptions: tuple[str, ...]

    @cached_property
    def _names(self) -> list[re.Pattern[str]]:
        # Those without groups can be asked as one, which is faster.
        together = "|".join(rule for rule in self.rules if "(" not in rule)
        alone = [rule for rule in self.rules if "(" in rule]
        return [re.compile(rule, re.IGNORECASE) for rule in (together, *alone) if rule]

    @property
    def host(self) -> str:
        """The host that the pattern begins with, "" where it is written in another way."""
        found = _HOST.match(self.pattern)
        if found is None:
            return ""
        name = found["name"].replace("\\.", ".")
        return f"{name}.*" if found["suffix"] else name if "." in name else ""

    def names(self, name: str) -> bool:
        """Whether one of the rules is about a parameter of this name."""
        return any(rule.fullmatch(name) for rule in self._names)

    def applies(self, url: str) -> bool:
        return bool(re.search(self.pattern, url, re.IGNORECASE)) and not any(
            re.search(exception, url, re.IGNORECASE) for exception in self.exceptions
        )


# `^https?:\/\/(?:[a-z0-9-]+\.)*?name\.com` or `…name(?:\.[a-z]{2,}){1,}`, as nearly all begin.
_HOST = regex(
    r"\^https\?:\\?/\\?/\(\?:\[a-z0-9-\]\+\\\.\)\*\?"
    r"(?P<name>(?:[a-z0-9-]|\\\.)+)"
    r"(?P<suffix>\(\?:\\\.\[a-z\]\{2,\}\)\{1,\})?(?![\w(*+?{|])"
)


class _Finder:
    def __init__(self, providers: Sequence[_Provider]) -> None:
        self._by_host: defaultdict[str, list[_Provider]] = defaultdict(list)
        for provider in providers:
            if provider.rules:
                self._by_host[provider.host].append(provider)

    def __call__(
        self, url: str, host: str, parameters: Sequence[tuple[str, str]]
    ) -> frozenset[int]:
        found: set[int] = set()
        for key in ("", *keys(host)):
            for provider in self._by_host.get(key, ()):
                listed = [
                    index
                    for index, (name, _) in enumerate(parameters)
                    if provider.names(unquote(name))
                ]
                if listed and provider.applies(url):
                    found.update(listed)
        return frozenset(found)
