"""Who receives a part of what is frozen is compared with the lists, and judged, before it goes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.authority import OfficerId
from simpul.core.errors import InputError, NotFoundError, RefusedError
from simpul.core.ids import canonical_bytes
from simpul.core.payment.continuing import partly_released
from simpul.core.payment.deciding import decide
from simpul.core.payment.decision import PaymentDecision
from simpul.core.payment.edition import Edition
from simpul.core.payment.findings import CheckStatus, HitVerdict, ListHit, PayeeCheck, PaymentCase, Screening
from simpul.core.payment.freezing import ClaimStatus, PartialRelease
from simpul.core.payment.judging import HitsOf, Judgement, is_accounted_for, judged
from simpul.core.payment.letting_go import PAYEE_LISTED, PAYEE_NOT_COMPARED, UNJUDGED, grounds_of_payee
from simpul.core.payment.part_payee import as_payee, came_since, compared, was_shown
from simpul.core.payment.sequel import Deciders
from tests.payments import AT, AYU, BIMA, POLICY, a_case, a_claim, a_hit, a_payee, an_order, asked, euros

HOUR = timedelta(hours=1)
PART = PartialRelease(rule="food", amount=euros("300.00"), payee="Landlord", reason="rent")
TWO = Deciders(reason="looked at", by=AYU, second=BIMA, confirmed="seen")
FROZEN = a_case(a_hit(HitVerdict.SAME, order=an_order()))


def told(payee: PayeeCheck | None, **fields: object) -> PaymentCase:
    """The frozen payment, with its payee compared so."""
    return replace(FROZEN, payee=payee, **fields)  # type: ignore[arg-type]  # the fields are the caller's


def goes(case: PaymentCase) -> PaymentDecision:
    waiting = asked(decide(FROZEN, policy=POLICY, at=AT), part=PART, case=told(a_payee()))
    return partly_released(waiting, case, release=PART, by=TWO, at=AT + HOUR)


def refused(case: PaymentCase) -> tuple[str, ...]:
    with pytest.raises(RefusedError) as error:
        goes(case)
    return error.value.grounds


def test_a_part_goes_to_who_resembles_nobody_and_to_who_was_judged_to_be_another() -> None:
    for payee in (a_payee(), a_payee(a_hit(HitVerdict.DIFFERENT)), a_payee(a_hit(HitVerdict.UNSURE))):
        assert goes(told(payee)).partial_release == PART


def test_no_part_goes_to_a_listed_party_or_to_whom_nobody_has_judged_though_two_officers_want_it() -> None:
    assert refused(told(a_payee(a_hit(HitVerdict.SAME)))) == (PAYEE_LISTED,)
    assert refused(told(a_payee(a_hit()))) == (UNJUDGED,)


def test_an_established_exemption_that_reaches_the_entry_lets_a_part_go_to_it() -> None:
    payee = a_payee(a_hit(HitVerdict.SAME))
    claimed, established = (a_claim(status) for status in (ClaimStatus.CLAIMED, ClaimStatus.ESTABLISHED))
    assert refused(told(payee, exemptions=(claimed,))) == (PAYEE_LISTED,)
    assert goes(told(payee, exemptions=(established,))).partial_release == PART


def test_no_part_goes_to_whom_nobody_compared_with_the_lists() -> None:
    stopped = PayeeCheck(payee="Landlord", screening=Screening(status=CheckStatus.NOT_RUN))
    for payee in (None, a_payee(payee="Somebody Else"), stopped):
        assert refused(told(payee)) == (PAYEE_NOT_COMPARED,)
        with pytest.raises(RefusedError) as error:
            asked(decide(FROZEN, policy=POLICY, at=AT), part=PART, case=told(payee or stopped))
        assert error.value.grounds == (PAYEE_NOT_COMPARED,)


def test_a_part_that_an_earlier_edition_let_go_stays_true() -> None:
    done = goes(told(a_payee()))
    before = replace(done, rules=(Edition(id="payment", version="3"),))
    assert grounds_of_payee(FROZEN, before) == ()
    assert grounds_of_payee(FROZEN, done) == (PAYEE_NOT_COMPARED,)


def test_a_payee_is_judged_apart_from_a_namesake_in_the_payment() -> None:
    case = told(a_payee(a_hit()))
    verdict = Judgement(list_id="un", reference="XAi.001", verdict=HitVerdict.DIFFERENT, whose=HitsOf.PAYEE)
    after = judged(case, verdict, BIMA)
    assert after.payee is not None
    assert after.screening == case.screening
    assert [(hit.verdict, hit.judged_by) for hit in after.payee.screening.hits] == [(HitVerdict.DIFFERENT, BIMA)]
    assert judged(case, replace(verdict, whose=HitsOf.PARTIES), BIMA).payee == case.payee
    for nobody in (told(None), told(a_payee())):
        with pytest.raises(NotFoundError):
            judged(nobody, verdict, BIMA)
    with pytest.raises(InputError):
        Judgement(list_id="un", reference="X", verdict=HitVerdict.SAME, order=an_order(), whose=HitsOf.PAYEE)


def test_a_verdict_on_a_payee_is_of_who_decides_by_it() -> None:
    case = told(a_payee(a_hit()))
    verdict = Judgement(list_id="un", reference="XAi.001", verdict=HitVerdict.DIFFERENT, whose=HitsOf.PAYEE)
    after = judged(case, verdict, BIMA)
    assert is_accounted_for(case, after, by=BIMA, second=OfficerId(""))
    assert not is_accounted_for(case, after, by=AYU, second=OfficerId(""))
    assert is_accounted_for(after, told(a_payee(payee="Grocer")), by=AYU, second=OfficerId(""))


def test_what_came_after_the_proposal_was_shown_to_nobody_who_confirms_it() -> None:
    before, now = told(a_payee()), told(a_payee(a_hit(HitVerdict.DIFFERENT)))
    assert not was_shown(before, now)
    assert was_shown(now, now)
    assert was_shown(now, told(None))
    assert not was_shown(told(a_payee(a_hit(HitVerdict.DIFFERENT), payee="Grocer")), now)


def test_a_case_in_which_no_part_was_proposed_has_the_bytes_that_it_had() -> None:
    assert b"payee" not in canonical_bytes(FROZEN)


def test_hits_of_a_payee_are_of_nobody_in_the_payment() -> None:
    with pytest.raises(InputError):
        PayeeCheck(payee="Landlord", screening=a_case(a_hit()).screening)
    with pytest.raises(InputError):
        a_payee(payee=" ")


hits = st.lists(
    st.tuples(st.sampled_from("ABC"), st.sampled_from(HitVerdict)), max_size=3, unique_by=lambda one: one[0]
)


def as_hits(found: list[tuple[str, HitVerdict]]) -> tuple[ListHit, ...]:
    return tuple(as_payee(replace(a_hit(verdict), reference=reference)) for reference, verdict in found)


@given(hits, st.sets(st.sampled_from("ABC")))
def test_what_was_said_of_a_payee_is_carried_on_and_nobody_listed_is_lost(
    said: list[tuple[str, HitVerdict]], now: set[str]
) -> None:
    before = a_payee(*as_hits(said))
    screening = Screening(
        status=CheckStatus.COMPLETE,
        lists=before.screening.lists,
        hits=as_hits([(reference, HitVerdict.OPEN) for reference in sorted(now)]),
    )
    after = compared(before, "Landlord", screening)
    verdicts, known = {hit.reference: hit.verdict for hit in after.screening.hits}, dict(said)
    same = {reference for reference, verdict in said if verdict is HitVerdict.SAME}
    assert verdicts.keys() == now | same
    assert all(verdict is known.get(reference, HitVerdict.OPEN) for reference, verdict in verdicts.items())
    assert {hit.reference for hit in came_since(before, after)} == now - known.keys()
