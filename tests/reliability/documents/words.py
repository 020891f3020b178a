"""What stands in a line: words of many scripts, links, inline HTML, code, and template tokens."""

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

_WORDS = (
    "The pier reopens. ",
    "ferry ",
    "港口重新开放。",
    "Причал открыт ",
    "Пpичaл ",  # two letters are Latin
    "рaypal ",  # two letters are Cyrillic
    "מזח נפתח ",
    "مرحبا ",
    "c\u0327a va ",
    "na\u200bme ",
    "soft\xadhyphen ",
    "a\xa0\xa0\xa0b ",
    "👩\u200d🚀 ",
    "می\u200cخواهم ",
    "क्\u200dष ",
    "\u202etxt.exe\u202c ",
    "cafÃ© itâ€™s ",
    "&amp;nbsp; &amp;amp; ",
    "&copy; &#8203; &nbsp;&nbsp; &notin &lt;b&gt; ",
    "TODO: lorem ipsum dolor sit amet ",
    "\ue200cite\ue202turn0search1\ue201 ",
    "【4†source】 ",
    "As an AI language model, I cannot. ",
    "\\*escaped\\* \\",
    "*stress* **strong** ~~gone~~ ",
    "  \n",
    "\n",
)
_URLS = (
    "https://pier.example/a",
    "https://pier.example/a?utm_source=feed&b=1",
    "https://pier.example/a?b=1&amp;fbclid=x",
    "http://pier.example/a?a=1&copy=2&gclid=3#top",
    "https://pier.example/?pier=4&ref=newsletter&source=rss",
    "https://pier.example/a?utm_source={{ name }}&b={% c %}",
    "https://www.google.com/url?q=https%3A%2F%2Fpier.example%2Fa%3Fb%3D1&sa=D",
    "https://l.facebook.com/l.php?u=https%3A%2F%2Fpier.example%2F&h=AT0",
    "https://user:secret@pier.example/?token=abcdef0123456789",
    "https://pier.example/amp/story.html?amp=1",
    "https://bit.ly/3abcde",
    "https://pier.example/#:~:text=ferry",
    "https://pіer.example/",  # one letter is Cyrillic
    "https://shop.example/?tag=pier-21&utm_campaign=x",
    "//pier.example/a?utm_medium=m",
    "/a/b?utm_source=x#c",
    "javascript:alert(1)",
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk",
    "#",
    "",
    "https://pier.example/?q=a b(c)&utm_source=x",
    "https://港口.example/路径?utm_source=飞",
    "HTTPS://PIER.example:443/%7Ea?UTM_SOURCE=1&;utm_term=2",
    "http://localhost:4000/draft",
)
_AROUND = (
    "[pier]({})",
    "[pier](<{}> 'Title')",
    '[![alt]({})](/b?utm_source=x "t")',
    "![]({})",
    "<{}>",
    " {} ",
    "（{}）",
    '<a href="{}">pier</a>',
    "<a href='{}' target=_blank rel=x style=\"color:red\">pier</a>",
    "<a href={} onclick=go() class=keyword-link>pier</a>",
    '<img src="{}" width="1" height="1">',
    '<img data-src="{}" src="/blank.gif" class=lazyload alt=pier>',
    '<img alt="" srcset="{} 1x, {} 2x">',
    "[{}]({})",
    "[{}]({}) [again]({})",
    '<span style="font-size:12px; color: #000" data-url="{}">pier</span>',
)
_INLINE = (
    "`code {{ x }} <b>`",
    "``a ` b``",
    '<img src="http://pier.example/a.png" alt="">',
    '<a class="keyword-link" href="/tag/pier">pier</a>',
    '<a href="https://ada:secret@pier.example/">pier</a>',
    "<code><b style='x'>{{ y }}</b></code>",
    '<font color="red">pier</font>',
    "<span></span>",
    "<b><i>crossed</b></i>",
    "<br/><br />",
    "<wbr>",
    "</div>",
    "<!-- remark -->",
    "<!-- newslint-disable-line inline-style -->",
    "{{ page.title }}",
    "{% link a.md %}",
    "{{< figure src='a.png' >}}",
    "{{% note %}}",
    "<%= link_to 'a' %>",
    "{# remark #}",
    "{{ unclosed",
    "&#123;% raw %}",
    "[reference][pier] ",
    "[^1] ",
    "$x<y$ ",
    "{expression} ",
    "<Component prop={value} style={{a: 1}} />",
    "<a id=top name=top></a>",
    "<p id=top id=bottom class='a' class=\"b\">",
    "<",
    "&",
)


def words() -> SearchStrategy[str]:
    """Return the strategy for lines of text."""
    links = st.builds(_link, st.sampled_from(_AROUND), st.sampled_from(_URLS))
    piece = st.one_of(st.sampled_from(_WORDS), links, st.sampled_from(_INLINE))
    return st.lists(piece, min_size=1, max_size=6).map("".join)


def _link(around: str, url: str) -> str:
    return around.replace("{}", url)
