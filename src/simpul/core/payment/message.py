"""A message as it was read: its own facts, what its transactions say, and the transactions that could not be read."""

from dataclasses import dataclass

from simpul.core.errors import InputError
from simpul.core.payment.original import (
    AccountEntry,
    CancellationAnswer,
    CancellationRequest,
    PaymentReturn,
    StatusReport,
)
from simpul.core.payment.party import check_texts
from simpul.core.payment.payment import NO_REFERENCES, MessageForm, Payment, References

Transaction = Payment | PaymentReturn | StatusReport | CancellationRequest | CancellationAnswer | AccountEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedTransaction:
    """What one transaction says, and where in its file it stands: `line 24`."""

    place: str
    value: Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedTransaction:
    """A transaction that could not be read: its number, where and why, and its references as far as they could be.

    None is lost: whoever sent it gets this as the answer.
    """

    number: int
    place: str
    reason: str
    references: References = NO_REFERENCES


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessHeader:
    """The header that went before a message (head.001): who sent it to whom, as what, and when, as it says."""

    id: str = ""
    sender: str = ""
    recipient: str = ""
    message: str = ""
    service: str = ""
    created_at: str = ""
    duplicate: str = ""

    def __post_init__(self) -> None:
        """Refuse texts that are too long."""
        check_texts("header", self.id, self.sender, self.recipient, self.message, self.service)
        check_texts("header", self.created_at, self.duplicate)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentMessage:
    """One message: its name and version, its id and moment, and each transaction in it, read or rejected.

    `remarks` say what in it does not agree, such as a count. `schema` is the SHA-256 of the schema that it was valid
    by, empty where only our own checks were made.
    """

    form: MessageForm
    name: str
    id: str = ""
    created_at: str = ""
    header: BusinessHeader | None = None
    transactions: tuple[PlacedTransaction, ...] = ()
    rejected: tuple[RejectedTransaction, ...] = ()
    remarks: tuple[str, ...] = ()
    schema: str = ""

    def __post_init__(self) -> None:
        """Refuse a message of nothing."""
        check_texts("message", self.name, self.id, self.created_at)
        if not self.transactions and not self.rejected:
            raise InputError("a message without a transaction", place="message")

    @property
    def payments(self) -> tuple[Payment, ...]:
        """The payments among its transactions, in order; a return is one, of money that goes back."""
        found = list[Payment]()
        for each in self.transactions:
            value = each.value
            if isinstance(value, Payment):
                found.append(value)
            elif isinstance(value, PaymentReturn):
                found.append(value.payment)
        return tuple(found)

    @property
    def others(self) -> int:
        """How many of its transactions are no payments: what is said of payments afterwards."""
        return len(self.transactions) - len(self.payments)
