"""One recorded exchange between two invented nodes: whatever version of this program reads it must read the same.

`peer_protocol.json` is written once and never again. When a change here needs another file, it needs another version
of the protocol.
"""

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from simpul.core.authority import AuthorityId
from simpul.core.exchange import Introduction
from simpul.core.holding import LinkState, OutgoingEnvelope, Page, Partner, Quarantined
from simpul.core.node import Limits
from simpul.core.report import check_disclosure
from simpul.peers.deliveries import PeerDocuments
from simpul.peers.envelopes import NodeEnvelopes
from simpul.peers.introduction import read_introduction, signed_introduction
from simpul.peers.keys import KeyCost, NodeKeyring, _keyring
from simpul.peers.payloads import ReportPayloads
from simpul.peers.proofs import LinkProofs
from simpul.peers.receipts import read_receipt, signed_receipt
from tests.peering import AT, XA, XB

SAID: dict[str, Any] = json.loads((Path(__file__).parent / "peer_protocol.json").read_text(encoding="utf-8"))
LIMITS = Limits()


def keys(name: AuthorityId) -> NodeKeyring:
    return _keyring(bytes.fromhex(SAID["private"][name]), KeyCost.FAST_FOR_TESTS)


def introduced(name: AuthorityId) -> Introduction:
    return read_introduction(SAID["introductions"][name].encode())[0]


class KnowsXa:
    """XB's partners: XA alone."""

    def partners(self) -> tuple[Partner, ...]:
        return ()

    def partner(self, peer: AuthorityId) -> Partner | None:
        signed = SAID["introductions"][XA].encode()
        known = Partner(introduction=introduced(XA), signed_introduction=signed, fingerprint="", added_at=AT)
        return known if peer == XA else None

    def states(self) -> tuple[LinkState, ...]:
        return ()

    def outgoing(self, peer: AuthorityId, *, after: int, limit: int) -> tuple[OutgoingEnvelope, ...]:
        return ()

    def quarantined(self, *, after: str, limit: int) -> Page[Quarantined]:
        return Page(items=())

    def now(self) -> datetime:
        return AT


@pytest.mark.parametrize("name", [XA, XB])
def test_the_recorded_introductions_hold(name: AuthorityId) -> None:
    introduction, fingerprint = read_introduction(SAID["introductions"][name].encode())
    assert fingerprint == SAID["fingerprints"][name] == keys(name).fingerprint
    assert introduction.identity_key == keys(name).identity_key
    assert introduction.sealing_key == keys(name).sealing_key
    assert signed_introduction(keys(name), introduction).decode() == SAID["introductions"][name]


def test_the_recorded_envelope_opens_to_the_recorded_payload() -> None:
    at_xb = NodeEnvelopes(us=XB, keyring=keys(XB), limits=LIMITS)
    opened = at_xb.open(bytes.fromhex(SAID["frame"]), link=introduced(XA))
    assert opened.id == SAID["envelope"]
    assert opened.payload.decode() == SAID["payload"]
    assert (opened.header.number, opened.header.sent_at) == (1, AT)


def test_the_recorded_payload_is_the_recorded_report() -> None:
    payloads = ReportPayloads(limits=LIMITS)
    disclosure = payloads.decode(SAID["payload"].encode())
    check_disclosure(disclosure)
    assert disclosure.signed.report.id == SAID["report"]
    assert [item.id for item in disclosure.assertions] == SAID["assertions"]
    signature, body = disclosure.signed.signature, disclosure.signed.report.body
    assert keys(XB).verify(identity_key=keys(XA).identity_key, signature=signature, message=body)
    assert payloads.encode(disclosure).decode() == SAID["payload"]


def test_the_recorded_receipt_holds() -> None:
    proven = read_receipt(SAID["receipt"].encode(), link=introduced(XB), us=XA)
    assert (proven.receipt.envelope, proven.receipt.number) == (SAID["envelope"], 1)
    assert signed_receipt(keys(XB), proven.receipt).decode() == SAID["receipt"]


def test_the_recorded_request_is_proved() -> None:
    request, known = SAID["request"], KnowsXa()
    caller = LinkProofs(us=XB, links=known, clock=known).caller(
        method=request["method"],
        target=request["target"],
        link=request["headers"]["Simpul-Link"],
        proof=request["headers"]["Simpul-Proof"],
    )
    body = PeerDocuments(us=XA, keys=keys(XA), limits=LIMITS).delivery([bytes.fromhex(SAID["frame"])])
    assert caller.digest == request["body"] == hashlib.sha256(body).hexdigest()
