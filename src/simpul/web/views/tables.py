"""A table of subjects on its way in, as documents: what its columns may mean, and what its rows would claim."""

from dataclasses import dataclass

from simpul.core.grading import Scale
from simpul.core.handling import Tlp
from simpul.core.vocabulary import PROPERTIES, Schema, ValueKind
from simpul.formats.grid import Table
from simpul.formats.mapping import Column, ColumnUse, DateOrder, Mapping, PreviewRow, preview

SHOWN_ROWS = 20
SHOWN_PROBLEMS = 100
MAPPABLE = tuple(name for name, kind in PROPERTIES.items() if kind is not ValueKind.SUBJECT)


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedColumn:
    """One column with its meaning and what stands in its first rows."""

    heading: str
    column: Column
    examples: tuple[str, ...]
    is_date: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage:
    """A table before it is taken in: nothing is kept yet but the file, for this officer."""

    upload: str
    filename: str
    rows: int
    columns: tuple[MappedColumn, ...]
    schema: Schema
    shown: tuple[PreviewRow, ...]
    readable: int
    problems: tuple[tuple[str, str], ...]
    wrong_reason: str = ""
    wrong_place: str = ""
    uses: tuple[ColumnUse, ...] = tuple(ColumnUse)
    orders: tuple[DateOrder, ...] = tuple(DateOrder)
    properties: tuple[str, ...] = MAPPABLE
    schemas: tuple[Schema, ...] = tuple(Schema)
    scales: tuple[Scale, ...] = tuple(Scale)
    tlps: tuple[Tlp, ...] = tuple(Tlp)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableTaken:
    """What came of a table: the reports of ours that hold it, and the rows of which nothing was taken."""

    reports: tuple[str, ...]
    claims: int
    subjects: int
    rejected: tuple[tuple[str, str], ...]
    rejected_rows: int


def table_page(upload: str, filename: str, table: Table, mapping: Mapping) -> TablePage:
    """Give a table with its mapping and what its rows would claim."""
    read = preview(table, mapping)
    return TablePage(
        upload=upload,
        filename=filename,
        rows=len(table.rows),
        columns=mapped_columns(table, mapping),
        schema=mapping.schema,
        shown=read[:SHOWN_ROWS],
        readable=sum(1 for row in read if not row.problems),
        problems=tuple((problem.place, problem.reason) for row in read for problem in row.problems)[:SHOWN_PROBLEMS],
    )


def mapped_columns(table: Table, mapping: Mapping) -> tuple[MappedColumn, ...]:
    """Give the columns of a table, each with its meaning."""
    return tuple(
        MappedColumn(
            heading=heading,
            column=column,
            examples=tuple(row.cells[index][:60] for row in table.rows[:3] if row.cells[index].strip()),
            is_date=PROPERTIES.get(column.property) is ValueKind.DATE,
        )
        for index, (heading, column) in enumerate(zip(table.columns, mapping.columns, strict=True))
    )
