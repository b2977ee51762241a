"""Whatever a table says is written and read back, except that no cell begins like a formula any more."""

from hypothesis import given
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.core.node import Limits
from simpul.formats.grid import Table, cell_place
from simpul.formats.mapping import Column, ColumnUse, Mapping, claims
from simpul.formats.tables import FORMULA_BEGINNINGS, read_table, write_csv

LIMITS = Limits()
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=12)
HEADINGS = st.lists(st.sampled_from(("name", "alias", "dob", "notes", "x y")), min_size=2, max_size=4)


def outcome(raw: bytes) -> Table | InputError:
    """The table, or the refusal of it."""
    try:
        return read_table(raw, filename="x.csv", limits=LIMITS)
    except InputError as exc:
        return exc


def harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_BEGINNINGS) else cell


@given(HEADINGS, st.data())
def test_what_is_written_is_read_back_without_formulas(headings: list[str], data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(headings), max_size=len(headings)), max_size=5))
    table = read_table(write_csv(headings, rows), filename="x.csv", limits=LIMITS)
    expected = [[harmless(cell) for cell in row] for row in rows]
    said = [tuple(row) for row in expected if any(cell.strip() for cell in row)]
    assert table.columns == tuple(headings)
    # Blank cells at the end of a row say nothing, and are read as empty.
    assert [strip_end(row.cells) for row in table.rows] == [strip_end(row) for row in said]
    assert not any(cell.startswith(FORMULA_BEGINNINGS) for row in table.rows for cell in row.cells)


def strip_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    return cells


@given(st.integers(1, 5), st.integers(1, 2_000))
def test_a_table_is_refused_from_the_first_column_beyond_the_limit(rows: int, width: int) -> None:
    came = outcome("\n".join(",".join(["x"] * width) for _ in range(rows)).encode())
    if isinstance(came, Table):
        assert (len(came.columns), len(came.rows)) == (width, rows - 1)
    else:
        assert width > LIMITS.max_table_columns
        assert came.place == cell_place(1, LIMITS.max_table_columns)


@given(st.binary(max_size=200) | CELLS.map(str.encode))
def test_any_bytes_are_a_table_or_are_refused_with_a_place(raw: bytes) -> None:
    came = outcome(raw)
    if isinstance(came, Table):
        assert all(len(row.cells) == len(came.columns) for row in came.rows)
    else:
        assert came.place


@given(st.lists(st.tuples(st.sampled_from(("K1", "K2", "")), CELLS, CELLS), max_size=6))
def test_each_row_makes_all_its_claims_or_is_rejected(rows: list[tuple[str, str, str]]) -> None:
    raw = write_csv(["key", "name", "birthDate"], rows)
    table = read_table(raw, filename="x.csv", limits=LIMITS)
    mapping = Mapping(
        columns=(
            Column(use=ColumnUse.KEY),
            Column(use=ColumnUse.PROPERTY, property="name"),
            Column(use=ColumnUse.PROPERTY, property="birthDate"),
        )
    )
    ids = iter(f"{number:032x}" for number in range(100))
    made, rejected = claims(table, mapping, new_id=lambda: next(ids))
    lines = {row.line for row in rejected}
    taken = [row for row in table.rows if row.line not in lines]
    keys = {row.cells[0].strip() for row in taken if row.cells[0].strip()}
    own = sum(not row.cells[0].strip() for row in taken)
    assert len({claim.subject for claim in made}) == len(keys) + own
    assert all(row.problems for row in rejected)
