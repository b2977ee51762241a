"""Taking payment messages in: each is read, what cannot be read is put on record, and every payment is decided.

All that takes messages goes through here: the interface for software, the command line, the watched folder.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from simpul.core.errors import InputError
from simpul.core.payment.decision import PaymentState
from simpul.core.payment.message import PaymentMessage, RejectedTransaction
from simpul.core.payment.payment import MessageForm, Payment
from simpul.formats.iso20022.writing import MOST_ID, Answer, write_status_report
from simpul.services.monitoring import Monitoring

T = TypeVar("T")

NOT_PROVIDED = "NOTPROVIDED"
BAD_FORMAT = "FF01"
"""ISO 20022 external status reason: the format is invalid or incomplete."""

Reader = Callable[[bytes], PaymentMessage]
"""Reads one message, or raises an `InputError` with the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMessage:
    """One message as it was read, and where it stood; nothing in `message` where it could not be read at all."""

    place: str
    message: PaymentMessage | None
    rejected: tuple[RejectedTransaction, ...]

    @property
    def payments(self) -> tuple[Payment, ...]:
        """The payments in it."""
        return self.message.payments if self.message else ()

    @property
    def others(self) -> int:
        """How many transactions in it are no payments, which nothing is decided of."""
        return self.message.others if self.message else 0

    @property
    def id(self) -> str:
        """What it calls itself; where it says nothing, its place."""
        return (self.message.id if self.message else "") or self.place

    @property
    def messages(self) -> int:
        """How many messages it is: one of XML, each of MT, each row of a table; what cannot be read is one."""
        if self.message is None or self.message.form is MessageForm.ISO_20022:
            return 1
        return len(self.message.transactions) + len(self.rejected)


def read_at(place: str, raw: bytes, reader: Reader) -> ReadMessage:
    """Read the message that stood at a place; one that cannot be read is rejected as a whole, with where and why."""
    try:
        message = reader(raw)
    except InputError as refused:
        unreadable = RejectedTransaction(number=1, place=refused.place or "", reason=refused.reason)
        return ReadMessage(place=place, message=None, rejected=(unreadable,))
    return ReadMessage(place=place, message=message, rejected=message.rejected)


def take_in(
    monitoring: Monitoring, read: Sequence[ReadMessage], take: Callable[[Sequence[Payment]], Sequence[T]], *, actor: str
) -> tuple[tuple[T, ...], ...]:
    """Put on record what could not be read, have `take` decide every payment, and give what it answers by message."""
    for each in read:
        if each.rejected:
            monitoring.refuse(each.id, each.rejected, actor=actor)
    answers = iter(take([payment for each in read for payment in each.payments]))
    return tuple(tuple(next(answers) for _ in each.payments) for each in read)


def answers_to(
    payments: Sequence[Payment],
    decisions: Sequence[tuple[PaymentState, str]],
    rejected: Sequence[RejectedTransaction],
) -> tuple[Answer, ...]:
    """Give what is answered of one message: of each payment its state and the code of a rejection, and the refusals."""
    decided = (
        Answer(references=payment.references, state=state, code=code)
        for payment, (state, code) in zip(payments, decisions, strict=True)
    )
    refused = (Answer(references=each.references, state=PaymentState.REJECTED, code=BAD_FORMAT) for each in rejected)
    return (*decided, *refused)


def status_report(answers: Sequence[Answer], *, name: str, said: str, seed: str, at: datetime) -> bytes:
    """Write the answer to one message as pacs.002; `said` is its id, and the id of the answer is made from `seed`."""
    return write_status_report(
        answers,
        message_id=hashlib.sha256(seed.encode()).hexdigest()[:32],
        original_id=said[:MOST_ID] or NOT_PROVIDED,
        original_name=name[:MOST_ID] or NOT_PROVIDED,
        at=at,
    )
