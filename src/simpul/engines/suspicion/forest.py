"""A model of small decision trees: read from data, the same score for one payment and for many, and why.

A payment falls through each tree to a leaf; what the leaves are worth is added up, and the sum s becomes a score of
0 to 1 as 1 / (1 + exp(-s)). What a feature gave is what the steps by it changed on the way.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from simpul.core.errors import InputError
from simpul.engines.suspicion.leaves import MOST_LEAVES, Figures, Halves, Leaves

MOST_TREES: Final = 2_000
MOST_NODES: Final = 2 * MOST_LEAVES - 1
MOST_VALUES: Final = 4_096
MOST_NAME: Final = 128


class Tree(NamedTuple):
    """The nodes of one tree: a leaf has feature -1, and every node what it is worth; the root is the first.

    To the left goes who has at most the bound.
    """

    features: tuple[int, ...]
    bounds: tuple[float, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    worth: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forest:
    """A model: its edition, its features by name, its trees, and from which score on a payment is held."""

    edition: str
    names: tuple[str, ...]
    trees: tuple[Tree, ...]
    hold_from: float

    def __post_init__(self) -> None:
        if not self.edition or not 0 < len(self.trees) <= MOST_TREES or not 0.0 < self.hold_from < 1.0:
            raise InputError("a model without edition, trees or a score to hold from", place="model")
        if len(set(self.names)) != len(self.names) or not all(0 < len(name) <= MOST_NAME for name in self.names):
            raise InputError("features without a name, or twice", place="features")
        for number, tree in enumerate(self.trees):
            _check(tree, len(self.names), place=f"trees[{number}]")

    def score(self, figures: Sequence[float]) -> float:
        """Score one payment by its figures, in the order of `names`."""
        total = 0.0
        for features, bounds, left, right, worth in self.trees:
            node = 0
            while (feature := features[node]) >= 0:
                node = left[node] if figures[feature] <= bounds[node] else right[node]
            total += worth[node]
        return 1 / (1 + math.exp(-total))

    def score_many(self, rows: Figures) -> Figures:
        """Score many payments: the same figures as one by one, to the last bit."""
        return scores_of(Leaves(self.trees), rows)

    def reasons(self, figures: Sequence[float], *, most: int = 5) -> tuple[tuple[str, float], ...]:
        """Give the features that made a payment suspicious, with what each gave, the strongest first."""
        gave: dict[int, float] = {}
        for features, bounds, left, right, worth in self.trees:
            node = 0
            while (feature := features[node]) >= 0:
                further = left[node] if figures[feature] <= bounds[node] else right[node]
                gave[feature] = gave.get(feature, 0.0) + worth[further] - worth[node]
                node = further
        ordered = sorted(gave.items(), key=lambda each: (-each[1], each[0]))
        return tuple((self.names[feature], weight) for feature, weight in ordered[:most] if weight > 0)


def scores_of(leaves: Leaves, rows: Figures | Halves) -> Figures:
    """Score many payments by the leaves of a forest."""
    return np.array([1 / (1 + math.exp(-total)) for total in leaves.totals(rows).tolist()])


def read_forest(raw: bytes) -> Forest:
    """Read a model.

    Raises:
        InputError: the bytes are not a whole model; with the place.
    """
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError) as exc:
        raise InputError("not JSON", place="model") from exc
    if not isinstance(said, Mapping):
        raise InputError("not an object", place="model")
    trees = said.get("trees")
    if not isinstance(trees, list) or len(trees) > MOST_TREES:
        raise InputError(f"not up to {MOST_TREES} trees", place="trees")
    hold_from = said.get("hold_from")
    return Forest(
        edition=str(said.get("edition") or ""),
        names=tuple(str(name) for name in _listed(said, "features", place="features")),
        trees=tuple(_tree(tree, place=f"trees[{number}]") for number, tree in enumerate(trees)),
        hold_from=hold_from if isinstance(hold_from, float) else 0.0,
    )


def written_forest(forest: Forest) -> bytes:
    """Write a model; read again it is the same."""
    trees = [dict(zip(Tree._fields, tree, strict=True)) for tree in forest.trees]
    said = {
        "edition": forest.edition,
        "hold_from": forest.hold_from,
        "features": list(forest.names),
        "trees": trees,
    }
    return json.dumps(said, separators=(",", ":")).encode()


def _listed(said: object, name: str, *, place: str) -> list[object]:
    found = said.get(name) if isinstance(said, Mapping) else None
    if not isinstance(found, list) or len(found) > MOST_VALUES:
        raise InputError(f"not up to {MOST_VALUES} values", place=place)
    return found


def _tree(said: object, *, place: str) -> Tree:
    columns = [_listed(said, name, place=f"{place}.{name}") for name in Tree._fields]
    features, bounds, left, right, worth = columns
    for whole in (features, left, right):
        if not all(type(each) is int for each in whole):
            raise InputError("not whole numbers", place=place)
    for figures in (bounds, worth):
        if not all(type(each) in (int, float) for each in figures):
            raise InputError("not numbers", place=place)
    return Tree._make(tuple(column) for column in columns)


def _check(tree: Tree, features: int, *, place: str) -> None:
    count = len(tree.features)
    if not 0 < count <= MOST_NODES or any(len(column) != count for column in tree):
        raise InputError("columns of different length, or none", place=place)
    if not all(math.isfinite(each) for each in (*tree.bounds, *tree.worth)):
        raise InputError("a number that is none", place=place)
    for node, (feature, left, right) in enumerate(zip(tree.features, tree.left, tree.right, strict=True)):
        if not -1 <= feature < features:
            raise InputError("a feature that there is not", place=f"{place}.features[{node}]")
        if feature >= 0 and not (node < left < count and node < right < count):
            raise InputError("not a later node", place=f"{place}.left[{node}]")
    inner = [node for node, feature in enumerate(tree.features) if feature >= 0]
    if sorted(each for node in inner for each in (tree.left[node], tree.right[node])) != list(range(1, count)):
        raise InputError("a node that hangs on none, or on two", place=f"{place}.left")
