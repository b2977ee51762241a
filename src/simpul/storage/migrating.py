"""Migrating: which tables a database has, and bringing it to those of this edition when they are others."""

import importlib

from sqlalchemy import Engine, inspect, text

NEWEST = "0021"
"""The revision that this edition of Simpul has."""

_UPGRADING = "simpul.storage.upgrading"
_VERSIONS = "alembic_version"
_REVISION = text("SELECT version_num FROM alembic_version")


def upgrade(engine: Engine) -> str:
    """Bring the database to the newest revision, all of it or nothing, and give that revision.

    Raises:
        SettingsError: the database was made by a newer edition.
    """
    return str(importlib.import_module(_UPGRADING).upgrade(engine))


def current_revision(engine: Engine) -> str | None:
    """Give the revision of the database, or nothing where it has no tables yet."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(_VERSIONS):
            return None
        found = connection.execute(_REVISION).scalar_one_or_none()
        return None if found is None else str(found)


def newest_revision() -> str:
    """Give the revision that this edition of Simpul has."""
    return NEWEST
