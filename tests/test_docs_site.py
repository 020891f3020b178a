"""The documentation as a site: what MkDocs makes of our pages, and what a browser shows of them."""

import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pyromark
import pytest
import yaml
from bs4 import BeautifulSoup, Tag

from newslint.rule import address
from newslint.rules import every_rule
from tests.chromium import PROGRAM, Page, chromium
from tests.conftest import ROOT

DOCS = ROOT / "docs"
PAGES = sorted(file.relative_to(DOCS).with_suffix("") for file in DOCS.rglob("*.md"))
STRUCTURE = ["h1", "h2", "h3", "ul", "ol", "li", "pre", "table", "tr", "img", "em", "strong"]
HOME = "https://newslint.readthedocs.io/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site, built as CI does."""
    pytest.importorskip("mkdocs", reason="pip install -e '.[docs]'")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return folder


@cache
def built(site: Path, page: Path) -> BeautifulSoup:
    folder = site if page.name == "index" else site / page
    return BeautifulSoup((folder / "index.html").read_text(encoding="utf-8"), "html.parser")


def addresses(tags: list[Tag], attribute: str) -> list[str]:
    return [str(tag[attribute]) for tag in tags if tag.has_attr(attribute)]


def test_the_navigation_has_every_page(site: Path) -> None:
    links = addresses(built(site, Path("index")).select("nav.md-nav a"), "href")

    reached = {urlsplit(urljoin(HOME, link)).path for link in links}
    assert {f"/{page}/" for page in PAGES if page.name != "index"} - reached == set()


@pytest.mark.parametrize("name", every_rule())
def test_a_rule_s_page_is_where_reports_say(name: str, site: Path) -> None:
    place = address(name).removeprefix(HOME)

    assert BeautifulSoup((site / place / "index.html").read_bytes(), "html.parser").select("h1")


def test_a_rule_is_not_listed_by_hand() -> None:
    written = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")

    assert [name for name in every_rule() if f"rules/{name}" in written] == []


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_is_read_as_on_github(page: Path, site: Path) -> None:
    written = (DOCS / page).with_suffix(".md").read_text(encoding="utf-8")
    options = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_GFM
    expected = BeautifulSoup(pyromark.html(written, options=options), "html.parser")
    article = built(site, page).select_one("article")

    assert article
    assert structure(article) == structure(expected)


def structure(soup: Tag) -> Counter[str]:
    """Return how often which elements stand in which."""
    return Counter(
        " in ".join([tag.name, *(outer.name for outer in tag.find_parents(STRUCTURE))])
        for tag in soup.find_all(STRUCTURE)
    )


def test_every_link_of_the_site_leads_to_a_file_of_it(site: Path) -> None:
    broken = []
    for page in PAGES:
        home = HOME if page.name == "index" else f"{HOME}{page}/"
        for link in addresses(built(site, page).select("article a"), "href"):
            url = urljoin(home, link)
            if url.startswith(HOME):
                file = site / urlsplit(url).path.lstrip("/")
                broken += [] if file.is_file() or (file / "index.html").is_file() else [url]

    assert broken == []


def test_the_site_loads_nothing_from_elsewhere(site: Path) -> None:
    loaded = set()
    for page in PAGES:
        soup = built(site, page)
        loaded.update(addresses(soup.select("[src]"), "src"))
        loaded.update(addresses(soup.select("link:not([rel=canonical])"), "href"))

    assert loaded
    assert [
        url for url in loaded if urlsplit(urljoin(HOME, url)).netloc != urlsplit(HOME).netloc
    ] == []


def test_read_the_docs_builds_it_as_ci_does() -> None:
    told = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text())
    config = (ROOT / "mkdocs.yml").read_text()

    assert told["mkdocs"] == {"configuration": "mkdocs.yml", "fail_on_warning": True}
    assert told["python"]["install"][0]["extra_requirements"] == ["docs"]
    assert f"site_url: {HOME}\n" in config


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """Return the address at which the site can be looked at."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    if not PROGRAM:
        pytest.skip("there is no Chromium here")
    with chromium(tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("page", ["", "tutorial/", "compared/", "tracking/", "rules/inline-style/"])
def test_wide_tables_and_code_scroll_and_the_page_does_not(
    page: str, width: int, served: str, browser: Page
) -> None:
    browser.resize(width, 900)
    browser.open(served + page)

    assert browser.ask("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_can_be_read_in_light_and_dark(scheme: str, served: str, browser: Page) -> None:
    browser.prefer(scheme)
    browser.open(f"{served}rules/inline-style/")

    background, text, link = browser.ask(_COLOURS)

    assert contrast(text, background) > 7
    assert contrast(link, background) > 4.5


_COLOURS = """
(() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const seen = colours => {
    for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const style = selector => getComputedStyle(document.querySelector(selector));
  const background = style("body").backgroundColor;
  return [
    seen([background]),
    seen([background, style("article p").color]),
    seen([background, style(".md-nav__link[href]").color]),
  ];
})()
"""


def contrast(one: list[int], other: list[int]) -> float:
    """Return the contrast of two colours, as WCAG 2.2 defines it."""
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: list[int]) -> float:
    shares = [value / 255 for value in colour]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_browser_asks_nobody_else_and_complains_of_nothing(served: str, browser: Page) -> None:
    browser.open(served)

    assert [url for url in browser.requests if not url.startswith((served, "data:", "blob:"))] == []
    assert browser.complaints == []
