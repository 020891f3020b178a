"""Kinds of elements by name, as the tree construction of the HTML standard tells them apart."""


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


VOID = _names(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source"
    " track wbr"
)
OPTIONAL_END = _names(
    "caption colgroup dd dt li optgroup option p rp rt tbody td tfoot th thead tr"
)
"""Section 13.1.2.4: these may go without an end tag."""

PAGE = _names("body frameset head html")
"""What an article stands in. Of these, tags in the wrong place change nothing."""

FORMATTING = _names("a b big code em font i nobr s small strike strong tt u")
"""Section 13.2.4.3: browsers open these again where they were ended too early."""

_CLOSING_P = _names(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup listing main menu nav ol pre search section"
    " summary ul xmp plaintext"
)
CLOSING_P = _CLOSING_P | _names("dd dt hr li p table")
"""Section 13.2.6.4.7: where these begin, a paragraph ends."""

HEADINGS = _names("h1 h2 h3 h4 h5 h6")
LIST_ITEMS = _names("dd dt li")
TABLE_LEVELS = {
    "table": 0,
    "caption": 1,
    "colgroup": 1,
    "tbody": 1,
    "tfoot": 1,
    "thead": 1,
    "tr": 2,
    "td": 3,
    "th": 3,
}
"""Parts of a table by how deep in it they stand."""

# Between these, nothing but other parts of the table may stand.
TABLE_FRAMES = _names("colgroup table tbody tfoot thead tr")
MARKERS = _names("applet caption marquee object td template th")
"""Section 13.2.4.3: formatting opened outside these is not opened again inside."""

SCOPES = MARKERS | _names("html table")
"""Section 13.2.4.2: no end tag inside these ends what was opened outside."""

SPECIAL = (
    _CLOSING_P
    | SCOPES
    | TABLE_LEVELS.keys()
    | _names(
        "button dd dt iframe li noembed noframes noscript p script select style textarea title"
    )
)
"""Section 13.2.4.2, without void elements: the end tag of no other element reaches past these."""

NOT_ITEM_BORDERS = _names("address div p")
"""Through these, the next list item ends the one that they stand in."""

FOREIGN_ROOTS = _names("math svg")
# Section 13.2.6: inside these, foreign content is HTML again.
INTEGRATION_POINTS = _names("annotation-xml desc foreignobject mi mn mo ms mtext title")
# Section 13.2.6.5: these end foreign content, whatever is open.
BREAKING_OUT = _names(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li"
    " listing menu meta nobr ol p pre ruby s small span strike strong sub sup table tt u ul var"
)
# Section 13.2.6: after these start tags the tree builder switches the tokenizer's state. Scripting
# counts as off, so `noscript` is an element like others.
RAW_TEXT = _names("iframe noembed noframes plaintext script style textarea title xmp")

ELEMENTS = (
    VOID
    | OPTIONAL_END
    | PAGE
    | FORMATTING
    | SPECIAL
    | FOREIGN_ROOTS
    | RAW_TEXT
    | _names(
        "abbr acronym audio bdi bdo blink canvas cite data datalist del dfn dialog ins kbd label"
        " legend map mark meter multicol output picture portal progress q rb rtc ruby s samp slot"
        " spacer span strike sub sup time tt var video"
    )
)
"""All elements of HTML, obsolete ones included."""
