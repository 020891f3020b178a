"""Every URL of a document, and writing it back where it stands."""

import pytest

from newslint import Document, apply
from newslint.links import Link, LinkKind

HEAD = "---\ntitle: A\nsource: {}\n---\n"


def links(text: str, name: str = "post.md") -> tuple[Link, ...]:
    return Document.parse(name, text).links


@pytest.mark.parametrize(
    ("text", "kind", "urls"),
    [
        ('<a href=" /a ">b</a>', LinkKind.PAGE, ["/a"]),
        ("<a href=/a>b</a>", LinkKind.PAGE, ["/a"]),
        ('<img src="/a?b=1&amp;c=2">', LinkKind.IMAGE, ["/a?b=1&c=2"]),
        ('<img srcset="/a 1x, /b,c 2x,/d">', LinkKind.IMAGE, ["/a", "/b,c", "/d"]),
        ('<script src="/a"></script>', LinkKind.EMBED, ["/a"]),
        ('<form action="/a"></form>', LinkKind.FORM, ["/a"]),
        ('<blockquote cite="/a">b</blockquote>', LinkKind.CITATION, ["/a"]),
        ('<link href="/a">', LinkKind.EMBED, ["/a"]),
        ('<svg><a xlink:href="/a">b</a></svg>', LinkKind.PAGE, ["/a"]),
        ('<button formaction="/a">b</button>', LinkKind.FORM, ["/a"]),
        ('<a ping=" /a\n/b ">c</a>', LinkKind.EMBED, ["/a", "/b"]),
        ('<object data="/a"></object>', LinkKind.EMBED, ["/a"]),
        ('<chart data="/a"></chart>', LinkKind.EMBED, []),
        ('<table background="/a"></table>', LinkKind.IMAGE, ["/a"]),
        ('<img longdesc="/a">', LinkKind.CITATION, ["/a"]),
        ('<html manifest="/a">', LinkKind.EMBED, ["/a"]),
        ('<meta http-equiv="Refresh" content="5; url=/a">', LinkKind.PAGE, ["/a"]),
        ("<meta http-equiv='refresh' content='0, URL = \"/a;b\" c'>", LinkKind.PAGE, ["/a;b"]),
        ('<meta http-equiv="refresh" content=".5 /a">', LinkKind.PAGE, ["/a"]),
        ('<meta http-equiv="refresh" content="5">', LinkKind.PAGE, []),
        ('<meta http-equiv="refresh" content="soon; url=/a">', LinkKind.PAGE, []),
        ('<meta name="refresh" content="5; url=/a">', LinkKind.PAGE, []),
        ('<svg><set attributeName="href" to=" /a "/></svg>', LinkKind.PAGE, ["/a"]),
        ('<svg><animate attributeName="href" values="/a; /b"/></svg>', LinkKind.PAGE, ["/a", "/b"]),
        ('<svg><animate attributeName="x" values="1;2" from="1"/></svg>', LinkKind.PAGE, []),
        ('<p itemid="/a" itemtype="/b">c</p>', LinkKind.PAGE, []),
        ('<img data-src=" https://n.example/a ">', LinkKind.DATA, ["https://n.example/a"]),
        ("<p data-any=HTTP://n.example/a>b</p>", LinkKind.DATA, ["HTTP://n.example/a"]),
        ('<p data-a="/a" data-b="see https://n.example/" data-c>d</p>', LinkKind.DATA, []),
        (
            '<img data-srcset="https://n.example/a,b 1x, /c 2x, https://n.example/d">',
            LinkKind.DATA,
            ["https://n.example/a,b", "https://n.example/d"],
        ),
        ("[a](/b)", LinkKind.PAGE, ["/b"]),
        ("![a](/b)", LinkKind.IMAGE, ["/b"]),
        ("![a][B c]\n\n[b  C]: /d\n", LinkKind.IMAGE, ["/d"]),
        ("![a][b] [c][b]\n\n[b]: /d\n", LinkKind.PAGE, ["/d"]),
        ("https://news.example/a", LinkKind.PAGE, ["https://news.example/a"]),
        (HEAD.format("https://news.example/a"), LinkKind.FRONT_MATTER, ["https://news.example/a"]),
        (HEAD.format("see https://news.example/a"), LinkKind.FRONT_MATTER, []),
        (
            HEAD.format('["https://news.example/a"]'),
            LinkKind.FRONT_MATTER,
            ["https://news.example/a"],
        ),
        ('<a href="">b</a><a href>b</a>', LinkKind.PAGE, []),
    ],
)
def test_urls_are_found_wherever_they_stand(text: str, kind: LinkKind, urls: list[str]) -> None:
    found = links(text)

    assert [link.url for link in found] == urls
    assert {link.kind for link in found} <= {kind}


@pytest.mark.parametrize(
    ("text", "cut", "result"),
    [
        ('<a href="/?u=1&amp;b=2&#38;c=3">d</a>', "&b=2", '<a href="/?u=1&#38;c=3">d</a>'),
        ("<a href=' /?u=1&b=2'>d</a>", "&b=2", "<a href=' /?u=1'>d</a>"),
        ('<img srcset="/a?u=1 1x, /b?u=1 2x">', "?u=1", '<img srcset="/a 1x, /b?u=1 2x">'),
        ("[a](/?u\\_1=2&amp;b=\\(3\\))", "u_1=2&", "[a](/?b=\\(3\\))"),
        ("<a ping='/a /b?u=1 /c'>d</a>", "?u=1", "<a ping='/a /b /c'>d</a>"),
        (
            '<img data-srcset="https://a.b/?u=1&amp;c=2 1x, https://a.b/?u=1 2x">',
            "u=1&",
            '<img data-srcset="https://a.b/?c=2 1x, https://a.b/?u=1 2x">',
        ),
        (
            '<meta http-equiv="refresh" content="0; URL=&quot;/a?u=1&amp;b=2&quot;">',
            "u=1&",
            '<meta http-equiv="refresh" content="0; URL=&quot;/a?b=2&quot;">',
        ),
        (HEAD.format("'https://a.b/?u=''1'''"), "?u='1'", HEAD.format("'https://a.b/'")),
        (HEAD.format('"https://a.b/?u=\\x31"'), "?u=1", HEAD.format('"https://a.b/"')),
        (HEAD.format("https://a.b/?u=1#c"), "?u=1", HEAD.format("https://a.b/#c")),
    ],
)
def test_a_part_of_a_url_is_cut_as_it_is_written(text: str, cut: str, result: str) -> None:
    link = next(link for link in links(text) if cut in link.url)
    start = link.url.index(cut)

    edit = link.edit(start, start + len(cut))

    assert apply(text, [edit]) == result


@pytest.mark.parametrize(
    "text",
    [
        '<a href="/a">b</a>',
        "<a href='/a'>b</a>",
        "<a href=/a>b</a>",
        '<img srcset="/x 1x, /a 2x">',
        '<a ping="/x /a">b</a>',
        '<meta http-equiv="refresh" content="0;url=/a">',
        "[a](/a)",
        "[a](</a>)",
        "![a](/a 'title')",
        "[a][b]\n\n[b]: /a\n",
        HEAD.format("https://news.example/a"),
        HEAD.format("'https://news.example/a'"),
        HEAD.format('"https://news.example/a"'),
        '+++\nsource = "https://news.example/a"\n+++\n',
        '{\n"source": "https://news.example/a"\n}\n',
    ],
)
@pytest.mark.parametrize(
    "url", ["https://n.example/?a=1&b=2", "https://n.example/it's", "https://n.example/(a)?#b"]
)
def test_another_url_is_read_where_it_was_written(text: str, url: str) -> None:
    link = links(text)[-1]

    content = apply(text, [link.rewritten(url)])

    assert links(content)[-1].url == url


@pytest.mark.parametrize(
    "text", ["https://news.example/a", "+++\nsource = 'https://news.example/a'\n+++\n"]
)
def test_a_place_that_cannot_hold_a_url_refuses_it(text: str) -> None:
    (link,) = links(text)

    with pytest.raises(ValueError, match="'"):
        link.rewritten("https://news.example/it's")


@pytest.mark.parametrize("path", ["*a*", "_a_", "a_", "[a]", "(a)", "?a&lt;b", "?a&#38;", "a."])
def test_a_text_refuses_a_url_that_is_markdown(path: str) -> None:
    (link,) = links("see https://news.example/a here")

    with pytest.raises(ValueError, match="Markdown"):
        link.rewritten(f"https://news.example/{path}")


@pytest.mark.parametrize("attribute", ["srcset", "data-srcset"])
def test_a_set_of_images_refuses_a_url_that_ends_in_a_comma(attribute: str) -> None:
    (link,) = links(f'<img {attribute}="https://news.example/a 2x">')

    with pytest.raises(ValueError, match="comma"):
        link.rewritten("https://news.example/b,")


def test_the_span_covers_the_url_as_written() -> None:
    text = '<a title="x" href=" /a?b&amp;c ">d</a>'
    (link,) = links(text)

    assert text[link.span.start : link.span.end] == "/a?b&amp;c"


def test_an_html_file_has_no_markdown_links() -> None:
    assert links("[a](/b) https://news.example", "post.html") == ()
