"""Paying out: who is to receive a part of what is frozen is compared with the lists, before anybody lets it go.

Rules:
1. The payee is compared with every list in force when a part is proposed, and anew when it is confirmed
   (`core.payment.part_payee`). Where the lists change between comparing and recording nothing is recorded.
2. What a list under the payment's terms names, or more openly, stands in the proposal for both officers. What a list
   under stricter terms names is kept apart from the payment (`core.payment.apart`): the proposal looks the same to
   whoever may not see that list, and no part goes while it stands.
3. What was kept apart for a payee an officer lifts who sees it; the rules do not, since they compare who is named in
   the payment.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from simpul.core.alert import Evidence
from simpul.core.authority import Sight
from simpul.core.errors import ConflictError, RefusedError
from simpul.core.handling import Handling
from simpul.core.node import NodeProfile
from simpul.core.payment.apart import KeptApart, is_of_payee, joined, narrows
from simpul.core.payment.deciding import DecisionPolicy
from simpul.core.payment.findings import ListHit, PayeeCheck
from simpul.core.payment.keeping import Decided
from simpul.core.payment.letting_go import PAYEE_CAME
from simpul.core.payment.part_payee import came_since, check_of, compared
from simpul.core.payment.relisting import Entry
from simpul.services.following import may_see
from simpul.services.keeping_apart import keep_apart
from simpul.services.payees import Key, Resembling, evidence_of, hit_of, named_openly, reference_of, screened
from simpul.services.ports.screening import Standing
from simpul.services.ports.world import Clock, Ids
from simpul.services.ports.writing import Transaction
from simpul.services.preparing import Preparing
from simpul.services.recording import Recorder
from simpul.services.screening import Screening


@dataclass(frozen=True, slots=True, kw_only=True)
class PayeeFound:
    """The entries that a payee resembles, and the lists in force that he or she was compared with."""

    payee: str
    found: tuple[Resembling, ...]
    lists: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class PayingOut:
    """Compares payees of parts with the lists."""

    node: NodeProfile
    clock: Clock
    ids: Ids
    screening: Screening
    preparing: Preparing
    policy: DecisionPolicy
    recorder: Recorder

    def found(self, payee: str) -> PayeeFound:
        """Compare somebody with the lists in force."""
        lists = self.screening.enforce()
        return PayeeFound(payee=payee, found=self.preparing.resembling_payee(payee, lists.partitions), lists=lists)

    def check(self, last: Decided, found: PayeeFound) -> PayeeCheck:
        """Give what of that belongs to the payment, with what was said of this payee before."""
        us, terms = self.node.authority.id, last.handling
        openly, _ = self._parted(last, found)
        result = screened(
            openly, named_openly(found.lists.partitions, terms, us), found.lists.editions, terms=terms, us=us
        )
        return compared(check_of(last.case, found.payee), found.payee, result.screening)

    def check_again(self, last: Decided, found: PayeeFound) -> PayeeCheck:
        """Give that for a part that is to be confirmed.

        Raises:
            RefusedError: the payee resembles an entry that the proposal did not show.
        """
        check = self.check(last, found)
        if came_since(check_of(last.case, found.payee), check):
            raise RefusedError("the payee resembles an entry that came since", grounds=(PAYEE_CAME,))
        return check

    def keep(self, tx: Transaction, decided: Decided, found: PayeeFound) -> None:
        """Keep what was found under stricter terms apart from a payment of which a part was proposed.

        Raises:
            ConflictError: the lists have changed since the payee was compared.
        """
        new = self._new_apart(tx, decided, found)
        kept = [
            (
                KeptApart(
                    payment=decided.decision.payment,
                    brought_by=str(hit.list),
                    found_at=self.clock.now(),
                    owner=self.policy.owner,
                    hit=hit,
                ),
                terms,
            )
            for hit, terms in new.values()
        ]
        keep_apart(tx, self.recorder, kept, batch=self.ids.new_id())

    def require_shown(self, tx: Transaction, decided: Decided, found: PayeeFound) -> None:
        """Let nothing go to a payee of whom something came under stricter terms since the proposal.

        It is asked of who is cleared for everything only (`services.following`), so that the refusal tells nothing.

        Raises:
            ConflictError: the lists have changed since the payee was compared.
            RefusedError: something came.
        """
        if self._new_apart(tx, decided, found):
            payment = decided.decision.payment
            raise RefusedError("the payee resembles an entry that came since", grounds=(PAYEE_CAME,), about=(payment,))

    def evidence(self, sight: Sight, payee: str) -> Mapping[Key, tuple[Evidence, ...]]:
        """Say what speaks for and against each hit of a payee, by lists as they stand now and the viewer sees them."""
        indexes = {
            partition: index
            for partition, index in self.screening.enforce().partitions.items()
            if may_see(sight, partition.handling)
        }
        return evidence_of(self.preparing.resembling_payee(payee, indexes))

    def _new_apart(
        self, tx: Transaction, decided: Decided, found: PayeeFound
    ) -> Mapping[Entry, tuple[ListHit, Handling]]:
        """Give what was found under stricter terms and was never kept apart for this payee."""
        if tx.lists.editions() != found.lists.editions:
            raise ConflictError("it is no longer as it was shown")
        _, apart = self._parted(decided, found)
        kept = tx.apart.of([decided.decision.payment]) if apart else ()
        known = {each.kept.entry for each in kept if is_of_payee(each.kept, found.payee)}
        return {entry: each for entry, each in apart.items() if entry not in known}

    def _parted(
        self, last: Decided, found: PayeeFound
    ) -> tuple[list[Resembling], Mapping[Entry, tuple[ListHit, Handling]]]:
        """Part what was found by the payment's terms; an entry that the payment shows already is no secret of it."""
        shown = {(hit.list.id, hit.reference) for hit in last.case.screening.hits}
        openly: list[Resembling] = []
        apart: dict[Entry, tuple[ListHit, Handling]] = {}
        for each in found.found:
            terms = joined(last.handling, each.partition.handling, us=self.node.authority.id)
            if terms is None:
                continue
            entry = (each.partition.list_id, reference_of(each))
            if entry in shown or not narrows(last.handling, terms):
                openly.append(each)
            else:
                apart.setdefault(entry, (hit_of(each, entry[1], found.lists.editions), terms))
        return openly, apart
