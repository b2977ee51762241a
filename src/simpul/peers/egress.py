"""Egress: the one way out of a node, to the address in an accepted introduction and to no other.

Rules:
1. Scheme, host, port and path come from the introduction. No redirect is followed, no proxy of the environment used.
2. The host's number is checked before each use (`addresses`), and the connection goes to that number.
3. https is verified against the authorities that the machine trusts, or, where the settings hold a pin for a partner
   with a certificate of its own making, against the certificate whose public key has this SHA-256. A pinned
   certificate is fetched, compared, and then is all that the connection trusts: nothing is said before it holds.
4. Every wait has an end, and every answer a bound in bytes. What is compressed is not taken.
5. What goes wrong is a `PeerError` in words for people.
"""

import asyncio
import hashlib
import ipaddress
import socket
import ssl
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

import httpx
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from simpul.core.errors import PeerError
from simpul.core.node import PlainHttp
from simpul.peers.addresses import Address, checked_number

CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 30.0
WHOLE_SECONDS = 60.0
SLOWEST_BYTES = 16 * 1024
"""Bytes a second: with a slower link than this one cannot deliver."""
PIECE_BYTES = 64 * 1024
KEPT_OPEN_SECONDS = 20.0
RESOLVED_SECONDS = 60.0

_TIMES = httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS)
_CONNECTIONS = httpx.Limits(max_connections=2, max_keepalive_connections=1, keepalive_expiry=KEPT_OPEN_SECONDS)
_CUT_OFF = (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a partner's node answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class _Pieces:
    """A body in pieces, so that each has its own time to go out; it can be sent again from its beginning."""

    body: bytes

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for start in range(0, len(self.body), PIECE_BYTES):
            yield self.body[start : start + PIECE_BYTES]


class Egress:
    """The way to one address. `pin` is the SHA-256 of the certificate's public key (SPKI) in hexadecimal, or empty."""

    def __init__(self, address: Address, *, pin: str = "", plain_http: PlainHttp = PlainHttp.LOOPBACK) -> None:
        """Connect to nothing yet."""
        self._address = address
        self._pin = pin
        self._plain_http = plain_http
        self._client: httpx.AsyncClient | None = None
        self._number = ""
        self._resolved_at = float("-inf")

    async def request(
        self, method: str, target: str, *, headers: Mapping[str, str], body: bytes = b"", most_bytes: int
    ) -> Reply:
        """Make one request below the address and give the whole answer; once more when a kept connection was cut.

        Raises:
            PeerError: there was no answer, or one that cannot be taken; in words.
        """
        seconds = WHOLE_SECONDS + len(body) / SLOWEST_BYTES
        try:
            async with asyncio.timeout(seconds):
                number = await self._checked_number()
                if self._client is None:
                    self._client = await self._new_client(number)
                request = self._request(self._client, number, method, target, headers, body)
                try:
                    return await self._answer(self._client, request, most_bytes)
                except _CUT_OFF:
                    return await self._answer(self._client, request, most_bytes)
        except TimeoutError as exc:
            raise PeerError(f"no whole answer from {self._address.shown} within {seconds:.0f} s") from exc
        except (httpx.HTTPError, OSError) as exc:
            await self.close()
            raise PeerError(_in_words(exc, self._address)) from exc

    async def close(self) -> None:
        """Close the connection, and forget where the name led and what was pinned."""
        self._resolved_at = float("-inf")
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    async def _checked_number(self) -> str:
        now = asyncio.get_running_loop().time()
        if now - self._resolved_at > RESOLVED_SECONDS:
            found = await _resolved(self._address)
            self._number = checked_number(found, self._address, plain_http=self._plain_http)
            self._resolved_at = now
        return self._number

    async def _new_client(self, number: str) -> httpx.AsyncClient:
        context: ssl.SSLContext | bool = False
        if self._address.scheme == "https":
            context = await self._pinned(number) if self._pin else ssl.create_default_context()
        return httpx.AsyncClient(
            verify=context, timeout=_TIMES, limits=_CONNECTIONS, trust_env=False, follow_redirects=False
        )

    async def _pinned(self, number: str) -> ssl.SSLContext:
        certificate = await _certificate(number, self._address)
        key = x509.load_der_x509_certificate(certificate).public_key()
        found = hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()
        if found != self._pin:
            raise PeerError(f"{self._address.shown} shows another certificate than the one that was pinned")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
        context.load_verify_locations(cadata=certificate)
        return context

    def _request(
        self,
        client: httpx.AsyncClient,
        number: str,
        method: str,
        target: str,
        headers: Mapping[str, str],
        body: bytes,
    ) -> httpx.Request:
        host = f"[{number}]" if ":" in number else number
        return client.build_request(
            method,
            f"{self._address.scheme}://{host}:{self._address.port}{self._address.path}{target}",
            content=_Pieces(body) if body else None,
            headers={
                **headers,
                **({"Content-Length": str(len(body))} if body else {}),
                "Host": self._address.shown,
                "Accept-Encoding": "identity",
            },
            extensions={"sni_hostname": self._address.host.strip("[]")},
        )

    async def _answer(self, client: httpx.AsyncClient, request: httpx.Request, most_bytes: int) -> Reply:
        response = await client.send(request, stream=True)
        try:
            if response.headers.get("content-encoding", "identity") != "identity":
                raise PeerError(f"{self._address.shown} answers compressed, which was not asked for")
            body = bytearray()
            async for chunk in response.aiter_raw():
                body += chunk
                if len(body) > most_bytes:
                    raise PeerError(f"{self._address.shown} answers with more than {most_bytes} bytes")
            return Reply(status=response.status_code, headers=dict(response.headers), body=bytes(body))
        finally:
            await response.aclose()


async def _resolved(address: Address) -> str:
    host = address.host.strip("[]")
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, address.port, type=socket.SOCK_STREAM)
    except socket.gaierror as exc:
        raise PeerError(f"the name {host} is not known") from exc
    return str(found[0][4][0])


async def _certificate(number: str, address: Address) -> bytes:
    """Fetch the certificate that is shown at an address, and say nothing there."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    name = address.host.strip("[]")
    async with asyncio.timeout(CONNECT_SECONDS):
        _, writer = await asyncio.open_connection(number, address.port, ssl=context, server_hostname=name)
    try:
        found = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
    finally:
        writer.transport.abort()
    if not isinstance(found, bytes):
        raise PeerError(f"{address.shown} shows no certificate")
    return found


def _in_words(error: BaseException, address: Address) -> str:
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"the certificate of {address.shown} does not hold: {cause.verify_message}"
        if isinstance(cause, ssl.SSLError):
            return f"no secure connection to {address.shown}: {cause.reason or 'the handshake failed'}"
        if isinstance(cause, ConnectionRefusedError):
            return f"connection refused by {address.shown}"
    if isinstance(error, httpx.ConnectTimeout):
        return f"no connection to {address.shown} within {CONNECT_SECONDS:.0f} s"
    if isinstance(error, httpx.TimeoutException):
        return f"no answer from {address.shown} within {ANSWER_SECONDS:.0f} s"
    if isinstance(error, httpx.ConnectError | OSError):
        return f"no connection to {address.shown}"
    return f"the connection to {address.shown} was cut"


def _causes(error: BaseException) -> list[BaseException]:
    """Give an error and what led to it, the many of a group too."""
    found: list[BaseException] = []
    waiting = [error]
    while waiting and len(found) < 50:
        cause = waiting.pop()
        found.append(cause)
        if isinstance(cause, BaseExceptionGroup):
            waiting.extend(cause.exceptions)
        waiting.extend(each for each in (cause.__cause__, cause.__context__) if each is not None and each not in found)
    return found
