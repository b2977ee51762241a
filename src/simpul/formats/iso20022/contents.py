"""What each message holds, and the order in which it is read: headers, batches, statements, and their transactions."""

from collections.abc import Callable
from functools import partial

from simpul.core.errors import InputError
from simpul.core.payment.message import Transaction
from simpul.core.payment.payment import MOST_UNREAD, Payment
from simpul.formats.iso20022 import answers, statements, transfers
from simpul.formats.iso20022.progress import Make, Reading, rejection
from simpul.formats.iso20022.walking import PASSED, Said, Table, opened, paths, walked
from simpul.formats.xml import Element, line_of


def read_transfers(reading: Reading, said: Said) -> None:
    """Read pacs.008 and pacs.009: a header, and transactions."""
    reading.each(said.get("transactions", []), transfers.TRANSFER, _payments(reading, reading.header, {}))


def read_initiation(reading: Reading, said: Said) -> None:
    """Read pain.001: batches, each of which says something for all of its transactions."""
    dated = int(reading.document.name[-2:]) >= DATED_FROM
    for element in said.get("batches", []):
        batch = reading.opened(element, transfers.DATED_BATCH if dated else transfers.BATCH)
        make = _payments(reading, {**reading.header, "settled_on": batch.get("settled_on", "")}, batch)
        reading.each(batch.pop("transactions", []), transfers.INSTRUCTION, make)


def _payments(reading: Reading, header: Said, batch: Said) -> Make:
    name, decimals = reading.document.name, reading.decimals

    def make(said: Said, number: int, unread: tuple[str, ...]) -> Payment:
        whole = {**batch, **said} if batch else said
        return transfers.payment(whole, name=name, number=number, header=header, decimals=decimals, unread=unread)

    return make


def read_returns(reading: Reading, said: Said) -> None:
    """Read pacs.004: returns, with what the original group says for all."""
    named = partial(answers.payment_return, name=reading.document.name)
    make = _made(reading, named, {**reading.header, **said.get("original", {})})
    reading.each(said.get("transactions", []), answers.RETURN, make)


def read_statuses(reading: Reading, said: Said) -> None:
    """Read pacs.002: the status of a whole message, of transactions, or of both."""
    group: Said = {}
    for element in said.get("of_group", []):
        group = group or walked(element, reading.table(answers.STATUS_OF_GROUP), [])
        if not said.get("transactions") or group.get("status"):
            reading.each([element], answers.STATUS_OF_GROUP, _made(reading, answers.status_report, reading.header))
    reading.each(said.get("transactions", []), answers.STATUS, _made(reading, answers.status_report, group))


def read_requests(reading: Reading, said: Said) -> None:
    """Read camt.056: wishes to cancel whole messages or payments."""
    for element in said.get("underlying", []):
        inside = reading.opened(element, answers.UNDERLYING)
        header = {**reading.header, **said.get("case", {})}
        make = _made(reading, answers.cancellation_request, header)
        reading.each(inside.get("of_group", []), answers.REQUEST_OF_GROUP, make)
        reading.each(inside.get("transactions", []), answers.REQUEST, make)


def read_answers(reading: Reading, said: Said) -> None:
    """Read camt.029: answers for a whole case, for messages, batches or payments."""
    header = {**said.get("case", {}), **{name: said[name] for name in ANSWER_OF_ALL if name in said}}
    make = _made(reading, answers.cancellation_answer, header)
    for element in said.get("details", []):
        inside = reading.opened(element, answers.DETAILS)
        reading.each(inside.get("of_group", []), answers.ANSWER_OF_GROUP, make)
        for batch in inside.get("of_batch", []):
            of_batch = reading.opened(batch, answers.ANSWER_OF_BATCH)
            of_transaction = _made(reading, answers.cancellation_answer, {**header, **of_batch})
            reading.each(of_batch.pop("transactions", []), answers.ANSWER, of_transaction)
        reading.each(inside.get("transactions", []), answers.ANSWER, make)
    if not reading.transactions and not reading.rejected:
        reading.each([reading.document.element[0]], NOTHING, make)


ANSWER_OF_ALL = ("confirmed", "refused", "withdrawn")
NOTHING: Table = dict.fromkeys(answers.ANSWERS, PASSED)


def read_reports(reading: Reading, said: Said) -> None:
    """Read camt.052, .053 and .054: statements, their entries, and the details of these."""
    for element in said.get("statements", []):
        statement = reading.opened(element, statements.STATEMENT)
        coded = int(reading.document.name[-2:]) >= CODED_FROM[reading.document.name[:8]]
        table = statements.CODED_ENTRY if coded else statements.ENTRY
        for found in statement.pop("entries", []):
            _read_entry(reading, found, table, statement)


DATED_FROM = 8
"""From which version on of pain.001 the day asked for is a choice of a day and a moment."""

CODED_FROM = {"camt.052": 8, "camt.053": 8, "camt.054": 8}
"""From which version on the status of an entry is a choice of codes."""


def _read_entry(reading: Reading, element: Element, table: Table, statement: Said) -> None:
    unread: list[Element] = []
    try:
        entry = opened(element, reading.table(table), unread)
        details = [
            each
            for booking in entry.pop("details", [])
            for each in opened(booking, reading.table(statements.BOOKING), unread).get("transactions", [])
        ]
    except InputError as refused:
        number = len(reading.transactions) + len(reading.rejected) + 1
        reading.rejected.append(rejection(element, number, line_of(element), refused))
        return
    outside = paths(unread, element)[:MOST_UNREAD]

    def make(said: Said, number: int, inside: tuple[str, ...]) -> Transaction:
        return statements.account_entry(
            said,
            number=number,
            entry=entry,
            statement=statement,
            decimals=reading.decimals,
            unread=(*outside, *inside)[:MOST_UNREAD],
        )

    if details:
        reading.each(details, statements.DETAIL, make)
    else:
        reading.each([element], NO_DETAIL, make)


NO_DETAIL: Table = dict.fromkeys(statements.ENTRY, PASSED)


def _made(reading: Reading, build: Callable[..., Transaction], header: Said) -> Make:
    def make(said: Said, number: int, unread: tuple[str, ...]) -> Transaction:
        return build(said, number=number, header=header, decimals=reading.decimals, unread=unread)

    return make
