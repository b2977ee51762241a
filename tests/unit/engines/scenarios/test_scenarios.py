"""Invented worlds: the same for the same seed, whole, and telling nothing by amounts, order or numbers."""

from collections import Counter
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pytest

from simpul.core.errors import InputError
from simpul.engines.payments.stream import PaymentStream
from simpul.engines.scenarios.family import HELD_OUT, TUNED, Family, Truth
from simpul.engines.scenarios.flow import CASH
from simpul.engines.scenarios.names import Script
from simpul.engines.scenarios.population import Kind
from simpul.engines.scenarios.scenario import Scenario, judged, judged_plots, scenario
from simpul.engines.scenarios.setting import QUIET_DAYS, WorldSetting

SMALL = WorldSetting(seed=7, days=90, persons=1_000, schemes=1, twins=2)
SEEDS = range(20, 26)
BINS = 40


@pytest.fixture(scope="module")
def world() -> Scenario:
    return scenario(SMALL)


@pytest.fixture(scope="module")
def worlds() -> list[Scenario]:
    return [scenario(WorldSetting(seed=seed)) for seed in SEEDS]


def digest(found: Scenario) -> tuple[bytes, ...]:
    return (*(column.tobytes() for column in found.payments.values()), found.plots.tobytes())


def test_the_same_seed_invents_the_same_world(world: Scenario) -> None:
    again = scenario(SMALL)
    assert digest(again) == digest(world)
    assert again.people.names == world.people.names


def test_another_seed_invents_another_world(world: Scenario) -> None:
    assert digest(scenario(WorldSetting(seed=8, days=90, persons=1_000, schemes=1, twins=2))) != digest(world)


def test_payments_go_into_the_pattern_engine_in_the_order_of_time(world: Scenario) -> None:
    rows = PaymentStream().observe_many(world.payments)
    assert len(rows) == len(world)
    assert (np.diff(world.payments["time"].astype(float)) >= 0).all()
    assert (world.payments["sender"] != world.payments["receiver"]).all()
    assert (world.payments["amount"].astype(float) > 0).all()


def test_every_family_has_as_many_schemes_and_twins_as_were_asked_for(world: Scenario) -> None:
    staged = Counter((plot.family, plot.truth) for plot in world.staged)
    assert staged == {(family, truth): count for family in Family for truth, count in ((2, 1), (1, 2))}
    for number, plot in enumerate(world.staged):
        assert (world.plots == number).sum() <= len(plot.hops)
    assert 0 < len(judged_plots(world)) < len(world.staged)


def test_families_that_are_held_out_are_absent_where_only_the_others_are_asked_for() -> None:
    tuned = scenario(WorldSetting(seed=7, days=90, persons=1_000, schemes=1, twins=1, families=TUNED))
    assert {plot.family for plot in tuned.staged} == set(TUNED)
    assert set(Family) - set(TUNED) == HELD_OUT


def test_nobody_has_a_leading_part_in_two_schemes(worlds: list[Scenario]) -> None:
    for found in worlds:
        parts: Counter[int] = Counter()
        for number in (each for each, plot in enumerate(found.staged) if plot.truth is Truth.SCHEME):
            cash = (found.plots == number) & (found.purposes == CASH)
            parts.update(set(found.senders[cash].tolist()))
        assert max(parts.values()) == 1


def test_the_first_days_are_everyday_life(worlds: list[Scenario]) -> None:
    for found in worlds:
        days = (found.payments["time"].astype(float) - found.payments["time"].astype(float)[0]) / 86_400
        assert (found.plots[days < QUIET_DAYS - 5] < 0).all()


def test_names_are_in_every_script_and_no_scheme_prefers_one(worlds: list[Scenario]) -> None:
    people = [found.people for found in worlds]
    assert {int(each) for found in people for each in found.script} == set(Script)
    share, in_schemes = _latin(worlds, schemes=False), _latin(worlds, schemes=True)
    assert abs(share - in_schemes) < 0.08


def _latin(worlds: Iterable[Scenario], *, schemes: bool) -> float:
    latin = []
    for found in worlds:
        rows = (found.truth == Truth.SCHEME) == schemes
        persons = found.people.kind[found.senders] == Kind.PERSON
        latin += (found.people.script[found.senders[rows & persons]] == Script.LATIN).tolist()
    return float(np.mean(latin))


def ranks_of_schemes(found: Scenario, rows: npt.NDArray[np.bool_], score: npt.NDArray[np.float64]) -> list[float]:
    """Give how high the payments of each scheme score among the others of those rows: 0.5 where that tells nothing."""
    _, place, count = np.unique(score[rows], return_inverse=True, return_counts=True)
    rank = (np.cumsum(count) - count / 2)[place] / len(place)
    plots = np.where(found.truth == Truth.SCHEME, found.plots, -1)[rows]
    return [float(rank[plots == plot].mean()) for plot in np.unique(plots[plots >= 0])]


def at_chance(ranks: list[float]) -> bool:
    """Tell whether schemes score like everything else, within three standard errors over schemes."""
    error = float(np.std(ranks)) / len(ranks) ** 0.5
    assert error < 0.04
    return bool(abs(np.mean(ranks) - 0.5) <= 3 * error)


def learned(
    past: npt.NDArray[np.float64], truth: npt.NDArray[np.bool_], later: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Learn from past figures how often each range of them is a scheme, and score later ones."""
    edges = np.unique(np.quantile(past, np.linspace(0, 1, BINS + 1)[1:-1]))
    bins = np.searchsorted(edges, past)
    hits, seen = np.bincount(bins, truth, len(edges) + 1), np.bincount(bins, minlength=len(edges) + 1)
    scores: npt.NDArray[np.float64] = (hits / np.maximum(seen, 1))[np.searchsorted(edges, later)]
    return scores


def probes(found: Scenario) -> dict[str, npt.NDArray[np.float64]]:
    amount = found.payments["amount"].astype(np.float64)
    return {
        "amount": amount,
        "cents": np.round(amount * 100) % 100,
        "last digits": np.round(amount) % 100,
        "order": np.arange(len(found)) / len(found),
        "sender": found.payments["sender"].astype(np.float64),
        "receiver": found.payments["receiver"].astype(np.float64),
        "id": found.payments["id"].astype(np.float64) % 1_000,
    }


@pytest.mark.parametrize("probe", ["amount", "cents", "last digits", "order", "sender", "receiver", "id"])
def test_a_probe_of_worlds_gone_by_tells_nothing_of_another(worlds: list[Scenario], probe: str) -> None:
    rows = [judged(each) for each in worlds]
    columns = [probes(each)[probe] for each in worlds]
    past = np.concatenate([column[row] for column, row in zip(columns[:3], rows[:3], strict=True)])
    truth = np.concatenate([each.truth[row] == Truth.SCHEME for each, row in zip(worlds[:3], rows[:3], strict=True)])
    ranks = []
    for each, row, column in zip(worlds[3:], rows[3:], columns[3:], strict=True):
        ranks += ranks_of_schemes(each, row, learned(past, truth, column))
    assert at_chance(ranks)


@pytest.mark.parametrize("probe", ["order", "sender", "receiver", "id"])
def test_a_probe_of_the_past_of_a_world_tells_nothing_of_its_future(worlds: list[Scenario], probe: str) -> None:
    """Among payments to persons: where a cash point stands is what some schemes are about, and its number recurs."""
    ranks = []
    for each in worlds:
        column, half = probes(each)[probe], len(each) * 6 // 10
        persons = each.people.kind[each.receivers] == Kind.PERSON
        later = persons & (np.arange(len(each)) >= half) & ~np.isin(each.plots, np.setdiff1d(each.plots[:half], [-1]))
        score = learned(column[:half], (each.truth == Truth.SCHEME)[:half], column)
        ranks += ranks_of_schemes(each, later, score)
    assert at_chance(ranks)


def test_a_probe_that_does_tell_something_is_not_at_chance(worlds: list[Scenario]) -> None:
    ranks = []
    for each in worlds[3:]:
        told = (each.truth == Truth.SCHEME) * 0.2 + np.random.default_rng(each.setting.seed).random(len(each))
        ranks += ranks_of_schemes(each, np.ones(len(each), dtype=bool), told)
    assert not at_chance(ranks)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({"seed": -1}, "seed"),
        ({"days": 10}, "days"),
        ({"persons": 5}, "persons"),
        ({"schemes": 60}, "schemes"),
        ({"families": (Family.HAWALA, Family.HAWALA)}, "families"),
        ({"schemes": 30, "twins": 30}, "persons"),
    ],
)
def test_a_world_that_cannot_be_is_refused_at_its_place(said: dict[str, object], place: str) -> None:
    with pytest.raises(InputError) as refused:
        WorldSetting(**{"seed": 1, **said})  # type: ignore[arg-type]  # wrong on purpose
    assert refused.value.place == place
