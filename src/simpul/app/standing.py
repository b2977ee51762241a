"""How a node stands, without opening it: which database it has, and in which version."""

import sqlite3

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from simpul.core.errors import SettingsError
from simpul.settings.settings import Settings
from simpul.storage.engine import is_postgresql, postgresql_readers


def database_version(settings: Settings) -> tuple[str, str]:
    """Give the name and the version of the node's database.

    Raises:
        SettingsError: it cannot be reached.
    """
    if not is_postgresql(settings.store):
        return "SQLite", sqlite3.sqlite_version
    engine = postgresql_readers(settings.store)
    try:
        with engine.connect() as connection:
            return "PostgreSQL", str(connection.execute(text("SHOW server_version")).scalar_one())
    except SQLAlchemyError as unreachable:
        raise SettingsError(f"the database cannot be reached: {unreachable}") from unreachable
    finally:
        engine.dispose()
