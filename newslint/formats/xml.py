"""XML as reports need it: tags with attributes, and text that every parser takes."""

import re
from xml.sax import saxutils


def tag(name: str, /, **attributes: object) -> str:
    """Return a start tag without its `>`."""
    pairs = (f" {key}={saxutils.quoteattr(_writable(str(attributes[key])))}" for key in attributes)
    return f"<{name}{''.join(pairs)}"


def escaped(text: str) -> str:
    """Return text as it is written between tags."""
    return saxutils.escape(_writable(text))


def _writable(text: str) -> str:
    """Return the text without what XML 1.0 cannot express or discourages (section 2.2)."""
    return re.sub(_UNWRITABLE, "\ufffd", text)


_UNWRITABLE = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
