"""Opening, owning, migrating and backing up a database."""

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from simpul.core.errors import SettingsError, StorageError
from simpul.engines.words import words_of
from simpul.services.ports.reading import (
    Alerts,
    AuditTrail,
    Checkpoints,
    Drafts,
    Links,
    Lists,
    Reports,
    Roster,
    Subjects,
    Terms,
)
from simpul.services.ports.writing import Ledger
from simpul.storage.engine import CHECKPOINT_PAGES, make_file, sqlite_readers, sqlite_writer
from simpul.storage.migrating import current_revision, newest_revision, upgrade
from simpul.storage.store import Create, Store, open_at_rest
from simpul.storage.tables.schema import metadata
from tests.holdings import act_of, claim, holds, sight
from tests.stores import opened, sqlite_place
from tests.unit.storage.rich import fill


def test_the_store_is_what_the_services_ask_for(store: Store) -> None:
    ledger: Ledger = store.ledger
    reads: tuple[Drafts, Reports, Subjects, Alerts, Lists] = (
        store.drafts,
        store.reports,
        store.subjects,
        store.alerts,
        store.lists,
    )
    affairs: tuple[Links, Roster, AuditTrail, Checkpoints, Terms] = (
        store.links,
        store.roster,
        store.audit_trail,
        store.checkpoints,
        store.terms,
    )
    assert ledger.act(lambda tx: tx.audit.head())[0] == 0
    assert len(reads) == len(affairs)


def test_a_store_that_rested_reads_and_writes_as_before(store: Store) -> None:
    for count in (1, 2, 3):
        holds(store, claim())
        assert store.reports.count_reports(sight(), direction=None) == count
        store.rest()
        assert store.reports.count_reports(sight(), direction=None) == count


def test_a_store_that_rests_closes_the_readers_that_nobody_uses(tmp_path: Path) -> None:
    with closing(opened(sqlite_place(tmp_path))) as store, store.reading.snapshot() as used:
        assert used.execute(text("SELECT 1")).scalar_one() == 1
        with store.reading.snapshot() as connection:
            unused = connection.connection.dbapi_connection
        store.rest()
        assert used.execute(text("SELECT 1")).scalar_one() == 1
        assert isinstance(unused, sqlite3.Connection)
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            unused.execute("SELECT 1")


def test_the_writer_is_as_durable_and_as_careful_as_it_says(tmp_path: Path) -> None:
    make_file(tmp_path / "simpul.db")
    engine = sqlite_writer(tmp_path / "simpul.db")
    asked = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "secure_delete": 1,
        "wal_autocheckpoint": CHECKPOINT_PAGES,
        "busy_timeout": 5_000,
    }
    with engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in asked}
    engine.dispose()
    assert found == asked


def test_a_reader_can_neither_write_nor_checkpoint(tmp_path: Path) -> None:
    path = sqlite_place(tmp_path)
    store = opened(path)
    readers = sqlite_readers(path)
    wal = path.with_name(f"{path.name}-wal")
    holds(store)
    before = wal.read_bytes()
    with readers.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=OFF")
        for statement in ("DELETE FROM head", "CREATE TABLE t (a)"):
            with pytest.raises(OperationalError, match="readonly"):
                connection.exec_driver_sql(statement)
        connection.rollback()
        with closing(connection.connection.cursor()) as cursor, pytest.raises(sqlite3.OperationalError):
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    readers.dispose()
    assert wal.read_bytes() == before
    store.close()


def test_a_database_is_for_the_eyes_of_its_owner(tmp_path: Path) -> None:
    store = opened(tmp_path / "new.db", create=Create.IF_ABSENT)
    holds(store)
    for file in tmp_path.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file.name
    store.close()


def test_a_second_process_is_refused_and_told_who_has_it(tmp_path: Path) -> None:
    path = sqlite_place(tmp_path)
    code = (
        "import sys; from pathlib import Path; from tests.stores import opened; store = opened(Path(sys.argv[1]));"
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(SettingsError, match=str(holder.pid)):
            opened(path)
        holder.kill()
    store = opened(path)
    with pytest.raises(SettingsError):
        opened(path)
    store.close()
    opened(path).close()


@pytest.mark.parametrize("content", [b"no database", b"PK\x03\x04" + bytes(200), b"SQLite format 3\x00" + bytes(50)])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "simpul.db"
    path.write_bytes(content)
    with pytest.raises(SettingsError):
        opened(path, create=Create.IF_ABSENT)
    assert path.read_bytes() == content
    with pytest.raises(SettingsError):
        open_at_rest(path, words=words_of)


def test_where_there_is_no_database_none_is_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no database"):
        opened(tmp_path / "simpul.db")
    with pytest.raises(SettingsError):
        open_at_rest(tmp_path / "simpul.db", words=words_of)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(SettingsError):
        opened("postgresql://nobody@/none?host=/nowhere", create=Create.IF_ABSENT)


def test_a_place_where_no_file_can_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for place in (tmp_path / "no folder" / "simpul.db", tmp_path / "file" / "simpul.db", tmp_path):
        with pytest.raises(SettingsError):
            opened(place, create=Create.IF_ABSENT)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_database_that_was_not_closed_is_not_taken_for_one_at_rest(tmp_path: Path) -> None:
    store = opened(sqlite_place(tmp_path))
    holds(store)
    path = store._opened.path
    assert path is not None
    with pytest.raises(SettingsError, match="not closed"):
        open_at_rest(path, words=words_of)
    store.close()
    store.close()
    open_at_rest(path, words=words_of).close()


def test_a_database_of_a_newer_edition_is_refused(tmp_path: Path) -> None:
    path = sqlite_place(tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for _ in range(2):
        with pytest.raises(SettingsError, match="another edition"):
            opened(path)
    with pytest.raises(SettingsError, match="9999"):
        open_at_rest(path, words=words_of)


def test_migrating_makes_exactly_the_tables_that_the_statements_know(store: Store) -> None:
    with store._opened.readers.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
    assert current_revision(store._opened.readers) == newest_revision()


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    make_file(tmp_path / "simpul.db")
    engine = sqlite_writer(tmp_path / "simpul.db")
    assert current_revision(engine) is None
    assert upgrade(engine) == upgrade(engine) == newest_revision()
    engine.dispose()


def test_a_backup_made_while_acts_go_on_is_one_state_that_verifies(tmp_path: Path) -> None:
    store = opened(sqlite_place(tmp_path))
    fill(store)
    stop = threading.Event()

    def act_on() -> None:
        while not stop.is_set():
            holds(store, claim())

    acting = threading.Thread(target=act_on)
    acting.start()
    try:
        backups = [tmp_path / f"backup-{number}.db" for number in range(3)]
        for path in backups:
            store.backup_to(path)
    finally:
        stop.set()
        acting.join()
    sizes = []
    for path in backups:
        held = open_at_rest(path, words=words_of)
        assert held.audit_trail.problems()[1] == ()
        sizes.append(held.reports.count_reports(sight(), direction=None))
        held.close()
        assert path.stat().st_mode & 0o077 == 0
    assert sizes == sorted(sizes)
    assert store.reports.count_reports(sight(), direction=None) >= sizes[-1] > 0
    assert {path.name for path in tmp_path.iterdir() if path.name.startswith("backup")} == {
        path.name for path in backups
    }
    store.close()


def test_a_backup_replaces_nothing_and_leaves_nothing_half_done(tmp_path: Path) -> None:
    store = opened(sqlite_place(tmp_path))
    there = tmp_path / "there.db"
    there.write_bytes(b"something")
    with pytest.raises(SettingsError):
        store.backup_to(there)
    with pytest.raises(StorageError):
        store.backup_to(tmp_path / "no folder" / "backup.db")
    assert there.read_bytes() == b"something"
    store.close()


def test_a_restored_backup_is_a_store_again(tmp_path: Path) -> None:
    store = opened(sqlite_place(tmp_path))
    signed = holds(store, claim())
    store.backup_to(tmp_path / "backup.db")
    store.close()
    again = opened(tmp_path / "backup.db")
    assert again.reports.report(sight(), signed.report.id) is not None
    assert again.ledger.act(lambda tx: tx.audit.record(act_of())) == 1
    again.close()


@pytest.mark.postgres
def test_postgresql_is_asked_for_the_same_care(postgresql: str) -> None:
    store = opened(postgresql)
    with pytest.raises(SettingsError, match="pg_basebackup"):
        store.backup_to(Path("backup"))
    with store._opened.readers.connect() as connection:
        assert connection.execute(text("SHOW transaction_isolation")).scalar_one() == "repeatable read"
        assert connection.execute(text("SHOW transaction_read_only")).scalar_one() == "on"
    writer = store.ledger._writing.connection
    assert writer.execute(text("SHOW synchronous_commit")).scalar_one() == "on"
    store.close()
