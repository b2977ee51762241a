"""A table as it comes out of a file: headings, and rows of texts, within the node's limits."""

from collections.abc import Sequence
from dataclasses import dataclass

from simpul.core.errors import InputError
from simpul.core.node import Limits

MOST_CELL = 32_767
"""Characters of one cell: what a spreadsheet can hold."""

MOST_CELLS = 2_000_000
"""Cells of one table, whatever its shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row: the line of the file it stands on, and as many cells as the table has columns."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Headings and rows; `unread_sheets` names the sheets of a workbook that were not read."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    unread_sheets: tuple[str, ...] = ()

    def head(self, most: int) -> "Table":
        """Give the same table with its first rows only."""
        return Table(columns=self.columns, rows=self.rows[:most], unread_sheets=self.unread_sheets)


class Grid:
    """Takes rows as they are read, and refuses what the limits do not allow, with line and column."""

    def __init__(self, limits: Limits) -> None:
        """Begin without headings: the first row that says anything has them."""
        self._limits = limits
        self._columns: tuple[str, ...] | None = None
        self._rows: list[TableRow] = []

    def take(self, line: int, cells: Sequence[str]) -> None:
        """Take the next row; one that says nothing is passed over."""
        said = self._checked(line, cells)
        if not said:
            return
        if self._columns is None:
            self._columns = tuple(" ".join(cell.split()) for cell in said)
            return
        width = len(self._columns)
        if len(said) > width:
            raise InputError("a cell without a heading", place=cell_place(line, width))
        self._rows.append(TableRow(line=line, cells=(*said, *("",) * (width - len(said)))))
        if len(self._rows) > self._limits.max_table_rows:
            raise InputError(f"more than {self._limits.max_table_rows} rows", place=f"line {line}")
        if len(self._rows) * width > MOST_CELLS:
            raise InputError(f"more than {MOST_CELLS} cells", place=f"line {line}")

    def table(self, *, unread_sheets: tuple[str, ...] = ()) -> Table:
        """Give the table once every row has been taken.

        Raises:
            InputError: there is not even a row of headings.
        """
        if self._columns is None:
            raise InputError("the table has no row of headings", place="line 1")
        return Table(columns=self._columns, rows=tuple(self._rows), unread_sheets=unread_sheets)

    def _checked(self, line: int, cells: Sequence[str]) -> tuple[str, ...]:
        """Give the cells up to the last one that says something."""
        width = len(cells)
        while width and not cells[width - 1].strip():
            width -= 1
        most = self._limits.max_table_columns
        if width > most:
            raise InputError(f"more than {most} columns", place=cell_place(line, most))
        for index, cell in enumerate(cells[:width]):
            if len(cell) > MOST_CELL:
                raise InputError(f"longer than {MOST_CELL} characters", place=cell_place(line, index))
            if "\x00" in cell:
                raise InputError(
                    "holds a NUL; is this UTF-16 without a byte-order mark?", place=cell_place(line, index)
                )
        return tuple(cells[:width])


def cell_place(line: int, index: int) -> str:
    """Name the place of a cell as a person counts: `line 12, column 3`."""
    return f"line {line}, column {index + 1}"
