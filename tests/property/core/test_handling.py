"""Handling for every viewer, item and use: default deny, forbid wins, no state is special, strictest is strictest."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.core.authority import AuthorityId, Level, OfficerId, Viewer
from simpul.core.errors import InputError
from simpul.core.handling import (
    FORBIDS,
    GROUNDS,
    PERMITS,
    Action,
    Consent,
    Context,
    CourtUse,
    Handling,
    HandlingCode,
    Onward,
    Tlp,
    decide,
    strictest,
)
from tests.property import values

T = TypeVar("T")

actions = st.sampled_from(Action)
consents = st.builds(
    Consent, originator=values.authorities, recipient=values.authorities, expires_at=values.near_moments
)
contexts = st.builds(
    Context,
    at=values.near_moments,
    recipient=st.one_of(st.none(), values.authorities),
    approvals=st.sets(st.sampled_from([OfficerId("b"), OfficerId("c"), OfficerId("d")])).map(
        lambda found: tuple(sorted(found))
    ),
    consents=st.lists(consents, max_size=3).map(tuple),
    two_officers_from=st.sampled_from(Level),
)
items = values.handlings()
many = settings(max_examples=120)


@many
@given(values.viewers, actions, items, contexts)
def test_what_is_allowed_has_a_permit_and_nothing_against_it(
    who: Viewer, action: Action, item: Handling, context: Context
) -> None:
    decision = decide(who, action, item, context)
    forbidding = {name for name, forbids in FORBIDS if forbids(who, action, item, context)}
    permitting = {name for name, permits in PERMITS if permits(who, item)}
    assert decision.allowed == (not forbidding and bool(permitting))
    assert set(decision.grounds) <= set(GROUNDS)
    assert decision.grounds
    if forbidding:
        assert set(decision.grounds) == forbidding


@many
@given(values.viewers, actions, items, contexts)
def test_a_stranger_to_an_item_that_is_not_open_gets_nothing(
    who: Viewer, action: Action, item: Handling, context: Context
) -> None:
    stranger = replace(who, authority=AuthorityId("XZ-STRANGER"))
    if not item.is_open_to_community:
        assert not decide(stranger, action, item, context).allowed


def swapped(value: AuthorityId) -> AuthorityId:
    one, other = values.AUTHORITIES[:2]
    return {one: other, other: one}.get(value, value)


def swapped_item(item: Handling) -> Handling:
    return replace(
        item,
        originator=swapped(item.originator),
        contributors=tuple(sorted(map(swapped, item.contributors))),
        releasable_to=tuple(sorted(map(swapped, item.releasable_to))),
    )


@many
@given(values.viewers, actions, items, contexts)
def test_two_states_swapped_in_everything_get_the_same_verdict(
    who: Viewer, action: Action, item: Handling, context: Context
) -> None:
    other_who = replace(who, authority=swapped(who.authority))
    other_context = replace(
        context,
        recipient=None if context.recipient is None else swapped(context.recipient),
        consents=tuple(
            replace(each, originator=swapped(each.originator), recipient=swapped(each.recipient))
            for each in context.consents
        ),
    )
    assert decide(who, action, item, context) == decide(other_who, action, swapped_item(item), other_context)


def without_one(names: tuple[T, ...]) -> list[tuple[T, ...]]:
    return [names[:index] + names[index + 1 :] for index in range(len(names))]


def stricter_items(item: Handling) -> list[Handling]:
    """The item under each single term that forbids more."""
    tlps, onwards = tuple(Tlp), tuple(Onward)
    named: list[Handling] = [
        *(replace(item, level=level) for level in Level if level > item.level),
        *(replace(item, tlp=tlp) for tlp in tlps[: tlps.index(item.tlp)]),
        *(replace(item, onward=onward) for onward in onwards[: onwards.index(item.onward)]),
        *(replace(item, releasable_to=names) for names in without_one(item.releasable_to)),
        *(replace(item, purposes=purposes) for purposes in without_one(item.purposes)),
        *(
            replace(item, codes=tuple(sorted({*item.codes, code})), caveat=item.caveat or "restricted")
            for code in HandlingCode
        ),
        *(
            replace(item, contributors=tuple(sorted({*item.contributors, name})))
            for name in values.AUTHORITIES
            if name != item.originator
        ),
        replace(item, court=CourtUse.FORBIDDEN),
        replace(item, edition="handling/3"),
        replace(item, expires_at=min(item.expires_at or values.NOON, values.NOON) - timedelta(hours=1)),
        replace(item, retain_until=min(item.retain_until or values.NOON.date(), values.NOON.date())),
    ]
    return named


@many
@given(values.viewers, actions, items, contexts)
def test_a_stricter_term_never_turns_a_refusal_into_a_permission(
    who: Viewer, action: Action, item: Handling, context: Context
) -> None:
    if not decide(who, action, item, context).allowed:
        for stricter in stricter_items(item):
            assert not decide(who, action, stricter, context).allowed, stricter


@many
@given(values.viewers, actions, items, contexts)
def test_less_trust_never_turns_a_refusal_into_a_permission(
    who: Viewer, action: Action, item: Handling, context: Context
) -> None:
    if decide(who, action, item, context).allowed:
        return
    lesser = [
        *(replace(who, roles=roles) for roles in without_one(who.roles)),
        *(replace(who, purposes=purposes) for purposes in without_one(who.purposes)),
        *(replace(who, clearance=level) for level in Level if level < who.clearance),
    ]
    for viewer in lesser:
        assert not decide(viewer, action, item, context).allowed, viewer
    for poorer in (replace(context, approvals=context.approvals[1:]), replace(context, consents=context.consents[1:])):
        assert not decide(who, action, item, poorer).allowed, poorer


def derived_of(sources: list[Handling], by: AuthorityId) -> Handling | None:
    try:
        return strictest(sources, derived_by=by)
    except InputError:
        return None


lists_of_items = st.lists(items, min_size=1, max_size=3)


@settings(max_examples=400)
@given(lists_of_items, values.authorities, values.viewers, actions, contexts)
def test_whoever_may_use_what_is_derived_may_use_every_source(
    sources: list[Handling], by: AuthorityId, who: Viewer, action: Action, context: Context
) -> None:
    derived = derived_of(sources, by)
    if derived is not None and decide(who, action, derived, context).allowed:
        for source in sources:
            assert decide(who, action, source, context).allowed, source


def at_most(order: Callable[[T], int], derived: T, source: T) -> bool:
    return order(derived) <= order(source)


@many
@given(lists_of_items, values.authorities)
def test_what_is_derived_is_in_every_term_as_strict_as_every_source(sources: list[Handling], by: AuthorityId) -> None:
    derived = derived_of(sources, by)
    if derived is None:
        return
    for source in sources:
        assert derived.level >= source.level
        assert at_most(tuple(Tlp).index, derived.tlp, source.tlp)
        assert at_most(tuple(Onward).index, derived.onward, source.onward)
        assert at_most(tuple(CourtUse).index, derived.court, source.court)
        assert set(derived.codes) >= set(source.codes)
        assert set(derived.purposes) <= set(source.purposes)
        assert derived.audience <= source.audience or source.is_open_to_community
        assert {derived.originator, *derived.contributors} >= {source.originator, *source.contributors}
        assert source.caveat in derived.caveat
        if source.expires_at is not None:
            assert derived.expires_at is not None
            assert derived.expires_at <= source.expires_at
        if source.retain_until is not None:
            assert derived.retain_until is not None
            assert derived.retain_until <= source.retain_until
        assert source.edition == "handling/1" or derived.edition != "handling/1"


@many
@given(lists_of_items, values.authorities, st.data())
def test_the_order_and_the_repetition_of_sources_change_nothing_but_the_order_of_caveats(
    sources: list[Handling], by: AuthorityId, data: st.DataObject
) -> None:
    derived = derived_of(sources, by)
    other = derived_of([*data.draw(st.permutations(sources)), sources[0]], by)
    assert (derived is None) == (other is None)
    if derived is not None and other is not None:
        assert replace(derived, caveat="x", codes=()) == replace(other, caveat="x", codes=())
        assert derived.codes == other.codes
        assert sorted(derived.caveat.split("; ")) == sorted(other.caveat.split("; "))


@many
@given(lists_of_items, values.authorities)
def test_deriving_again_changes_nothing(sources: list[Handling], by: AuthorityId) -> None:
    derived = derived_of(sources, by)
    if derived is not None:
        assert strictest([derived], derived_by=by) == derived
