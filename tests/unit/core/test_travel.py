"""Travel: what a traveller, a flight and a manifest may be, and until when it is seen."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.authority import AuthorityId
from simpul.core.errors import InputError
from simpul.core.travel import (
    KEPT_DAYS,
    DocumentKind,
    Flight,
    TravelDocument,
    Traveller,
    TravellerKind,
    manifest_terms,
    traveller_id,
)

FLIGHT = Flight(number="XQ123", departure="QAA", arrival="QBB", departs_at="2026-11-22T13:10")
NAMES = st.text(st.characters(whitelist_categories=["L"]), min_size=1, max_size=30)


def traveller(name: str = "Surya Wijaya", **changes: object) -> Traveller:
    plain = {"place": "line 2", "kind": TravellerKind.PASSENGER, "names": (name,), **changes}
    return Traveller(**plain)  # type: ignore[arg-type]  # the names of its own fields


def test_a_traveller_needs_a_name_and_a_flight_a_number() -> None:
    with pytest.raises(InputError, match="no name"):
        traveller(" ")
    with pytest.raises(InputError, match="number of the flight"):
        Flight(number=" ")
    with pytest.raises(InputError, match="needs a number"):
        TravelDocument(kind=DocumentKind.PASSPORT, number="")


@pytest.mark.parametrize("told", ["22.11.2026", "2026-11", "2026-11-22T13", "2026-13-01", "2026-11-22T13:10:00+07:00"])
def test_a_time_is_a_day_or_a_day_with_hour_and_minute(told: str) -> None:
    with pytest.raises(InputError, match="not a time"):
        Flight(number="XQ1", departs_at=told)


def test_what_is_compared_is_what_is_said_and_nothing_empty() -> None:
    papers = (
        TravelDocument(kind=DocumentKind.PASSPORT, number="P1"),
        TravelDocument(kind=DocumentKind.VISA, number="V1"),
        TravelDocument(kind=DocumentKind.IDENTITY_CARD, number="I1"),
    )
    assert traveller(documents=papers, birth_date="1972").values() == {
        "name": ("Surya Wijaya",),
        "birthDate": ("1972",),
        "passportNumber": ("P1",),
        "idNumber": ("I1",),
    }


@given(NAMES, NAMES)
def test_the_same_person_on_the_same_flight_has_the_same_id_and_nobody_else(one: str, other: str) -> None:
    known = traveller_id(FLIGHT, traveller(one))
    assert known == traveller_id(FLIGHT, traveller(one, seat="23A", place="line 7"))
    assert (known == traveller_id(FLIGHT, traveller(other))) == (one.casefold() == other.casefold())
    assert known != traveller_id(Flight(number="XQ124"), traveller(one))
    assert known != traveller_id(FLIGHT, traveller(one, birth_date="1972"))


def test_what_is_kept_of_a_manifest_stays_inside_and_ends() -> None:
    on = date(2026, 11, 22)
    terms = manifest_terms(AuthorityId("XA-NCTC"), on=on)
    assert terms.releasable_to == ()
    assert terms.retain_until == on + timedelta(days=KEPT_DAYS)
