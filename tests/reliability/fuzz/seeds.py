"""Posts to begin with: small ones written here, and the examples of the rules."""

from functools import cache
from pathlib import Path

_EXAMPLES = Path(__file__).parents[2] / "rules"
_LONGEST = 1500  # bytes; what is longer makes every attempt slow
# What stands for a suffix in the first byte of an input.
_LETTERS = {".md": b"m", ".html": b"h", ".mdx": b"x"}


@cache
def posts() -> tuple[bytes, ...]:
    """Return posts, each behind the letter of its suffix."""
    found = [
        _LETTERS[file.suffix] + content
        for file in sorted(_EXAMPLES.glob("*/*/*"))
        if file.suffix in _LETTERS and len(content := file.read_bytes()) <= _LONGEST
    ]
    return (*_OWN, *found)


def name(data: bytes) -> str:
    """Return the name of the post in an input, by its first byte."""
    return {b"h": "post.html", b"x": "post.mdx"}.get(data[:1], "post.md")


_OWN = (
    b"",
    b"m---\ntitle: Pier reopens\ndate: 2024-05-01\ntags: [harbour, 'ferry']\n---\n\nText.\n",
    b"m+++\ntitle = \"Pier\"\n[extra]\nimage = 'https://example.org/a.jpg?utm_source=x'\n+++\nText\n",
    b'm{"title": "Pier", "tags": ["a"]}\nText with <b style="color: red">bold</b>.\n',
    b'm"title": "Pier",\n"date": "2024-05-01"\n;;;\n[a](https://example.org/?fbclid=1)\n',
    b"m---\r\ntitle: a\r\n---\r\n\r\n> <p onclick='x'>a\r\n> b</p>\r\n\r\n- `code` <br>\r\n",
    b"m\xef\xbb\xbf---\ntitle: a\n---\n{% if x %}<div>{{ y }}{% endif %}\n\n```\n<a>\n```\n",
    b"h<!doctype html><title>a</title><p>One<p>Two <a href=//x.example/?a=1&amp;gclid=2>b</a>\n",
    b"h<table><tr><td>1<td><b>2</table><script>if (a</b>) '</p>'</script><!-- c -- d --!>",
    b"ximport A from 'a'\n\n<A b={`c`} />\n\n{/* newslint-disable-next-line img-alt */}\n![](a)\n",
    b"m<!-- newslint-disable inline-style -- old -->\n<p style='color:red'>a</p>\n",
    b"m\xff\xfe not UTF-8 <img src=x>\n",
)
