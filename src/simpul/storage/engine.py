"""Opening a database: SQLite with one writing connection and read-only readers, or PostgreSQL.

SQLite: WAL and synchronous FULL, so that a commit is on the disk when it returns. Exactly one connection writes, and
the same one checkpoints; readers are opened read-only, which they stay whatever is sent to them. Transactions are begun
by us (`BEGIN IMMEDIATE` to write), never by Python's driver.

PostgreSQL: synchronous commit on; a writing transaction holds the lock of the node's log from its beginning
(`storage.heads`), so that several processes write one after the other; readers see one snapshot. A writer that is
silent for ten seconds in the middle of a transaction, since its process was stopped or is gone, loses it: the others
would wait for ever. The server sees to that, and where it does not, the others do (`storage.silence`).
"""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import Dialect
from sqlalchemy.pool import QueuePool, StaticPool

from simpul.core.errors import SettingsError
from simpul.storage.silence import SILENT_MILLISECONDS

BUSY_MILLISECONDS = 5_000
CHECKPOINT_PAGES = 8_000
"""Pages (of 4 kB) that are written one behind the other before each goes to its place: those of indexes come often.

While nobody waits they go sooner (`storage.wal`)."""

WRITER_KILOBYTES = 8_000
"""What the writer keeps of the database in memory: more than one transaction of payments changes."""

MOST_READERS = 8

READER_SETTINGS = (f"PRAGMA busy_timeout={BUSY_MILLISECONDS}", "PRAGMA trusted_schema=OFF", "PRAGMA query_only=ON")
WRITER_SETTINGS = (
    f"PRAGMA busy_timeout={BUSY_MILLISECONDS}",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",
    f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}",
    f"PRAGMA cache_size=-{WRITER_KILOBYTES}",
)

SHRINKING = "PRAGMA shrink_memory"
"""Lets a connection give back the pages that it keeps."""


def is_postgresql(where: str) -> bool:
    """Say whether the place of a database is the address of a PostgreSQL server."""
    return where.startswith(("postgresql://", "postgresql+psycopg://"))


def make_file(path: Path) -> None:
    """Make an empty file for its owner's eyes only, where there is none; its name is on the disk when this returns."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    folder = os.open(path.parent, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def sqlite_writer(path: Path) -> Engine:
    """Open the one connection that writes, to a file that is there."""
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=_opener(path, "mode=rw", WRITER_SETTINGS),
        poolclass=StaticPool,
        hide_parameters=True,
    )
    _begin_with(engine, "BEGIN IMMEDIATE")
    return engine


def sqlite_readers(path: Path) -> Engine:
    """Open a pool of connections that cannot write or checkpoint."""
    return _readers(path, "mode=ro")


def sqlite_at_rest(path: Path) -> Engine:
    """Open a database that nobody writes, such as a backup, without making any file beside it."""
    return _readers(path, "mode=ro&immutable=1")


def postgresql_writer(url: str) -> Engine:
    """Open the connections that write to PostgreSQL."""
    limits = {"idle_in_transaction_session_timeout": SILENT_MILLISECONDS, "lock_timeout": SILENT_MILLISECONDS}
    options = " ".join(("-c synchronous_commit=on", *(f"-c {name}={limit}" for name, limit in limits.items())))
    return _postgresql(url, options=options, isolation="READ COMMITTED", pool_size=1)


def postgresql_readers(url: str) -> Engine:
    """Open a pool of connections to PostgreSQL whose transactions read one snapshot and cannot write."""
    options = "-c default_transaction_read_only=on"
    return _postgresql(url, options=options, isolation="REPEATABLE READ", pool_size=MOST_READERS)


def check_sqlite(path: Path) -> None:
    """Refuse a file that is no SQLite database.

    Raises:
        SettingsError: the file cannot be read or is something else.
    """
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except OSError as exc:
        raise SettingsError(f"{path} cannot be read: {exc.strerror}") from exc
    if start and start != b"SQLite format 3\x00":
        raise SettingsError(f"{path} is no SQLite database")


def _readers(path: Path, how: str) -> Engine:
    engine = create_engine(
        "sqlite+pysqlite://",
        creator=_opener(path, how, READER_SETTINGS),
        poolclass=QueuePool,
        pool_size=MOST_READERS,
        max_overflow=MOST_READERS,
        hide_parameters=True,
    )
    _begin_with(engine, "BEGIN")
    return engine


def _opener(path: Path, how: str, pragmas: tuple[str, ...]) -> Callable[[], sqlite3.Connection]:
    uri = f"file:{quote(str(path.absolute()))}?{how}"

    def opened() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, cached_statements=512
        )
        for pragma in pragmas:
            connection.execute(pragma).fetchall()
        return connection

    return opened


def _begin_with(engine: Engine, statement: str) -> None:
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)


def _postgresql(url: str, *, options: str, isolation: str, pool_size: int) -> Engine:
    address = make_url(url).set(drivername="postgresql+psycopg")
    return create_engine(
        address,
        isolation_level=isolation,
        pool_size=pool_size,
        max_overflow=0 if pool_size == 1 else pool_size,
        connect_args={"options": options},
        hide_parameters=True,
    )


def is_sqlite(dialect: Dialect) -> bool:
    """Say whether statements go to SQLite."""
    return dialect.name == "sqlite"


def sqlite_driver(connection: Connection) -> sqlite3.Connection | None:
    """Give the driver's own connection to SQLite; nothing where it is another database."""
    driver = connection.connection.driver_connection
    return driver if isinstance(driver, sqlite3.Connection) else None
