"""Rules on a real node: evaluated on every payment as it comes, the same after a failure and after a restart."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from simpul.core.authority import Level
from simpul.core.payment.decision import PaymentDecision, ReasonCode
from simpul.core.payment.facts import PaymentFacts
from simpul.core.payment.findings import RuleOutcome, RulesRun
from simpul.core.payment.party import PartyRole
from simpul.core.payment.payment import Payment, References
from simpul.services.ports.writing import Transaction
from tests.payments import a_party, a_payment, euros
from tests.scenarios.test_payments import takes_in
from tests.stores import database
from tests.world import START, Place, World

__all__ = ["database"]

Made = Callable[..., World]

STRUCTURING = "structuring@1"


class StoppedError(Exception):
    """What a test stops a transaction with."""


def paid(number: int, figure: str = "950.00", *, minutes: int = 0, to: str = "Sari Embun Lestari") -> Payment:
    at = START - timedelta(days=1) + timedelta(minutes=minutes or number)
    return a_payment(
        a_party(PartyRole.BENEFICIARY, to),
        amount=euros(figure),
        created_at=at.isoformat(),
        references=References(end_to_end=f"E-{number}"),
    )


def takes(place: Place, *payments: Payment) -> tuple[PaymentDecision, ...]:
    return place.node.monitoring.take(payments)


def runs(place: Place) -> list[tuple[PaymentFacts, RulesRun]]:
    """Every payment in its order, with how the rules ended for it."""

    def told(tx: Transaction) -> list[tuple[PaymentFacts, RulesRun]]:
        found = []
        for facts in tx.history.after(0, 10_000):
            held = tx.payments.find(facts.payment)
            assert held is not None
            found.append((facts, held.decisions[0].case.rules))
        return found

    return place.node.store.ledger.act(told)


def fired(place: Place) -> list[list[str]]:
    return [[str(each.rule) for each in run.findings if each.outcome is RuleOutcome.FIRED] for _, run in runs(place)]


def figures(place: Place) -> list[tuple[tuple[str, ...], ...]]:
    return [tuple(each.arguments for each in run.findings) for _, run in runs(place)]


def test_a_rule_that_comes_with_simpul_alerts_and_holds_nothing(made: Made) -> None:
    place = made("XA")["XA"]
    takes_in(place, "Somebody Else Altogether")
    decided = takes(place, *(paid(number) for number in range(1, 5)))
    assert [STRUCTURING in each for each in fired(place)] == [False, False, True, True]
    told = [reason for reason in decided[2].reasons if reason.code is ReasonCode.RULE]
    assert [(str(reason.rule), reason.arguments[0]) for reason in told][:1] == [(STRUCTURING, "alert")]
    assert "sender out count 7d banded: 3" in told[0].arguments
    assert {str(each) for each in decided[0].rules} >= {STRUCTURING, "fan-in@1"}


def test_one_by_one_or_many_together_the_rules_say_the_same(made: Made) -> None:
    alone, together = made("XA")["XA"], made("XB")["XB"]
    payments = [paid(number) for number in range(1, 9)]
    for each in payments:
        takes(alone, each)
    takes(together, *payments)
    assert fired(alone) == fired(together)
    assert figures(alone) == figures(together)


def test_a_payment_that_comes_twice_counts_once(made: Made) -> None:
    place = made("XA")["XA"]
    takes(place, paid(1), paid(1), paid(1), paid(1))
    takes(place, paid(1))
    assert fired(place) == [[]]


def test_what_failed_is_not_counted(made: Made) -> None:
    place, other = made("XA")["XA"], made("XB")["XB"]
    takes(place, paid(1))
    taking = place.node.monitoring.taking

    def stopped(tx: Transaction) -> None:
        facts = tx.history.after(0, 1)
        taking.rules.run(tx, [replaced(facts[0], sequence=2, payment="b" * 64)])
        raise StoppedError

    for _ in range(3):
        with pytest.raises(StoppedError):
            place.node.store.ledger.act(stopped)
    takes(place, paid(2))
    takes(place, paid(3))
    takes(other, paid(1), paid(2), paid(3))
    assert fired(place) == fired(other)
    assert figures(place) == figures(other)


def replaced(facts: PaymentFacts, **fields: object) -> PaymentFacts:
    said = {name: getattr(facts, name) for name in facts.__slots__}
    return PaymentFacts(**(said | fields))


def test_a_restart_changes_nothing(made: Made, tmp_path: Path) -> None:
    payments = [paid(number) for number in range(1, 9)]
    told, whole = None, made("XA")["XA"]
    takes(whole, *payments)
    for part in (payments[:2], payments[2:5], payments[5:]):
        world = World.reopened(tmp_path / "again", "XA") if part != payments[:2] else World(tmp_path / "again", "XA")
        takes(world["XA"], *part)
        told = (fired(world["XA"]), figures(world["XA"]))
        world.closes()
    assert told == (fired(whole), figures(whole))


def test_a_payment_under_stricter_terms_counts_in_nothing_that_others_are_told(made: Made) -> None:
    with_hidden, without = made("XA")["XA"], made("XB")["XB"]
    for place in (with_hidden, without):
        takes_in(place, "Bahrul Santosa Wiratama", level=Level.SECRET)
    hidden = [paid(number, to="Bahrul Santosa Wiratama") for number in (11, 12, 13)]
    takes(with_hidden, *hidden[:2], paid(1), hidden[2], paid(2))
    takes(without, paid(1), paid(2))
    told = [run for facts, run in runs(with_hidden) if not facts.apart]
    assert told == [run for _, run in runs(without)]
    apart = [run for facts, run in runs(with_hidden) if facts.apart]
    assert len(apart) == 3
    assert all(each.outcome is RuleOutcome.UNKNOWN for run in apart for each in run.findings)


def test_the_order_and_its_facts_are_part_of_what_is_verified(made: Made) -> None:
    place = made("XA")["XA"]
    takes(place, *(paid(number) for number in range(1, 4)))
    assert place.node.auditing.verify_as_operator().ok
