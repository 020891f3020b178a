"""What a repair changes, as a patch that `git apply` takes."""

from collections.abc import Iterator


def patch(path: str, before: str, after: str) -> str:
    """Return a unified diff with three lines of context, empty where nothing changes."""
    import difflib

    name = path.lstrip("/")
    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}")
    return "".join(_ended(lines))


def _lines(text: str) -> list[str]:
    r"""Return the lines with their line breaks; only `\n` ends one."""
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]


def _ended(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
