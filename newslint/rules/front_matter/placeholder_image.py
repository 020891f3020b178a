"""The rule placeholder-image."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.links import Link, LinkKind
from newslint.rule import Rule


@dataclass(frozen=True)
class PlaceholderImage(Rule):
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
        "lorempixel.com",
        "loremflickr.com",
        "picsum.photos",
        "placebear.com",
        "placecats.com",
        "placehold.co",
        "placehold.it",
        "placeholder.com",
        "placeimg.com",
        "placekitten.com",
        "via.placeholder.com",
    )

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every image, in the body or the front matter, from a host of stand-ins."""
        for link in document.links:
            if link.kind in {LinkKind.IMAGE, LinkKind.FRONT_MATTER}:
                host = _HOST.match(link.url)
                name = host["name"].lower() if host else ""
                if any(name == known or name.endswith(f".{known}") for known in self.hosts):
                    message = f"Stand-in for an image, from `{name}`"
                    yield Problem(link.span, message, _deleted(document, link))


_HOST = re.compile(r"(?:https?:)?//(?:[^/?#@]*@)?(?P<name>[^/?#:]+)", re.IGNORECASE)


def _deleted(document: Document, link: Link) -> Fix | None:
    if link.is_image_alone:
        return Fix.unsafe("Delete the image", Edit(link.whole))
    front_matter = document.front_matter
    if front_matter is None or front_matter.root is None:
        return None
    for entry in front_matter.root.entries:
        if entry.value.span == link.whole:
            return Fix.unsafe(f"Delete `{entry.name}`", front_matter.deletion(entry))
    return None
