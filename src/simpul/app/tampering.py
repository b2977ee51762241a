"""Tampering with a copy of a node's database, as somebody with a database tool would: to show that it is found out."""

import sqlite3
from contextlib import closing
from pathlib import Path

from simpul.core.errors import NotFoundError

FIND = "SELECT id, value FROM assertion WHERE property = ? ORDER BY id LIMIT 1"
CHANGE = "UPDATE assertion SET value = ? WHERE id = ?"


def change_one_claim(database: Path, *, named: str, value: str) -> str:
    """Change one stored claim of this property behind the program's back, and give the id of its row.

    Raises:
        NotFoundError: there is no such claim.
    """
    with closing(sqlite3.connect(database)) as connection, connection:
        found = connection.execute(FIND, (named,)).fetchone()
        if found is None:
            raise NotFoundError(f"no claim of {named}")
        connection.execute(CHANGE, (value, found[0]))
        return str(found[0])
