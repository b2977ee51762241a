"""Officers: who works at the node. Their credentials are elsewhere."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update

from simpul.core.authority import Officer, OfficerId
from simpul.storage.bodies import decoded, encoded
from simpul.storage.moments import micros
from simpul.storage.reading import Reading, storable
from simpul.storage.tables.people import officer
from simpul.storage.writing import Writing

_ADD = insert(officer)
_CHANGE = update(officer).where(officer.c.id == bindparam("which"))
_PRESENT = select(officer).where(officer.c.ended_at.is_(None))
_ONE = _PRESENT.where(officer.c.id == bindparam("which"))
_ALL = _PRESENT.order_by(officer.c.name, officer.c.id)


class SqlOfficerRows:
    """Officers, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def put(self, officer: Officer, *, at: datetime) -> None:
        """Keep an officer, or what changed about him or her."""
        row = {"name": officer.name, "body": encoded(officer), "changed_at": micros(at)}
        if not self._writing.run(_CHANGE.values(row), {"which": officer.id}):
            self._writing.run(_ADD, {"id": officer.id, **row, "ended_at": None})
        self._writing.touch("officers")

    def find(self, officer: OfficerId) -> Officer | None:
        """Give an officer whose access has not ended, by id."""
        row = self._writing.one(_ONE, {"which": officer})
        return None if row is None else held_officer(row)

    def remove(self, officer: OfficerId, *, at: datetime) -> None:
        """End an officer's access. The record stays, so that the name is never given to another."""
        self._writing.run(_CHANGE.values(ended_at=micros(at)), {"which": officer})
        self._writing.touch("officers")


class SqlRoster:
    """Reads officers."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def officer(self, officer: OfficerId) -> Officer | None:
        """Give an officer whose access has not ended."""
        with self._reading.snapshot() as connection:
            row = connection.execute(_ONE, storable({"which": officer})).one_or_none()
            return None if row is None else held_officer(row)

    def officers(self) -> tuple[Officer, ...]:
        """Give all officers whose access has not ended, by name."""
        with self._reading.snapshot() as connection:
            return tuple(held_officer(row) for row in connection.execute(_ALL))


def held_officer(row: Row[Any]) -> Officer:
    """Read a row of officers.

    Raises:
        TamperedError: its body is no officer.
    """
    return decoded(Officer, row.body, row=f"officer {row.id}")
