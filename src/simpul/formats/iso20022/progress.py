"""A message that is being read: its transactions so far, the rejected ones, and what is to be remarked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from simpul.core.errors import InputError
from simpul.core.payment.message import PaymentMessage, PlacedTransaction, RejectedTransaction, Transaction
from simpul.core.payment.payment import MOST_UNREAD, MessageForm, References
from simpul.formats.iso20022.document import Document
from simpul.formats.iso20022.walking import Compiled, Said, Table, compiled, opened, paths, walked
from simpul.formats.xml import Element, line_of, local_name

MOST_TRANSACTIONS = 50_000
MOST_REMARKS = 50
OWN_REFERENCES = {
    "InstrId": "instruction",
    "EndToEndId": "end_to_end",
    "TxId": "transaction",
    "UETR": "uetr",
    "OrgnlInstrId": "instruction",
    "OrgnlEndToEndId": "end_to_end",
    "OrgnlTxId": "transaction",
    "OrgnlUETR": "uetr",
}
Make = Callable[[Said, int, tuple[str, ...]], Transaction]


@dataclass(slots=True, kw_only=True)
class Reading:
    """A message that is being read: where it is, and what has been read of it so far."""

    document: Document
    decimals: Mapping[str, int]
    header: Said = field(default_factory=dict)
    transactions: list[PlacedTransaction] = field(default_factory=list)
    rejected: list[RejectedTransaction] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def opened(self, element: Element, table: Table) -> Said:
        """Read an element that holds others to be read one by one; what nobody knows in it is remarked."""
        unread: list[Element] = []
        said = opened(element, self.table(table), unread)
        self.remark(unread, element)
        return said

    def table(self, table: Table) -> Compiled:
        """Give a table for the message's own namespace."""
        return compiled(table, self.document.namespace)

    def each(self, found: list[Element], table: Table, make: Make) -> None:
        """Read transactions one by one; what cannot be read is rejected, and the next one is read."""
        ready = self.table(table)
        for element in found:
            number = len(self.transactions) + len(self.rejected) + 1
            if number > MOST_TRANSACTIONS:
                raise InputError(f"more than {MOST_TRANSACTIONS} transactions", place=line_of(element))
            place = line_of(element)
            try:
                unread: list[Element] = []
                said = walked(element, ready, unread)
                value = make(said, number, paths(unread, element)[:MOST_UNREAD] if unread else ())
            except InputError as refused:
                self.rejected.append(rejection(element, number, place, refused))
                continue
            self.transactions.append(PlacedTransaction(place=place, value=value))

    def remark(self, unread: list[Element], root: Element) -> None:
        """Remark what nobody reads outside of the transactions."""
        for path in paths(unread, root) if unread else ():
            self.remarks.append(f"{path} was not read")

    def message(self) -> PaymentMessage:
        """Give the message as it was read."""
        if not self.transactions and not self.rejected:
            raise InputError("the message has no transaction", place=line_of(self.document.element))
        return PaymentMessage(
            form=MessageForm.ISO_20022,
            name=self.document.name,
            id=self.header.get("message_id", ""),
            created_at=self.header.get("created_at", ""),
            header=self.document.header,
            transactions=tuple(self.transactions),
            rejected=tuple(self.rejected),
            remarks=tuple(self.remarks[:MOST_REMARKS]),
        )


def rejection(element: Element, number: int, place: str, refused: InputError) -> RejectedTransaction:
    """Say which transaction is rejected, and why: a fault with a line of its own stands at that line."""
    inner = refused.place or ""
    where = inner if inner.startswith("line ") or not inner else f"{place}, {inner}"
    return RejectedTransaction(
        number=number, place=where or place, reason=refused.reason[:400], references=_references_of(element)
    )


def _references_of(element: Element) -> References:
    """Find the references of a transaction that cannot be read, for the answer."""
    found: dict[str, str] = {}
    for child in element.iter():
        name = OWN_REFERENCES.get(local_name(child.tag))
        if name and name not in found and child.text and child.text.strip().isprintable():
            found[name] = child.text.strip()[:60]
    return References(**found)
