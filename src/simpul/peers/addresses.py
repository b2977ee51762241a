"""Addresses of nodes: where we connect to, and where we never do.

Rules:
1. An address is http or https, a host, perhaps a port and a path; no user, no question, no fragment.
2. The name is resolved first, and the connection goes to the number that was checked: nobody can answer one number
   to the check and another to the connection.
3. Never to link-local (where machines in data centres ask for their secrets), multicast, unspecified or reserved
   numbers, nor to those inside IPv6 forms (mapped, 6to4, Teredo). Private networks are allowed: authorities use
   them, and the key officer accepted this address by hand.
4. http without TLS only to this machine itself, or where the settings say so.
"""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from simpul.core.errors import InputError, PeerError
from simpul.core.node import PlainHttp

PORTS = {"http": 80, "https": 443}
MOST_ADDRESS = 200
METADATA = frozenset(ipaddress.ip_address(number) for number in ("100.100.100.200", "fd00:ec2::254"))
"""Where machines in data centres ask for their secrets, besides link-local numbers."""

_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\]")
_PATH = re.compile(r"(/[A-Za-z0-9._~-]{1,60}){0,4}/?")

Number = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a node is reached; `path` is empty or begins with a slash and does not end with one."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def shown(self) -> str:
        """Host and port, as an error names them."""
        return f"{self.host}:{self.port}"


def address_of(base_url: str, *, place: str) -> Address:
    """Read the address of a node.

    Raises:
        InputError: it is none, or has more to it than an address may.
    """
    if len(base_url) > MOST_ADDRESS or not base_url.isascii() or not base_url.isprintable():
        raise InputError("not an address such as https://node.example", place=place)
    try:
        parts = urlsplit(base_url)
        port = parts.port
    except ValueError as exc:
        raise InputError(f"not an address: {exc}", place=place) from exc
    if parts.scheme not in PORTS or "@" in parts.netloc or "?" in base_url or "#" in base_url or "\\" in base_url:
        raise InputError("an address is http or https, a host, perhaps a port and a path", place=place)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    segments = parts.path.split("/")
    if not _HOST.fullmatch(host) or not _PATH.fullmatch(parts.path) or {".", ".."} & set(segments) or port == 0:
        raise InputError("an address is http or https, a host, perhaps a port and a path", place=place)
    return Address(scheme=parts.scheme, host=host, port=port or PORTS[parts.scheme], path=parts.path.rstrip("/"))


def checked_number(found: str, address: Address, *, plain_http: PlainHttp) -> str:
    """Give the number that a host resolved to when we may connect to it.

    Raises:
        PeerError: we may not.
    """
    number = _unwrapped(ipaddress.ip_address(found.partition("%")[0]))
    never = number.is_link_local or number.is_multicast or number.is_unspecified or number.is_reserved
    if (never or number in METADATA) and not number.is_loopback:
        raise PeerError(f"{address.shown} is at {number}, where no partner can be")
    if address.scheme == "http" and plain_http is PlainHttp.LOOPBACK and not number.is_loopback:
        raise PeerError(f"{address.shown} has no https, and http is for this machine only")
    return str(number)


def _unwrapped(number: Number) -> Number:
    """Give the IPv4 number that an IPv6 number stands for, where it does."""
    if isinstance(number, ipaddress.IPv6Address):
        return number.ipv4_mapped or number.sixtofour or (number.teredo[1] if number.teredo else number)
    return number
