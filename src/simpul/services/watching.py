"""Watching: the rules that stand are evaluated on every payment that is taken, on what was before it and nothing later.

Rules:
1. What is counted is in the memory of the process and follows what is recorded. Before each run the two are compared:
   where the record has more, it is taken in; where it has something else, since a transaction failed, everything is
   counted again from the record. So nothing counts twice, and nothing is missed.
2. Rules that change begin with all that was before them, as if they had always stood.
3. A run that does not end leaves nothing counted: the next one begins from the record.
4. What is counted may be kept, with the place in the record up to which it goes. Who begins goes on from there, where
   the record still has that payment at that place: what came after is taken in, and nothing is decided again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from simpul.core.errors import InputError
from simpul.core.payment.conditions import Flow
from simpul.core.payment.facts import PaymentFacts
from simpul.core.payment.findings import RulesRun
from simpul.core.payment.rule import Rule
from simpul.core.payment.rulebook import InForce, book_of
from simpul.engines.rules.counted import Counted, read
from simpul.engines.rules.watching import Watch
from simpul.engines.rules.windows import DAY
from simpul.engines.suspicion.forest import Forest
from simpul.services.ports.rules import HistoryRows
from simpul.services.ports.writing import Transaction

AT_ONCE = 20_000
"""Payments of the record that are taken in at once."""

LOOKED_BACK = 30 * DAY
MOST_NAMED = 5
"""So far back, and so many, payments are named behind a score."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What is counted, for the rules that stood when the last word on rules was this one."""

    head: str
    watch: Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What accounts did before a payment, by name: what is recorded, and those taken in front of it just now."""

    history: HistoryRows
    facts: Sequence[PaymentFacts]

    def named(self, payment: PaymentFacts, account: str, flow: Flow) -> tuple[str, ...]:
        """Give the latest payments of an account one way, until this one, by their ids; the latest first."""
        if not account:
            return ()
        fresh = [
            each.payment
            for each in reversed(self.facts[: payment.sequence - self.facts[0].sequence + 1])
            if account == (each.sender if flow is Flow.OUT else each.receiver) and not each.apart
        ]
        since = payment.at - LOOKED_BACK
        return (*fresh, *self.history.of_account(account, flow, since=since, limit=MOST_NAMED))[:MOST_NAMED]


class Cell(Protocol):
    """Where what is counted is kept between two runs; used by one thread."""

    def take(self) -> Watched | None:
        """Take what is there; nothing is there then."""

    def put(self, watched: Watched) -> None:
        """Put something there."""


class Snapshots(Protocol):
    """Where what is counted is kept from one process to the next."""

    def latest(self) -> bytes | None:
        """Give what was kept last, if it is whole and our own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """Evaluates the rules that stand on payments that are being taken."""

    shipped: tuple[Rule, ...]
    models: tuple[Forest, ...]
    cell: Cell
    snapshots: Snapshots

    def run(self, tx: Transaction, facts: Sequence[PaymentFacts]) -> tuple[RulesRun, ...]:
        """Give how the rules ended for each payment, which come right behind the last one that is kept."""
        if not facts:
            return ()
        watched = self._begun(tx)
        _catch_up(tx.history, watched.watch)
        runs = watched.watch.run(facts, Behind(history=tx.history, facts=facts))
        self.cell.put(watched)
        return runs

    def follow(self, tx: Transaction) -> int:
        """Take in some of what is recorded and not seen, so that the next run finds less to do; give how many."""
        watched = self._begun(tx)
        seen = tx.history.after(watched.watch.point[0], AT_ONCE)
        watched.watch.see(seen)
        self.cell.put(watched)
        return len(seen)

    def counted(self, tx: Transaction, *, least: int) -> Counted | None:
        """Give what is counted, up to a place in the record that is this one at least.

        Nothing where there is none, it does not go as far, or it is not as recorded.
        """
        watched = self.cell.take()
        if watched is None:
            return None
        self.cell.put(watched)
        reaches = watched.watch.point[0] >= least and _is_recorded(tx.history, watched.watch)
        return watched.watch.counted() if reaches else None

    def _begun(self, tx: Transaction) -> Watched:
        """Give what is counted, where it is as recorded; else what begins anew, from what was kept if it can."""
        watched, head = self.cell.take(), tx.rules.head()
        if watched is None or watched.head != head:
            rules = standing_of(tx, self.shipped)
            same = watched is not None and watched.watch.rules == rules
            watched = Watched(head=head, watch=watched.watch if watched and same else self._new(tx.history, rules))
        if not _is_recorded(tx.history, watched.watch):
            watched = Watched(head=head, watch=self._new(tx.history, watched.watch.rules))
        return watched

    def _new(self, history: HistoryRows, rules: InForce) -> Watch:
        """Give a watch that begins as late in the record as it can, with all that is before counted."""
        watch = Watch(rules, self.models)
        if watch.forgets_after_days is not None:
            sequence, payment, at = history.place_before(history.last()[2] - watch.forgets_after_days * DAY)
            watch.begin_after((sequence, payment), at)
            return watch
        return self._going_on(history, watch) or Watch(rules, self.models)

    def _going_on(self, history: HistoryRows, watch: Watch) -> Watch | None:
        """Give the watch as it goes on from what was kept, where that is of use."""
        kept = self.snapshots.latest()
        if kept is None:
            return None
        try:
            counted = read(kept)
            if not history.is_at(*counted.point):
                return None
            watch.goes_on_from(counted)
        except InputError:
            return None
        after, until = history.place_before(counted.at - watch.window_days * DAY)[0], counted.point[0]
        while after < until:
            facts = history.after(after, min(AT_ONCE, until - after))
            watch.see_in_windows(facts)
            after = facts[-1].sequence
        return watch


def standing_of(tx: Transaction, shipped: tuple[Rule, ...]) -> InForce:
    """Give the rules that stand in a transaction."""
    return book_of(shipped, tx.rules.proposals(), tx.rules.verdicts()).standing


def _is_recorded(history: HistoryRows, watch: Watch) -> bool:
    """Say whether what was seen is what is recorded."""
    return history.is_at(*watch.point)


def _catch_up(history: HistoryRows, watch: Watch) -> None:
    """Take in what is recorded and not seen."""
    last = history.last()
    while watch.point != last[:2]:
        watch.see(history.after(watch.point[0], AT_ONCE))
