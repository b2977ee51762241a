"""Three values: unknown is never no, and what is computed of unknowns is known only where it could not be otherwise."""

from collections.abc import Callable, Iterable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.core.law.truth import UNSAID, Fact, Truth, conjunction, disjunction, negation

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
VALUES = st.lists(st.sampled_from(Truth), max_size=6)


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (T, T, T, T),
        (T, F, F, T),
        (T, U, U, T),
        (F, F, F, F),
        (F, U, F, U),
        (U, U, U, U),
    ],
)
def test_kleenes_tables(one: Truth, other: Truth, both: Truth, either: Truth) -> None:
    assert conjunction([one, other]) is conjunction([other, one]) is both
    assert disjunction([one, other]) is disjunction([other, one]) is either


def test_the_contrary_of_unknown_is_unknown() -> None:
    assert [negation(value) for value in (T, F, U)] == [F, T, U]


def test_of_nothing_all_are_so_and_none_is() -> None:
    assert conjunction([]) is T
    assert disjunction([]) is F


@pytest.mark.parametrize("joined", [conjunction, disjunction])
@given(values=VALUES)
def test_an_answer_is_known_exactly_where_every_way_to_settle_the_unknowns_gives_it(
    joined: Callable[[Iterable[Truth]], Truth], values: list[Truth]
) -> None:
    settled = {joined(each) for each in product(*([T, F] if value is U else [value] for value in values))}
    assert joined(values) is (settled.pop() if len(settled) == 1 else U)


@given(values=VALUES)
def test_not_all_is_the_same_as_some_not(values: list[Truth]) -> None:
    assert negation(conjunction(values)) is disjunction(negation(value) for value in values)


@pytest.mark.parametrize("missing", ["by", "on", "source"])
def test_a_known_fact_says_who_states_it_when_and_by_what(missing: str) -> None:
    said = {"by": "Investigator Lestari", "on": "2026-03-01", "source": "statement 4"} | {missing: ""}
    with pytest.raises(InputError) as refused:
        Fact(value=T, **said)
    assert refused.value.place == f"fact.{missing}"


def test_what_is_unknown_needs_nobody_to_say_so() -> None:
    assert UNSAID.value is U


def test_a_fact_on_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        Fact(value=F, by="Investigator Lestari", on="2026-02-30", source="statement 4")
    assert refused.value.place == "fact.on"
