"""The way out, against servers that do everything wrong, on loopback."""

import asyncio
import datetime as dt
import gzip
import hashlib
import ipaddress
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import NameOID

from simpul.core.errors import PeerError
from simpul.core.node import PlainHttp
from simpul.peers.addresses import address_of
from simpul.peers.client import BusyPartnerError, PartnerClient, Speaker, TooLargeForPartnerError
from simpul.peers.deliveries import PeerDocuments
from simpul.peers.egress import Egress, Reply
from tests.peering import AT, LIMITS, XA, XB, keyring, partner
from tests.ports import free_port


@dataclass(slots=True)
class Server:
    """A server that answers every connection with these bytes, and keeps what it was sent."""

    answer: bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    context: ssl.SSLContext | None = None
    keeps_open: bool = False
    asked: list[bytes] = field(default_factory=list)
    port: int = 0
    connections: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while head := await reader.read(65_536):
                self.asked.append(head)
                writer.write(self.answer)
                await writer.drain()
                if not self.keeps_open:
                    break
        except (ssl.SSLError, ConnectionError):
            self.asked.append(b"")
        finally:
            writer.close()


def against(server: Server, work: Callable[[Server], Awaitable[Reply]]) -> Reply:
    """Do something against a server that runs."""

    async def run() -> Reply:
        listening = await asyncio.start_server(server.serve, "127.0.0.1", server.port, ssl=server.context)
        server.port = listening.sockets[0].getsockname()[1]
        async with listening:
            try:
                return await work(server)
            finally:
                await asyncio.sleep(0.01)

    return asyncio.run(run())


async def get(server: Server, *, host: str = "127.0.0.1", pin: str = "", most_bytes: int = 1_000) -> Reply:
    scheme = "https" if server.context else "http"
    egress = Egress(
        address_of(f"{scheme}://{host}:{server.port}/base", place="url"), pin=pin, plain_http=PlainHttp.LOOPBACK
    )
    try:
        return await egress.request("GET", "/target?x=1", headers={"X-Said": "this"}, most_bytes=most_bytes)
    finally:
        await egress.close()


def trouble(server: Server, work: Callable[[Server], Awaitable[Reply]] = get) -> str:
    with pytest.raises(PeerError) as error:
        against(server, work)
    return str(error.value).replace(str(server.port), "PORT")


def test_a_request_goes_below_the_address_and_says_its_host() -> None:
    server = Server()
    reply = against(server, lambda it: get(it, host="localhost"))
    assert (reply.status, reply.body) == (200, b"ok")
    head = server.asked[0].decode()
    assert head.startswith("GET /base/target?x=1 HTTP/1.1\r\n")
    assert f"host: localhost:{server.port}" in head.lower()
    assert "accept-encoding: identity" in head.lower()
    assert "x-said: this" in head.lower()


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "ALL_PROXY"])
def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert against(Server(), get).status == 200


def test_a_redirect_is_not_followed() -> None:
    elsewhere = b"HTTP/1.1 307 Temporary Redirect\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n"
    server = Server(answer=elsewhere)
    assert against(server, get).status == 307
    assert len(server.asked) == 1


def test_an_answer_that_says_it_is_longer_than_allowed_is_not_read() -> None:
    server = Server(answer=b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n" + b"x" * 5_000)
    assert trouble(server) == "127.0.0.1:PORT answers with more than 1000 bytes"


def test_an_answer_without_end_is_not_read_to_its_end() -> None:
    server = Server(
        answer=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"400\r\n" + b"x" * 1_024 + b"\r\n"
    )
    assert "more than 1000 bytes" in trouble(server)


def test_what_is_compressed_is_not_unpacked() -> None:
    bomb = gzip.compress(b"0" * 10_000_000)
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(bomb)
    assert "compressed" in trouble(Server(answer=head + bomb))


@pytest.mark.parametrize(
    "answer", [b"", b"SSH-2.0-OpenSSH_9.6\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort"]
)
def test_what_is_no_answer_is_told_in_words(answer: bytes) -> None:
    assert trouble(Server(answer=answer)) == "the connection to 127.0.0.1:PORT was cut"


def test_where_nobody_listens_the_refusal_is_told() -> None:
    port = free_port()
    egress = Egress(address_of(f"http://127.0.0.1:{port}", place="url"), plain_http=PlainHttp.LOOPBACK)
    with pytest.raises(PeerError, match=f"^connection refused by 127.0.0.1:{port}$"):
        asyncio.run(egress.request("GET", "/", headers={}, most_bytes=1))


def test_a_name_that_is_not_known_is_told() -> None:
    egress = Egress(address_of("https://node.invalid", place="url"), plain_http=PlainHttp.LOOPBACK)
    with pytest.raises(PeerError, match=r"^the name node\.invalid is not known$"):
        asyncio.run(egress.request("GET", "/", headers={}, most_bytes=1))


def test_a_connection_that_was_kept_open_and_then_cut_is_made_anew_without_a_word() -> None:
    server = Server(keeps_open=False)

    async def twice(it: Server) -> Reply:
        egress = Egress(address_of(f"http://127.0.0.1:{it.port}", place="url"), plain_http=PlainHttp.LOOPBACK)
        await egress.request("GET", "/first", headers={}, most_bytes=100)
        await asyncio.sleep(0.05)
        reply = await egress.request("GET", "/second", headers={}, most_bytes=100)
        await egress.close()
        return reply

    assert against(server, twice).status == 200


def test_a_connection_is_kept_open() -> None:
    server = Server(keeps_open=True)

    async def twice(it: Server) -> Reply:
        egress = Egress(address_of(f"http://127.0.0.1:{it.port}", place="url"), plain_http=PlainHttp.LOOPBACK)
        await egress.request("GET", "/1", headers={}, most_bytes=100)
        reply = await egress.request("GET", "/2", headers={}, most_bytes=100)
        await egress.close()
        return reply

    against(server, twice)
    assert len(server.asked) == 2
    assert server.connections == 1


def test_a_long_body_arrives_whole_and_again_when_the_connection_was_cut() -> None:
    body, seen = bytes(range(256)) * 2_000, []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        assert b"content-length: %d\r\n" % len(body) in head.lower()
        assert b"transfer-encoding" not in head.lower()
        seen.append(await reader.readexactly(len(body)))
        if len(seen) == 2:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            await writer.drain()
        writer.close()

    async def run() -> int:
        async with await asyncio.start_server(serve, "127.0.0.1", 0) as listening:
            port = listening.sockets[0].getsockname()[1]
            egress = Egress(address_of(f"http://127.0.0.1:{port}", place="url"), plain_http=PlainHttp.LOOPBACK)
            reply = await egress.request("POST", "/", headers={}, body=body, most_bytes=10)
            await egress.close()
            await asyncio.sleep(0.01)
            return reply.status

    assert asyncio.run(run()) == 200
    assert seen == [body, body]


# --- TLS ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate of a node's own making, ready to be served, with the pin of its key."""

    context: ssl.SSLContext
    pin: str


def certificate(folder: Path, *, days: int = 30, key: EllipticCurvePrivateKey | None = None) -> Certificate:
    key = key or generate_private_key(SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a node")])
    now = dt.datetime.now(dt.UTC)  # noqa: TID251  certificates are checked against the machine's clock
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=60))
        .not_valid_after(now + dt.timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, SHA256())
    )
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "tls.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + made.public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    spki = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return Certificate(context=context, pin=hashlib.sha256(spki).hexdigest())


def said_to(server: Server) -> bytes:
    return b"".join(server.asked)


def test_a_certificate_of_its_own_making_does_not_hold_by_itself(tmp_path: Path) -> None:
    server = Server(context=certificate(tmp_path).context)
    assert trouble(server).startswith("the certificate of 127.0.0.1:PORT does not hold: self")
    assert said_to(server) == b""


def test_a_pinned_certificate_holds(tmp_path: Path) -> None:
    made = certificate(tmp_path)
    server = Server(context=made.context)
    assert against(server, lambda it: get(it, pin=made.pin)).status == 200


def test_a_certificate_with_another_key_than_the_pinned_one_is_told_nothing(tmp_path: Path) -> None:
    server = Server(context=certificate(tmp_path).context)
    said = trouble(server, lambda it: get(it, pin="0" * 64))
    assert said == "127.0.0.1:PORT shows another certificate than the one that was pinned"
    assert said_to(server) == b""


def test_a_pinned_certificate_that_has_expired_does_not_hold(tmp_path: Path) -> None:
    made = certificate(tmp_path, days=-1)
    server = Server(context=made.context)
    assert "expired" in trouble(server, lambda it: get(it, pin=made.pin))
    assert said_to(server) == b""


def test_a_renewed_certificate_with_the_pinned_key_holds_after_one_failure(tmp_path: Path) -> None:
    key = generate_private_key(SECP256R1())
    first, renewed = certificate(tmp_path / "1", key=key), certificate(tmp_path / "2", key=key, days=60)
    server = Server(context=first.context)

    async def across_the_renewal(it: Server) -> Reply:
        url = address_of(f"https://127.0.0.1:{it.port}", place="url")
        egress = Egress(url, pin=first.pin, plain_http=PlainHttp.LOOPBACK)
        await egress.request("GET", "/", headers={}, most_bytes=100)
        listening = await asyncio.start_server(it.serve, "127.0.0.1", 0, ssl=renewed.context)
        async with listening:
            egress._address = address_of(f"https://127.0.0.1:{listening.sockets[0].getsockname()[1]}", place="url")
            with pytest.raises(PeerError, match="does not hold"):
                await egress.request("GET", "/", headers={}, most_bytes=100)
            reply = await egress.request("GET", "/", headers={}, most_bytes=100)
        await egress.close()
        return reply

    assert against(server, across_the_renewal).status == 200


def test_a_node_without_tls_where_tls_is_expected_is_told(tmp_path: Path) -> None:
    server = Server()

    async def over_tls(it: Server) -> Reply:
        egress = Egress(address_of(f"https://127.0.0.1:{it.port}", place="url"), plain_http=PlainHttp.LOOPBACK)
        return await egress.request("GET", "/", headers={}, most_bytes=1)

    assert trouble(server, over_tls).startswith("no secure connection to 127.0.0.1:PORT: ")


# --- what the client makes of answers ---------------------------------------------------------------------------------


class StoppedClock:
    def now(self) -> dt.datetime:
        return AT


def client(port: int) -> PartnerClient:
    speaker = Speaker(
        us=XA,
        keys=keyring(XA),
        clock=StoppedClock(),
        documents=PeerDocuments(us=XA, keys=keyring(XA), limits=LIMITS),
        limits=LIMITS,
        pins={},
        plain_http=PlainHttp.LOOPBACK,
    )
    return PartnerClient(partner(XB, f"http://127.0.0.1:{port}"), speaker)


async def deliver(server: Server) -> Reply:
    speaking = client(server.port)
    try:
        await speaking.deliver([b"frame"])
    finally:
        await speaking.close()
    return Reply(status=0, headers={}, body=b"")


async def fetch(server: Server) -> Reply:
    speaking = client(server.port)
    try:
        await speaking.fetch(after=0)
    finally:
        await speaking.close()
    return Reply(status=0, headers={}, body=b"")


def answering(status: str, body: bytes, *headers: str) -> Server:
    said = "".join(f"{header}\r\n" for header in headers)
    return Server(answer=f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{said}\r\n".encode() + body)


@pytest.mark.parametrize(
    ("server", "said"),
    [
        (answering("401 No", b""), "the partner refused: it does not know us, or not this key"),
        (answering("403 No", b""), "the partner refused: it has suspended the link with us"),
        (
            answering("422 No", b'{"error":{"code":"input","reason":"too\\nodd\\u202e","place":"delivery.count"}}'),
            "the partner refused: delivery.count: too odd ",
        ),
        (answering("500 No", b"<html>"), "the partner refused: it answered 500"),
        (answering("500 No", b'{"error":{"code":1}}'), "the partner refused: it answered 500"),
        (answering("500 No", b"[" * 50_000), "the partner refused: it answered 500"),
        (answering("302 No", b"", "Location: http://127.0.0.1:9/"), "the partner's address leads elsewhere"),
        (answering("200 OK", b"<html>"), "the partner answered what cannot be read: answer: "),
    ],
)
def test_what_a_partner_answers_is_told_in_words(server: Server, said: str) -> None:
    assert trouble(server, deliver).startswith(said)


def test_what_was_fetched_and_cannot_be_read_is_told() -> None:
    assert trouble(answering("200 OK", b"x"), fetch).startswith(
        "the partner answered what cannot be read: delivery.magic"
    )


@pytest.mark.parametrize(
    "server",
    [
        answering("413 No", b""),
        answering("422 No", b'{"error":{"code":"input","reason":"too many","place":"delivery.count"}}'),
    ],
)
def test_a_partner_that_takes_less_is_told_apart(server: Server) -> None:
    with pytest.raises(TooLargeForPartnerError):
        against(server, deliver)


@pytest.mark.parametrize(
    ("header", "pause"),
    [("7", 7.0), ("9999", 30.0), ("999999", 1.0), ("-1", 1.0), ("soon", 1.0), ("", 1.0), ("\u00b2", 1.0)],
)
def test_a_partner_that_is_busy_says_how_long_to_wait_but_not_longer_than_we_would(header: str, pause: float) -> None:
    server = answering("429 No", b"")
    server.answer = server.answer.replace(b"\r\n\r\n", b"\r\nRetry-After: " + header.encode("latin-1") + b"\r\n\r\n")
    with pytest.raises(BusyPartnerError) as busy:
        against(server, deliver)
    assert busy.value.pause == pause
