"""The table of how many ordinary people reach a score: what comes with Simpul, and what is refused."""

from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.core.ordinary import Known, Reached
from simpul.formats.ordinary import ordinary_scores, read_ordinary_scores, write_ordinary_scores

ROWS = st.builds(
    Reached,
    known=st.sampled_from(Known),
    entries=st.integers(1, 10**6),
    score=st.floats(0.0, 1.0).map(lambda score: round(score, 2)),
    people=st.integers(100, 10**6),
    reached=st.integers(0, 100),
)


def test_the_table_that_comes_with_simpul_counts_fewer_people_the_higher_the_score() -> None:
    by_size: dict[tuple[Known, int], list[Reached]] = defaultdict(list)
    for row in ordinary_scores():
        by_size[row.known, row.entries].append(row)
    assert {known for known, _ in by_size} == set(Known)
    for rows in by_size.values():
        assert rows[-1].reached == 0
        assert rows[0].reached > 0
        for lower, higher in pairwise(rows):
            assert higher.score > lower.score
            assert higher.reached <= lower.reached
            assert higher.people == lower.people >= 5_000


@given(rows=st.lists(ROWS, max_size=5))
def test_a_table_is_read_as_it_was_written(rows: list[Reached]) -> None:
    assert read_ordinary_scores(write_ordinary_scores(rows, source="a run, with a comma", as_of="2026-11-22")) == tuple(
        rows
    )


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("name,1000,0.5,100,1,s,d\nname,many,0.5,100,1,s,d", "line 3"),
        ("rumour,1000,0.5,100,1,s,d", "line 2"),
        ("name,1000", "line 2"),
        ("name,1000,0.5,100,101,s,d", "line 2"),
    ],
)
def test_a_row_that_is_no_count_is_refused_with_its_place(row: str, place: str) -> None:
    raw = f"known,entries,score,people,reached,source,as_of\n{row}\n".encode()
    with pytest.raises(InputError) as refused:
        read_ordinary_scores(raw)
    assert refused.value.place == place
