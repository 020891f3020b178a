"""What the catalogue has to say about one URL, all of it at once."""

from msgspec import Struct

from newslint.diagnostic import Applicability
from newslint.tracking.catalogue import Catalogue
from newslint.tracking.entries import Kind
from newslint.tracking.parameters import Cut, without
from newslint.tracking.redirects import Target


class Explanation(Struct, frozen=True):
    """What is known about a URL, each by the catalogue's id; None where nothing is.

    `target` is where a redirect leads; the `cuts` are characters of its URL if there is one.
    `safe` is what the URL becomes unasked, `unsafe` what it becomes on request.
    """

    url: str
    target: Target | None
    cuts: tuple[Cut, ...]
    safe: str
    unsafe: str
    left_alone: str | None
    opaque: str | None
    pixel: str | None
    script: str | None


def explained(url: str, known: Catalogue) -> Explanation:
    """Return what the catalogue says about a URL, written as a browser reads it."""
    target = known.target(url)
    landing = target.url if target else url
    pixel = known.pixel(url)
    trusted = target is None or target.applicability is Applicability.SAFE
    safe = known.parameters(landing, Applicability.SAFE, _WITHOUT_PARTNERS) if trusted else ()
    paid = known.target(landing)
    page = paid.url if paid else landing
    return Explanation(
        url,
        target,
        known.parameters(landing, kinds=tuple(Kind)),
        without(landing if trusted else url, safe),
        without(page, known.parameters(page, kinds=tuple(Kind))),
        known.left_alone(landing),
        None if pixel else known.opaque(landing),
        pixel.id if pixel else None,
        known.script(url),
    )


# Who earns by a link is for editors to decide.
_WITHOUT_PARTNERS = tuple(kind for kind in Kind if kind is not Kind.AFFILIATE)
