"""Picturing: what an officer sees beside a payment, and how payments of each kind fared.

Everything is asked for with the viewer's own sight: what he or she may not see is in no sum, no count and no list.
"""

from dataclasses import dataclass
from datetime import UTC, timedelta

from simpul.core.authority import Sight
from simpul.core.payment.faring import (
    PaymentFare,
    PaymentFates,
    by_charity,
    by_corridor,
    by_register,
    by_script,
    overall_payments,
    payment_fares,
)
from simpul.core.payment.keeping import HeldPayment
from simpul.core.payment.marking import marks_of
from simpul.core.payment.picturing import (
    DAYS,
    MOST_LOOKED_AT,
    MOST_SIMILAR,
    AccountPicture,
    Likeness,
    Similar,
    picture_of,
)
from simpul.services.ports.payments import PaymentDesk

MOST_HELD = 20_000
"""Payments that were held of which is told how long they waited."""

MOST_ENTRIES = 5
"""Entries of which past decisions are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFares:
    """How payments fared that came in so many days and that the viewer may see."""

    days: int
    truncated: bool
    overall: PaymentFare
    by_corridor: tuple[PaymentFare, ...]
    by_charity: tuple[PaymentFare, ...]
    by_register: tuple[PaymentFare, ...]
    by_script: tuple[PaymentFare, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picturing:
    """Draws accounts, finds past decisions, and counts how payments fared."""

    desk: PaymentDesk

    def accounts(self, sight: Sight, held: HeldPayment) -> tuple[AccountPicture, ...]:
        """Draw the accounts that a payment goes from and to, over the days up to the one on which it came."""
        marks, until = marks_of(held.payment), held.taken_at
        since = (until - timedelta(days=DAYS - 1)).replace(hour=0, minute=0, second=0, microsecond=0)
        drawn = []
        for account in dict.fromkeys(filter(None, (marks.payer, marks.payee))):
            moved = self.desk.movements(sight, account, since=since, until=until, limit=MOST_LOOKED_AT + 1)
            drawn.append(picture_of(account, moved, held.payment.amount, until=until.date()))
        return tuple(drawn)

    def like(self, sight: Sight, held: HeldPayment) -> Likeness:
        """Find payments that were decided and are like this one, the latest first; this one is not among them."""
        hits = {(hit.list.id, hit.reference, hit.name): None for hit in held.last.case.screening.hits}
        entries: dict[str, Similar] = {}
        for list_id, reference, name in list(hits)[:MOST_ENTRIES]:
            found = self.desk.same_entry(sight, list_id, reference, name, limit=MOST_SIMILAR + 1)
            entries |= {each.id: each for each in found if each.id != held.id}
        corridor = self.desk.same_corridor(sight, marks_of(held.payment).corridor, limit=2 * MOST_SIMILAR + 1)
        others = [each for each in corridor if each.id != held.id and each.id not in entries]
        return Likeness(same_entry=tuple(entries.values())[:MOST_SIMILAR], same_corridor=tuple(others)[:MOST_SIMILAR])

    def next_held(self, sight: Sight, after: str) -> str:
        """Give the id of the payment that is next in the queue of those held, or nothing."""
        return self.desk.next_held(sight, after)

    def fares(self, sight: Sight, *, days: int) -> PaymentFares:
        """Say how payments of the last days (UTC), today among them, fared: by corridor, charity, register, script."""
        since = (sight.at.astimezone(UTC) - timedelta(days=days - 1)).date()
        fates: PaymentFates = self.desk.fates(sight, since=since, limit=MOST_HELD)
        return PaymentFares(
            days=days,
            truncated=fates.truncated,
            overall=overall_payments(fates),
            by_corridor=payment_fares(fates, by_corridor),
            by_charity=payment_fares(fates, by_charity),
            by_register=payment_fares(fates, by_register),
            by_script=payment_fares(fates, by_script),
        )
