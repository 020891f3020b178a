"""Files that mean to exhaust newslint: none crashes it, all end soon in little memory."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newslint import toml_values
from tests.test_cli import GOOD, Ran, write

MEMORY = 1_500_000_000  # bytes of addresses, several times what a post of this size needs
SECONDS = 120  # many times what a run takes; beyond, it is stuck
TOO_LONG = "9" * 100_000
DEEP = 100_000


def _aliases(levels: int) -> str:
    """Return "billion laughs": each level names the one before ten times."""
    first = "a0: &a0 [x, x]\n"
    aliases = (f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, levels))
    return first + "".join(aliases)


def _yaml(text: str) -> str:
    return f"---\ntitle: A\n{text}\n---\n\nText.\n"


def _toml(text: str) -> str:
    return f"+++\ntitle = 'A'\n{text}\n+++\n\nText.\n"


def _json(text: str) -> str:
    return f'{{"title": "A", {text}}}\n\nText.\n'


POSTS = {
    "yaml aliases": _yaml(_aliases(30)),
    "yaml aliases of maps": _yaml(_aliases(30).replace("[x, x]", "{x: x}")),
    "yaml merges": _yaml("a: &a {x: 1}\n" + "b: {<<: [" + "*a, " * 20_000 + "*a]}"),
    "yaml anchors": _yaml("".join(f"k{n}: &n{n} x\n" for n in range(20_000))),
    "yaml flow": _yaml("a: " + "[" * DEEP),
    "yaml closed flow": _yaml("a: " + "[" * DEEP + "]" * DEEP),
    "yaml maps": _yaml("a: " + "{a: " * DEEP),
    "yaml block": _yaml("\n".join(f"{' ' * n}a:" for n in range(1500))),
    "yaml dashes": _yaml("a:\n" + "- " * DEEP),
    "yaml questions": _yaml("? " * DEEP),
    "yaml integer": _yaml(f"a: {TOO_LONG}"),
    "yaml hexadecimal": _yaml("a: 0x" + "f" * DEEP),
    "yaml float": _yaml(f"a: {TOO_LONG}.{TOO_LONG}e{TOO_LONG}"),
    "yaml date": _yaml(f"date: {TOO_LONG}-99-99T99:99:99+99:99"),
    "yaml zone": _yaml("date: 2024-05-01T00:00:00+99:99"),
    "yaml tag": _yaml("a: !!int " + TOO_LONG),
    "yaml key": _yaml(f"{'k' * DEEP}: 1"),
    "yaml quotes": _yaml("a: " + "'" * DEEP),
    "yaml escapes": _yaml('a: "' + "\\x41" * DEEP + '"'),
    "toml list": _toml("a = " + "[" * DEEP + "]" * DEEP),
    "toml tables": _toml("a = " + "{a=" * DEEP + "1" + "}" * DEEP),
    "toml dots": _toml(".".join(["a"] * DEEP) + " = 1"),
    "toml header": _toml("[" + ".".join(["a"] * DEEP) + "]"),
    "toml integer": _toml(f"a = {TOO_LONG}"),
    "toml float": _toml(f"a = {TOO_LONG}.0e{TOO_LONG}"),
    "toml date": _toml("date = 9999-12-31T23:59:60+99:99"),
    "json lists": _json('"a": ' + "[" * DEEP + "]" * DEEP),
    "json objects": _json('"a": ' + '{"a":' * DEEP + "1" + "}" * DEEP),
    "json integer": _json(f'"a": {TOO_LONG}'),
    "json float": _json(f'"a": {TOO_LONG}e{TOO_LONG}'),
    "html nesting": GOOD + "<div>" * DEEP + "</div>" * DEEP,
    "html unclosed": GOOD + "<b><i>" * DEEP,
    "html attributes": GOOD + "<p " + "a=b " * DEEP + ">",
    "html comment": GOOD + "<!--" * DEEP,
    "markdown quotes": GOOD + ">" * DEEP + " x",
    "markdown lists": GOOD + "- " * DEEP + "x",
    "markdown brackets": GOOD + "[" * DEEP + "](/a)" * 1000,
    "markdown emphasis": GOOD + "*a_" * DEEP,
    "markdown code": GOOD + "`".join("a" * n for n in range(400)),
    "one line": GOOD + "word " * 400_000,
    "references": GOOD + "&#" + TOO_LONG + ";" + "&#x" + "f" * DEEP + ";",
    "url": GOOD + f"[a](http://a.example/?{'utm_source=a&' * 20_000})",
    "url brackets": GOOD + f"[a](http://[{'1:' * DEEP}]/)",
    "url port": GOOD + f"[a](http://a.example:{TOO_LONG}/)",
    "style": GOOD + f'<p style="{"a:(" * DEEP}">x</p>',
    "srcset": GOOD + f'<img srcset="{"a 1x, " * DEEP}">',
    "srcdoc": GOOD + '<iframe srcdoc="' + "<p>" * DEEP + '"></iframe>',
    "templates": GOOD + "{{" * DEEP,
    "shortcodes": GOOD + "{{< a >}}" * 20_000,
}

CONFIGURATIONS = {
    "list": "select = " + "[" * DEEP + "]" * DEEP,
    "tables": "a = " + "{a=" * DEEP + "1" + "}" * DEEP,
    "dots": ".".join(["a"] * DEEP) + " = 1",
    "header": "[" + ".".join(["a"] * DEEP) + "]",
    "integer": f"select = {TOO_LONG}",
    "float": f"select = {TOO_LONG}.0",
    "nul": "select = ['\0']",
    "long name": f"select = ['{'x' * DEEP}']",
}

JSON: dict[str, str | bytes] = {
    "integer": f'{{"version": {TOO_LONG}}}',
    "lists": "[" * DEEP,
    "objects": '{"a":' * DEEP,
    "closed": '{"version": 1, "files": ' + "[" * DEEP + "]" * DEEP + "}",
    "not a number": '{"version": NaN}',
    "half a character": '{"version": 1, "files": {"\\ud800": []}}',
    "no text": b"\xff\xfe\x00",
    "nothing": "",
}


def _run(folder: Path, *arguments: str) -> Ran:
    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    done = subprocess.run(
        [sys.executable, "-m", "newslint", *arguments],
        cwd=folder,
        capture_output=True,
        preexec_fn=limited,
        timeout=SECONDS,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


pytestmark = pytest.mark.skipif(os.name == "nt", reason="memory cannot be limited there")


def test_no_post_exhausts_newslint(tmp_path: Path) -> None:
    for name, post in POSTS.items():
        write(tmp_path, f"{name}.{'html' if name.startswith('html') else 'md'}", post)

    ran = _run(tmp_path, "fix", "--unsafe", "--diff", "--no-cache", "--jobs", "1")

    assert (ran.code, ran.err) == (1, "")


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_no_configuration_exhausts_newslint(name: str, tmp_path: Path) -> None:
    write(tmp_path, "a.md", GOOD)
    write(tmp_path, "newslint.toml", CONFIGURATIONS[name])

    ran = _run(tmp_path, "check")

    assert (ran.code, ran.err.startswith("newslint: ")) == (2, True)
    assert "sys." not in ran.err


@pytest.mark.parametrize("name", JSON)
@pytest.mark.parametrize("use", ["baseline", "undo", "schema", "own schema", "list"])
def test_no_json_exhausts_newslint(name: str, use: str, tmp_path: Path) -> None:
    write(tmp_path, "a.md", GOOD)
    write(tmp_path, "x.json", JSON[name])
    configurations = {
        "schema": '[[schemas]]\nfiles = ["*"]\nschema = "./x.json"\n',
        "list": '[links]\nlists = [{path = "x.json", format = "clearurls"}]\n',
    }
    if use in configurations:
        write(tmp_path, "newslint.toml", configurations[use])
    if use == "own schema":
        write(tmp_path, "a.md", GOOD.replace("title", "$schema: x.json\ntitle"))
    options = {"baseline": ("check", "--baseline", "x.json"), "undo": ("undo", "x.json")}

    ran = _run(tmp_path, *options.get(use, ("check",)))

    assert "Traceback" not in ran.err
    assert "sys." not in ran.err


def test_no_number_on_the_command_line_exhausts_newslint(tmp_path: Path) -> None:
    write(tmp_path, "a.md", GOOD)

    assert _run(tmp_path, "check", "--lines", f"a.md:{TOO_LONG}").code == 2
    assert _run(tmp_path, "check", "--now", TOO_LONG).code == 2
    assert _run(tmp_path, "check", "--jobs", TOO_LONG).code == 2


def _larger(name: str) -> Callable[[int], str]:
    """Return what makes a bomb of a size."""
    return {
        "yaml aliases": lambda n: _yaml(_aliases(n // 40)),
        "yaml flow": lambda n: _yaml("a: " + "[" * n),
        "yaml merges": lambda n: _yaml("a: &a {x: 1}\nb: {<<: [" + "*a, " * (n // 4) + "*a]}"),
        "html nesting": lambda n: GOOD + "<div>" * (n // 5),
        "markdown quotes": lambda n: GOOD + ">" * n + " x",
        "html attributes": lambda n: GOOD + "<p " + "a=b " * (n // 4) + ">",
    }[name]


@pytest.mark.parametrize(
    "name",
    [
        "yaml aliases",
        "yaml flow",
        "yaml merges",
        "html nesting",
        "markdown quotes",
        "html attributes",
    ],
)
def test_a_larger_bomb_takes_as_much_longer_as_it_is_larger(name: str, tmp_path: Path) -> None:
    bomb = _larger(name)

    def seconds(size: int) -> float:
        write(tmp_path, "a.md", bomb(size))
        start = time.perf_counter()
        _run(tmp_path, "check", "--no-cache")
        return time.perf_counter() - start

    start = min(seconds(10) for _ in range(2))
    small = min(seconds(25_000) for _ in range(2))
    large = min(seconds(200_000) for _ in range(2))

    # Eight times the size: what is quadratic takes 64 times as long.
    assert large - start < 24 * max(small - start, 0.05)


@pytest.mark.parametrize("written", ['"{}"', "'{}'", '"""\n{}"""', "'''\n{}'''", "1 # {}"])
def test_dots_in_text_are_no_key_of_many_parts(written: str) -> None:
    chapters = ".".join(map(str, range(150)))

    assert list(toml_values.loads(f"n = {written.format(chapters)}")) == ["n"]
