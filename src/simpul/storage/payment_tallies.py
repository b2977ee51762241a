"""Tallies: how many payments stand in each state, and how many passed on each day, kept so that no page reads them all.

1. They are kept by audience. Who asks is told the sum over the audiences that he or she may see, which is what
   counting the payments themselves would give: nobody learns more than by counting.
2. They follow the payments in their order, behind the taking of payments and apart from it. What is not followed yet is
   counted as it is, so that a question always gets the figures of now; how far they are is kept with them.
3. A payment that is decided again after it was followed moves in the transaction that decides it.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, Update, and_, bindparam, func, insert, literal_column, select, update

from simpul.services.ports.noticing import Walk
from simpul.storage.among import among_numbers
from simpul.storage.payment_noticing import SqlNoticedRows
from simpul.storage.reading import VISIBLE, View
from simpul.storage.tables.payment_rules import payment_fact, payment_walk
from simpul.storage.tables.payments import payment, payment_count, payment_passed
from simpul.storage.writing import Writing

DAY = 86_400_000_000

_ONE_DAY: ColumnElement[int] = literal_column(str(DAY))
_PASSES = payment.c.first_state != literal_column("'held'")
_REGISTERED = func.coalesce(payment_fact.c.npos, literal_column("''")).label("registered")
_DAY = (payment.c.taken_at // _ONE_DAY).label("day")
_IN_STATE = (payment.c.audience, payment.c.state)
_MARKED = (payment.c.corridor, payment.c.scripts, payment.c.charity, _REGISTERED)
_PASSED_ON = (payment.c.audience, _DAY, *_MARKED)
_MANY = func.count().label("many")

_PLACE = (
    select(func.coalesce(func.max(payment_walk.c.sequence), 0))
    .where(payment_walk.c.what == Walk.TALLIES.value)
    .scalar_subquery()
)
_IN_ORDER = payment_fact.join(payment, payment.c.id == payment_fact.c.payment)
_PART = and_(payment_fact.c.sequence > bindparam("place"), payment_fact.c.sequence <= bindparam("until"))
_NEXT = (
    select(payment_fact.c.sequence)
    .where(payment_fact.c.sequence > bindparam("place"))
    .order_by(payment_fact.c.sequence)
    .limit(bindparam("most"))
    .subquery()
)
_NEXT_ONES = select(func.max(_NEXT.c.sequence).label("until"), _MANY).select_from(_NEXT)
_STATES = select(*_IN_STATE, _MANY).select_from(_IN_ORDER).where(_PART).group_by(*_IN_STATE)
_DAYS = select(*_PASSED_ON, _MANY).select_from(_IN_ORDER).where(_PART, _PASSES).group_by(*_PASSED_ON)
_ONE = (
    select(*_IN_STATE, *_PASSED_ON[1:], _PASSES.label("passes"))
    .select_from(payment.outerjoin(payment_fact, payment_fact.c.payment == payment.c.id))
    .where(payment.c.id == bindparam("which"), func.coalesce(payment_fact.c.sequence, 0) <= _PLACE)
)

_SEEN_LATE = among_numbers(payment.c.audience + literal_column("0"), VISIBLE)
"""Asked of the few that were not followed yet; what is added to columns keeps a planner from walking all the others."""

_LATE = and_(payment_fact.c.sequence > _PLACE, _SEEN_LATE)
_KEPT_STATES = (
    select(payment_count.c.state, func.sum(payment_count.c.many).label("many"))
    .where(among_numbers(payment_count.c.audience, VISIBLE))
    .group_by(payment_count.c.state)
)
_STATE = (payment.c.state + literal_column("''")).label("state")
_LATE_STATES = select(_STATE, _MANY).select_from(_IN_ORDER).where(_LATE).group_by(_STATE)
_MARKS_KEPT = tuple(payment_passed.c[name] for name in ("corridor", "scripts", "charity", "registered"))
_KEPT_DAYS = (
    select(*_MARKS_KEPT, func.sum(payment_passed.c.many).label("many"))
    .where(among_numbers(payment_passed.c.audience, VISIBLE), payment_passed.c.day >= bindparam("day"))
    .group_by(*_MARKS_KEPT)
)
_LATE_DAYS = (
    select(*_MARKED, _MANY)
    .select_from(_IN_ORDER)
    .where(_LATE, _PASSES, payment.c.taken_at + literal_column("0") >= bindparam("since"))
    .group_by(*_MARKED)
)


def _more(table: Table) -> Update:
    """Add so many to the row with this key."""
    key = and_(*(column == bindparam(f"of_{column.name}") for column in table.primary_key))
    return update(table).where(key).values(many=table.c.many + bindparam("more"))


_ADD = {table.name: (_more(table), insert(table)) for table in (payment_count, payment_passed)}


class SqlTallyRows:
    """Tallies, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing
        self._walks = SqlNoticedRows(writing)

    def carry_on(self, most: int) -> int:
        """Count so many payments at most that were not counted yet; give how many it was."""
        place = self._walks.place(Walk.TALLIES)
        following = self._writing.rows(_NEXT_ONES, {"place": place, "most": most})[0]
        if not following.many:
            return 0
        part = {"place": place, "until": following.until}
        for table, asked in ((payment_count, _STATES), (payment_passed, _DAYS)):
            for row in self._writing.rows(asked, part):
                self._add(table, row, int(row.many))
        self._walks.keep(Walk.TALLIES, int(following.until))
        return int(following.many)

    def count(self, payment_id: str, by: int) -> None:
        """Add a payment as it stands, or take it out, where it was followed."""
        row = self._writing.one(_ONE, {"which": payment_id})
        if row is not None:
            self._add(payment_count, row, by)
        if row is not None and row.passes:
            self._add(payment_passed, row, by)

    def _add(self, table: Table, row: Row[Any], by: int) -> None:
        key = {column.name: getattr(row, column.name) for column in table.primary_key}
        more, first = _ADD[table.name]
        if not self._writing.often.run(more, {**{f"of_{name}": value for name, value in key.items()}, "more": by}):
            self._writing.often.run(first, {**key, "many": by})


def counts_in(view: View) -> Mapping[str, int]:
    """Count the payments in each state that the viewer may see."""
    found: dict[str, int] = {}
    for asked in (_KEPT_STATES, _LATE_STATES):
        for row in view.rows(asked, {}):
            found[row.state] = found.get(row.state, 0) + int(row.many)
    return found


def passed_in(view: View, *, day: int) -> list[Row[Any]]:
    """Count by their marks the payments that came from a day on, were not held then, and that the viewer may see.

    The same marks may stand twice: what was followed, and what was not yet.
    """
    return [*view.rows(_KEPT_DAYS, {"day": day}), *view.rows(_LATE_DAYS, {"since": day * DAY})]
