"""What a node keeps of a payment: the payment as it was read, its terms, and every decision on it with its findings.

Rules:
1. A payment is under the terms of the authority that keeps it; with hits of lists it is under the strictest of their
   terms too, all of it: whoever may not see an entry does not see that a payment was held for it. It keeps the terms
   that it came under; what is found later under stricter ones is kept apart from it (`core.payment.apart`).
2. It is kept for five years (FATF Recommendation 11) and is for this authority alone.
3. What is kept of a payment are records: the payment, the findings, the decisions. Its present state is what the last
   decision says.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from simpul.core.authority import ALL_PURPOSES, AuthorityId, Level, Viewer
from simpul.core.errors import InputError
from simpul.core.handling import Handling, Tlp
from simpul.core.ids import Domain, Sealed, canonical_bytes, record_id, seal
from simpul.core.payment.decision import PaymentDecision, PaymentState
from simpul.core.payment.findings import PayeeCheck, PaymentCase
from simpul.core.payment.part_payee import check_of
from simpul.core.payment.payment import Payment

KEPT_DAYS = 1_827
"""Five years, with two days that may be in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision on a payment, what was found when it was made, and the terms under which both are kept."""

    record: Sealed[PaymentDecision]
    found: Sealed[PaymentCase]
    handling: Handling

    def __post_init__(self) -> None:
        """Refuse a decision that was made by something else than this."""
        if self.record.value.case != self.found.id:
            raise InputError("the decision was made by another case", place="decision.case")

    @property
    def id(self) -> str:
        """The decision's id."""
        return self.record.id

    @property
    def decision(self) -> PaymentDecision:
        """The decision."""
        return self.record.value

    @property
    def case(self) -> PaymentCase:
        """What was found."""
        return self.found.value


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPayment:
    """A payment with all decisions on it, the first one first; there is at least one."""

    id: str
    payment: Payment
    decisions: tuple[Decided, ...]

    def __post_init__(self) -> None:
        """Refuse a payment without a state."""
        if not self.decisions:
            raise InputError("a payment has a state", place="payment.decisions")

    @property
    def last(self) -> Decided:
        """The decision that stands."""
        return self.decisions[-1]

    @property
    def state(self) -> PaymentState:
        """Where the payment stands."""
        return self.last.decision.state

    @property
    def taken_at(self) -> datetime:
        """When the payment came: when it was first decided."""
        return self.decisions[0].decision.decided_at


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLine:
    """A payment as a queue shows it: itself, and the decision that stands."""

    id: str
    payment: Payment
    decision: PaymentDecision


@lru_cache(maxsize=256)
def payment_terms(authority: AuthorityId, *, on: date) -> Handling:
    """Give the terms of a payment that came on a day, as long as nothing in it resembles anybody listed."""
    return Handling(
        originator=authority,
        level=Level.RESTRICTED,
        tlp=Tlp.AMBER_STRICT,
        purposes=tuple(sorted(ALL_PURPOSES)),
        retain_until=on + timedelta(days=KEPT_DAYS),
    )


@lru_cache(maxsize=256)
def hides_from_nobody(handling: Handling) -> bool:
    """Say whether whoever may see any payment may see what is under these terms: no list has made them stricter."""
    if handling.retain_until is None:
        return False
    plain = payment_terms(handling.originator, on=handling.retain_until - timedelta(days=KEPT_DAYS))
    return replace(handling, contributors=plain.contributors, onward=plain.onward, court=plain.court) == plain


def due_at(decision: PaymentDecision) -> datetime | None:
    """Give the moment at which a decision's clock runs out: the end of its hold or of its freeze."""
    if decision.hold is not None:
        return decision.hold.until
    return decision.freeze.expires_at if decision.freeze is not None else None


def owner_of(decision: PaymentDecision) -> str:
    """Give who is to decide what is held: an officer or a desk; empty where nothing is held."""
    return decision.hold.owner if decision.hold is not None else ""


def following(before: Decided, decision: PaymentDecision) -> Decided:
    """Give the decision that follows by what was found before."""
    return replace(before, record=seal(Domain.PAYMENT_DECISION, decision))


def found_anew(before: Decided, case: PaymentCase, decision: PaymentDecision) -> Decided:
    """Give the decision that follows by what is found now, under the same terms."""
    found = seal(Domain.PAYMENT_CASE, case)
    return Decided(record=seal(Domain.PAYMENT_DECISION, decision), found=found, handling=before.handling)


def hides_nothing(viewer: Viewer) -> bool:
    """Say whether somebody may see every payment, whatever list it is held for: by clearance and by purposes."""
    return viewer.clearance is max(Level) and set(viewer.purposes) >= set(ALL_PURPOSES)


def payee_waiting(last: Decided) -> PayeeCheck | None:
    """Give how the payee compared of the part that waits to be confirmed; nothing where none waits."""
    waits = last.decision.proposal
    return check_of(last.case, waits.release.payee) if waits is not None and waits.release is not None else None


def kept_of(decided: Decided) -> str:
    """Give the text that stands for a decision and its terms, to be committed to in the chain."""
    return f"{decided.id} {_digest(decided.handling)}"


@lru_cache(maxsize=256)
def _digest(handling: Handling) -> str:
    return record_id(Domain.PAYMENT_DECISION, canonical_bytes(handling))
