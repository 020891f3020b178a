"""What is known about tracking: one catalogue, asked about one URL at a time."""

from newslint.tracking.catalogue import Catalogue, catalogue, clean
from newslint.tracking.entries import Entry, Pixel
from newslint.tracking.parameters import Cut
from newslint.tracking.redirects import Target

__all__ = ["Catalogue", "Cut", "Entry", "Pixel", "Target", "catalogue", "clean"]
