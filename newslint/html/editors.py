"""What programs leave in the HTML that they write, in attributes and classes."""

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from newslint.html.elements import Attribute, Element
from newslint.html.vocabulary import PROSE
from newslint.regex import regex


class _Trace(Struct, frozen=True):
    """What a program writes: names of attributes (`*` for any end) and a pattern of their values.

    `beside` is another attribute without which these prove nothing.
    """

    program: str
    names: str
    values: str = ""
    beside: str = ""


_TRACES = (
    _Trace("Word", "o:* v:* w:* x:str x:num x:fmla xmlns:o xmlns:v xmlns:w xmlns:x xmlns:st1"),
    _Trace("Word", "paraid paraeid data-ccp-* data-leveltext data-list-defn-props"),
    _Trace("Word", "data-listid", r"\d+"),
    _Trace("Word", "data-contrast", "auto|none"),
    _Trace("Outlook", "data-ogsc data-ogsb data-ogac data-ogab data-olk-copy-source data-auth"),
    _Trace("Outlook", "data-outlook-trace data-safelink originalsrc shash"),
    _Trace("Google Docs", "data-sheets-*"),
    _Trace("Google Docs", "id", "docs-internal-guid-.*"),
    _Trace("Gmail", "data-smartmail data-saferedirecturl"),
    _Trace("Google", "data-ved data-hveid data-sfc-cp data-path-to-node data-index-in-node"),
    _Trace("Google", "jsaction jscontroller jsdata jslog jsmodel jsname jsshadow ved"),
    _Trace("ChatGPT", "data-start", r"\d+", beside="data-end"),
    _Trace("ChatGPT", "data-end", r"\d+", beside="data-start"),
    _Trace("ChatGPT", "data-is-last-node data-is-only-node data-message-author-role"),
    _Trace("TinyMCE", "data-mce-* _mce_* mce_*"),
    _Trace("CKEditor", "data-cke-* _cke_* _fck*"),
    _Trace("Froala", "data-fr-* fr-original-*"),
    _Trace("Redactor", "data-redactor-* data-tagblock"),
    _Trace("Trix", "data-trix-*"),
    _Trace("ProseMirror", "data-pm-*"),
    _Trace("Slate", "data-slate-*"),
    _Trace("Lexical", "data-lexical-*"),
    _Trace("Draft.js", "data-offset-key data-editor"),
    _Trace("Draft.js", "data-block data-contents data-text", "true"),
    _Trace("Medium", "data-selectable-paragraph"),
    _Trace("Squarespace", "data-preserve-html-node data-rte-*"),
    _Trace("Notion", "data-content-editable-leaf data-content-editable-void data-token-index"),
    _Trace("Evernote", "data-en-clipboard data-evernote-id"),
    _Trace("Yuque", "data-lake-*"),
    _Trace("Feishu", "data-lark-* data-docx-has-block-data data-zone-id"),
    _Trace("Zhihu", "data-draft-node data-draft-type data-rawwidth data-rawheight data-za-*"),
    _Trace("an editor for WeChat", "data-tools data-brushtype data-mpa-* mpa-* powered-by"),
    _Trace("an editor for WeChat", "label", "Powered by .*|Copyright .*"),
    _Trace("an editor for WeChat", "data-id", r"\d+", beside="data-tools"),
    _Trace("WeChat", "data-aistatus data-backh data-backw data-cropsel* data-croporisrc"),
    _Trace("WeChat", "data-galleryid data-imgfileid data-imgqrcoded leaf nodeleaf textstyle"),
    _Trace("the site it comes from", "code", r"\d{6}"),  # STCN: the stock behind a keyword
    _Trace("an editor", "contenteditable spellcheck unselectable _moz_*"),
    _Trace("a translator", "_msthash _msttexthash _istranslated _mstmutation"),
    _Trace("Dark Reader", "data-darkreader-*"),
    _Trace("Grammarly", "data-gramm data-gramm_* data-gr-* data-new-gr-*"),
    _Trace("LanguageTool", "data-lt-*"),
    _Trace("LastPass", "data-lastpass-*"),
    _Trace("React", "data-reactid data-reactroot data-react-checksum"),
    _Trace("Vue", "data-v-*"),
    _Trace("Angular", "_ngcontent-* _nghost-* ng-reflect-*"),
    _Trace("Drupal", "data-entity-type data-entity-uuid data-entity-substitution"),
)


@lru_cache(maxsize=1024)
def traces(name: str) -> Sequence[_Trace]:
    """Return what an attribute of this name can be a trace of."""
    return [
        trace
        for trace in _TRACES
        for known in trace.names.split()
        if (name.startswith(known[:-1]) if known.endswith("*") else name == known)
    ]


def writer(attribute: Attribute, element: Element | None = None) -> str:
    """Return the program that wrote an attribute, "" where none is known to."""
    for trace in traces(attribute.name):
        if trace.beside and (element is None or element.attribute(trace.beside) is None):
            continue
        if trace.program == "an editor" and (element is None or element.name not in PROSE):
            continue  # a writer's own wish for a form or for code
        if not trace.values or re.fullmatch(trace.values, attribute.value.strip()):
            return trace.program
    return ""


CLASS = regex(
    r"""
    (?<!\S) (?:
        (?P<word> (?:x_)*+ Mso\w++ | SCXW\d++ | BCX\d++ | (?:Normal)?+TextRun | OutlineElement
          | (?:Spell|Gram)E )
      | (?P<outlook> (?:x_)*+ (?: elementToProof | ContentPasted\d++ ) )
      | (?P<gmail> (?:x_)*+ gmail_[\w-]++ | gmail-m_[\w-]++ )
      | (?P<apple> Apple-(?:converted-space|style-span|tab-span|interchange-newline) )
      | (?P<writer> wlWriter\w++ | wlEmoticon[\w-]*+ )
      | (?P<yahoo> yiv\d{5}[\w-]*+ )
      | (?P<draft> public-Draft[\w-]++ )
      | (?P<tinymce> mce(?:Item|NonEditable|Editable|ContentBody)\w*+ )
      | (?P<ckeditor> cke_[\w-]++ )
      | (?P<wechat> _135editor | xmteditor | js_darkmode__\w++ | wxw-img )
    ) (?!\S)
    """,
    re.VERBOSE,
)
PROGRAMS = {
    "word": "Word",
    "outlook": "Outlook",
    "gmail": "Gmail",
    "apple": "Safari",
    "writer": "Live Writer",
    "yahoo": "Yahoo Mail",
    "draft": "Draft.js",
    "tinymce": "TinyMCE",
    "ckeditor": "CKEditor",
    "wechat": "an editor for WeChat",
}
