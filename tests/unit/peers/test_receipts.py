import json

import pytest

from simpul.core.errors import InputError
from simpul.core.exchange import Receipt
from simpul.core.ids import Domain, canonical_bytes
from simpul.peers.receipts import read_receipt, read_receipts, signed_receipt
from simpul.peers.statements import signed_statement
from tests.peering import XA, XB, XC, introduction, keyring, receipt

SIGNED = signed_receipt(keyring(XB), receipt())


def refusal_of(raw: bytes) -> InputError:
    with pytest.raises(InputError) as refused:
        read_receipt(raw, link=introduction(XB), us=XA)
    return refused.value


def test_a_receipt_is_read_as_it_was_signed() -> None:
    proven = read_receipt(SIGNED, link=introduction(XB), us=XA)
    assert proven.receipt == receipt()
    assert proven.signed == SIGNED


def test_what_proves_a_receipt_is_body_and_signature() -> None:
    said = json.loads(SIGNED)
    assert set(said) == {"body", "signature"}
    assert said["body"]["outcome"] == "accepted"


@pytest.mark.parametrize("outcome", list(Receipt))
def test_every_outcome_travels(outcome: Receipt) -> None:
    raw = signed_receipt(keyring(XB), receipt(outcome=outcome))
    assert read_receipt(raw, link=introduction(XB), us=XA).receipt.outcome is outcome


def test_a_receipt_that_another_node_signed_is_refused() -> None:
    assert refusal_of(signed_receipt(keyring(XC), receipt())).place == "receipt.signature"


def test_an_altered_receipt_is_refused() -> None:
    assert refusal_of(SIGNED.replace(b'"number":1', b'"number":2')).place == "receipt.signature"


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"sender": XC}, "receipt"),
        ({"recipient": XC}, "receipt"),
        ({"number": 0}, "receipt.log_size"),
        ({"number": 9}, "receipt.log_size"),
        ({"log_size": 0}, "receipt.log_size"),
        ({"log_size": 2**53 + 1}, "receipt.log_size"),
        ({"log_size": 10**400, "number": 10**400}, "receipt.log_size"),
        ({"envelope": "1"}, "receipt.envelope"),
        ({"log_root": "x" * 64}, "receipt.log_root"),
        ({"outcome": "lost"}, "receipt.outcome"),
        ({"number": "1"}, "receipt.number"),
        ({"received_at": "2026-03-14"}, "receipt.received_at"),
        ({"received_at": "2026-03-14T09:26:53"}, "receipt"),
        ({"received_at": "2026-03-14T09:26:53+00:00"}, "receipt"),
        ({"thanks": "many"}, "receipt"),
    ],
)
def test_a_signed_receipt_that_is_none_is_refused_with_its_place(changes: dict[str, object], place: str) -> None:
    body = json.loads(canonical_bytes(receipt())) | changes
    refused = refusal_of(signed_statement(keyring(XB), Domain.RECEIPT, canonical_bytes(body)))
    assert refused.place == place


def test_a_receipt_longer_than_a_receipt_is_refused() -> None:
    assert "longer" in refusal_of(SIGNED + b" " * 2_048).reason


def test_of_several_the_one_that_does_not_hold_is_named() -> None:
    wrong = signed_receipt(keyring(XC), receipt(2))
    with pytest.raises(InputError) as refused:
        read_receipts([SIGNED, wrong], link=introduction(XB), us=XA)
    assert refused.value.place == "receipts[1].signature"
