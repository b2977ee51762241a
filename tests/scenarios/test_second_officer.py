"""What was frozen is let go by two officers on a real node: one proposes, another confirms or declines."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from simpul.core.authority import Level
from simpul.core.designation import Designation, ListEdition, ListedName, NameQuality
from simpul.core.errors import ConflictError, InputError, NotFoundError, RefusedError
from simpul.core.payment.decision import PaymentAct, PaymentState, ReasonCode
from simpul.core.payment.findings import HitVerdict
from simpul.core.payment.freezing import (
    ClaimStatus,
    FreezingOrder,
    LegalBasis,
    PartialRelease,
    PartialReleaseRule,
    ReleasePurpose,
)
from simpul.core.payment.judging import OVERTURNED_ALONE, Judgement
from simpul.core.payment.letting_go import JUDGED_SAME, UNJUDGED
from simpul.core.payment.payment import payment_id
from simpul.core.vocabulary import Schema
from simpul.services.confirming import Claimed
from simpul.services.following import Shown
from tests.payments import euros
from tests.scenarios.test_payments import LISTED, is_sound, paid, shown, taken, takes_in
from tests.world import Place, World

Made = Callable[..., World]
PAYMENT = payment_id(paid(LISTED))
RENT = PartialRelease(rule="rent", amount=euros("300.00"), payee="Landlord", reason="rent of March")


def order(place: Place, *, days: int = 90, programme: str = "") -> FreezingOrder:
    rent = PartialReleaseRule(
        id="rent", purpose=ReleasePurpose.BASIC_EXPENSES, instrument="resolution 1452 (2002)", most=euros("500.00")
    )
    return FreezingOrder(
        legal_basis=LegalBasis(instrument="Asset Freezing Act of State XA", provision="section 4"),
        authority="Court of State XA",
        in_force_from=place.clock.now() - timedelta(days=1),
        expires_at=place.clock.now() + timedelta(days=days),
        programme=programme,
        partial_release=(rent,),
    )


def same(place: Place, *, ordered: FreezingOrder | None = None, list_id: str = "watch", payment: str = PAYMENT) -> None:
    judgement = Judgement(list_id=list_id, reference="W.001", verdict=HitVerdict.SAME, order=ordered)
    place.node.monitoring.judge(place.sight(), payment, judgement, reason="same document")


@pytest.fixture
def place(made: Made) -> Place:
    """A node with one payment that is frozen."""
    found = made("XA")["XA"]
    takes_in(found, LISTED)
    taken(found, paid(LISTED))
    same(found, ordered=order(found))
    return found


def test_one_officer_proposes_and_another_lets_it_go(place: Place) -> None:
    desk = place.node.confirming
    waiting = desk.propose_release(place.sight(), PAYMENT, reason="the court lifted it")
    assert (waiting.state, waiting.act) == (PaymentState.FROZEN, PaymentAct.PROPOSE)
    assert desk.waiting(place.sight()).items == ()
    assert [line.id for line in desk.waiting(place.sight("second")).items] == [PAYMENT]
    assert (desk.count_waiting(place.sight()), desk.count_waiting(place.sight("second"))) == (0, 1)
    with pytest.raises(RefusedError) as refused:
        desk.confirm(place.sight(), PAYMENT, reason="I am sure")
    assert refused.value.grounds == ("payment.one-and-the-same-officer",)
    done = desk.confirm(place.sight("second"), PAYMENT, reason="read the judgement")
    assert (done.state, done.by, done.second) == (
        PaymentState.RELEASED,
        place.sight().viewer.officer,
        place.sight("second").viewer.officer,
    )
    assert desk.count_waiting(place.sight("second")) == 0
    assert is_sound(place)


def test_a_proposal_is_declined_or_withdrawn_with_a_reason_and_then_nothing_waits(place: Place) -> None:
    desk = place.node.confirming
    for name, act in (("second", PaymentAct.DECLINE), ("analyst", PaymentAct.WITHDRAW)):
        desk.propose_release(place.sight(), PAYMENT, reason="the court lifted it")
        with pytest.raises(RefusedError):
            desk.propose_part(place.sight("second"), PAYMENT, RENT, reason="rent")
        with pytest.raises(InputError):
            desk.turn_down(place.sight(name), PAYMENT, reason=" ")
        assert desk.turn_down(place.sight(name), PAYMENT, reason="not in the file").act is act
        with pytest.raises(RefusedError):
            desk.confirm(place.sight("second"), PAYMENT, reason="anyway")
    assert shown(place, paid(LISTED)).state is PaymentState.FROZEN
    assert is_sound(place)


def test_a_part_is_let_go_by_a_rule_of_the_freeze_and_no_more_than_it_allows(place: Place) -> None:
    desk = place.node.confirming
    for wrong in (replace(RENT, rule="fees"), replace(RENT, amount=euros("500.01"))):
        with pytest.raises(InputError):
            desk.propose_part(place.sight(), PAYMENT, wrong, reason="rent")
    desk.propose_part(place.sight(), PAYMENT, RENT, reason="rent")
    done = desk.confirm(place.sight("second"), PAYMENT, reason="contract seen")
    assert done.freeze is not None
    assert (done.freeze.amount, done.freeze.partial_release[0].most) == (euros("950.00"), euros("200.00"))
    assert (done.state, done.partial_release) == (PaymentState.FROZEN, RENT)
    assert is_sound(place)


def says_another(place: Place, by: str) -> PaymentState:
    verdict = Judgement(list_id="watch", reference="W.001", verdict=HitVerdict.DIFFERENT)
    return place.node.monitoring.judge(place.sight(by), PAYMENT, verdict, reason="born elsewhere").state


def test_who_was_judged_the_same_stays_it_until_two_officers_say_otherwise(made: Made) -> None:
    place = made("XA")["XA"]
    takes_in(place, LISTED)
    taken(place, paid(LISTED))
    same(place)
    desk = place.node.confirming
    assert says_another(place, "second") is PaymentState.HELD
    (hit,) = shown(place, paid(LISTED)).last.case.screening.hits
    assert (hit.verdict, hit.overturning and hit.overturning.by) == (HitVerdict.SAME, place.officers["second"].id)
    assert [line.id for line in desk.waiting(place.sight()).items] == [PAYMENT]
    assert (desk.count_waiting(place.sight()), desk.count_waiting(place.sight("second"))) == (1, 0)
    with pytest.raises(RefusedError) as twice:
        says_another(place, "second")
    assert twice.value.grounds == (OVERTURNED_ALONE,)
    for name in ("analyst", "second"):
        with pytest.raises(RefusedError) as alone:
            place.node.monitoring.release(place.sight(name), PAYMENT, reason="another")
        assert alone.value.grounds == (JUDGED_SAME,)
    assert is_sound(place)
    assert says_another(place, "analyst") is PaymentState.RELEASED
    assert desk.count_waiting(place.sight()) == 0
    assert is_sound(place)


def test_a_freeze_is_prolonged_by_an_order_that_ends_later(place: Place) -> None:
    desk = place.node.confirming
    with pytest.raises(RefusedError):
        desk.prolong(place.sight(), PAYMENT, order(place, days=10), reason="shorter")
    later = order(place, days=200)
    longer = desk.prolong(place.sight(), PAYMENT, later, reason="the court prolonged it")
    assert longer.freeze is not None
    assert longer.freeze.expires_at == later.expires_at
    place.clock.passes(timedelta(days=100))
    assert place.node.monitoring.wind_clocks() == 0
    to_come = replace(order(place, days=300), in_force_from=place.clock.now() + timedelta(days=1))
    with pytest.raises(InputError):
        desk.prolong(place.sight(), PAYMENT, to_come, reason="not yet")
    assert is_sound(place)


def test_what_expired_waits_as_held_and_still_for_two(place: Place) -> None:
    place.clock.passes(timedelta(days=91))
    assert place.node.monitoring.wind_clocks() == 1
    desk = place.node.confirming
    with pytest.raises(RefusedError):
        place.node.monitoring.release(place.sight(), PAYMENT, reason="expired")
    desk.propose_release(place.sight(), PAYMENT, reason="the order was not renewed")
    place.clock.passes(timedelta(days=2))
    assert place.node.monitoring.wind_clocks() == 1
    assert desk.confirm(place.sight("second"), PAYMENT, reason="so it is").state is PaymentState.RELEASED
    assert is_sound(place)


def listed_by_the_un(place: Place) -> None:
    entry = Designation(
        list_id="un",
        reference="W.001",
        schema=Schema.PERSON,
        names=(ListedName(value=LISTED, quality=NameQuality.PRIMARY),),
        programme="Al-Qaida",
    )
    place.node.listing.take_in(place.sight(), ListEdition(list_id="un", dated="2026-01-15", entries=(entry,)))
    place.screens()


def claimed(**fields: str) -> Claimed:
    said = {"exemption": "un-2664-al-qaida", "list_id": "un", "reference": "W.001", "evidence": "grant agreement 7"}
    return Claimed(**(said | fields))


@pytest.mark.parametrize("ordered", ["without an order", "frozen by an order"])
def test_a_humanitarian_exemption_is_claimed_with_evidence_and_established_by_two(made: Made, ordered: str) -> None:
    place = made("XA")["XA"]
    listed_by_the_un(place)
    taken(place, paid(LISTED))
    desk = place.node.confirming
    with pytest.raises(NotFoundError):
        desk.claim(place.sight(), PAYMENT, claimed(), reason="food aid")
    same(place, ordered=order(place) if ordered == "frozen by an order" else None, list_id="un")
    for wrong in (claimed(exemption="un-0000"), claimed(exemption="un-2664")):
        with pytest.raises((InputError, RefusedError)):
            desk.claim(place.sight(), PAYMENT, wrong, reason="food aid")
    desk.claim(place.sight(), PAYMENT, claimed(), reason="food aid")
    assert [each.status for each in shown(place, paid(LISTED)).last.case.exemptions] == [ClaimStatus.CLAIMED]
    done = desk.confirm(place.sight("second"), PAYMENT, reason="agreement seen")
    assert (done.state, done.reasons[0].code) == (PaymentState.RELEASED, ReasonCode.EXEMPTION_ESTABLISHED)
    (claim,) = shown(place, paid(LISTED)).last.case.exemptions
    assert (claim.status, claim.programme, claim.evidence) == (ClaimStatus.ESTABLISHED, "Al-Qaida", "grant agreement 7")
    assert claim.by != claim.second
    assert is_sound(place)


def test_a_claim_that_is_declined_is_refused_and_the_payment_stays(made: Made) -> None:
    place = made("XA")["XA"]
    listed_by_the_un(place)
    taken(place, paid(LISTED))
    same(place, list_id="un")
    place.node.confirming.claim(place.sight(), PAYMENT, claimed(), reason="food aid")
    place.node.confirming.turn_down(place.sight("second"), PAYMENT, reason="no such agreement")
    last = shown(place, paid(LISTED)).last
    assert last.decision.state is PaymentState.HELD
    assert [each.status for each in last.case.exemptions] == [ClaimStatus.REFUSED]
    assert is_sound(place)


def test_several_are_let_go_together_with_one_reason_or_none_of_them(made: Made) -> None:
    place = made("XA")["XA"]
    takes_in(place, LISTED)
    payments = [paid("Nobody At All", number=f"E-{number}", agents=()) for number in range(3)]
    chosen = [Shown(payment=taken(place, each).payment, seen=shown(place, each).last.id) for each in payments]
    stale = [*chosen[:2], replace(chosen[2], seen="0" * 64)]
    with pytest.raises(ConflictError):
        place.node.confirming.release_all(place.sight(), stale, reason="the same customer")
    assert place.node.monitoring.counts(place.sight())[PaymentState.HELD] == 3
    place.node.confirming.release_all(place.sight(), chosen[:2], reason="the same customer")
    place.node.confirming.reject_all(place.sight(), chosen[2:], reason="wrong account", code="AC01")
    counts = place.node.monitoring.counts(place.sight())
    assert (counts[PaymentState.RELEASED], counts[PaymentState.REJECTED], counts[PaymentState.HELD]) == (2, 1, 0)
    with pytest.raises(InputError):
        place.node.confirming.release_all(place.sight(), [], reason="nothing")
    assert is_sound(place)


def test_several_are_not_let_go_together_of_which_one_names_somebody_whom_nobody_has_judged(made: Made) -> None:
    place = made("XA")["XA"]
    takes_in(place, LISTED)
    incomplete = taken(place, paid("Nobody At All", agents=())).payment
    unjudged = [taken(place, paid(LISTED, number=f"E-{number}")).payment for number in (2, 3)]
    same(place, payment=unjudged[1])
    chosen = [Shown(payment=each) for each in (incomplete, *unjudged)]
    with pytest.raises(RefusedError) as refused:
        place.node.confirming.release_all(place.sight(), chosen, reason="the same customer")
    assert refused.value.grounds == (UNJUDGED, JUDGED_SAME)
    assert refused.value.about == tuple(unjudged)
    with pytest.raises(RefusedError) as refused:
        place.node.confirming.reject_all(place.sight(), chosen, reason="the same customer", code="AC01")
    assert (refused.value.grounds, refused.value.about) == ((JUDGED_SAME,), (unjudged[1],))
    assert place.node.monitoring.counts(place.sight())[PaymentState.HELD] == 3
    assert is_sound(place)


def test_who_may_not_see_a_payment_proposes_and_confirms_nothing_and_counts_nothing(made: Made) -> None:
    place = made("XA")["XA"]
    takes_in(place, LISTED, level=Level.SECRET)
    taken(place, paid(LISTED))
    same(place, ordered=order(place))
    place.node.confirming.propose_release(place.sight(), PAYMENT, reason="the court lifted it")
    junior = place.sight("junior")
    assert (place.node.confirming.count_waiting(junior), place.node.confirming.waiting(junior).items) == (0, ())
    for act in (place.node.confirming.confirm, place.node.confirming.turn_down):
        with pytest.raises(NotFoundError):
            act(junior, PAYMENT, reason="looks fine")
