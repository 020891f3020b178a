"""Characters as readers count them."""

import pytest

from newslint import graphemes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("Pier reopens", 12),
        ("渡轮复航", 4),
        ("caf\u00e9", 4),
        ("cafe\u0301", 4),
        ("\u1112\u1161\u11ab\uad6d", 2),
        ("\u0928\u093f", 1),
        ("ferry \u26f4\ufe0f", 7),
        ("\U0001f1f3\U0001f1f4\U0001f1f8\U0001f1ea", 2),
        ("\U0001f44d\U0001f3fd", 1),
        ("\U0001f469\u200d\U0001f469\u200d\U0001f467", 1),
        ("\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", 8),
        ("pier\u200b", 4),
    ],
)
def test_counts_what_a_reader_sees(text: str, expected: int) -> None:
    assert graphemes.count(text) == expected
