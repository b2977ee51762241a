"""Clocks of requests at law: set anew whenever something was said, and noted once when they run out, on both sides.

With them stands by which word a request ended, where it did: a word that waits, was set aside, or does not fit where
the request stands, ends nothing.
"""

from datetime import datetime

from simpul.core.audit import Act
from simpul.core.authority import AuthorityId
from simpul.core.cooperation.clocks import ClockKind
from simpul.core.cooperation.request import LawRequest
from simpul.core.cooperation.standings import standing_of
from simpul.core.units.requested import thread_of_records
from simpul.services.ports.writing import Transaction
from simpul.services.recording import Recorder

MOST_AT_ONCE = 200
NODE = "node"


def wind(tx: Transaction, thread: str, *, us: AuthorityId, at: datetime) -> None:
    """Set the clocks of a request by everything that counts on it, whoever may see it."""
    records = tx.units.thread(thread)
    asked = next((each.value for each in records if isinstance(each.value, LawRequest)), None)
    if asked is not None:
        _wind(tx, thread, asked.recipient if asked.originator == us else asked.originator, at)


def rewind(tx: Transaction, peer: AuthorityId, number: int, *, at: datetime) -> None:
    """Set the clocks of the requests whose records the peer set aside, as if they had not gone."""
    for thread in tx.units.sent_under(peer, number):
        if any(isinstance(each.value, LawRequest) for each in tx.units.thread(thread)):
            _wind(tx, thread, peer, at)


def _wind(tx: Transaction, thread: str, other: AuthorityId, at: datetime) -> None:
    counted = thread_of_records(tx.units.thread(thread), tx.units.taken(thread, other))
    standing = standing_of(counted, at=at) if counted is not None else None
    due: dict[ClockKind, datetime] = {}
    for each in standing.clocks if standing else ():
        if each.due_at is not None:
            due[each.kind] = min(each.due_at, due.get(each.kind, each.due_at))
    tx.cooperation.wind(thread, due)
    tx.cooperation.end(thread, standing.ended.id if standing and standing.ended else "")


def note_overdue(tx: Transaction, recorder: Recorder, at: datetime) -> int:
    """Note which clocks have run out, each once; give how many they are."""
    late = tx.cooperation.overdue(at, MOST_AT_ONCE)
    if late:
        tx.cooperation.note(late, at=at)
        for thread, kind in late:
            recorder.done(tx, Act.COOPERATION_OVERDUE, actor=NODE, target=thread, detail=kind)
    return len(late)
