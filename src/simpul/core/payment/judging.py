"""Judging: what an officer says of everybody in a payment who resembles one entry of a list.

Rules:
1. A verdict is that of the officer who decides by it, and no decision has one that another gave since the one before.
   So is an exemption that was established, of both officers.
2. What was ordered is said with the verdict; an order by which nothing of the payment could be let go as it says is not
   taken (`core.payment.freezing`).
3. Who was judged to be the listed party stays that until two officers say otherwise, whoever judged it: what the one
   says is kept beside the verdict, and counts when another says the same. Until then whatever follows from the verdict
   stands. Whoever judges it to be the same again sets that aside.
4. The payee of a part is judged apart from everybody in the payment, also by the same entry: a namesake of who is
   frozen is judged without a word on who is frozen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from simpul.core.authority import OfficerId
from simpul.core.errors import InputError, NotFoundError, RefusedError
from simpul.core.payment.decision import PaymentDecision, PaymentState
from simpul.core.payment.findings import HitVerdict, ListHit, Overturning, PaymentCase, Screening
from simpul.core.payment.freezing import NOBODY, ClaimStatus, FreezingOrder, check_limits
from simpul.core.payment.part_payee import check_of

Said = tuple[HitVerdict, OfficerId, FreezingOrder | None]
OPEN: Said = (HitVerdict.OPEN, NOBODY, None)
"""What is said of a hit that nobody has judged."""

OVERTURNED_ALONE = "payment.overturned-alone"
"""A ground against saying a second time what overturns a verdict: another officer says it."""

BY_TWO_SINCE = 4
"""The first edition of the rules by which two officers overturn that somebody is the listed party."""


class HitsOf(StrEnum):
    """Of whom hits are judged: everybody in the payment, or the payee of a part that is to be let go."""

    PARTIES = "parties"
    PAYEE = "payee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What an officer says of a hit: of which entry, the verdict, and what was ordered against the entry if it is."""

    list_id: str
    reference: str
    verdict: HitVerdict
    order: FreezingOrder | None = None
    whose: HitsOf = HitsOf.PARTIES

    def __post_init__(self) -> None:
        """Refuse a judgement that leaves a hit open, and an order against somebody else."""
        if self.verdict is HitVerdict.OPEN:
            raise InputError("say whether it is the same person", place="judgement.verdict")
        if self.order is not None and self.verdict is not HitVerdict.SAME:
            raise InputError("an order is against who is listed, and nobody else", place="judgement.order")
        if self.order is not None and self.whose is HitsOf.PAYEE:
            raise InputError("an order freezes what is in the payment, not its payee", place="judgement.order")


def judged(case: PaymentCase, judgement: Judgement, by: OfficerId) -> PaymentCase:
    """Give the case with the verdict on every hit of that entry.

    Raises:
        InputError: a rule of the order could let nothing go from this payment.
        NotFoundError: there is no such hit.
        RefusedError: it overturns what somebody was judged to be, and this officer has said so before.
    """
    if judgement.order is not None:
        check_limits(judgement.order.partial_release, case.amount)
    if judgement.whose is HitsOf.PARTIES:
        return replace(case, screening=_with_verdict(case.screening, judgement, by))
    if case.payee is None:
        raise NotFoundError("nobody in the payment resembles that entry")
    return replace(case, payee=replace(case.payee, screening=_with_verdict(case.payee.screening, judgement, by)))


def is_accounted_for(before: PaymentCase, after: PaymentCase, *, by: OfficerId, second: OfficerId) -> bool:
    """Say whether everything that people said, and that was not said before, is of these officers."""
    known = {_key(hit): hit for hit in _everybody(before, payee_of=after)}
    everybody = _everybody(after, payee_of=after)
    new = (hit for hit in everybody if _said(hit) != _said_before(known.get(_key(hit))))
    against = (hit.overturning for hit in everybody if hit.overturning and hit.overturning != _against(hit, known))
    established = (
        claim
        for claim in after.exemptions
        if claim.status is ClaimStatus.ESTABLISHED and claim not in before.exemptions
    )
    verdicts = all(hit.verdict is not HitVerdict.OPEN and by and hit.judged_by == by for hit in new)
    verdicts = verdicts and all(by and said.by == by for said in against)
    return verdicts and all((claim.by, claim.second) == (by, second) for claim in established)


def is_overturned_by_two(before: PaymentCase, after: PaymentCase, *, by: OfficerId) -> bool:
    """Say whether whoever was judged to be the listed party, and no longer is, was so by two officers."""
    known = {_key(hit): hit for hit in _everybody(before, payee_of=after)}
    for hit in _everybody(after, payee_of=after):
        was = known.get(_key(hit))
        if was is None or was.verdict is not HitVerdict.SAME or hit.verdict is HitVerdict.SAME:
            continue
        if was.overturning is None or was.overturning.verdict is not hit.verdict or was.overturning.by == by:
            return False
    return True


def overturned_by(decision: PaymentDecision, case: PaymentCase) -> frozenset[OfficerId]:
    """Give the officers who say that somebody is not who he or she was judged to be, and wait for another.

    What is said of a payee waits only while a part does.
    """
    if decision.state in (PaymentState.RELEASED, PaymentState.REJECTED):
        return frozenset()
    is_part = decision.proposal is not None and decision.proposal.release is not None
    hits = _everybody(case, payee_of=case) if is_part else case.screening.hits
    return frozenset(hit.overturning.by for hit in hits if hit.overturning is not None)


def _judged(hit: ListHit, judgement: Judgement, by: OfficerId) -> ListHit:
    """Give a hit with what an officer says of it: a verdict, or a word against one that another has to say too."""
    against = hit.overturning
    if hit.verdict is HitVerdict.SAME and judgement.verdict is not HitVerdict.SAME:
        if against is None or against.verdict is not judgement.verdict:
            return replace(hit, overturning=Overturning(verdict=judgement.verdict, by=by))
        if against.by == by:
            raise RefusedError("another officer overturns it too", grounds=(OVERTURNED_ALONE,))
    return replace(hit, verdict=judgement.verdict, judged_by=by, order=judgement.order, overturning=None)


def _said_before(hit: ListHit | None) -> Said:
    return OPEN if hit is None else _said(hit)


def _against(hit: ListHit, known: Mapping[tuple[str, str, str], ListHit]) -> Overturning | None:
    was = known.get(_key(hit))
    return was.overturning if was is not None else None


def _with_verdict(screening: Screening, judgement: Judgement, by: OfficerId) -> Screening:
    if not any(_is_of(hit, judgement) for hit in screening.hits):
        raise NotFoundError("nobody in the payment resembles that entry")
    hits = (_judged(hit, judgement, by) if _is_of(hit, judgement) else hit for hit in screening.hits)
    return replace(screening, hits=tuple(hits))


def _everybody(case: PaymentCase, *, payee_of: PaymentCase) -> tuple[ListHit, ...]:
    """Give the hits of everybody in a payment, and of its payee where it is the one of the other case."""
    check = check_of(case, payee_of.payee.payee) if payee_of.payee is not None else None
    return (*case.screening.hits, *(check.screening.hits if check is not None else ()))


def _key(hit: ListHit) -> tuple[str, str, str]:
    return hit.list.id, hit.reference, hit.part


def _said(hit: ListHit) -> Said:
    """Give what people said of a hit."""
    return hit.verdict, hit.judged_by, hit.order


def _is_of(hit: ListHit, judgement: Judgement) -> bool:
    return (hit.list.id, hit.reference) == (judgement.list_id, judgement.reference)
