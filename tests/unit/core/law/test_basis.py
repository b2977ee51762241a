"""Whether there is a basis: all of them, ranked, cited, dated; what is missing is named, and unknown is never no."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.core.law.answer import Basis, BasisAnswer, Missing, NotChecked, Open, Reciprocity, Tier, Why
from simpul.core.law.basis import basis
from simpul.core.law.bilateral import BilateralKind
from simpul.core.law.instrument import RequestKind, Sort
from simpul.core.law.offence import Circumstance
from simpul.core.law.provision import Effect
from simpul.core.law.register import Register
from simpul.core.law.status import Action
from simpul.core.law.truth import Truth
from tests.lawregister import (
    AS_OF,
    STATES,
    acted,
    days_after,
    instrument,
    law,
    question,
    register,
    treaty,
    without_table,
)

JOINED = (acted("XA", date(2003, 1, 1)), acted("XB", date(2005, 6, 1)))
NOBODY_SAID: Mapping[Circumstance, Truth] = MappingProxyType({})
DAYS = st.dates(date(2000, 1, 1), date(2019, 1, 1))


def places(answer: BasisAnswer) -> list[tuple[str, str, Truth]]:
    return [(each.instrument, each.article, each.holds) for each in answer.bases]


def test_a_convention_is_read_into_treaties_then_a_basis_at_option_then_recognition() -> None:
    found = basis(register(*JOINED), question())
    assert places(found) == [
        ("arson2000", "11(1)", Truth.UNKNOWN),
        ("arson2000", "11(2)", Truth.UNKNOWN),
        ("arson2000", "11(3)", Truth.UNKNOWN),
    ]
    assert [each.effect for each in found.bases] == [Effect.MODIFIES, Effect.MAY, Effect.RECOGNISES]
    assert found.bases[1].missing == (Missing.TREATY_REQUIRED, Missing.EXTRADITION_TREATY)
    assert {each.since for each in found.bases} == {date(2005, 7, 1)}


def test_a_treaty_of_the_two_comes_first_and_lets_the_convention_only_modify_it() -> None:
    held = register(*JOINED, bilaterals=(treaty("XB", "XA"),))
    found = basis(held, question())
    assert places(found)[:2] == [("treaty-XB-XA", "", Truth.TRUE), ("arson2000", "11(1)", Truth.TRUE)]
    assert "11(2)" not in {each.article for each in found.bases}


def test_the_requested_states_law_decides_between_option_and_recognition() -> None:
    asks_for_treaty = basis(register(*JOINED, state_laws=(law("XB", treaty_required=Truth.TRUE),)), question())
    asks_for_none = basis(register(*JOINED, state_laws=(law("XB", treaty_required=Truth.FALSE),)), question())
    assert {each.article for each in asks_for_treaty.bases} == {"11(1)", "11(2)"}
    assert places(asks_for_none)[-1] == ("arson2000", "11(3)", Truth.TRUE)
    assert {each.article for each in asks_for_none.bases} == {"11(1)", "11(3)"}


def test_assistance_obliges_where_both_are_bound() -> None:
    found = basis(register(*JOINED), question(kind=RequestKind.ASSISTANCE))
    assert places(found) == [("arson2000", "12", Truth.TRUE)]
    assert found.bases[0].effect is Effect.OBLIGES


def test_conduct_before_the_link_leaves_the_basis_unknown_and_asks() -> None:
    found = basis(register(*JOINED), question(kind=RequestKind.ASSISTANCE, conduct=date(2005, 6, 30)))
    assert found.bases[0].holds is Truth.UNKNOWN
    assert found.bases[0].missing == (Missing.CONDUCT_BEFORE,)


def test_conduct_before_a_treaty_that_reaches_back_is_covered() -> None:
    reaching = replace(treaty("XA", "XB", since=date(2012, 1, 1)), retroactive=Truth.TRUE)
    unsaid = treaty("XA", "XB", since=date(2012, 1, 1))
    assert basis(register(bilaterals=(reaching,)), question()).bases[0].holds is Truth.TRUE
    assert basis(register(bilaterals=(unsaid,)), question()).bases[0].missing == (Missing.CONDUCT_BEFORE,)


def test_a_convention_that_is_not_yet_or_no_longer_in_force_between_them_is_no_basis() -> None:
    assert basis(register(*JOINED), question(conduct=date(2004, 1, 1), asked=date(2005, 6, 30))).bases == ()
    left = acted("XA", date(2012, 1, 1), action=Action.DENUNCIATION)
    assert basis(register(*JOINED, left), question()).bases == ()


def test_whether_both_are_bound_is_given_as_unknown_where_no_table_tells() -> None:
    untold = basis(register(instruments=[without_table(instrument())]), question())
    later = basis(register(JOINED[0]), question(asked=days_after(AS_OF, 1)))
    assert (untold.bases, later.bases) == ((), ())
    assert [each.missing for each in untold.unknown] == [(Missing.PARTY_TABLE,)]
    assert [each.missing for each in later.unknown] == [(Missing.PARTY_SINCE,)]


def test_a_convention_on_another_offence_is_named_aside_and_a_code_nobody_knows_excludes_nothing() -> None:
    held = register(*JOINED)
    other = basis(register(*JOINED, instruments=[instrument(), instrument("theft2001")]), question(offence="theft"))
    assert (other.bases, [each.why for each in other.aside]) == ((), [Why.NOT_ASSERTED])
    unheard = basis(held, question(offence="UU-5/2018 art. 4", kind=RequestKind.ASSISTANCE))
    assert unheard.bases[0].missing == (Missing.SCOPE,)


@pytest.mark.parametrize("said", ["arson", "ARSON", "arson2000", "arson2000:2", "arson2000 2(1)(b)"])
def test_an_offence_is_known_by_its_code_and_by_its_place(said: str) -> None:
    found = basis(register(*JOINED), question(offence=said, kind=RequestKind.ASSISTANCE))
    assert places(found) == [("arson2000", "12", Truth.TRUE)]


def test_a_purely_domestic_case_is_left_out_and_an_unsaid_one_is_asked() -> None:
    domestic = MappingProxyType({Circumstance.DOMESTIC_ONLY: Truth.TRUE})
    left_out = basis(register(*JOINED), question(circumstances=domestic))
    assert (left_out.bases, [each.why for each in left_out.aside]) == ((), [Why.DOMESTIC])
    unsaid = basis(register(*JOINED), question(kind=RequestKind.ASSISTANCE, circumstances=NOBODY_SAID))
    assert unsaid.bases[0].missing == (Missing.DOMESTIC_ONLY,)


def test_a_general_convention_ranks_last_and_hangs_on_its_own_scope() -> None:
    general = replace(instrument("crime2002", sort=Sort.GENERAL), scope=(Circumstance.TRANSNATIONAL,))
    joined = (*JOINED, acted("XA", date(2003, 1, 1), code="crime2002"), acted("XB", date(2003, 1, 1), code="crime2002"))
    held = register(*joined, instruments=[general, instrument()])
    open_scope = basis(held, question(kind=RequestKind.ASSISTANCE))
    assert [(each.instrument, each.tier) for each in open_scope.bases] == [
        ("arson2000", Tier.SECTORAL),
        ("crime2002", Tier.GENERAL),
    ]
    assert Missing.SCOPE in open_scope.bases[1].missing
    outside = question(kind=RequestKind.ASSISTANCE, circumstances={Circumstance.TRANSNATIONAL: Truth.FALSE})
    assert [(each.instrument, each.why) for each in basis(held, outside).aside] == [("crime2002", Why.SCOPE)]


def test_an_instrument_yields_to_one_that_prevails_over_it_between_the_two() -> None:
    newer = replace(instrument("arson2010"), prevails_over=("arson2000",))
    both = (*JOINED, acted("XA", date(2003, 1, 1), code="arson2010"), acted("XB", date(2003, 1, 1), code="arson2010"))
    found = basis(register(*both, instruments=[instrument(), newer]), question(kind=RequestKind.ASSISTANCE))
    assert [each.instrument for each in found.bases] == ["arson2010"]
    assert [(each.instrument, each.why) for each in found.aside] == [("arson2000", Why.YIELDS)]


def test_reciprocity_is_a_way_of_its_own() -> None:
    ways = [
        basis(register(state_laws=laws), question()).reciprocity.value
        for laws in (
            (),
            (law("XB", reciprocity=Truth.TRUE),),
            (law("XB", reciprocity=Truth.FALSE),),
            (law("XB", treaty_required=Truth.TRUE, reciprocity=Truth.UNKNOWN),),
            (law("XA", reciprocity=Truth.TRUE),),
        )
    ]
    assert ways == [Truth.UNKNOWN, Truth.TRUE, Truth.FALSE, Truth.FALSE, Truth.UNKNOWN]


def test_what_was_not_checked_is_said_of_each_basis() -> None:
    succeeded = (JOINED[0], acted("XB", date(2005, 6, 1), action=Action.SUCCESSION))
    found = basis(register(*succeeded), question(kind=RequestKind.ASSISTANCE, asked=days_after(AS_OF, 1)))
    assert {NotChecked.DECLARATIONS, NotChecked.CHANGES_SINCE, NotChecked.SUCCESSION} <= set(found.bases[0].not_checked)
    before = basis(register(*JOINED), question(kind=RequestKind.ASSISTANCE))
    assert NotChecked.CHANGES_SINCE not in before.bases[0].not_checked


def test_the_answer_is_as_old_as_its_oldest_fact() -> None:
    found = basis(register(*JOINED), question())
    assert found.bases[0].as_of == AS_OF
    assert found.as_of == date(2019, 1, 1)  # that of the table of laws, in which nothing was found


def test_no_answer_can_be_made_without_a_citation() -> None:
    made = basis(register(*JOINED), question())
    with pytest.raises(InputError, match="no answer without a citation"):
        replace(made.bases[0], citations=())
    with pytest.raises(InputError, match="no answer without a citation"):
        replace(made.reciprocity, citations=())
    with pytest.raises(InputError, match="no answer without a citation"):
        Open(instrument="arson2000", missing=(Missing.PARTY_TABLE,), citations=())
    with pytest.raises(InputError, match="did not check"):
        replace(made.bases[0], not_checked=())


def test_nothing_is_unknown_for_no_reason() -> None:
    made = basis(register(*JOINED), question())
    with pytest.raises(InputError, match="where something is missing"):
        replace(made.bases[0], missing=())
    with pytest.raises(InputError, match="where something is missing"):
        replace(made.reciprocity, value=Truth.TRUE)


def test_a_state_does_not_ask_itself_nor_before_the_conduct() -> None:
    with pytest.raises(InputError, match="requested: a state does not ask itself"):
        question("XA", "XA")
    with pytest.raises(InputError, match="request_date: asked before the conduct"):
        question(conduct=date(2016, 1, 1))
    with pytest.raises(InputError, match="requesting: not a state"):
        basis(register(), question("QQ", "XA"))


def invented(consents: dict[tuple[str, str], date], pair_has_treaty: frozenset[str]) -> Register:
    conventions = [instrument(), instrument("theft2001"), instrument("crime2002", sort=Sort.GENERAL)]
    treaties = (treaty(*sorted(pair_has_treaty)),) if len(pair_has_treaty) == 2 else ()
    acts = [acted(state, day, code=code) for (code, state), day in consents.items()]
    return register(*acts, instruments=conventions, bilaterals=treaties)


CONSENTS = st.dictionaries(
    st.tuples(st.sampled_from(("arson2000", "theft2001", "crime2002")), st.sampled_from(STATES[:4])), DAYS
)
PAIRS = st.lists(st.sampled_from(STATES[:4]), min_size=2, max_size=2, unique=True)
KINDS = st.sampled_from(RequestKind)


def swapped(answer: BasisAnswer) -> list[tuple[object, ...]]:
    return [(each.instrument, each.article, each.holds, each.since, each.missing, each.as_of) for each in answer.bases]


@given(CONSENTS, PAIRS, st.frozensets(st.sampled_from(STATES[:4]), max_size=2), KINDS, DAYS)
def test_swapping_the_two_states_changes_nothing_their_treaties_and_laws_do_not_change(
    consents: dict[tuple[str, str], date], pair: list[str], has_treaty: frozenset[str], kind: RequestKind, day: date
) -> None:
    held = invented(consents, has_treaty)
    there = basis(held, question(pair[0], pair[1], kind=kind, conduct=day, asked=days_after(day, 100)))
    back = basis(held, question(pair[1], pair[0], kind=kind, conduct=day, asked=days_after(day, 100)))
    assert swapped(there) == swapped(back)
    assert [each.instrument for each in there.unknown] == [each.instrument for each in back.unknown]


@given(CONSENTS, PAIRS, st.sampled_from(STATES[:4]), DAYS, KINDS, DAYS)
def test_a_ratification_never_removes_a_basis(
    consents: dict[tuple[str, str], date], pair: list[str], state: str, joined: date, kind: RequestKind, day: date
) -> None:
    less = {key: when for key, when in consents.items() if key != ("arson2000", state)}
    asked = question(pair[0], pair[1], kind=kind, conduct=day, asked=days_after(day, 100))
    before = basis(invented(less, frozenset()), asked)
    after = basis(invented({**less, ("arson2000", state): joined}, frozenset()), asked)
    assert set(places(before)) <= set(places(after))


@given(CONSENTS, PAIRS, KINDS, DAYS, st.sampled_from(("arson", "theft2001", "nobody knows it")))
def test_every_part_of_every_answer_is_cited_and_dated(
    consents: dict[tuple[str, str], date], pair: list[str], kind: RequestKind, day: date, offence: str
) -> None:
    asked = question(pair[0], pair[1], kind=kind, offence=offence, conduct=day, asked=days_after(day, 9000))
    answer = basis(invented(consents, frozenset()), asked)
    parts: list[Basis | Reciprocity | Open] = [*answer.bases, answer.reciprocity, *answer.unknown]
    assert all(part.citations and part.as_of >= answer.as_of for part in parts)
    assert all(cited.provenance.source for part in parts for cited in part.citations)


def test_a_treaty_on_assistance_is_no_treaty_on_extradition() -> None:
    held = register(bilaterals=(treaty("XA", "XB", kind=BilateralKind.ASSISTANCE),))
    assert basis(held, question()).bases == ()
    assert len(basis(held, question(kind=RequestKind.ASSISTANCE)).bases) == 1


def test_a_place_that_needs_a_later_protocol_waits_for_it() -> None:
    protocol = without_table(replace(instrument("arson2005", serves=()), supplements="arson2000"))
    held = register(*JOINED, instruments=[instrument(), protocol])
    places_later = tuple(replace(place, requires="arson2005") for place in held.provisions if place.article == "12")
    waiting = replace(held, provisions=places_later)
    found = basis(waiting, question(kind=RequestKind.ASSISTANCE))
    assert found.bases[0].missing == (Missing.LATER_PROTOCOL,)
