"""The rule placeholder-image."""

import re
from collections.abc import Iterator, Mapping

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.front_matter import FrontMatter, Path, Sequence
from newslint.links import Link, LinkKind
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class PlaceholderImage(Rule, frozen=True):
    """A published post shows no stand-in for an image.

    ## Why

    Generators and scrapers fill an empty image field with a random photo or a grey box. Shipped,
    it tells readers something that is not in the article, and another one on every visit.

    ## What to do

    Give the post a picture of its own, or none: `--unsafe` deletes the stand-in.

    ## Options

    - `hosts`: the hosts that serve stand-ins, subdomains included.
    """

    fixes = Applicability.UNSAFE
    hosts: tuple[str, ...] = (
        "baconmockup.com",
        "dummyimage.com",
        "fakeimg.pl",
        "fillmurray.com",
        "fpoimg.com",
        "lorem.space",
        "loremflickr.com",
        "lorempixel.com",
        "picsum.photos",
        "place-hold.it",
        "placebear.com",
        "placecats.com",
        "placedog.net",
        "placehold.co",
        "placehold.it",
        "placehold.jp",
        "placeholder.com",
        "placeimg.com",
        "placekitten.com",
        "unsplash.it",
    )

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every image, in the body or the front matter, from a host of stand-ins."""
        found: dict[Span, tuple[Link, str]] = {}
        for link in document.links:
            if name := self._host(link):
                found.setdefault(link.whole, (link, name))  # one `srcset` names many
        front_matter = document.front_matter
        paths = _paths(front_matter) if found and front_matter else {}
        for whole, (link, name) in found.items():
            if link.is_image_alone:
                fix: Fix | None = Fix.unsafe("Delete the image", Edit(whole))
            else:
                fix = _without(front_matter, paths.get(whole), whole)
            yield Problem(link.span, f"Stand-in for an image, from `{name}`", fix)

    def _host(self, link: Link) -> str:
        """Return the host of an image if it serves stand-ins."""
        if link.kind not in _SHOWN:
            return ""
        image = _IMAGE.match(link.url)
        if image is None:
            return ""
        name = image["host"].lower()
        if not name.endswith(self.hosts):
            return ""  # nearly every image is from another host
        return name if any(f".{name}".endswith(f".{known}") for known in self.hosts) else ""


_SHOWN = (LinkKind.IMAGE, LinkKind.FRONT_MATTER)
# A URL without a path is the service's own page.
_IMAGE = regex(r"(?:https?:)?//(?:[^/?#@]*+@)?(?P<host>[^/?#:]++)(?::\d*+)?/[^?#]", re.IGNORECASE)


def _paths(front_matter: FrontMatter) -> Mapping[Span, Path]:
    return {scalar.span: path for path, scalar in front_matter.scalars()}


def _without(front_matter: FrontMatter | None, path: Path | None, value: Span) -> Fix | None:
    """Return what deletes the key that holds a value, alone or as its list's only item."""
    if front_matter is None or path is None:
        return None
    if isinstance(path[-1], int):
        path = path[:-1]
        items = front_matter.node(path)
        if not isinstance(items, Sequence) or len(items.items) > 1:
            return None
    if not path or isinstance(path[-1], int):
        return None
    entry = front_matter.entry(path)
    if value not in entry.value.span:
        return None  # the key stands there again, and a path leads to the last of them
    try:
        edit = front_matter.deletion(entry)
    except ValueError:
        return None
    return Fix.unsafe(f"Delete `{path[-1]}`", edit)
