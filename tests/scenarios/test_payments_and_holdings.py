"""Payments beside what is held here: told to who holds it, and to nobody else; the payment itself goes as it goes."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from simpul.core.alert import AlertKind, AlertState, Verdict
from simpul.core.authority import Level
from simpul.core.holding import HeldAlert
from simpul.core.payment.decision import PaymentState
from simpul.services.ports.noticing import Walk
from tests.scenarios.test_payments import is_sound, paid, shown, taken, takes_in
from tests.world import Place, World

Made = Callable[..., World]

KNOWN = "Gunawan Prasetyo Halim"
"""Who is in a report here and on no list."""


@pytest.fixture
def place(made: Made) -> Place:
    found = made("XA")["XA"]
    takes_in(found, "Utomo Wardana Kusuma")
    return found


def reports(place: Place, name: str = KNOWN, **terms: object) -> str:
    """Record a report on somebody, and give the subject."""
    claim = place.claim(name)
    place.node.sharing.record(place.sight(), place.draft(claim, handling=place.terms(**terms)))
    place.screens()
    return claim.subject


def notices(place: Place) -> None:
    while place.node.noticing.carry_on():
        pass


def noticed(place: Place, name: str = "analyst") -> list[HeldAlert]:
    notices(place)
    page = place.node.alerting.queue(place.sight(name), limit=200)
    return [held for held in page.items if held.alert.kind is AlertKind.PAYMENT_HIT]


def test_who_holds_a_report_learns_that_a_payment_touches_it(place: Place) -> None:
    subject = reports(place)
    payment = paid(KNOWN)
    decision = taken(place, payment)
    (held,) = noticed(place)
    assert (held.alert.against, held.alert.caption) == (subject, f"{KNOWN} / {KNOWN}")
    where = next(one for one in held.alert.evidence if one.code == "payment-party")
    assert where.arguments == (decision.payment, "beneficiary", str(payment.amount))
    assert is_sound(place)


def test_a_payment_goes_as_it_goes_whether_anybody_in_it_is_held_or_not(place: Place) -> None:
    before = taken(place, paid(KNOWN, number="E-1"))
    reports(place, level=Level.SECRET)
    after = taken(place, paid(KNOWN, number="E-2"))
    assert (before.state, before.reasons, before.lists) == (after.state, after.reasons, after.lists)
    terms = [shown(place, paid(KNOWN, number=number)).last.handling for number in ("E-1", "E-2")]
    assert terms[0] == terms[1]
    notices(place)
    assert shown(place, paid(KNOWN, number="E-2")).state is PaymentState.RELEASED
    assert len(shown(place, paid(KNOWN, number="E-2")).decisions) == 1


def test_a_hit_on_what_an_officer_may_not_see_is_told_to_others_only(place: Place) -> None:
    reports(place, level=Level.SECRET)
    taken(place, paid(KNOWN))
    assert len(noticed(place)) == 1
    assert noticed(place, "junior") == []
    assert place.node.alerting.count(place.sight("junior"), state=AlertState.OPEN) == 0


def test_who_pays_every_week_is_proposed_once(place: Place) -> None:
    reports(place)
    for week in range(4):
        taken(place, paid(KNOWN, number=f"E-{week}"))
        place.clock.passes(timedelta(days=7))
        notices(place)
    assert len(noticed(place)) == 1


def test_what_was_judged_different_comes_again_only_when_the_record_says_something_else(place: Place) -> None:
    subject = reports(place)
    taken(place, paid(KNOWN, number="E-1"))
    (first,) = noticed(place)
    place.node.alerting.decide(place.sight(), (first.alert.id,), Verdict.DIFFERENT, reason="Born elsewhere.")
    taken(place, paid(KNOWN, number="E-2"))
    assert len(noticed(place)) == 1
    more = place.draft(place.claim("1990-04-01", subject=subject, property="birthDate"), handling=place.terms())
    place.node.sharing.record(place.sight(), more)
    place.screens()
    taken(place, paid(KNOWN, number="E-3"))
    again = [held for held in noticed(place) if held.state is AlertState.OPEN]
    assert [held.alert.earlier for held in again] == [first.alert.id]
    assert is_sound(place)


def test_each_payment_is_compared_once_across_a_restart(place: Place) -> None:
    reports(place)
    place.node.monitoring.take([paid(KNOWN, number=f"E-{number}") for number in range(3)])
    assert place.node.noticing.carry_on()
    assert not place.node.noticing.carry_on()
    assert place.node.store.ledger.act(lambda tx: tx.noticed.place(Walk.HOLDINGS)) == 3
    assert len(noticed(place)) == 1


def test_a_payment_in_which_nobody_is_held_raises_nothing(place: Place) -> None:
    reports(place)
    taken(place, paid("Sari Embun Lestari"))
    assert noticed(place) == []
