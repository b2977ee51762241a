"""Taking payments that software hands in: messages read, each payment decided, and the answer in either form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from simpul.app.taking import ReadMessage, answers_to, read_at, status_report, take_in
from simpul.core.authority import Sight
from simpul.core.errors import InputError
from simpul.core.ids import timestamp
from simpul.core.payment.decision import PaymentState, Reason
from simpul.core.payment.message import RejectedTransaction
from simpul.core.payment.payment import Payment
from simpul.formats.iso20022.reading import read_iso20022
from simpul.formats.payment_messages import messages_in
from simpul.services.monitoring import Taken
from simpul.web.language import msg
from simpul.web.node import Node

MOST_MESSAGES = 1_000
"""Messages of one request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenPayment:
    """What came of one payment: its number in the message, its id, its state, and why, where that may be told.

    `code` is the code of a rejection.
    """

    number: int
    reference: str
    id: str
    state: PaymentState
    reasons: tuple[Reason, ...]
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadTransaction:
    """What of a message could not be read: its number, where, and why; on record as refused."""

    number: int
    reference: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenMessage:
    """What came of one message; `other` counts its transactions that are no payments, which are not taken."""

    place: str
    name: str
    id: str
    payments: tuple[TakenPayment, ...]
    rejected: tuple[UnreadTransaction, ...]
    other: int
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentsTaken:
    """What came of the messages of one request, in their order."""

    messages: tuple[TakenMessage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Messages as they were read, and what came of each payment in them."""

    read: tuple[ReadMessage, ...]
    decided: tuple[tuple[Taken, ...], ...]

    @property
    def told(self) -> PaymentsTaken:
        """The answer as a document."""
        return PaymentsTaken(messages=tuple(map(_told, self.read, self.decided)))


def taken(node: Node, sight: Sight, raw: bytes) -> Answered:
    """Read messages and decide every payment in them; what cannot be read is on record with its place.

    Raises:
        InputError: there are too many, not one of them can be read, or there is no payment in any.
        RefusedError: something could be hidden from the officer.
    """
    read = tuple(read_at(place, each, read_iso20022) for place, each in list(_bounded(raw)))
    decided = take_in(node.monitoring, read, partial(node.monitoring.take_for, sight), actor=sight.viewer.officer)
    if all(each.message is None for each in read):
        first = read[0].rejected[0]
        raise InputError(first.reason, place=_where(read[0], first))
    if not any(each.payments or each.rejected for each in read):
        raise InputError(msg("no payment is in it"), place="body")
    return Answered(read=read, decided=decided)


def status_reports(answered: Answered, *, at: datetime) -> bytes:
    """Write the answer as pacs.002, one for each message that has something to answer, in their order."""
    reports = []
    for number, (read, decided) in enumerate(zip(answered.read, answered.decided, strict=True), 1):
        decisions = [(one.state, one.decision.rejection if one.decision else "") for one in decided]
        answers = answers_to(read.payments, decisions, read.rejected)
        if not answers:
            continue
        name, said = (read.message.name, read.message.id) if read.message else ("", "")
        seed = f"{timestamp(at)} {number} {said} {[one.payment for one in decided]}"
        reports.append(status_report(answers, name=name, said=said, seed=seed, at=at))
    return b"\n".join(reports)


def prefers_xml(accept: str) -> bool:
    """Say whether an `Accept` header asks for XML rather than for JSON (RFC 9110, section 12.5.1)."""
    wished = dict(map(_wish, accept[:400].split(",")))
    xml = max(wished.get("application/xml", 0.0), wished.get("text/xml", 0.0))
    json = wished.get("application/json", wished.get("application/*", wished.get("*/*", 0.0)))
    return xml > 0 and xml >= json


def _bounded(raw: bytes) -> Iterator[tuple[str, bytes]]:
    for number, piece in enumerate(messages_in(raw)):
        if number >= MOST_MESSAGES:
            raise InputError(f"more than {MOST_MESSAGES} messages", place="body")
        yield piece


def _where(read: ReadMessage, rejected: RejectedTransaction) -> str:
    """Give where what was rejected stands: in its message, or in the body where no message could be read."""
    return rejected.place if read.message else ": ".join(filter(None, (read.place, rejected.place)))


def _told(read: ReadMessage, decided: Sequence[Taken]) -> TakenMessage:
    message = read.message
    return TakenMessage(
        place=read.place,
        name=message.name if message else "",
        id=message.id if message else "",
        payments=tuple(map(_taken, read.payments, decided)),
        rejected=tuple(
            UnreadTransaction(
                number=each.number, reference=each.references.best, place=_where(read, each), reason=each.reason
            )
            for each in read.rejected
        ),
        other=len(message.transactions) - len(message.payments) if message else 0,
        remarks=message.remarks if message else (),
    )


def _taken(payment: Payment, decided: Taken) -> TakenPayment:
    decision = decided.decision
    return TakenPayment(
        number=payment.number,
        reference=payment.references.best,
        id=decided.payment,
        state=decided.state,
        reasons=decision.reasons if decision else (),
        code=decision.rejection if decision else "",
    )


def _wish(said: str) -> tuple[str, float]:
    media, _, rest = said.strip().partition(";")
    weight = next((part.strip()[2:] for part in rest.split(";") if part.strip().startswith("q=")), "1")
    try:
        return media.strip().lower(), float(weight)
    except ValueError:
        return media.strip().lower(), 0.0
