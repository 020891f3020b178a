"""XML as reports need it: tags with attributes, and text that every parser takes."""

from xml.sax import saxutils

from newslint.regex import regex


def tag(name: str, /, **attributes: object) -> str:
    """Return a start tag without its `>`."""
    pairs = (f" {key}={_quoted(str(attributes[key]))}" for key in attributes)
    return f"<{name}{''.join(pairs)}"


def escaped(text: str) -> str:
    """Return text as it is written between tags."""
    return saxutils.escape(_writable(text), _STEERING)


def _quoted(text: str) -> str:
    return saxutils.quoteattr(_writable(text), _STEERING)


def _writable(text: str) -> str:
    """Return the text without what XML 1.0 cannot express or discourages (section 2.2)."""
    return _UNWRITABLE.sub("\ufffd", text)


# What turns the direction of writing would make a report read as it is not.
_STEERING = {
    chr(code): f"&#x{code:X};"
    for code in (0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
}
_UNWRITABLE = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
