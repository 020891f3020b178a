"""What means something to a part of newslint: the words that random bytes would never hit upon."""

MARKUP = (
    *("<a href=", "</a>", "<p>", "</p>", "<b>", "</b>", "<i>", "<img src=", " alt=", ' style="'),
    *("<!--", "-->", "--!>", "<![CDATA[", "]]>", "<!doctype html>", "<?php ", "?>", "</", "/>"),
    *("<script>", "</script>", "<style>", "</style>", "<textarea>", "</textarea>", "<pre>"),
    *("<table>", "<td>", "<li>", "<ul>", "</ul>", "<svg>", "</svg>", "<math>", "<template>"),
    *("<select>", "<option>", "<form>", "<h2>", "</h2>", "<font color=red>", "<center>", "<br>"),
    *("<iframe src=", "<div class=", "</div>", "<span", "</span>", "<o:p>", "<plaintext>"),
    *(" onclick=", " id=", ' class="', " width=", " align=", " target=_blank", " srcset=", "data-"),
    *("&amp;", "&lt", "&#60;", "&#x3c;", "&nbsp;", "&#0;", "&copy=", '"', "'", "=", ">", "<"),
)
MARKDOWN = (
    *("# ", "\n\n", "> ", "- ", "1. ", "```\n", "~~~\n", "    ", "\t", "`", "``", "**", "_", "*"),
    *("[a](", ")", "![a](", "[a][b]", "[b]: ", "<https://example.org>", "](<", ">)", "\\", "---\n"),
    *("| a | b |\n|---|---|\n", "[^1]", "[^1]: ", "- [ ] ", "===\n", "\r\n", "\r", "  \n", "~~"),
)
TEMPLATES = (
    *("{{ x }}", "{{", "}}", "{% if x %}", "{% else %}", "{% endif %}", "{%", "%}", "{% raw %}"),
    *("{% endraw %}", "<%= x %>", "<%", "%>", "{{< fig >}}", "{{% /fig %}}", "{#", "#}", "{{!--"),
    *("{% comment %}", "{% endcomment %}", "{/*", "*/}", "{{{", "}}}", "<?", "{{/* ", "${x}"),
    *("import x from 'y'\n", "export const x = 1\n", "<Card x={1} />", "{`", "`}"),
)
FRONT_MATTER = (
    *("---\n", "\n---\n", "+++\n", ";;;\n", "---js\n", "...\n", "title: ", "date: ", "tags: ["),
    *("image: https://example.org/a.jpg", "- a\n", "  - b\n", ": ", " #", "|\n  ", ">-\n  ", "&a "),
    *("*a", "!!str ", "!t ", "<<: ", "? ", "''", '"\\u0041"', "{", "}", "[", "]", ",", "{}", "[]"),
    *('"a": 1', "a = 1\n", "[a]\n", "[[a]]\n", "a.b = ", '"""', "'''", "1979-05-27", "0x1F", "1e9"),
    *("true", "null", "~", "no", "2024-13-45", "1:30", "NaN", "\\ud800", "% ", "%YAML 1.1\n"),
)
URLS = (
    *("https://", "http://", "//", "/", "?", "#", "&", "&amp;", "&#038;", "=", ";", ":", "@", "%"),
    *("utm_source=x", "utm_%6Dedium=", "fbclid=1", "gclid=2", "mc_cid=3", "ref=x", "spm=", "si="),
    *("www.google.com/url?q=", "l.facebook.com/l.php?u=", "href.li/?", "t.co/x", "youtu.be/x"),
    *("amazon.de/dp/b/ref=x", "slack-redir.net/link?url=", "web.archive.org/web/2020/", "[::1]"),
    *(
        "https%3A%2F%2Fdaily.example",
        "http%253A%252F%252Fexample.org",
        "aHR0cHM6Ly9leGFtcGxlLm9yZw",
    ),
    *("X-Amz-Signature=1", "javascript:", "mailto:a@b.c", "data:text/html,", "example.org", ".."),
    *("cdn.ampproject.org/c/s/", "%00", "%zz", "%C3%BC", "xn--", ":443", "user:password@"),
)
ODD = (
    *("\ufeff", "\x00", "\u200b", "\u202e", "\u2066", "\xad", "\xa0", "\x1b", "\u2028", "\x85"),
    *(
        "\ue000",
        "\ufffd",
        "é",
        "e\u0301",
        "你好",
        "🎉",
        "👨\u200d👩\u200d👧",
        "ÃƒÂ©",
        "â€™",
        "\U000e0041",
    ),
)
SUPPRESSIONS = (
    *("<!-- newslint-disable", "newslint-disable-next-line ", "newslint-disable-line ", " -- why"),
    *("newslint-disable-file", "newslint-enable", "# newslint-disable-line ", "newslint: "),
    *("newslint:\n  disable: [", "  reason: why\n", "inline-style", "html", "links", ", ", " -->"),
)
CONFIGURATION = (
    *("extend = ", "select = [", "ignore = [", "include = [", "exclude = [", "preset = ", '"news"'),
    *("[[schemas]]\n", 'files = ["*.md"]\n', 'schema = "article"\n', "schema = false\n", "[rules]"),
    *("[rules.inline-style]\n", "severity = ", '"off"', '"error"', "[[overrides]]\n", "[links]\n"),
    *("[[links.parameters]]\n", "[[links.redirects]]\n", "[[links.lists]]\n", 'path = "x.txt"\n'),
    *('format = "adblock"\n', "disable = [", 'id = "x"\n', "hosts = [", "names = [", '"html"'),
    *('"inline-style"', '"all"', "]\n", '"\\u0000"', '"/"', '".."', '"package:x"', '"!"', '"["'),
    *("true", "false", "1", "1e400", "1979-05-27", "{", "}", "=", "[tool.newslint]\n", '"[z-a]"'),
)
JSON = (
    *('{"version": 1', '"files": ', "{}", "[]", '"path": ', '"before": ', '"after": ', '"edits": '),
    *('"start": ', '"end": ', '"text": ', '"base64": ', '"rule": ', '"digest": ', '"ordinal": '),
    *("-1", "0", "1e999", "null", "true", '"\\ud800"', '"\\u0000"', ",", ":", "{", "}", "[", "]"),
    *("<<<<<<< ", "=======", ">>>>>>> ", "\ufeff", "NaN", "Infinity", '"post.md"', '""'),
)
