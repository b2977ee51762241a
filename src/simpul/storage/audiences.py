"""Audiences: each set of terms in use, held once, and which of them a viewer may see.

Rules:
1. Same terms, same audience: the canonical bytes decide. An audience is never changed or removed.
2. Which audiences a viewer may see is what `core.handling.decide` says of each set of terms, and of nothing else.
   Queries are narrowed to these before they run; what is hidden is not touched, counted or waited for.
3. Answers of `decide` are remembered for one viewer and one action, and only until the next moment at which one of
   them may change: an expiry, or the end of a retention.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection, bindparam, func, insert, select

from simpul.core.authority import Sight, Viewer
from simpul.core.errors import TamperedError
from simpul.core.handling import Action, Context, Handling, decide
from simpul.core.ids import Domain, canonical_bytes, record_id
from simpul.storage.bodies import decoded, encoded
from simpul.storage.remembered import Remembered
from simpul.storage.tables.records import audience

MOST_REMEMBERED = 512
"""Viewers and actions whose answers are remembered; the least recent go first."""

_FIRST = datetime.min.replace(tzinfo=UTC)
_LAST_MOMENT = datetime.max.replace(tzinfo=UTC)

_FIND = select(audience.c.id).where(audience.c.digest == bindparam("which"))
_LAST = select(func.coalesce(func.max(audience.c.id), 0))
_LATER = select(audience).where(audience.c.id > bindparam("known")).order_by(audience.c.id)
_ADD = insert(audience)


class Interning:
    """Gives terms their audience, in a writing transaction."""

    def __init__(self, connection: Connection) -> None:
        """Know nothing yet."""
        self._connection = connection
        self._ids: Remembered[Handling, int] = Remembered()

    def audience_of(self, terms: Handling) -> int:
        """Give the id of the audience with these terms; it is added when it is new."""
        known = self._ids.get(terms)
        return self._found(terms) if known is None else known

    def keep(self) -> None:
        """Let what the present act added stand."""
        self._ids.keep()

    def undo(self) -> None:
        """Forget what the present act added."""
        self._ids.undo()

    def forget(self) -> None:
        """Forget everything; the database is read again."""
        self._ids.forget()

    def _found(self, terms: Handling) -> int:
        body = canonical_bytes(terms)
        digest = record_id(Domain.HANDLING, body)
        held = self._connection.execute(_FIND, {"which": digest}).scalar_one_or_none()
        if held is None:
            held = int(self._connection.execute(_LAST).scalar_one()) + 1
            self._connection.execute(_ADD, {"id": held, "digest": digest, "handling": body})
        self._ids.change(terms, held)
        return held


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What was decided for one viewer and action: on how many audiences, and from when until when it holds."""

    decided: int
    since: datetime
    until: datetime
    ids: tuple[int, ...]
    listed: str


_NOTHING = _Answer(decided=0, since=_FIRST, until=_FIRST, ids=(), listed="[]")


class Audiences:
    """The audiences as readers know them; shared by all threads."""

    def __init__(self) -> None:
        """Know nothing yet; each read first reads the audiences that were added since."""
        self._lock = threading.Lock()
        self._terms: dict[int, Handling] = {}
        self._order: list[int] = []
        self._answers: OrderedDict[tuple[Viewer, Action], _Answer] = OrderedDict()

    def refresh(self, connection: Connection) -> None:
        """Read the audiences that were added; in the same snapshot as the query that follows."""
        known = self._order[-1] if self._order else 0
        rows = connection.execute(_LATER, {"known": known}).all()
        if rows:
            fresh = [(row.id, decoded(Handling, row.handling, row=f"audience {row.id}")) for row in rows]
            with self._lock:
                for number, terms in fresh:
                    if number not in self._terms:
                        self._terms[number] = terms
                        self._order.append(number)

    def terms(self, number: int) -> Handling:
        """Give the terms of an audience.

        Raises:
            TamperedError: a row names an audience that is not there.
        """
        found = self._terms.get(number)
        if found is None:
            raise TamperedError(f"there is no audience {number}")
        return found

    def visible_to(self, sight: Sight, action: Action) -> str:
        """Give the ids of the audiences on which the viewer may do this now, as a JSON list for a query."""
        asked = (sight.viewer, action)
        with self._lock:
            answer = self._answers.get(asked, _NOTHING)
            if not answer.since <= sight.at < answer.until:
                answer = _NOTHING
            if answer.decided != len(self._order) or answer is _NOTHING:
                answer = self._decided(sight, action, answer)
                self._answers[asked] = answer
                if len(self._answers) > MOST_REMEMBERED:
                    self._answers.popitem(last=False)
            self._answers.move_to_end(asked)
            return answer.listed

    def _decided(self, sight: Sight, action: Action, before: _Answer) -> _Answer:
        """Decide on the audiences that came after an answer that still holds, and add them to it."""
        context = Context(at=sight.at)
        fresh = self._order[before.decided :]
        allowed = (number for number in fresh if decide(sight.viewer, action, self._terms[number], context).allowed)
        ids = (*before.ids, *allowed)
        until = next_change((self._terms[number] for number in fresh), sight.at)
        return _Answer(
            decided=before.decided + len(fresh),
            since=sight.at,
            until=min(until, before.until) if before.decided else until,
            ids=ids,
            listed=encoded(ids).decode(),
        )


def next_change(terms: Iterable[Handling], at: datetime) -> datetime:
    """Give the first moment after `at` at which an answer on one of the terms may change."""
    changes, today = [_LAST_MOMENT], at.astimezone(UTC).date()
    for each in terms:
        if each.expires_at is not None and each.expires_at > at:
            changes.append(each.expires_at)
        if each.retain_until is not None and today <= each.retain_until < date.max:
            changes.append(datetime.combine(each.retain_until, time.min, tzinfo=UTC) + timedelta(days=1))
    return min(changes)
