import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from jsonschema import Draft202012Validator

from newslint.tracking import BUNDLED, Kind
from newslint.tracking.entries import Opaque, Parameter, Pixel, Redirect, parse

ROOT = Path(__file__).parents[1]
DATA = json.loads((ROOT / "newslint" / "data" / "tracking.json").read_text(encoding="utf-8"))
SCHEMA = json.loads((ROOT / "schemas" / "tracking.schema.json").read_text(encoding="utf-8"))
ENTRIES = [entry for section in DATA.values() if isinstance(section, list) for entry in section]


def test_the_data_file_fits_its_schema() -> None:
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(DATA)] == []


def test_the_data_file_is_read_as_the_entries_of_a_site_are() -> None:
    assert BUNDLED.entries == parse(DATA)


def test_every_field_of_the_schema_is_described() -> None:
    assert list(undescribed(SCHEMA, "")) == []


def undescribed(schema: object, path: str) -> Iterator[str]:
    """Yield the paths of the fields that neither have a description nor refer to one."""
    if not isinstance(schema, dict):
        return
    is_field = path.rpartition("/")[0].endswith("/properties") and "/if/" not in path
    if is_field and not {"description", "$ref"} & set(schema):
        yield path
    for name, value in schema.items():
        yield from undescribed(value, f"{path}/{name}")


def test_the_ids_are_unique() -> None:
    assert len({entry["id"] for entry in ENTRIES}) == len(ENTRIES)


def test_every_entry_says_what_it_is_and_who_says_so() -> None:
    assert [
        entry["id"] for entry in ENTRIES if not (entry.get("what") and entry.get("source"))
    ] == []


def test_every_listed_parameter_is_cut_where_it_is_listed() -> None:
    kept = [
        url
        for entry in BUNDLED.entries.values()
        if isinstance(entry, Parameter) and entry.place == "query"
        for url in urls_with(entry)
        if not BUNDLED.parameters(url, kinds=(entry.kind,))
    ]

    assert kept == []


def urls_with(entry: Parameter) -> Iterator[str]:
    """Yield a URL for each name on each host of an entry."""
    value = (entry.values or ("7",))[0].replace("*", "a")
    for host in entry.hosts or ("daily.example",):
        page = f"https://{host.replace('*', 'com')}{path_of(entry.paths)}"
        yield from (f"{page}?{name.replace('*', 'x')}={value}" for name in entry.names)


def path_of(patterns: tuple[str, ...]) -> str:
    """Return a path that fits the first pattern, or any path."""
    return "/" + (patterns or ("/a",))[0].replace("*", "a").removeprefix("/")


def test_every_redirect_leads_to_its_target() -> None:
    lost = [
        url
        for entry in BUNDLED.entries.values()
        if isinstance(entry, Redirect)
        for url in urls_through(entry)
        if BUNDLED.target(url) is None
    ]

    assert lost == []


def urls_through(entry: Redirect) -> Iterator[str]:
    """Yield a URL for each host of a redirect that leads to a daily."""
    target = "daily.example/a" if entry.prefix else "https://daily.example/a"
    encoded = quote(target, safe="")
    if entry.encoding == "base64":
        encoded = b64encode(target.encode()).decode()
    if entry.prefix.endswith(".com"):
        encoded = "/a"
    for host in entry.hosts:
        page = f"https://{host.replace('*', 'com')}"
        beginning = page + (entry.paths or ("/*",))[0].rpartition("*")[0].replace("*", "")
        yield {
            "parameter": f"{page}{path_of(entry.paths)}?{(*entry.parameters, '')[0]}={encoded}",
            "query": f"{page}{path_of(entry.paths)}?{target}",
            "path": beginning + target,
            "segment": beginning + encoded,
        }[entry.place]


def test_every_pixel_is_asked_by_its_place() -> None:
    missing = [
        entry.id
        for entry in BUNDLED.entries.values()
        if isinstance(entry, Pixel)
        for host in entry.hosts
        if BUNDLED.pixel(f"https://{host}{path_of(entry.paths)}") is None
    ]

    assert missing == []


def test_every_name_of_the_lists_is_cut_on_any_site() -> None:
    kept = [
        name
        for name in AGREED.split()
        if not BUNDLED.parameters(f"https://daily.example/?{name}=abcdef", kinds=(Kind.TRACKING,))
    ]

    assert kept == []


# Five or more of fourteen lists have these, and no page needs them.
AGREED = """
    utm_source utm_medium utm_campaign utm_term utm_content utm_id utm_name utm_cid utm_reader
    utm_brand utm_pubreferrer utm_swu utm_viz_id utm_source_platform gclid gclsrc dclid gbraid
    wbraid gad_source srsltid _ga _gl ga_source ga_medium ga_term ga_content ga_campaign ga_place
    fbclid fb_action_ids fb_action_types fb_ref fb_source action_object_map action_ref_map
    action_type_map msclkid twclid ttclid yclid ysclid _openstat mc_cid mc_eid mkt_tok s_cid
    __hssc __hstc __hsfp _hsenc _hsmi hsCtaTracking hsa_acc hsa_cam vero_conv vero_id oly_anon_id
    oly_enc_id ml_subscriber ml_subscriber_hash __s _bhlid sms_click sms_source sms_uph mtm_cid
    mtm_source pk_campaign pk_kwd pk_source pk_medium at_campaign at_medium at_recipient_id
    at_recipient_list at_custom1 cx_click wt_mc itm_source itm_medium itm_campaign itm_content
    itm_term _branch_match_id _branch_referrer irclickid rb_clickid wickedid guce_referrer
    guce_referrer_sig
"""


def test_what_a_page_needs_stays_whatever_else_goes() -> None:
    lost = [
        (url, cut.name)
        for url in NEEDED.split()
        for cut in BUNDLED.parameters(url, kinds=(Kind.TRACKING, Kind.REFERRAL))
    ]

    assert lost == []


NEEDED = """
    https://mp.weixin.qq.com/s?__biz=MzA3&mid=26&idx=1&sn=0f1e&chksm=8b2&lang=zh_CN&tempkey=a#rd
    https://weibo.com/tv/show/1?layerid=2
    https://www.zhihu.com/search?q=a&type=content
    https://www.bilibili.com/video/BV1?p=2&t=60
    https://tieba.baidu.com/p/1?pn=2&see_lz=1
    https://baijiahao.baidu.com/s?id=1
    https://www.baidu.com/s?wd=a&pn=10
    https://news.qq.com/a?no-redirect=1
    https://item.taobao.com/item.htm?id=1&skuId=2
    https://www.xiaohongshu.com/explore/1?xsec_token=a
    https://www.163.com/news/article/1.html#child=2
    https://data.eastmoney.com/report?stockcode=600000
    https://www.youtube.com/watch?v=a&t=1&list=b&index=2
    https://www.facebook.com/photo/?fbid=1&set=a&comment_id=2
    https://www.amazon.com/dp/B1?th=1&psc=1&k=a
    https://www.nytimes.com/a.html?unlocked_article_code=1
    https://api.github.com/repos/a/b/contents/c?ref=main
    https://codeberg.example/a/src?ref=v2.1
"""


def test_what_earns_money_is_no_detour() -> None:
    paid = {
        "awin1.com", "anrdoezrs.net", "go.skimresources.com", "linksynergy.com", "u.jd.com",
        "s.click.taobao.com", "geni.us",
    }  # fmt: skip
    kinds = {
        entry.kind
        for entry in BUNDLED.entries.values()
        if isinstance(entry, (Redirect, Opaque)) and paid & set(entry.hosts)
    }

    assert kinds == {Kind.AFFILIATE}
