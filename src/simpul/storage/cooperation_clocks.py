"""Clocks and ends of requests for extradition and assistance, in a transaction: set anew as a request moves."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from simpul.core.cooperation.clocks import ClockKind
from simpul.storage.moments import micros
from simpul.storage.tables.units import cooperation_clock, cooperation_end
from simpul.storage.writing import Writing

_ADD = insert(cooperation_clock)
_OF = select(cooperation_clock).where(cooperation_clock.c.thread == bindparam("which"))
_ONE = (cooperation_clock.c.thread == bindparam("which"), cooperation_clock.c.kind == bindparam("of_kind"))
_DROP = delete(cooperation_clock).where(*_ONE)
_MOVE = update(cooperation_clock).where(*_ONE).values(due_at=bindparam("due"), noted_at=None)
_NOTE = update(cooperation_clock).where(*_ONE).values(noted_at=bindparam("at"))
_ENDED = select(cooperation_end.c.record).where(cooperation_end.c.thread == bindparam("which"))
_END = insert(cooperation_end)
_REOPEN = delete(cooperation_end).where(cooperation_end.c.thread == bindparam("which"))
_OVERDUE = (
    select(cooperation_clock)
    .where(cooperation_clock.c.due_at <= bindparam("at"), cooperation_clock.c.noted_at.is_(None))
    .order_by(cooperation_clock.c.due_at, cooperation_clock.c.thread, cooperation_clock.c.kind)
    .limit(bindparam("most"))
)


class SqlCooperationClocks:
    """Clocks of requests, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def wind(self, thread: str, clocks: Mapping[ClockKind, datetime]) -> None:
        """Set the clocks of a request; one that runs on as it did keeps that it was noted."""
        held = {row.kind: row.due_at for row in self._writing.rows(_OF, {"which": thread})}
        wanted = {kind.value: micros(due_at) for kind, due_at in clocks.items()}
        if held == wanted:
            return
        for kind in held.keys() - wanted.keys():
            self._writing.run(_DROP, {"which": thread, "of_kind": kind})
        for kind, due_at in wanted.items():
            if kind not in held:
                self._writing.run(_ADD, {"thread": thread, "kind": kind, "due_at": due_at, "noted_at": None})
            elif held[kind] != due_at:
                self._writing.run(_MOVE, {"which": thread, "of_kind": kind, "due": due_at})
        self._writing.touch("units")

    def end(self, thread: str, record: str) -> None:
        """Note by which word a request came to its end; empty where it has not."""
        held = self._writing.one(_ENDED, {"which": thread})
        if (held.record if held else "") == record:
            return
        self._writing.run(_REOPEN, {"which": thread})
        if record:
            self._writing.run(_END, {"thread": thread, "record": record})
        self._writing.touch("units")

    def overdue(self, at: datetime, limit: int) -> tuple[tuple[str, ClockKind], ...]:
        """Give clocks that ran out and of whom that was not noted yet, by request, the longest overdue first."""
        rows = self._writing.rows(_OVERDUE, {"at": micros(at), "most": limit})
        return tuple((row.thread, ClockKind(row.kind)) for row in rows)

    def note(self, clocks: Sequence[tuple[str, ClockKind]], *, at: datetime) -> None:
        """Note that these clocks ran out."""
        for thread, kind in clocks:
            self._writing.run(_NOTE, {"which": thread, "of_kind": kind.value, "at": micros(at)})
        self._writing.touch("units")
