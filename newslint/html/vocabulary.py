"""The words of HTML: which attributes it knows, and in which elements prose stands."""


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


PROSE = _names(
    "a abbr address article aside b bdi bdo blockquote br caption center cite dd del details"
    " dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins li"
    " main mark ol p q s section small span strike strong sub summary sup table tbody td tfoot"
    " th thead time tr tt u ul"
)
"""Elements of running text, lists and tables, without code, forms and media."""

_STANDARD = _names(
    "abbr accesskey action align allow allowfullscreen allowtransparency alt anchor archive as"
    " async attributionsrc autocapitalize autocomplete autocorrect autofocus autoplay axis"
    " background bgcolor blocking border bordercolor bordercolordark bordercolorlight"
    " cellpadding cellspacing char charoff charset checked cite class classid clear closedby"
    " codebase codetype color cols colspan command commandfor compact content controls"
    " controlslist coords crossorigin data datetime declare decoding default defer dir dirname"
    " disabled disablepictureinpicture disableremoteplayback download draggable dynsrc"
    " elementtiming enctype enterkeyhint exportparts face fetchpriority for form formaction"
    " formenctype formmethod formnovalidate formtarget frame frameborder headers height hidden"
    " high href hreflang hspace id imagesizes imagesrcset inert inputmode integrity is ismap"
    " kind label lang language link list loading longdesc loop low lowsrc marginheight"
    " marginwidth max maxlength media method methods min minlength multiple muted name nohref"
    " nomodule nonce noresize noshade novalidate nowrap object open optimum part pattern ping"
    " placeholder playsinline popover popovertarget popovertargetaction poster preload profile"
    " prompt readonly referrerpolicy rel required rev reversed role rows rowspan rules sandbox"
    " scheme scope scrolling selected shadowrootmode shape size sizes slot span src srcdoc"
    " srclang srcset standby start step style summary tabindex target text title translate type"
    " urn usemap valign value valuetype version vlink vspace width wrap writingsuggestions xmlns"
)
"""What any version of HTML defines for any element."""

_ELSEWHERE = _names(
    "about amp datatype fallback heights inlist itemid itemprop itemref itemscope itemtype key"
    " layout markdown noloading on prefix property ref resource typeof vocab"
)
"""Of Microdata, RDFa, AMP, kramdown and Vue."""

ATTRIBUTES = _STANDARD | _ELSEWHERE
"""Attributes that somebody has defined for HTML."""
