"""ISO 20022 messages: their bytes to a payment message, each transaction read or rejected with its line and reason.

Rules:
1. What a message or a batch gets wrong refuses the message; what a transaction gets wrong rejects that transaction, and
   whoever sent it can be answered. None is lost.
2. A message or a version that is not known is refused as such, never read as another.
3. Where the user has supplied schemas, a message is valid by its own or refused. Without, our own checks hold: what is
   required is there, what stands once stands once, days exist, amounts are of their currency.
4. What a message counts is counted; a count or a sum that does not agree is a remark.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from simpul.core.errors import InputError
from simpul.core.payment.message import PaymentMessage
from simpul.core.payment.payment import Payment
from simpul.formats.currencies import currency_decimals
from simpul.formats.iso20022 import answers, statements, transfers
from simpul.formats.iso20022.contents import (
    read_answers,
    read_initiation,
    read_reports,
    read_requests,
    read_returns,
    read_statuses,
    read_transfers,
)
from simpul.formats.iso20022.document import Document, UnknownMessageError, document
from simpul.formats.iso20022.progress import Reading
from simpul.formats.iso20022.schemas import Schemas
from simpul.formats.iso20022.shapes import Shapes
from simpul.formats.iso20022.walking import Said, Table
from simpul.formats.xml import Element, line_of, local_name


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageKind:
    """One message: what its element is called, its table, which versions are read, and how."""

    bodies: tuple[str, ...]
    table: Table
    versions: range
    read: Callable[[Reading, Said], None]


KINDS: Mapping[str, MessageKind] = {
    "pain.001": MessageKind(
        bodies=("CstmrCdtTrfInitn", "pain.001.001.02"),
        table=transfers.INITIATION,
        versions=range(2, 13),
        read=read_initiation,
    ),
    "pacs.008": MessageKind(
        bodies=("FIToFICstmrCdtTrf", "pacs.008.001.01"),
        table=transfers.MESSAGE,
        versions=range(1, 14),
        read=read_transfers,
    ),
    "pacs.009": MessageKind(
        bodies=("FICdtTrf", "FinInstnCdtTrf", "pacs.009.001.01"),
        table=transfers.MESSAGE,
        versions=range(1, 13),
        read=read_transfers,
    ),
    "pacs.004": MessageKind(
        bodies=("PmtRtr", "pacs.004.001.01"), table=answers.RETURNS, versions=range(1, 15), read=read_returns
    ),
    "pacs.002": MessageKind(
        bodies=("FIToFIPmtStsRpt", "pacs.002.001.02"),
        table=answers.STATUSES,
        versions=range(2, 16),
        read=read_statuses,
    ),
    "camt.056": MessageKind(
        bodies=("FIToFIPmtCxlReq",), table=answers.REQUESTS, versions=range(1, 12), read=read_requests
    ),
    "camt.029": MessageKind(
        bodies=("RsltnOfInvstgtn", "camt.029.001.01"), table=answers.ANSWERS, versions=range(1, 14), read=read_answers
    ),
    "camt.052": MessageKind(
        bodies=("BkToCstmrAcctRpt",), table=statements.REPORTS, versions=range(2, 14), read=read_reports
    ),
    "camt.053": MessageKind(
        bodies=("BkToCstmrStmt",), table=statements.REPORTS, versions=range(2, 14), read=read_reports
    ),
    "camt.054": MessageKind(
        bodies=("BkToCstmrDbtCdtNtfctn",), table=statements.REPORTS, versions=range(2, 14), read=read_reports
    ),
}
"""Every message that is read. A version above these is not guessed at."""


SHAPES = Shapes()
"""The shapes of messages that came to this process before."""


def read_iso20022(raw: bytes, *, schemas: Schemas | None = None) -> PaymentMessage:
    """Read a message: pain.001, pacs.002, .004, .008, .009, camt.029, .052, .053, .054 or .056.

    Raises:
        UnknownMessageError: it is another message, or a version that is not known.
        InputError: it is no message, is beyond the bounds, or is not valid by its schema; with the line.
    """
    if schemas is None:
        return SHAPES.read(raw, slowly=read_whole)
    found = document(raw)
    _kind(found)
    schema = schemas.valid(found)
    return replace(SHAPES.read(raw, slowly=read_whole), schema=schema)


def read_whole(raw: bytes) -> PaymentMessage:
    """Read a message by walking all of it, whatever came before.

    Raises:
        UnknownMessageError: it is another message, or a version that is not known.
        InputError: it is no message, or is beyond the bounds; with the line.
    """
    found = document(raw)
    kind = _kind(found)
    body = _body(found, kind)
    reading = Reading(document=found, decimals=currency_decimals())
    said = reading.opened(body, kind.table)
    header = said.get("header")
    if not header or not header.get("message_id"):
        raise InputError(f"<{local_name(body.tag)}> has no id of the message", place=line_of(body))
    reading.header = header
    if moment := header.get("created_at"):
        transfers.moment(moment, place=line_of(body))
    kind.read(reading, said)
    _compare(reading)
    return reading.message()


def _kind(found: Document) -> MessageKind:
    kind = KINDS.get(found.name[:8])
    if kind is None or found.name[8:13] != ".001." or int(found.name[-2:]) not in kind.versions:
        raise UnknownMessageError(found.name, place=line_of(found.element))
    return kind


def _body(found: Document, kind: MessageKind) -> Element:
    element = found.element
    if len(element) == 1 and local_name(element[0].tag) in kind.bodies and _is_of(element[0], found.namespace):
        return element[0]
    said = ", ".join(local_name(each.tag) for each in [*element][:3]) or "nothing"
    reason = f"{found.name} holds <{kind.bodies[0]}>, and here stands {said[:100]}"
    raise InputError(reason, place=line_of(element))


def _is_of(element: Element, namespace: str) -> bool:
    return str(element.tag).startswith(f"{{{namespace}}}")


def _compare(reading: Reading) -> None:
    """Remark a count or a sum that is not that of the transactions."""
    count = len(reading.transactions) + len(reading.rejected)
    told = reading.header.get("count")
    if told is not None and told != str(count):
        reading.remarks.append(f"{told[:15]} transactions told, {count} found")
    total = reading.header.get("sum")
    payments = [each.value for each in reading.transactions if isinstance(each.value, Payment)]
    if total is None or len(payments) != count or len(payments) < 2:
        return
    if _decimal(total) != sum((each.amount.amount for each in payments), Decimal()):
        reading.remarks.append(f"a control sum of {total[:20]} told, another found")


def _decimal(said: str) -> Decimal | None:
    try:
        return Decimal(said)
    except InvalidOperation:
        return None
