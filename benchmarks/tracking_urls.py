"""URLs as posts link to them: made up, and the same ones every time.

Two of five have a query, as in public posts; a third of those are tracked. Half lead to sites
about which something is known.
"""

from collections.abc import Iterator
from random import Random

_SEED = 5
_WITH_QUERY = 0.39
_WITH_FRAGMENT = 0.05
_WORDS = """
    harbour bridge council budget ferry market storm school tram museum election library
    orchard river clinic strike festival railway reform climate 大桥 通车
""".split()  # noqa: SIM905 - a list would take a line a word
_OWN_SITES = [
    f"{prefix}{first}{second}.{suffix}"
    for first in _WORDS[:20]
    for second in ("post", "daily", "-herald", "times")
    for prefix in ("www.", "", "blog.")
    for suffix in ("com", "org", "co.uk", "de", "com.cn")
]
_KNOWN_SITES = """
    www.youtube.com youtu.be twitter.com x.com www.facebook.com www.instagram.com www.reddit.com
    www.linkedin.com medium.com github.com en.wikipedia.org www.google.com www.amazon.com
    www.amazon.co.uk www.nytimes.com www.theguardian.com www.bbc.co.uk www.forbes.com
    www.washingtonpost.com t.co bit.ly mp.weixin.qq.com weibo.com www.zhihu.com
    www.bilibili.com news.sina.com.cn www.sohu.com www.163.com baijiahao.baidu.com juejin.cn
""".split()  # noqa: SIM905 - a list would take a line a word
_OF_THE_PAGE = """
    id p page v q lang tab sort view width w h quality format version s key category year
""".split()  # noqa: SIM905 - a list would take a line a word
_OF_TRACKERS = """
    utm_source utm_medium utm_campaign utm_content fbclid gclid mc_cid mc_eid ref si igshid spm
    smid share_id from _hsenc mkt_tok
""".split()  # noqa: SIM905 - a list would take a line a word


def urls(count: int) -> Iterator[str]:
    """Yield that many URLs."""
    random = Random(_SEED)  # noqa: S311 - the same URLs every time
    for _ in range(count):
        site = random.choice(random.choice((_OWN_SITES, _KNOWN_SITES)))
        scheme = random.choices(("https://", "http://", "//"), (90, 9, 1))[0]
        query = _query(random) if random.random() < _WITH_QUERY else ""
        fragment = f"#{random.choice(_WORDS)}" if random.random() < _WITH_FRAGMENT else ""
        yield f"{scheme}{site}{_path(random)}{query}{fragment}"


def _path(random: Random) -> str:
    date = random.choice(("", "/2024/05/03", "/news", "/wp-content/uploads/2023/11"))
    slug = "-".join(random.choices(_WORDS, k=random.randint(1, 6)))
    return f"{date}/{slug}{random.choice(('', '/', '.html', '.jpg', '.png'))}"


def _query(random: Random) -> str:
    names = random.choices(_OF_THE_PAGE, k=random.randint(1, 2))
    if random.random() < 1 / 3:
        names += random.choices(_OF_TRACKERS, k=random.randint(1, 4))
    return "?" + "&".join(f"{name}={_value(random)}" for name in names)


def _value(random: Random) -> str:
    return random.choice((random.choice(_WORDS), str(random.randrange(10**6)), "Q2l0eQ%3D%3D"))
