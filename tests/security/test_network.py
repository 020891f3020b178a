"""No network, ever: no command opens a connection, whatever the files say."""

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_cli import BAD, write

# Loaded by every process that Python starts, workers among them.
WATCH = """
import os, socket, sys

def watch(event, arguments):
    if not event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        return
    # Processes talk to each other through pairs of local sockets.
    if event == "socket.__new__" and arguments[1] == socket.AF_UNIX:
        return
    if event == "socket.connect" and not isinstance(arguments[1], tuple):
        return
    if event == "socket.bind" and not isinstance(arguments[1], tuple):
        return
    with open(os.environ["SEEN"], "a") as seen:
        seen.write(f"{event} {arguments!r}\\n")

sys.addaudithook(watch)
"""


@pytest.fixture
def address() -> Iterator[tuple[str, list[object]]]:
    """Return the address of a server, and who called it so far."""
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            while True:
                try:
                    connection, caller = server.accept()
                except OSError:
                    return
                calls.append(caller)
                connection.close()

        threading.Thread(target=answer, daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}", calls
        server.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def site(tmp_path: Path, address: tuple[str, list[object]]) -> Path:
    """Return the examples, and posts that name a server in every place that comes to mind."""
    place = tmp_path / "site"
    shutil.copytree(ROOT / "examples", place)
    at = f"http://{address[0]}"
    write(place, "hostile/schema.md", f"---\n$schema: {at}/x.json\ntitle: A\n---\n")
    write(
        place,
        "hostile/images.md",
        f"---\nimage: {at}/a.png\n---\n\n![]({at}/b.png)\n<img src={at}>",
    )
    write(place, "hostile/tag.md", f"---\n%TAG ! {at}/\n---\ntitle: !<{at}/t> a\n---\n")
    dtd = f'<!DOCTYPE html SYSTEM "{at}/a.dtd" [<!ENTITY x SYSTEM "{at}/e">]>\n<p>&x;'
    write(
        place,
        "hostile/page.html",
        f'{dtd}\n<link rel="stylesheet" href="{at}/a.css"><base href="{at}">',
    )
    write(place, "hostile/feed.md", f'---\ntitle: A\n---\n<svg><use href="{at}/a.svg#x"/></svg>\n')
    for number in range(10):  # enough to start processes
        write(place, f"many/{number}.md", BAD + f"[A]({at}/?utm_source=a) " * 3000)
    return place


def _run(site: Path, *arguments: str, code: int) -> str:
    """Run a command and return which connections it opened."""
    seen = site.parent / "seen"
    seen.unlink(missing_ok=True)
    write(site.parent, "watch/sitecustomize.py", WATCH)
    environment = {**os.environ, "PYTHONPATH": str(site.parent / "watch"), "SEEN": str(seen)}
    ran = subprocess.run(
        [sys.executable, "-m", "newslint", *arguments],
        cwd=site,
        env=environment,
        capture_output=True,
        check=False,
        input=b"",
    )
    assert b"Traceback" not in ran.stderr, ran.stderr.decode()
    assert ran.returncode == code, ran.stderr.decode()
    return seen.read_text() if seen.exists() else ""


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("check . --jobs 2 --no-cache", 1),
        ("check . --jobs 2 --cache-dir kept", 1),
        ("check . --format sarif --select links", 1),
        ("check . --format html", 1),
        ("check . --since HEAD", 1),
        ("fix . --unsafe --jobs 2 --report fixes.json", 1),
        ("fix . --diff", 1),
        ("baseline .", 0),
        ("add-suppressions . --reason known", 0),
        ("rules", 0),
        ("explain inline-style", 0),
        ("config show posts/a.md", 0),
        ("schema list", 0),
        ("schema show", 0),
        ("schema infer .", 0),
        ("url http://example.org/?utm_source=a", 0),
        ("init --dry-run", 0),
        ("cache info", 0),
        ("version", 0),
    ],
)
def test_no_command_opens_a_connection(
    site: Path, address: tuple[str, list[object]], command: str, code: int
) -> None:
    someone = ("-c", "user.name=A", "-c", "user.email=a@newslint.example")
    subprocess.run(["git", "init", "--quiet"], cwd=site, check=True)
    subprocess.run(
        ["git", *someone, "commit", "--quiet", "--allow-empty", "-m", "Begin"], cwd=site, check=True
    )

    seen = _run(site, *command.split(), code=code)

    assert (seen, address[1]) == ("", [])


def test_the_watch_sees_a_connection(site: Path) -> None:
    write(site.parent, "watch/sitecustomize.py", WATCH)
    seen = site.parent / "seen"

    subprocess.run(
        [sys.executable, "-c", "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"],
        env={**os.environ, "PYTHONPATH": str(site.parent / "watch"), "SEEN": str(seen)},
        check=True,
    )

    assert "socket.connect" in seen.read_text()


@pytest.mark.parametrize("keyword", ["$ref", "$schema", "$dynamicRef", "$recursiveRef"])
@pytest.mark.parametrize("name", ["x.json", "x.json#/$defs/a", ""])
def test_a_schema_asks_no_server(
    site: Path, address: tuple[str, list[object]], keyword: str, name: str
) -> None:
    url = f"http://{address[0]}/{name}"
    schema = {"$id": f"http://{address[0]}/me.json", "properties": {"title": {keyword: url}}}
    write(site, "own.json", json.dumps(schema if keyword != "$schema" else {"$schema": url}))
    write(site, "newslint.toml", '[[schemas]]\nfiles = ["*.md"]\nschema = "./own.json"\n')

    # Schemas of today have no `$recursiveRef`, and what nobody knows asks for nothing.
    seen = _run(site, "check", "posts", code=1 if keyword == "$recursiveRef" else 2)

    assert (seen, address[1]) == ("", [])


@pytest.mark.parametrize(
    "configuration",
    [
        'extend = "{at}/newslint.toml"',
        'preset = "{at}/schema.json"',
        '[[schemas]]\nfiles = ["*.md"]\nschema = "{at}/schema.json"',
        '[links]\nlists = [{{path = "{at}/list.txt", format = "adblock"}}]',
    ],
)
def test_a_configuration_names_files_and_no_addresses(
    site: Path, address: tuple[str, list[object]], configuration: str
) -> None:
    write(site, "newslint.toml", configuration.format(at=f"http://{address[0]}"))

    seen = _run(site, "check", "posts", code=2)

    assert (seen, address[1]) == ("", [])
