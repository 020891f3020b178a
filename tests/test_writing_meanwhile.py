"""What happens while a file is written: somebody saves it, or asks newslint to stop."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from newslint import exchange, interruption, writing
from newslint.writing import NotWrittenError, write


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Path]:
    """A file that has its folder for itself, before and after."""
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    yield file
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("in_place", [True, False])
def test_what_is_written_after_the_last_look_is_kept(
    alone: Path, monkeypatch: pytest.MonkeyPatch, *, in_place: bool
) -> None:
    if not can_trade_names(alone):
        pytest.skip("this file system has no way to trade two names")
    texts = [b"one", b"two", b"three"]

    def exchanged_late(one: Path, other: Path) -> bool:
        """Trade names just after somebody wrote the file."""
        if texts:
            edit(alone, texts.pop(0), in_place=in_place)
        return exchange.exchanged(one, other)

    monkeypatch.setattr(writing, "exchanged", exchanged_late)

    with pytest.raises(NotWrittenError, match="changed while newslint was at work"):
        write(alone, b"new", was=b"old")
    assert alone.read_bytes() == b"three"


def can_trade_names(file: Path) -> bool:
    other = file.with_name("other")
    other.write_bytes(b"")
    done = exchange.exchanged(file, other) and exchange.exchanged(file, other)
    other.unlink()
    return done


def edit(file: Path, text: bytes, *, in_place: bool) -> None:
    if in_place:
        file.write_bytes(text)
    else:
        file.with_name("draft").write_bytes(text)
        file.with_name("draft").replace(file)


def test_where_names_cannot_be_traded_the_file_is_replaced(
    alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "exchanged", lambda _one, _other: False)

    write(alone, b"new", was=b"old")

    assert alone.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="Windows makes none wait")
def test_a_signal_waits_until_the_file_is_whole(
    alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill = os.fsync

    def interrupted(descriptor: int) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        fill(descriptor)

    monkeypatch.setattr(os, "fsync", interrupted)

    with pytest.raises(KeyboardInterrupt) as stopped, interruption.stoppable():
        write(alone, b"new", was=b"old")

    assert stopped.value.args == (signal.SIGTERM,)
    assert alone.read_bytes() == b"new"
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
