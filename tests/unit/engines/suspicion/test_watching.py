"""The model that ships: it knows no names, scores alike one by one and many at once, and its grounds name payments."""

from importlib.resources import files

import numpy as np
import pytest

from simpul.core.errors import InputError
from simpul.engines.payments.stream import Payment, PaymentStream
from simpul.engines.scenarios.scenario import Scenario, scenario
from simpul.engines.scenarios.setting import WorldSetting
from simpul.engines.suspicion.facts import Facts
from simpul.engines.suspicion.forest import Forest, Tree, read_forest
from simpul.engines.suspicion.watching import SHOWN_BY, Suspicion, Watch
from tests.benchmarks.scenario_features import facts_of, features_of

MODEL = files("simpul") / "reference" / "suspicion.json"
ROWS = slice(9_000, 11_000)


@pytest.fixture(scope="module")
def forest() -> Forest:
    return read_forest(MODEL.read_bytes())


@pytest.fixture(scope="module")
def world() -> Scenario:
    return scenario(WorldSetting(seed=4, persons=400, days=90, schemes=1, twins=1))


def payments(world: Scenario) -> list[Payment]:
    columns = (world.payments[name].tolist() for name in ("time", "sender", "receiver", "amount", "currency", "id"))
    return [Payment(*row) for row in zip(*columns, strict=True)]


@pytest.fixture(scope="module")
def watched(world: Scenario, forest: Forest) -> list[Suspicion]:
    """What is said of the first payments of a world, one by one."""
    watch = Watch(forest, PaymentStream())
    taken = zip(payments(world)[: ROWS.stop], facts_of(world)[: ROWS.stop], strict=True)
    return [watch.observe(payment, facts) for payment, facts in taken]


def test_one_by_one_payments_score_as_many_at_once_do(
    world: Scenario, forest: Forest, watched: list[Suspicion]
) -> None:
    names, features = features_of(world)
    rows = features[ROWS][:, [names.index(name) for name in forest.names]].astype(np.float64)
    alike = np.isclose(forest.score_many(rows), [each.score for each in watched[ROWS]], rtol=0, atol=1e-12)
    assert alike.mean() > 0.999  # figures of worlds are kept in half the digits: one may fall beside a bound


def test_whatever_is_held_has_grounds_that_name_payments_made_until_then(
    world: Scenario, forest: Forest, watched: list[Suspicion]
) -> None:
    held = [(number, each) for number, each in enumerate(watched, start=1) if each.held]
    assert held
    for number, each in held:
        assert each.score >= forest.hold_from
        assert each.grounds
        named = [payment.id for ground in each.grounds for payment in ground.payments]
        assert named
        assert all(isinstance(name, int) and name <= number for name in named)
    assert all(not each.grounds for each in watched if not each.held)


def test_the_model_asks_for_nothing_that_says_who_somebody_is(forest: Forest) -> None:
    words = {word for name in forest.names for word in name.split("_")}
    assert not words & {"name", "script", "country", "state", "nationality", "language", "religion", "origin"}


def test_every_circumstance_that_names_other_payments_is_one_that_there_is() -> None:
    stream = PaymentStream()
    for shown in {*SHOWN_BY.values(), "sender_out"}:
        assert f"{shown}_count_25d" in stream.names


def test_a_model_that_asks_for_what_there_is_not_is_refused() -> None:
    tree = Tree((-1,), (0.0,), (0,), (0,), (0.0,))
    unknown = Forest(edition="1", names=("favourite_colour",), trees=(tree,), hold_from=0.5)
    with pytest.raises(InputError, match="favourite_colour"):
        Watch(unknown, PaymentStream())


def test_a_payment_that_cannot_be_is_refused_and_nothing_of_it_stays(forest: Forest) -> None:
    watch, other = Watch(forest, PaymentStream()), Watch(forest, PaymentStream())
    with pytest.raises(InputError):
        watch.observe(Payment(1.0, "a", "b", -5.0), Facts())
    fine = Payment(2.0, "a", "b", 5.0)
    assert watch.observe(fine, Facts()) == other.observe(fine, Facts())
