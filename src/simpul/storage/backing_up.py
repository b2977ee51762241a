"""Backing up: a copy of a SQLite database as it is at one moment, made while it is in use.

The copy is read in one piece through a read-only connection: it holds one committed state, acts go on meanwhile, and
it neither waits for the writer nor checkpoints. It appears under its name only when it is whole and on the disk.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from simpul.core.errors import SettingsError, StorageError


def back_up(readers: Engine, path: Path) -> None:
    """Write the copy.

    Raises:
        SettingsError: there is a file of this name already, or no folder for it.
        StorageError: the copy could not be written; nothing is left of it.
    """
    partial = path.with_name(f"{path.name}.partial")
    if path.exists():
        raise SettingsError(f"{path} is there already")
    try:
        os.close(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600))
        _copy(readers, partial)
        partial.rename(path)
        _sync(path.parent)
    except (sqlite3.Error, OSError) as exc:
        partial.unlink(missing_ok=True)
        raise StorageError(f"the backup could not be written: {exc}") from exc


def _copy(readers: Engine, partial: Path) -> None:
    with readers.connect() as connection, closing(sqlite3.connect(partial, isolation_level=None)) as copy:
        source = connection.connection.driver_connection
        if not isinstance(source, sqlite3.Connection):
            raise StorageError("only a SQLite database is backed up like this")
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE").fetchall()
    _sync(partial)


def _sync(path: Path) -> None:
    held = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(held)
    finally:
        os.close(held)
