"""For who leads the team: one page that shows where the problems are, and each of them.

It is a single file that asks for nothing: its style and script are in it, its data is JSON that
the script puts on the page as text, and its policy forbids everything else.
"""

from collections.abc import Iterator

from newslint.formats.html.findings import findings
from newslint.report import Report

_SCRIPTS = ("report.js", "elements.js", "charts.js", "problems.js", "page.js")


def render(report: Report) -> Iterator[str]:
    """Yield the page in parts."""
    style, script = _read("report.css"), "\n".join(map(_read, _SCRIPTS))
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}"
    policy += "; base-uri 'none'; form-action 'none'"
    page = _read("page.html").replace("{{policy}}", policy)
    before, after = page.replace("{{style}}", style).split("{{findings}}")
    yield before
    yield from findings(report)
    yield after.replace("{{script}}", script)


def _read(name: str) -> str:
    from importlib.resources import files

    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return what lets an inline style or script through (CSP Level 3, section 2.3.1)."""
    from base64 import b64encode
    from hashlib import sha256

    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
