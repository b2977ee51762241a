"""What holds of every model and of every stream of payments with their circumstances."""

import math
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simpul.engines.suspicion.circumstance import NAMES, Circumstances, Step
from simpul.engines.suspicion.facts import Facts
from simpul.engines.suspicion.forest import Forest, Tree, read_forest, written_forest

figures = st.floats(min_value=-100, max_value=100)


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    count = 2 * draw(st.integers(min_value=0, max_value=6)) + 1
    features, left, right = [-1] * count, [0] * count, [0] * count
    free = 1
    for node in range(count):
        if free < count and node < free:
            features[node], left[node], right[node] = draw(st.integers(0, 2)), free, free + 1
            free += 2
    bounds, worth = (draw(st.lists(figures, min_size=count, max_size=count)) for _ in range(2))
    return Tree(tuple(features), tuple(bounds), tuple(left), tuple(right), tuple(worth))


forests = st.builds(
    Forest,
    edition=st.just("1"),
    names=st.just(("a", "b", "c")),
    trees=st.lists(trees(), min_size=1, max_size=4).map(tuple),
    hold_from=st.floats(min_value=0.1, max_value=0.9),
)
rows = st.lists(st.tuples(figures, figures, figures), min_size=1, max_size=20)


@given(forest=forests, rows=rows)
def test_many_scores_are_those_of_one_by_one_to_the_last_bit(
    forest: Forest, rows: list[tuple[float, float, float]]
) -> None:
    forest = replace(
        forest, trees=tuple(tree._replace(worth=tuple(w / 10 for w in tree.worth)) for tree in forest.trees)
    )
    assert forest.score_many(np.array(rows)).tolist() == [forest.score(row) for row in rows]
    assert read_forest(written_forest(forest)).score_many(np.array(rows)).tolist() == [forest.score(r) for r in rows]


@given(forest=forests, row=st.tuples(figures, figures, figures))
def test_reasons_and_roots_together_are_the_score(forest: Forest, row: tuple[float, float, float]) -> None:
    forest = replace(
        forest, trees=tuple(tree._replace(worth=tuple(w / 10 for w in tree.worth)) for tree in forest.trees)
    )
    reasons = forest.reasons(row, most=3)
    assert [weight for _, weight in reasons] == sorted((weight for _, weight in reasons), reverse=True)
    score = forest.score(row)
    total, roots = math.log(score / (1 - score)), sum(tree.worth[0] for tree in forest.trees)
    assert sum(weight for _, weight in reasons) >= total - roots - 1e-6


NAMED = ("a", "b", "c", "d", 5)
facts = st.builds(Facts, **{name: st.booleans() for name in Facts.__dataclass_fields__})
steps = st.lists(
    st.builds(
        Step,
        time=st.floats(min_value=0, max_value=1e7),
        sender=st.sampled_from(NAMED),
        receiver=st.sampled_from(NAMED),
        amount=st.floats(min_value=0, max_value=1e9) | st.just(5e-324),
        facts=facts,
        first=st.booleans(),
    ),
    max_size=25,
)


def told(flow: list[Step]) -> list[tuple[float, ...]]:
    seen = Circumstances()
    return [seen.observe(step) for step in flow]


@given(flow=steps, later=steps)
def test_no_later_payment_changes_the_circumstances_of_one_before(flow: list[Step], later: list[Step]) -> None:
    assert told([*flow, *later])[: len(flow)] == told(flow)


@given(flow=steps, called=st.permutations([*NAMED, "z", 10**9]))
def test_what_accounts_are_called_changes_no_circumstance(flow: list[Step], called: list[str | int]) -> None:
    names = dict(zip(NAMED, called, strict=False))
    renamed = [step._replace(sender=names[step.sender], receiver=names[step.receiver]) for step in flow]
    assert told(renamed) == told(flow)


@given(flow=steps)
def test_circumstances_are_numbers_and_shares_are_shares(flow: list[Step]) -> None:
    for row in told(flow):
        assert all(math.isfinite(each) for each in row)
        said = dict(zip(NAMES, row, strict=True))
        assert all(0 <= said[name] <= 1 + 1e-9 for name in NAMES if name.endswith("_share") and "onward" not in name)
