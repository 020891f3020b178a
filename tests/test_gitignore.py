"""Lines of a `.gitignore`, also those that Git leaves out."""

import warnings
from pathlib import Path

import pytest

from newslint import files, gitignore


@pytest.mark.parametrize("line", ["!", "[z-a]", "a\\"])
def test_a_line_that_is_no_pattern_is_left_out(tmp_path: Path, line: str) -> None:
    (tmp_path / ".newslintignore").write_text(f"old.md\n{line}\n")
    for name in ("new.md", "old.md"):
        (tmp_path / name).write_text("a")

    found = files.find(tmp_path, wanted=lambda _: True, excluded=lambda _: False)

    names = {file.path.name for file in found.files}
    assert names - {".newslintignore"} == {"new.md"}


@pytest.mark.parametrize("line", ["old/", "!new.md", "# a remark", "", "[a-z]*", "**/a"])
def test_what_git_knows_is_a_pattern(line: str) -> None:
    assert gitignore.is_pattern(line)


def test_nothing_is_said_of_a_pattern_that_may_mean_something_else_one_day() -> None:
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        gitignore.patterns(["[[a]"])

    assert said == []
