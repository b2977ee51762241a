from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from simpul.core.authority import AuthorityId
from simpul.core.errors import DeniedError
from simpul.core.holding import LinkState, OutgoingEnvelope, Page, Partner, Quarantined
from simpul.peers.proofs import FRESH, LINK_HEADER, MOST_NONCES, PROOF_HEADER, LinkProofs, proof_headers
from tests.peering import AT, XA, XB, XC, keyring, partner

DELIVERIES = "/peer/v1/deliveries"


@dataclass(slots=True)
class Known:
    """Links of a node that knows these partners."""

    names: Sequence[AuthorityId]

    def partners(self) -> tuple[Partner, ...]:
        return tuple(partner(name) for name in self.names)

    def partner(self, peer: AuthorityId) -> Partner | None:
        return partner(peer) if peer in self.names else None

    def states(self) -> tuple[LinkState, ...]:
        return ()

    def outgoing(self, peer: AuthorityId, *, after: int, limit: int) -> tuple[OutgoingEnvelope, ...]:
        return ()

    def quarantined(self, *, after: str, limit: int) -> Page[Quarantined]:
        return Page(items=())


@dataclass(slots=True)
class StoppedClock:
    """A clock that a test sets."""

    at: datetime = AT

    def now(self) -> datetime:
        return self.at


def at_xb(clock: StoppedClock | None = None) -> LinkProofs:
    return LinkProofs(us=XB, links=Known((XA,)), clock=clock or StoppedClock())


def headers(
    *,
    signer: AuthorityId = XA,
    us: AuthorityId = XA,
    to: AuthorityId = XB,
    method: str = "POST",
    target: str = DELIVERIES,
    body: bytes = b"body",
    at: datetime = AT,
) -> dict[str, str]:
    found = proof_headers(keyring(signer), us=us, to=to, method=method, target=target, body=body, at=at)
    return {"link": found[LINK_HEADER], "proof": found[PROOF_HEADER]}


def test_a_partner_is_known_by_its_signature() -> None:
    caller = at_xb().caller(method="POST", target=DELIVERIES, **headers())
    assert caller.partner.introduction.authority.id == XA
    assert caller.digest == "230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5"


WRONG: dict[str, dict[str, str]] = {
    "no partner": headers(signer=XC, us=XC),
    "another node's key": headers(signer=XC),
    "meant for another node": headers(to=XC),
    "another method": headers(method="PUT"),
    "another target": headers(target="/peer/v1/receipts"),
    "another question": headers(target=DELIVERIES + "?after=1"),
    "another's name": headers() | {"link": XC},
    "no name": headers() | {"link": ""},
    "a name that is none": headers() | {"link": "xa-nctc' OR 1=1"},
    "no proof": headers() | {"proof": ""},
    "another digest": headers() | {"proof": headers()["proof"].replace("230d8358", "230d8359")},
    "another time": headers() | {"proof": headers()["proof"].replace("2026", "2027")},
    "more than a proof": headers() | {"proof": headers()["proof"] + " "},
    "a long proof": headers() | {"proof": "0" * 100_000},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_every_wrong_proof_gets_the_same_answer(wrong: str) -> None:
    with pytest.raises(DeniedError) as denied:
        at_xb().caller(method="POST", target=DELIVERIES, **WRONG[wrong])
    assert str(denied.value) == "no partner's key proves this request"


def test_a_delivery_is_proved_however_wrong_a_clock_is() -> None:
    clock = StoppedClock(AT + timedelta(days=400))
    caller = at_xb(clock).caller(method="POST", target=DELIVERIES, **headers())
    assert caller.partner == partner(XA)


@pytest.mark.parametrize("away", [FRESH + timedelta(seconds=1), -FRESH - timedelta(seconds=1)])
def test_what_is_handed_out_needs_a_fresh_proof(away: timedelta) -> None:
    asked = headers(method="GET", target="/peer/v1/outbox?after=0")
    with pytest.raises(DeniedError, match="not fresh"):
        at_xb(StoppedClock(AT + away)).fresh_caller(method="GET", target="/peer/v1/outbox?after=0", **asked)


def test_a_fresh_proof_serves_once() -> None:
    proofs, asked = at_xb(), headers(method="GET", target="/peer/v1/outbox?after=0")
    proofs.fresh_caller(method="GET", target="/peer/v1/outbox?after=0", **asked)
    with pytest.raises(DeniedError, match="used before"):
        proofs.fresh_caller(method="GET", target="/peer/v1/outbox?after=0", **asked)


def test_a_used_proof_is_remembered_for_as_long_as_it_is_fresh_and_no_longer() -> None:
    clock = StoppedClock(AT - FRESH)
    proofs, asked = at_xb(clock), headers(method="GET", target="/")
    proofs.fresh_caller(method="GET", target="/", **asked)
    clock.at = AT + FRESH - timedelta(seconds=1)
    with pytest.raises(DeniedError, match="used before"):
        proofs.fresh_caller(method="GET", target="/", **asked)
    clock.at = AT + FRESH + timedelta(seconds=1)
    proofs.fresh_caller(method="GET", target="/", **headers(method="GET", target="/", at=clock.at))
    assert len(proofs._seen[XA]) == 1


def test_a_partner_cannot_fill_the_memory_with_used_proofs() -> None:
    proofs = at_xb()
    proofs._seen[XA] = {f"{number:032x}": AT + FRESH for number in range(MOST_NONCES)}
    with pytest.raises(DeniedError, match="too many"):
        proofs.fresh_caller(method="GET", target="/", **headers(method="GET", target="/"))


@pytest.mark.parametrize("at", ["2026-99-14T09:26:53Z", "2026-03-14T09:26:5:Z"])
def test_a_signed_time_that_does_not_exist_is_a_wrong_proof(at: str) -> None:
    digest, nonce = "0" * 64, "1" * 32
    proof = f"{at} {nonce} {digest} "
    from_domain = b"SIMPULv1 16 simpul/request/1"
    said = ("GET", "/", XA, XB, at, nonce, digest)
    message = from_domain + b"".join(b" %d %b" % (len(part), part.encode()) for part in said)
    signed = proof + keyring(XA).sign(message).hex()
    with pytest.raises(DeniedError):
        at_xb().fresh_caller(method="GET", target="/", link=XA, proof=signed)
