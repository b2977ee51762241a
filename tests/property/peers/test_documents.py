"""Bodies, statements and answers: read as they were written, or refused with a place."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.core.ids import Domain, canonical_bytes
from simpul.peers.canonical import canonical_object, check_depth
from simpul.peers.deliveries import PeerDocuments, read_answer
from simpul.peers.introduction import read_introduction, signed_introduction
from simpul.peers.receipts import read_receipt, signed_receipt
from simpul.peers.signatures import signed_bytes
from tests.peering import LIMITS, XA, XB, introduction, keyring, receipt

T = TypeVar("T")

DOCUMENTS = PeerDocuments(us=XA, keys=keyring(XA), limits=LIMITS)
INTRODUCED = signed_introduction(keyring(XA), introduction(XA))
RECEIVED = signed_receipt(keyring(XB), receipt())
PLAIN = st.recursive(
    st.integers() | st.text(min_size=1, max_size=8),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


def depth(value: object) -> int:
    """How deep a value is nested."""
    if isinstance(value, dict):
        return 1 + max((depth(item) for item in value.values()), default=0)
    if isinstance(value, list):
        return 1 + max((depth(item) for item in value), default=0)
    return 0


def read_or_refused(read: Callable[[bytes], T], raw: bytes) -> tuple[T | None, InputError | None]:
    """What was read, or the refusal, which names a place; any other error is a failure of the test."""
    try:
        return read(raw), None
    except InputError as error:
        refused = error
    assert refused.place
    return None, refused


@given(frames=st.lists(st.binary(max_size=200), max_size=20))
def test_frames_arrive_as_they_were_put_in(frames: list[bytes]) -> None:
    assert DOCUMENTS.frames(DOCUMENTS.delivery(frames)) == tuple(frames)


@given(body=st.binary(max_size=200))
def test_a_body_has_one_way_to_be_read_or_none(body: bytes) -> None:
    for said in (body, b"SIMPULD1\n" + body, b"SIMPULD1\n\x00\x00\x00\x01" + body):
        frames, refused = read_or_refused(DOCUMENTS.frames, said)
        assert refused is not None or DOCUMENTS.delivery(frames or ()) == said


@pytest.mark.parametrize(
    "read",
    [
        read_introduction,
        read_answer,
        lambda raw: read_receipt(raw, link=introduction(XB), us=XA),
        lambda raw: canonical_object(raw, most_depth=4, place="x"),
    ],
    ids=["introduction", "answer", "receipt", "canonical"],
)
@given(noise=st.binary(max_size=60), cut=st.integers(min_value=0), insert=st.integers(min_value=0))
def test_whatever_arrives_is_read_or_refused(
    read: Callable[[bytes], object], noise: bytes, cut: int, insert: int
) -> None:
    for whole in (b"", INTRODUCED, RECEIVED):
        place = insert % (len(whole) + 1)
        for raw in (noise, whole[: cut % (len(whole) + 1)], whole[:place] + noise + whole[place:]):
            read_or_refused(read, raw)


@given(place=st.integers(min_value=0, max_value=len(INTRODUCED) - 1), change=st.integers(min_value=1, max_value=255))
def test_one_changed_byte_of_an_introduction_is_noticed(place: int, change: int) -> None:
    with pytest.raises(InputError):
        read_introduction(INTRODUCED[:place] + bytes([INTRODUCED[place] ^ change]) + INTRODUCED[place + 1 :])


@given(place=st.integers(min_value=0, max_value=len(RECEIVED) - 1), change=st.integers(min_value=1, max_value=255))
def test_one_changed_byte_of_a_receipt_is_noticed(place: int, change: int) -> None:
    with pytest.raises(InputError):
        read_receipt(
            RECEIVED[:place] + bytes([RECEIVED[place] ^ change]) + RECEIVED[place + 1 :], link=introduction(XB), us=XA
        )


@given(value=st.dictionaries(st.text(max_size=6), PLAIN, max_size=4))
def test_what_we_write_canonically_reads_as_canonical(value: dict[str, object]) -> None:
    assert canonical_object(canonical_bytes(value), most_depth=64, place="x") == value


@given(value=st.dictionaries(st.text('[]{}"\\a', max_size=6), PLAIN, max_size=4), most=st.integers(1, 6))
def test_depth_is_counted_exactly(value: dict[str, object], most: int) -> None:
    raw = canonical_bytes(value)
    if depth(value) <= most:
        check_depth(raw, most=most, place="x")
    else:
        with pytest.raises(InputError):
            check_depth(raw, most=most, place="x")


@given(one=st.lists(st.binary(max_size=6), max_size=4), other=st.lists(st.binary(max_size=6), max_size=4))
def test_different_parts_never_give_the_same_signed_bytes(one: list[bytes], other: list[bytes]) -> None:
    assert (signed_bytes(Domain.RECEIPT, *one) == signed_bytes(Domain.RECEIPT, *other)) is (one == other)
