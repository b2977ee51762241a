"""The map: one square for each member of the United Nations, about where the state lies. Nothing is fetched."""

from dataclasses import dataclass
from functools import cache

from simpul.formats.law.rows import Row, placed, read_rows
from simpul.formats.reference import reference_bytes

MAP = "law-map.csv"
COLUMNS = frozenset("code column row latitude longitude verified source as_of".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """Where a state stands on the map, in columns from the west and rows from the north."""

    state: str
    column: int
    row: int


@cache
def squares() -> tuple[Square, ...]:
    """Give the square of every state that has one."""
    return tuple(placed(row, _square) for row in read_rows(reference_bytes(MAP), file=MAP, columns=COLUMNS))


def _square(row: Row) -> Square:
    return Square(state=row.text("code"), column=row.number("column"), row=row.number("row"))
