"""What becomes of frozen payments when an answer to a request changes: lifted, renewed, refused; and crossed words."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

import pytest

from simpul.core.cases.freezing import RefusalGround, Standing, Word
from simpul.core.errors import ConflictError, RefusedError
from simpul.core.payment.apart import KEPT_FOR_A_REQUEST
from simpul.core.payment.decision import PaymentAct, ReasonCode
from simpul.core.payment.payment import payment_id
from simpul.core.payment.transition import NEEDS_TWO
from simpul.services.following import Shown
from simpul.services.freeze_requests import Saying
from simpul.services.ports.writing import Ledger, Transaction
from tests.scenarios.test_freeze_requests import asks, reasons, says, stands
from tests.scenarios.test_payments import FROZEN, HELD, LISTED, RELEASED, is_sound, paid, shown, taken, takes_in
from tests.world import Place, World

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed:
    """A ledger in front of whose transaction somebody else does something."""

    ledger: Ledger
    first: Callable[[], object]

    def act(self, work: Callable[[Transaction], T]) -> T:
        """Let the other one act, and then do the work."""
        self.first()
        return self.ledger.act(work)


@pytest.fixture
def world(made: Callable[..., World]) -> World:
    found = made("XA", "XB")
    takes_in(found["XB"], LISTED)
    return found


def frozen_for(world: World) -> str:
    """A request of State XA on which State XB has frozen one payment."""
    request = asks(world["XA"]).record
    world.delivers()
    taken(world["XB"], paid())
    says(world["XB"], request, Word.FROZEN)
    assert shown(world["XB"], paid()).state is FROZEN
    return request


def is_let_go_by_two(place: Place) -> bool:
    """Whether one officer alone is refused, and a second one's word lets the payment go."""
    held = shown(place, paid())
    with pytest.raises(RefusedError) as refused:
        place.node.monitoring.release(place.sight(), held.id, reason="nothing speaks against it")
    assert refused.value.grounds == (NEEDS_TWO,)
    place.node.confirming.propose_release(place.sight(), held.id, reason="lifted")
    done = place.node.confirming.confirm(place.sight("second"), held.id, reason="seen the order")
    return done.state is RELEASED


def test_when_a_freeze_is_lifted_what_it_froze_waits_for_two_officers(world: World) -> None:
    asked, request = world["XB"], frozen_for(world)
    assert says(asked, request, Word.LIFTED, text="By order of the court.").payments == 1
    last = shown(asked, paid()).last.decision
    assert (last.state, last.act, last.by) == (HELD, PaymentAct.DELIST, asked.sight("releasing").viewer.officer)
    assert last.hold is not None
    assert reasons(last)[0] is ReasonCode.DELISTED
    assert is_let_go_by_two(asked)
    assert is_sound(asked)


def test_what_is_held_or_frozen_for_a_request_goes_by_what_is_said_on_it_alone(world: World) -> None:
    asked, request = world["XB"], frozen_for(world)
    desk, number = asked.node.confirming, payment_id(paid())
    later = paid(number="E-2")
    taken(asked, later)
    desk.propose_release(asked.sight(), number, reason="an error")
    acts: tuple[Callable[[], object], ...] = (
        lambda: desk.confirm(asked.sight("second"), number, reason="so it is"),
        lambda: asked.node.monitoring.release(asked.sight(), payment_id(later), reason="an error"),
        lambda: desk.reject_all(asked.sight(), [Shown(payment=payment_id(later))], reason="an error", code="AC04"),
    )
    for act in acts:
        with pytest.raises(RefusedError) as refused:
            act()
        assert refused.value.grounds == (KEPT_FOR_A_REQUEST,)
    says(asked, request, Word.LIFTED)
    assert is_let_go_by_two(asked)
    assert asked.node.monitoring.release(asked.sight(), payment_id(later), reason="lifted").state is RELEASED
    assert is_sound(asked)


def test_a_freeze_that_is_made_anew_prolongs_what_it_froze(world: World) -> None:
    asked, request = world["XB"], frozen_for(world)
    later = world.clock.present + timedelta(days=60)
    assert says(asked, request, Word.FROZEN, expires_at=later).payments == 1
    last = shown(asked, paid()).last.decision
    assert last.freeze is not None
    assert (last.state, last.act, last.freeze.expires_at) == (FROZEN, PaymentAct.PROLONG, later)
    assert says(asked, request, Word.FROZEN, expires_at=later - timedelta(days=1)).payments == 0
    assert is_sound(asked)


def test_one_payment_that_was_ever_frozen_does_not_keep_an_officer_from_answering(world: World) -> None:
    asked, first = world["XB"], frozen_for(world)
    says(asked, first, Word.LIFTED)
    other = asks(world["XA"]).record
    world.delivers()
    answer = says(asked, other, Word.REFUSED, ground=RefusalGround.NOT_ENOUGH_GROUNDS)
    assert answer.payments == 1
    last = shown(asked, paid()).last.decision
    assert last.state is HELD
    assert [code for code in reasons(last) if code is not ReasonCode.OFFICER] == [ReasonCode.DELISTED]
    assert is_let_go_by_two(asked)
    assert is_sound(asked)


def test_two_officers_who_answer_at_once_do_not_say_that_money_is_frozen_which_has_gone(world: World) -> None:
    asked = world["XB"]
    request = asks(world["XA"]).record
    world.delivers()
    taken(asked, paid())
    real = asked.node.units.freezing
    crossed = Crossed(ledger=real.ledger, first=lambda: says(asked, request, Word.NO_MEASURE))
    saying = Saying(word=Word.REFUSED, ground=RefusalGround.HUMANITARIAN)
    with pytest.raises(ConflictError):
        replace(real, ledger=crossed).say(asked.sight("releasing"), request, saying)
    assert stands(asked, request) is Standing.NO_MEASURE
    assert shown(asked, paid()).state is RELEASED


def test_of_many_payments_held_for_a_request_so_many_are_given_as_are_asked_for(world: World) -> None:
    asked = world["XB"]
    request = asks(world["XA"]).record
    world.delivers()
    asked.node.monitoring.take([paid(number=f"E-{number}") for number in range(5)])
    freezing = asked.node.units.freezing
    assert len(freezing.held_for(asked.sight(), request)) == 5
    assert len(freezing.held_for(asked.sight(), request, limit=2)) == 2
