"""Designations: entries of lists, and what changed between two editions."""

from dataclasses import replace
from datetime import date

import pytest

from simpul.core.designation import (
    DateKind,
    Designation,
    ListDelta,
    ListedDate,
    ListedName,
    NameQuality,
    compare,
    content_of,
    day_of,
)
from simpul.core.errors import InputError
from simpul.core.vocabulary import Schema

ALIAS = ListedName(value="Si Pelangi", quality=NameQuality.LOW)
NAME = ListedName(value="Ayu Pelangi", quality=NameQuality.PRIMARY)
ENTRY = Designation(list_id="xa", reference="XAi.001", schema=Schema.PERSON, names=(ALIAS, NAME))


def test_an_entry_is_shown_by_its_primary_name_or_the_first_there_is() -> None:
    assert ENTRY.primary_name == "Ayu Pelangi"
    assert replace(ENTRY, names=(ALIAS,)).primary_name == "Si Pelangi"


BROKEN: list[tuple[str, dict[str, object]]] = [
    ("designation.reference", {"reference": ""}),
    ("designation.reference", {"reference": " XAi.001"}),
    ("XAi.001.names", {"names": ()}),
    ("XAi.001.names", {"names": (replace(NAME, value="  "),)}),
    ("XAi.001.names", {"names": (replace(NAME, value="x" * 1_001),)}),
    ("XAi.001.names", {"names": (replace(NAME, value="bell\x07"),)}),
    ("XAi.001.dates", {"listed_on": "2020-02-30"}),
    ("XAi.001.dates", {"review_on": "2026-13"}),
    ("XAi.001.dates", {"updated_on": ("2020", "soon")}),
]


@pytest.mark.parametrize(("place", "fields"), BROKEN)
def test_what_is_no_entry_cannot_be_built(place: str, fields: dict[str, object]) -> None:
    with pytest.raises(InputError) as refused:
        replace(ENTRY, **fields)  # type: ignore[arg-type]  # wrong on purpose
    assert refused.value.place == place


@pytest.mark.parametrize("fields", [{"value": "1971-13"}, {"value": "1971", "until": "never"}])
def test_a_listed_date_exists(fields: dict[str, str]) -> None:
    with pytest.raises(InputError, match=r"^date\."):
        ListedDate(kind=DateKind.BETWEEN, **fields)


def test_a_listed_date_may_be_unsaid() -> None:
    assert ListedDate(kind=DateKind.UNSTATED, note="circa the flood").value == ""


def test_any_change_gives_another_content() -> None:
    others = (
        replace(ENTRY, names=(NAME, ALIAS)),
        replace(ENTRY, names=(NAME,)),
        replace(ENTRY, comments="."),
        replace(ENTRY, listed_on="2020"),
        replace(ENTRY, reference="XAi.002"),
        replace(ENTRY, listed_by="The Council of XA"),
        replace(ENTRY, basis=("Act 7 of 2019",)),
        replace(ENTRY, reasons="Recruited for the group."),
        replace(ENTRY, review_on="2027-01-31"),
    )
    assert len({content_of(entry) for entry in (ENTRY, *others)}) == 1 + len(others)
    assert content_of(replace(ENTRY)) == content_of(ENTRY)


def test_what_a_list_does_not_say_leaves_the_content_of_an_entry_as_it_was() -> None:
    assert content_of(ENTRY) == "54ba09da648f129acdebf91fad6f505ad9814b0db34b8c70d84d3bad3fe35ccc"


@pytest.mark.parametrize(
    ("review_on", "overdue"),
    [("", "no"), ("2026-11-21", "yes"), ("2026-11-22", "no"), ("2026-10", "yes"), ("2026-11", "no"), ("2026", "no")],
)
def test_a_review_is_overdue_when_the_whole_of_its_date_is_past(review_on: str, overdue: str) -> None:
    assert replace(ENTRY, review_on=review_on).is_review_overdue(on=date(2026, 11, 22)) is (overdue == "yes")


def test_what_came_changed_and_left_is_told_apart_and_in_order() -> None:
    held = {"a": "1", "b": "1", "d": "1", "c": "1"}
    offered = {"b": "2", "e": "1", "c": "1", "0": "1"}
    assert compare(held, offered) == ListDelta(added=("0", "e"), changed=("b",), removed=("a", "d"))


def test_the_same_edition_twice_changes_nothing() -> None:
    assert compare({"a": "1"}, {"a": "1"}) == ListDelta(added=(), changed=(), removed=())


def test_an_edition_bears_its_own_day_or_that_of_its_reading() -> None:
    assert day_of("2024-11-30T00:00:00Z", otherwise=date(2026, 3, 14)) == "2024-11-30"
    assert day_of("", otherwise=date(2026, 3, 14)) == "2026-03-14"
