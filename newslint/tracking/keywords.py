"""By what links are known that a program put around keywords."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from newslint.tracking.entries import KeywordLink


class Marks(Struct, frozen=True):
    """Classes and attributes, each with its entry's place in the catalogue and id."""

    classes: Mapping[str, tuple[int, str]]
    attributes: Mapping[str, tuple[int, str]]

    @classmethod
    def of(cls, entries: Iterable[KeywordLink]) -> "Marks":
        """Return the marks of these entries; one that two of them have is the first one's."""
        classes: dict[str, tuple[int, str]] = {}
        attributes: dict[str, tuple[int, str]] = {}
        for place, entry in enumerate(entries):
            for name in entry.classes:
                classes.setdefault(name, (place, entry.id))
            for name in entry.attributes:
                attributes.setdefault(name, (place, entry.id))
        return cls(classes, attributes)

    def find(self, classes: Iterable[str], attributes: Iterable[str]) -> str | None:
        """Return the first entry that has one of these marks."""
        found = [self.classes[name] for name in classes if name in self.classes]
        found += [self.attributes[name] for name in attributes if name in self.attributes]
        return min(found)[1] if found else None
