"""The cache: right answers for files that have not changed, and none for others."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from newslint import cache as caches
from newslint import runner
from newslint.cache import Cache
from newslint.config import ConfigError, Configs
from newslint.diagnostic import Diagnostic, Edit, Fix, Severity
from newslint.files import File
from newslint.report import FileReport, Located
from newslint.text import Span, Text

KEY = caches.key("this newslint")
TEXT = Text("# 路面電車\n\nA <b>tram</b>.\n")
LONG_AGO = 1_000_000_000_000_000_000  # nanoseconds


def reported(content: bytes, **facts: object) -> FileReport:
    fix = Fix.unsafe("Drop it", Edit(Span(10, 13)))
    said = Diagnostic("a-rule", "html", Severity.INFO, Span(10, 13), "It is `b`", fix, "https://r")
    located = (Located.of(said, TEXT),)
    return FileReport(
        "",
        located=located,
        lasting=True,
        digest=caches.digest(content),
        **facts,  # type: ignore[arg-type]
    )


@pytest.fixture
def post(tmp_path: Path) -> Callable[..., File]:
    """Return what writes a post and says how it stands on the disk."""

    def write(content: bytes = b"post", changed: int = LONG_AGO) -> File:
        file = tmp_path / "posts" / "a.md"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
        os.utime(file, ns=(changed, changed))
        return File.of(file, file.stat())

    return write


def kept(folder: Path, file: File, report: FileReport, asked: float = 5.0) -> Path:
    """Write a cache that knows one file, and return where."""
    cache = Cache(folder / "the.cache", asked)
    cache.remember(file, KEY, report)
    cache.write([])
    return folder / "the.cache"


def found(cache: Path, file: File, key: bytes = KEY, asked: float = 5.0) -> FileReport | None:
    known = Cache(cache, asked).find(file, key)
    return known.report() if known else None


def test_an_unchanged_file_is_answered_without_being_opened(
    tmp_path: Path, post: Callable[..., File]
) -> None:
    file = post()
    cache = kept(tmp_path, file, reported(b"post"))

    file.path.unlink()

    assert found(cache, file) == reported(b"post")


def test_a_file_that_was_only_touched_is_answered_by_its_content(
    tmp_path: Path, post: Callable[..., File]
) -> None:
    cache = kept(tmp_path, post(), reported(b"post"))

    assert found(cache, post(changed=LONG_AGO + 1)) == reported(b"post")


@pytest.mark.parametrize("content", [b"past", b"posts"])
def test_a_changed_file_is_not_known(
    tmp_path: Path, post: Callable[..., File], content: bytes
) -> None:
    cache = kept(tmp_path, post(), reported(b"post"))

    assert found(cache, post(content, changed=LONG_AGO + 1)) is None


def test_a_young_file_is_looked_at_again(tmp_path: Path, post: Callable[..., File]) -> None:
    now = tmp_path.stat().st_mtime_ns
    cache = kept(tmp_path, post(changed=now), reported(b"post"))

    assert found(cache, post(b"past", changed=now)) is None
    assert found(cache, post(b"post", changed=now)) == reported(b"post")


def test_a_file_as_old_as_time_itself_is_told_from_one_that_was_too_young(
    tmp_path: Path, post: Callable[..., File]
) -> None:
    now = tmp_path.stat().st_mtime_ns
    cache = kept(tmp_path, post(changed=now), reported(b"post"))

    assert found(cache, post(b"past", changed=0)) is None


def test_another_configuration_or_version_knows_nothing(
    tmp_path: Path, post: Callable[..., File]
) -> None:
    cache = kept(tmp_path, post(), reported(b"post"))

    assert found(cache, post(), key=caches.key("another newslint")) is None


def test_what_was_said_does_not_hold_for_an_earlier_time(
    tmp_path: Path, post: Callable[..., File]
) -> None:
    cache = kept(tmp_path, post(), reported(b"post"), asked=5.0)

    assert found(cache, post(), asked=4.0) is None
    assert found(cache, post(), asked=6.0) is not None


def test_what_does_not_last_is_not_kept(tmp_path: Path, post: Callable[..., File]) -> None:
    cache = kept(tmp_path, post(), FileReport("a.md"))

    assert not cache.exists() or found(cache, post()) is None


def test_a_cache_that_is_cut_anywhere_is_none(tmp_path: Path, post: Callable[..., File]) -> None:
    cache = kept(tmp_path, post(), reported(b"post"))
    whole = cache.read_bytes()

    for length in range(len(whole)):
        cache.write_bytes(whole[:length])
        assert found(cache, post()) is None
    cache.write_bytes(whole)
    assert found(cache, post()) is not None


def test_a_cache_with_a_wrong_byte_anywhere_is_none(
    tmp_path: Path, post: Callable[..., File]
) -> None:
    cache = kept(tmp_path, post(), reported(b"post"))
    whole = cache.read_bytes()

    for place in range(len(whole)):
        cache.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert found(cache, post()) is None


def test_files_that_are_gone_are_forgotten_and_others_kept(
    tmp_path: Path, post: Callable[..., File]
) -> None:
    file = post()
    cache = kept(tmp_path, file, reported(b"post"))

    Cache(cache, 5.0).write([tmp_path / "elsewhere"])
    assert found(cache, file) is not None

    Cache(cache, 5.0).write([tmp_path / "posts"])
    assert found(cache, file) is None


def test_half_a_character_is_no_reason_to_fail(tmp_path: Path, post: Callable[..., File]) -> None:
    cache = Cache(tmp_path / "the.cache", 5.0)

    cache.remember(post(), KEY, reported(b"post", patch="\ud800"))
    cache.write([])

    assert found(tmp_path / "the.cache", post()) is None


def test_a_file_whose_name_is_no_text_is_known_like_any_other(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/lat\xe9.md"))
    path.write_bytes(b"post")
    os.utime(path, ns=(LONG_AGO, LONG_AGO))
    file = File.of(path, path.stat())
    report = reported(b"post")

    cache = kept(tmp_path, file, report)

    assert found(cache, file) == report


def test_a_schema_that_no_file_can_be_is_told_of_with_a_cache_too(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a")
    (tmp_path / "newslint.toml").write_text(r'preset = "a\u0000.json"')
    configs = Configs()
    posts = runner.find([tmp_path / "a.md"], configs)

    with pytest.raises(ConfigError, match=r"newslint\.toml:1:1"):
        list(runner.check(posts, configs, cache=Cache(tmp_path / "the.cache", 5.0)))
