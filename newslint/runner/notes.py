"""What a repair writes down along the way, besides the files that it repairs."""

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from newslint.fixes import Journal


class Notes(Struct, frozen=True):
    """Where each change is noted before it is made, and the folder for bugs that show; or None."""

    journal: "Journal | None" = None
    debug: Path | None = None
