"""Relisting: what has changed between what a payment was decided by and the lists as they stand now.

Rules:
1. Whoever was judged stays judged: a verdict on an entry holds for the same part of the payment until the entry leaves.
2. A hit goes when its entry has left the list, or has changed so that nobody in the payment resembles it any more. One
   that was judged to be the same goes only when the entry leaves: what an officer saw outweighs a likeness.
3. A hit that was not there before is open.
4. A screening that had not come to its end when the payment came, and now has, is a change too.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from simpul.core.payment.findings import CheckStatus, HitVerdict, ListHit, PaymentCase, Screening

Entry = tuple[str, str]
"""An entry: its list and its reference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListChange:
    """A payment's case by the lists as they stand, the hits that came and went, and the entries that left."""

    case: PaymentCase
    came: tuple[ListHit, ...]
    gone: tuple[ListHit, ...]
    left: frozenset[Entry]
    ended: bool

    @property
    def is_one(self) -> bool:
        """Whether anything is other than before: a hit, or that the screening has come to its end now."""
        return bool(self.came or self.gone or self.ended)


def changed_by(case: PaymentCase, screening: Screening, *, in_force: Collection[Entry]) -> ListChange:
    """Compare what a payment was decided by with a screening by the lists as they stand; `in_force` of its entries."""
    before, now = case.screening.hits, screening.hits
    known = {_key(hit): hit for hit in before}
    found = {_key(hit) for hit in now}
    stay = tuple(hit for hit in before if _key(hit) not in found and _stays(hit, in_force))
    hits = (*(_judged(hit, known.get(_key(hit))) for hit in now), *stay)
    return ListChange(
        case=replace(case, screening=replace(screening, hits=hits)),
        came=tuple(hit for hit in hits if _key(hit) not in known),
        gone=tuple(hit for hit in before if _key(hit) not in found and not _stays(hit, in_force)),
        ended=case.screening.status is not CheckStatus.COMPLETE and screening.status is CheckStatus.COMPLETE,
        left=frozenset(entry for hit in before if (entry := (hit.list.id, hit.reference)) not in in_force),
    )


def _stays(hit: ListHit, in_force: Collection[Entry]) -> bool:
    return hit.verdict is HitVerdict.SAME and (hit.list.id, hit.reference) in in_force


def _judged(hit: ListHit, before: ListHit | None) -> ListHit:
    """Give a hit with what was said of it before."""
    if before is None:
        return hit
    return replace(
        hit,
        verdict=before.verdict,
        judged_by=before.judged_by,
        order=before.order,
        overturning=before.overturning,
    )


def _key(hit: ListHit) -> tuple[str, str, str]:
    return hit.list.id, hit.reference, hit.part
