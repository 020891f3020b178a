"""Lists in the notation of ad blockers, as far as they name parameters: `$removeparam`.

What else such a list says is about requests of a browser, and not looked at.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from newslint.bounded import UnboundedError, bounded
from newslint.regex import regex
from newslint.tracking.lists.parameters import Finder, Unreadable
from newslint.tracking.sites import keys


def read(content: str) -> tuple[Finder, list[Unreadable]]:
    """Return what finds the parameters of a list, and the lines that cannot be read."""
    rules, unreadable = [], []
    for number, line in _lines(content):
        try:
            rule = _parse(line)
        except UnboundedError as error:
            unreadable.append(Unreadable(number, line, str(error)))
        except (ValueError, re.error):
            unreadable.append(Unreadable(number, line))
        else:
            rules += [rule] if rule else []
    return _Finder(rules), unreadable


class _Rule(NamedTuple):
    """`names` are what the rule is about: one name, a pattern of `name=value`, or any (None)."""

    pattern: str
    name: str | None
    is_regex: bool
    inverted: bool
    is_exception: bool
    on: tuple[str, ...]
    not_on: tuple[str, ...]

    def is_about(self, name: str, value: str) -> bool:
        if self.name is None:
            return True
        if self.is_regex:
            matches = re.search(self.name, f"{name}={value}") is not None
        else:
            matches = name == self.name
        return matches is not self.inverted

    def applies(self, url: str, hosts: Iterable[str]) -> bool:
        if self.on and not any(host in self.on for host in hosts):
            return False
        if any(host in self.not_on for host in hosts):
            return False
        return re.search(self.pattern, url, re.IGNORECASE) is not None


def _lines(content: str) -> Iterator[tuple[int, str]]:
    """Yield the rules about parameters with their line numbers; conditions count as unmet."""
    unmet = 0
    for number, line in enumerate(content.split("\n"), start=1):
        line = line.strip()  # noqa: PLW2901 - a list may come with Windows' line endings
        if line.startswith("!#if"):
            unmet += 1
        elif line.startswith("!#endif"):
            unmet = max(0, unmet - 1)
        elif not unmet and not line.startswith(("!", "[")) and _ABOUT_PARAMETERS.search(line):
            yield number, line


_ABOUT_PARAMETERS = regex(r"[$,](?:removeparam|queryprune)\b")
_OPTIONS = regex(r"\$(?=~?[a-z0-9_-]+(?:[=,]|$))")
_PARAMETER = frozenset({"removeparam", "queryprune"})
# What is asked for when somebody follows a link.
_PAGES = frozenset({"document", "doc", "subdocument", "frame", "all"})
_OTHER_TYPES = frozenset({"script", "image", "img", "stylesheet", "css", "object", "ping", "media"})
_OTHER_TYPES |= {"xmlhttprequest", "xhr", "beacon", "websocket", "font", "other", "popup", "webrtc"}
_INDIFFERENT = frozenset({"important", "match-case", "third-party", "3p", "stealth"})
_WITHIN_A_SITE = frozenset({"~third-party", "~3p", "first-party", "1p"})


def _parse(line: str) -> _Rule | None:
    """Return the rule of a line, None for one that is not about links.

    Raises `ValueError` or `re.error` for what cannot be read.
    """
    exception = line.startswith("@@")
    text = line.removeprefix("@@")
    options = _OPTIONS.search(text)
    if options is None:
        raise ValueError("there are no options")
    pattern = text[: options.start()]
    name: str | None = None
    on: tuple[str, ...] = ()
    not_on: tuple[str, ...] = ()
    types = set()
    for option in _split(text[options.end() :]):
        key, _, value = option.partition("=")
        if key in _PARAMETER:
            name = value or None
        elif key in {"domain", "from", "to"}:
            on += tuple(each for each in value.split("|") if not each.startswith("~"))
            not_on += tuple(each[1:] for each in value.split("|") if each.startswith("~"))
        elif key == "denyallow":
            not_on += tuple(value.split("|"))
        elif key in _WITHIN_A_SITE or key in {"badfilter", "app"}:
            return None
        elif key in _PAGES or key in _OTHER_TYPES:
            types.add(key)
        elif key not in _INDIFFERENT and key.removeprefix("~") not in _OTHER_TYPES | _PAGES:
            raise ValueError(f"there is no option {key}")
    if types and types.isdisjoint(_PAGES):
        return None
    inverted = name is not None and name.startswith("~")
    name, is_regex = _named(name.removeprefix("~")) if name else (None, False)
    regex = bounded(_regex(pattern))
    return _Rule(regex.pattern, name, is_regex, inverted, exception, on, not_on)


def _split(options: str) -> list[str]:
    """Return the options, which commas separate unless a backslash stands before them."""
    return [each.replace("\\,", ",") for each in re.split(r"(?<!\\),", options)]


def _named(value: str) -> tuple[str, bool]:
    """Return what a rule is about, and whether that is a pattern of `name=value`."""
    found = re.fullmatch(r"/(.+)/(i?)", value)
    if found:
        pattern = f"(?i:{found[1]})" if found[2] else found[1]
        return bounded(pattern).pattern, True
    if "*" in value:
        return "^" + ".*".join(map(re.escape, value.split("*"))) + "=", True
    return unquote(value), False


def _regex(pattern: str) -> str:
    """Return the regular expression of an ad blocker's pattern."""
    if len(pattern) > 1 and pattern.startswith("/") and pattern.endswith("/"):
        return pattern[1:-1]
    anchor, end = "", ""
    if pattern.startswith("||"):
        anchor, pattern = r"^[a-z]+://(?:[^/?#]*\.)?", pattern[2:]
    elif pattern.startswith("|"):
        anchor, pattern = "^", pattern[1:]
    if pattern.endswith("|"):
        end, pattern = "$", pattern[:-1]
    first, *others = (_literal(part) for part in pattern.split("*"))
    if others and end:
        *others, last = others
        end = f".*{last}$"
    # The first place where a part fits is as good as any; trying others could take for ever.
    return anchor + first + "".join(f"(?>.*?{part})" for part in others if part) + end


def _literal(part: str) -> str:
    return _SEPARATOR.join(map(re.escape, part.split("^")))


_SEPARATOR = r"(?:[^\w.%-]|$)"
_HOST = regex(r"\^\[a-z\]\+://\(\?:\[\^/\?#\]\*\\\.\)\?(?P<host>(?:[\w-]|\\[.-])+)")


class _Finder:
    """Asks the rules that concern a host, or a name; `""` are those that may concern any."""

    def __init__(self, rules: Sequence[_Rule]) -> None:
        self._by_host: defaultdict[str, list[_Rule]] = defaultdict(list)
        self._by_name: defaultdict[str, list[_Rule]] = defaultdict(list)
        for rule in rules:
            hosts = rule.on or _hosts(rule.pattern)
            if hosts == ("",) and rule.name and not (rule.is_regex or rule.inverted):
                self._by_name[rule.name].append(rule)
            else:
                for host in hosts:
                    self._by_host[host].append(rule)

    def __call__(
        self, url: str, host: str, parameters: Sequence[tuple[str, str]]
    ) -> frozenset[int]:
        hosts = ("", *keys(host))
        near = [rule for key in hosts for rule in self._by_host.get(key, ())]
        answers: dict[int, bool] = {}
        found = set()
        for index, (name, value) in enumerate(parameters):
            name, value = unquote(name), unquote(value)  # noqa: PLW2901 - as rules know them
            rules = [rule for rule in near if rule.is_about(name, value)]
            rules += self._by_name.get(name, ())
            for rule in rules:
                if id(rule) not in answers:
                    answers[id(rule)] = rule.applies(url, hosts)
            holding = [rule for rule in rules if answers[id(rule)]]
            if holding and not any(rule.is_exception for rule in holding):
                found.add(index)
        return frozenset(found)


def _hosts(pattern: str) -> tuple[str, ...]:
    """Return the host that a URL must have for the pattern, `""` for any."""
    found = _HOST.match(pattern)
    if found is None:
        return ("",)
    host = found["host"].replace("\\", "")
    following = pattern[found.end() :]
    if following.startswith((_SEPARATOR, "/", "$")) and "." in host:
        return (host,)
    if host.endswith(".") and following.startswith("(?>.*?"):
        return (f"{host}*",)
    return ("",)
