"""Other cleaners of URLs, asked where they are installed: each in a process of its own."""

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

PACKAGES = ("courlan", "ural", "Unalix")
"""What to install with pip; `npm install tidy-url` adds tidy-url."""

_PYTHON = """
import importlib.metadata, json, sys
{importing}
def cleaned(url):
    try:
        return clean(url) or url
    except Exception:
        return url
given = json.load(sys.stdin)
print(json.dumps([importlib.metadata.version({package!r}), [cleaned(url) for url in given]]))
"""
# What each has that takes tracking away and leaves the rest, as far as it can be told so.
_CLEANING = {
    "courlan": "from courlan import clean_url as clean",
    "ural": """
from ural import normalize_url
def clean(url):
    return normalize_url(
        url, sort_query=False, strip_authentication=False, strip_trailing_slash=False,
        strip_index=False, strip_protocol=False, strip_irrelevant_subdomains=False,
        strip_fragment=False, fix_common_mistakes=False, unsplit=True,
    )""",
    "Unalix": "from unalix import clear_url as clean",
}
_TIDY_URL = """
const { TidyURL } = require('tidy-url');
TidyURL.config.setMany({ silent: true });
const cleaned = url => { try { return TidyURL.clean(url).url || url; } catch { return url; } };
const given = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const { version } = require('tidy-url/package.json');
process.stdout.write(JSON.stringify([version, given.map(cleaned)]));
"""


class Peer(NamedTuple):
    """A cleaner and what it made of the URLs; what it raised at counts as left alone."""

    name: str
    version: str
    results: list[str]


def ask(urls: Sequence[str], python: str, node_modules: str) -> tuple[list[Peer], list[str]]:
    """Return what the peers make of URLs, and the names of those that are not installed.

    `python` is the interpreter that has those of `PACKAGES`, `node_modules` the folder into which
    npm put tidy-url.
    """
    commands = {
        package: [python, "-c", _PYTHON.format(importing=importing, package=package)]
        for package, importing in _CLEANING.items()
    }
    commands["tidy-url"] = ["node", "-e", _TIDY_URL]
    folder = node_modules and str(Path(node_modules).resolve())
    peers, absent = [], []
    for name, command in commands.items():
        ran = _ran(command, json.dumps(urls), {"NODE_PATH": folder})
        if ran:
            peers.append(Peer(name, *json.loads(ran.splitlines()[-1])))
        else:
            absent.append(name)
    return peers, absent


def _ran(command: list[str], given: str, environment: dict[str, str]) -> str:
    """Return what a program prints, "" where it or its package is missing."""
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, **environment},
            check=False,
        )
    except FileNotFoundError:
        return ""
    return done.stdout if done.returncode == 0 else ""
