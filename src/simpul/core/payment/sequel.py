"""The record that follows a decision: made from it, by this edition of the rules, and refused where it may not follow.

Rules:
1. Whatever `transition` or the hits, of the payment and of a payee (`letting_go`), have a ground against is refused
   with every ground.
2. A decision names the edition of the rules that it was made by; one that follows is never of an earlier edition.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from simpul.core.authority import OfficerId
from simpul.core.errors import RefusedError
from simpul.core.payment.deciding import EDITION, DecisionPolicy, hold_from
from simpul.core.payment.decision import (
    MOST_REASONS,
    Hold,
    PaymentAct,
    PaymentDecision,
    PaymentState,
    Reason,
    ReasonCode,
    decision_id,
)
from simpul.core.payment.edition import Edition
from simpul.core.payment.findings import PaymentCase, case_id
from simpul.core.payment.freezing import NOBODY, Freeze, PartialRelease
from simpul.core.payment.letting_go import grounds_of_findings
from simpul.core.payment.proposing import Proposal
from simpul.core.payment.transition import KEEPS_PROPOSAL, grounds_against


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciders:
    """Who decides, why, and the second officer where there is one, with what he or she said."""

    reason: str
    by: OfficerId
    second: OfficerId = NOBODY
    confirmed: str = ""


def next_decision(
    previous: PaymentDecision,
    act: PaymentAct,
    state: PaymentState,
    at: datetime,
    reasons: tuple[Reason, ...],
    *,
    hold: Hold | None = None,
    freeze: Freeze | None = None,
    rejection: str = "",
    release: PartialRelease | None = None,
    by: Deciders | None = None,
    proposal: Proposal | None = None,
    case: PaymentCase | None = None,
) -> PaymentDecision:
    """Give the decision that follows, by what was found before unless `case` says what is found now.

    Raises:
        RefusedError: it may not follow, with the grounds.
    """
    following = PaymentDecision(
        payment=previous.payment,
        act=act,
        state=state,
        decided_at=at,
        case=case_id(case) if case else previous.case,
        reasons=reasons,
        rules=by_this_edition(previous.rules),
        lists=previous.lists,
        hold=hold,
        freeze=freeze,
        rejection=rejection,
        partial_release=release,
        previous=decision_id(previous),
        by=by.by if by else NOBODY,
        second=by.second if by else NOBODY,
        proposal=proposal or (previous.proposal if act in KEEPS_PROPOSAL else None),
    )
    return checked(previous, following, case)


def checked(previous: PaymentDecision, following: PaymentDecision, case: PaymentCase | None = None) -> PaymentDecision:
    """Give a decision back that may follow, by what `case` has found.

    Raises:
        RefusedError: it may not follow, with the grounds.
    """
    grounds = (*grounds_against(previous, following), *(grounds_of_findings(case, following) if case else ()))
    if grounds:
        raise RefusedError(f"{following.act} may not follow {previous.act}", grounds=grounds)
    return following


def by_this_edition(rules: Sequence[Edition]) -> tuple[Edition, ...]:
    """Give the rules that a decision names, with this edition in the place of an earlier one."""
    return tuple(sorted({EDITION, *(each for each in rules if each.id != EDITION.id)}))


def still_held(
    previous: PaymentDecision, policy: DecisionPolicy, at: datetime, *, new: Sequence[object] = ()
) -> Hold | None:
    """Give the hold of a payment that stays held; its clock begins anew where it has run out or something is new."""
    still = previous.hold
    if previous.state is not PaymentState.HELD:
        return None
    return still if still is not None and still.until > at and not new else hold_from(policy, at=at)


def said_by(by: Deciders | None) -> tuple[Reason, ...]:
    """Give what officers said, as reasons."""
    said = (by.reason, by.confirmed) if by else ()
    return tuple(Reason(code=ReasonCode.OFFICER, arguments=(each[:400],)) for each in said if each)


def with_reasons(reasons: Sequence[Reason], *more: Reason) -> tuple[Reason, ...]:
    """Give reasons with more of them, each once, and no more than a decision holds."""
    return tuple(dict.fromkeys((*reasons, *more)))[:MOST_REASONS]
