"""Who is bound and since when: dates, three values, and what more and less ratification can do."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.core.law.binding import bound, link
from simpul.core.law.instrument import Delay, DelayUnit
from simpul.core.law.status import Action, Declaration, DeclarationEffect, DeclarationKind, PartyStatus
from simpul.core.law.truth import Truth
from tests.lawregister import AS_OF, STATES, acted, days_after, instrument, provenance, register, without_table

CODE = "arson2000"
DAYS = st.dates(date(2000, 1, 1), date(2019, 1, 1))
CONSENTS = st.dictionaries(st.sampled_from(STATES), DAYS)


def held(consents: dict[str, date]) -> tuple[PartyStatus, ...]:
    return tuple(acted(state, day) for state, day in consents.items())


@pytest.mark.parametrize(
    ("delay", "deposited", "effective"),
    [
        (Delay(count=30, unit=DelayUnit.DAYS), date(2007, 5, 29), date(2007, 6, 28)),
        (Delay(count=3, unit=DelayUnit.MONTHS), date(2006, 2, 23), date(2006, 5, 23)),
        (Delay(count=3, unit=DelayUnit.MONTHS), date(2003, 11, 30), date(2004, 2, 29)),
        (Delay(count=3, unit=DelayUnit.MONTHS), date(2002, 11, 30), date(2003, 2, 28)),
        (Delay(count=12, unit=DelayUnit.MONTHS), date(2004, 2, 29), date(2005, 2, 28)),
        (Delay(count=1, unit=DelayUnit.MONTHS), date(2004, 11, 15), date(2004, 12, 15)),
        (Delay(count=2, unit=DelayUnit.FIRST_OF_MONTH), date(2018, 5, 7), date(2018, 7, 1)),
        (Delay(count=2, unit=DelayUnit.FIRST_OF_MONTH), date(2018, 11, 30), date(2019, 1, 1)),
        (Delay(count=0, unit=DelayUnit.DAYS), date(2018, 5, 7), date(2018, 5, 7)),
    ],
)
def test_a_delay_counts_in_its_own_unit(delay: Delay, deposited: date, effective: date) -> None:
    assert delay.after(deposited) == effective


def test_a_consent_binds_after_its_delay_and_never_before_the_instrument_is_in_force() -> None:
    known = register(acted("XA", date(2000, 6, 1)), acted("XB", date(2005, 6, 1)))
    assert bound(known, CODE, "XA", date(2000, 12, 31)).value is Truth.FALSE
    early, late = bound(known, CODE, "XA", date(2001, 1, 1)), bound(known, CODE, "XB", date(2005, 7, 1))
    assert early.period
    assert early.period.since == date(2001, 1, 1)
    assert late.period
    assert late.period.since == date(2005, 7, 1)
    assert bound(known, CODE, "XB", date(2005, 6, 30)).value is Truth.FALSE


def test_a_signature_binds_nobody() -> None:
    known = register(acted("XA", date(2000, 6, 1), action=Action.SIGNATURE))
    assert bound(known, CODE, "XA", date(2010, 1, 1)).value is Truth.FALSE


def test_who_is_not_in_the_table_is_not_bound_up_to_its_day_and_unknown_after_it() -> None:
    known = register(acted("XA", date(2005, 6, 1)))
    assert bound(known, CODE, "XB", AS_OF).value is Truth.FALSE
    assert bound(known, CODE, "XB", days_after(AS_OF, 1)).value is Truth.UNKNOWN
    assert link(known, CODE, "XA", "XB", days_after(AS_OF, 1)).value is Truth.UNKNOWN


def test_without_a_party_table_nobody_knows_who_is_bound_once_the_instrument_is_in_force() -> None:
    known = register(instruments=[without_table(instrument())])
    assert bound(known, CODE, "XA", date(2010, 1, 1)).value is Truth.UNKNOWN
    assert bound(known, CODE, "XA", date(2000, 6, 1)).value is Truth.FALSE


def test_a_state_that_cannot_become_a_party_is_not_bound() -> None:
    closed = replace(without_table(instrument()), open_to=("XA", "XB"))
    known = register(instruments=[closed])
    assert bound(known, CODE, "XC", date(2010, 1, 1)).value is Truth.FALSE
    assert bound(known, CODE, "XA", date(2010, 1, 1)).value is Truth.UNKNOWN


def test_a_link_holds_since_the_later_of_the_two_days_and_cites_both() -> None:
    known = register(acted("XA", date(2003, 1, 1)), acted("XB", date(2005, 6, 1)))
    found = link(known, CODE, "XA", "XB", date(2010, 1, 1))
    assert (found.value, found.since) == (Truth.TRUE, date(2005, 7, 1))
    assert {cited.provenance.row for cited in found.citations} == {
        "parties, arson2000 XA 2003-01-01",
        "parties, arson2000 XB 2005-06-01",
    }


def test_an_objection_that_precludes_relations_undoes_the_link_while_it_stands() -> None:
    objection = Declaration(
        id="o1",
        instrument=CODE,
        state="XB",
        article="",
        kind=DeclarationKind.OBJECTION,
        effect=DeclarationEffect.PRECLUDES_RELATIONS,
        made=date(2006, 1, 1),
        withdrawn=date(2012, 1, 1),
        against="XA",
        provenance=provenance("declarations, line 2"),
    )
    known = register(acted("XA", date(2003, 1, 1)), acted("XB", date(2003, 1, 1)), declarations=(objection,))
    values = [link(known, CODE, "XA", "XB", date(year, 1, 1)).value for year in (2005, 2006, 2011, 2012)]
    assert values == [Truth.TRUE, Truth.FALSE, Truth.FALSE, Truth.TRUE]


def test_a_denunciation_ends_the_bond_after_its_delay_and_a_new_consent_begins_it_again() -> None:
    known = register(
        acted("XA", date(2003, 1, 1)),
        acted("XA", date(2008, 3, 1), action=Action.DENUNCIATION),
        acted("XA", date(2012, 1, 1), action=Action.ACCESSION),
    )
    days = (date(2009, 2, 28), date(2009, 3, 1), date(2012, 1, 30), date(2012, 1, 31))
    assert [bound(known, CODE, "XA", day).value for day in days] == [Truth.TRUE, Truth.FALSE, Truth.FALSE, Truth.TRUE]


def test_a_correction_counts_in_the_place_of_what_it_replaces() -> None:
    wrong = acted("XA", date(2003, 1, 1))
    right = acted("XA", date(2004, 1, 1), replaces=wrong.id)
    since = bound(register(wrong, right), CODE, "XA", date(2010, 1, 1)).period
    assert since
    assert since.since == date(2004, 1, 31)


@given(CONSENTS, DAYS)
def test_a_link_between_many_is_the_same_from_both_sides(consents: dict[str, date], day: date) -> None:
    known = register(*held(consents))
    for a, b in ((a, b) for a in STATES for b in STATES if a < b):
        there, back = link(known, CODE, a, b, day), link(known, CODE, b, a, day)
        assert (there.value, there.since) == (back.value, back.since)


@given(CONSENTS, st.sampled_from(STATES), DAYS, DAYS)
def test_a_ratification_never_removes_a_link(consents: dict[str, date], state: str, joined: date, day: date) -> None:
    before = register(*held({each: when for each, when in consents.items() if each != state}))
    after = register(*held({**{each: when for each, when in consents.items() if each != state}, state: joined}))
    for a, b in ((a, b) for a in STATES for b in STATES if a < b):
        if link(before, CODE, a, b, day).value is Truth.TRUE:
            assert link(after, CODE, a, b, day).value is Truth.TRUE


@given(DAYS, st.integers(0, 3000), DAYS)
def test_a_denunciation_removes_a_link_only_after_its_day(joined: date, later: int, day: date) -> None:
    other = acted("XB", date(2000, 1, 1))
    consent = acted("XA", joined)
    left = min(days_after(joined, later), AS_OF)
    before = register(other, consent)
    after = register(other, consent, acted("XA", left, action=Action.DENUNCIATION))
    ends = Delay(count=12, unit=DelayUnit.MONTHS).after(left)
    held_before = link(before, CODE, "XA", "XB", day).value
    assert link(after, CODE, "XA", "XB", day).value is (Truth.FALSE if ends <= day else held_before)


def test_a_state_or_an_instrument_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="not an instrument of the register"):
        bound(register(), "theft1999", "XA", AS_OF)
