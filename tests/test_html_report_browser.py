import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newslint.diagnostic import Diagnostic, Edit, Fix, Severity
from newslint.formats.html import render
from newslint.report import FileReport, Located, Report
from newslint.text import Span, Text
from tests.chromium import PROGRAM, Page, chromium

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium")

HOSTILE = "</script><img src=x onerror=\"document.title='mine'\"><!-- {{script}} ${1} \\u003c"
POST = Text('A <b style="color:red">tram</b> for 路面電車\nA <b style="color:red">bus</b>\n')
FIRST, SECOND = Span(5, 22), Span(48, 65)

ERROR, WARNING, INFO = Severity


def finding(
    rule: str,
    severity: Severity = WARNING,
    span: Span = FIRST,
    fix: Fix | None = None,
    message: str = "Inline style sets `color`",
) -> Located:
    group, _, name = rule.partition("/")
    url = f"https://example.org/rules/{name}/"
    return Located.of(Diagnostic(name, group, severity, span, message, fix, url), POST)


SAFE = Fix.safe("Remove the style", Edit(Span(4, 22)))
UNSAFE = Fix.unsafe("Write `strong`", Edit(Span(45, 65), "<strong"))

SITE = (
    FileReport(
        "posts/news/tram.md",
        date="2023-11-01",
        located=(
            finding("html/inline-style", fix=SAFE),
            finding("links/keyword-link", ERROR, SECOND, message="Link is sold"),
        ),
    ),
    FileReport("posts/news/calm.md", date="2023-12-24"),
    FileReport(
        "posts/sport/bus.md",
        date="2024-02-01",
        located=(finding("html/inline-style", INFO, SECOND, UNSAFE),),
    ),
    FileReport("posts/undated.md", located=(finding("text/double-space", message="Two spaces"),)),
    FileReport("posts/gone.md", read=False, failure="permission denied"),
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with chromium(tmp_path_factory.mktemp("profile")) as page:
        yield page


class Reader:
    """Somebody who looks at a report."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self._file = folder / "report.html"
        page.resize(1280, 900)
        page.prefer("light")

    def open(self, *files: FileReport, chosen: str = "") -> None:
        self._file.write_text("".join(render(Report(files))), encoding="utf-8")
        self.page.open("about:blank")
        self.page.open(f"{self._file.as_uri()}{chosen}")

    def texts(self, selector: str) -> list[str]:
        found: list[str] = self.page.ask(
            f"[...document.querySelectorAll({json.dumps(selector)})].map(each => each.textContent)"
        )
        return found

    def text(self, selector: str) -> str:
        (text,) = self.texts(selector)
        return text

    @property
    def places(self) -> list[str]:
        """The path and the line of each problem, in order."""
        places = []
        path = ""
        for text in self.texts("#list h3 bdi, #list .place"):
            if "line" in text:
                places.append(f"{path}:{text.split()[-1].split(':')[0]}")
            else:
                path = text.removeprefix("posts/").removesuffix(".md")
        return places

    def choose(self, name: str, value: str) -> None:
        self.page.ask(
            f"{{ const field = document.getElementById({json.dumps(name)});"
            f"field.value = {json.dumps(value)};"
            "field.dispatchEvent(new Event('change')) }"
        )

    def click(self, selector: str) -> None:
        self.page.ask(f"document.querySelector({json.dumps(selector)}).click()")

    def type(self, text: str) -> None:
        for key in text:
            self.page.press(key)

    @property
    def focused(self) -> str:
        found: str = self.page.ask("document.activeElement.id || document.activeElement.tagName")
        return found


@pytest.fixture
def reader(browser: Page, tmp_path: Path) -> Reader:
    return Reader(browser, tmp_path)


@pytest.fixture
def site(reader: Reader) -> Reader:
    reader.open(*SITE)
    return reader


ALL = ["news/tram:1", "news/tram:2", "sport/bus:2", "undated:1"]


def test_the_page_says_what_there_is(site: Reader) -> None:
    assert site.text("h1") == "4 problems in 3 of 4 posts"
    assert site.text("#standfirst").strip() == (
        "1 error, 2 warnings, 1 note. 1 can be repaired by newslint fix. "
        "1 fix may change what readers see and waits for --unsafe."
    )
    assert "posts/gone.md: permission denied" in site.text("#failures")
    assert site.places == ALL
    assert site.text("#status") == "All 4 problems."


def test_the_page_is_quiet_and_asks_for_nothing(site: Reader) -> None:
    site.click("#theme")
    site.choose("rule", "inline-style")
    site.choose("order", "newest")

    assert site.page.complaints == []
    assert [url.partition(":")[0] for url in site.page.requests] == ["file"]


def test_a_report_without_problems_says_so(reader: Reader) -> None:
    reader.open(FileReport("calm.md"), FileReport("calmer.md"))

    assert reader.text("h1") == "No problems in 2 posts"
    assert reader.texts("#report[hidden]") != []
    assert reader.page.complaints == []


def test_a_problem_shows_its_source_and_its_fix(site: Reader) -> None:
    article = "article:first-of-type"

    assert site.text(f"{article} .source") == 'A <b style="color:red">tram</b> for 路面電車'
    assert site.text(f"{article} mark") == 'style="color:red"'
    assert site.text(f"{article} .message") == "Inline style sets color"
    assert site.text(f"{article} .fix") == "Fix: Remove the style"
    assert site.text(f"{article} del") == ' style="color:red"'
    assert site.text(f"{article} .after").endswith("A <b>tram</b> for 路面電車")


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("rule", "inline-style", ["news/tram:1", "sport/bus:2"]),
        ("group", "links", ["news/tram:2"]),
        ("severity", "info", ["sport/bus:2"]),
        ("folder", "posts/news", ["news/tram:1", "news/tram:2"]),
        ("folder", "posts", ALL),
        ("fix", "any", ["news/tram:1", "sport/bus:2"]),
        ("fix", "safe", ["news/tram:1"]),
        ("fix", "unsafe", ["sport/bus:2"]),
        ("fix", "none", ["news/tram:2", "undated:1"]),
    ],
)
def test_a_filter_leaves_what_it_names(
    site: Reader, name: str, value: str, left: list[str]
) -> None:
    site.choose(name, value)

    assert site.places == left
    assert site.texts(".chip") == [f"{name}: {value} ×"]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("SOLD", ["news/tram:2"]),
        ("sport", ["sport/bus:2"]),
        ("sets 路面", ["news/tram:1"]),
        ("keyword-link", ["news/tram:2"]),
        ("strong", ["sport/bus:2"]),
        ("nothing like it", []),
    ],
)
def test_a_search_finds_words_wherever_they_stand(
    site: Reader, words: str, left: list[str]
) -> None:
    site.page.press("/")
    site.type(words)

    assert site.focused == "text"
    assert site.places == left


@pytest.mark.parametrize(
    ("order", "places"),
    [
        ("severity", ["news/tram:2", "news/tram:1", "undated:1", "sport/bus:2"]),
        ("rule", ["undated:1", "news/tram:1", "sport/bus:2", "news/tram:2"]),
        ("newest", ["sport/bus:2", "news/tram:1", "news/tram:2", "undated:1"]),
        ("oldest", ["news/tram:1", "news/tram:2", "sport/bus:2", "undated:1"]),
        ("worst", ["news/tram:1", "news/tram:2", "sport/bus:2", "undated:1"]),
    ],
)
def test_an_order_sorts(site: Reader, order: str, places: list[str]) -> None:
    site.choose("order", order)

    assert site.places == places


def test_the_charts_count_by_rule_folder_post_and_month(site: Reader) -> None:
    assert site.texts("#rules .name") == ["inline-style", "double-space", "keyword-link"]
    assert site.texts("#rules .count") == ["2", "1", "1"]
    assert site.texts("#folders .name") == ["news/", "directly in this folder", "sport/"]
    assert site.texts("#files .name") == ["tram.md", "bus.md", "undated.md"]
    labels = site.page.ask("[...document.querySelectorAll('#months button')].map(e => e.title)")
    assert labels == [
        "November 2023: 2 problems, 1 error in 1 post",
        "December 2023: 0 problems in 1 post",
        "January 2024: 0 problems in 0 posts",
        "February 2024: 1 problem in 1 post",
    ]
    assert "1 problem in posts without a date" in site.text("#beside")


@pytest.mark.parametrize(
    ("bar", "left"),
    [
        ("#months button:first-child", ["news/tram:1", "news/tram:2"]),
        ("#beside .link", ["undated:1"]),
        ("#rules li:nth-child(3) button", ["news/tram:2"]),
        ("#folders li:nth-child(3) button", ["sport/bus:2"]),
        ("#files li:first-child button", ["news/tram:1", "news/tram:2"]),
    ],
)
def test_a_bar_is_a_filter(site: Reader, bar: str, left: list[str]) -> None:
    site.click(bar)

    assert site.places == left


def test_a_bar_chosen_twice_is_not_chosen(site: Reader) -> None:
    site.click("#rules li:first-child button")
    assert site.texts("#rules [aria-pressed=true] .name") == ["inline-style"]

    site.click("#rules li:first-child button")

    assert site.places == ALL


def test_the_other_charts_follow_a_filter(site: Reader) -> None:
    site.choose("rule", "inline-style")

    assert site.texts("#rules .count") == ["2", "1", "1"]
    assert site.texts("#files .name") == ["tram.md", "bus.md"]
    assert site.texts("#files .count") == ["1", "1"]


def test_the_address_keeps_what_was_chosen(reader: Reader) -> None:
    reader.open(*SITE, chosen="#rule=inline-style&order=newest")
    assert reader.places == ["sport/bus:2", "news/tram:1"]

    reader.choose("severity", "info")

    assert reader.page.ask("location.hash") == "#rule=inline-style&order=newest&severity=info"


def test_escape_shows_everything_again(site: Reader) -> None:
    site.choose("rule", "inline-style")
    site.choose("severity", "info")

    site.page.press("Escape")

    assert site.places == ALL


def test_problems_are_walked_with_keys(site: Reader) -> None:
    for key in "jjk":
        site.page.press(key)

    assert site.focused == "ARTICLE"
    assert "Inline style" in site.page.ask("document.activeElement.textContent")


def test_the_first_stop_leads_past_the_charts(site: Reader) -> None:
    site.page.send(
        "Input.dispatchKeyEvent", type="rawKeyDown", key="Tab", code="Tab", windowsVirtualKeyCode=9
    )

    assert site.page.ask("document.activeElement.getAttribute('href')") == "#findings"


def test_months_are_one_stop_and_walked_with_arrows(site: Reader) -> None:
    stops = "[...document.querySelectorAll('#months button')].map(each => each.tabIndex)"
    assert site.page.ask(stops) == [0, -1, -1, -1]

    site.page.ask("document.querySelector('#months button').focus()")
    site.page.press("ArrowRight")

    assert site.page.ask("document.activeElement.title").startswith("December 2023")


def test_a_bar_that_was_pressed_keeps_the_focus(site: Reader) -> None:
    bar = "#rules li:last-child button"

    site.page.ask(f"document.querySelector('{bar}').focus()")
    site.click(bar)

    assert site.page.ask("document.activeElement.dataset.key") == "rule=keyword-link"


def test_who_removes_a_filter_is_at_the_problems(site: Reader) -> None:
    site.choose("rule", "inline-style")

    site.page.ask("document.querySelector('.chip').focus()")
    site.click(".chip")

    assert site.focused == "findings"


def test_a_mistyped_year_does_not_hide_the_others(reader: Reader) -> None:
    old = FileReport("old.md", date="0203-05-01", located=(finding("html/inline-style"),))

    reader.open(*SITE, old)
    assert reader.texts("#axis span") == ["0203", "2023", "2024"]
    reader.click("#months button:nth-child(2)")

    assert reader.places == ["news/tram:1", "news/tram:2"]
    assert reader.texts("#axis span")[:2] == ["Jan 2023", "Feb"]


def test_what_a_post_says_stays_text(reader: Reader) -> None:
    fix = Fix.safe(HOSTILE, Edit(FIRST, HOSTILE))
    text = Text(HOSTILE)
    said = Diagnostic(HOSTILE, HOSTILE, ERROR, Span(0, 9), HOSTILE, fix, f"javascript:{HOSTILE}")
    file = FileReport(HOSTILE, located=(Located.of(said, text),), date="2024-05-01")

    reader.open(file, FileReport("gone.md", read=False, failure=HOSTILE))
    reader.page.press("j")

    assert reader.page.ask("document.title") == "newslint report"
    assert reader.page.ask("document.querySelectorAll('img, article a').length") == 0
    assert reader.page.ask("document.scripts.length") == 2
    assert reader.text("article .message") == HOSTILE
    assert reader.text("#list h3 bdi") == HOSTILE
    assert reader.text("article .source") == HOSTILE
    assert reader.page.complaints == []


def test_a_hostile_address_stays_text(reader: Reader) -> None:
    reader.open(*SITE, chosen="#rule=%3Cimg%20src%3Dx%3E&order=constructor&month=__proto__")

    assert reader.text("#status") == "No problem is like that."
    assert reader.page.ask("document.images.length") == 0
    assert reader.page.complaints == []


# The contrast of all text with what is behind it (WCAG 2.2, 1.4.3), worst first.
CONTRASTS = """
(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const channels = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour) => channels(colour).slice(0, 3)
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    return channels(colour)[3] === 255 ? colour : behind(element.parentElement);
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    const [dark, light] = [getComputedStyle(element).color, behind(element)]
      .map(luminance).sort((one, other) => one - other);
    found.push([(light + 0.05) / (dark + 0.05), element.outerHTML.slice(0, 80)]);
  }
  return found.sort((one, other) => one[0] - other[0]);
})()
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out(reader: Reader, scheme: str) -> None:
    reader.page.prefer(scheme)
    reader.open(*SITE, chosen="#rule=inline-style&month=2023-11")

    contrasts = reader.page.ask(CONTRASTS)

    assert len(contrasts) > 50
    assert [each for each in contrasts if each[0] < 4.5] == []


def test_the_page_is_as_bright_as_the_system_until_told_otherwise(reader: Reader) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    reader.page.prefer("dark")
    reader.open(*SITE)
    dark = reader.page.ask(paper)

    reader.click("#theme")

    assert reader.page.ask(paper) != dark
    assert reader.text("#theme") == "Dark page"


def test_every_field_has_a_name(site: Reader) -> None:
    nameless = site.page.ask(
        "[...document.querySelectorAll('input, select, button')].filter(each =>"
        "!each.labels?.length && !each.innerText.trim() && !each.ariaLabel).length"
    )

    assert nameless == 0


@pytest.mark.parametrize("width", [320, 400, 1280])
def test_nothing_is_wider_than_the_window(reader: Reader, width: int) -> None:
    reader.page.resize(width, 900)
    long = Diagnostic("r" * 90, "html", ERROR, Span(0, 9), "m" * 300, None, "")
    path = f"{'folder/' * 40}{'x' * 200}.md"
    file = FileReport(path, located=(Located.of(long, Text("x" * 400)),), date="2024-05-01")

    reader.open(*SITE, file)

    assert reader.page.ask("document.documentElement.scrollWidth") <= width


def many(count: int) -> Iterator[FileReport]:
    """Yield files with ten problems each, so many in all."""
    for number in range(count // 10):
        year, month = 2010 + number % 14, 1 + number % 12
        yield FileReport(
            f"posts/{number % 7}/{year}-{month:02}-{number}.md",
            date=f"{year}-{month:02}-01",
            located=tuple(finding(f"html/rule-{(number + at) % 30}", fix=SAFE) for at in range(10)),
        )


def test_ten_thousand_problems_make_a_small_page(reader: Reader) -> None:
    reader.open(*many(10_000))

    assert reader.text("h1") == "10,000 problems in 1,000 of 1,000 posts"
    assert reader.page.ask("document.querySelectorAll('*').length") < 5_000
    _say_how_long(reader.page)


def test_the_list_grows_as_it_is_read(reader: Reader) -> None:
    reader.open(*many(1_000))
    assert reader.page.ask("document.querySelectorAll('article').length") < 200

    reader.page.ask(
        "new Promise(done => { const look = () => {"
        "scrollTo(0, document.body.scrollHeight);"
        "document.querySelectorAll('article').length === 1000 ? done()"
        ": requestAnimationFrame(look) }; look() })"
    )

    assert reader.page.ask("byId('more').checkVisibility()") is False


def test_the_print_has_more_problems_and_says_how_many(reader: Reader) -> None:
    reader.open(*many(1_000))

    reader.page.send("Page.printToPDF")

    assert reader.page.ask("document.querySelectorAll('article').length") == 500
    assert "the first 500 of 1,000" in reader.page.ask(
        "document.getElementById('printed').textContent"
    )


def _say_how_long(page: Page) -> None:
    """Print the time of the page's script where that is asked for; no test is timed."""
    if "NEWSLINT_TIMES" not in os.environ:
        return
    times: Any = page.ask(
        "(async () => {"
        "const frame = () => new Promise(requestAnimationFrame);"
        "const timed = async (act) => { const start = performance.now(); act(); await frame();"
        "await frame(); return Math.round(performance.now() - start) };"
        "return { script: performance.getEntriesByName('newslint')[0].duration,"
        "filter: await timed(() => choose('rule', 'rule-3')),"
        "search: await timed(() => choose('text', 'tram')),"
        "sort: await timed(() => choose('order', 'newest')) } })()"
    )
    print(times)  # noqa: T201 - this is what was asked for
