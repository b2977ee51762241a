"""What an officer may do with a payment where it stands, and which exemptions may be claimed for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from simpul.core.authority import Sight, Viewer
from simpul.core.payment.apart import HeldApart, grounds_against_ending
from simpul.core.payment.decision import PaymentDecision, PaymentState
from simpul.core.payment.findings import HitVerdict, PaymentCase
from simpul.core.payment.freezing import Exemption
from simpul.core.payment.keeping import HeldPayment, hides_nothing, payee_waiting
from simpul.core.payment.letting_go import grounds_against_release, grounds_against_sending_back, has_unjudged
from simpul.core.payment.transition import STANDING, was_frozen
from simpul.web.node import Node


class PaymentStep(StrEnum):
    """What an officer may do with a payment where it stands."""

    JUDGE = "judge"
    RELEASE = "release"
    REJECT = "reject"
    HAND_ON = "hand-on"
    PROPOSE = "propose"
    PROPOSE_REJECTION = "propose-rejection"
    PROPOSE_PART = "propose-part"
    CLAIM = "claim"
    CONFIRM = "confirm"
    TURN_DOWN = "turn-down"
    PROLONG = "prolong"


ENDING = frozenset({PaymentStep.RELEASE, PaymentStep.REJECT, PaymentStep.CONFIRM})
"""Steps by which money moves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimOffered:
    """An exemption that may be claimed for an entry that somebody in the payment was judged to be."""

    exemption: Exemption
    list: str
    reference: str
    name: str


def steps_for(held: HeldPayment, viewer: Viewer, kept: Sequence[HeldApart], *, at: datetime) -> tuple[PaymentStep, ...]:
    """Give what an officer may do with a payment where it stands; what is refused all the same says why."""
    may_end = not grounds_against_ending(viewer, kept, at=at)
    return tuple(each for each in _steps(held, viewer, at) if may_end or each not in ENDING)


def _steps(held: HeldPayment, viewer: Viewer, at: datetime) -> Iterator[PaymentStep]:
    last, case = held.last.decision, held.last.case
    frozen_ever = was_frozen(last)
    if last.proposal is not None:
        if last.proposal.by != viewer.officer:
            yield PaymentStep.CONFIRM
        yield PaymentStep.TURN_DOWN
    check = payee_waiting(held.last)
    if held.state in STANDING and (case.screening.hits or (check is not None and check.screening.hits)):
        yield PaymentStep.JUDGE
    if held.state is PaymentState.HELD:
        if not frozen_ever and not grounds_against_release(case, at=at):
            yield PaymentStep.RELEASE
        if not frozen_ever and not grounds_against_sending_back(case, at=at):
            yield PaymentStep.REJECT
        yield PaymentStep.HAND_ON
    if held.state in STANDING and (last.proposal is None or not last.proposal.by):
        yield from _proposing(last, case, viewer, at)
    if last.freeze is not None:
        yield PaymentStep.PROLONG


def _proposing(last: PaymentDecision, case: PaymentCase, viewer: Viewer, at: datetime) -> Iterator[PaymentStep]:
    """Give what may be proposed: what this officer may not do alone, and nothing that could not be confirmed."""
    for_two = was_frozen(last) or not hides_nothing(viewer)
    if not has_unjudged(case):
        if for_two or grounds_against_release(case, at=at):
            yield PaymentStep.PROPOSE
        if last.freeze is not None and any(map(last.freeze.may_use, last.freeze.partial_release)):
            yield PaymentStep.PROPOSE_PART
    if last.state is PaymentState.HELD and (for_two or grounds_against_sending_back(case, at=at)):
        yield PaymentStep.PROPOSE_REJECTION
    if any(hit.verdict is HitVerdict.SAME for hit in case.screening.hits):
        yield PaymentStep.CLAIM


def claims_of(node: Node, sight: Sight, held: HeldPayment) -> Iterator[ClaimOffered]:
    """Give the exemptions that reach an entry which somebody was judged to be, as it is to be seen by the viewer."""
    if held.state not in (PaymentState.HELD, PaymentState.FROZEN):
        return
    same = {
        (hit.list.id, hit.reference): hit for hit in held.last.case.screening.hits if hit.verdict is HitVerdict.SAME
    }
    for (list_id, reference), hit in same.items():
        programme = hit.order.programme if hit.order else ""
        if not programme:
            programme = node.confirming.programme_of(sight, list_id, reference)
        for exemption in node.confirming.exemptions:
            if exemption.reaches(list_id=list_id, programme=programme, on=sight.at.date()):
                yield ClaimOffered(exemption=exemption, list=list_id, reference=reference, name=hit.name)
