"""What is known about tracking: one catalogue, asked about one URL at a time."""

from newslint.tracking.catalogue import BUNDLED, Catalogue, clean
from newslint.tracking.entries import SECTIONS, Entry, Kind, Pixel
from newslint.tracking.explaining import Explanation, explained
from newslint.tracking.parameters import Cut
from newslint.tracking.redirects import Target

__all__ = [
    "BUNDLED",
    "SECTIONS",
    "Catalogue",
    "Cut",
    "Entry",
    "Explanation",
    "Kind",
    "Pixel",
    "Target",
    "clean",
    "explained",
]
