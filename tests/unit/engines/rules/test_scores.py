"""Scores that rules ask for: live they are those of the past, and those that the model was judged with."""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from simpul.app.rules import shipped_models
from simpul.core.payment.conditions import Flow, ScoreLimit, Scoring
from simpul.core.payment.facts import PaymentFacts
from simpul.core.payment.findings import RuleOutcome
from simpul.core.payment.rule import Clause, Rule
from simpul.core.payment.rulebook import InForce
from simpul.engines.payments.features import Layout
from simpul.engines.rules.backtesting import measured_over
from simpul.engines.rules.columns import columns_of
from simpul.engines.rules.evaluating import NO, UNKNOWN, YES, verdicts
from simpul.engines.rules.scores import unknown_to
from simpul.engines.rules.watching import Watch, unknown_features
from simpul.engines.scenarios.flow import PURPOSES
from simpul.engines.scenarios.population import Kind
from simpul.engines.scenarios.scenario import Scenario, scenario
from simpul.engines.scenarios.setting import WorldSetting
from simpul.engines.suspicion.circumstance import NAMES
from simpul.engines.suspicion.forest import Forest, Tree
from simpul.formats.payment_rules import shipped_rules
from tests.benchmarks.scenario_features import features_of
from tests.paymentrules import a_payment_rule, some_facts

(FOREST,) = shipped_models()
SHIPPED = next(rule for rule in shipped_rules() if rule.edition.id == "suspicion")
TAKEN = 14_000
"""So many payments of a world are tried: schemes have begun by then."""


@pytest.fixture(scope="module")
def world() -> Scenario:
    return scenario(WorldSetting(seed=4, persons=400, days=90, schemes=1, twins=1))


def named(world: Scenario, place: int) -> str:
    return f"A{world.people.number[place]}"


@pytest.fixture(scope="module")
def facts(world: Scenario) -> list[PaymentFacts]:
    """The payments of a world as a node takes them; what somebody in them is comes from the message."""
    kinds, listed = world.people.kind, world.people.listed
    times, amounts = (world.payments[name].tolist() for name in ("time", "amount"))
    return [
        some_facts(
            row + 1,
            payment=hashlib.sha256(str(row).encode()).hexdigest(),
            at=int(times[row]) * 1_000_000,
            taken=int(times[row]) * 1_000_000,
            sender=named(world, sender),
            receiver=named(world, receiver),
            amount=round(amounts[row] * 100),
            sender_kind="person" if kinds[sender] == Kind.PERSON else "organisation",
            receiver_kind="person" if kinds[receiver] == Kind.PERSON else "organisation",
            purpose=PURPOSES[world.purposes[row]],
            hits="un" if listed[sender] or listed[receiver] else "",
        )
        for row, (sender, receiver) in enumerate(
            zip(world.senders.tolist()[:TAKEN], world.receivers.tolist()[:TAKEN], strict=True)
        )
    ]


@pytest.fixture(scope="module")
def rule(world: Scenario) -> Rule:
    """The rule that ships, of a node that knows its charities and its cash points near the border."""
    kinds, near = world.people.kind, world.people.border
    charities = tuple(named(world, place) for place in np.flatnonzero(kinds == Kind.CHARITY).tolist())
    points = tuple(named(world, place) for place in np.flatnonzero((kinds == Kind.CASH_POINT) & near).tolist())
    return scoring_rule(Scoring(model=FOREST.edition, charities=charities, near_border=points))


def scoring_rule(scoring: Scoring, *, version: str = "own") -> Rule:
    limit = ScoreLimit(scoring=scoring, at_least=str(FOREST.hold_from))
    return a_payment_rule(Clause(scores=(limit,)), name="suspicion", version=version)


class Recorded:
    """What accounts did, found by looking at everything that was taken."""

    def __init__(self, facts: Sequence[PaymentFacts]) -> None:
        self._facts = facts

    def named(self, payment: PaymentFacts, account: str, flow: Flow) -> Sequence[str]:
        before = self._facts[: payment.sequence]
        return [
            each.payment for each in reversed(before) if account == (each.sender if flow is Flow.OUT else each.receiver)
        ][:5]


def live(rule: Rule, facts: Sequence[PaymentFacts], chance: random.Random) -> tuple[list[int], list[tuple[str, ...]]]:
    """Let payments come in transactions of any size; now and then a new process sees what is recorded."""
    rules, said = InForce(force=(rule,)), [NO] * len(facts)
    told: list[tuple[str, ...]] = [()] * len(facts)
    watch = Watch(rules, (FOREST,))
    for start, end in pairwise(sorted({0, len(facts), *(chance.randrange(len(facts)) for _ in range(90))})):
        if chance.random() < 0.05:
            watch = Watch(rules, (FOREST,))
            watch.see(facts[:start])
        for row, run in enumerate(watch.run(facts[start:end], Recorded(facts)), start):
            for found in run.findings:
                said[row] = YES if found.outcome is RuleOutcome.FIRED else UNKNOWN
                told[row] = found.arguments
    return said, told


def test_live_and_past_say_the_same_and_name_the_same_payments(rule: Rule, facts: list[PaymentFacts]) -> None:
    columns = columns_of(facts)
    past = verdicts(rule, columns, measured_over(rule, columns, (FOREST,)))
    said, told = live(rule, facts, random.Random(1))
    assert said == past.tolist()
    assert np.count_nonzero(past == YES) > 10
    assert live(rule, facts, random.Random(2)) == (said, told)


def test_what_comes_later_changes_no_score_before(rule: Rule, facts: list[PaymentFacts]) -> None:
    (scoring,), half = rule.scorings, TAKEN // 2
    whole, part = columns_of(facts), columns_of(facts[:half])
    scores = measured_over(rule, whole, (FOREST,)).scores[scoring]
    assert scores[:half].tolist() == measured_over(rule, part, (FOREST,)).scores[scoring].tolist()


def test_the_scores_are_those_that_the_model_was_judged_with(
    world: Scenario, rule: Rule, facts: list[PaymentFacts]
) -> None:
    (scoring,) = rule.scorings
    names, features = features_of(world)
    rows = features[:TAKEN][:, [names.index(name) for name in FOREST.names]].astype(np.float64)
    scores = measured_over(rule, columns_of(facts), (FOREST,)).scores[scoring]
    assert np.allclose(scores, FOREST.score_many(rows), rtol=0, atol=1e-12)


def test_an_alert_names_the_model_the_score_and_payments_made_until_then(rule: Rule, facts: list[PaymentFacts]) -> None:
    said, told = live(rule, facts, random.Random(3))
    numbers = {each.payment[:16]: each.sequence for each in facts}
    for row in [row for row, verdict in enumerate(said) if verdict == YES]:
        score, *grounds = [each for each in told[row][2:] if each != "capped"]
        assert score.startswith(f"score {FOREST.edition}: ")
        assert grounds
        ids = [each for ground in grounds for each in ground.partition(" <- ")[2].split(", ") if each]
        assert ids
        assert all(numbers[each] <= row + 1 for each in ids)


def test_a_payment_apart_is_not_scored_and_counts_in_no_other(rule: Rule, facts: list[PaymentFacts]) -> None:
    (scoring,), some = rule.scorings, facts[:3_000]
    apart = list(range(0, 3_000, 7))
    said = [some_of(each, apart=int(number in set(apart))) for number, each in enumerate(some)]
    columns, left = columns_of(said), [each for each in said if not each.apart]
    measured = measured_over(rule, columns, (FOREST,))
    assert (verdicts(rule, columns, measured)[apart] == UNKNOWN).all()
    without = measured_over(rule, columns_of(left), (FOREST,)).scores[scoring]
    assert measured.scores[scoring][columns.apart == 0].tolist() == without.tolist()


def some_of(facts: PaymentFacts, **fields: object) -> PaymentFacts:
    return some_facts(**({name: getattr(facts, name) for name in facts.__slots__} | fields))


def test_by_a_model_that_is_not_here_it_is_unknown_and_never_no(facts: list[PaymentFacts]) -> None:
    other = scoring_rule(Scoring(model="1999-01-01"))
    columns = columns_of(facts[:100])
    assert (verdicts(other, columns, measured_over(other, columns, (FOREST,))) == UNKNOWN).all()
    assert unknown_features(other, (FOREST,)) == ("score by 1999-01-01",)
    (run,) = Watch(InForce(force=(other,)), (FOREST,)).run(facts[:1])
    assert [found.outcome for found in run.findings] == [RuleOutcome.UNKNOWN]


def test_a_charity_is_one_by_the_register_as_by_the_rule(rule: Rule, facts: list[PaymentFacts]) -> None:
    (scoring,) = rule.scorings
    charities = frozenset(scoring.charities)
    by_register = replace(scoring, charities=())
    entered = [
        some_of(each, npos=" ".join(whose for whose in ("sender", "receiver") if getattr(each, whose) in charities))
        for each in facts[:4_000]
    ]
    assert any(each.npos for each in entered)
    other = scoring_rule(by_register)
    registered = measured_over(other, columns_of(entered), (FOREST,)).scores[by_register]
    said = measured_over(rule, columns_of(facts[:4_000]), (FOREST,)).scores[scoring]
    assert registered.tolist() == said.tolist()


def test_an_account_that_is_not_known_has_no_past(rule: Rule) -> None:
    (scoring,) = rule.scorings
    several = [some_facts(number, sender="", receiver="B") for number in (1, 2, 3)]
    named_ones = [some_facts(number, sender=f"N{number}", receiver="B") for number in (1, 2, 3)]
    columns = columns_of(several)
    measured = measured_over(rule, columns, (FOREST,))
    assert (verdicts(rule, columns, measured) == UNKNOWN).all()
    known = measured_over(rule, columns_of(named_ones), (FOREST,)).scores[scoring]
    assert measured.scores[scoring].tolist() == known.tolist()


def test_the_rule_that_ships_asks_for_the_model_that_ships_holds_nothing_and_knows_no_accounts() -> None:
    (scoring,) = SHIPPED.scorings
    assert scoring == Scoring(model=FOREST.edition)
    (limit,) = SHIPPED.when[0].scores
    assert float(limit.at_least) == round(FOREST.hold_from, 3)
    assert SHIPPED.effect == "alert"
    assert unknown_features(SHIPPED, (FOREST,)) == ()


def test_the_model_asks_for_what_there_is_and_for_nothing_that_says_who_somebody_is() -> None:
    assert unknown_to(FOREST) == ()
    assert set(FOREST.names) <= {*Layout((5, 25)).names, *NAMES}
    words = {word for name in FOREST.names for word in name.split("_")}
    assert not words & {"name", "script", "country", "state", "nationality", "language", "religion", "origin"}


def test_a_model_that_asks_for_what_there_is_not_is_told() -> None:
    tree = Tree((-1,), (0.0,), (0,), (0,), (0.0,))
    assert unknown_to(Forest(edition="1", names=("favourite_colour",), trees=(tree,), hold_from=0.5)) == (
        "favourite_colour",
    )
