"""Runs in which everything held is screened anew: how far each is, so that it goes on where it was after a crash."""

from sqlalchemy import bindparam, insert, select, update

from simpul.core.rescreening import Rescreening
from simpul.storage.bodies import decoded, encoded
from simpul.storage.moments import micros
from simpul.storage.pages import bounded
from simpul.storage.reading import Reading
from simpul.storage.tables.rescreening import rescreening
from simpul.storage.writing import Writing

_ADD = insert(rescreening)
_CHANGE = update(rescreening).where(rescreening.c.id == bindparam("which"))
_GOING = select(rescreening).where(rescreening.c.goes_on == 1).order_by(rescreening.c.began_at).limit(1)
_LATEST = select(rescreening).order_by(rescreening.c.began_at.desc(), rescreening.c.id.desc()).limit(bindparam("most"))


class SqlRescreeningRows:
    """Runs, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def going(self) -> Rescreening | None:
        """Give the run that has not ended, if there is one."""
        row = self._writing.one(_GOING, {})
        return decoded(Rescreening, row.body, row=f"rescreening {row.id}") if row else None

    def put(self, run: Rescreening) -> None:
        """Keep a run as it is now."""
        row = {"goes_on": int(run.ended_at is None), "body": encoded(run)}
        if not self._writing.run(_CHANGE.values(row), {"which": run.id}):
            self._writing.run(_ADD, {"id": run.id, "began_at": micros(run.began_at), **row})
            self._writing.touch("screening")  # there is work to be done
        self._writing.touch("rescreening")


class SqlRescreenings:
    """Reads runs."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def going(self) -> Rescreening | None:
        """Give the run that has not ended, if there is one."""
        with self._reading.snapshot() as connection:
            row = connection.execute(_GOING).one_or_none()
            return decoded(Rescreening, row.body, row=f"rescreening {row.id}") if row else None

    def latest(self, limit: int) -> tuple[Rescreening, ...]:
        """Give the runs, the latest first."""
        with self._reading.snapshot() as connection:
            rows = connection.execute(_LATEST, {"most": bounded(limit)})
            return tuple(decoded(Rescreening, row.body, row=f"rescreening {row.id}") for row in rows)
