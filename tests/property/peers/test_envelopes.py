"""Whatever bytes arrive, an envelope is what was sealed, or it is refused with a refusal and a place."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.exchange import EnvelopeRefusedError, Refusal
from simpul.peers.envelopes import Opened
from tests.fuzz.envelopes import BREAKINGS, fuzz
from tests.peering import XA, XB, XC, envelopes, introduction, sealed_by, signed_anew, spelled_header, taken_apart

WHOLE = sealed_by(XA, XB, b"what was seen").frame
AT_XB = envelopes(XB)
JSON: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def opened(frame: bytes) -> Opened | None:
    """The envelope, or nothing where it is refused; any other error is a failure of the test."""
    try:
        return AT_XB.open(frame, link=introduction(XA))
    except EnvelopeRefusedError as error:
        refused = error
    assert isinstance(refused.refusal, Refusal)
    assert refused.place
    return None


@given(payload=st.binary(max_size=3_000), number=st.integers(min_value=1, max_value=2**62))
def test_what_is_sealed_is_opened_and_by_nobody_else(payload: bytes, number: int) -> None:
    sent = sealed_by(XA, XB, payload, number)
    received = AT_XB.open(sent.frame, link=introduction(XA))
    assert (received.payload, received.header.number, received.id) == (payload, number, sent.id)
    for other, link in ((XC, XA), (XB, XC)):
        with pytest.raises(EnvelopeRefusedError):
            envelopes(other).open(sent.frame, link=introduction(link))


@given(frame=st.binary(max_size=2_000))
def test_noise_is_refused(frame: bytes) -> None:
    assert opened(frame) is None
    assert opened(b"SIMPUL1\n" + frame) is None


@given(place=st.integers(min_value=0, max_value=len(WHOLE) - 1), change=st.integers(min_value=1, max_value=255))
def test_one_changed_byte_is_refused_wherever_it_is(place: int, change: int) -> None:
    assert opened(WHOLE[:place] + bytes([WHOLE[place] ^ change]) + WHOLE[place + 1 :]) is None


@given(end=st.integers(min_value=0, max_value=len(WHOLE) - 1), extra=st.binary(min_size=1, max_size=100))
def test_what_is_cut_or_goes_on_is_refused(end: int, extra: bytes) -> None:
    assert opened(WHOLE[:end]) is None
    assert opened(WHOLE + extra) is None


@given(header=st.binary(max_size=400) | st.dictionaries(st.text(max_size=8), JSON, max_size=5).map(spelled_header))
def test_any_header_that_a_partner_signs_is_refused_or_is_one(header: bytes) -> None:
    assert opened(signed_anew(replace(taken_apart(WHOLE), header=header), XA)) is None


@given(
    name=st.sampled_from(sorted(taken_apart(WHOLE).fields)),
    value=JSON | st.sampled_from([XA, XB, XC, 1, 2, "report", "2026-03-14T09:26:53Z", "f" * 64]),
)
def test_a_header_with_another_field_is_refused_even_when_it_is_signed(name: str, value: object) -> None:
    fields = taken_apart(WHOLE).fields
    if fields[name] != value:
        header = spelled_header({**fields, name: value})
        assert opened(signed_anew(replace(taken_apart(WHOLE), header=header), XA)) is None


def test_a_thousand_broken_envelopes_of_every_sort_are_refused() -> None:
    tally, taken = fuzz(120 * len(BREAKINGS), seed=7)
    assert taken is None
    assert sum(tally.refusals.values()) + tally.accepted == 120 * len(BREAKINGS)
    assert len(tally.refusals) >= 8
