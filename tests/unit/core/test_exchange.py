"""What passes between nodes, and on what an envelope is refused before it is opened."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from simpul.core.authority import Authority
from simpul.core.errors import InputError
from simpul.core.exchange import (
    SUITE,
    EnvelopeHeader,
    EnvelopeRefusedError,
    Introduction,
    MessageKind,
    Refusal,
    header_refusal,
    is_far,
)
from tests.records import AT, XA, XB, XC

WITHOUT_ZONE = datetime(2026, 3, 14)  # noqa: DTZ001  that it has none is the point
HEADER = EnvelopeHeader(
    version=1,
    suite=SUITE,
    kind=MessageKind.REPORT,
    sender=XA,
    recipient=XB,
    number=1,
    sent_at=AT,
    digest="d" * 64,
)
INTRODUCTION = Introduction(
    authority=Authority(id=XA, name="Centre of Xanadu"),
    base_url="https://node.example",
    identity_key="1" * 64,
    sealing_key="2" * 128,
    made_at=AT,
)


def test_an_envelope_for_us_from_its_link_is_taken() -> None:
    assert header_refusal(HEADER, us=XB, link=XA) is None


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"version": 2}, Refusal.UNKNOWN_VERSION),
        ({"version": 0}, Refusal.UNKNOWN_VERSION),
        ({"suite": "none"}, Refusal.UNKNOWN_SUITE),
        ({"recipient": XC}, Refusal.NOT_TO_US),
        ({"sender": XC}, Refusal.NOT_THIS_LINK),
        ({"version": 2, "suite": "none", "recipient": XC, "sender": XC}, Refusal.UNKNOWN_VERSION),
    ],
)
def test_an_envelope_is_refused_for_the_first_reason_there_is(change: dict[str, object], refusal: Refusal) -> None:
    header = replace(HEADER, **change)  # type: ignore[arg-type]  # one field each
    assert header_refusal(header, us=XB, link=XA) is refusal


def test_an_envelope_replayed_on_another_link_is_refused() -> None:
    assert header_refusal(HEADER, us=XB, link=XC) is Refusal.NOT_THIS_LINK


BROKEN_HEADERS: list[tuple[str, dict[str, object]]] = [
    ("header.sender", {"sender": "nobody"}),
    ("header.recipient", {"recipient": ""}),
    ("header.digest", {"digest": "d" * 63}),
    ("header.number", {"number": 0}),
    ("header.number", {"number": -1}),
    ("header.sent_at", {"sent_at": WITHOUT_ZONE}),
]


@pytest.mark.parametrize(("place", "fields"), BROKEN_HEADERS)
def test_a_header_that_names_nothing_cannot_be_built(place: str, fields: dict[str, object]) -> None:
    with pytest.raises(InputError) as refused:
        replace(HEADER, **fields)  # type: ignore[arg-type]  # wrong on purpose
    assert refused.value.place == place


BROKEN_INTRODUCTIONS: list[tuple[str, dict[str, object]]] = [
    ("introduction.base_url", {"base_url": "ftp://node.example"}),
    ("introduction.base_url", {"base_url": "https://" + "x" * 200}),
    ("introduction.identity_key", {"identity_key": "1" * 63}),
    ("introduction.sealing_key", {"sealing_key": "xyz"}),
    ("introduction.sealing_key", {"sealing_key": "0" * 4_001}),
]


@pytest.mark.parametrize(("place", "fields"), BROKEN_INTRODUCTIONS)
def test_an_introduction_without_an_address_or_keys_cannot_be_built(place: str, fields: dict[str, object]) -> None:
    with pytest.raises(InputError) as refused:
        replace(INTRODUCTION, **fields)  # type: ignore[arg-type]  # wrong on purpose
    assert refused.value.place == place


@pytest.mark.parametrize("url", ["https://node.example", "http://127.0.0.1:8080"])
def test_an_introduction_says_where_the_node_is(url: str) -> None:
    assert replace(INTRODUCTION, base_url=url).base_url == url


@pytest.mark.parametrize("seconds", [-301, 301])
def test_a_clock_more_than_five_minutes_away_is_noted(seconds: int) -> None:
    assert is_far(AT + timedelta(seconds=seconds), now=AT)


@pytest.mark.parametrize("seconds", [-300, 0, 300])
def test_a_clock_within_five_minutes_is_near(seconds: int) -> None:
    assert not is_far(AT + timedelta(seconds=seconds), now=AT)


def test_a_refusal_says_what_where_and_why() -> None:
    bare = EnvelopeRefusedError(Refusal.GAP)
    told = EnvelopeRefusedError(Refusal.MALFORMED, place="header.number", detail="not a number")
    assert (str(bare), bare.refusal, bare.place, bare.code) == (
        "envelope: gap",
        Refusal.GAP,
        "envelope",
        "envelope-refused",
    )
    assert str(told) == "header.number: malformed: not a number"
