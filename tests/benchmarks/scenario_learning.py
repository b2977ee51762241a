"""Learning the model of `engines.suspicion` from invented worlds (with lightgbm, no part of Simpul).

python -m tests.benchmarks.scenario_learning MODEL.json
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import lightgbm
import numpy as np
import numpy.typing as npt

from simpul.engines.scenarios.family import Truth
from simpul.engines.scenarios.scenario import judged, scenario
from simpul.engines.scenarios.setting import WorldSetting
from simpul.engines.suspicion.forest import Forest, Tree, written_forest
from tests.benchmarks.scenario_features import features_of
from tests.benchmarks.scenario_worlds import CHOOSE, LEARN, to_choose, to_learn

INNOCENT_HELD: Final = 0.0003
"""The share of innocent payments held where the score to hold from is chosen."""

EDITION: Final = "2026-11-22"
KEPT: Final = 0.08
"""So much of everyday life is learned from, by chance, each payment for as many as were left out."""

A_SCHEME: Final = 20.0
"""The payments of a scheme count together as so many, however many they are."""

NEAR_BORDER: Final = 2.5
"""An innocent payment near the border counts as so many, so that who lives there is not held for that alone."""

LEFT_OUT: Final = (
    *(
        "known",
        "same_amount",
        "round",
        "_sum_",
        "under",
        "unpriced",
        "late",
        "days_since_sender",
        "days_since_receiver",
    ),
    *("capped", "to_itself", "tie_payments", "velocity"),
)
"""Features with one of these in their name: what accounts are in general, and not what happens between them now."""

PARAMETERS: Final[dict[str, Any]] = {
    "n_estimators": 150,
    "learning_rate": 0.06,
    "num_leaves": 8,
    "min_child_samples": 60,
    "subsample": 0.8,
    "subsample_freq": 1,
    "colsample_bytree": 0.4,
    "reg_lambda": 20.0,
    "n_jobs": 1,
    "verbose": -1,
    "random_state": 0,
}


def learned(learn: Sequence[WorldSetting], choose: Sequence[WorldSetting], *, held: float) -> Forest:
    """Learn from some worlds, and choose on others the score from which that share of innocent payments is held."""
    names, rows, truth, weight = _gathered(learn)
    model = lightgbm.LGBMClassifier(**PARAMETERS)
    model.fit(rows, truth, sample_weight=weight)
    trees = tuple(_tree(tree["tree_structure"]) for tree in model.booster_.dump_model()["tree_info"])
    forest = Forest(edition=EDITION, names=names, trees=trees, hold_from=0.5)
    innocent = np.concatenate([_innocent(forest, setting) for setting in choose])
    least = float(np.sort(innocent)[-int(len(innocent) * held)])
    return Forest(edition=EDITION, names=names, trees=trees, hold_from=least)


def written(forest: Forest) -> bytes:
    """Write a model as it ships."""
    return written_forest(forest) + b"\n"


def _gathered(
    settings: Sequence[WorldSetting],
) -> tuple[tuple[str, ...], npt.NDArray[np.float64], npt.NDArray[np.bool_], npt.NDArray[np.float64]]:
    draw, names = np.random.default_rng(0), tuple[str, ...]()
    parts, truths, weights = [], [], []
    for setting in settings:
        world = scenario(setting)
        every, features = features_of(world)
        names = tuple(name for name in every if not any(word in name for word in LEFT_OUT))
        scheme, near = world.truth == Truth.SCHEME, features[:, every.index("near_border")] > 0
        sampled = (world.truth == Truth.EVERYDAY) & ~near
        kept = judged(world) & (~sampled | (draw.random(len(world)) < KEPT))
        sizes = np.bincount(world.plots[judged(world)] + 1, minlength=len(world.staged) + 1)[world.plots + 1]
        innocent = np.where(near, NEAR_BORDER, np.where(sampled, 1 / KEPT, 1.0))
        weight = np.where(scheme, A_SCHEME / np.maximum(sizes, 1), innocent)
        parts.append(features[kept][:, [every.index(name) for name in names]].astype(np.float64))
        truths.append(scheme[kept])
        weights.append(weight[kept])
    return names, np.concatenate(parts), np.concatenate(truths), np.concatenate(weights)


def _innocent(forest: Forest, setting: WorldSetting) -> npt.NDArray[np.float64]:
    world = scenario(setting)
    every, features = features_of(world)
    rows = judged(world) & (world.truth != Truth.SCHEME)
    return forest.score_many(features[rows][:, [every.index(name) for name in forest.names]].astype(np.float64))


def _tree(root: dict[str, Any]) -> Tree:
    nodes = list(_nodes(root))
    places = {id(node): number for number, node in enumerate(nodes)}
    inner = ["split_feature" in node for node in nodes]
    return Tree(
        tuple(int(node.get("split_feature", -1)) for node in nodes),
        tuple(float(node.get("threshold", 0.0)) for node in nodes),
        tuple(places[id(node["left_child"])] if has else 0 for node, has in zip(nodes, inner, strict=True)),
        tuple(places[id(node["right_child"])] if has else 0 for node, has in zip(nodes, inner, strict=True)),
        tuple(
            float(node["internal_value"] if has else node["leaf_value"]) for node, has in zip(nodes, inner, strict=True)
        ),
    )


def _nodes(root: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield root
    if "split_feature" in root:
        yield from _nodes(root["left_child"])
        yield from _nodes(root["right_child"])


def main() -> int:
    """Learn and write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("model", type=Path)
    options = asked.parse_args()
    learn, choose = [to_learn(seed) for seed in LEARN], [to_choose(seed) for seed in CHOOSE]
    options.model.write_bytes(written(learned(learn, choose, held=INNOCENT_HELD)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
