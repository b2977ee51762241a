"""Live evaluation, in transactions of any size and after any restart, says what a back-test says: 0 differences."""

import random
from itertools import pairwise

import numpy as np
import pytest

from simpul.app.rules import shipped_models
from simpul.core.payment.conditions import Flow, Measure, Whose, WindowLimit
from simpul.core.payment.facts import PaymentFacts
from simpul.core.payment.findings import RuleOutcome
from simpul.core.payment.rule import Clause, Rule
from simpul.core.payment.rulebook import InForce
from simpul.engines.rules.backtesting import measured_over
from simpul.engines.rules.columns import columns_of
from simpul.engines.rules.evaluating import NO, UNKNOWN, YES, verdicts
from simpul.engines.rules.watching import Watch
from simpul.formats.payment_rules import shipped_rules
from tests.paymentrules import DAY, a_payment_rule, a_window, some_facts
from tests.payments import euros

PAYMENTS = 1_500
SAID = {RuleOutcome.FIRED: YES, RuleOutcome.UNKNOWN: UNKNOWN}


def busy_weeks(seed: int) -> list[PaymentFacts]:
    """Make some weeks of payments between few accounts: a hub, nobodies, sums under a threshold, some apart."""
    chance, at, facts = random.Random(seed), 0, []
    accounts = [f"A{number}" for number in range(40)]
    for sequence in range(1, PAYMENTS + 1):
        at += chance.choice((0, 0, DAY // 200, DAY // 40, DAY // 10))
        receiver = "HUB" if chance.random() < 0.1 else chance.choice(accounts)
        facts.append(
            some_facts(
                sequence,
                at=at,
                taken=at,
                sender="" if chance.random() < 0.02 else chance.choice(accounts),
                receiver=receiver,
                amount=chance.choice((95_000, 99_000, 950_000, 12_345, 20_000)),
                currency=chance.choice(("EUR", "EUR", "USD", "JPY")),
                destination=chance.choice(("XA", "XB", "")),
                sender_kind=chance.choice(("person", "organisation", "unstated")),
                receiver_kind=chance.choice(("person", "organisation", "unstated")),
                purpose=chance.choice(("", "", "CSDB", "AIRB", "LOAN")),
                hits=chance.choice(("", "", "un", "?")),
                apart=int(chance.random() < 0.05),
            )
        )
    return facts


def live(rules: tuple[Rule, ...], facts: list[PaymentFacts], chance: random.Random) -> dict[str, list[int]]:
    """Let payments come in transactions of any size; now and then a new process sees what is recorded, and goes on."""
    watch, said = (
        Watch(InForce(force=rules), shipped_models()),
        {str(rule.edition): [NO] * len(facts) for rule in rules},
    )
    cuts = sorted({0, len(facts), *(chance.randrange(len(facts)) for _ in range(60))})
    for start, end in pairwise(cuts):
        if chance.random() < 0.1:
            watch = Watch(InForce(force=rules), shipped_models())
            watch.see(facts[:start])
        for row, run in enumerate(watch.run(facts[start:end]), start):
            for found in run.findings:
                said[str(found.rule)][row] = SAID[found.outcome]
    return said


@pytest.mark.parametrize("seed", range(3))
def test_every_rule_that_comes_with_simpul_says_the_same_live_and_over_the_past(seed: int) -> None:
    rules, facts = (*shipped_rules(), a_payment_rule(), of_sums()), busy_weeks(seed)
    came, columns = live(rules, facts, random.Random(seed)), columns_of(facts)
    fired = 0
    for rule in rules:
        past = verdicts(rule, columns, measured_over(rule, columns, shipped_models()))
        assert came[str(rule.edition)] == past.tolist(), rule.edition
        fired += int(np.count_nonzero(past == YES))
    assert fired > 100


@pytest.mark.parametrize("seed", range(2))
def test_what_comes_later_changes_nothing_of_what_was_said_before(seed: int) -> None:
    rules, facts = shipped_rules(), busy_weeks(seed)
    whole, part = columns_of(facts), columns_of(facts[: PAYMENTS // 2])
    for rule in rules:
        before = verdicts(rule, part, measured_over(rule, part, shipped_models()))
        assert (
            verdicts(rule, whole, measured_over(rule, whole, shipped_models()))[: PAYMENTS // 2].tolist()
            == before.tolist()
        )


def of_sums() -> Rule:
    """A rule on what an account was paid in two days."""
    window = a_window(whose=Whose.RECEIVER, flow=Flow.IN, measure=Measure.SUM, days=2)
    return a_payment_rule(Clause(windows=(WindowLimit(window=window, amounts=(euros("15000.00"),)),)), name="paid")
