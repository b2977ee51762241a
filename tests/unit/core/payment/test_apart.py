"""What is kept apart from a payment: under which terms, how long, and who may let the payment go meanwhile."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.authority import ALL_PURPOSES, AuthorityId, Level, OfficerId, Purpose, Role, Viewer
from simpul.core.errors import InputError
from simpul.core.handling import Action, Context, Handling, decide, strictest
from simpul.core.ids import Domain, seal
from simpul.core.payment import deciding
from simpul.core.payment.apart import (
    KEPT_APART,
    NOT_CLEARED_TO_END,
    HeldApart,
    KeptApart,
    Lifted,
    grounds_against_ending,
    joined,
    narrows,
    new_entries,
)
from simpul.core.payment.continuing import decided_again, kept_back, relisted, waiting_for_another
from simpul.core.payment.deciding import FreedEffect
from simpul.core.payment.decision import PaymentAct, PaymentState, ReasonCode
from simpul.core.payment.findings import CheckStatus, HitVerdict
from simpul.core.payment.judging import Judgement, judged
from simpul.core.payment.keeping import payment_terms
from simpul.core.payment.letting_go import lets_go
from simpul.core.payment.relisting import changed_by
from simpul.core.payment.sequel import Deciders
from simpul.core.payment.transition import is_history
from tests.payments import AT, AYU, POLICY, a_case, a_hit

US, THEM = AuthorityId("XA-FIU"), AuthorityId("XB-FIU")
HOUR = timedelta(hours=1)
TERMS = payment_terms(US, on=AT.date())
PAYMENT = "a" * 64
EVERYTHING = tuple(sorted(ALL_PURPOSES))

purposes = st.sets(st.sampled_from(EVERYTHING), min_size=1).map(lambda some: tuple(sorted(some)))
handlings = st.builds(
    Handling,
    originator=st.sampled_from([US, THEM]),
    releasable_to=st.just(()),
    level=st.sampled_from(Level),
    purposes=purposes,
    expires_at=st.sampled_from([None, AT + HOUR, AT + timedelta(days=400)]),
    retain_until=st.sampled_from([None, AT.date(), AT.date() + timedelta(days=4_000)]),
).map(lambda terms: terms if terms.originator == US else replace(terms, releasable_to=(US,)))
viewers = st.builds(
    Viewer,
    officer=st.just(AYU),
    authority=st.just(US),
    roles=st.just((Role.ANALYST,)),
    clearance=st.sampled_from(Level),
    purposes=purposes,
)


def viewer(level: Level = Level.SECRET, some: tuple[Purpose, ...] = EVERYTHING) -> Viewer:
    return Viewer(officer=AYU, authority=US, roles=(Role.ANALYST,), clearance=level, purposes=some)


def kept(by: OfficerId | None = None, **terms: object) -> HeldApart:
    """Give something kept apart; lifted by this officer, or by the rules where it is nobody's."""
    record = seal(
        Domain.PAYMENT_APART, KeptApart(payment=PAYMENT, brought_by="edition", found_at=AT, owner="desk", hit=a_hit())
    )
    over = None if by is None else Lifted(apart=record.id, at=AT, reason="another", by=by)
    handling = replace(TERMS, level=Level.SECRET, **terms)  # type: ignore[arg-type]  # fields of Handling
    return HeldApart(record=record, handling=handling, lifted=over)


@given(terms=handlings, other=handlings, looks=viewers, hours=st.integers(0, 20_000))
def test_what_narrows_nothing_is_seen_by_whoever_saw_the_payment(
    terms: Handling, other: Handling, looks: Viewer, hours: int
) -> None:
    context = Context(at=AT + hours * HOUR)
    both = strictest([terms, other], derived_by=US)
    if decide(looks, Action.READ, terms, context).allowed and not narrows(terms, both):
        assert decide(looks, Action.READ, both, context).allowed


def test_a_stricter_level_a_lacking_purpose_and_an_earlier_end_narrow() -> None:
    theirs = Handling(originator=THEM, releasable_to=(US,), purposes=EVERYTHING)
    for stricter in (
        replace(theirs, level=Level.SECRET),
        replace(theirs, purposes=EVERYTHING[:1]),
        replace(theirs, expires_at=AT + HOUR),
        replace(theirs, retain_until=AT.date()),
    ):
        both = joined(TERMS, stricter, us=US)
        assert both is not None
        assert narrows(TERMS, both), stricter
    same = joined(TERMS, theirs, us=US)
    assert same is not None
    assert not narrows(TERMS, same)
    assert joined(TERMS, replace(theirs, releasable_to=()), us=US) is None


def test_what_is_ours_alone_is_not_narrowed_by_purposes() -> None:
    ours = joined(TERMS, Handling(originator=US, purposes=EVERYTHING[:1], expires_at=AT + HOUR), us=US)
    assert ours is not None
    assert not narrows(TERMS, ours)


def test_it_is_kept_for_one_thing_and_names_its_owner() -> None:
    for fields in ({}, {"hit": a_hit(), "request": "b" * 64}, {"hit": a_hit(), "owner": " "}):
        made = {"payment": PAYMENT, "brought_by": "edition", "found_at": AT, "owner": "desk", **fields}
        with pytest.raises(InputError):
            KeptApart(**made)  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(InputError):
        Lifted(apart=PAYMENT, at=AT, reason=" ", by=AYU)


def test_only_who_is_cleared_for_every_payment_ends_one_and_nobody_while_something_is_kept_apart() -> None:
    assert grounds_against_ending(viewer(), [], at=AT) == ()
    assert grounds_against_ending(viewer(), [kept()], at=AT) == (KEPT_APART,)
    assert grounds_against_ending(viewer(), [kept(AYU)], at=AT) == ()
    for other in (viewer(Level.CONFIDENTIAL), viewer(some=EVERYTHING[:2])):
        for there in ([], [kept()]):
            assert grounds_against_ending(other, there, at=AT) == (NOT_CLEARED_TO_END,)


def test_what_nobody_may_see_any_more_keeps_nothing_back() -> None:
    for gone in (kept(expires_at=AT + HOUR), kept(retain_until=AT.date())):
        assert grounds_against_ending(viewer(), [gone], at=AT) == (KEPT_APART,)
        assert grounds_against_ending(viewer(), [gone], at=AT + timedelta(days=1)) == ()


def test_an_entry_is_kept_apart_once_and_comes_again_only_when_it_came_or_changed_since_it_was_lifted() -> None:
    entry, none = kept().kept.entry, frozenset[tuple[str, str]]()
    assert new_entries([], [entry], touched=none) == {entry}
    assert new_entries([kept()], [entry], touched=frozenset({entry})) == none
    assert new_entries([kept(AYU)], [entry], touched=none) == none
    assert new_entries([kept(AYU)], [entry], touched=frozenset({entry})) == {entry}
    assert new_entries([kept(OfficerId(""))], [entry], touched=none) == {entry}


@pytest.mark.parametrize("held_by", ["a check", "an entry"])
def test_what_the_rules_would_have_let_go_stays_held_and_comes_up_for_release(held_by: str) -> None:
    checked = a_case(status=CheckStatus.COMPLETE)
    case = a_case(status=CheckStatus.TIMED_OUT) if held_by == "a check" else a_case(a_hit())
    before = deciding.decide(case, policy=POLICY, at=AT)
    change = changed_by(case, checked.screening, in_force=())
    policy = replace(POLICY, freed=FreedEffect.RELEASE)
    ended = relisted(before, change, policy=policy, at=AT + HOUR)
    assert (before.state, ended.state, lets_go(ended)) == (PaymentState.HELD, PaymentState.RELEASED, True)
    after = kept_back(before, ended, change, policy)
    assert (after.act, after.state, after.hold) == (PaymentAct.LIST_CHANGE, PaymentState.HELD, before.hold)
    assert after.proposal is not None
    assert (after.proposal.by, after.reasons, after.case) == ("", ended.reasons, ended.case)
    assert is_history([before, after])


def test_a_judgement_that_would_end_a_payment_stands_and_waits_for_another() -> None:
    case = a_case(a_hit())
    before = deciding.decide(case, policy=POLICY, at=AT)
    by = Deciders(reason="born elsewhere", by=AYU)
    hit = a_hit()
    said = Judgement(list_id=hit.list.id, reference=hit.reference, verdict=HitVerdict.DIFFERENT)
    case = judged(case, said, AYU)
    ended = decided_again(before, case, policy=POLICY, at=AT + HOUR, by=by)
    after = waiting_for_another(before, ended, case=case, policy=POLICY, by=by)
    assert (ended.state, after.state, after.act) == (PaymentState.RELEASED, PaymentState.HELD, PaymentAct.PROPOSE)
    assert after.proposal is not None
    assert (after.proposal.by, after.proposal.reason, after.case) == (AYU, "born elsewhere", ended.case)
    assert ReasonCode.LIST_HIT_DISMISSED in {each.code for each in after.reasons}
    assert is_history([before, after])
    again = decided_again(after, case, policy=POLICY, at=AT + 2 * HOUR, by=by)
    waits = waiting_for_another(after, again, case=case, policy=POLICY, by=by)
    assert (waits.act, waits.proposal) == (PaymentAct.HOLD_ON, after.proposal)
