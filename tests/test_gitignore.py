"""Lines of a `.gitignore`, also those that Git leaves out."""

import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from newslint import files, gitignore
from tests.growth import is_linear


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


@given(
    st.lists(st.sampled_from(["*", "**", "/", "?", "a", "b", "[ab]", ".", "\\*"])),
    st.lists(st.sampled_from(["a", "b", "/", ".", "c", "*"]), min_size=1),
)
def test_stars_mean_what_they_mean_to_git(pattern: list[str], path: list[str]) -> None:
    line, name = "".join(pattern), "".join(path)
    if not gitignore.is_pattern(line):
        return

    said = gitignore.patterns([line]).check_file(name).include

    assert said == GitIgnoreSpec.from_lines([line]).check_file(name).include


_PARTS = st.sampled_from(
    ["*", "**", "/", "?", "a", "b", "[ab]", ".", "\\*", "!", "(", "$", "|", "#"]
)


@given(
    st.lists(st.lists(_PARTS, max_size=6).map("".join), max_size=9),
    st.lists(st.sampled_from(["a", "b", "a/", ".", "c", "*", "(", "$", "|"]), min_size=1),
)
def test_many_lines_say_what_they_say_one_by_one(lines: list[str], path: list[str]) -> None:
    name = "".join(path)

    assert gitignore.Lines.of(lines).say(name) == gitignore.patterns(lines).check_file(name).include


def test_a_name_made_for_a_pattern_of_many_stars_is_looked_through_once() -> None:
    made = gitignore.patterns(["*a" * 20 + "b"])

    assert is_linear(made.match_file, "a")
