import asyncio
import json
import struct
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from simpul.core.authority import AuthorityId
from simpul.core.errors import TamperedError
from simpul.core.exchange import EnvelopeRefusedError, Refusal, SignedReceipt
from simpul.core.holding import LinkState, OutgoingEnvelope, Page, Partner, Quarantined
from simpul.core.node import Limits
from simpul.peers.deliveries import PeerDocuments, read_answer, written_receipts
from simpul.peers.introduction import signed_introduction
from simpul.peers.outbox import LinkOutbox
from simpul.peers.proofs import LinkProofs, proof_headers
from simpul.peers.receipts import read_receipts, signed_receipt
from simpul.services.ports.peering import ProvenReceipt
from simpul.web.access.guard import Policy, declared
from simpul.web.doors import DELIVERIES, OUTBOX, RECEIPTS, PeerDoor
from simpul.web.quotas import Quota
from tests.patience import PATIENCE_SECONDS
from tests.peering import AT, XA, XB, XC, introduction, keyring, partner, receipt, sealed_by

LIMITS = Limits(
    max_delivery_bytes=20_000, max_envelopes_per_delivery=5, max_envelopes_per_minute=12, max_refusals_per_minute=3
)
SIGNED = signed_introduction(keyring(XB), introduction(XB))


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    receipts: tuple[SignedReceipt, ...]
    expected: int
    refused: EnvelopeRefusedError | None = None


class StoppedClock:
    def now(self) -> datetime:
        return AT


@dataclass(slots=True)
class Node:
    """XB, which knows XA; XC is suspended. It takes what it is brought, and says what it was told to say."""

    seconds: float = 0.0
    taken: list[tuple[AuthorityId, tuple[bytes, ...]]] = field(default_factory=list)
    settled: list[ProvenReceipt] = field(default_factory=list)
    heard: list[AuthorityId] = field(default_factory=list)
    refusal: EnvelopeRefusedError | None = None
    diverged: bool = False

    def partners(self) -> tuple[Partner, ...]:
        return (partner(XA), partner(XC))

    def partner(self, peer: AuthorityId) -> Partner | None:
        known = {XA: partner(XA), XC: replace(partner(XC), suspended="under inquiry")}
        return known.get(peer)

    def states(self) -> tuple[LinkState, ...]:
        return (LinkState(partner=partner(XA), sent=3, settled=1, received=0, set_aside=0),)

    def outgoing(self, peer: AuthorityId, *, after: int, limit: int) -> tuple[OutgoingEnvelope, ...]:
        waiting = [OutgoingEnvelope(recipient=peer, number=n, id="0" * 64, frame=b"%d" % n) for n in (1, 2, 3)]
        return tuple(item for item in waiting if item.number > after)[:limit]

    def quarantined(self, *, after: str, limit: int) -> Page[Quarantined]:
        return Page(items=())

    def accept(self, link: AuthorityId, frames: Sequence[bytes]) -> Became:
        self.taken.append((link, tuple(frames)))
        receipts = tuple(receipt(number + 1, sender=XA, recipient=XB) for number in range(len(frames)))
        return Became(receipts=receipts, expected=len(frames) + 1, refused=self.refusal)

    def settle(self, peer: AuthorityId, receipts: Sequence[ProvenReceipt]) -> None:
        if self.diverged:
            raise TamperedError("the logs differ")
        self.settled.extend(receipts)

    def note_trouble(self, peer: AuthorityId, trouble: str) -> None:
        raise AssertionError(trouble)

    def door(self) -> PeerDoor:
        return PeerDoor(
            limits=LIMITS,
            proofs=LinkProofs(us=XB, links=self, clock=StoppedClock()),
            documents=PeerDocuments(us=XB, keys=keyring(XB), limits=LIMITS),
            receiving=self,
            delivering=self,
            outbox=LinkOutbox(links=self, limits=LIMITS),
            introduction=SIGNED,
            heard_from=self.heard.append,
            envelopes=Quota(LIMITS.max_envelopes_per_minute, now=lambda: self.seconds),
            refusals=Quota(LIMITS.max_refusals_per_minute, now=lambda: self.seconds),
        )


Said = dict[str, Any]
Ask = Callable[..., httpx.Response]


@pytest.fixture
def node() -> Node:
    return Node()


@pytest.fixture
def ask(node: Node) -> Ask:
    """Knock at the node's door."""
    app = Starlette(routes=node.door().routes())

    async def asked(method: str, target: str, said: Said) -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://xb.example") as client:
            return await client.request(method, target, **said)

    return lambda method, target, said=None: asyncio.run(asked(method, target, said or {}))


def proved(method: str, target: str, body: bytes = b"", *, by: AuthorityId = XA) -> Said:
    headers = proof_headers(keyring(by), us=by, to=XB, method=method, target=target, body=body, at=AT)
    return {"headers": headers, "content": body}


def delivery(*frames: bytes, by: AuthorityId = XA) -> Said:
    body = PeerDocuments(us=by, keys=keyring(by), limits=Limits()).delivery(frames)
    return proved("POST", DELIVERIES, body, by=by)


def error(answer: httpx.Response) -> dict[str, str]:
    said = answer.json()
    assert set(said) == {"error"}
    assert set(said["error"]) == {"code", "reason", "place"}
    found: dict[str, str] = said["error"]
    return found


def test_a_delivery_is_answered_with_signed_receipts(node: Node, ask: Ask) -> None:
    answer = ask("POST", DELIVERIES, delivery(b"one", b"two"))
    assert answer.status_code == 200
    read = read_answer(answer.content)
    proven = read_receipts(read.receipts, link=introduction(XB), us=XA)
    assert [item.receipt.number for item in proven] == [1, 2]
    assert (read.expected, read.refused) == (3, None)
    assert node.taken == [(XA, (b"one", b"two"))]
    assert node.heard == [XA]


def test_a_delivery_that_was_stopped_is_answered_with_why(node: Node, ask: Ask) -> None:
    node.refusal = EnvelopeRefusedError(Refusal.GAP, place="header.number", detail="1 is next")
    answer = read_answer(ask("POST", DELIVERIES, delivery(b"one")).content)
    assert str(answer.refused) == "gap at header.number: 1 is next"


def test_the_introduction_is_public(ask: Ask) -> None:
    answer = ask("GET", "/peer/v1/introduction")
    assert (answer.status_code, answer.content) == (200, SIGNED)


def test_who_asks_gets_what_has_no_receipt_yet(node: Node, ask: Ask) -> None:
    target = f"{OUTBOX}?after=2"
    answer = ask("GET", target, proved("GET", target))
    assert answer.status_code == 200
    assert PeerDocuments(us=XA, keys=keyring(XA), limits=LIMITS).frames(answer.content) == (b"2", b"3")


def test_what_is_handed_out_needs_a_proof_of_its_own_each_time(ask: Ask) -> None:
    target = f"{OUTBOX}?after=0"
    once = proved("GET", target)
    assert ask("GET", target, once).status_code == 200
    assert ask("GET", target, once).status_code == 401


@pytest.mark.parametrize(
    "query", ["", "after=", "after=-1", "after=x", "after=1&after=2", "before=1", "after=" + "9" * 40]
)
def test_a_question_that_is_none_is_refused(ask: Ask, query: str) -> None:
    target = f"{OUTBOX}?{query}"
    answer = ask("GET", target, proved("GET", target))
    assert answer.status_code == 422
    assert error(answer)["place"] == "query"


def test_receipts_are_checked_and_settled(node: Node, ask: Ask) -> None:
    body = written_receipts([signed_receipt(keyring(XA), receipt(n, sender=XB, recipient=XA)) for n in (1, 2)])
    answer = ask("POST", RECEIPTS, proved("POST", RECEIPTS, body))
    assert (answer.status_code, answer.json()) == (200, {"settled": 2})
    assert [item.receipt.number for item in node.settled] == [1, 2]


def test_receipts_that_do_not_hold_settle_nothing(node: Node, ask: Ask) -> None:
    forged = written_receipts([signed_receipt(keyring(XC), receipt(1, sender=XB, recipient=XA))])
    answer = ask("POST", RECEIPTS, proved("POST", RECEIPTS, forged))
    assert answer.status_code == 422
    assert error(answer)["place"] == "receipts[0].signature"
    assert node.settled == []


def test_a_partner_whose_log_is_another_is_told_that_there_is_a_conflict(node: Node, ask: Ask) -> None:
    node.diverged = True
    body = written_receipts([signed_receipt(keyring(XA), receipt(1, sender=XB, recipient=XA))])
    answer = ask("POST", RECEIPTS, proved("POST", RECEIPTS, body))
    assert answer.status_code == 409
    assert error(answer)["code"] == "conflict"


# --- who may knock --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", [DELIVERIES, RECEIPTS])
def test_a_stranger_a_wrong_proof_and_no_proof_get_the_same_answer(node: Node, ask: Ask, target: str) -> None:
    stranger = proved("POST", target, b"x", by=AuthorityId("XZ-NCTC"))
    wrong = proved("POST", target, b"x")
    wrong["headers"] = {**wrong["headers"], "Simpul-Link": XC}
    answers = [ask("POST", target, said) for said in (stranger, wrong, {"content": b"x"}, {})]
    assert {answer.status_code for answer in answers} == {401}
    assert len({(answer.content, tuple(sorted(answer.headers.items()))) for answer in answers}) == 1
    assert (node.taken, node.heard) == ([], [])


def test_a_proof_for_one_body_serves_for_no_other(node: Node, ask: Ask) -> None:
    said = delivery(b"one")
    said["content"] = said["content"].replace(b"one", b"two")
    assert ask("POST", DELIVERIES, said).status_code == 401
    assert node.taken == []


def test_a_suspended_partner_is_told_so_and_nothing_else(node: Node, ask: Ask) -> None:
    answer = ask("POST", DELIVERIES, delivery(b"one", by=XC))
    assert answer.status_code == 403
    assert "under inquiry" not in answer.text
    assert (node.taken, node.heard) == ([], [])


def test_every_route_declares_who_may_call_it() -> None:
    policies = {route.path: declared(route) for route in Node().door().routes()}
    assert policies == {
        DELIVERIES: Policy.PEER,
        OUTBOX: Policy.PEER,
        RECEIPTS: Policy.PEER,
        "/peer/v1/introduction": Policy.OPEN,
    }


# --- what it may cost -----------------------------------------------------------------------------------------------


async def endless(read: list[int]) -> AsyncIterator[bytes]:
    for _ in range(1_000_000):
        read.append(1)
        yield b"x" * 1_000


def test_a_body_that_says_it_is_too_long_is_refused_before_any_of_it_is_read(node: Node, ask: Ask) -> None:
    read: list[int] = []
    said = proved("POST", DELIVERIES, b"")
    said["headers"]["Content-Length"] = str(100 * 1024 * 1024)
    said["content"] = endless(read)
    answer = ask("POST", DELIVERIES, said)
    assert answer.status_code == 413
    assert answer.headers["connection"] == "close"
    assert len(read) <= 1


def test_a_body_that_does_not_say_how_long_it_is_is_read_up_to_the_bound(ask: Ask) -> None:
    read: list[int] = []
    said = proved("POST", DELIVERIES, b"")
    said["content"] = endless(read)
    assert ask("POST", DELIVERIES, said).status_code == 413
    assert len(read) <= LIMITS.max_delivery_bytes // 1_000 + 2


@pytest.mark.parametrize(
    ("patience", "pause", "status"), [(0.1, 2 * PATIENCE_SECONDS, 422), (PATIENCE_SECONDS, 0.0, 200)]
)
def test_a_body_that_comes_too_slowly_is_cut_off(node: Node, patience: float, pause: float, status: int) -> None:
    app = Starlette(routes=replace(node.door(), patience=patience).routes())
    said = delivery(b"one")

    async def slow(body: bytes) -> AsyncIterator[bytes]:
        yield body[:4]
        await asyncio.sleep(pause)
        yield body[4:]

    async def run() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://xb.example") as client:
            return await client.post(DELIVERIES, headers=said["headers"], content=slow(said["content"]))

    assert asyncio.run(run()).status_code == status


@pytest.mark.parametrize("length", ["-1", "x", "1e3", "9" * 30])
def test_a_length_that_is_none_is_refused(ask: Ask, length: str) -> None:
    said = delivery(b"one")
    said["headers"]["Content-Length"] = length
    assert ask("POST", DELIVERIES, said).status_code == 413


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (b"", "delivery.magic"),
        (b"SIMPULD1\n" + struct.pack(">I", 6), "delivery.count"),
        (b"SIMPULD1\n" + struct.pack(">II", 1, 2**31), "frames[0]"),
    ],
)
def test_a_body_that_is_no_delivery_is_refused_with_its_place(node: Node, ask: Ask, body: bytes, place: str) -> None:
    answer = ask("POST", DELIVERIES, proved("POST", DELIVERIES, body))
    assert answer.status_code == 422
    assert error(answer) == {"code": "input", "reason": error(answer)["reason"], "place": place}
    assert node.taken == []


def test_what_a_frame_holds_is_not_the_doors_affair(node: Node, ask: Ask) -> None:
    assert ask("POST", DELIVERIES, delivery(b"garbage", sealed_by(XA, XB).frame)).status_code == 200
    assert len(node.taken[0][1]) == 2


def test_more_envelopes_a_minute_than_allowed_have_to_wait(node: Node, ask: Ask) -> None:
    answers = [ask("POST", DELIVERIES, delivery(b"1", b"2", b"3", b"4", b"5")) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    wait = int(answers[-1].headers["retry-after"])
    assert 1 <= wait <= 60
    node.seconds += wait
    assert ask("POST", DELIVERIES, delivery(b"1")).status_code == 200


def test_more_refusals_a_minute_than_allowed_have_to_wait(node: Node, ask: Ask) -> None:
    broken = [ask("POST", DELIVERIES, proved("POST", DELIVERIES, b"broken")).status_code for _ in range(4)]
    assert broken == [422, 422, 422, 429]
    assert ask("POST", DELIVERIES, delivery(b"1")).status_code == 429
    node.seconds += 20
    assert ask("POST", DELIVERIES, delivery(b"1")).status_code == 200


def test_strangers_cannot_use_up_what_a_partner_may(node: Node, ask: Ask) -> None:
    wrong = delivery(b"1", by=XC)
    wrong["headers"]["Simpul-Link"] = XA
    assert {ask("POST", DELIVERIES, wrong).status_code for _ in range(10)} == {401}
    assert ask("POST", DELIVERIES, delivery(b"1")).status_code == 200


def test_a_partner_brings_one_body_at_a_time(node: Node) -> None:
    """Whoever opens many requests at once could else make the node hold many bodies."""
    app = Starlette(routes=node.door().routes())
    first_begun, second_done = asyncio.Event(), asyncio.Event()
    said = delivery(b"one")

    async def slow(body: bytes) -> AsyncIterator[bytes]:
        yield body[:4]
        first_begun.set()
        await second_done.wait()
        yield body[4:]

    async def both() -> tuple[httpx.Response, httpx.Response]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://xb.example") as client:
            first = asyncio.create_task(client.post(DELIVERIES, headers=said["headers"], content=slow(said["content"])))
            await first_begun.wait()
            second = await client.post(DELIVERIES, **delivery(b"two"))
            second_done.set()
            return await first, second

    first, second = asyncio.run(both())
    assert (first.status_code, second.status_code) == (200, 429)
    assert json.loads(second.content)["error"]["code"] == "too-many"


def test_a_door_that_is_only_knocked_on_wrongly_never_takes_anything(node: Node, ask: Ask) -> None:
    for method, target in (("GET", DELIVERIES), ("PUT", RECEIPTS), ("POST", OUTBOX), ("GET", "/peer/v1/")):
        assert ask(method, target).status_code in (404, 405)
    assert node.taken == []
