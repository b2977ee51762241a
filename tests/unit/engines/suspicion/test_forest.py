"""A model of trees: what it says is reckoned by hand, and what is no model is refused with its place."""

import json
from typing import Any

import pytest

from simpul.core.errors import InputError
from simpul.engines.suspicion.forest import Forest, Tree, read_forest, written_forest

CASH_AT_THE_BORDER = Tree(
    (0, -1, 1, -1, -1), (0.5, 0.0, 2.0, 0.0, 0.0), (1, 0, 3, 0, 0), (2, 0, 4, 0, 0), (0, -2, 1, 0, 3)
)
FOREST = Forest(edition="1", names=("near_border", "new_payers"), trees=(CASH_AT_THE_BORDER,), hold_from=0.9)


def test_a_payment_falls_to_the_leaf_that_its_figures_lead_to() -> None:
    assert FOREST.score((0.0, 9.0)) == pytest.approx(0.1192, abs=1e-4)
    assert FOREST.score((1.0, 2.0)) == 0.5
    assert FOREST.score((1.0, 9.0)) == pytest.approx(0.9526, abs=1e-4)


def test_reasons_are_what_the_steps_by_a_feature_gave_the_strongest_first() -> None:
    assert FOREST.reasons((1.0, 9.0)) == (("new_payers", 2.0), ("near_border", 1.0))
    assert FOREST.reasons((0.0, 9.0)) == ()


def test_a_model_is_the_same_written_and_read_again() -> None:
    assert read_forest(written_forest(FOREST)) == FOREST


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"edition": ""}, "model"),
        ({"hold_from": 2.0}, "model"),
        ({"hold_from": None}, "model"),
        ({"features": ["near_border", "near_border"]}, "features"),
        ({"features": ["near_border"]}, "trees[0].features[2]"),
        ({"trees": []}, "model"),
        ({"trees": 7}, "trees"),
        ({"trees": [{}]}, "trees[0].features"),
        ({"trees": [{**CASH_AT_THE_BORDER._asdict(), "left": [0, 0, 3, 0, 0]}]}, "trees[0].left[0]"),
        ({"trees": [{**CASH_AT_THE_BORDER._asdict(), "left": [1]}]}, "trees[0]"),
        ({"trees": [{**CASH_AT_THE_BORDER._asdict(), "left": [1, 0, 3.5, 0, 0]}]}, "trees[0]"),
        ({"trees": [{**CASH_AT_THE_BORDER._asdict(), "worth": [0, 0, 0, "x", 0]}]}, "trees[0]"),
        ({"trees": [{**CASH_AT_THE_BORDER._asdict(), "bounds": [0, 0, 0, float("inf"), 0]}]}, "trees[0]"),
    ],
)
def test_what_is_no_model_is_refused_with_its_place(changed: dict[str, Any], place: str) -> None:
    whole = json.loads(written_forest(FOREST))
    with pytest.raises(InputError) as refused:
        read_forest(json.dumps({**whole, **changed}).encode())
    assert refused.value.place == place


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"7", b"\xff", b"[" * 100_000])
def test_what_is_not_even_json_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError):
        read_forest(raw)
