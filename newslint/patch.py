"""What a repair changes, as a patch that `git apply` takes."""

import re
from collections.abc import Iterator

from newslint.regex import regex


def patch(path: str, before: str, after: str) -> str:
    """Return a unified diff with three lines of context, empty where nothing changes."""
    import difflib

    name = path.lstrip("/")
    old, new = _name(f"a/{name}"), _name(f"b/{name}")
    return "".join(_ended(difflib.unified_diff(_lines(before), _lines(after), old, new)))


def _name(path: str) -> str:
    r"""Return a path as Git writes it in a patch (`quote_c_style` of Git).

    One in which a quote, `\` or a control character stands is quoted; one in which a space stands
    ends with a tab, for `patch` takes what follows a space for a date.
    """
    if _CONTROL.search(path):
        return f'"{_CONTROL.sub(_escaped, path)}"'
    return f"{path}\t" if " " in path else path


_CONTROL = regex(r'["\\\x00-\x1f\x7f]')
_LETTERS = {**dict(zip("\a\b\t\n\v\f\r", "abtnvfr", strict=True)), '"': '"', "\\": "\\"}


def _escaped(match: re.Match[str]) -> str:
    return f"\\{_LETTERS.get(match[0]) or format(ord(match[0]), '03o')}"


def _lines(text: str) -> list[str]:
    r"""Return the lines with their line breaks; only `\n` ends one."""
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]


def _ended(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
