"""What is said of payments afterwards: returns, statuses, wishes to cancel and their answers, entries on an account.

Rules:
1. Each refers to an original payment by whatever references its message gives, and is a small value of its own; the
   original is never changed by it.
2. A reason is a code as the message says it, with the words beside it.
"""

from dataclasses import dataclass
from enum import StrEnum

from simpul.core.dates import partial_date
from simpul.core.errors import InputError
from simpul.core.ids import bounded_text
from simpul.core.payment.money import Money
from simpul.core.payment.party import Agent, Party, check_texts
from simpul.core.payment.payment import (
    MOST_REMITTANCE,
    MOST_REMITTANCE_TEXT,
    MOST_UNREAD,
    NO_REFERENCES,
    Payment,
    References,
)

MOST_REASONS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalPayment:
    """Which payment is meant: the message it came in, its references, and its amount and day where they are said."""

    message_id: str = ""
    message: str = ""
    payment_information: str = ""
    references: References = NO_REFERENCES
    amount: Money | None = None
    settled_on: str = ""

    def __post_init__(self) -> None:
        """Refuse a day that does not exist, and texts that are too long."""
        check_texts("original", self.message_id, self.message, self.payment_information)
        if self.settled_on:
            partial_date(self.settled_on, place="original.settled_on")


NO_ORIGINAL = OriginalPayment()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedReason:
    """One reason as a message gives it: its code or own word, by whom, and what is added in words."""

    code: str = ""
    words: tuple[str, ...] = ()
    by: str = ""

    def __post_init__(self) -> None:
        """Refuse more than a reason holds."""
        check_texts("reason", self.code, self.by, *self.words)
        if len(self.words) > MOST_REASONS:
            raise InputError(f"more than {MOST_REASONS} lines of words", place="reason.words")


class TransactionStatus(StrEnum):
    """What a status report says of a payment (ISO 20022 external payment transaction status, those in general use)."""

    RECEIVED = "RCVD"
    PENDING = "PDNG"
    ACCEPTED_TECHNICALLY = "ACTC"
    ACCEPTED_CUSTOMER = "ACCP"
    ACCEPTED_SETTLEMENT_IN_PROCESS = "ACSP"
    ACCEPTED_SETTLEMENT_COMPLETED = "ACSC"
    ACCEPTED_CREDITED = "ACCC"
    ACCEPTED_WITH_CHANGE = "ACWC"
    PARTIALLY_ACCEPTED = "PART"
    REJECTED = "RJCT"
    CANCELLED = "CANC"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReturn:
    """Money that comes back: which payment it was, how much of it, and why (pacs.004).

    `parties` and `agents` are those of the original, in their parts there. `payment` is the return as the payment that
    it is itself (`simpul.core.payment.returning`): it is decided like any other.
    """

    number: int
    original: OriginalPayment = NO_ORIGINAL
    amount: Money
    payment: Payment
    return_id: str = ""
    settled_on: str = ""
    reasons: tuple[StatedReason, ...] = ()
    parties: tuple[Party, ...] = ()
    agents: tuple[Agent, ...] = ()
    unread: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a return of nothing."""
        if self.amount.minor <= 0:
            raise InputError("a return's amount is above nought", place="return.amount")
        _check(self.number, self.return_id, self.reasons, self.unread)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReport:
    """What another institution says became of a payment, or of a whole message (pacs.002).

    `said` is the status as the message writes it; without references of a payment it speaks of the whole message.
    """

    number: int
    status: TransactionStatus
    said: str
    original: OriginalPayment = NO_ORIGINAL
    status_id: str = ""
    reasons: tuple[StatedReason, ...] = ()
    unread: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a report without a status."""
        if not self.said:
            raise InputError("a report needs a status", place="report.status")
        check_texts("report", self.said)
        _check(self.number, self.status_id, self.reasons, self.unread)


@dataclass(frozen=True, slots=True, kw_only=True)
class CancellationRequest:
    """The wish that a payment be cancelled, or a whole message (camt.056)."""

    number: int
    original: OriginalPayment = NO_ORIGINAL
    request_id: str = ""
    case: str = ""
    reasons: tuple[StatedReason, ...] = ()
    parties: tuple[Party, ...] = ()
    unread: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse more than a request holds."""
        check_texts("request", self.case)
        _check(self.number, self.request_id, self.reasons, self.unread)


@dataclass(frozen=True, slots=True, kw_only=True)
class CancellationAnswer:
    """The answer to a wish to cancel: the status as said (`CNCL`, `PDCR`, `RJCR`), and why (camt.029)."""

    number: int
    said: str
    original: OriginalPayment = NO_ORIGINAL
    case: str = ""
    reasons: tuple[StatedReason, ...] = ()
    unread: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an answer that says nothing."""
        if not self.said:
            raise InputError("an answer needs a status", place="answer.status")
        check_texts("answer", self.said, self.case)
        _check(self.number, "", self.reasons, self.unread)


class EntryDirection(StrEnum):
    """Whether an account gained or lost."""

    CREDIT = "CRDT"
    DEBIT = "DBIT"


class EntryStatus(StrEnum):
    """How final an entry is, as its statement says."""

    BOOKED = "BOOK"
    PENDING = "PDNG"
    INFORMATION = "INFO"
    FUTURE = "FUTR"
    OTHER = "other"


class EntryEffect(StrEnum):
    """Whether an entry is a movement of its own, or takes an earlier one back."""

    MOVEMENT = "movement"
    REVERSAL = "reversal"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEntry:
    """One movement on an account, as a statement or an advice says it (camt.053, camt.054).

    `account` is the account's number, `statement` the statement's id. An entry without details of a transaction is
    one movement; with several, each is one.
    """

    number: int
    direction: EntryDirection
    status: EntryStatus
    amount: Money
    statement: str = ""
    account: str = ""
    booked_on: str = ""
    valued_on: str = ""
    original: OriginalPayment = NO_ORIGINAL
    entry_reference: str = ""
    code: str = ""
    effect: EntryEffect = EntryEffect.MOVEMENT
    reasons: tuple[StatedReason, ...] = ()
    parties: tuple[Party, ...] = ()
    agents: tuple[Agent, ...] = ()
    remittance: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse days that do not exist, and more than an entry holds."""
        for day in (self.booked_on, self.valued_on):
            if day:
                partial_date(day, place="entry.day")
        if self.amount.minor < 0:
            raise InputError("an entry's amount is not below nought", place="entry.amount")
        check_texts("entry", self.statement, self.account, self.entry_reference, self.code)
        if len(self.remittance) > MOST_REMITTANCE:
            raise InputError(f"more than {MOST_REMITTANCE} lines", place="entry.remittance")
        for text in self.remittance:
            bounded_text(text, place="entry.remittance", most=MOST_REMITTANCE_TEXT)
        _check(self.number, "", self.reasons, self.unread)


def _check(number: int, own_id: str, reasons: tuple[StatedReason, ...], unread: tuple[str, ...]) -> None:
    if number < 1:
        raise InputError("transactions are counted from 1", place="number")
    check_texts("id", own_id, *unread)
    if len(reasons) > MOST_REASONS or len(unread) > MOST_UNREAD:
        raise InputError("more reasons than one transaction has", place="reasons")
