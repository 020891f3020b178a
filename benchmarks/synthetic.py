"""News posts of real shape, made up: the same ones every time.

    python benchmarks/synthetic.py COUNT FOLDER

Sizes, front matter, scripts, density of HTML and the share of posts with problems are those of
public sites. Post 7 is the same in a hundred and in a hundred thousand, and any stretch of posts
has about the same mix of sizes and kinds, so that numbers of posts can be compared.
"""

import argparse
import json
import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import NormalDist

import words
from msgspec import Struct

MEDIAN_SIZE = 3000  # bytes
SPREAD = 1.15  # of the logarithm: one post in twenty has seven times the median
SMALLEST, LARGEST = 150, 400_000
IN_A_FOLDER = 100

# Multiples of the golden ratio are spread evenly between the integers, however many there are.
_GOLDEN = (math.sqrt(5) - 1) / 2


class Post(Struct, frozen=True):
    """A file of the corpus: where it lies below its folder, and what it holds."""

    name: str
    content: bytes


def posts(count: int, seed: int = 6) -> Iterator[Post]:
    """Yield that many posts."""
    for number in range(count):
        yield post(number, _size(number), seed)


def post(number: int, size: int, seed: int = 6) -> Post:
    """Return the post of that number with about that many bytes."""
    random = Random(f"{seed}/{number}")  # noqa: S311 - the same posts every time
    kind = _KINDS[number % len(_KINDS)]
    vocabulary = words.CJK if kind.script == "cjk" else words.LATIN
    if kind.script == "mixed":
        vocabulary = words.LATIN + words.CJK
    writer = _Writer(random, vocabulary, is_messy=random.random() < kind.messy)
    date = f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
    front = kind.front_matter(writer, date)
    body = kind.body(writer, size - len(front.encode()))
    name = f"{number // IN_A_FOLDER:04}/{date}-{number:06}.md"
    return Post(name, (front + body).encode())


def write(made: Iterator[Post], folder: Path) -> int:
    """Write posts below a folder and return how many bytes they hold."""
    written = 0
    for one in made:
        file = folder / one.name
        file.parent.mkdir(parents=True, exist_ok=True)
        written += file.write_bytes(one.content)
    return written


def _size(number: int) -> int:
    place = (0.5 + number * _GOLDEN) % 1
    size = MEDIAN_SIZE * math.exp(SPREAD * NormalDist().inv_cdf(min(max(place, 1e-6), 1 - 1e-6)))
    return int(min(max(size, SMALLEST), LARGEST))


class _Writer(Struct, frozen=True):
    """Writes parts of a post in one vocabulary; a messy one as editors and scrapers leave them."""

    random: Random
    vocabulary: Sequence[str]
    is_messy: bool

    def happens(self, share: float) -> bool:
        return self.random.random() < share

    def any(self, among: Sequence[str]) -> str:
        return self.random.choice(among)

    def sentence(self) -> str:
        chosen = self.random.choices(self.vocabulary, k=self.random.randint(6, 20))
        if self.vocabulary is words.CJK:
            return "".join(chosen) + "。"
        return " ".join(chosen).capitalize() + ". "

    def prose(self) -> str:
        return "".join(self.sentence() for _ in range(self.random.randint(1, 5))).strip()

    def title(self) -> str:
        return self.sentence().strip(". 。")[:60]

    def url(self) -> str:
        path = "-".join(self.random.choices(words.LATIN[14:60], k=3)).lower()
        query = (
            f"?{self.any(words.TRACKED)}" if self.happens(0.15 if self.is_messy else 0.02) else ""
        )
        return f"https://{self.any(words.SITES)}/{self.random.randint(2009, 2025)}/{path}{query}"

    def image_url(self) -> str:
        return f"https://cdn.images.example/{self.random.randrange(10**6)}.jpg"


def _yaml(writer: _Writer, date: str) -> str:
    tags = "".join(f"  - {writer.any(words.TOPICS)}\n" for _ in range(writer.random.randint(0, 4)))
    image = f"image: {writer.image_url()}\n" if writer.happens(0.5) else ""
    return (
        f'---\nlayout: post\ntitle: "{writer.title()}"\ndate: {date}T08:30:00+02:00\n'
        f"author: {writer.any(words.AUTHORS)}\n{image}"
        f'description: "{writer.title()}"\n' + (f"tags:\n{tags}" if tags else "") + "---\n\n"
    )


def _hexo(writer: _Writer, date: str) -> str:
    """Return front matter as a feed's scraper writes it."""
    year, month, day = date.split("-")
    image = f"https://picsum.photos/400/300?random={writer.random.randint(1, 99)}"
    return (
        f"\n---\ntitle: '{writer.title()}'\ncategories: \n - {writer.any(words.TOPICS)}\n"
        f" - {writer.any(words.TOPICS)}\nheadimg: '{image}'\nauthor: {writer.any(words.AUTHORS)}\n"
        f"comments: false\ndate: {year}-{month}-{day} 01:15:00\nthumbnail: '{image}'\n---\n\n"
    )


def _toml(writer: _Writer, date: str) -> str:
    return (
        f'+++\ntitle = "{writer.title()}"\ndate = {date}T08:30:00Z\n'
        f'authors = ["{writer.any(words.AUTHORS)}"]\n\n[extra]\nteam = "desk"\n+++\n\n'
    )


def _json(writer: _Writer, date: str) -> str:
    fields = {"title": writer.title(), "date": f"{date}T08:30:00Z", "tags": ["City"]}
    if writer.happens(0.3):
        return json.dumps(fields, ensure_ascii=False)[1:-1] + "\n;;;\n\n"
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n\n"


def _no_front_matter(_writer: _Writer, _date: str) -> str:
    return ""


def _article(writer: _Writer, size: int) -> str:
    return _parts(writer, size, _ARTICLE)


def _export(writer: _Writer, size: int) -> str:
    return _parts(writer, size, _EXPORT)


def _scraped(writer: _Writer, size: int) -> str:
    return (
        "<div>   \n" + _parts(writer, size - 40, _SCRAPED, "") + "\n\n     \n</div>\n            "
    )


def _parts(writer: _Writer, size: int, shares: "_Shares", between: str = "\n\n") -> str:
    makers, weights = list(shares), list(shares.values())
    made: list[str] = []
    while size > 0:
        part = writer.random.choices(makers, weights)[0](writer)
        size -= len(part.encode()) + len(between)
        made.append(part)
    return between.join(made) + between[:1]


def _paragraph(writer: _Writer) -> str:
    prose = writer.prose()
    if writer.happens(0.4):
        prose += f" [{writer.any(writer.vocabulary)}]({writer.url()}) **{writer.title()}**"
    if writer.is_messy and writer.happens(0.1):
        prose += '<span style="font-weight: 400;"></span>'
    return prose


def _heading(writer: _Writer) -> str:
    return f"{'#' * writer.random.randint(2, 4)} {writer.title()}"


def _list(writer: _Writer) -> str:
    count = writer.random.randint(2, 8)
    return "\n".join(f"- [{writer.title()}]({writer.url()})" for _ in range(count))


def _image(writer: _Writer) -> str:
    alt = "" if writer.is_messy and writer.happens(0.4) else writer.title()
    return f"![{alt}]({writer.image_url()})"


def _quotation(writer: _Writer) -> str:
    return f"> {writer.sentence().strip()}\n> {writer.sentence().strip()}"


def _code(writer: _Writer) -> str:
    return f"```\n{writer.any(words.CODE)}```"


def _table(writer: _Writer) -> str:
    rows = "\n".join(f"| {writer.title()} | {row} |" for row in range(writer.random.randint(2, 6)))
    return f"| Line | Count |\n|---|--:|\n{rows}"


def _shortcode(writer: _Writer) -> str:
    return f'{{{{< figure src="{writer.image_url()}" title="{writer.title()}" >}}}}'


def _attributes(writer: _Writer) -> str:
    return f' style="{writer.any(words.STYLES)}"' if writer.is_messy and writer.happens(0.6) else ""


def _html_paragraph(writer: _Writer) -> str:
    link = ""
    if writer.happens(0.4):
        target = ' target="_blank"' if writer.is_messy else ""
        link = f' <a href="{writer.url()}"{target}>{writer.title()}</a>'
    return f"<p{_attributes(writer)}>{writer.prose()}{link}</p>"


def _html_image(writer: _Writer) -> str:
    alt = "" if writer.is_messy and writer.happens(0.5) else f' alt="{writer.title()}"'
    size = ' width="1" height="1"' if writer.is_messy and writer.happens(0.1) else ' width="640"'
    return f'<figure{_attributes(writer)}><img src="{writer.image_url()}"{alt}{size}></figure>'


def _html_list(writer: _Writer) -> str:
    items = "".join(f"<li{_attributes(writer)}>{writer.sentence()}</li>" for _ in range(4))
    return f"<ul>{items}</ul>"


def _embed(writer: _Writer) -> str:
    return f'<iframe src="https://www.youtube.com/embed/{writer.random.randrange(10**9)}"></iframe>'


_Shares = dict[Callable[[_Writer], str], int]

_ARTICLE: _Shares = {
    _paragraph: 60,
    _heading: 14,
    _list: 10,
    _image: 5,
    _quotation: 4,
    _code: 3,
    _table: 2,
    _shortcode: 2,
}
_EXPORT: _Shares = _ARTICLE | {_html_paragraph: 40, _html_image: 10, _html_list: 5, _embed: 1}
_SCRAPED: _Shares = {_html_paragraph: 75, _html_image: 15, _html_list: 8, _embed: 2}


class _Kind(Struct, frozen=True):
    """A family of posts; `messy` is the share that an editor or scraper has left its marks in."""

    front_matter: Callable[[_Writer, str], str]
    body: Callable[[_Writer, int], str]
    script: str
    messy: float


_PLAIN = _Kind(_yaml, _article, "latin", 0.2)
_EXPORTED = _Kind(_yaml, _export, "latin", 0.6)
# As many of each in twenty posts as public sites have of it.
_KINDS = (
    *[_PLAIN, _EXPORTED] * 5,
    *[_Kind(_yaml, _article, "cjk", 0.3), _Kind(_hexo, _scraped, "cjk", 0.9)] * 2,
    _Kind(_hexo, _scraped, "mixed", 0.9),
    *[_Kind(_toml, _article, "latin", 0.1)] * 2,
    _Kind(_json, _article, "latin", 0.2),
    _Kind(_yaml, _article, "mixed", 0.2),
    _Kind(_no_front_matter, _article, "latin", 0.2),
)


def main() -> None:
    """Write posts to a folder."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    written = write(posts(arguments.count), arguments.folder)
    print(f"{arguments.count:,} posts, {written:,} bytes")


if __name__ == "__main__":
    main()
