import os
from pathlib import Path

import frontmatter
import pytest
import yaml

from newslint import front_matter, templates

CORPUS = Path(
    os.environ.get("NEWSLINT_CORPUS", Path(__file__).parents[2].parent / "shared" / "corpus")
)
FILES = sorted(path for path in CORPUS.rglob("*") if path.suffix in {".md", ".html", ".markdown"})

pytestmark = pytest.mark.skipif(
    not FILES, reason="there is no corpus of posts beside this checkout"
)


def content_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_front_matter_of_real_posts_has_the_keys_that_others_read(path: Path) -> None:
    content = content_of(path)

    found = front_matter.parse(content, templates.mask(content, templates.tokens(content)))

    try:
        metadata, _ = frontmatter.parse(content)
    except (yaml.YAMLError, ValueError, TypeError):
        return
    if not metadata:
        return
    assert found is not None
    assert found.faults == ()
    assert list(found.data) == [str(key) for key in metadata]
