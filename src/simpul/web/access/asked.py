"""What the handlers of access ask for: who may call them, the form, and where a request comes from."""

import ipaddress
from typing import Annotated

from fastapi import Depends, Path, Query
from starlette.datastructures import FormData
from starlette.requests import Request

from simpul.web.access.guard import Policy, guard
from simpul.web.forms import form_of
from simpul.web.signed import Signed

OPEN = Depends(guard(Policy.OPEN))
UNFINISHED = Depends(guard(Policy.UNFINISHED))
OWN_ACCESS = Depends(guard(Policy.OWN_ACCESS))
SeesOfficers = Annotated[Signed, Depends(guard(Policy.SEE_OFFICERS))]
LETS_IN = Depends(guard(Policy.LET_IN))
LetsIn = Annotated[Signed, LETS_IN]
Own = Annotated[Signed, OWN_ACCESS]

Form = Annotated[FormData, Depends(form_of)]
Next = Annotated[str, Query(max_length=2000)]
Key = Annotated[str, Path(max_length=200)]

MOST_NEXT = 500
NETWORK_OF_ONE = 64
"""Whoever has an IPv6 address has its whole /64."""


def source_of(request: Request) -> str:
    """Give where a request comes from, as tries are counted: an address, or the IPv6 network that one customer has."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, NETWORK_OF_ONE), strict=False))
    return str(address)


def local_path(said: str) -> str:
    """Give where to go next: an address of this node's own pages, or its first page."""
    plain = all(" " < letter < "\x7f" and letter != "\\" for letter in said)
    ours = said.startswith("/") and not said.startswith(("//", "/sign-"))
    return said if plain and ours and len(said) <= MOST_NEXT else "/"
