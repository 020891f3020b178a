import subprocess
import sys
from pathlib import Path

import pytest

from newslint import Document
from newslint.front_matter import Format

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def _made(folder: Path) -> dict[str, bytes]:
    """Return 100 made-up posts by their names."""
    command = [sys.executable, str(BENCHMARKS / "synthetic.py"), "100", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    files = sorted(folder.rglob("*.md"))
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@pytest.fixture(scope="module")
def posts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return _made(tmp_path_factory.mktemp("posts"))


def test_made_up_posts_are_the_same_every_time(posts: dict[str, bytes], tmp_path: Path) -> None:
    again = _made(tmp_path)

    assert len(again) == 100
    assert again == posts


def test_made_up_posts_have_front_matter_without_faults(posts: dict[str, bytes]) -> None:
    blocks = [Document.parse(Path(name), content).front_matter for name, content in posts.items()]

    assert not [block.faults for block in blocks if block and block.faults]
    assert {block.format for block in blocks if block} == {Format.YAML, Format.TOML, Format.JSON}


def test_made_up_posts_have_the_sizes_of_real_ones(posts: dict[str, bytes]) -> None:
    sizes = sorted(map(len, posts.values()))

    assert 2000 < sizes[50] < 4000
    assert sizes[95] > 10_000


def test_script_says_what_it_takes() -> None:
    command = [sys.executable, str(BENCHMARKS / "run.py"), "--help"]

    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout

    assert "--corpus" in told
    assert "--growth" in told
