"""Parting: of everybody in a payment who resembles an entry, what belongs to the payment and what is kept apart.

Rules:
1. What a list under the payment's terms names, or more openly, belongs to the payment. What a list under stricter terms
   names is kept apart (`core.payment.apart`): to whoever may not see the list the payment stays what it was.
2. A hit that the payment has already stays with it as it was found, whatever terms its list has come under since: who
   sees the payment has seen it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from simpul.core.authority import AuthorityId
from simpul.core.handling import Handling
from simpul.core.payment.apart import HeldApart, joined, narrows
from simpul.core.payment.findings import ListHit, Screening
from simpul.core.payment.keeping import Decided
from simpul.core.payment.relisting import Entry
from simpul.services.payees import Resembling, hit_of, reference_of
from simpul.services.ports.writing import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """What belongs to a payment; hits that it has and that are found under stricter terms now; and what is apart."""

    openly: tuple[Resembling, ...]
    stay: tuple[ListHit, ...]
    apart: Mapping[Entry, tuple[ListHit, Handling]]

    def with_those_that_stay(self, screening: Screening) -> Screening:
        """Give the screening of a payment with the hits that stay with it."""
        return replace(screening, hits=(*screening.hits, *self.stay))


def parted(found: Sequence[Resembling], last: Decided, editions: Mapping[str, str], us: AuthorityId) -> Parted:
    """Part what was found of a payment by its terms; of one entry the likeliest hit is kept apart."""
    known = {(hit.list.id, hit.reference, hit.part): hit for hit in last.case.screening.hits}
    tracked = {key[:2] for key in known}
    openly: list[Resembling] = []
    stay: dict[tuple[str, str, str], ListHit] = {}
    apart: dict[Entry, tuple[ListHit, Handling]] = {}
    for each in sorted(found, key=lambda one: (-one.hit.score, one.hit.subject_id, one.part)):
        terms = joined(last.handling, each.partition.handling, us=us)
        if terms is None:
            continue
        entry = (each.partition.list_id, reference_of(each))
        if not narrows(last.handling, terms):
            openly.append(each)
        elif (*entry, each.part) in known:
            stay[(*entry, each.part)] = known[(*entry, each.part)]
        elif entry not in tracked:
            apart.setdefault(entry, (hit_of(each, entry[1], editions), terms))
    return Parted(openly=tuple(openly), stay=tuple(stay.values()), apart=apart)


def kept_by_payment(tx: Transaction, payments: Sequence[str]) -> Mapping[str, tuple[HeldApart, ...]]:
    """Give what is or was kept apart from each of these payments."""
    found: dict[str, list[HeldApart]] = defaultdict(list)
    for each in tx.apart.of(payments):
        found[each.kept.payment].append(each)
    return {payment: tuple(kept) for payment, kept in found.items()}
