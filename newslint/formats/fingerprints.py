"""Names for problems that stay the same from run to run, though lines move."""

import hashlib
from collections import Counter
from collections.abc import Iterator

from newslint.report import FileReport, Located


def fingerprinted(file: FileReport) -> Iterator[tuple[Located, str]]:
    """Yield a file's problems, each with a name in hexadecimal digits that no other has.

    It comes from the rule, the path, the line's text without regard to white space, what is marked
    in it, and how many problems above in the file have all these in common. Line numbers and the
    message take no part.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for each in file.located:
        alike = (each.said.rule, file.path, *_content(each))
        seen[alike] += 1
        yield each, _digest(*alike, str(seen[alike]))


def of_failure(file: FileReport) -> str:
    """Return the name of a file's failure."""
    return _digest("", file.path)


def _content(each: Located) -> tuple[str, ...]:
    excerpt = each.excerpt
    parts = (excerpt.before, excerpt.marked, excerpt.after)
    return tuple(" ".join(part.split()) for part in parts)


def _digest(*parts: str) -> str:
    written = "\0".join(parts).encode(errors="surrogatepass")
    return hashlib.sha256(written).hexdigest()[:32]
