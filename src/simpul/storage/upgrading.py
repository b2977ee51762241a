"""Upgrading: bringing a database to the tables that this edition of Simpul has, by Alembic.

Loaded only when there is something to do (`storage.migrating`): Alembic takes 11 MB of every process that has it.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text

from simpul.core.errors import SettingsError
from simpul.storage.engine import is_sqlite

_MIGRATIONS = Path(__file__).parent / "migrations"
_UPGRADE_LOCK = 7_305_804_402  # any number that is ours: processes that start together upgrade one after the other


def upgrade(engine: Engine) -> str:
    """Bring the database to the newest revision, all of it or nothing, and give that revision.

    Raises:
        SettingsError: the database was made by a newer edition.
    """
    with engine.begin() as connection:
        if not is_sqlite(engine.dialect):
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _UPGRADE_LOCK})
        config = _config()
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as exc:
            raise SettingsError(f"the database was made by another edition of Simpul: {exc}") from exc
        return _revision(connection) or ""


def newest_script() -> str:
    """Give the revision of the newest migration."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config
