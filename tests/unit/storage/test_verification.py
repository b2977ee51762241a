"""Whatever is changed behind the node's back is named by table and row; so is what is missing."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from simpul.core.audit import Problem
from simpul.core.errors import SettingsError
from simpul.engines.words import words_of
from simpul.storage.store import open_at_rest
from simpul.storage.tables.schema import metadata
from tests.stores import opened, sqlite_place
from tests.unit.storage.rich import fill

VERIFIED = (
    *("audience", "audit", "head", "report", "assertion", "list_import", "list_entry", "list_change"),
    *("outbox", "inbox", "receipt", "quarantine", "checkpoint", "alert", "alert_decision", "match_decision"),
    *("payment", "payment_decision", "unit_record", "unit_content", "law_record"),
)
# A deleted checkpoint proves less, and nothing says that it was there.
MAY_BE_MISSED = {("checkpoint", "a row")}
# The fault shows as what the head counts and the outbox lacks: which of the two is wrong cannot be said.
SHOWS_ELSEWHERE = {("head", "size")}


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which something of everything has happened."""
    path = sqlite_place(tmp_path_factory.mktemp("untouched"))
    store = opened(path)
    fill(store)
    store.close()
    return path


def problems(path: Path) -> tuple[Problem, ...]:
    held = open_at_rest(path, words=words_of)
    try:
        return held.audit_trail.problems()[1]
    finally:
        held.close()


def tampered(untouched: Path, folder: Path, statement: str, *values: object) -> tuple[Problem, ...]:
    path = folder / "tampered.db"
    shutil.copyfile(untouched, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute(statement, values)
    return problems(path)


def changed(value: object) -> object:
    """One bit of it turned; something where there was nothing."""
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1, *value[1:]]) if value else b"\x00"
    if isinstance(value, str):
        return value[:-1] + chr(ord(value[-1]) ^ 1) if value else "x"
    return value + 1_000 if isinstance(value, int) else 1


def rows_of(path: Path, table: str) -> list[dict[str, object]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute(f"SELECT rowid AS _row, * FROM {table} ORDER BY rowid")]
    return [rows[0], rows[-1]]


def test_nothing_is_wrong_with_what_was_only_recorded(untouched: Path) -> None:
    assert problems(untouched) == ()


@pytest.mark.parametrize("table", VERIFIED)
def test_a_changed_column_is_named(untouched: Path, tmp_path: Path, table: str) -> None:
    for row in rows_of(untouched, table):
        for column in metadata.tables[table].columns.keys():  # noqa: SIM118  a collection of columns, keyed by name
            statement = f'UPDATE {table} SET "{column}" = ? WHERE rowid = ?'
            found = tampered(untouched, tmp_path, statement, changed(row[column]), row["_row"])
            tables = {problem.table for problem in found}
            assert table in tables or ((table, column) in SHOWS_ELSEWHERE and tables), f"{table}.{column}"


@pytest.mark.parametrize("table", VERIFIED)
def test_a_deleted_row_is_named(untouched: Path, tmp_path: Path, table: str) -> None:
    for row in rows_of(untouched, table):
        found = tampered(untouched, tmp_path, f"DELETE FROM {table} WHERE rowid = ?", row["_row"])
        tables = {problem.table for problem in found}
        assert table in tables or (table, "a row") in MAY_BE_MISSED, f"{table} {row}"


@pytest.mark.parametrize(
    ("table", "row"), [("report", "id"), ("assertion", "id"), ("alert", "id"), ("quarantine", "id")]
)
def test_the_row_that_is_missing_is_named_by_its_id(untouched: Path, tmp_path: Path, table: str, row: str) -> None:
    gone = rows_of(untouched, table)[0][row]
    found = tampered(untouched, tmp_path, f'DELETE FROM {table} WHERE "{row}" = ?', gone)
    assert any((problem.table, problem.row) == (table, gone) and "missing" in problem.what for problem in found)


def test_the_index_of_a_missing_act_and_of_a_missing_envelope_is_named(untouched: Path, tmp_path: Path) -> None:
    acts = tampered(untouched, tmp_path, 'DELETE FROM audit WHERE "index" = 7')
    assert Problem(table="audit", row="7", what="missing") in acts
    sent = tampered(untouched, tmp_path, "DELETE FROM outbox WHERE number = 2")
    assert Problem(table="outbox", row="XB-NCTC 2", what="missing") in sent


@pytest.mark.parametrize("value", [None, 7, "no bytes", b"\xff\xfe", b"{}", "\udcff".encode("utf-8", "surrogatepass")])
@pytest.mark.parametrize(
    ("table", "column"), [("report", "body"), ("assertion", "body"), ("audit", "body"), ("list_entry", "body")]
)
def test_a_row_that_cannot_be_understood_is_named_and_the_rest_is_checked(
    untouched: Path, tmp_path: Path, table: str, column: str, value: object
) -> None:
    path = tmp_path / "loose.db"
    shutil.copyfile(untouched, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("UPDATE sqlite_schema SET sql = replace(sql, ' NOT NULL', '') WHERE name = ?", (table,))
    found = tampered(path, tmp_path, f"UPDATE {table} SET {column} = ?", value)
    assert table in {problem.table for problem in found}
    assert all(problem.what != "cannot be read" for problem in found)


def test_a_whole_chain_written_anew_is_given_away_by_a_signed_checkpoint(tmp_path: Path, untouched: Path) -> None:
    found = tampered(untouched, tmp_path, "UPDATE checkpoint SET root = ?", "ab" * 32)
    assert {problem.table for problem in found} == {"checkpoint", "audit"}


def test_an_index_that_lost_a_row_is_found(untouched: Path, tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    shutil.copyfile(untouched, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("CREATE TABLE other (subject TEXT, audience INTEGER)")
        connection.execute("CREATE INDEX other_index ON other (subject, audience)")
        roots = dict(connection.execute("SELECT name, rootpage FROM sqlite_schema").fetchall())
        connection.execute(
            "UPDATE sqlite_schema SET rootpage = ? WHERE name = 'ix_assertion_subject_audience'",
            (roots["other_index"],),
        )
        connection.execute("DELETE FROM sqlite_schema WHERE name IN ('other_index')")
    assert any(problem.table == "database" for problem in problems(path))


def test_a_page_that_is_destroyed_is_found(untouched: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.db"
    content = bytearray(untouched.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    for page in range(4, len(content) // size, 7):
        content[page * size : page * size + 64] = b"\xa5" * 64
    path.write_bytes(bytes(content))
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.DatabaseError):
        connection.execute("SELECT count(*) FROM report, assertion, audit, list_entry, alert, outbox").fetchall()
    with pytest.raises(SettingsError, match="cannot be read"):
        problems(path)


def test_a_page_of_a_table_that_is_destroyed_is_found_and_the_rest_is_checked(untouched: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.db"
    content = bytearray(untouched.read_bytes())
    with closing(sqlite3.connect(untouched)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'report'").fetchone()
    size = int.from_bytes(content[16:18], "big")
    content[(page - 1) * size : (page - 1) * size + 64] = b"\xa5" * 64
    path.write_bytes(bytes(content))
    found = problems(path)
    assert any(problem.table == "report" and "cannot be read" in problem.what for problem in found)
    assert any(problem.table == "database" for problem in found)
