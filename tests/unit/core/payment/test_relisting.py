"""What a change of a list does to payments that are held or frozen."""

from dataclasses import replace
from datetime import timedelta

import pytest

from simpul.core.errors import RefusedError
from simpul.core.payment.completeness import Band, Item, Side, completeness
from simpul.core.payment.continuing import decided_again, handed_on, relisted
from simpul.core.payment.deciding import DecisionPolicy, FreedEffect, IncompleteEffect, decide
from simpul.core.payment.decision import Hold, PaymentAct, PaymentDecision, PaymentState, ReasonCode
from simpul.core.payment.findings import CheckStatus, HitVerdict, ListHit, PaymentCase, Screening
from simpul.core.payment.letting_go import UNJUDGED
from simpul.core.payment.relisting import ListChange, changed_by
from simpul.core.payment.seconding import confirmed
from simpul.core.payment.sequel import Deciders
from simpul.core.payment.transition import NEEDS_A_PERSON, PROPOSAL_CHANGED, grounds_against, is_history, was_frozen
from tests.payments import AT, AYU, BIMA, POLICY, UN, a_case, a_hit, a_party, a_payment, a_rule, an_order, asked

HOUR = timedelta(hours=1)
ENTRY = ("un", "XAi.001")
OTHER = replace(a_hit(), reference="XBi.002", part="beneficiary", name="Harbour Society")
REJECTING = replace(POLICY, incomplete=IncompleteEffect.REJECT)
LETTING_GO = replace(POLICY, freed=FreedEffect.RELEASE)


def now(*hits: ListHit) -> Screening:
    return Screening(status=a_case().screening.status, lists=(UN,), hits=hits)


def change(case: PaymentCase, *hits: ListHit, left: bool = False) -> ListChange:
    entries = {(hit.list.id, hit.reference) for hit in (*case.screening.hits, *hits)}
    return changed_by(case, now(*hits), in_force=entries - {ENTRY} if left else entries)


def after(case: PaymentCase, made: ListChange, policy: object = POLICY) -> tuple[PaymentDecision, PaymentDecision]:
    before = decide(case, policy=POLICY, at=AT)
    return before, relisted(before, made, policy=policy, at=AT + HOUR)  # type: ignore[arg-type]  # a policy


@pytest.mark.parametrize("how", ["left", "changed"])
def test_what_was_held_for_an_entry_that_has_gone_comes_up_for_release_at_once(how: str) -> None:
    case = a_case(a_hit())
    made = change(case, left=how == "left")
    before, following = after(case, made)
    assert (following.state, following.act) == (PaymentState.HELD, PaymentAct.LIST_CHANGE)
    assert following.proposal is not None
    assert (following.proposal.by, following.hold) == ("", before.hold)
    assert [each.code for each in following.reasons] == [ReasonCode.LIST_HIT_GONE]
    by = Deciders(reason="so it is", by=AYU)
    done = confirmed(following, made.case, policy=POLICY, by=by, at=AT + 2 * HOUR)
    assert (done.state, done.by, done.second) == (PaymentState.RELEASED, AYU, "")
    assert is_history([before, following, done])


def test_a_policy_lets_it_go_by_itself_where_nothing_but_open_hits_held_it() -> None:
    case = a_case(a_hit())
    before, following = after(case, change(case, left=True), LETTING_GO)
    assert (following.state, following.act, following.by) == (PaymentState.RELEASED, PaymentAct.DECIDE_AGAIN, "")
    assert is_history([before, following])
    forged = replace(following, reasons=following.reasons[1:] or decide(a_case(), policy=POLICY, at=AT).reasons)
    assert grounds_against(before, forged) == (NEEDS_A_PERSON,)
    unsure = a_case(a_hit(HitVerdict.SAME))
    assert after(unsure, change(unsure, left=True), LETTING_GO)[1].state is PaymentState.HELD


def test_what_was_held_for_a_check_and_handed_on_since_comes_up_for_release_when_the_check_has_ended() -> None:
    case = a_case(status=CheckStatus.NOT_RUN)
    before = decide(case, policy=POLICY, at=AT)
    hold = Hold(until=AT + 30 * HOUR, owner="another desk")
    moved = handed_on(before, hold=hold, by=Deciders(reason="on leave", by=AYU), at=AT + HOUR)
    after = relisted(moved, change(case), policy=POLICY, at=AT + 2 * HOUR)
    assert (after.state, after.act, after.hold) == (PaymentState.HELD, PaymentAct.LIST_CHANGE, hold)
    assert [each.code for each in after.reasons] == [ReasonCode.NOTHING_FOUND]
    assert after.proposal is not None
    assert is_history([before, moved, after])


def test_another_hit_keeps_holding_it_and_a_verdict_stays() -> None:
    case = a_case(a_hit(), replace(OTHER, verdict=HitVerdict.DIFFERENT, judged_by=AYU))
    made = change(case, OTHER, left=True)
    assert [(hit.reference, hit.verdict) for hit in made.case.screening.hits] == [("XBi.002", HitVerdict.DIFFERENT)]
    assert after(case, made)[1].proposal is not None
    still = a_case(a_hit(), OTHER)
    before, following = after(still, change(still, OTHER, left=True))
    assert (following.state, following.proposal) == (PaymentState.HELD, None)
    assert {each.code for each in following.reasons} == {ReasonCode.LIST_HIT, ReasonCode.LIST_HIT_GONE}
    assert is_history([before, following])


def test_a_new_hit_is_open_and_starts_the_clock_anew_and_no_proposal_of_an_officer_is_lost() -> None:
    unsure = a_hit(HitVerdict.UNSURE)
    case = a_case(unsure)
    made = change(case, unsure, OTHER)
    before, following = after(case, made)
    assert [hit.reference for hit in made.came] == ["XBi.002"]
    assert before.hold is not None
    assert following.hold is not None
    assert following.hold.until == before.hold.until + HOUR
    waiting = asked(before, case=case)
    later = relisted(waiting, made, policy=POLICY, at=AT + HOUR)
    assert later.proposal == waiting.proposal
    assert grounds_against(waiting, replace(later, proposal=None)) == (PROPOSAL_CHANGED,)
    with pytest.raises(RefusedError) as refused:
        confirmed(later, made.case, policy=POLICY, by=Deciders(reason="seen", by=AYU, second=BIMA), at=AT + 2 * HOUR)
    assert refused.value.grounds == (UNJUDGED,)


def test_who_was_judged_the_same_stays_a_hit_until_the_entry_leaves() -> None:
    case = a_case(a_hit(HitVerdict.SAME))
    assert not change(case).is_one
    assert change(case, left=True).gone == (a_hit(HitVerdict.SAME),)


def test_what_was_frozen_for_an_entry_that_left_is_held_for_two_officers_with_a_clock() -> None:
    case = a_case(a_hit(HitVerdict.SAME, order=an_order()))
    before, following = after(case, change(case, left=True))
    assert (before.state, following.state, following.act) == (
        PaymentState.FROZEN,
        PaymentState.HELD,
        PaymentAct.DELIST,
    )
    assert was_frozen(following)
    assert following.reasons[0].code is ReasonCode.DELISTED
    waiting = asked(following, case=a_case())
    done = confirmed(
        waiting, a_case(), policy=POLICY, by=Deciders(reason="off the list", by=AYU, second=BIMA), at=AT + 2 * HOUR
    )
    assert is_history([before, following, waiting, done])


def test_what_is_frozen_stays_frozen_when_another_entry_comes_or_goes() -> None:
    case = a_case(a_hit(HitVerdict.SAME, order=an_order()))
    made = change(case, a_hit(), OTHER)
    before, following = after(case, made)
    assert (following.state, following.act, following.freeze) == (
        PaymentState.FROZEN,
        PaymentAct.LIST_CHANGE,
        before.freeze,
    )
    assert len(made.case.screening.hits) == 2
    gone = changed_by(made.case, now(a_hit()), in_force={ENTRY})
    later = relisted(following, gone, policy=POLICY, at=AT + 2 * HOUR)
    assert (later.state, gone.gone) == (PaymentState.FROZEN, (OTHER,))
    assert is_history([before, following, later])


def test_what_was_once_frozen_is_never_let_go_by_a_list() -> None:
    case = a_case(a_hit(HitVerdict.SAME, order=an_order()), OTHER)
    before, held = after(case, change(case, OTHER, left=True))
    second = changed_by(change(case, OTHER, left=True).case, now(), in_force=())
    later = relisted(held, second, policy=LETTING_GO, at=AT + 2 * HOUR)
    assert (later.state, later.proposal) == (PaymentState.HELD, None)
    assert was_frozen(later)
    assert is_history([before, held, later])


def test_an_order_in_the_verdict_freezes_what_nothing_else_explains() -> None:
    case = a_case(a_hit(HitVerdict.SAME))
    before = decide(case, policy=POLICY, at=AT)
    ordered = a_case(a_hit(HitVerdict.SAME, order=an_order()))
    assert decided_again(before, ordered, policy=POLICY, at=AT + HOUR).state is PaymentState.FROZEN


@pytest.mark.parametrize("policy", [REJECTING, replace(REJECTING, freed=FreedEffect.RELEASE)])
def test_what_the_rules_would_reject_is_not_proposed_to_be_let_go(policy: DecisionPolicy) -> None:
    lacking = completeness(a_payment(a_party(name=" ")), a_rule((Side.ORIGINATOR, Item.NAME, Band.EVERY)))
    case = a_case(a_hit(), completeness=lacking)
    before = decide(case, policy=policy, at=AT)
    following = relisted(before, change(case, left=True), policy=policy, at=AT + HOUR)
    assert following.proposal is None
    assert following.state is not PaymentState.RELEASED
    assert ReasonCode.INCOMPLETE in {each.code for each in following.reasons}
    assert is_history([before, following])
