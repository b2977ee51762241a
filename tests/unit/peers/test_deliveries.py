import struct
from dataclasses import dataclass

import msgspec
import pytest

from simpul.core.errors import InputError
from simpul.core.exchange import EnvelopeRefusedError, Refusal, SignedReceipt
from simpul.core.node import Limits
from simpul.peers.deliveries import PeerDocuments, most_answer_bytes, printed, read_answer, written_receipts
from simpul.peers.receipts import read_receipts, signed_receipt
from tests.peering import LIMITS, XA, XB, introduction, keyring, partner, receipt

DOCUMENTS = PeerDocuments(us=XA, keys=keyring(XA), limits=LIMITS)
AT_XB = PeerDocuments(us=XB, keys=keyring(XB), limits=LIMITS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    receipts: tuple[SignedReceipt, ...] = ()
    expected: int = 1
    refused: EnvelopeRefusedError | None = None


@pytest.mark.parametrize("frames", [(), (b"",), (b"one", b"", b"three" * 1_000)])
def test_frames_arrive_as_they_were_put_in(frames: tuple[bytes, ...]) -> None:
    assert DOCUMENTS.frames(DOCUMENTS.delivery(frames)) == frames


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (b"", "delivery.magic"),
        (b"SIMPUL1\n", "delivery.magic"),
        (b"SIMPULD1\n", "delivery.count"),
        (b"SIMPULD1\n\x00\x00\x00", "delivery.count"),
        (b"SIMPULD1\n" + struct.pack(">I", 501), "delivery.count"),
        (b"SIMPULD1\n" + struct.pack(">I", 2**32 - 1), "delivery.count"),
        (b"SIMPULD1\n" + struct.pack(">II", 2, 1) + b"x", "frames[1]"),
        (b"SIMPULD1\n" + struct.pack(">II", 1, 100 * 1024 * 1024) + b"x", "frames[0]"),
        (b"SIMPULD1\n" + struct.pack(">I", 0) + b"x", "delivery"),
    ],
)
def test_a_body_that_is_no_delivery_is_refused_with_its_place(body: bytes, place: str) -> None:
    with pytest.raises(InputError) as refused:
        DOCUMENTS.frames(body)
    assert refused.value.place == place


def test_an_answer_says_what_became_of_the_delivery() -> None:
    refused = EnvelopeRefusedError(Refusal.BAD_SIGNATURE, place="envelope.signature", detail="not the\nkey\u202e")
    became = Became(receipts=(receipt(1), receipt(2)), expected=3, refused=refused)
    answer = read_answer(AT_XB.answer(became))
    proven = read_receipts(answer.receipts, link=introduction(XB), us=XA)
    assert [item.receipt for item in proven] == [receipt(1), receipt(2)]
    assert answer.expected == 3
    assert str(answer.refused) == "bad-signature at envelope.signature: not the key "


def test_an_answer_without_a_refusal_says_null() -> None:
    assert msgspec.json.decode(AT_XB.answer(Became())) == {"receipts": [], "expected": 1, "refused": None}


def test_the_longest_answer_fits_its_bound() -> None:
    longest = receipt(log_size=10**15, number=10**15, sender=XA, recipient=XB)
    became = Became(receipts=(longest,) * LIMITS.max_envelopes_per_delivery)
    assert len(AT_XB.answer(became)) < most_answer_bytes(LIMITS)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"<html>",
        b"\xff",
        b"{}",
        b'{"receipts":[],"expected":-1}',
        b'{"receipts":[],"expected":"1"}',
        b'{"receipts":[],"expected":1.5}',
        b'{"receipts":[],"expected":99999999999999999999}',
        b'{"receipts":{},"expected":1}',
        b'{"receipts":[],"expected":1,"more":1}',
        b'{"receipts":[],"expected":1,"refused":{"refusal":"unlucky","place":"","detail":""}}',
        b'{"receipts":[' + b"1," * 5_000 + b'1],"expected":1}',
        b'{"receipts":' + b"[" * 100_000,
    ],
)
def test_an_answer_that_cannot_be_read_is_refused(body: bytes) -> None:
    with pytest.raises(InputError) as refused:
        read_answer(body)
    assert (refused.value.place or "").startswith("answer")


def test_receipts_for_what_was_fetched_are_read_and_checked() -> None:
    body = written_receipts([signed_receipt(keyring(XB), receipt(number)) for number in (1, 2)])
    assert [item.receipt.number for item in DOCUMENTS.receipts(body, partner=partner(XB))] == [1, 2]
    with pytest.raises(InputError, match=r"receipts\[0\]\.signature"):
        DOCUMENTS.receipts(body, partner=partner(XA))


def test_a_body_that_holds_no_receipts_is_refused() -> None:
    for body in (b"", b"[]", b'{"receipts":[1]}', b'{"receipts":[{}]}', b'{"receipt":[]}'):
        with pytest.raises(InputError):
            DOCUMENTS.receipts(body, partner=partner(XB))


def test_what_a_partner_says_is_shown_short_and_without_what_is_not_printed() -> None:
    assert printed("a\x1b[31m\u202eb" + "c" * 500) == "a [31m b" + "c" * 192


def test_fewer_envelopes_may_be_the_bound() -> None:
    narrow = PeerDocuments(us=XA, keys=keyring(XA), limits=Limits(max_envelopes_per_delivery=2))
    assert narrow.frames(DOCUMENTS.delivery([b"1", b"2"])) == (b"1", b"2")
    with pytest.raises(InputError, match="3 envelopes, where 2"):
        narrow.frames(DOCUMENTS.delivery([b"1", b"2", b"3"]))
