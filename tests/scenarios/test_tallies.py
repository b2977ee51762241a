"""How many payments there are is kept by audience and by day, and is always what counting the payments gives."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random

import pytest

from simpul.core.payment.decision import PaymentState
from simpul.core.payment.faring import PaymentFare
from simpul.core.payment.findings import HitVerdict
from simpul.core.payment.judging import Judgement
from simpul.core.payment.keeping import HeldPayment
from simpul.core.payment.marking import marks_of
from simpul.core.payment.payment import payment_id
from simpul.services.tallying import Tallying
from tests.scenarios.test_kept_apart import lists_secretly
from tests.scenarios.test_payments import LISTED, is_sound, paid, taken, takes_in
from tests.stores import database
from tests.world import Place, World

__all__ = ["database"]

Made = Callable[..., World]
SECRET = "Bahrul Santosa Wiratama"
NAMES = (LISTED, SECRET, "Sari Embun Lestari", "Дарья Лебедева")
DAYS = 3


@pytest.fixture
def place(made: Made) -> Place:
    """A node with an open list and a secret one, so that payments come under several terms."""
    found = made("XA")["XA"]
    takes_in(found, LISTED)
    lists_secretly(found, SECRET)
    return found


def seen_by(place: Place, name: str) -> Iterator[HeldPayment]:
    """Give every payment that an officer may see, read one by one."""
    for state in PaymentState:
        page = place.node.monitoring.queue(place.sight(name), state, limit=200)
        assert not page.after
        for line in page.items:
            held = place.node.monitoring.payments.payment(place.sight(name), line.id)
            assert held is not None
            yield held


def differs_nowhere(place: Place, name: str) -> None:
    """Compare what an officer is told with counting what he or she may see."""
    sight, payments = place.sight(name), list(seen_by(place, name))
    counted = Counter(each.state for each in payments)
    assert place.node.monitoring.counts(sight) == {state: counted[state] for state in PaymentState}
    first_day = (sight.at - timedelta(days=DAYS - 1)).date()
    late = [each for each in payments if each.taken_at.date() >= first_day]
    fares = place.node.picturing.fares(sight, days=DAYS)
    assert fares.overall.payments == len(late)
    assert by_group(fares.by_corridor) == Counter(marks_of(each.payment).corridor for each in late)
    assert by_group(fares.by_script) == Counter(one for each in late for one in marks_of(each.payment).scripts)
    assert fares.overall.held == sum(each.decisions[0].decision.state is PaymentState.HELD for each in late)


def by_group(fares: tuple[PaymentFare, ...]) -> Counter[str]:
    return Counter({each.group: each.payments for each in fares})


def lets_go(place: Place, payment: str) -> None:
    """Say of everybody whom a payment is held for that it is somebody else: then it goes."""
    held = place.node.monitoring.payments.payment(place.sight(), payment)
    assert held is not None
    for hit in held.last.case.screening.hits:
        judgement = Judgement(list_id=hit.list.id, reference=hit.reference, verdict=HitVerdict.DIFFERENT)
        place.node.monitoring.judge(place.sight(), payment, judgement, reason="born elsewhere")


def does(place: Place, chance: Random, number: int) -> None:
    """Do one thing of those that happen: a payment comes, some are counted, a day passes, an officer decides."""
    held = place.node.monitoring.queue(place.sight(), PaymentState.HELD, limit=200).items
    match chance.choice(["pays", "pays", "pays", "counts", "waits", "releases", "rejects"]):
        case "pays":
            taken(place, paid(chance.choice(NAMES), number=f"E-{number}"))
        case "counts":
            Tallying(ledger=place.node.store.ledger, page=chance.randrange(1, 5)).carry_on()
        case "waits":
            place.clock.passes(timedelta(hours=chance.randrange(1, 30)))
            place.node.monitoring.wind_clocks()
        case "releases" if held:
            lets_go(place, chance.choice(held).id)
        case "rejects" if held:
            place.node.monitoring.reject(place.sight(), chance.choice(held).id, reason="no", code="AC01")


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_each_officer_is_told_what_counting_gives(place: Place, seed: int) -> None:
    chance = Random(seed)
    for number in range(25):
        does(place, chance, number)
        for name in ("analyst", "junior"):
            differs_nowhere(place, name)
    while place.node.tallying.carry_on():
        pass
    place.node.tallying.carry_on()
    for name in ("analyst", "junior"):
        differs_nowhere(place, name)
    assert is_sound(place)


def test_who_may_not_see_a_payment_is_told_the_same_as_if_it_had_not_come(made: Made) -> None:
    told = []
    for hidden in (0, 4):
        place = made("XA")["XA"]
        takes_in(place, LISTED)
        lists_secretly(place, SECRET)
        for number in range(6):
            taken(place, paid(number=f"E-{number}"))
        for number in range(hidden):
            taken(place, paid(SECRET, number=f"H-{number}"))
        before = place.node.monitoring.counts(place.sight("junior"))
        place.node.tallying.carry_on()
        junior = place.sight("junior")
        told.append((before, place.node.monitoring.counts(junior), place.node.picturing.fares(junior, days=DAYS)))
        assert place.node.monitoring.counts(place.sight())[PaymentState.HELD] == hidden
    assert told[0] == told[1]
    assert told[0][0] == told[0][1]


def test_a_tally_that_is_not_what_counting_gives_is_found(place: Place) -> None:
    taken(place, paid())
    place.node.tallying.carry_on()
    assert is_sound(place)
    place.node.store.ledger.act(lambda tx: tx.tallies.count(payment_id(paid()), 1))
    found = place.node.store.audit_trail.problems()[1]
    assert [(each.table, each.what) for each in found] == [
        (table, "many is not what was recorded") for table in ("payment_count", "payment_passed")
    ]


def test_the_payment_that_is_decided_again_moves_from_one_tally_to_the_other(place: Place) -> None:
    taken(place, paid(LISTED))
    place.node.tallying.carry_on()
    assert place.node.monitoring.counts(place.sight())[PaymentState.HELD] == 1
    lets_go(place, payment_id(paid(LISTED)))
    counts = place.node.monitoring.counts(place.sight())
    assert (counts[PaymentState.HELD], counts[PaymentState.RELEASED]) == (0, 1)
    assert is_sound(place)
