"""The payee of a part: who receives what is let go of a frozen payment, compared with the lists as any party is.

Rules:
1. The payee is compared when the part is proposed and again when it is confirmed, each time with the lists in force.
2. Whoever resembles an entry is judged before the part goes: one hit that came since the proposal was made was seen by
   neither officer, so it is answered with no, and proposed anew.
3. What was judged of a payee of this name stays judged, also when a part is proposed to him or her again; somebody who
   was judged to be the listed party stays that as long as nobody judges otherwise.

Norm: Security Council resolution 1373 (2001), paragraph 1 (d): funds are not made available to who is listed.
"""

from dataclasses import replace

from simpul.core.payment.findings import PAYEE, HitVerdict, ListHit, PayeeCheck, PaymentCase, Screening


def check_of(case: PaymentCase, payee: str) -> PayeeCheck | None:
    """Give how somebody of this name was compared as a payee of this payment; nothing where nobody was."""
    return case.payee if case.payee is not None and case.payee.payee == payee else None


def compared(before: PayeeCheck | None, payee: str, screening: Screening) -> PayeeCheck:
    """Give how a payee compares now, with what was said of him or her before."""
    known = {_entry(hit): hit for hit in before.screening.hits} if before is not None else {}
    found = {_entry(hit) for hit in screening.hits}
    hits = (_judged(hit, known.get(_entry(hit))) for hit in screening.hits)
    stay = (hit for entry, hit in known.items() if entry not in found and hit.verdict is HitVerdict.SAME)
    return PayeeCheck(payee=payee, screening=replace(screening, hits=(*hits, *stay)))


def came_since(before: PayeeCheck | None, now: PayeeCheck) -> tuple[ListHit, ...]:
    """Give the hits of a payee that were not there when the part was proposed."""
    known = {_entry(hit) for hit in before.screening.hits} if before is not None else set()
    return tuple(hit for hit in now.screening.hits if _entry(hit) not in known)


def was_shown(before: PaymentCase, after: PaymentCase) -> bool:
    """Say whether every hit of a payee by whom a part was let go stood in the record that was confirmed."""
    now = after.payee
    return now is None or not came_since(check_of(before, now.payee), now)


def as_payee(hit: ListHit) -> ListHit:
    """Give a hit as that of a payee, whom no message names."""
    return replace(hit, part=PAYEE)


def _judged(hit: ListHit, before: ListHit | None) -> ListHit:
    if before is None:
        return hit
    return replace(hit, verdict=before.verdict, judged_by=before.judged_by, overturning=before.overturning)


def _entry(hit: ListHit) -> tuple[str, str]:
    return hit.list.id, hit.reference
