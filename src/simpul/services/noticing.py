"""Noticing: everybody in a payment is compared with what is held here, behind the decision and apart from it.

Rules:
1. No decision waits for it or depends on it. What a payment comes to is the same whether anybody in it is held here or
   not; so who sees the payment cannot tell by its state, its reasons, its answer or its time that something is held.
2. A hit is an alert under the strictest of the payment's terms and the record's, told to nobody who may not see both.
   Who holds the record, and only he or she, learns that a payment touches it, and does what the rules allow: has the
   payment held, opens a case, asks for a freeze.
3. A party is known by all that is said of it (`core.payment.payee`): who pays every week is proposed once, and what was
   judged different is not proposed again while the record says what it said then.
4. Each payment is compared once, in the node's order, with what is held at that moment. The place is kept in the
   transaction of its alerts: a crash loses none and doubles none. What is reported later is not carried back to
   payments that had been compared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simpul.core.alert import Evidence
from simpul.core.holding import Profile
from simpul.core.payment.payee import payee_id
from simpul.core.vocabulary import Schema
from simpul.services.listed import CountryCode
from simpul.services.payees import Resembling, held_here, standing_in
from simpul.services.ports.noticing import TakenPayment, Walk
from simpul.services.ports.screening import Recall, Shelf
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.proposing import Proposing

PAGE = 100
"""Payments that are compared together."""

STANDS_IN = "payment-party"
"""The code of evidence that says in which payment somebody stands: it weighs nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticing:
    """Compares payments with holdings."""

    ledger: Ledger
    shelf: Shelf
    recall: Recall
    country_code: CountryCode
    proposing: Proposing
    page: int = PAGE

    def carry_on(self) -> bool:
        """Compare one page of the payments that were not compared yet; tell whether there was one."""
        place, page = self.ledger.act(self._waiting)
        if not page:
            return False
        holdings = {key: index for key, index in self.shelf.partitions().items() if not key.list_id}
        found = held_here([each.payment for each in page], holdings, self.recall, self.country_code)
        self.ledger.act(lambda tx: self._keep(tx, place, page, found))
        return True

    def _waiting(self, tx: Transaction) -> tuple[int, tuple[TakenPayment, ...]]:
        place = tx.noticed.place(Walk.HOLDINGS)
        return place, tx.noticed.behind(place, self.page)

    def _keep(
        self,
        tx: Transaction,
        place: int,
        page: Sequence[TakenPayment],
        found: Sequence[Sequence[Resembling]],
    ) -> None:
        """Keep what was found of a page, unless somebody else has kept it meanwhile."""
        if tx.noticed.place(Walk.HOLDINGS) != place:
            return
        for taken, hits in zip(page, found, strict=True):
            for each in hits:
                self._propose(tx, taken, each)
        tx.noticed.keep(Walk.HOLDINGS, page[-1].sequence)

    def _propose(self, tx: Transaction, taken: TakenPayment, found: Resembling) -> None:
        record = tx.screening.profile(found.hit.subject_id)
        stands_in = Evidence(code=STANDS_IN, arguments=(taken.id, found.part, str(taken.payment.amount)))
        for payee in _profiles(taken, found):
            self.proposing.notice(tx, payee, record, found.hit, stands_in)


def _profiles(taken: TakenPayment, found: Resembling) -> Iterator[Profile]:
    """Give who was found in a payment as screening compares it."""
    for part, names, values, schemas in standing_in(taken.payment):
        if (part, names[0]) == (found.part, found.name):
            known_as = payee_id(values, taken.handling)
            schema = schemas[0] if schemas else Schema.PERSON
            yield Profile(id=known_as, subject=known_as, schema=schema, handling=taken.handling, values=values)
