"""Links: outbox, inbox, the log of each direction, receipts, and what was refused, in a transaction.

1. Envelopes of a link are numbered from 1 without gaps; number n is leaf n-1 of the link's log.
2. Each row keeps the root of the log after it, so that the root at every earlier size can be given.
3. The cursor of a link is the number up to which every envelope has its receipt.
"""

from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from simpul.core.authority import AuthorityId
from simpul.core.errors import ConflictError
from simpul.core.exchange import Receipt, SignedReceipt
from simpul.core.holding import OutgoingEnvelope, Quarantined
from simpul.core.log import EMPTY_ROOT
from simpul.storage.bodies import row_hash
from simpul.storage.heads import envelope_leaf, log_in, log_out
from simpul.storage.moments import micros
from simpul.storage.tables.exchange import inbox, link, outbox, quarantine, receipt
from simpul.storage.writing import Writing

_SEND = insert(outbox)
_TAKE = insert(inbox)
_SETTLE = insert(receipt)
_ASIDE = insert(quarantine)
_OUT = select(outbox.c.id, outbox.c.root).where(
    outbox.c.peer == bindparam("of_peer"), outbox.c.number == bindparam("which")
)
_IN = select(inbox.c.envelope, inbox.c.outcome).where(
    inbox.c.peer == bindparam("of_peer"), inbox.c.number == bindparam("which")
)
_RECEIVED = select(receipt.c.number).where(
    receipt.c.peer == bindparam("of_peer"), receipt.c.number == bindparam("which")
)
_CURSOR = select(link.c.settled).where(link.c.peer == bindparam("of_peer"))
_MOVE = update(link).where(link.c.peer == bindparam("of_peer")).values(settled=bindparam("up_to"))
_FOLLOWING = (
    select(receipt.c.number)
    .where(receipt.c.peer == bindparam("of_peer"), receipt.c.number > bindparam("which"))
    .order_by(receipt.c.number)
)
_BEGIN = insert(link)


class SqlLinkRows:
    """The links with peers, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def next_number(self, peer: AuthorityId) -> int:
        """Give the number of the next envelope to the peer, counting from 1."""
        return self._writing.heads.head(log_out(peer)).frontier.size + 1

    def queue(self, envelope: OutgoingEnvelope, *, at: datetime) -> None:
        """Put an envelope into the outbox and its id into the log of the link out.

        Raises:
            ConflictError: its number is not the next one.
        """
        peer = envelope.recipient
        if envelope.number != self.next_number(peer):
            raise ConflictError(f"{self.next_number(peer)} is the next number to {peer}, not {envelope.number}")
        root = self._writing.heads.append(log_out(peer), envelope_leaf(envelope.id)).root
        row = {"peer": peer, "number": envelope.number, "id": envelope.id, "frame": envelope.frame, "at": micros(at)}
        margin = row_hash(peer, envelope.number, envelope.id, envelope.frame, micros(at), root)
        self._writing.run(_SEND, {**row, "root": root, "row_hash": margin})
        self._writing.touch("links", f"outbox:{peer}")

    def settle(self, receipt: SignedReceipt, *, signed: bytes, at: datetime) -> None:
        """Keep a verified receipt and move the cursor of its link; a receipt that came before changes nothing.

        Raises:
            ConflictError: it speaks of an envelope that we did not send.
        """
        peer = receipt.recipient
        sent = self._writing.one(_OUT, {"of_peer": peer, "which": receipt.number})
        if sent is None or sent.id != receipt.envelope or receipt.sender != self._writing.authority:
            raise ConflictError(f"no envelope {receipt.number} to {peer} is the one of this receipt")
        if self._writing.one(_RECEIVED, {"of_peer": peer, "which": receipt.number}) is None:
            self._writing.run(_SETTLE, receipt_row(receipt, signed=signed, at=micros(at)))
            self._move_cursor(peer)
            self._writing.touch("links")

    def out_root(self, peer: AuthorityId, size: int) -> str:
        """Give the root of the log of the link out at this size, to compare with a receipt.

        Raises:
            ConflictError: the log was never of this size.
        """
        if size == 0:
            return EMPTY_ROOT.hex()
        row = self._writing.one(_OUT, {"of_peer": peer, "which": size})
        if row is None:
            raise ConflictError(f"the log of the link to {peer} is not of the size {size}")
        return str(row.root)

    def expected(self, peer: AuthorityId) -> int:
        """Give the number of the next envelope that is to come from the peer."""
        return self._writing.heads.head(log_in(peer)).frontier.size + 1

    def taken(self, peer: AuthorityId, number: int) -> tuple[str, Receipt] | None:
        """Give the id and outcome of the envelope that came under this number, if one did."""
        row = self._writing.one(_IN, {"of_peer": peer, "which": number})
        return None if row is None else (row.envelope, Receipt(row.outcome))

    def take(
        self, peer: AuthorityId, number: int, *, envelope_id: str, outcome: Receipt, at: datetime
    ) -> tuple[int, str]:
        """Note that an envelope came, in the inbox and the log of the link in; give that log's size and root.

        Raises:
            ConflictError: its number is not the next one, or the envelope came before.
        """
        if number != self.expected(peer):
            raise ConflictError(f"{self.expected(peer)} is the next number from {peer}, not {number}")
        head = self._writing.heads.append(log_in(peer), envelope_leaf(envelope_id))
        margin = row_hash(peer, number, envelope_id, outcome.value, micros(at), head.root)
        row = {"peer": peer, "number": number, "envelope": envelope_id, "outcome": outcome.value, "at": micros(at)}
        self._writing.run(_TAKE, {**row, "root": head.root, "row_hash": margin})
        self._writing.touch("links")
        return head.frontier.size, head.root

    def in_log(self, peer: AuthorityId) -> tuple[int, str]:
        """Give the size and root of the log of the link in."""
        head = self._writing.heads.head(log_in(peer))
        return head.frontier.size, head.root

    def set_aside(self, item: Quarantined) -> None:
        """Keep what was refused, as evidence; at most `Limits.max_evidence_bytes` of its bytes."""
        row = {
            "id": item.id,
            "link": item.link,
            "reason": _printable(item.reason),
            "place": _printable(item.place),
            "evidence": item.evidence[: self._writing.limits.max_evidence_bytes],
            "size": item.size,
            "at": micros(item.at),
        }
        self._writing.run(_ASIDE, {**row, "row_hash": row_hash(*row.values())})
        self._writing.touch("quarantine")

    def _move_cursor(self, peer: AuthorityId) -> None:
        row = self._writing.one(_CURSOR, {"of_peer": peer})
        if row is None:
            self._writing.run(_BEGIN, new_link(peer))
        before = settled = 0 if row is None else int(row.settled)
        for following in self._writing.rows(_FOLLOWING, {"of_peer": peer, "which": settled}):
            if following.number != settled + 1:
                break
            settled += 1
        if settled != before:
            self._writing.run(_MOVE, {"of_peer": peer, "up_to": settled})


def new_link(peer: AuthorityId) -> dict[str, object]:
    """Give the row of a link on which nothing has happened."""
    return {"peer": peer, "settled": 0, "last_contact": None, "last_error": "", "last_error_at": None}


def receipt_row(settled: SignedReceipt, *, signed: bytes, at: int) -> dict[str, object]:
    """Give the row of a receipt."""
    row: dict[str, object] = {
        "peer": settled.recipient,
        "number": settled.number,
        "envelope": settled.envelope,
        "outcome": settled.outcome.value,
        "log_size": settled.log_size,
        "log_root": settled.log_root,
        "received_at": micros(settled.received_at),
        "signed": signed,
        "at": at,
    }
    return {**row, "row_hash": row_hash(*row.values())}


def _printable(text: str) -> str:
    """Give the text without what a database cannot hold: it may repeat what a stranger sent."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")
