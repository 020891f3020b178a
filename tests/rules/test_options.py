"""Options of rules that no post could satisfy are refused when the configuration is read."""

from pathlib import Path

import pytest

from newslint.config import ConfigError, load


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ('[rules.date-timezone]\nzone = "Berlin"', "must be an offset such as `+08:00`"),
        ("[rules.title-length]\nleast = 9\nmost = 8", "`least` is 9, which is more than `most`, 8"),
        ("[rules.description-length]\nmost = 8", "`least` is 50, which is more than `most`, 8"),
        ("[rules.source-attribution]\nany-of = []", "`any-of` must name a key"),
    ],
)
def test_is_refused(tmp_path: Path, options: str, told: str) -> None:
    file = tmp_path / "newslint.toml"
    file.write_text(f"{options}\n")

    with pytest.raises(ConfigError) as raised:
        _ = load(file).settings

    assert told in str(raised.value)
