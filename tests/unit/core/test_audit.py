"""Audit: entries in a chain, of which every change is named."""

import json
from dataclasses import replace

import pytest

from simpul.core.audit import (
    FIRST_PREVIOUS,
    Act,
    AuditEntry,
    Outcome,
    Problem,
    chain_problems,
    chained,
    commitment,
)
from simpul.core.log import leaf_hash
from tests.records import AT

Row = tuple[int, bytes, str, str]
ACTS = list(Act)[:6]


def entry(act: Act, **fields: object) -> AuditEntry:
    said = AuditEntry(act=act, actor="a.surya", outcome=Outcome.DONE, at=AT)
    return replace(said, **fields)  # type: ignore[arg-type]  # the fields are the caller's


def chain(count: int = 6) -> list[Row]:
    rows, previous = [], FIRST_PREVIOUS
    for index, act in enumerate(ACTS[:count]):
        body, leaf = chained(entry(act), index=index, previous=previous)
        rows.append((index, body, previous, leaf))
        previous = leaf
    return rows


def named(rows: list[Row]) -> set[tuple[str, str]]:
    found = list(chain_problems(rows))
    assert all(problem.table == "audit" for problem in found)
    return {(problem.row, problem.what) for problem in found}


CHANGED = "the entry is not the one that was recorded"
BROKEN = "does not follow the entry before it"
MOVED = "stands in another place than it was recorded in"


def test_an_entry_names_its_place_and_the_one_before_it() -> None:
    body, leaf = chained(entry(Act.REPORT_READ, target="1" * 64, grounds=("x",)), index=3, previous="2" * 64)
    assert json.loads(body) == {
        "index": 3,
        "previous": "2" * 64,
        "entry": {
            "act": "report:read",
            "actor": "a.surya",
            "outcome": "done",
            "at": "2026-03-14T09:26:53Z",
            "target": "1" * 64,
            "grounds": ["x"],
        },
    }
    assert leaf == leaf_hash(body).hex()


@pytest.mark.parametrize("count", range(7))
def test_a_chain_as_it_was_recorded_has_no_problem(count: int) -> None:
    assert named(chain(count)) == set()


@pytest.mark.parametrize("index", range(6))
def test_a_changed_entry_is_named(index: int) -> None:
    rows = chain()
    number, body, previous, leaf = rows[index]
    rows[index] = (number, body.replace(b"a.surya", b"b.surya"), previous, leaf)
    assert named(rows) == {(str(index), CHANGED)}


@pytest.mark.parametrize("index", range(6))
def test_a_changed_entry_with_a_new_hash_breaks_the_chain_after_it(index: int) -> None:
    rows = chain()
    number, body, previous, _ = rows[index]
    forged = body.replace(b"a.surya", b"b.surya")
    rows[index] = (number, forged, previous, leaf_hash(forged).hex())
    assert named(rows) == ({(str(index + 1), BROKEN)} if index < 5 else set())


@pytest.mark.parametrize("index", range(5))
def test_a_missing_entry_is_named(index: int) -> None:
    rows = chain()
    del rows[index]
    assert named(rows) == {(str(index), "missing"), (str(index + 1), BROKEN)}


def test_bytes_that_are_no_entry_are_named_and_stop_nothing() -> None:
    rows = chain()
    for junk in (b"", b"\xff\xfe", b"[]", b'{"index":1}', b"null"):
        spoilt = [*rows[:1], (1, junk, rows[1][2], leaf_hash(junk).hex()), *rows[2:]]
        assert ("1", MOVED) in named(spoilt)
        spoilt[1] = (1, junk, rows[1][2], rows[1][3])
        assert named(spoilt) == {("1", CHANGED)}


def test_two_entries_that_changed_places_are_named_though_every_hash_holds() -> None:
    rows = chain(4)
    (_, second, _, second_leaf), (_, third, _, third_leaf) = rows[1:3]
    rows[1] = (1, third, rows[0][3], third_leaf)
    rows[2] = (2, second, third_leaf, second_leaf)
    rows[3] = (3, rows[3][1], second_leaf, rows[3][3])
    assert {("1", MOVED), ("2", MOVED), ("3", MOVED)} <= named(rows)


def test_an_entry_under_a_wrong_previous_hash_is_named() -> None:
    rows = chain()
    number, body, _, leaf = rows[2]
    rows[2] = (number, body, "f" * 64, leaf)
    assert named(rows) == {("2", BROKEN), ("2", MOVED)}


def test_a_problem_says_table_row_and_what() -> None:
    rows = chain()[1:]
    assert next(chain_problems(rows)) == Problem(table="audit", row="0", what="missing")


def test_a_commitment_stands_for_a_set_of_ids_whatever_their_order() -> None:
    assert commitment(["b", "a"]) == commitment(["a", "b"])
    assert len({commitment(ids) for ids in ([], ["a"], ["a", "b"], ["ab"], ["a", "a"])}) == 5


def test_every_act_is_a_subject_and_a_verb() -> None:
    assert all(len(act.split(":")) == 2 for act in Act)
