"""Cells in which what many words reach is put together without sorting."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simpul.engines.screening.cells import TAKEN, Cells

SIZE = 30
COLUMNS = st.lists(st.lists(st.tuples(st.integers(0, SIZE - 1), st.floats(0.0, 9.0)), unique_by=lambda one: one[0]))


@given(COLUMNS)
def test_what_is_added_up_is_there_once_for_each_key_and_nothing_stays_in_the_cells(
    columns: list[list[tuple[int, float]]],
) -> None:
    cells = Cells(SIZE)
    keys = [np.array([key for key, _ in column], dtype=np.int64) for column in columns]
    values = [np.array([value for _, value in column]) for column in columns]
    expected: dict[int, float] = {}
    for column in columns:
        for key, value in column:
            expected[key] = expected.get(key, 0.0) + value
    for _ in range(2):
        added = cells.added(keys, values).tolist()
        every = [key for column in columns for key, _ in column]
        told = [(key, value) for key, value in zip(every, added, strict=True) if value != TAKEN]
        assert len(told) == len(expected)
        assert dict(told) == expected


@given(st.lists(st.integers(0, SIZE - 1)))
def test_the_last_of_equal_keys_is_marked_and_known_to_the_others(keys: list[int]) -> None:
    is_last, of_last = Cells(SIZE).last(np.array(keys, dtype=np.int64))
    last = {key: place for place, key in enumerate(keys)}
    assert is_last.tolist() == [last[key] == place for place, key in enumerate(keys)]
    assert of_last.tolist() == [last[key] for place, key in enumerate(keys) if last[key] != place]


def test_wanted_keys_are_found_in_every_column() -> None:
    cells, wanted = Cells(SIZE), np.array([7, 3])
    columns = [np.array([3, 5]), np.array([5]), np.array([9, 7, 3])]
    found = [(here.tolist(), there.tolist()) for here, there in cells.places(wanted, columns)]
    assert found == [([0], [1]), ([], []), ([1, 2], [0, 1])]
    assert cells.added([np.arange(SIZE)], [np.zeros(SIZE)]).tolist() == [0.0] * SIZE
