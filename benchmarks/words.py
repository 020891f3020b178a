"""What made-up posts are written with: words, names and addresses of no real place."""

_LATIN = """
the a of in to and for on with after before since about over under near harbour bridge council
budget ferry market storm school tram museum library orchard river clinic strike festival railway
reform climate mayor minister court budget report figures week morning evening Thursday Sunday May
October said plans opened closed rose fell agreed refused voted repaired delayed new old first
last two three twelve 40 1,200 3.5% city coast valley café Zürich Málaga Kraków naïve façade
engineers drivers pupils residents traders volunteers because while although however nearly again
early late free public local national
"""
_CJK = """
港口 大桥 通车 市政府 预算 渡轮 市场 暴雨 学校 电车 博物馆 图书馆 果园 河流 医院 罢工
音乐节 铁路 改革 气候 市长 部长 法院 报告 数据 本周 早上 晚上 周四 周日 五月 十月 表示
计划 开放 关闭 上涨 下跌 同意 拒绝 投票 维修 推迟 新的 第一 两个 三年 12 40 3.5% 城市 海岸
工程师 司机 学生 居民 商人 志愿者 因为 但是 几乎 免费 公共 东京 ニュース 橋 駅 市民 発表
予算 の は を 서울 시장 다리
"""
LATIN = _LATIN.split()
CJK = _CJK.split()


TOPICS = ("Transport", "City", "Culture", "Sport", "Weather", "本地", "交通", "文化")
AUTHORS = ("Robin Vale", "A. Novák", "Kim Ostrander", "港湾日报", "Newsroom")
SITES = (
    "news.example",
    "www.harbour-post.example",
    "blog.valley.example",
    "cdn.images.example",
    "en.wikipedia.org",
    "www.youtube.com",
    "github.com",
    "mp.weixin.qq.com",
)
TRACKED = (
    "utm_source=feed&utm_medium=rss&utm_campaign=may",
    "id=12&utm_source=newsletter",
    "fbclid=IwAR0madeupmadeup",
    "v=3&spm=a1.b2.c3",
)
STYLES = (
    "color: #333333; text-align: left;",
    "text-align: justify;",
    "font-size: 14px; line-height: 1.5",
    "margin: 0px; padding: 0px;",
    "border: 1px solid #ccc",
)
CODE = (
    "def opened(bridge):\n    return [lane for lane in bridge if lane.free]\n",
    '<nav class="menu">\n  <a href="/tides?day=1&utm_source=x">Tides</a>\n</nav>\n',
    "$ make site && make publish\n",
)
