"""The one recorded state of a payment, and why: released, held, frozen or rejected.

Rules:
1. A decision is a record; it is never edited. What happens next is another record that names it.
2. A decision has exactly what its state needs: held has until when and who is to decide, frozen has its freeze,
   rejected has its code; nothing else.
3. Every decision says why: at least one reason, with the edition of the rule or list it comes from.
4. `by` is empty where the rules decided by themselves; a person's decision names the person, and a second one where
   two are needed.
5. What an officer proposes to a second one stands in the record until it is answered (`core.payment.proposing`).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from simpul.core.authority import OfficerId
from simpul.core.errors import InputError
from simpul.core.ids import Domain, bounded_text, canonical_bytes, checked_hash_id, record_id
from simpul.core.payment.edition import Edition
from simpul.core.payment.freezing import NOBODY, Freeze, PartialRelease
from simpul.core.payment.proposing import Proposal

MOST_REASONS = 200
MOST_EDITIONS = 1_000
MOST_TEXT = 400
MOST_ARGUMENTS = 12


class PaymentState(StrEnum):
    """Where a payment stands; every payment is in exactly one."""

    RELEASED = "released"
    HELD = "held"
    FROZEN = "frozen"
    REJECTED = "rejected"


class PaymentAct(StrEnum):
    """What a decision does."""

    FIRST = "first"
    DECIDE_AGAIN = "decide-again"
    HOLD_ON = "hold-on"
    RELEASE = "release"
    REJECT = "reject"
    FREEZE = "freeze"
    PROLONG = "prolong"
    JUDGE = "judge"
    PARTIAL_RELEASE = "partial-release"
    EXPIRE = "expire"
    DELIST = "delist"
    LIST_CHANGE = "list-change"
    PROPOSE = "propose"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


class ReasonCode(StrEnum):
    """Why a payment is in its state; the arguments of each are what the words about it need."""

    NOTHING_FOUND = "nothing-found"
    LIST_HIT = "list-hit"
    LIST_HIT_DISMISSED = "list-hit-dismissed"
    LIST_HIT_GONE = "list-hit-gone"
    CONFIRMED_WITHOUT_BASIS = "confirmed-without-basis"
    DESIGNATION_IN_FORCE = "designation-in-force"
    EXEMPTION_CLAIMED = "exemption-claimed"
    EXEMPTION_ESTABLISHED = "exemption-established"
    SCREENING_TIMED_OUT = "screening-timed-out"
    SCREENING_FAILED = "screening-failed"
    SCREENING_NOT_RUN = "screening-not-run"
    RULES_NOT_RUN = "rules-not-run"
    RULE = "rule"
    RULE_UNKNOWN = "rule-unknown"
    RULE_OVERRIDDEN = "rule-overridden"
    INCOMPLETE = "incomplete"
    PART_NOT_READ = "part-not-read"
    HOLD_TIMED_OUT = "hold-timed-out"
    FREEZE_EXPIRED = "freeze-expired"
    DELISTED = "delisted"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason: its code and arguments, and the edition of the rule or list that it comes from."""

    code: ReasonCode
    arguments: tuple[str, ...] = ()
    rule: Edition | None = None
    list: Edition | None = None

    def __post_init__(self) -> None:
        """Refuse more than a reason holds."""
        if len(self.arguments) > MOST_ARGUMENTS:
            raise InputError(f"more than {MOST_ARGUMENTS} arguments", place="reason.arguments")
        for text in self.arguments:
            bounded_text(text, place="reason.arguments", most=MOST_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Until when a payment is held, and for whom to decide: an officer, or a desk. The end of it releases nothing."""

    until: datetime
    owner: str

    def __post_init__(self) -> None:
        """Refuse a hold without a clock or an owner: such a payment would be forgotten."""
        if self.until.tzinfo is None:
            raise InputError("a moment needs a time zone", place="hold.until")
        if not bounded_text(self.owner, place="hold.owner", most=MOST_TEXT).strip():
            raise InputError("a hold needs an owner", place="hold.owner")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentDecision:
    """The state of a payment from this moment on.

    `case` is the id of what was looked at, `previous` the id of the decision before, empty for the first one.
    """

    payment: str
    act: PaymentAct
    state: PaymentState
    decided_at: datetime
    case: str
    reasons: tuple[Reason, ...]
    rules: tuple[Edition, ...] = ()
    lists: tuple[Edition, ...] = ()
    hold: Hold | None = None
    freeze: Freeze | None = None
    rejection: str = ""
    partial_release: PartialRelease | None = None
    previous: str = ""
    by: OfficerId = NOBODY
    second: OfficerId = NOBODY
    proposal: Proposal | None = None

    def __post_init__(self) -> None:
        """Refuse a decision that does not have exactly what its state and its act need."""
        for place, value in (("payment", self.payment), ("case", self.case)):
            checked_hash_id(value, place=f"decision.{place}")
        if self.decided_at.tzinfo is None:
            raise InputError("a moment needs a time zone", place="decision.decided_at")
        if not 0 < len(self.reasons) <= MOST_REASONS:
            raise InputError("a decision says why", place="decision.reasons")
        if len(self.rules) > MOST_EDITIONS or len(self.lists) > MOST_EDITIONS:
            raise InputError("more rules and lists than one decision has", place="decision.rules")
        self._check_state()
        self._check_act()
        self._check_persons()

    def _check_state(self) -> None:
        bounded_text(self.rejection, place="decision.rejection", most=MOST_TEXT)
        needs = (
            (PaymentState.HELD, self.hold is not None),
            (PaymentState.FROZEN, self.freeze is not None),
            (PaymentState.REJECTED, bool(self.rejection.strip())),
        )
        for state, has in needs:
            if self.state is state and not has:
                raise InputError(f"a {state} payment needs what belongs to it", place="decision.state")
            if self.state is not state and has:
                raise InputError(f"a {self.state} payment has nothing of what {state} has", place="decision.state")
        if self.hold is not None and self.hold.until <= self.decided_at:
            raise InputError("a hold ends after it begins", place="decision.hold")
        if self.freeze is not None and self.freeze.expires_at <= self.decided_at:
            raise InputError("a freeze ends after it begins", place="decision.freeze")

    def _check_act(self) -> None:
        if (self.act is PaymentAct.FIRST) == bool(self.previous):
            raise InputError("every decision but the first names the one before", place="decision.previous")
        if self.previous:
            checked_hash_id(self.previous, place="decision.previous")
        if (self.act is PaymentAct.PARTIAL_RELEASE) != (self.partial_release is not None):
            raise InputError("a part is let go by a partial release only", place="decision.partial_release")
        if self.proposal is not None and self.state not in (PaymentState.HELD, PaymentState.FROZEN):
            raise InputError("nothing is proposed for what has gone", place="decision.proposal")
        if self.act is PaymentAct.PROPOSE and (self.proposal is None or self.proposal.by != self.by):
            raise InputError("who proposes is named in the proposal", place="decision.proposal")

    def _check_persons(self) -> None:
        if self.second and (not self.by or self.second == self.by):
            raise InputError("the second officer is another than the first", place="decision.second")
        for officer in (self.by, self.second):
            bounded_text(officer, place="decision.by", most=120)


def decision_id(decision: PaymentDecision) -> str:
    """Give the id of a decision: what the next one names."""
    return record_id(Domain.PAYMENT_DECISION, canonical_bytes(decision))
