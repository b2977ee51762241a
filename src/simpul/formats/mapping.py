"""What the columns of a table mean, and the claims that its rows make by that meaning.

Rules:
1. A row is taken whole or not at all: one cell that cannot be read rejects the row, with the cell and the reason.
2. Rows with the same key speak of the same subject; a row without a key speaks of a subject of its own.
3. A day is read in the order that the mapping says, never guessed cell by cell; `00/00/0000` says that it is unknown.
4. A country is read by code or by its English or Indonesian name and becomes its ISO 3166-1 alpha-2 code.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from simpul.core.dates import PARTIAL_DATE, partial_date
from simpul.core.draft import Claim
from simpul.core.errors import InputError
from simpul.core.vocabulary import PROPERTIES, Schema, ValueKind
from simpul.formats.countries import country_code
from simpul.formats.grid import Table, TableRow
from simpul.formats.headings import GENDERS, KEY, MEANINGS, MONTHS, SCHEMA, SCHEMAS, folded

ROWS_LOOKED_AT = 500
NUMERIC = re.compile(r"(?:([0-9]{1,2})[./-])?([0-9]{1,2})[./-]([0-9]{4})")
IN_WORDS = re.compile(r"(?:([0-9]{1,2})\.?\s+)?([^\W\d_]{3,12})\.?,?\s+([0-9]{4})")
UNKNOWN_DATE = re.compile(r"[0./\s-]+")


class ColumnUse(StrEnum):
    """What a column is used for."""

    IGNORED = "ignored"
    PROPERTY = "property"
    KEY = "key"
    SCHEMA = "schema"


class DateOrder(StrEnum):
    """Which comes first in a date written in figures. `1971-03-14` is always read as it stands."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What one column means; `separator` parts a cell that holds several values."""

    use: ColumnUse = ColumnUse.IGNORED
    property: str = ""
    dates: DateOrder = DateOrder.DAY_FIRST
    separator: str = ""

    def __post_init__(self) -> None:
        """Refuse a property that a cell cannot hold."""
        kind = PROPERTIES.get(self.property)
        if self.use is ColumnUse.PROPERTY and (kind is None or kind is ValueKind.SUBJECT):
            raise InputError(f"a column cannot hold the property {self.property[:40]!r}", place="mapping.property")
        if self.use is not ColumnUse.PROPERTY and self.property:
            raise InputError("only a column used for a property has one", place="mapping.property")
        if len(self.separator) > 3:
            raise InputError("a separator has at most 3 characters", place="mapping.separator")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """What each column of a table means, and what a subject is where no column says it."""

    columns: tuple[Column, ...]
    schema: Schema = Schema.PERSON

    def __post_init__(self) -> None:
        """Refuse a mapping that claims nothing, or knows two keys or two kinds for a row."""
        uses = [column.use for column in self.columns]
        if ColumnUse.PROPERTY not in uses:
            raise InputError("no column is used for a property", place="mapping.columns")
        for only in (ColumnUse.KEY, ColumnUse.SCHEMA):
            if uses.count(only) > 1:
                raise InputError(f"more than one column is used for the {only}", place="mapping.columns")


@dataclass(frozen=True, slots=True, kw_only=True)
class CellProblem:
    """Why a cell cannot be read: its column, counted from 0, the place in words, and the reason."""

    column: int
    place: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """What one row says by the mapping: its subject's key and kind, values by property, and what cannot be read."""

    line: int
    key: str
    schema: Schema
    values: tuple[tuple[str, str], ...]
    problems: tuple[CellProblem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRow:
    """A row of which nothing was taken, and why."""

    line: int
    problems: tuple[CellProblem, ...]


def suggest_mapping(table: Table) -> Mapping:
    """Guess what the columns mean from their headings, in English, Indonesian or Russian; a person confirms it.

    Where no heading is known, the first column is taken for names.
    """
    columns: list[Column] = []
    for index, heading in enumerate(table.columns):
        meaning = MEANINGS.get(folded(heading), "")
        use = {KEY: ColumnUse.KEY, SCHEMA: ColumnUse.SCHEMA, "": ColumnUse.IGNORED}.get(meaning, ColumnUse.PROPERTY)
        taken = any(column.use is use for column in columns)
        if use is ColumnUse.PROPERTY:
            columns.append(_suggested(meaning, [row.cells[index] for row in table.rows[:ROWS_LOOKED_AT]]))
        else:
            columns.append(Column(use=ColumnUse.IGNORED if taken else use))
    if not any(column.use is ColumnUse.PROPERTY for column in columns):
        columns[0] = Column(use=ColumnUse.PROPERTY, property="name")
    return Mapping(columns=tuple(columns))


def preview(table: Table, mapping: Mapping) -> tuple[PreviewRow, ...]:
    """Read every row by the mapping, without taking anything.

    Raises:
        InputError: the mapping is not for this table.
    """
    if len(mapping.columns) != len(table.columns):
        reason = f"the mapping has {len(mapping.columns)} columns, the table {len(table.columns)}"
        raise InputError(reason, place="mapping.columns")
    kinds: dict[str, tuple[Schema, int]] = {}
    return tuple(_read_row(table, row, mapping, kinds) for row in table.rows)


def claims(
    table: Table, mapping: Mapping, *, new_id: Callable[[], str]
) -> tuple[tuple[Claim, ...], tuple[RejectedRow, ...]]:
    """Give the claims of every row that can be read, and the rows that cannot; `new_id` makes the subjects' ids."""
    subjects: dict[str, str] = {}
    made: list[Claim] = []
    rejected: list[RejectedRow] = []
    for row in preview(table, mapping):
        if row.problems:
            rejected.append(RejectedRow(line=row.line, problems=row.problems))
            continue
        subject = subjects.get(row.key) or new_id()
        if row.key:
            subjects[row.key] = subject
        made += [Claim(subject=subject, schema=row.schema, property=name, value=value) for name, value in row.values]
    return tuple(made), tuple(rejected)


def _suggested(name: str, cells: list[str]) -> Column:
    kind = PROPERTIES[name]
    separators = (";", "\n", ",") if kind is ValueKind.COUNTRY else (";", "\n")
    separator = next((each for each in separators if any(each in cell.strip() for cell in cells)), "")
    if kind is ValueKind.DATE:
        found = [figures for cell in cells if (figures := NUMERIC.fullmatch(cell.strip())) and figures[1]]
        month_first = any(int(each[2]) > 12 for each in found) and not any(int(each[1]) > 12 for each in found)
        return Column(
            use=ColumnUse.PROPERTY,
            property=name,
            dates=DateOrder.MONTH_FIRST if month_first else DateOrder.DAY_FIRST,
            separator=separator,
        )
    several = kind is not ValueKind.TEXT and kind is not ValueKind.GENDER
    return Column(use=ColumnUse.PROPERTY, property=name, separator=separator if several else "")


def _read_row(table: Table, row: TableRow, mapping: Mapping, kinds: dict[str, tuple[Schema, int]]) -> PreviewRow:
    key, schema = "", mapping.schema
    values: list[tuple[str, str]] = []
    problems: list[CellProblem] = []
    for index, column in enumerate(mapping.columns):
        cell = row.cells[index].strip()
        try:
            if column.use is ColumnUse.KEY:
                key = cell
            elif column.use is ColumnUse.SCHEMA and cell:
                schema = _schema(cell)
            elif column.use is ColumnUse.PROPERTY:
                values += [(column.property, value) for value in _values(cell, column)]
        except InputError as exc:
            problems.append(_problem(table, row, index, exc.reason))
    if key and schema is not kinds.setdefault(key, (schema, row.line))[0]:
        reason = f"the same key stands for {kinds[key][0]} on line {kinds[key][1]} and for {schema} here"
        problems.append(_problem(table, row, _index_of(mapping, ColumnUse.KEY), reason))
    if not values and not problems:
        problems.append(_problem(table, row, _index_of(mapping, ColumnUse.PROPERTY), "the row claims nothing"))
    return PreviewRow(
        line=row.line, key=key, schema=schema, values=tuple(dict.fromkeys(values)), problems=tuple(problems)
    )


def _problem(table: Table, row: TableRow, index: int, reason: str) -> CellProblem:
    heading = table.columns[index]
    column = f'"{heading[:60]}"' if heading else str(index + 1)
    return CellProblem(column=index, place=f"line {row.line}, column {column}", reason=reason)


def _index_of(mapping: Mapping, use: ColumnUse) -> int:
    return next(index for index, column in enumerate(mapping.columns) if column.use is use)


def _values(cell: str, column: Column) -> Iterator[str]:
    for part in cell.split(column.separator) if column.separator else (cell,):
        said = part.strip()
        value = _value(said, column) if said else ""
        if value:
            # The claim itself says what its property can hold.
            Claim(subject="", schema=Schema.PERSON, property=column.property, value=value)
            yield value


def _value(said: str, column: Column) -> str:
    kind = PROPERTIES[column.property]
    if kind is ValueKind.DATE:
        return _date(said, column.dates)
    if kind is ValueKind.COUNTRY:
        return _known(country_code(said), f"no country is called {said[:40]!r}")
    if kind is ValueKind.GENDER:
        return _known(GENDERS.get(folded(said)), f"no gender is called {said[:40]!r}")
    return said if kind is ValueKind.TEXT else " ".join(said.split())


def _schema(said: str) -> Schema:
    schema = SCHEMAS.get(folded(said))
    if schema is None:
        raise InputError(f"no kind of subject is called {said[:40]!r}")
    return schema


def _known(value: str | None, otherwise: str) -> str:
    if value is None:
        raise InputError(otherwise)
    return value


def _date(said: str, order: DateOrder) -> str:
    if UNKNOWN_DATE.fullmatch(said):
        return ""
    if PARTIAL_DATE.fullmatch(said):
        return partial_date(said, place="date")
    if figures := NUMERIC.fullmatch(said):
        first, second, year = figures.groups()
        month, day = (first, second) if first and order is DateOrder.MONTH_FIRST else (second, first)
        return _partial(year, int(month), day)
    words = IN_WORDS.fullmatch(said)
    if words and (month_number := MONTHS.get(folded(words[2]))):
        return _partial(words[3], month_number, words[1])
    raise InputError(f"not a date such as 1971, 1971-03, 1971-03-14 or 14/3/1971: {said[:40]!r}")


def _partial(year: str, month: int, day: str | None) -> str:
    return partial_date(f"{year}-{month:02}" + (f"-{int(day):02}" if day else ""), place="date")
