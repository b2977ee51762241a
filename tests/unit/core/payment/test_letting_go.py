"""Who may let money go or send it back: what the hits say, and what was ever frozen, under this edition and before."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import msgspec
import pytest

from simpul.core.errors import InputError, RefusedError
from simpul.core.ids import canonical_bytes
from simpul.core.payment.continuing import decided_again, expired, held_on, judged, prolonged, rejected, released
from simpul.core.payment.deciding import EDITION, decide, edition_of
from simpul.core.payment.decision import PaymentAct, PaymentDecision, PaymentState, ReasonCode, decision_id
from simpul.core.payment.edition import Edition
from simpul.core.payment.findings import HitVerdict, PaymentCase
from simpul.core.payment.freezing import NOBODY, ClaimStatus, FreezeScope, PartialRelease
from simpul.core.payment.judging import Judgement
from simpul.core.payment.judging import judged as with_verdict
from simpul.core.payment.letting_go import CANNOT_BE_TOLD, JUDGED_SAME, UNJUDGED, grounds_of_hits
from simpul.core.payment.money import Money
from simpul.core.payment.proposing import Proposal, ProposedStep
from simpul.core.payment.seconding import confirmed, proposed
from simpul.core.payment.sequel import Deciders
from simpul.core.payment.transition import (
    EARLIER_EDITION,
    FREEZE_CHANGED,
    NEEDS_A_PERSON,
    NEEDS_TWO,
    NOT_FROM_THIS_STATE,
    PROPOSAL_CHANGED,
    grounds_against,
    is_history,
    was_frozen,
)
from tests.payments import AT, AYU, BIMA, FOOD, POLICY, a_case, a_claim, a_hit, an_order, asked

HOUR, LATE = timedelta(hours=1), AT + timedelta(days=91)
FROZEN = a_case(a_hit(HitVerdict.SAME, order=an_order()))
OTHER = replace(a_hit(), reference="XBi.002", part="beneficiary")
BOTH = a_case(a_hit(HitVerdict.SAME, order=an_order()), OTHER)
ONE = Deciders(reason="looked at", by=AYU)
TWO = Deciders(reason="looked at", by=AYU, second=BIMA, confirmed="seen")
SECOND_EDITION = (Edition(id="payment", version="2"),)


def first(case: PaymentCase) -> PaymentDecision:
    return decide(case, policy=POLICY, at=AT)


def ended(case: PaymentCase = FROZEN) -> PaymentDecision:
    """A payment whose freeze has expired."""
    return expired(first(case), case, policy=POLICY, at=LATE)


def back(last: PaymentDecision, case: PaymentCase = FROZEN, code: str = "AC04") -> PaymentDecision:
    """A proposal to send a payment back."""
    made = Proposal(step=ProposedStep.REJECTION, reason="looked at", made_at=last.decided_at, by=AYU, rejection=code)
    return proposed(last, made, case=case, policy=POLICY, at=last.decided_at)


def refused(
    last: PaymentDecision, case: PaymentCase, by: Deciders = ONE, *, to: PaymentState = PaymentState.RELEASED
) -> tuple[str, ...]:
    """The grounds on which officers may not end a payment."""
    ends = released if to is PaymentState.RELEASED else partial(rejected, code="AC04")
    with pytest.raises(RefusedError) as error:
        ends(last, case, by=by, at=last.decided_at)
    return error.value.grounds


def test_what_was_frozen_is_sent_back_by_two_officers_and_with_the_code_that_was_proposed() -> None:
    assert refused(ended(), FROZEN, to=PaymentState.REJECTED) == (NEEDS_TWO, JUDGED_SAME)
    waiting = back(ended())
    done = confirmed(waiting, FROZEN, policy=POLICY, by=TWO, at=LATE + HOUR)
    assert (done.state, done.rejection, done.by, done.second) == (PaymentState.REJECTED, "AC04", AYU, BIMA)
    assert is_history([first(FROZEN), ended(), waiting, done])
    with pytest.raises(RefusedError) as changed:
        rejected(waiting, FROZEN, code="AG01", by=TWO, at=LATE + HOUR)
    assert changed.value.grounds == (PROPOSAL_CHANGED,)
    with pytest.raises(RefusedError):
        rejected(asked(ended(), case=FROZEN), FROZEN, code="AC04", by=TWO, at=LATE + HOUR)


def test_what_is_frozen_is_neither_sent_back_nor_proposed_to_be() -> None:
    with pytest.raises(RefusedError) as refusal:
        back(first(FROZEN))
    assert refusal.value.grounds == (NOT_FROM_THIS_STATE,)


def test_a_proposal_to_send_back_has_its_code_and_no_other_proposal_has_one() -> None:
    for step, code in ((ProposedStep.REJECTION, " "), (ProposedStep.RELEASE, "AC04")):
        with pytest.raises(InputError):
            Proposal(step=step, reason="looked at", made_at=AT, by=AYU, rejection=code)
    with pytest.raises(InputError):
        Proposal(step=ProposedStep.REJECTION, reason="looked at", made_at=AT, by=AYU, rejection="x" * 36)


def test_a_proposal_of_an_earlier_edition_has_the_bytes_that_it_had() -> None:
    was = {"by": AYU, "made_at": "2026-03-14T09:00:00Z", "reason": "looked at", "step": "release"}
    body = msgspec.json.encode(was, order="sorted")
    assert canonical_bytes(msgspec.json.decode(body, type=Proposal)) == body


def test_a_judgement_after_a_freeze_stands_and_waits_for_another_officer() -> None:
    case = a_case(a_hit(HitVerdict.DIFFERENT))
    held = judged(ended(), case, policy=POLICY, at=LATE + HOUR, by=ONE)
    assert (held.state, held.act, was_frozen(held)) == (PaymentState.HELD, PaymentAct.PROPOSE, True)
    assert held.proposal is not None
    assert (held.proposal.step, held.proposal.by) == (ProposedStep.RELEASE, AYU)
    done = confirmed(held, case, policy=POLICY, by=TWO, at=LATE + 2 * HOUR)
    assert is_history([first(FROZEN), ended(), held, done])


@pytest.mark.parametrize(
    ("verdict", "ground"),
    [(HitVerdict.SAME, JUDGED_SAME), (HitVerdict.UNSURE, CANNOT_BE_TOLD), (HitVerdict.OPEN, UNJUDGED)],
)
def test_one_officer_lets_nothing_go_that_may_be_the_listed_party_s(verdict: HitVerdict, ground: str) -> None:
    case = a_case(a_hit(verdict))
    assert refused(first(case), case) == (ground,)
    other = a_case(a_hit(HitVerdict.DIFFERENT))
    assert released(first(case), other, by=ONE, at=AT + HOUR).state is PaymentState.RELEASED


def test_two_officers_let_go_what_was_judged_and_nobody_what_was_not() -> None:
    for verdict in (HitVerdict.SAME, HitVerdict.UNSURE):
        case = a_case(a_hit(verdict))
        waiting = asked(first(case), case=case)
        done = confirmed(waiting, case, policy=POLICY, by=TWO, at=AT + HOUR)
        assert is_history([first(case), waiting, done])
        assert grounds_of_hits(case, done) == ()
    case = a_case(a_hit())
    with pytest.raises(RefusedError) as unproposed:
        asked(first(case), case=case)
    assert unproposed.value.grounds == (UNJUDGED,)
    waiting = asked(first(case), case=a_case(a_hit(HitVerdict.UNSURE)))
    assert refused(waiting, case, TWO) == (UNJUDGED,)


def test_what_is_the_listed_party_s_is_sent_back_by_two_officers_and_what_is_not_known_to_be_by_one() -> None:
    same = a_case(a_hit(HitVerdict.SAME))
    assert refused(first(same), same, to=PaymentState.REJECTED) == (JUDGED_SAME,)
    done = confirmed(back(first(same), same), same, policy=POLICY, by=TWO, at=AT + HOUR)
    assert done.state is PaymentState.REJECTED
    for verdict in (HitVerdict.OPEN, HitVerdict.UNSURE):
        case = a_case(a_hit(verdict))
        assert rejected(first(case), case, code="AC04", by=ONE, at=AT + HOUR).state is PaymentState.REJECTED


def test_an_established_exemption_sets_aside_that_it_is_the_listed_party() -> None:
    case = a_case(a_hit(HitVerdict.SAME), exemptions=(a_claim(ClaimStatus.ESTABLISHED),))
    held = first(a_case(a_hit(HitVerdict.SAME)))
    assert released(held, case, by=ONE, at=AT + HOUR).state is PaymentState.RELEASED
    for status in (ClaimStatus.CLAIMED, ClaimStatus.REFUSED):
        assert refused(held, replace(case, exemptions=(a_claim(status),))) == (JUDGED_SAME,)


def test_a_hit_of_a_frozen_payment_is_judged_and_the_freeze_stands() -> None:
    for verdict, code in (
        (HitVerdict.DIFFERENT, ReasonCode.LIST_HIT_DISMISSED),
        (HitVerdict.SAME, ReasonCode.CONFIRMED_WITHOUT_BASIS),
        (HitVerdict.UNSURE, ReasonCode.LIST_HIT),
    ):
        judgement = Judgement(list_id="un", reference="XBi.002", verdict=verdict)
        case = with_verdict(BOTH, judgement, BIMA)
        said = judged(first(BOTH), case, policy=POLICY, at=AT + HOUR, by=Deciders(reason="seen", by=BIMA))
        assert (said.state, said.act, said.freeze) == (PaymentState.FROZEN, PaymentAct.JUDGE, first(BOTH).freeze)
        assert code in {each.code for each in said.reasons}
        assert is_history([first(BOTH), said])
        assert NEEDS_A_PERSON in grounds_against(first(BOTH), replace(said, by=NOBODY))


def test_a_judgement_leaves_what_waits_for_a_second_officer() -> None:
    case = replace(BOTH, screening=replace(BOTH.screening, hits=(BOTH.screening.hits[0],)))
    waiting = asked(first(BOTH), case=case)
    said = judged(waiting, FROZEN, policy=POLICY, at=AT + HOUR, by=Deciders(reason="seen", by=BIMA))
    assert said.proposal == waiting.proposal
    done = confirmed(said, FROZEN, policy=POLICY, by=TWO, at=AT + 2 * HOUR)
    assert is_history([first(BOTH), waiting, said, done])


def test_a_freeze_that_ends_gives_way_to_an_order_against_somebody_else_in_the_payment() -> None:
    longer = an_order(until=LATE + timedelta(days=30))
    judgement = Judgement(list_id="un", reference="XBi.002", verdict=HitVerdict.SAME, order=longer)
    case = with_verdict(BOTH, judgement, BIMA)
    said = judged(first(BOTH), case, policy=POLICY, at=AT + HOUR, by=Deciders(reason="seen", by=BIMA))
    after = expired(said, case, policy=POLICY, at=LATE)
    assert after.freeze is not None
    assert (after.state, after.freeze.listed, after.freeze.expires_at) == (
        PaymentState.FROZEN,
        "XBi.002",
        longer.expires_at,
    )
    assert after.reasons[0].code is ReasonCode.FREEZE_EXPIRED
    last = expired(after, case, policy=POLICY, at=longer.expires_at)
    assert last.state is PaymentState.HELD
    assert is_history([first(BOTH), said, after, last])
    less = replace(after.freeze, amount=replace(after.freeze.amount, minor=1), scope=FreezeScope.REMAINDER)
    assert grounds_against(said, replace(after, freeze=less)) == (FREEZE_CHANGED,)


def test_a_freeze_is_prolonged_for_the_entry_that_it_is_for() -> None:
    before = first(FROZEN).freeze
    assert before is not None
    longer = replace(before, expires_at=before.expires_at + HOUR, listed="XBi.002")
    with pytest.raises(RefusedError) as changed:
        prolonged(first(FROZEN), freeze=longer, by=ONE, at=AT + HOUR)
    assert changed.value.grounds == (FREEZE_CHANGED,)


def test_a_limit_in_another_currency_is_refused_with_the_order_and_where_it_stands_already_says_why() -> None:
    dollars = replace(FOOD, most=Money(currency="USD", minor=50000, decimals=2))
    order = an_order(rules=(FOOD, replace(dollars, id="rent")))
    judgement = Judgement(list_id="un", reference="XAi.001", verdict=HitVerdict.SAME, order=order)
    with pytest.raises(InputError) as refusal:
        with_verdict(a_case(a_hit()), judgement, AYU)
    said = "the limit of the rule 'rent' is in USD, and the payment in EUR"
    assert (refusal.value.reason, refusal.value.place) == (said, "order.partial_release")
    freeze = first(a_case(a_hit(HitVerdict.SAME, order=order))).freeze
    assert freeze is not None
    assert [each.id for each in freeze.partial_release if each.is_usable(freeze.amount)] == ["food"]
    part = PartialRelease(rule="rent", amount=replace(freeze.amount, minor=1), payee="Landlord", reason="rent")
    with pytest.raises(InputError, match="is in USD, and the payment in EUR"):
        freeze.without(part)


def test_what_was_recorded_under_an_earlier_edition_stays_true_and_nothing_goes_back_to_it() -> None:
    frozen = replace(first(FROZEN), rules=SECOND_EDITION)
    held = replace(ended(), rules=SECOND_EDITION, previous=decision_id(frozen))
    alone = PaymentDecision(
        payment=held.payment,
        act=PaymentAct.REJECT,
        state=PaymentState.REJECTED,
        decided_at=LATE + HOUR,
        case=held.case,
        reasons=held.reasons,
        rules=SECOND_EDITION,
        rejection="AC04",
        previous=decision_id(held),
        by=AYU,
    )
    assert is_history([frozen, held, alone])
    assert grounds_of_hits(FROZEN, alone) == ()
    now = replace(alone, rules=(EDITION,))
    assert grounds_against(held, now) == (NEEDS_TWO,)
    assert grounds_of_hits(FROZEN, now) == (JUDGED_SAME,)
    later = held_on(held, policy=POLICY, at=LATE + timedelta(days=2))
    assert (edition_of(held), edition_of(later)) == (2, int(EDITION.version))
    assert is_history([frozen, held, later])
    old = replace(alone, previous=decision_id(later), decided_at=later.decided_at)
    assert grounds_against(later, old) == (EARLIER_EDITION,)


def test_what_the_rules_proposed_lapses_where_something_holds_the_payment_again() -> None:
    nothing = a_case()
    waits = Proposal(step=ProposedStep.RELEASE, reason="nothing holds it", made_at=AT)
    held = replace(first(a_case(a_hit())), proposal=waits)
    again = decided_again(held, a_case(a_hit()), policy=POLICY, at=AT + HOUR)
    assert (again.state, again.proposal) == (PaymentState.HELD, None)
    assert is_history([first(nothing)])
    assert grounds_against(held, again) == ()
