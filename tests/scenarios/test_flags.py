"""Released payments on which a rule alerts: flagged once for an account, with the payments behind it, and dismissed."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from simpul.core.alert import AlertKind, AlertState, Verdict
from simpul.core.errors import InputError
from simpul.core.holding import HeldAlert
from simpul.core.payment.decision import PaymentState
from simpul.core.payment.party import PartyRole, account_of
from simpul.core.payment.payment import Payment, References
from simpul.services.flagging import BEHIND, RULE
from tests.payments import IBAN_XB, a_party, a_payment, euros
from tests.scenarios.test_payment_rules import STRUCTURING, takes
from tests.scenarios.test_payments import is_sound, paid, takes_in
from tests.world import START, Place, World

Made = Callable[..., World]


@pytest.fixture
def place(made: Made) -> Place:
    found = made("XA")["XA"]
    takes_in(found, "Somebody Else Altogether")
    return found


def small(number: int, *, days: int = 0) -> Payment:
    """A payment just below a threshold."""
    at = START - timedelta(days=1) + timedelta(days=days, minutes=number)
    return paid(number=f"E-{number}", amount=euros("950.00"), created_at=at.isoformat())


def gift(number: int) -> Payment:
    """A small payment by somebody else each time, to one account."""
    account = account_of(f"{number}")
    donor = a_party(name=f"Donor {number}", account=account)
    payee = a_party(PartyRole.BENEFICIARY, "Sari Embun Lestari", account=account_of(IBAN_XB))
    at = START - timedelta(days=1) + timedelta(minutes=number)
    said = References(end_to_end=f"G-{number}")
    return a_payment(donor, payee, amount=euros("20.00"), references=said, created_at=at.isoformat())


def flagged(place: Place, name: str = "analyst", rule: str = STRUCTURING) -> list[HeldAlert]:
    """Give the alerts on structuring, or of another rule, that an officer may see."""
    while place.node.flagging.carry_on():
        pass
    page = place.node.alerting.queue(place.sight(name), limit=200)
    patterns = [held for held in page.items if held.alert.kind is AlertKind.PAYMENT_PATTERN]
    return [held for held in patterns if of(held, RULE)[0].startswith(rule)]


def of(held: HeldAlert, code: str) -> tuple[str, ...]:
    return next(one.arguments for one in held.alert.evidence if one.code == code)


def dismisses(place: Place, held: HeldAlert, reason: str = "The wages of the port.") -> None:
    place.node.alerting.decide(place.sight(), (held.alert.id,), Verdict.NOTED, reason=reason)


def test_an_alert_names_the_payments_that_the_rule_counted_and_none_that_came_later(place: Place) -> None:
    decided = takes(place, *(small(number) for number in range(1, 5)))
    assert {each.state for each in decided} == {PaymentState.RELEASED}
    (held,) = flagged(place)
    assert of(held, BEHIND) == tuple(each.payment for each in reversed(decided[:3]))
    assert is_sound(place)


def test_one_rule_flags_one_account_once_while_the_alert_waits(place: Place) -> None:
    for number in range(1, 7):
        takes(place, small(number))
        assert len(flagged(place)) == (1 if number >= 3 else 0)


def test_who_gives_to_a_collector_is_not_flagged_for_it_and_the_collector_is_once(place: Place) -> None:
    donors = [gift(number) for number in range(1, 15)]
    takes(place, *donors)
    found = [held for held in flagged(place, rule="fan-in") if held.state is AlertState.OPEN]
    assert [held.alert.caption for held in found] == ["Sari Embun Lestari / Many strangers pay one account"]
    assert found[0].alert.subject.startswith("payee-")
    assert len(of(found[0], BEHIND)) == 10


def test_what_is_dismissed_stays_dismissed_for_thirty_days(place: Place) -> None:
    takes(place, *(small(number) for number in range(1, 4)))
    (first,) = flagged(place)
    with pytest.raises(InputError, match="reason"):
        dismisses(place, first, reason="")
    dismisses(place, first)
    takes(place, small(4))
    assert [held.state for held in flagged(place)] == [AlertState.DECIDED]
    place.clock.passes(timedelta(days=31))
    later = [small(number, days=31) for number in range(5, 8)]
    takes(place, *later)
    again = [held for held in flagged(place) if held.state is AlertState.OPEN]
    assert [held.alert.earlier for held in again] == [first.alert.id]
    assert is_sound(place)


def test_each_payment_is_looked_at_once(place: Place) -> None:
    takes(place, *(small(number) for number in range(1, 4)))
    assert place.node.flagging.carry_on()
    assert not place.node.flagging.carry_on()
