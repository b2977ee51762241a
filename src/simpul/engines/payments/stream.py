"""The pattern engine: payments go in one after another, and each gets its features, of itself and what came before.

    from simpul.engines.payments.stream import Payment, PaymentStream

    stream = PaymentStream(windows_days=(5, 25))
    features = stream.observe(Payment(time=moment, sender="A", receiver="B", amount=90.0, currency="USD"))

Payments count in the order given. One that comes late, with a time before one already seen, counts at the time of the
latest seen, and tells by how much it was late; so nothing that was said is ever unsaid. A payment counts in its own
features; no later one does. A window of so many days holds what is less than that old.

Sums, counts and times are whole numbers inside, so that live and history, one by one or many at once, before and after
a restart, give the same figures to the last bit.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Self

import numpy as np

from simpul.core.errors import InputError
from simpul.engines.payments import snapshot
from simpul.engines.payments.account import Activity, Profile, Tie
from simpul.engines.payments.columns import Columns, Table, columns_of
from simpul.engines.payments.counting import count_in_columns, countable, earlier_of
from simpul.engines.payments.explanation import Evidence, evidence
from simpul.engines.payments.features import CAPS, Figures, Layout, known_before
from simpul.engines.payments.ledger import FIRST, ROUND, SERIAL_BITS, UNDER, Event, Ledger
from simpul.engines.payments.payment import MOST_PARTS, PARTS, Name, Payment, Taken, round_digits, taken
from simpul.engines.payments.rapid import NOTHING_RAPID, passed_on
from simpul.engines.payments.settings import Settings
from simpul.engines.payments.trail import NO_TRAIL, walk_back
from simpul.engines.payments.walk import NOTHING_NEW, circle, new_scatter, through_payers

__all__ = ["Evidence", "Payment", "PaymentStream"]

BATCH: Final = 1 << 13
"""So many rows are finished at once, to stay in the fast memory."""

MOST_AT_ONCE: Final = 1 << 17
"""So many payments are counted at once, to bound the memory that takes."""

FEWEST: Final = 24
MOST_HELD: Final = 4
"""Payments are counted at once where there are so many, and the windows hold at most so many times their number."""

ROUND_DIGITS: Final = 2
"""An amount with so many zeros before the point is round."""


class PaymentStream:
    """Features of payments by what their two accounts did in the last days, strictly causal and in bounded memory."""

    def __init__(
        self,
        windows_days: Sequence[int] = (5, 25),
        *,
        thresholds: Sequence[int] = (1_000, 10_000),
        worth: Mapping[str, float] | None = None,
        most_payments: int = 1_000_000,
        memory_days: int = 400,
    ) -> None:
        """Begin with nothing seen.

        `thresholds` are the amounts just under which payments are counted (FATF R.16 of June 2025: 1,000; reports of
        cash in many states: 10,000). `worth` gives the value of one unit of a currency in the one that thresholds and
        sums are in; without it every amount counts at its face. `most_payments` bounds what the windows hold, and with
        it the memory; `memory_days` is how long accounts and their counterparties are remembered beyond the windows.

        Raises:
            InputError: windows are not whole days in growing order, or another setting makes no sense.
        """
        self._settings = Settings(
            windows_days=tuple(windows_days),
            thresholds=tuple(thresholds),
            worth=tuple(sorted((worth or {}).items())),
            most_payments=most_payments,
            memory_days=memory_days,
        )
        self._layout = Layout(self._settings.windows_days)
        self._under = self._settings.bounds()
        self._worth = dict(self._settings.worth)
        self._ledger = self._settings.ledger()
        self._bound = dict.fromkeys(CAPS, 0)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the features, in their order."""
        return self._layout.names

    @property
    def truncated(self) -> dict[str, int]:
        """For how many payments so far each cap bound, and how much was forgotten for want of room."""
        forgotten = self._ledger.profiles.crowded_out + self._ledger.ties.crowded_out
        return {**self._bound, "forgotten": forgotten}

    def observe(self, payment: Payment) -> Figures:
        """Take one payment and give its features, in the order of `names`.

        Raises:
            InputError: a field cannot be what it says; nothing is taken.
        """
        rows = self._layout.empty(1)
        self._one_by_one((taken(payment),), rows)
        row: Figures = rows[0]
        return row

    def observe_many(self, table: Table) -> Figures:
        """Take payments as `columns.columns_of` reads a table, and give a row of features for each.

        Raises:
            InputError: a column or a row cannot be taken; nothing is.
        """
        columns = columns_of(table)
        rows, ledger, counted = self._layout.empty(len(columns.times)), self._ledger, True
        for start in range(0, len(rows), MOST_AT_ONCE):
            part, into = columns.part(start, start + MOST_AT_ONCE), rows[start : start + MOST_AT_ONCE]
            if self._may_count_at_once(part):
                if counted:
                    ledger.uncount()
                self._at_once(part, into)
                counted = False
            else:
                if not counted:
                    ledger.count_anew()
                self._one_by_one(map(Taken._make, zip(*part, strict=True)), into)
                counted = True
        if not counted:
            ledger.count_anew()
        return rows

    def explain(self, payment: Payment, feature: str, *, most: int = 100) -> tuple[Evidence, ...]:
        """Give the payments that made a feature of a payment just observed, the latest first, at most so many.

        Of what is in the windows now: ask before the next payment. What has left the windows is not named.

        Raises:
            InputError: there is no such feature, or the payment cannot be read.
        """
        if feature not in self._layout.names:
            raise InputError("there is no such feature", place="feature")
        return evidence(self._ledger, taken(payment), feature, most=most)

    def snapshot(self) -> bytes:
        """Give everything as bytes, from which `restored` goes on with the same figures."""
        return snapshot.written(self._settings, self._ledger, self._bound)

    @classmethod
    def restored(cls, data: bytes) -> Self:
        """Go on from a snapshot.

        Raises:
            InputError: the bytes are not a whole snapshot.
        """
        settings, ledger, bound = snapshot.read(data)
        stream = cls(
            settings.windows_days,
            thresholds=settings.thresholds,
            worth=dict(settings.worth),
            most_payments=settings.most_payments,
            memory_days=settings.memory_days,
        )
        stream._ledger, stream._bound = ledger, bound
        return stream

    def _may_count_at_once(self, columns: Columns) -> bool:
        count, held = len(columns.times), self._ledger.held
        enough = count >= FEWEST and MOST_HELD * count >= held
        return enough and held + count < self._ledger.most and countable(self._ledger, columns, self._worth)

    def _one_by_one(self, payments: Iterable[Taken], rows: Figures) -> None:
        times = np.empty(len(rows))
        pack, room, step = self._layout.pack, rows.data.cast("B"), rows.strides[0]
        ledger = self._ledger
        for number, payment in enumerate(payments):
            ledger.pass_time(max(payment[0], ledger.now))
            if ledger.held >= ledger.most:
                ledger.make_room()
            row, event = self._take(*payment)
            ledger.count(event)
            _, a, b, tie, amount, _, _, _, _, _ = event
            same = (a.sent[amount], b.received[amount])
            pack(room, number * step, *row, *same, *a.tally, *b.tally, *tie.counts)
            times[number] = ledger.now
        self._finish(rows, times)

    def _at_once(self, columns: Columns, rows: Figures) -> None:
        """Take many, and count them in columns afterwards: the same whole numbers, in a fraction of the time.

        The ledger counts nothing meanwhile, and has to count anew before it goes on one by one.
        """
        ledger, layout, earlier = self._ledger, self._layout, earlier_of(self._ledger)
        pack, room, step = layout.pack_uncounted, rows.data.cast("B"), rows.strides[0]
        take, place, now = self._take, 0, ledger.now
        for payment in zip(*columns, strict=True):
            if payment[0] > now:
                ledger.now = now = payment[0]
                if now >= ledger.dues[-1]:
                    ledger.leave_uncounted()
            row, event = take(*payment)
            pack(room, place, *row, event[1].profile.serial, event[2].profile.serial, event[5], now)
            place += step
        times = count_in_columns(earlier, rows, layout, ledger.spans)
        self._finish(rows, times)

    def _finish(self, rows: Figures, times: Figures) -> None:
        for start in range(0, len(rows), BATCH):
            self._layout.finish(rows[start : start + BATCH], times[start : start + BATCH])
        bound = np.count_nonzero(rows[:, self._layout.caps], axis=0)
        if bound.any():
            for name, times_bound in zip(CAPS, bound.tolist(), strict=True):
                self._bound[name] += times_bound

    def _take(
        self, time: int, sender: Name, receiver: Name, amount: int, currency: str, name: Name | None
    ) -> tuple[tuple[float, ...], Event]:
        ledger, unpriced = self._ledger, 0
        now = ledger.now
        if self._worth:
            unpriced = int(currency not in self._worth)
            amount = min(round(amount * self._worth.get(currency, 1)), MOST_PARTS)
        known = ledger.profiles.young
        payer = known.get(sender) or ledger.profile(sender)
        payee = known.get(receiver) or ledger.profile(receiver)
        tie = ledger.ties.young.get(payer.serial << SERIAL_BITS | payee.serial) or ledger.tie(payer, payee)
        a = payer.activity or ledger.active(payer)
        b = payee.activity or ledger.active(payee)
        digits = 0 if amount % PARTS else round_digits(amount)
        under = bisect_right(self._under, amount) & 1
        rapid = passed_on(ledger, a, amount, now) if a.last_in >= ledger.heads[-1] else NOTHING_RAPID
        marks = (0 if tie.total else FIRST) | (ROUND if digits >= ROUND_DIGITS else 0) | (UNDER if under else 0)
        event = (now, a, b, tie, amount, marks, rapid[3], a.last_out, b.last_in, name)
        ledger.enter(event)
        of_payment = (amount, digits, under, now - time, unpriced, a is b)
        row = (*of_payment, *known_before(payer, payee, tie), *rapid, *_patterns(ledger, a, b))
        _remember(payer, payee, tie, now)
        return row, event


def _remember(payer: Profile, payee: Profile, tie: Tie, now: int) -> None:
    if not tie.total:
        tie.first = now
        payer.payees += 1
        payee.payers += 1
        payer.last_new_payee = payee.last_new_payer = now
    tie.total += 1
    tie.last = payer.last_out = payee.last_in = now


def _patterns(ledger: Ledger, a: Activity, b: Activity) -> tuple[int, ...]:
    short = int(ledger.cut > ledger.now - ledger.spans[-1])
    if a is b:
        return (0, 0, 0, *NOTHING_NEW, *NO_TRAIL, short)
    scatter_gather, cut = through_payers(a, b) if a.payers else (0, 0)
    hops, hops_cut = circle(a, b) if b.payees else (0, 0)
    new = new_scatter(a, b) if a.new_payers or a.new_payees else NOTHING_NEW
    trail = walk_back(a, b, ledger.now) if a.new_payers else NO_TRAIL
    return (scatter_gather, hops, cut + hops_cut, *new, *trail, short)
