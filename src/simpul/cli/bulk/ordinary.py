"""Ordinary people as a table has them: read whole, asked about, and what their best scores say of a threshold."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

from simpul.cli.bulk.screening import opened
from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.mapping import ROWS_LOOKED_AT
from simpul.formats.people import People, PersonRow
from simpul.formats.streamed import StreamedRow, StreamedTable, streamed_table
from simpul.services.bulk import Question
from simpul.services.calibrating import Calibrated, Calibrating

T = TypeVar("T")

MOST_PEOPLE = 1_000_000
PIECE = 500
"""Rows that are read at a time."""

MOST_NOTED = 20
"""Rejected rows that are named; the others are counted."""

ORIGIN = "origin"

Told = Callable[[int, int], None]
"""Is told how many people have been asked about, and how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordinary:
    """Who was asked about: the result, and the rows that could not be read."""

    calibrated: Calibrated
    columns: dict[str, str]
    rejected: int
    rejections: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    questions: tuple[tuple[Question, str], ...]
    rejections: tuple[str, ...]
    columns: dict[str, str]


def calibrated(
    calibrating: Calibrating, names: Path, columns: Mapping[str, str], *, tolerated: float, told: Told
) -> Ordinary:
    """Read the people and find the threshold; rows that cannot be read are left out and named.

    Raises:
        InputError: the table is refused, or has too few or too many people; with the file and the place in it.
    """
    try:
        with opened(names) as stream, streamed_table(stream, limits=Limits()) as table:
            read = _read(table, columns)
    except InputError as refused:
        place = f"{names}: {refused.place}" if refused.place else str(names)
        raise InputError(refused.reason, place=place) from refused
    people = [calibrating.person(question, origin=origin) for question, origin in read.questions]
    scores = list(_watched(calibrating.scores(people), len(people), told))
    return Ordinary(
        calibrated=calibrating.calibrated(people, scores, tolerated=tolerated),
        columns=read.columns,
        rejected=len(read.rejections),
        rejections=read.rejections[:MOST_NOTED],
    )


def _read(table: StreamedTable, columns: Mapping[str, str]) -> _Read:
    rows = iter(table)
    first = list(islice(rows, ROWS_LOOKED_AT))
    people = People.understood(
        table.columns, [each.row for each in first], said=columns, others={ORIGIN: ORIGIN, "asal": ORIGIN}
    )
    questions: list[tuple[Question, str]] = []
    rejections: list[str] = []
    for piece in _pieces(chain(first, rows)):
        for row, person in zip(piece, people.read([each.row for each in piece]), strict=True):
            fault = _fault(row, person)
            if fault:
                rejections.append(fault)
            else:
                questions.append((Question(values=person.values, schema=person.schema), person.others.get(ORIGIN, "")))
        if len(questions) + len(rejections) > MOST_PEOPLE:
            raise InputError(f"more than {MOST_PEOPLE} people", place=f"line {piece[-1].row.line}")
    taken_for = {heading: meaning for heading, meaning in people.taken_for if meaning}
    return _Read(questions=tuple(questions), rejections=tuple(rejections), columns=taken_for)


def _fault(row: StreamedRow, person: PersonRow) -> str:
    if row.fault:
        return f"line {row.row.line}: {row.fault}"
    return next((f"{problem.place}: {problem.reason}" for problem in person.problems), "")


def _pieces(rows: Iterable[StreamedRow]) -> Iterator[list[StreamedRow]]:
    left = iter(rows)
    while piece := list(islice(left, PIECE)):
        yield piece


def _watched(scores: Iterable[T], people: int, told: Told) -> Iterator[T]:
    for done, score in enumerate(scores, start=1):
        yield score
        if done % PIECE == 0:
            told(done, people)
