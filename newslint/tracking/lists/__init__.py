"""Lists of other people that a site wants to be asked, too: ClearURLs and AdGuard's or uBlock's."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from msgspec import Struct

from newslint.diagnostic import Applicability
from newslint.tracking.entries import Parameter
from newslint.tracking.lists import adblock, clearurls
from newslint.tracking.lists.parameters import Finder, Unreadable
from newslint.tracking.parameters import Cut, is_closed, laid_out
from newslint.tracking.sites import Place
from newslint.tracking.url import Pieces, fields, folded, host

_LONGEST = 4096  # characters of a URL; lists are matched by patterns of strangers

LIST_FORMATS: Mapping[str, Callable[[str], tuple[Finder, list[Unreadable]]]] = {
    "clearurls": clearurls.read,
    "adblock": adblock.read,
}
"""How to read each format; `adblock` is AdGuard's and uBlock's, with `$removeparam`."""


class ParameterList(Struct, frozen=True):
    """A list that somebody else keeps, and what to do about the parameters on it.

    `applicability` is None where they are only reported. `unreadable` are the lines that say
    something newslint does not understand; the others hold all the same.
    """

    name: str
    finder: Finder
    applicability: Applicability | None = None
    unreadable: tuple[Unreadable, ...] = ()

    @classmethod
    def read(
        cls, file: Path, form: str, applicability: Applicability | None = None
    ) -> "ParameterList":
        """Return the list in a file.

        Raises `OSError` where it cannot be read, `ValueError` where it is nothing of that format.
        """
        if file.exists() and not file.is_file():
            # A pipe or a device may never come to an end.
            raise ValueError("it is no file that could hold a list")
        finder, unreadable = LIST_FORMATS[form](file.read_text(encoding="utf-8"))
        return cls(file.name, finder, applicability, tuple(unreadable))

    def cuts(self, pieces: Pieces, place: Place, known: Collection[str] = ()) -> tuple[Cut, ...]:
        """Return the parameters of a URL that are on the list and not `known`, in their order.

        None of a URL that is signed or that another one stands in; what its `place` keeps stays.
        """
        if not pieces.query or len(pieces.url) > _LONGEST or is_closed(pieces):
            return ()
        parts = fields(pieces.query)
        keys = [folded(name) for _, name, _ in parts]
        if not place.anywhere.signatures.keys().isdisjoint(keys):
            return ()
        listed = self.finder(
            pieces.url,
            host(pieces.authority or ""),
            [(name, value[1:]) for _, name, value in parts],
        )
        kept = {
            index
            for index, key in enumerate(keys)
            if parts[index][1] in known or _decides(place, key)
        }
        entry = Parameter(self.name, (), applicability=self.applicability or Applicability.UNSAFE)
        found = dict.fromkeys(sorted(listed - kept), entry)
        return tuple(laid_out(parts, found, pieces.query_start))


def _decides(place: Place, key: str) -> bool:
    """Whether the catalogue knows when a parameter is needed, so that no list has a say in it."""
    return place.keeps(key) or any(rule.unless for rule in place.rules[key] or ())
