"""How states stand together: who is bound, which pairs have no basis, and what one ratification would change."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.core.law.basis import basis
from simpul.core.law.harmony import Counted, Harmony, LeftOut, harmony
from simpul.core.law.instrument import RequestKind, Sort
from simpul.core.law.matrix import pair_links
from simpul.core.law.register import Register
from simpul.core.law.status import Action, Declaration, DeclarationEffect, DeclarationKind, PartyStatus
from simpul.core.law.truth import Truth
from tests.lawregister import (
    AS_OF,
    STATES,
    acted,
    instrument,
    provenance,
    question,
    register,
    treaty,
    without_table,
)

DAY = date(2015, 1, 1)
CODES = ("arson2000", "poison2001", "theft2002")
KINDS = tuple(RequestKind)


def objection(a: str, b: str, code: str = "arson2000") -> Declaration:
    return Declaration(
        id=f"{code}/{a}/{b}",
        instrument=code,
        state=a,
        against=b,
        article="",
        kind=DeclarationKind.OBJECTION,
        effect=DeclarationEffect.PRECLUDES_RELATIONS,
        made=date(2009, 1, 1),
        provenance=provenance(),
    )


def of(held: Register, kind: RequestKind = RequestKind.EXTRADITION) -> Harmony:
    return harmony(held, STATES, DAY, kind)


acts = st.sets(st.tuples(st.sampled_from(CODES), st.sampled_from(STATES)), max_size=18)
pairs_of = st.tuples(st.sampled_from(STATES), st.sampled_from(STATES)).filter(lambda pair: pair[0] != pair[1])


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """Registers of three conventions, one of them general, with acts, treaties of two states and objections."""
    bound = draw(acts)
    left = draw(st.sets(st.sampled_from(sorted(bound)), max_size=3)) if bound else set()
    made = [acted(state, date(2005, 1, 1), code=code) for code, state in sorted(bound)]
    gone = [acted(state, date(2008, 1, 1), code=code, action=Action.DENUNCIATION) for code, state in sorted(left)]
    return register(
        *made,
        *gone,
        instruments=(
            instrument(CODES[0]),
            instrument(CODES[1], sort=draw(st.sampled_from((Sort.SECTORAL, Sort.GENERAL)))),
            draw(st.sampled_from((instrument(CODES[2]), without_table(instrument(CODES[2]))))),
        ),
        bilaterals=tuple(treaty(*sorted(pair)) for pair in draw(st.sets(pairs_of, max_size=3)) if pair[0] < pair[1]),
        declarations=tuple(
            objection(*pair, code=code)
            for code, pair in draw(st.sets(st.tuples(st.sampled_from(CODES), pairs_of), max_size=3))
        ),
    )


def with_basis(
    held: Register, states: Sequence[str], day: date, kind: RequestKind, found: Harmony
) -> set[frozenset[str]]:
    """The pairs with a basis, computed another way: from the links of the register, pair by pair."""
    counted = [each.instrument for each in found.reaches]
    linked = {frozenset((each.a, each.b)) for each in pair_links(held, states, day, counted)} if counted else set()
    return linked | {
        frozenset((each.a, each.b))
        for each in held.bilaterals
        if each.kind.value == kind.value and each.holds_on(day) and {each.a, each.b} <= set(states)
    }


@given(registers(), st.sampled_from(KINDS), st.sets(st.sampled_from(STATES)), st.sampled_from(Counted))
def test_the_pairs_with_a_basis_are_those_that_the_register_links(
    held: Register, kind: RequestKind, states: set[str], counted: Counted
) -> None:
    found = harmony(held, states, DAY, kind, counted)
    expected = with_basis(held, sorted(states), DAY, kind, found)
    assert {frozenset(pair) for pair in found.shared} == expected
    assert all(pair == tuple(sorted(pair)) for pair in found.shared)
    loose = [*found.open_pairs, *found.none_pairs]
    assert len(loose) == len(set(loose)) == found.pairs - len(expected)
    assert {frozenset(pair) for pair in loose}.isdisjoint(expected)


@given(registers(), st.sampled_from(KINDS), st.sampled_from(Counted))
def test_each_ratification_gives_exactly_what_it_is_said_to_give(
    held: Register, kind: RequestKind, counted: Counted
) -> None:
    before = harmony(held, STATES, DAY, kind, counted)
    said = {(each.state, each.instrument): each for each in before.gains}
    for code in [each.instrument for each in before.reaches]:
        for state in STATES:
            if state in next(each.bound for each in before.reaches if each.instrument == code):
                assert (state, code) not in said
                continue
            row = replace(acted(state, date(2014, 1, 1), code=code), effective=date(2014, 2, 1))
            after = harmony(_with(held, row), STATES, DAY, kind, counted)
            gained = {frozenset(pair) for pair in after.shared} - {frozenset(pair) for pair in before.shared}
            partners = said[state, code].partners if (state, code) in said else ()
            assert gained == {frozenset((state, other)) for other in partners}
            assert set(before.shared) <= set(after.shared)


def _with(held: Register, row: PartyStatus) -> Register:
    return replace(held, statuses=(*held.statuses, row))


@given(registers(), st.sampled_from(KINDS))
def test_gains_are_ranked_and_none_is_empty(held: Register, kind: RequestKind) -> None:
    found = of(held, kind)
    sizes = [len(each.partners) for each in found.gains]
    assert sizes == sorted(sizes, reverse=True)
    assert all(sizes)


@given(registers(), st.sampled_from(KINDS), pairs_of)
def test_a_pair_that_is_not_linked_is_open_where_both_may_be_bound(
    held: Register, kind: RequestKind, pair: tuple[str, str]
) -> None:
    found = of(held, kind)
    assert found.value(*pair) is found.value(*reversed(pair))
    may = [set(each.bound) | set(each.unknown) for each in found.reaches]
    objected = {(each.instrument, frozenset((each.state, each.against))) for each in held.declarations}
    possible = any(
        set(pair) <= states and (reach.instrument, frozenset(pair)) not in objected
        for states, reach in zip(may, found.reaches, strict=True)
    )
    if found.value(*pair) is not Truth.TRUE:
        assert (found.value(*pair) is Truth.UNKNOWN) is possible


@given(registers(), st.sampled_from(KINDS))
def test_what_counts_as_a_basis_here_is_one_in_the_answer_to_a_request(held: Register, kind: RequestKind) -> None:
    found = of(held, kind)
    for (a, b), codes in found.shared.items():
        for code in codes:
            offence = code.rstrip("0123456789") if code in held.instruments else "arson"
            answer = basis(held, question(a, b, kind=kind, offence=offence, asked=DAY))
            assert code in {each.instrument for each in answer.bases}


def test_who_is_bound_who_is_not_and_who_may_be_are_told_apart() -> None:
    held = register(acted("XA", date(2005, 1, 1)), acted("XB", date(2005, 1, 1)))
    (reach,) = of(held).reaches
    assert (reach.bound, reach.unknown) == (("XA", "XB"), ())
    later = harmony(held, STATES, AS_OF + timedelta(days=1), RequestKind.EXTRADITION)
    assert (later.reaches[0].bound, len(later.reaches[0].unknown)) == (("XA", "XB"), 6)
    assert later.none_pairs == ()
    assert {each.is_unbound for each in later.gains} == {Truth.UNKNOWN}
    assert {each.is_unbound for each in of(held).gains} == {Truth.TRUE}


def test_what_does_not_count_is_named_with_its_reason() -> None:
    held = register(
        acted("XA", date(2005, 1, 1), code="unread2004"),
        instruments=(
            without_table(instrument("unknown2000")),
            replace(instrument("later2001"), in_force=date(2030, 1, 1)),
            instrument("general2002", sort=Sort.GENERAL),
            instrument("unread2004"),
            instrument("rights2003", serves=()),
        ),
    )
    held = replace(held, provisions=tuple(place for place in held.provisions if place.instrument != "unread2004"))
    assert of(held).left_out == {
        "unknown2000": LeftOut.NO_PARTIES,
        "later2001": LeftOut.NOT_IN_FORCE,
        "general2002": LeftOut.GENERAL_SCOPE,
        "unread2004": LeftOut.NO_ARTICLE,
    }
    assert of(held).reaches == ()
    assert of(held).as_of == date(2019, 1, 1)
    general = harmony(held, STATES, DAY, RequestKind.EXTRADITION, Counted.GENERAL)
    assert [each.instrument for each in general.reaches] == ["general2002"]


def test_a_treaty_of_the_two_is_a_basis_for_its_kind_alone_and_no_ratification_gains_it_again() -> None:
    held = register(acted("XA", date(2005, 1, 1)), bilaterals=(treaty("XA", "XB"),))
    assert of(held).shared == {("XA", "XB"): ("treaty-XA-XB",)}
    assert of(held, RequestKind.ASSISTANCE).shared == {}
    assert ("XB", ("XA",)) not in [(each.state, each.partners) for each in of(held).gains]
    assert ("XC", ("XA",)) in [(each.state, each.partners) for each in of(held).gains]


def test_a_state_to_which_an_instrument_is_not_open_is_not_asked_to_ratify_it() -> None:
    closed = replace(instrument(), open_to=("XA", "XB"))
    held = register(acted("XA", date(2005, 1, 1)), instruments=(closed,))
    assert [(each.state, each.partners) for each in of(held).gains] == [("XB", ("XA",))]


def test_an_objection_keeps_a_pair_without_a_basis_and_out_of_every_gain() -> None:
    held = register(acted("XA", date(2005, 1, 1)), acted("XB", date(2005, 1, 1)), declarations=(objection("XB", "XA"),))
    assert ("XA", "XB") in of(held).none_pairs
    ratified = next(each for each in of(held).gains if each.state == "XC")
    assert ratified.partners == ("XA", "XB")


def test_an_unknown_state_and_too_many_states_are_refused() -> None:
    with pytest.raises(InputError, match="not a state of the register"):
        harmony(register(), ("XA", "QQ"), DAY, RequestKind.EXTRADITION)
    many = tuple(f"s{number}" for number in range(401))
    crowded = replace(register(), states=frozenset(many), members=frozenset())
    with pytest.raises(InputError, match="more than 400 states"):
        harmony(crowded, many, DAY, RequestKind.EXTRADITION)


def test_one_state_alone_has_no_pair() -> None:
    found = harmony(register(), ("XA",), DAY, RequestKind.EXTRADITION)
    assert (found.pairs, found.shared, found.gains) == (0, {}, ())
