"""What is known of a payment when it is decided: screening, rules, completeness, exemptions, overrides.

Rules:
1. Findings are facts with their editions. None of them decides anything.
2. A hit of a list is open until a person has judged it; that a designation is in force, and by what order, is said
   beside it and never guessed from the hit.
3. That a check did not come to its end is a finding too.
4. To whom a part of what is frozen is to go stands in no message: the officer who proposes it says so, and that name is
   compared as everybody's in the payment is.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from simpul.core.authority import OfficerId
from simpul.core.errors import InputError
from simpul.core.ids import Domain, bounded_text, canonical_bytes, checked_hash_id, record_id, shared
from simpul.core.payment.completeness import Completeness
from simpul.core.payment.edition import Edition
from simpul.core.payment.freezing import NOBODY, ExemptionClaim, FreezingOrder
from simpul.core.payment.money import Money

MOST_TEXT = 400
MOST_HITS = 1_000
MOST_ARGUMENTS = 10
PAYEE = "part-payee"
"""The part of whoever receives what is let go of a frozen payment: not one of those whom the message names."""


class CheckStatus(StrEnum):
    """How far a check came."""

    COMPLETE = "complete"
    TIMED_OUT = "timed-out"
    FAILED = "failed"
    NOT_RUN = "not-run"


class HitVerdict(StrEnum):
    """What a person has said of a hit: nothing yet, the same, another, or that it cannot be told."""

    OPEN = "open"
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overturning:
    """What one officer says against a verdict that somebody is the listed party: it counts when another says so too."""

    verdict: HitVerdict
    by: OfficerId

    def __post_init__(self) -> None:
        """Refuse what overturns nothing, and what nobody said."""
        overturns = self.verdict in (HitVerdict.DIFFERENT, HitVerdict.UNSURE)
        if not overturns or not bounded_text(self.by, place="hit.overturning", most=MOST_TEXT):
            raise InputError("an officer overturns a verdict by another one", place="hit.overturning")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListHit:
    """Somebody in the payment who resembles an entry of a list.

    `part` is in what part he or she stands, `score` in thousandths. `order` is what an authority ordered against the
    entry, where that is known here. `overturning` is what an officer says against the verdict that it is the same.
    """

    list: Edition
    reference: str
    score: int
    name: str = ""
    part: str = ""
    verdict: HitVerdict = HitVerdict.OPEN
    judged_by: OfficerId = NOBODY
    order: FreezingOrder | None = None
    overturning: Overturning | None = None

    def __post_init__(self) -> None:
        """Refuse a hit on nothing, and a verdict that nobody gave."""
        if not bounded_text(self.reference, place="hit.reference", most=MOST_TEXT).strip():
            raise InputError("a hit names the entry", place="hit.reference")
        for place, text in (("name", self.name), ("part", self.part), ("judged_by", self.judged_by)):
            bounded_text(text, place=f"hit.{place}", most=MOST_TEXT)
        if not 0 <= self.score <= 1000:
            raise InputError("a score is in thousandths", place="hit.score")
        if (self.verdict is HitVerdict.OPEN) == bool(self.judged_by):
            raise InputError("a person judges a hit, and an open one is judged by nobody", place="hit.judged_by")
        if self.overturning is not None and self.verdict is not HitVerdict.SAME:
            raise InputError("only that it is the same is overturned", place="hit.overturning")


@shared
@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """How screening of all parties ended: with which lists, and which hits."""

    status: CheckStatus
    lists: tuple[Edition, ...] = ()
    hits: tuple[ListHit, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a screening that ended well and was made against nothing, and more hits than can be looked at."""
        if self.status is CheckStatus.COMPLETE and not self.lists:
            raise InputError("a screening that is complete was made against a list", place="screening.lists")
        if len(self.hits) > MOST_HITS:
            raise InputError(f"more than {MOST_HITS} hits", place="screening.hits")


@shared
@dataclass(frozen=True, slots=True, kw_only=True)
class PayeeCheck:
    """How the payee of a part that is to be let go was compared with the lists in force: by name, and which hits."""

    payee: str
    screening: Screening

    def __post_init__(self) -> None:
        """Refuse a comparison of nobody, and hits of somebody else than the payee."""
        if not bounded_text(self.payee, place="payee", most=MOST_TEXT).strip():
            raise InputError("a payee has a name", place="payee")
        if any(hit.part != PAYEE for hit in self.screening.hits):
            raise InputError("these are hits of the payee", place="payee.hits")


class RuleEffect(StrEnum):
    """What a rule asks for when it fires, the weakest first."""

    NOTE = "note"
    ALERT = "alert"
    HOLD = "hold"
    REJECT = "reject"


class Overriding(StrEnum):
    """Whether an override may set a finding aside."""

    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"


class RuleOutcome(StrEnum):
    """Whether a rule fired, or could not be evaluated for want of a fact: unknown is never no."""

    FIRED = "fired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFinding:
    """A rule that fired or could not be evaluated: its edition, what it asks for then, and what is said about it.

    The first two arguments are the rule's title in English and in Indonesian, the others the figures. `rejection` is
    the code for the answer where it asks to reject (ISO 20022 external status reason).
    """

    rule: Edition
    effect: RuleEffect
    arguments: tuple[str, ...] = ()
    overriding: Overriding = Overriding.FORBIDDEN
    rejection: str = ""
    outcome: RuleOutcome = RuleOutcome.FIRED

    def __post_init__(self) -> None:
        """Refuse a wish to reject without a code."""
        if (self.effect is RuleEffect.REJECT) != bool(self.rejection):
            raise InputError("a rule that rejects, and no other, has a code", place="finding.rejection")
        if len(self.arguments) > MOST_ARGUMENTS:
            raise InputError(f"more than {MOST_ARGUMENTS} arguments", place="finding.arguments")
        for text in (self.rejection, *self.arguments):
            bounded_text(text, place="finding", most=MOST_TEXT)


@shared
@dataclass(frozen=True, slots=True, kw_only=True)
class RulesRun:
    """How the evaluation of the rules ended: which editions ran, and what they found; what is in shadow beside it."""

    status: CheckStatus
    rules: tuple[Edition, ...] = ()
    findings: tuple[RuleFinding, ...] = ()
    shadow: tuple[RuleFinding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """That two officers set rules aside for this pair of originator and beneficiary, until a day, with a reason.

    It never reaches a hit of a list, a freeze, or a rule that forbids it.
    """

    id: str
    rules: tuple[str, ...]
    reason: str
    by: OfficerId
    second: OfficerId
    expires_at: datetime

    def __post_init__(self) -> None:
        """Refuse an override without two officers, a reason and rules."""
        if not self.by or not self.second or self.by == self.second:
            raise InputError("two officers override a rule", place="override.second")
        if not bounded_text(self.reason, place="override.reason", most=MOST_TEXT).strip() or not self.id:
            raise InputError("an override says why", place="override.reason")
        if not self.rules:
            raise InputError("an override names its rules", place="override.rules")
        if self.expires_at.tzinfo is None:
            raise InputError("a moment needs a time zone", place="override.expires_at")

    def sets_aside(self, finding: RuleFinding, *, at: datetime) -> bool:
        """Say whether it sets this finding aside at this moment."""
        may = finding.overriding is Overriding.ALLOWED and at < self.expires_at
        return may and finding.rule.id in self.rules


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentCase:
    """Everything that a payment is decided by; `amount` is what of it is here, a part that was let go taken away.

    `payee` is who receives the part that was proposed last to be let go; nothing but letting that go is decided by it.
    """

    payment: str
    amount: Money
    screening: Screening
    rules: RulesRun
    completeness: Completeness | None = None
    unread: tuple[str, ...] = ()
    exemptions: tuple[ExemptionClaim, ...] = ()
    overrides: tuple[Override, ...] = ()
    payee: PayeeCheck | None = None

    def __post_init__(self) -> None:
        """Refuse a case of no payment."""
        checked_hash_id(self.payment, place="case.payment")


def case_id(case: PaymentCase) -> str:
    """Give the id of what was looked at: the same findings give the same id."""
    return record_id(Domain.PAYMENT_CASE, canonical_bytes(case))
