"""Payments on a real node: each decided once, held where somebody resembles an entry, and none forgotten."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from simpul.core.audit import Act, Outcome
from simpul.core.authority import Level, Purpose, Role
from simpul.core.designation import Designation, ListEdition, ListedName, NameQuality
from simpul.core.errors import DeniedError, InputError, NotFoundError, RefusedError
from simpul.core.payment.decision import Hold, PaymentAct, PaymentDecision, PaymentState, ReasonCode
from simpul.core.payment.findings import HitVerdict
from simpul.core.payment.freezing import FreezingOrder, LegalBasis
from simpul.core.payment.judging import Judgement
from simpul.core.payment.keeping import HeldPayment
from simpul.core.payment.message import RejectedTransaction
from simpul.core.payment.party import Birth, Party, PartyKind, PartyRole, PostalAddress, account_of
from simpul.core.payment.payment import Payment, References, payment_id
from simpul.core.vocabulary import Schema
from tests.payments import IBAN_XA, IBAN_XB, a_payment
from tests.stores import database
from tests.world import Place, World

__all__ = ["database"]

Made = Callable[..., World]

LISTED = "Bahrul Santosa Wiratama"
HELD, FROZEN, RELEASED, REJECTED = (
    PaymentState.HELD,
    PaymentState.FROZEN,
    PaymentState.RELEASED,
    PaymentState.REJECTED,
)


def takes_in(place: Place, *names: str, by: str = "analyst", **terms: object) -> None:
    entries = tuple(
        Designation(
            list_id="watch",
            reference=f"W.{number:03}",
            schema=Schema.PERSON,
            names=(ListedName(value=name, quality=NameQuality.PRIMARY),),
        )
        for number, name in enumerate(names, 1)
    )
    handling = place.terms(**terms) if terms else None
    place.node.listing.take_in(
        place.sight(by), ListEdition(list_id="watch", dated="2026-01-15", entries=entries), handling=handling
    )
    place.screens()


def person(role: PartyRole, name: str, iban: str) -> Party:
    return Party(
        role=role,
        name=name,
        kind=PartyKind.PERSON,
        address=PostalAddress(street="Jalan Melati", building="4", town="Kota Baru", country="ID"),
        birth=Birth(date="1990-04-01"),
        account=account_of(iban),
    )


def paid(
    to: str = "Sari Embun Lestari", *, number: str = "E-1", by: str = "Tarik Amri Hadi", **fields: object
) -> Payment:
    return a_payment(
        person(PartyRole.ORIGINATOR, by, IBAN_XA),
        person(PartyRole.BENEFICIARY, to, IBAN_XB),
        references=References(end_to_end=number),
        **fields,  # type: ignore[arg-type]  # the fields are the caller's, checked when built
    )


def taken(place: Place, payment: Payment) -> PaymentDecision:
    (decision,) = place.node.monitoring.take([payment])
    return decision


def shown(place: Place, payment: Payment, by: str = "analyst") -> HeldPayment:
    return place.node.monitoring.payment(place.sight(by), payment_id(payment))


def let_go(place: Place, payment: str, *, reason: str, by: str = "analyst") -> PaymentDecision:
    """Judge everybody in a held payment who resembles an entry to be another, by which it goes."""
    sight = place.sight(by)
    last = place.node.monitoring.payment(sight, payment).last
    decision = last.decision
    for list_id, reference in sorted({(hit.list.id, hit.reference) for hit in last.case.screening.hits}):
        judgement = Judgement(list_id=list_id, reference=reference, verdict=HitVerdict.DIFFERENT)
        decision = place.node.monitoring.judge(sight, payment, judgement, reason=reason)
    assert decision.state is RELEASED
    return decision


def is_sound(place: Place) -> bool:
    return place.node.store.audit_trail.problems()[1] == ()


@pytest.fixture
def place(made: Made) -> Place:
    found = made("XA")["XA"]
    takes_in(found, LISTED, "Utomo Wardana Kusuma")
    return found


def test_a_payment_in_which_nobody_is_found_is_released_and_says_by_which_lists(place: Place) -> None:
    decision = taken(place, paid())
    assert (decision.state, [each.code for each in decision.reasons]) == (RELEASED, [ReasonCode.NOTHING_FOUND])
    assert [each.id for each in decision.lists] == ["watch"]
    assert shown(place, paid()).state is RELEASED
    assert is_sound(place)


def test_a_payment_to_a_listed_name_is_held_with_an_owner_and_a_clock_and_the_reason(place: Place) -> None:
    decision = taken(place, paid(LISTED))
    assert decision.state is HELD
    assert decision.hold is not None
    assert decision.hold.owner
    assert decision.hold.until > decision.decided_at
    (hit,) = shown(place, paid(LISTED)).last.case.screening.hits
    assert (hit.reference, hit.part, hit.name) == ("W.001", "beneficiary", LISTED)


def test_the_same_payment_twice_is_decided_once(place: Place) -> None:
    first = place.node.monitoring.take([paid(), paid(LISTED), paid()])
    second = place.node.monitoring.take([paid(LISTED), paid()])
    assert first == (second[1], second[0], second[1])
    assert sum(place.node.monitoring.counts(place.sight()).values()) == 2


def test_without_a_list_a_payment_is_held_because_nobody_was_compared(made: Made) -> None:
    place = made("XA")["XA"]
    decision = taken(place, paid())
    assert (decision.state, decision.reasons[0].code) == (HELD, ReasonCode.SCREENING_NOT_RUN)


def test_who_may_not_see_an_entry_does_not_see_the_payment_that_it_holds(made: Made) -> None:
    place = made("XA")["XA"]
    takes_in(place, "Somebody Else Entirely")
    entry = ListEdition(
        list_id="hidden",
        dated="2026-01-15",
        entries=(
            Designation(
                list_id="hidden",
                reference="H.1",
                schema=Schema.PERSON,
                names=(ListedName(value=LISTED, quality=NameQuality.PRIMARY),),
            ),
        ),
    )
    place.node.listing.take_in(place.sight(), entry, handling=place.terms(level=Level.SECRET))
    place.screens()
    held, released = taken(place, paid(LISTED)), taken(place, paid())
    assert (held.state, released.state) == (HELD, RELEASED)
    assert [each.id for each in released.lists] == ["watch"]
    assert [each.id for each in held.lists] == ["hidden", "watch"]
    junior = place.sight("junior")
    with pytest.raises(NotFoundError):
        place.node.monitoring.payment(junior, payment_id(paid(LISTED)))
    assert place.node.monitoring.counts(junior)[HELD] == 0
    assert not place.node.monitoring.queue(junior, HELD).items
    assert place.node.monitoring.counts(junior)[RELEASED] == 1
    with pytest.raises(NotFoundError):
        place.node.monitoring.release(junior, payment_id(paid(LISTED)), reason="looks fine")
    assert shown(place, paid(LISTED)).state is HELD


def test_an_officer_who_says_that_it_is_another_person_lets_the_payment_go(place: Place) -> None:
    taken(place, paid(LISTED))
    different = Judgement(list_id="watch", reference="W.001", verdict=HitVerdict.DIFFERENT)
    decision = place.node.monitoring.judge(
        place.sight(), payment_id(paid(LISTED)), different, reason="born forty years later"
    )
    assert (decision.state, decision.act, decision.by) == (
        RELEASED,
        PaymentAct.DECIDE_AGAIN,
        place.sight().viewer.officer,
    )
    assert [each.decision.state for each in shown(place, paid(LISTED)).decisions] == [HELD, RELEASED]
    assert is_sound(place)


def test_the_same_person_is_frozen_on_a_legal_basis_and_only_held_without_one(place: Place) -> None:
    taken(place, paid(LISTED))
    same = Judgement(list_id="watch", reference="W.001", verdict=HitVerdict.SAME)
    payment, sight = payment_id(paid(LISTED)), place.sight()
    held = place.node.monitoring.judge(sight, payment, same, reason="same document")
    assert (held.state, held.reasons[0].code) == (HELD, ReasonCode.CONFIRMED_WITHOUT_BASIS)
    order = FreezingOrder(
        legal_basis=LegalBasis(instrument="Asset Freezing Act of State XA", provision="section 4"),
        authority="Court of State XA",
        in_force_from=place.clock.now() - timedelta(days=1),
        expires_at=place.clock.now() + timedelta(days=90),
    )
    ordered = Judgement(list_id="watch", reference="W.001", verdict=HitVerdict.SAME, order=order)
    frozen = place.node.monitoring.judge(sight, payment, ordered, reason="order of the court")
    assert frozen.state is FROZEN
    assert frozen.freeze is not None
    assert frozen.freeze.authority == "Court of State XA"
    with pytest.raises(RefusedError) as refused:
        place.node.monitoring.release(sight, payment, reason="enough")
    assert "payment.needs-two-officers" in refused.value.grounds
    assert is_sound(place)


def test_a_clock_that_runs_out_lets_nothing_go_and_starts_anew(place: Place) -> None:
    first = taken(place, paid(LISTED))
    assert place.node.monitoring.wind_clocks() == 0
    place.clock.passes(timedelta(hours=25))
    assert place.node.monitoring.wind_clocks() == 1
    assert place.node.monitoring.wind_clocks() == 0
    last = shown(place, paid(LISTED)).last.decision
    assert (last.state, last.act) == (HELD, PaymentAct.HOLD_ON)
    assert last.hold is not None
    assert first.hold is not None
    assert last.hold.until > first.hold.until
    assert is_sound(place)


def test_a_clock_survives_a_restart(tmp_path: Path) -> None:
    world = World(tmp_path, "XA")
    place = world["XA"]
    takes_in(place, LISTED)
    first = taken(place, paid(LISTED))
    world.closes()
    again = World.reopened(tmp_path, "XA")
    place = again["XA"]
    assert shown(place, paid(LISTED)).last.decision == first
    place.clock.passes(timedelta(days=2))
    assert place.node.monitoring.wind_clocks() == 1
    assert shown(place, paid(LISTED)).last.decision.act is PaymentAct.HOLD_ON
    again.closes()


def test_what_cannot_be_read_is_on_record_with_its_place(place: Place) -> None:
    rejected = RejectedTransaction(number=3, place="line 40", reason="no such day: 2026-02-30")
    place.node.monitoring.refuse("M-9", (rejected,), actor="console")
    (entry,) = [
        held.entry
        for held in place.node.auditing.entries(place.sight("auditor"), limit=50).items
        if held.entry.act is Act.PAYMENT_TAKE
    ]
    assert (entry.outcome, entry.target, entry.detail) == (Outcome.REFUSED, "M-9", "line 40: no such day: 2026-02-30")


def test_a_payment_is_found_by_its_reference_and_by_the_beginning_of_its_id(place: Place) -> None:
    taken(place, paid(number="E-77"))
    taken(place, paid(number="E-78"))
    taken(place, paid(LISTED, number="E-78"))
    number = payment_id(paid(number="E-77"))
    for said in (number, number[:8], "E-77"):
        assert place.node.monitoring.payment(place.sight(), said).id == number
    for said in ("E-78", number[:7], "E-7", "", "%", "E-77 "):
        with pytest.raises(NotFoundError):
            place.node.monitoring.payment(place.sight(), said)


def test_who_pays_again_is_not_compared_again_until_the_list_changes(place: Place) -> None:
    assert taken(place, paid("Sari Embun Lestari")).state is RELEASED
    takes_in(place, LISTED, "Utomo Wardana Kusuma", "Sari Embun Lestari")
    assert taken(place, paid("Sari Embun Lestari", number="E-2")).state is HELD


def test_a_held_payment_is_handed_on_or_rejected_with_a_code(place: Place) -> None:
    taken(place, paid(LISTED))
    payment, sight = payment_id(paid(LISTED)), place.sight()
    until = place.clock.now() + timedelta(days=3)
    hold = Hold(until=until, owner="xa-nctc-releasing")
    assert place.node.monitoring.hand_on(sight, payment, hold=hold, reason="her case").hold == hold
    decision = place.node.monitoring.reject(place.sight("releasing"), payment, reason="wrong account", code="AC01")
    assert (decision.state, decision.rejection) == (REJECTED, "AC01")
    with pytest.raises(RefusedError):
        place.node.monitoring.release(sight, payment, reason="too late")
    with pytest.raises(InputError):
        place.node.monitoring.release(sight, payment, reason="  ")


def test_who_reads_no_intelligence_decides_and_sees_nothing(place: Place) -> None:
    taken(place, paid(LISTED))
    payment = payment_id(paid(LISTED))
    for name in ("admin", "auditor", "keys"):
        with pytest.raises(DeniedError):
            place.node.monitoring.release(place.sight(name), payment, reason="because")
        with pytest.raises(NotFoundError):
            place.node.monitoring.payment(place.sight(name), payment)


def test_a_queue_comes_by_the_clock_and_page_by_page(place: Place) -> None:
    payments = [paid(LISTED, number=f"E-{number}") for number in range(5)]
    for payment in payments:
        taken(place, payment)
        place.clock.passes(timedelta(minutes=1))
    first = place.node.monitoring.queue(place.sight(), HELD, limit=3)
    rest = place.node.monitoring.queue(place.sight(), HELD, after=first.after, limit=3)
    ids = [line.id for line in (*first.items, *rest.items)]
    assert ids == [payment_id(payment) for payment in payments]
    assert rest.after == ""


def test_every_act_on_payments_is_on_the_chain(place: Place) -> None:
    taken(place, paid(LISTED))
    let_go(place, payment_id(paid(LISTED)), reason="known customer")
    acts = [held.entry.act for held in place.node.auditing.entries(place.sight("auditor"), limit=50).items]
    assert {Act.PAYMENT_TAKE, Act.PAYMENT_DECIDE} <= set(acts)


def test_what_speaks_for_a_hit_is_told_to_who_may_see_its_list_as_it_stands_now(place: Place) -> None:
    taken(place, paid(LISTED))
    held = shown(place, paid(LISTED))
    evidence = place.node.monitoring.evidence(place.sight("junior"), held)
    assert set(evidence) == {("watch", "W.001", "beneficiary")}
    assert any(each.code == "word-exact" and each.weight > 0 for found in evidence.values() for each in found)
    takes_in(place, f"{LISTED} Hasan", "Utomo Wardana Kusuma", level=Level.SECRET)
    assert place.node.monitoring.evidence(place.sight("junior"), held) == {}
    assert set(place.node.monitoring.evidence(place.sight(), held)) == {("watch", "W.001", "beneficiary")}


def test_only_an_officer_from_whom_nothing_is_hidden_hands_payments_in(place: Place) -> None:
    place.employs("narrow", Role.ANALYST, purposes=(Purpose.TERRORIST_FINANCING,))
    for name in ("junior", "narrow"):
        with pytest.raises(RefusedError) as refused:
            place.node.monitoring.take_for(place.sight(name), [paid(LISTED)])
        assert refused.value.grounds == ("payment.not-cleared-to-take",)
    with pytest.raises(DeniedError):
        place.node.monitoring.take_for(place.sight("auditor"), [paid(LISTED)])
    assert sum(place.node.monitoring.counts(place.sight()).values()) == 0
    first, second = place.node.monitoring.take_for(place.sight(), [paid(LISTED), paid()])
    assert (first.state, second.state) == (HELD, RELEASED)
    assert first.decision is not None
    assert first.decision.reasons[0].code is ReasonCode.LIST_HIT
    assert is_sound(place)
