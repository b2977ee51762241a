"""What becomes of a payment after its freeze on a real node: nothing of it moves by one officer, either way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from simpul.core.errors import InputError, RefusedError
from simpul.core.payment.decision import PaymentAct, PaymentDecision, PaymentState, ReasonCode
from simpul.core.payment.findings import HitVerdict
from simpul.core.payment.freezing import FreezingOrder
from simpul.core.payment.judging import Judgement
from simpul.core.payment.letting_go import UNJUDGED
from simpul.core.payment.money import Money
from simpul.core.payment.payment import payment_id
from simpul.core.payment.transition import NEEDS_TWO, NOT_FROM_THIS_STATE
from simpul.services.following import Shown
from tests.scenarios.test_payments import (
    FROZEN,
    HELD,
    LISTED,
    REJECTED,
    RELEASED,
    is_sound,
    paid,
    shown,
    taken,
    takes_in,
)
from tests.scenarios.test_second_officer import order
from tests.world import Place, World

Made = Callable[..., World]
OTHER = "Utomo Wardana Kusuma"
BOTH = paid(LISTED, by=OTHER)
PAYMENT = payment_id(BOTH)


def judges(
    place: Place, reference: str, verdict: HitVerdict, *, ordered: FreezingOrder | None = None, by: str = "analyst"
) -> PaymentDecision:
    judgement = Judgement(list_id="watch", reference=reference, verdict=verdict, order=ordered)
    return place.node.monitoring.judge(place.sight(by), PAYMENT, judgement, reason="looked at the papers")


def carried(place: Place) -> None:
    while place.node.redeciding.carry_on():
        pass


@pytest.fixture
def place(made: Made) -> Place:
    """A node with a payment between two who are listed, frozen for the one and not yet judged for the other."""
    found = made("XA")["XA"]
    takes_in(found, LISTED, OTHER)
    carried(found)
    assert taken(found, BOTH).state is HELD
    assert judges(found, "W.002", HitVerdict.SAME, ordered=order(found)).state is FROZEN
    return found


def expires(place: Place) -> PaymentState:
    place.clock.passes(timedelta(days=91))
    assert place.node.monitoring.wind_clocks() == 1
    return shown(place, BOTH).state


def test_after_a_freeze_one_officer_alone_sends_nothing_back_in_any_way(place: Place) -> None:
    desk, sight = place.node.confirming, place.sight()
    with pytest.raises(RefusedError) as refused:
        desk.propose_rejection(sight, PAYMENT, reason="enough", code="AC04")
    assert refused.value.grounds == (NOT_FROM_THIS_STATE,)
    assert expires(place) is HELD
    ways: tuple[Callable[[], object], ...] = (
        lambda: place.node.monitoring.reject(sight, PAYMENT, reason="no", code="AC04"),
        lambda: desk.reject_all(sight, [Shown(payment=PAYMENT)], reason="no", code="AC04"),
    )
    for way in ways:
        with pytest.raises(RefusedError) as refused:
            way()
        assert NEEDS_TWO in refused.value.grounds
    with pytest.raises(InputError):
        desk.propose_rejection(sight, PAYMENT, reason="the account is closed", code=" ")
    desk.propose_rejection(sight, PAYMENT, reason="the account is closed", code="AC04")
    assert [each.id for each in desk.waiting(place.sight("second")).items] == [PAYMENT]
    with pytest.raises(RefusedError):
        desk.confirm(sight, PAYMENT, reason="so it is")
    done = desk.confirm(place.sight("second"), PAYMENT, reason="so it is")
    assert (done.state, done.rejection) == (REJECTED, "AC04")
    assert (done.by, done.second) == (place.officers["analyst"].id, place.officers["second"].id)
    assert is_sound(place)


def test_what_is_found_after_a_freeze_stands_and_waits_for_another_officer(place: Place) -> None:
    expires(place)
    assert judges(place, "W.002", HitVerdict.DIFFERENT).state is HELD
    assert judges(place, "W.001", HitVerdict.DIFFERENT).act is PaymentAct.HOLD_ON
    last = judges(place, "W.002", HitVerdict.DIFFERENT, by="second")
    assert (last.state, last.act) == (HELD, PaymentAct.PROPOSE)
    assert place.node.confirming.confirm(place.sight(), PAYMENT, reason="so it is").state is RELEASED
    assert is_sound(place)


def test_nothing_of_a_frozen_payment_is_let_go_before_everybody_in_it_is_judged(place: Place) -> None:
    desk = place.node.confirming
    with pytest.raises(RefusedError) as refused:
        desk.propose_release(place.sight(), PAYMENT, reason="the court lifted it")
    assert refused.value.grounds == (UNJUDGED,)
    said = judges(place, "W.001", HitVerdict.DIFFERENT, by="junior")
    assert (said.state, said.act, said.by) == (FROZEN, PaymentAct.JUDGE, place.officers["junior"].id)
    desk.propose_release(place.sight(), PAYMENT, reason="the court lifted it")
    assert desk.confirm(place.sight("second"), PAYMENT, reason="seen the order").state is RELEASED
    assert is_sound(place)


@pytest.mark.parametrize("how", ["expired", "delisted"])
def test_when_a_freeze_ends_an_order_against_another_in_the_payment_freezes_it_on(place: Place, how: str) -> None:
    longer = order(place, days=200)
    judges(place, "W.001", HitVerdict.SAME, ordered=longer)
    before = shown(place, BOTH).last.decision
    assert (before.act, before.freeze and before.freeze.listed) == (PaymentAct.JUDGE, "W.002")
    if how == "expired":
        expires(place)
    else:
        takes_in(place, LISTED)
        carried(place)
    last = shown(place, BOTH).last.decision
    assert last.freeze is not None
    assert (last.state, last.freeze.listed, last.freeze.expires_at) == (FROZEN, "W.001", longer.expires_at)
    assert last.reasons[0].code is (ReasonCode.FREEZE_EXPIRED if how == "expired" else ReasonCode.DELISTED)
    place.clock.passes(timedelta(days=201))
    assert place.node.monitoring.wind_clocks() == 1
    assert shown(place, BOTH).state is HELD
    assert is_sound(place)


def test_a_limit_in_another_currency_is_refused_with_the_order(place: Place) -> None:
    made = order(place, days=200)
    (rent,) = made.partial_release
    dollars = replace(made, partial_release=(replace(rent, most=Money(currency="USD", minor=1, decimals=2)),))
    with pytest.raises(InputError, match="is in USD, and the payment in EUR"):
        judges(place, "W.001", HitVerdict.SAME, ordered=dollars)
    with pytest.raises(InputError, match="is in USD, and the payment in EUR"):
        place.node.confirming.prolong(place.sight(), PAYMENT, dollars, reason="longer")
    assert shown(place, BOTH).last.decision.act is PaymentAct.FREEZE
