"""Whatever newslint reads is data: nothing in it is ever run."""

import ast
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from newslint.config import ConfigError
from newslint.config.load import load
from newslint.document import Document
from tests.conftest import ROOT
from tests.test_changes import Repository, site
from tests.test_cli import BAD, Newslint, newslint, write

__all__ = ["newslint", "site"]

SOURCES = sorted((ROOT / "newslint").rglob("*.py"))
RUNS_TEXT = {"eval", "exec", "compile", "__import__"}
RUNS_DATA = {"pickle", "marshal", "shelve", "dill", "code", "runpy"}
OPENS_CONNECTIONS = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "asyncio"}
YAML_THAT_MAKES_OBJECTS = {"load", "load_all", "full_load", "unsafe_load", "add_constructor"}
# What only looks like it: a path of a `file:` URL, without a connection.
ACCEPTED = {("schema/reading.py", "urllib.request")}


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


@pytest.mark.parametrize("source", SOURCES, ids=lambda file: file.stem)
def test_no_module_can_run_what_it_reads(source: Path) -> None:
    tree = ast.parse(source.read_text())
    name = source.relative_to(ROOT / "newslint").as_posix()

    imported = {(name, module) for module in _imports(tree)} - ACCEPTED
    called = [ast.unparse(call.func) for call in _calls(tree)]

    assert {module for _, module in imported} & (RUNS_DATA | OPENS_CONNECTIONS) == set()
    assert RUNS_TEXT.intersection(called) == set()
    assert not [call for call in called if call in {f"yaml.{n}" for n in YAML_THAT_MAKES_OBJECTS}]
    assert not [call for call in called if call in {"os.system", "os.popen"}]


def test_the_one_program_that_is_started_is_git_without_a_shell() -> None:
    started = [
        (source.relative_to(ROOT / "newslint").as_posix(), call)
        for source in SOURCES
        for call in _calls(ast.parse(source.read_text()))
        if ast.unparse(call.func).startswith(("subprocess.", "os.exec", "os.spawn"))
    ]

    assert [name for name, _ in started] == ["changes.py"]
    call = started[0][1]
    assert ast.unparse(call.args[0]).startswith("['git', ")
    assert "shell" not in {keyword.arg for keyword in call.keywords}


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.system ['touch ran']",
        "!!python/object/new:os.system ['touch ran']",
        "!!python/name:os.system ''",
        "!!python/module:antigravity ''",
    ],
)
def test_tags_of_yaml_make_no_objects(
    tag: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    document = Document.parse(tmp_path / "a.md", f"---\ntitle: {tag}\n---\n".encode())

    assert document.front_matter
    assert isinstance(document.front_matter.data.get("title", ""), str | list)
    assert not list(tmp_path.iterdir())


def test_a_package_that_is_extended_does_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "lib/hostile/__init__.py", f"open({str(tmp_path / 'ran')!r}, 'w')")
    write(tmp_path, "lib/hostile/newslint.toml", 'select = ["html"]\n')
    monkeypatch.syspath_prepend(tmp_path / "lib")

    load(write(tmp_path, "newslint.toml", 'extend = "package:hostile"\n'))

    assert not (tmp_path / "ran").exists()


def test_a_package_in_a_package_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "lib/hostile/__init__.py", f"open({str(tmp_path / 'ran')!r}, 'w')")
    monkeypatch.syspath_prepend(tmp_path / "lib")

    with pytest.raises(ConfigError, match="must name a Python package"):
        load(write(tmp_path, "newslint.toml", 'extend = "package:hostile.inner"\n'))

    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("named", ["core.fsmonitor", "core.hooksPath"])
@pytest.mark.skipif(os.name == "nt", reason="the program is a shell script")
def test_git_runs_no_program_that_a_repository_names(
    named: str, site: Repository, tmp_path: Path
) -> None:
    program = write(tmp_path, "hooks/post-index-change", f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    program.chmod(0o755)
    site.git("config", named, str(program if named == "core.fsmonitor" else program.parent))
    for file in site.folder.rglob("*.md"):
        os.utime(file, (1, 1))  # or git has no index to refresh

    ran = site.check("--since", "main")

    assert (ran.code, "git" in ran.err) == (0, False)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("reference", ["--output=ran", "-Oran", "--", "--all", "-h"])
def test_no_reference_is_an_option_of_git(reference: str, site: Repository) -> None:
    ran = site.check(f"--since={reference}")

    assert (ran.code, ran.err.startswith(f"newslint: git knows no `{reference}`")) == (2, True)
    assert not (site.folder / "ran").exists()


def test_names_of_files_are_no_options_of_git(site: Repository) -> None:
    site.write("--output=ran", BAD)
    site.write("-x.md", BAD)
    site.git("add", "--all", "--", ".")

    ran = site.check("--since", "main", "--", "-x.md", "--output=ran")

    assert "-x.md:6:4: inline-style" in ran.out
    assert not (site.folder / "ran").exists()


def test_what_git_says_of_a_repository_of_somebody_else_is_passed_on(site: Repository) -> None:
    ran = site.check("--since", "main", GIT_TEST_ASSUME_DIFFERENT_OWNER="1")

    assert ran.code == 2
    assert ran.err.startswith("newslint: `--since` asks git, and git says: ")
    assert "dubious ownership" in ran.err or "unsafe repository" in ran.err


def test_a_clone_that_lacks_objects_fetches_none(site: Repository, tmp_path: Path) -> None:
    site.git("config", "uploadpack.allowFilter", "true")
    post = site.write("more.md", BAD)
    site.commit()
    post.write_text("Other words.\n")
    site.commit()
    clone = Repository(tmp_path / "clone")
    site.git("clone", "--quiet", "--filter=blob:none", site.folder.as_uri(), str(clone.folder))
    before = clone.git("count-objects", "-v")

    ran = clone.check("--since", "HEAD~1")

    assert (ran.code, ran.err.startswith("newslint: `--since` asks git")) == (2, True)
    assert clone.git("count-objects", "-v") == before


def test_a_cache_of_pickles_is_none(newslint: Newslint, tmp_path: Path) -> None:
    import pickle

    class Hostile:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, (f"touch {tmp_path}/ran",)

    write(tmp_path, "posts/a.md", BAD + "Words. " * 80_000)
    newslint("check", "--cache-dir", "kept")
    cache = next((tmp_path / "kept").iterdir())
    cache.write_bytes(pickle.dumps(Hostile()))

    ran = newslint("check", "--cache-dir", "kept")

    assert ran.code == 1
    assert not (tmp_path / "ran").exists()
