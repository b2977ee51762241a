"""Nodes made for tests: with keys that cost next to nothing to open, and tables that are copied, not made anew."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from simpul.app.build import initialise
from simpul.peers.keys import KeyCost
from simpul.settings.settings import Settings
from simpul.storage.engine import make_file, sqlite_writer
from simpul.storage.migrating import upgrade

PASSPHRASE = "a passphrase for tests only"


def make_home(settings: Settings) -> None:
    """Make a node in its home folder."""
    if not settings.database:
        settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copy(migrated(), settings.store)
    initialise(settings, PASSPHRASE, cost=KeyCost.FAST_FOR_TESTS)


@cache
def migrated() -> Path:
    """Give a SQLite database with our tables and nothing in them, made once in a process by the migrations."""
    path = folder_of_this_process("simpul-template-") / "template.db"
    make_file(path)
    engine = sqlite_writer(path)
    upgrade(engine)
    engine.dispose()
    return path


def folder_of_this_process(prefix: str) -> Path:
    """Make a folder that goes when the tests end, after all that is opened in it."""
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
