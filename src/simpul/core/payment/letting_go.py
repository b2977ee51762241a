"""Letting go: what the hits of a payment say against money moving, and how many officers it then takes.

Rules:
1. No money is let go, whole or in part, while nobody has judged a hit, however many officers want it: who resembles an
   entry is looked at first.
2. A payment with a hit that was judged to be the listed party, or that cannot be told, is let go by two officers or not
   at all; as long as it is so judged, and where no established exemption reaches the entry. Judged to be another it
   holds nothing.
3. What was judged to be the listed party is sent back by two officers too: back is also away.
4. A part goes to nobody who was judged to be a listed party, however many officers want it, unless an established
   exemption reaches the entry; nor to whom nobody compared with the lists, or of whom nobody judged a hit. Of whom it
   cannot be told, two officers decide, as of everything else.
5. Decisions of an earlier edition of the rules are held to what their edition asked for.

Norm: Security Council resolution 1373 (2001), paragraph 1 (c) and (d): funds are frozen without delay, and not made
available.
"""

from datetime import datetime

from simpul.core.payment.deciding import edition_of, is_exempt
from simpul.core.payment.decision import PaymentAct, PaymentDecision, PaymentState
from simpul.core.payment.findings import CheckStatus, HitVerdict, PaymentCase
from simpul.core.payment.part_payee import check_of

UNJUDGED = "payment.hit-not-judged"
JUDGED_SAME = "payment.judged-the-same"
CANNOT_BE_TOLD = "payment.cannot-be-told"

PAYEE_NOT_COMPARED = "payment.payee-not-compared"
PAYEE_LISTED = "payment.payee-is-listed"
PAYEE_CAME = "payment.payee-listed-since"
"""A ground against confirming: the payee resembles an entry that neither officer was shown."""

SINCE = 3
"""The first edition of the rules that asks this of what follows a first decision."""

PAYEE_SINCE = 4
"""The first edition of the rules that asks who receives a part."""

ENDS = frozenset({PaymentState.RELEASED, PaymentState.REJECTED})


def lets_go(decision: PaymentDecision) -> bool:
    """Say whether money moves by a decision: it is let go, whole or in part, or sent back."""
    return decision.state in ENDS or decision.act is PaymentAct.PARTIAL_RELEASE


def has_unjudged(case: PaymentCase) -> bool:
    """Say whether nobody has judged one of the hits."""
    return any(hit.verdict is HitVerdict.OPEN for hit in case.screening.hits)


def grounds_of_findings(case: PaymentCase, decision: PaymentDecision) -> tuple[str, ...]:
    """Give every ground that the hits of a payment, and of the payee of a part, give against a decision on it."""
    return tuple(dict.fromkeys((*grounds_of_hits(case, decision), *grounds_of_payee(case, decision))))


def is_compared(case: PaymentCase, payee: str) -> bool:
    """Say whether the payee of a part was compared with the lists, and that came to its end."""
    check = check_of(case, payee)
    return check is not None and check.screening.status is CheckStatus.COMPLETE


def grounds_of_payee(case: PaymentCase, decision: PaymentDecision) -> tuple[str, ...]:
    """Give every ground against letting a part go to its payee; none where no part goes."""
    part = decision.partial_release
    if part is None or edition_of(decision) < PAYEE_SINCE:
        return ()
    check = check_of(case, part.payee)
    if check is None or not is_compared(case, part.payee):
        return (PAYEE_NOT_COMPARED,)
    hits = check.screening.hits
    same = (hit for hit in hits if hit.verdict is HitVerdict.SAME)
    is_listed = any(not is_exempt(case, hit, at=decision.decided_at) for hit in same)
    is_unjudged = any(hit.verdict is HitVerdict.OPEN for hit in hits)
    return (*((UNJUDGED,) if is_unjudged else ()), *((PAYEE_LISTED,) if is_listed else ()))


def grounds_of_hits(case: PaymentCase, decision: PaymentDecision) -> tuple[str, ...]:
    """Give every ground that the hits of a payment give against a decision on it; none where no money moves."""
    asked = decision.act is PaymentAct.FIRST or edition_of(decision) >= SINCE
    if not asked or not lets_go(decision):
        return ()
    back = decision.state is PaymentState.REJECTED
    for_one = (grounds_against_sending_back if back else grounds_against_release)(case, at=decision.decided_at)
    return tuple(each for each in for_one if not decision.second or each == UNJUDGED)


def grounds_against_release(case: PaymentCase, *, at: datetime) -> tuple[str, ...]:
    """Give every ground on which one officer alone may not let a payment go."""
    verdicts = {hit.verdict for hit in case.screening.hits}
    unjudged, untold = HitVerdict.OPEN in verdicts, HitVerdict.UNSURE in verdicts
    beside = (*((UNJUDGED,) if unjudged else ()), *((CANNOT_BE_TOLD,) if untold else ()))
    return (*beside, *grounds_against_sending_back(case, at=at))


def grounds_against_sending_back(case: PaymentCase, *, at: datetime) -> tuple[str, ...]:
    """Give the ground on which one officer alone may not send a payment back; none means that he or she may."""
    same = (hit for hit in case.screening.hits if hit.verdict is HitVerdict.SAME)
    return (JUDGED_SAME,) if any(not is_exempt(case, hit, at=at) for hit in same) else ()
