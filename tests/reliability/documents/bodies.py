"""Bodies: blocks of Markdown, scraped HTML and templates, one after the other and in each other."""

import textwrap
from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.reliability.documents import examples
from tests.reliability.documents.words import words

# `{}` is where a line of text goes.
_MARKDOWN = (
    "{}",
    "{}",
    "# {}",
    "# Pier reopens\n\n{}",
    "{}\n===",
    "- {}\n- [ ] b\n    - c",
    "1) {}\n\n   more",
    "> {}\n> lazy\ncontinued",
    "| a | b |\n|---|:-:|\n| {} | `x|y` |",
    "```html\n{}\n<b style='x'>\n```",
    "~~~\n{}\n~~~",
    "````\n```\n{}",
    "    indented {}",
    "\tindented {}",
    "[pier]: https://pier.example/?utm_source=x&a=1 'Title'\n\n{}",
    "[^1]: {}",
    "***",
    "---",
    "Term\n: {}",
)
_HTML = (
    "<p>{}</p>",
    "<div style='margin:0' class=\"mceItem\" data-mce-style='x'>\n{}\n</div>",
    "<div>\n\n{}\n\n</div>",
    "<div><span><div>{}</span></div>",
    "<table border=0 cellpadding='3'><tr><td align=center>{}</table>",
    "<center>{}</center>",
    '<div class="sharedaddy"><a href="https://facebook.com/sharer/?u=x">Share</a>{}</div>',
    "<script async src='https://www.google-analytics.com/ga.js'></script>\n{}",
    "<script>\nvar a = '<b style=x>' + \"{{ y }}\";\n</script>\n\n{}",
    "<style>p { color: red }</style>\n\n{}",
    '<img src="https://pixel.wp.com/g.gif?v=ext" width=1 height=1 alt="">{}',
    "<iframe src='http://player.example/?utm_source=x' onload=go()></iframe>\n\n{}",
    "<noscript><img height=1 width=1 src='https://www.facebook.com/tr?id=1'/></noscript>{}",
    "<pre>\n{}\n</pre>",
    "<textarea>{}</textarea>",
    "<svg><a xlink:href='/a?utm_source=x'><![CDATA[{}]]></a></svg>",
    "<!--\n{}\n-->",
    "<!-- never closed {}",
    "<p>{}<p>{}",
    "<p>&nbsp;</p>\n\n<p></p>{}",
    "<form action='/a?utm_source=x'><input value='{}'></form>",
    "<![CDATA[{}]]>",
    "<?php echo '{}' ?>",
    "<template><p style='x'>{}</p></template>",
    "<details open=''><summary>{}</summary>\n\n*more*\n\n</details>",
    '<a href="/a"\n  style="x"\n  title=\'{}\'>a</a>',
    "<h2 id='a'>{}</h2>\n<h2 id='a'>b</h2>",
)
_TEMPLATES = (
    "{% if a %}{}{% else %}<b>{% endif %}</b>",
    "{% raw %}\n{}\n{% endraw %}",
    "{% codeblock %}\n{}\n{% endcodeblock %}",
    "{% highlight html %}\n{}\n{% endhighlight %}",
    "{{< highlight html >}}\n{}\n{{< /highlight >}}",
    "{% comment %}{}{% endcomment %}",
    '<p {% if a %}style="x"{% endif %} style="{{ b }}">{}</p>',
    "{% for a in b %}\n- {}\n{% endfor %}",
    "<% if a %>{}<% end %>",
    "import A from 'a'\n\nexport const b = `{}`\n\n<A>{}</A>",
    "<!-- newslint-disable-next-line -->\n{}",
    "<!-- newslint-disable inline-style, links -- why -->\n\n{}\n\n<!-- newslint-enable -->",
    "{# newslint-disable-file no-such-rule #}\n\n{}",
    "<<<<<<< HEAD\n{}\n=======\nb\n>>>>>>> other",
    "[caption id='a' width='3']{}[/caption]",
)
_WRAPPERS = (
    "{}",
    "{}",
    "{}",
    "> ",
    "  - ",
    "<div>\n{}\n</div>",
    "<blockquote>{}",
    "{% if a %}\n{}",
)


def bodies() -> SearchStrategy[str]:
    """Return the strategy for bodies."""
    shapes = st.one_of(*map(st.sampled_from, (_MARKDOWN, _HTML, _TEMPLATES)))
    made = st.builds(_filled, shapes, words())
    taken = st.sampled_from(examples.blocks())
    blocks = st.builds(_wrapped, st.sampled_from(_WRAPPERS), st.one_of(made, taken))
    several = st.builds(_joined, st.lists(blocks, max_size=7), st.sampled_from(("\n\n", "\n")))
    whole = st.builds(_joined, st.tuples(st.sampled_from(examples.bodies()), several))
    return st.one_of(several, several, whole)


def _filled(shape: str, text: str) -> str:
    return shape.replace("{}", text)


def _wrapped(wrapper: str, block: str) -> str:
    if "{}" in wrapper:
        return wrapper.replace("{}", block)
    first, _, rest = block.partition("\n")
    indent = "> " if wrapper == "> " else " " * len(wrapper)
    return f"{wrapper}{first}\n{textwrap.indent(rest, indent)}"


def _joined(blocks: Sequence[str], between: str = "\n\n") -> str:
    return "".join(f"{block}{between}" for block in blocks)
