"""Judging: what an officer says of everybody in a payment who resembles one entry of a list.

Rules:
1. A verdict is that of the officer who decides by it, and no decision has one that another gave since the one before.
   So is an exemption that was established, of both officers.
2. What was ordered is said with the verdict; an order by which nothing of the payment could be let go as it says is not
   taken (`core.payment.freezing`).
"""

from dataclasses import dataclass, replace

from simpul.core.authority import OfficerId
from simpul.core.errors import InputError, NotFoundError
from simpul.core.payment.findings import HitVerdict, ListHit, PaymentCase
from simpul.core.payment.freezing import NOBODY, ClaimStatus, FreezingOrder, check_limits

OPEN: tuple[HitVerdict, OfficerId, FreezingOrder | None] = (HitVerdict.OPEN, NOBODY, None)
"""What is said of a hit that nobody has judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What an officer says of a hit: of which entry, the verdict, and what was ordered against the entry if it is."""

    list_id: str
    reference: str
    verdict: HitVerdict
    order: FreezingOrder | None = None

    def __post_init__(self) -> None:
        """Refuse a judgement that leaves a hit open, and an order against somebody else."""
        if self.verdict is HitVerdict.OPEN:
            raise InputError("say whether it is the same person", place="judgement.verdict")
        if self.order is not None and self.verdict is not HitVerdict.SAME:
            raise InputError("an order is against who is listed, and nobody else", place="judgement.order")


def judged(case: PaymentCase, judgement: Judgement, by: OfficerId) -> PaymentCase:
    """Give the case with the verdict on every hit of that entry.

    Raises:
        InputError: a rule of the order could let nothing go from this payment.
        NotFoundError: there is no such hit.
    """
    if judgement.order is not None:
        check_limits(judgement.order.partial_release, case.amount)
    hits = tuple(
        replace(hit, verdict=judgement.verdict, judged_by=by, order=judgement.order) if _is_of(hit, judgement) else hit
        for hit in case.screening.hits
    )
    if not any(_is_of(hit, judgement) for hit in case.screening.hits):
        raise NotFoundError("nobody in the payment resembles that entry")
    return replace(case, screening=replace(case.screening, hits=hits))


def is_accounted_for(before: PaymentCase, after: PaymentCase, *, by: OfficerId, second: OfficerId) -> bool:
    """Say whether everything that people said, and that was not said before, is of these officers."""
    known = {_key(hit): _said(hit) for hit in before.screening.hits}
    new = (hit for hit in after.screening.hits if _said(hit) != known.get(_key(hit), OPEN))
    established = (
        claim
        for claim in after.exemptions
        if claim.status is ClaimStatus.ESTABLISHED and claim not in before.exemptions
    )
    verdicts = all(hit.verdict is not HitVerdict.OPEN and by and hit.judged_by == by for hit in new)
    return verdicts and all((claim.by, claim.second) == (by, second) for claim in established)


def _key(hit: ListHit) -> tuple[str, str, str]:
    return hit.list.id, hit.reference, hit.part


def _said(hit: ListHit) -> tuple[HitVerdict, OfficerId, FreezingOrder | None]:
    """Give what people said of a hit."""
    return hit.verdict, hit.judged_by, hit.order


def _is_of(hit: ListHit, judgement: Judgement) -> bool:
    return (hit.list.id, hit.reference) == (judgement.list_id, judgement.reference)
