"""Whether a URL names a host that can be: URL standard, sections 3.5 and 4.4.

What names none is no URL, and a browser follows no link to it.
"""

import re
from unicodedata import normalize
from urllib.parse import unquote

from newslint.regex import regex

_HOST_AND_PORT = regex(r"(\[[^\]]*+\]|[^:]++)(?::0*+([0-9]*+))?+", re.ASCII)
_HIGHEST_PORT = 0xFFFF
_LONGEST_PORT = len(str(_HIGHEST_PORT))


def leads_somewhere(authority: str) -> bool:
    """Return whether a host is named, and with its port can be one; the user does not matter."""
    match = _HOST_AND_PORT.fullmatch(authority.rpartition("@")[2])
    if match is None:
        return False
    host, port = match.groups()
    if port and (len(port) > _LONGEST_PORT or int(port) > _HIGHEST_PORT):
        return False
    return _is_ipv6(host[1:-1]) if host[0] == "[" else _is_name(host)


def _is_ipv6(address: str) -> bool:
    from ipaddress import AddressValueError, IPv6Address  # hardly any link names one

    try:
        return IPv6Address(address).scope_id is None
    except AddressValueError:
        return False


# The forbidden domain code points, and what no name holds in any spelling.
_FORBIDDEN = regex(r"[\x00-\x20\x7f-\x9f#/:<>?@\[\\\]^|%\ufdd0-\ufdef\ufffd]")
# Unicode Technical Standard 46, section 5: what goes before a name is looked up.
_IGNORED = regex("[\u00ad\u034f\u180b-\u180d\u180f\u200b\u2060\u2064\ufe00-\ufe0f\ufeff]")
_DOTS = regex("[\u3002\uff0e\uff61]")


def _is_name(written: str) -> bool:
    """Return whether a name, or a number that stands for an IPv4 address, can be a host's."""
    host = _DOTS.sub(".", normalize("NFKC", _IGNORED.sub("", unquote(written)))).lower()
    if not host or _FORBIDDEN.search(host):
        return False
    *_, last = parts = host.removesuffix(".").split(".")
    return _is_ipv4(parts) if _ENDS_IPV4.fullmatch(last) else True


_ENDS_IPV4 = regex(r"[0-9]++|0x[0-9a-f]*+", re.ASCII)
_NUMBER = regex(r"0x(?P<hexadecimal>[0-9a-f]*+)|0(?P<octal>[0-7]*+)|[1-9][0-9]*+", re.ASCII)
_MOST_PARTS = 4
_BYTE = 0x100


def _is_ipv4(parts: list[str]) -> bool:
    """Return whether up to four numbers are an address; the last stands for all bytes left."""
    numbers = [_number(part) for part in parts]
    if len(numbers) > _MOST_PARTS:
        return False
    *bytes_, rest = numbers
    return all(0 <= byte < _BYTE for byte in bytes_) and (
        0 <= rest < _BYTE ** (_MOST_PARTS - len(bytes_))
    )


def _number(written: str) -> int:
    """Return a number as C writes it, -1 for what is none or longer than any address."""
    match = _NUMBER.fullmatch(written)
    if match is None or len(written.lstrip("0x")) > len("037777777777"):
        return -1
    base = {"hexadecimal": 16, "octal": 8}.get(match.lastgroup or "", 10)
    return int(match[match.lastgroup or 0] or "0", base)
