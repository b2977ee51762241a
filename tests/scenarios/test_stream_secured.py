"""A stream over TLS, with a real NATS server: who serves is who it should be, who comes too, and nothing is clear."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import mkdtemp

import pytest

from simpul.core.errors import SettingsError, StreamError
from simpul.core.payment.decision import PaymentState
from simpul.core.payment.payment import payment_id
from tests.certificates import CertificateAuthority
from tests.faults.paying import message_of, payment_of
from tests.natsserver import NatsServer, nats_server
from tests.patience import PATIENCE_SECONDS, until
from tests.streaming import StreamHouse, settled_in

SECRET = "simpul:s3cret"
PASSWORD = f'authorization {{ user: "simpul", password: "s3cret", timeout: {PATIENCE_SECONDS} }}'
TOKEN = f'authorization {{ token: "s3cret-token", timeout: {PATIENCE_SECONDS} }}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Secured:
    """A folder with an authority that vouches for the server, and another that nobody here trusts."""

    folder: Path
    ours: CertificateAuthority
    others: CertificateAuthority

    @contextmanager
    def server(self, more: str = "", *, address: str = "127.0.0.1", clients: str = "") -> Iterator[NatsServer]:
        """Run a server with TLS; where clients are told of, they need a certificate."""
        certificate, key = self.ours.vouches_for("server", address)
        parts = [f'cert_file: "{certificate}"', f'key_file: "{key}"', f"timeout: {PATIENCE_SECONDS}", clients]
        tls = "tls {\n" + "\n".join(parts) + "\n}"
        with nats_server(self.folder / "nats", more=f"{tls}\n{more}") as running:
            yield running

    def house(self, server: NatsServer, **settings: object) -> StreamHouse:
        """Make a node that knows the server by TLS, and trusts who vouches for it."""
        house = settled_in(Path(mkdtemp(dir=self.folder)), f"tls://127.0.0.1:{server.port}")
        given = {"payments_stream_ca": str(self.ours.certificate), **settings}
        return StreamHouse(settings=replace(house.settings, **given))  # type: ignore[arg-type]  # its own fields

    def client(self, authority: CertificateAuthority) -> dict[str, str]:
        """Give the settings of a certificate of ours."""
        certificate, key = authority.vouches_for("node")
        return {"payments_stream_certificate": str(certificate), "payments_stream_key": str(key)}


@pytest.fixture
def secured(tmp_path: Path) -> Secured:
    return Secured(
        folder=tmp_path,
        ours=CertificateAuthority(tmp_path / "ours", "ours"),
        others=CertificateAuthority(tmp_path / "others", "others"),
    )


def needs(authority: CertificateAuthority) -> str:
    return f'ca_file: "{authority.certificate}"\nverify: true'


def test_payments_are_put_in_decided_and_answered_over_tls(secured: Secured) -> None:
    with secured.server() as server:
        house = secured.house(server)
        assert server.address.startswith("tls://")
        assert house.puts(message_of(0), message_of(1)) == 0
        with house.owner() as owner:
            house.until_all_is_taken(owner)
        assert len(house.reports()) == 2
        with house.node() as node:
            held = node.store.ledger.act(lambda tx: tx.payments.find(payment_id(payment_of(1))))
        assert held is not None
        assert held.state is PaymentState.HELD


def test_a_server_for_which_somebody_else_vouches_is_told_nothing(secured: Secured) -> None:
    with secured.server() as server:
        for trusted in (str(secured.others.certificate), ""):
            house = secured.house(server, payments_stream_ca=trusted)
            with pytest.raises(StreamError, match="certificate verify failed"):
                house.puts(message_of(1))
        assert secured.house(server).waiting() == 0


def test_a_server_with_the_certificate_of_another_address_is_told_nothing(secured: Secured) -> None:
    with (
        secured.server(address="127.0.0.9") as server,
        pytest.raises(StreamError, match="certificate verify failed"),
    ):
        secured.house(server).puts(message_of(1))


def test_a_server_that_asks_for_a_certificate_lets_in_who_has_one_of_the_right_authority(secured: Secured) -> None:
    with secured.server(clients=needs(secured.ours)) as server:
        for without in ({}, secured.client(secured.others)):
            with pytest.raises(StreamError):
                secured.house(server, **without).puts(message_of(1))
        house = secured.house(server, **secured.client(secured.ours))
        assert house.puts(message_of(1)) == 0
        assert house.waiting() == 1


@pytest.mark.parametrize(("asked", "right", "wrong"), [(PASSWORD, SECRET, "simpul:no"), (TOKEN, "s3cret-token", "x")])
def test_a_server_lets_in_who_says_over_tls_who_he_is(secured: Secured, asked: str, right: str, wrong: str) -> None:
    with secured.server(asked, clients=needs(secured.ours)) as server:
        own = secured.client(secured.ours)
        with pytest.raises(StreamError, match=r"(?i)authorization"):
            secured.house(server, **own).puts(message_of(1))
        file = secured.folder / "nats.secret"
        file.write_text(f"{wrong}\n", encoding="utf-8")
        with pytest.raises(StreamError, match=r"(?i)authorization"):
            secured.house(server, **own, payments_stream_credentials=str(file)).puts(message_of(1))
        file.write_text(f"{right}\n", encoding="utf-8")
        house = secured.house(server, **own, payments_stream_credentials=str(file))
        assert house.puts(message_of(1)) == 0


@pytest.mark.parametrize("file", ["payments_stream_ca", "payments_stream_certificate", "payments_stream_credentials"])
@pytest.mark.parametrize("content", [None, b"", b"no certificate, and\nno credentials\n"])
def test_a_file_that_cannot_be_used_is_named_and_nobody_is_spoken_to(
    secured: Secured, file: str, content: bytes | None
) -> None:
    with secured.server() as server:
        path = secured.folder / "unusable"
        if content is not None:
            path.write_bytes(content)
        given = {**secured.client(secured.ours), file: str(path)}
        with pytest.raises(SettingsError, match="payments_stream"):
            secured.house(server, **given).puts(message_of(1))


@dataclass(slots=True)
class Listener:
    """Somebody between: says, as a server does in the clear, that no TLS is wanted, and keeps what he is told."""

    said: list[bytes] = field(default_factory=list)
    came: int = 0

    def listen(self, listening: socket.socket) -> None:
        """Take whoever comes, until the socket is closed."""
        info = {"server_id": "X", "version": "2.11.0", "max_payload": 1_000_000, "auth_required": True, "headers": True}
        while True:
            try:
                caller, _ = listening.accept()
            except OSError:
                return
            self.came += 1
            with caller:
                caller.sendall(b"INFO " + json.dumps(info).encode() + b" \r\n")
                while heard := caller.recv(65_536):
                    self.said.append(heard)


@contextmanager
def between(port: int) -> Iterator[Listener]:
    """Let somebody listen at a port."""
    listener, listening = Listener(), socket.create_server(("127.0.0.1", port))
    thread = threading.Thread(target=listener.listen, args=(listening,))
    thread.start()
    try:
        yield listener
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


def credentials(secured: Secured) -> dict[str, str]:
    file = secured.folder / "nats.secret"
    file.write_text(f"{SECRET}\n", encoding="utf-8")
    return {"payments_stream_credentials": str(file)}


def test_to_who_says_that_no_tls_is_wanted_nothing_is_said_in_the_clear(secured: Secured) -> None:
    with secured.server() as server:
        house = secured.house(server, **credentials(secured))
    with between(server.port) as listener, pytest.raises(StreamError, match="does not speak TLS"):
        house.puts(message_of(1))
    assert listener.came > 0
    assert listener.said == []


def test_an_owner_that_connects_again_says_nothing_in_the_clear_either(secured: Secured) -> None:
    with secured.server(PASSWORD) as server:
        house = secured.house(server, **credentials(secured))
        with house.owner() as owner:
            house.puts(message_of(1))
            house.until_all_is_taken(owner)
            server.stop()
            with between(server.port) as listener:
                until(lambda: listener.came > 1, stands=lambda: (listener.came, listener.said))
            server.start()
            house.puts(message_of(2))
            house.until_all_is_taken(owner)
        assert listener.said == []
