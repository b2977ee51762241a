"""A list changes: payments that are held, frozen or just let go meet it without delay, and a crash loses nothing."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from simpul.core.audit import Act
from simpul.core.authority import Level
from simpul.core.errors import ConflictError, InputError, NotFoundError, RefusedError
from simpul.core.payment.decision import PaymentAct, PaymentState, ReasonCode
from simpul.core.payment.findings import HitVerdict
from simpul.core.payment.freezing import FreezingOrder
from simpul.core.payment.judging import Judgement
from simpul.core.payment.payment import Payment, payment_id
from tests.scenarios.test_payments import LISTED, is_sound, paid, shown, taken, takes_in
from tests.scenarios.test_second_officer import order
from tests.world import Place, World

Made = Callable[..., World]
OTHER = "Utomo Wardana Kusuma"
HELD, FROZEN, RELEASED = PaymentState.HELD, PaymentState.FROZEN, PaymentState.RELEASED


def carried(place: Place) -> int:
    """Carry every change to the end, and give in how many pages."""
    pages = 0
    while place.node.redeciding.carry_on():
        pages += 1
    return pages


def acts(place: Place, payment: Payment) -> list[PaymentAct]:
    return [each.decision.act for each in shown(place, payment).decisions]


def judges(place: Place, payment: Payment, verdict: HitVerdict, ordered: FreezingOrder | None = None) -> None:
    judgement = Judgement(list_id="watch", reference="W.002", verdict=verdict, order=ordered)
    place.node.monitoring.judge(place.sight(), payment_id(payment), judgement, reason="compared")


@pytest.fixture
def place(made: Made) -> Place:
    """A node whose list has two entries, and no change waits."""
    found = made("XA")["XA"]
    takes_in(found, OTHER, LISTED)
    assert carried(found) == 2
    return found


def test_what_was_held_comes_up_for_release_when_its_entry_leaves_and_one_officer_lets_it_go(place: Place) -> None:
    taken(place, paid(LISTED))
    takes_in(place, OTHER)
    carried(place)
    last = shown(place, paid(LISTED)).last
    assert last.decision.act is PaymentAct.LIST_CHANGE
    assert last.decision.reasons[0].code is ReasonCode.LIST_HIT_GONE
    assert last.case.screening.hits == ()
    (line,) = place.node.confirming.waiting(place.sight()).items
    assert line.id == payment_id(paid(LISTED))
    done = place.node.confirming.confirm(place.sight(), line.id, reason="off the list")
    assert (done.state, done.second) == (RELEASED, "")
    assert carried(place) == 0
    assert is_sound(place)


def test_what_was_frozen_by_a_listing_loses_its_basis_and_waits_for_two_with_a_clock(place: Place) -> None:
    taken(place, paid(LISTED))
    judges(place, paid(LISTED), HitVerdict.SAME, order(place))
    takes_in(place, OTHER)
    carried(place)
    last = shown(place, paid(LISTED)).last.decision
    assert (last.state, last.act, last.reasons[0].code) == (HELD, PaymentAct.DELIST, ReasonCode.DELISTED)
    assert last.hold is not None
    with pytest.raises(RefusedError) as refused:
        place.node.monitoring.release(place.sight(), last.payment, reason="off the list")
    assert refused.value.grounds == ("payment.needs-two-officers",)
    place.node.confirming.propose_release(place.sight(), last.payment, reason="off the list")
    done = place.node.confirming.confirm(place.sight("second"), last.payment, reason="so it is")
    assert (done.state, is_sound(place)) == (RELEASED, True)


def test_a_list_that_changes_elsewhere_leaves_no_record_on_any_payment(place: Place) -> None:
    taken(place, paid(LISTED))
    taken(place, paid())
    takes_in(place, OTHER, LISTED, "Nobody In Any Payment")
    assert carried(place) == 2
    assert acts(place, paid(LISTED)) == [PaymentAct.FIRST]
    assert acts(place, paid()) == [PaymentAct.FIRST]
    assert place.node.redeciding.count_late(place.sight()) == 0


def test_a_new_entry_is_added_to_what_is_held_and_told_to_the_owner_of_what_went(place: Place) -> None:
    both = paid(LISTED, number="E-2", by="Rahmat Hidayat Prakoso")
    taken(place, both)
    gone = paid("Sari Embun Lestari", number="E-3", by="Rahmat Hidayat Prakoso")
    assert taken(place, gone).state is RELEASED
    place.clock.passes(timedelta(hours=1))
    takes_in(place, OTHER, LISTED, "Rahmat Hidayat Prakoso")
    carried(place)
    assert {hit.reference for hit in shown(place, both).last.case.screening.hits} == {"W.002", "W.003"}
    assert acts(place, both) == [PaymentAct.FIRST, PaymentAct.LIST_CHANGE]
    assert (shown(place, gone).state, acts(place, gone)) == (RELEASED, [PaymentAct.FIRST])
    (late,) = place.node.redeciding.late_hits(place.sight()).items
    assert late.record.value.payment == payment_id(gone)
    assert (late.record.value.hit.reference, late.record.value.owner) == ("W.003", "duty desk")
    assert is_sound(place)
    with pytest.raises(InputError):
        place.node.redeciding.answer(place.sight(), late.record.id, reason=" ")
    place.node.redeciding.answer(place.sight(), late.record.id, reason="reported to the FIU")
    assert place.node.redeciding.count_late(place.sight()) == 0
    with pytest.raises(ConflictError):
        place.node.redeciding.answer(place.sight(), late.record.id, reason="once more")
    entries = place.node.auditing.entries(place.sight("auditor"), limit=50).items
    assert {Act.PAYMENT_RELIST, Act.PAYMENT_LATE} <= {held.entry.act for held in entries}
    assert is_sound(place)


def test_what_went_long_before_a_listing_is_not_looked_at(place: Place) -> None:
    taken(place, paid())
    place.clock.passes(timedelta(days=15))
    takes_in(place, OTHER, LISTED, "Sari Embun Lestari")
    carried(place)
    assert place.node.redeciding.count_late(place.sight()) == 0


def test_who_may_not_see_the_list_sees_no_late_hit_and_the_payment_as_it_was(place: Place) -> None:
    taken(place, paid())
    before = shown(place, paid(), by="junior")
    takes_in(place, OTHER, LISTED, "Sari Embun Lestari", level=Level.SECRET)
    carried(place)
    (late,) = place.node.redeciding.late_hits(place.sight()).items
    junior = place.sight("junior")
    assert place.node.redeciding.count_late(junior) == 0
    assert place.node.redeciding.late_hits(junior).items == ()
    for number in (late.record.id, "f" * 64):
        with pytest.raises(NotFoundError):
            place.node.redeciding.answer(junior, number, reason="a look")
    assert shown(place, paid(), by="junior") == before


def test_a_verdict_outlives_a_change_of_the_entry_and_a_hit_that_went_comes_back_open(place: Place) -> None:
    taken(place, paid(LISTED))
    judges(place, paid(LISTED), HitVerdict.UNSURE)
    takes_in(place, OTHER, LISTED, level=Level.CONFIDENTIAL)
    carried(place)
    (hit,) = shown(place, paid(LISTED)).last.case.screening.hits
    assert hit.verdict is HitVerdict.UNSURE
    takes_in(place, OTHER)
    carried(place)
    takes_in(place, OTHER, LISTED)
    carried(place)
    last = shown(place, paid(LISTED)).last
    assert [each.verdict for each in last.case.screening.hits] == [HitVerdict.OPEN]
    assert last.decision.proposal is None
    assert is_sound(place)


def test_what_was_held_because_there_was_no_list_is_decided_when_there_is_one(made: Made) -> None:
    place = made("XA")["XA"]
    assert taken(place, paid()).state is HELD
    assert taken(place, paid(LISTED)).state is HELD
    takes_in(place, LISTED)
    carried(place)
    assert (shown(place, paid()).state, shown(place, paid(LISTED)).state) == (RELEASED, HELD)
    assert shown(place, paid(LISTED)).last.decision.reasons[0].code is ReasonCode.LIST_HIT
    assert is_sound(place)


def test_it_goes_on_page_by_page_where_it_stopped_even_after_a_restart(tmp_path: Path) -> None:
    world = World(tmp_path, "XA")
    place = world["XA"]
    takes_in(place, LISTED)
    for number in range(250):
        taken(place, paid(LISTED, number=f"E-{number}"))
    takes_in(place, "Somebody Else Entirely")
    assert place.node.redeciding.carry_on()
    assert place.node.redeciding.carry_on()
    waiting = place.node.confirming.count_waiting(place.sight())
    world.closes()
    again = World.reopened(tmp_path, "XA")
    place = again["XA"]
    place.clock.passes(timedelta(hours=1))
    place.node.screening.prepare()
    assert waiting == 200
    carried(place)
    assert place.node.confirming.count_waiting(place.sight()) == 250
    assert all(
        acts(place, paid(LISTED, number=f"E-{number}")) == [PaymentAct.FIRST, PaymentAct.LIST_CHANGE]
        for number in (0, 120, 249)
    )
    again.closes()
