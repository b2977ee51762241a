"""Rows that cannot be right are refused, and the refusal names the row."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.core.law.cycles import circle
from simpul.core.law.register import Register
from simpul.core.law.status import Action, PartyStatus
from tests.lawregister import AS_OF, acted, instrument, law, provenance, register, treaty


def refused_at(*statuses: PartyStatus) -> str:
    with pytest.raises(InputError) as refused:
        register(*statuses)
    return str(refused.value)


def test_a_ratification_before_the_adoption_is_refused_with_its_row() -> None:
    said = refused_at(acted("XA", date(1999, 12, 31), row="law-parties.csv, line 7"))
    assert said == "law-parties.csv, line 7: before arson2000 was adopted"


def test_an_unknown_state_and_an_unknown_instrument_are_refused_with_their_row() -> None:
    assert refused_at(acted("QQ", AS_OF, row="line 3")) == "line 3: not a state: 'QQ'"
    assert refused_at(acted("XA", AS_OF, code="theft1999", row="line 4")).startswith("line 4: not an instrument")


def test_a_second_consent_is_refused_with_the_row_of_the_second() -> None:
    twice = (acted("XA", date(2003, 1, 1)), acted("XA", date(2004, 1, 1), action=Action.ACCESSION, row="line 9"))
    assert refused_at(*twice) == "line 9: a second consent of XA to arson2000"


def test_a_denunciation_of_nothing_is_refused_with_its_row() -> None:
    left = acted("XA", date(2003, 1, 1), action=Action.DENUNCIATION, row="line 5")
    assert refused_at(left) == "line 5: denounces what it did not consent to"


def test_rows_that_replace_each_other_in_a_circle_are_refused_with_a_row_of_it() -> None:
    one = acted("XA", date(2003, 1, 1), row="line 2")
    two = acted("XA", date(2004, 1, 1), row="line 3", replaces=one.id)
    said = refused_at(replace(one, replaces=two.id), two)
    assert said.startswith(("line 2: replaces itself in a circle", "line 3: replaces itself in a circle"))


def test_a_row_that_replaces_nothing_and_two_rows_of_one_id_are_refused() -> None:
    assert refused_at(acted("XA", date(2003, 1, 1), row="line 2", replaces="gone")).startswith("line 2: replaces a row")
    twice = acted("XA", date(2003, 1, 1), row="line 4")
    assert refused_at(twice, twice).startswith("line 4: two rows have the id")


def test_instruments_that_supplement_each_other_in_a_circle_are_refused_with_the_row() -> None:
    one, two = instrument("arson2000"), replace(instrument("theft2001"), supplements="arson2000")
    with pytest.raises(InputError, match=r"instruments, (arson2000|theft2001): supplements itself in a circle"):
        register(instruments=[replace(one, prevails_over=("theft2001",)), two])


def test_an_instrument_in_force_before_its_adoption_is_refused_with_its_row() -> None:
    with pytest.raises(InputError, match="instruments, arson2000: in force before it was adopted"):
        replace(instrument(), in_force=date(1999, 1, 1))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda row: replace(row, effective=date(2002, 1, 1)), "in effect before it was deposited"),
        (lambda row: replace(row, deposited=date(2020, 1, 2)), "deposited after the day of its source"),
        (lambda row: replace(row, entered_by="surya", checked_by="surya"), "entered and checked by the same person"),
        (lambda row: replace(row, territory="Isle"), "a territory is named by its extension"),
    ],
)
def test_an_act_that_cannot_be_is_refused_with_its_row(change: Callable[[PartyStatus], PartyStatus], said: str) -> None:
    row = acted("XA", date(2003, 1, 1), row="line 8")
    with pytest.raises(InputError, match=f"line 8: {said}"):
        change(row)


def test_a_treaty_of_one_state_or_of_disordered_days_is_refused_with_its_row() -> None:
    with pytest.raises(InputError, match="bilaterals: a treaty is between two states"):
        treaty("XA", "XA")
    with pytest.raises(InputError, match="bilaterals: signed, in force and terminated"):
        replace(treaty("XA", "XB"), signed=date(1995, 1, 1))
    with pytest.raises(InputError, match="bilaterals: not a state: 'QQ'"):
        register(bilaterals=(treaty("XA", "QQ"),))
    with pytest.raises(InputError, match="laws: not a state: 'QQ'"):
        register(state_laws=(law("QQ"),))


def test_a_register_says_of_every_table_what_it_covers() -> None:
    known = register()
    with pytest.raises(InputError, match="coverage"):
        Register(
            states=known.states,
            instruments=known.instruments,
            statuses=(),
            provisions=(),
            coverage={},
        )


def test_a_fact_without_a_source_cannot_be_made() -> None:
    with pytest.raises(InputError, match="needs its source"):
        replace(provenance(), source=" ")


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3).map(tuple)))
def test_a_circle_is_found_exactly_where_something_is_above_itself(above: dict[str, tuple[str, ...]]) -> None:
    reached = {each: set(above.get(each, ())) for each in "abcdef"}
    for _ in "abcdef":
        for each, there in reached.items():
            reached[each] = there | {further for step in there for further in reached[step]}
    found = circle(above)
    assert bool(found) is any(each in there for each, there in reached.items())
    assert not found or (found[0] == found[-1] and all(b in above[a] for a, b in itertools.pairwise(found)))
