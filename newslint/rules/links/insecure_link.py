"""The rule insecure-link."""

import re
from collections.abc import Iterator

from newslint.diagnostic import Applicability, Fix, Problem
from newslint.document import Document
from newslint.links import Link, LinkKind
from newslint.regex import regex
from newslint.rule import Rule


class InsecureLink(Rule, frozen=True):
    """What a page loads comes over `https:`, like the page itself.

    ## Why

    On a page served over `https:`, browsers refuse to load scripts and style sheets over `http:`,
    and images and videos appear only if their server speaks `https:`, too. A form that is sent
    over `http:` can be read on its way. The writer sees none of that on their own computer, where
    the page comes over `http:`.

    ## What to do

    Write `https:`, or put a copy of the image on your own site. The fix does the first, with
    `--unsafe` and for sites that are known to speak `https:`; whether this very file is still
    there, only a look at it can tell. Frames are the subject of `iframe-policy`.

    ## Options

    - `https-hosts`: further sites that speak `https:`, with their subdomains, such as
      `["gazette.org"]`.
    - `pages`: `true` to report links that readers follow to `http:` pages, too. Old posts are
      full of them, and most pages send on to `https:` by themselves.
    """

    fixes = Applicability.UNSAFE
    https_hosts: tuple[str, ...] = ()
    pages: bool = False

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every `http:` address of something that the page loads or sends."""
        for link in document.links_with("http:"):
            match = _INSECURE.match(link.url)
            if match is None or _is_private(match["host"]):
                continue
            if message := self._message(link):
                yield Problem(link.span, message, self._fix(link, match))

    def _message(self, link: Link) -> str:
        """Return what is wrong with an `http:` address, empty where it may stay."""
        kind = link.kind
        if kind is LinkKind.FRONT_MATTER and _IMAGE_FILE.search(link.url):
            kind = LinkKind.IMAGE
        match kind:
            case LinkKind.IMAGE:
                return "Image is loaded over `http:`"
            case LinkKind.EMBED if link.element and _is_loaded(link):
                return f"`{link.element.name}` loads over `http:`, which browsers may block"
            case LinkKind.FORM:
                return "Form is sent over `http:`"
            case LinkKind.PAGE | LinkKind.FRONT_MATTER if self.pages:
                return "" if _NAME.match(link.url) else "Link to an `http:` page"
        return ""

    def _fix(self, link: Link, match: re.Match[str]) -> Fix | None:
        if match["rest"] or not self._speaks_https(match["host"].lower()):
            return None
        end, letter = match.end("scheme"), "S" if match["scheme"].isupper() else "s"
        return Fix.unsafe("Write `https:`", link.edit(end, end, letter))

    def _speaks_https(self, host: str) -> bool:
        if len(host) > _LONGEST_HOST:
            return False
        labels = host.split(".")
        above = (".".join(labels[start:]) for start in range(len(labels)))
        return any(name in _HTTPS or name in self.https_hosts for name in above)


# A port or a user say that this is no server as others are.
_INSECURE = regex(
    r"(?P<scheme>http)://(?P<host>[^/?#:@\\]++)(?P<rest>[:@][^/?#]*+)?", re.IGNORECASE
)
_LONGEST_HOST = 253  # characters, RFC 1035 section 2.3.4
_IMAGE_FILE = regex(r"\.(?:avif|bmp|gif|jpe?g|png|svg|webp)(?:[?#]|\Z)", re.IGNORECASE)
# Names written as addresses: vocabularies of metadata, such as Creative Commons puts into links.
_NAME = regex(
    r"http://(?:purl\.org|schema\.org|xmlns\.com|ogp\.me|gmpg\.org/xfn|www\.w3\.org/\d{4})/",
    re.IGNORECASE,
)


def _is_private(host: str) -> bool:
    """Whether a host is the reader's own computer, or encrypts by itself."""
    name = host.lower()
    return name.startswith("127.") or name.endswith(("localhost", ".onion"))


# Relations that load what they name; `canonical`, `alternate` and others only name it.
_LOADING = frozenset(
    {"apple-touch-icon", "icon", "manifest", "mask-icon", "modulepreload", "preload", "stylesheet"}
)


def _is_loaded(link: Link) -> bool:
    """Whether the page itself loads what an element names."""
    element = link.element
    if element is None or element.name in {"a", "area", "iframe"}:
        return False
    return element.name != "link" or not _LOADING.isdisjoint(element.get("rel").lower().split())


def _names(hosts: str) -> frozenset[str]:
    return frozenset(hosts.split())


# Sites known to speak `https:` on all their subdomains that articles link to.
_HTTPS = _names(
    """
    github.com github.io githubusercontent.com gitlab.com bitbucket.org sourceforge.net
    stackoverflow.com stackexchange.com npmjs.com pypi.org python.org mozilla.org gnu.org
    wikipedia.org wikimedia.org wiktionary.org wikidata.org archive.org creativecommons.org
    youtube.com youtu.be ytimg.com youtube-nocookie.com vimeo.com vimeocdn.com dailymotion.com
    twitter.com x.com twimg.com facebook.com fbcdn.net instagram.com cdninstagram.com threads.net
    linkedin.com licdn.com reddit.com redd.it pinterest.com pinimg.com tumblr.com t.me telegram.org
    google.com googleapis.com googleusercontent.com gstatic.com ggpht.com blogspot.com blogger.com
    withgoogle.com googleblog.com apple.com mzstatic.com microsoft.com live.com bing.com
    amazon.com amazon.ca amazon.co.jp amazon.co.uk amazon.de amazon.es amazon.fr amazon.it
    amazon.in amazon-adsystem.com media-amazon.com ssl-images-amazon.com cloudfront.net
    wordpress.com wordpress.org wp.com gravatar.com medium.com substack.com substackcdn.com
    mailchimp.com slideshare.net slidesharecdn.com soundcloud.com spotify.com scribd.com
    staticflickr.com www.flickr.com imgur.com giphy.com unsplash.com pexels.com pixabay.com
    cdn.jsdelivr.net cdnjs.cloudflare.com unpkg.com cloudflare.com fastly.net akamaized.net
    nytimes.com nyt.com washingtonpost.com wsj.com theguardian.com guim.co.uk bbc.co.uk bbc.com
    bbci.co.uk economist.com ft.com bloomberg.com reuters.com apnews.com npr.org cnn.com cnbc.com
    latimes.com theatlantic.com newyorker.com wired.com arstechnica.com theverge.com techcrunch.com
    forbes.com time.com spiegel.de zeit.de faz.net lemonde.fr lefigaro.fr elpais.com
    nasa.gov nih.gov whitehouse.gov cdc.gov europa.eu who.int nature.com science.org
    doi.org arxiv.org dl.acm.org ieeexplore.ieee.org
    weibo.com weibo.cn sinaimg.cn finance.sina.com.cn news.sina.com.cn tech.sina.com.cn
    www.sina.com.cn k.sina.com.cn mp.weixin.qq.com mmbiz.qpic.cn news.qq.com new.qq.com v.qq.com
    www.qq.com inews.gtimg.com zhihu.com zhimg.com bilibili.com hdslb.com b23.tv toutiao.com
    toutiaoimg.com douyin.com ixigua.com baidu.com bcebos.com bdimg.com www.163.com news.163.com
    126.net www.sohu.com douban.com doubanio.com jianshu.com jianshu.io csdn.net csdnimg.cn
    juejin.cn oschina.net gitee.com segmentfault.com cnblogs.com sspai.com 36kr.com huxiu.com
    ithome.com taobao.com tmall.com alicdn.com alicdn.net aliyun.com aliyuncs.com jd.com
    360buyimg.com xiaohongshu.com xhscdn.com thepaper.cn caixin.com ifeng.com ifengimg.com
    """
)
