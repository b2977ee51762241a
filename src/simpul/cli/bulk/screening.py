"""A bulk run from its files to its answer: read the lists, build the index once, answer the questions, count."""

import resource
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from io import BufferedReader
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from simpul.cli.bulk.lines import Answering, Tally
from simpul.cli.bulk.output import whole_file
from simpul.cli.bulk.workers import worked
from simpul.cli.sources import list_source, read_lists
from simpul.core.designation import ListEdition
from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.countries import country_code
from simpul.formats.mapping import ROWS_LOOKED_AT
from simpul.formats.people import People
from simpul.formats.streamed import StreamedRow, StreamedTable, streamed_table
from simpul.services.bulk import BulkScreening
from simpul.web.language import Language

PIECE = 500
"""Rows that a worker takes at a time."""

Told = Callable[[int, int], None]
"""Is told how many bytes of the questions have been read, and how many rows answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a bulk run is asked for."""

    lists: tuple[str, ...]
    questions: Path
    out: Path
    columns: Mapping[str, str]
    threshold: float
    limit: int
    workers: int
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRead:
    """A list that was screened against, and the entries of it that could not be read."""

    list: str
    dated: str
    entries: int
    rejected: int
    rejections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """What a bulk run did: rows, hits, alerts, rejected rows, and what it cost.

    `alerted` counts the queries with at least one alert; `columns` says what each column was taken for. CPU seconds
    are those of all processes from the first row read to the last line written; building is apart.
    """

    lists: tuple[ListRead, ...]
    out: str
    columns: dict[str, str]
    threshold: float
    workers: int
    queries: int
    hits: int
    alerts: int
    alerted: int
    rejected: int
    build_seconds: float
    seconds: float
    cpu_seconds: float
    queries_per_cpu_second: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lists:
    read: tuple[ListRead, ...]
    screening: BulkScreening
    seconds: float


def screened(run: Run, told: Told) -> Screened:
    """Do a bulk run; its output is there whole or not at all.

    Raises:
        InputError: a list or the table of questions is refused, or the output cannot be written.
    """
    _check_out(run)
    lists = _built(run)
    began, cpu_before = time.perf_counter(), _cpu_seconds()
    with opened(run.questions) as stream, whole_file(run.out) as out:
        answering, tally = _answered(run, lists.screening, stream, out, told)
    spent = _cpu_seconds() - cpu_before
    return Screened(
        lists=lists.read,
        out=str(run.out),
        columns={heading: meaning for heading, meaning in answering.people.taken_for if meaning},
        threshold=run.threshold,
        workers=run.workers,
        queries=tally.queries,
        hits=tally.hits,
        alerts=tally.alerts,
        alerted=tally.alerted,
        rejected=tally.rejected,
        build_seconds=round(lists.seconds, 3),
        seconds=round(time.perf_counter() - began, 3),
        cpu_seconds=round(spent, 3),
        queries_per_cpu_second=round(tally.queries / spent, 1) if spent else 0.0,
    )


def _check_out(run: Run) -> None:
    """Refuse to write over what is read.

    Raises:
        InputError: the output is the table of questions, or a file of a list.
    """
    lists = [list_source(said).path for said in run.lists]
    files = chain.from_iterable(path.iterdir() if path.is_dir() else (path,) for path in lists)
    if run.out.exists() and any(file.exists() and run.out.samefile(file) for file in (run.questions, *files)):
        raise InputError("is one of the files that are read; name another", place=f"--out {run.out}")


def _built(run: Run) -> _Lists:
    began = time.perf_counter()
    editions = read_lists(run.lists, limits=Limits())
    screening = BulkScreening.of(editions, country_code)
    return _Lists(read=tuple(map(_read, editions)), screening=screening, seconds=time.perf_counter() - began)


def _answered(
    run: Run, screening: BulkScreening, stream: BufferedReader, out: BinaryIO, told: Told
) -> tuple[Answering, Tally]:
    try:
        with streamed_table(stream, limits=Limits()) as table:
            return _answered_rows(run, screening, table, out, lambda rows: told(stream.tell(), rows))
    except InputError as refused:
        place = f"{run.questions}: {refused.place}" if refused.place else str(run.questions)
        raise InputError(refused.reason, place=place) from refused


def _answered_rows(
    run: Run, screening: BulkScreening, table: StreamedTable, out: BinaryIO, told: Callable[[int], None]
) -> tuple[Answering, Tally]:
    rows = iter(table)
    first = list(islice(rows, ROWS_LOOKED_AT))
    answering = Answering(
        people=People.understood(table.columns, [each.row for each in first], said=run.columns),
        screening=screening,
        threshold=run.threshold,
        limit=run.limit,
        language=run.language,
    )
    tally = Tally()
    with closing(worked(answering.answer, _pieces(chain(first, rows)), workers=run.workers)) as answers:
        for lines, made in answers:
            out.write(lines)
            tally = tally.plus(made)
            told(tally.queries + tally.rejected)
    return answering, tally


def opened(file: Path) -> BufferedReader:
    """Give a file to read.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return file.open("rb")
    except OSError as unreadable:
        raise InputError(f"cannot be read: {unreadable.strerror}", place=str(file)) from unreadable


def _pieces(rows: Iterable[StreamedRow]) -> Iterator[list[StreamedRow]]:
    left = iter(rows)
    while piece := list(islice(left, PIECE)):
        yield piece


def _read(edition: ListEdition) -> ListRead:
    return ListRead(
        list=edition.list_id,
        dated=edition.dated,
        entries=len(edition.entries),
        rejected=len(edition.rejected),
        rejections=tuple(f"{each.place}: {each.reason}" for each in edition.rejected),
    )


def _cpu_seconds() -> float:
    """Give the CPU seconds of this process and of those that it has waited for."""
    used = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)
