"""Posts that nobody wrote: every syntax, script and mess that newslint may meet, in one file.

Half of it is taken from the examples of the rules, so that there is much to report and to repair.
"""

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec import Struct

from tests.reliability.documents.bodies import bodies
from tests.reliability.documents.damage import Damage, damages, encoded
from tests.reliability.documents.front_matters import front_matters

__all__ = ["Written", "documents"]

_NAMES = ("2024-05-01-pier.md", "post.md", "post.markdown", "page.html", "pier.mdx")


class Written(Struct, frozen=True):
    """A file: what it is called, and its bytes."""

    name: str
    content: bytes

    def __repr__(self) -> str:
        """Return what makes the file again."""
        return f"Written({self.name!r}, {self.content!r})"


def documents() -> SearchStrategy[Written]:
    """Return the strategy for whole files."""
    return st.builds(
        _written,
        st.sampled_from(_NAMES),
        front_matters(),
        bodies(),
        damages(),
    )


def _written(name: str, front_matter: str, body: str, damage: tuple[Damage, ...]) -> Written:
    return Written(name, encoded(front_matter + body, damage))
