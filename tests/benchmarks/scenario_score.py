"""How well the score of `engines.suspicion` finds schemes in invented worlds, and whom it holds; prints JSON.

    python -m tests.benchmarks.scenario_score judge     # in worlds with families that nothing was tuned on
    python -m tests.benchmarks.scenario_score choose    # in the worlds that the score to hold from was chosen on

`scenario_worlds` says which worlds; `scenario_learning` learns the model anew. **A test of ourselves, not a claim about
the field.**

An alert opens a case: a payment held, none of whose persons or charities stands in a case opened less than 25 days
before; other held payments join that case. A scheme is found when one of its payments, none with a listed party itself,
is held. Only schemes and twins with at least half of their payments among what is judged count.
"""

import argparse
import json
import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from simpul.engines.scenarios.family import HELD_OUT, TUNED, Family, Truth
from simpul.engines.scenarios.names import Script
from simpul.engines.scenarios.population import STATES, Kind
from simpul.engines.scenarios.scenario import Scenario, judged, judged_plots, scenario
from simpul.engines.scenarios.setting import WorldSetting
from simpul.engines.suspicion.forest import Forest, read_forest
from tests.benchmarks.scenario_features import features_of
from tests.benchmarks.scenario_worlds import CHOOSE, JUDGE, to_choose, to_judge

MODEL: Final = Path(__file__).parents[2] / "src" / "simpul" / "reference" / "suspicion.json"
OPEN_DAYS: Final = 25
Flags = npt.NDArray[np.bool_]
Figures = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A world, which of its payments are held, and which of these open a case."""

    world: Scenario
    rows: Flags
    held: Flags
    opened: Flags


def judged_world(setting: WorldSetting, forest: Forest) -> Judged:
    """Score a world."""
    world = scenario(setting)
    names, features = features_of(world)
    places = [names.index(name) for name in forest.names]
    rows = judged(world)
    score = np.zeros(len(world))
    score[rows] = forest.score_many(features[rows][:, places].astype(np.float64))
    held = (score >= forest.hold_from) & ~_with_listed(world)
    return Judged(world=world, rows=rows, held=held, opened=opened(world, held))


def _with_listed(world: Scenario) -> Flags:
    """Tell the payments that screening by name holds anyhow."""
    listed: Flags = world.people.listed[world.senders] | world.people.listed[world.receivers]
    return listed


def opened(world: Scenario, held: Flags) -> Flags:
    """Tell which held payments open a case."""
    until: dict[int, float] = {}
    opens = np.zeros(len(held), dtype=bool)
    own = np.isin(world.people.kind, (Kind.PERSON, Kind.CHARITY))
    times = world.payments["time"].astype(np.float64)
    for row in np.flatnonzero(held).tolist():
        parties = [each for each in (int(world.senders[row]), int(world.receivers[row])) if own[each]]
        if not any(until.get(each, -math.inf) > times[row] for each in parties):
            opens[row] = True
            until |= dict.fromkeys(parties, times[row] + OPEN_DAYS * 86_400)
    return opens


def interval(found: float, count: int) -> tuple[float, float]:
    """Give Wilson's interval of a share, 95 %."""
    if not count:
        return 0.0, 1.0
    z, share = 1.96, found / count
    middle, width = (
        share + z * z / (2 * count),
        z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count)),
    )
    return round((middle - width) / (1 + z * z / count), 5), round((middle + width) / (1 + z * z / count), 5)


def share(hits: float, count: int) -> dict[str, Any]:
    """Give a share with its interval."""
    return {"of": count, "held": int(hits), "share": round(hits / max(count, 1), 5), "95": interval(hits, count)}


def by_family(judgements: Sequence[Judged], truth: Truth) -> dict[str, Any]:
    """Give for each family how many schemes or twins had a payment held, and how many of their payments were."""
    said = {}
    for family in Family:
        plots = touched = payments = held = 0
        for each in judgements:
            for plot in judged_plots(each.world).tolist():
                staged = each.world.staged[plot]
                if staged.family == family and staged.truth is truth:
                    rows = each.rows & (each.world.plots == plot)
                    plots, payments = plots + 1, payments + int(rows.sum())
                    touched, held = touched + bool(each.held[rows].any()), held + int(each.held[rows].sum())
        said[family.value] = {"schemes or twins": share(touched, plots), "payments": share(held, payments)}
    return said


def by_group(judgements: Sequence[Judged], groups: Iterable[npt.NDArray[np.str_]]) -> dict[str, Any]:
    """Give for each group of innocent payments, and of those who made them, how many are held.

    `times` says how that stands to all groups together; a payer counts once in each group he pays in.
    """
    named, held, payer = [], [], []
    for each, group in zip(judgements, groups, strict=True):
        innocent = each.rows & (each.world.truth != Truth.SCHEME) & (group != "")
        named.append(group[innocent])
        held.append(each.held[innocent])
        payer.append(each.world.senders[innocent] + each.world.setting.seed * 1_000_000)
    name, hit, who = np.concatenate(named), np.concatenate(held), np.concatenate(payer)
    pairs, place = np.unique(np.char.add(np.char.add(name, " "), who.astype(str)), return_inverse=True)
    pair_hit = np.bincount(place, hit, len(pairs)) > 0
    pair_name = np.array([pair.partition(" ")[0] for pair in pairs.tolist()])
    return {
        "payments": _times(name, hit),
        "payers": _times(pair_name, pair_hit),
    }


def _times(name: npt.NDArray[np.str_], hit: Flags) -> dict[str, Any]:
    overall = float(hit.mean())
    said = {"together": share(hit.sum(), len(hit))}
    for group in sorted(set(name.tolist())):
        rows = name == group
        said[group] = share(hit[rows].sum(), int(rows.sum())) | {"times": round(float(hit[rows].mean()) / overall, 2)}
    return said


def corridors(world: Scenario) -> npt.NDArray[np.str_]:
    """Give where each payment goes from and to."""
    state = np.array(STATES)[world.people.state]
    return np.char.add(np.char.add(state[world.senders], ">"), state[world.receivers])


def scripts(world: Scenario) -> npt.NDArray[np.str_]:
    """Give the script of the payer's name, of persons."""
    written_in = np.array([script.name for script in Script])[world.people.script[world.senders]]
    return np.where(world.people.kind[world.senders] == Kind.PERSON, written_in, "")


def told(judgements: Sequence[Judged], forest: Forest) -> dict[str, Any]:
    """Say everything that was found."""
    payments = sum(int(each.rows.sum()) for each in judgements)
    found, twins = by_family(judgements, Truth.SCHEME), by_family(judgements, Truth.TWIN)
    apart = [family.value for family in Family if family in HELD_OUT]
    return {
        "model": forest.edition,
        "worlds": [each.world.setting.seed for each in judgements],
        "payments judged": payments,
        "alerts per 1,000": round(1_000 * sum(int(each.opened.sum()) for each in judgements) / payments, 3),
        "payments held per 1,000": round(1_000 * sum(int(each.held.sum()) for each in judgements) / payments, 3),
        "schemes of held-out families": _sum(found, apart, "schemes or twins"),
        "schemes of tuned families": _sum(found, [family.value for family in TUNED], "schemes or twins"),
        "payments of held-out twins": _sum(twins, apart, "payments"),
        "payments of all twins": _sum(twins, [family.value for family in Family], "payments"),
        "schemes by family": found,
        "twins by family": twins,
        "by corridor": by_group(judgements, [corridors(each.world) for each in judgements]),
        "by script": by_group(judgements, [scripts(each.world) for each in judgements]),
    }


def _sum(said: dict[str, Any], families: list[str], what: str) -> dict[str, Any]:
    chosen = [said[family][what] for family in families]
    return share(sum(each["held"] for each in chosen), sum(each["of"] for each in chosen))


def main() -> int:
    """Judge and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("what", choices=["choose", "judge"])
    asked.add_argument("model", type=Path, nargs="?", default=MODEL)
    options = asked.parse_args()
    forest = read_forest(options.model.read_bytes())
    settings = [to_choose(seed) for seed in CHOOSE] if options.what == "choose" else [to_judge(seed) for seed in JUDGE]
    sys.stdout.write(json.dumps(told([judged_world(each, forest) for each in settings], forest), indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
