"""The chain of acts: appending to it, its checkpoints, and reading it."""

from typing import Any

from sqlalchemy import Row, bindparam, insert, or_, select

from simpul.core.audit import AuditEntry, ChainedEntry, chained
from simpul.core.holding import Checkpoint, HeldEntryOfAudit, Page
from simpul.storage.bodies import decoded, row_hash
from simpul.storage.heads import NODE
from simpul.storage.moments import micros, moment
from simpul.storage.pages import bounded, page_of, position
from simpul.storage.reading import Reading, storable
from simpul.storage.tables.acts import audit, checkpoint
from simpul.storage.writing import Writing

_ADD = insert(audit)
_ADD_CHECKPOINT = insert(checkpoint)
_CHECKPOINTS = select(checkpoint).order_by(checkpoint.c.size)
_LATEST = select(audit.c["index"].label("number"), audit.c.body, audit.c.leaf).order_by(audit.c["index"].desc())
_EARLIER = audit.c["index"] < bindparam("before")
_WITH_TEXT = or_(*(audit.c[name] == bindparam("text") for name in ("act", "actor", "target", "outcome")))


class SqlAuditRows:
    """The chain of acts, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def record(self, entry: AuditEntry) -> int:
        """Append an entry to the chain and to the node's log; give its index."""
        before = self._writing.heads.head(NODE)
        index = before.frontier.size
        body, leaf = chained(entry, index=index, previous=before.last)
        self._writing.often.run(
            _ADD,
            {
                "index": index,
                "at": micros(entry.at),
                "act": entry.act.value,
                "actor": entry.actor,
                "target": entry.target,
                "outcome": entry.outcome.value,
                "body": body,
                "previous": before.last,
                "leaf": leaf,
            },
        )
        self._writing.heads.append(NODE, bytes.fromhex(leaf))
        self._writing.touch("audit")
        return index

    def head(self) -> tuple[int, str]:
        """Give the size and root of the node's log, as the present act has left them."""
        head = self._writing.heads.head(NODE)
        return head.frontier.size, head.root

    def add_checkpoint(self, signed: Checkpoint) -> None:
        """Keep a signed checkpoint of the node's log.

        Raises:
            ConflictError: there is one for this size already.
        """
        self._writing.run(
            _ADD_CHECKPOINT,
            {
                "size": signed.size,
                "root": signed.root,
                "signature": signed.signature,
                "at": micros(signed.at),
                "row_hash": checkpoint_margin(signed),
            },
        )


class SqlCheckpoints:
    """Reads the signed checkpoints of the node's log."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """Give the signed checkpoints, the smallest first."""
        with self._reading.snapshot() as connection:
            return tuple(held_checkpoint(row) for row in connection.execute(_CHECKPOINTS))


def page_of_acts(reading: Reading, *, text: str, after: str, limit: int) -> Page[HeldEntryOfAudit]:
    """Give the acts, latest first; `text` must be an act, an actor, a target or an outcome where given."""
    (before,) = position(after, tuple[int], start=(2**63 - 1,))
    statement = _LATEST.where(_EARLIER).limit(bounded(limit) + 1)
    if text:
        statement = statement.where(_WITH_TEXT)
    with reading.snapshot() as connection:
        rows: list[Row[Any]] = list(connection.execute(statement, storable({"before": before, "text": text})))
        return page_of(rows, limit=bounded(limit), item=held_act, key=lambda row: (row.number,))


def held_act(row: Row[Any]) -> HeldEntryOfAudit:
    """Read a row of the chain.

    Raises:
        TamperedError: its body is no entry.
    """
    entry = decoded(ChainedEntry, row.body, row=f"audit {row.number}").entry
    return HeldEntryOfAudit(index=row.number, leaf=row.leaf, entry=entry)


def held_checkpoint(row: Row[Any]) -> Checkpoint:
    """Read a row of checkpoints."""
    return Checkpoint(size=row.size, root=row.root, signature=row.signature, at=moment(row.at))


def checkpoint_margin(signed: Checkpoint) -> bytes:
    """Give the hash over a checkpoint's columns."""
    return row_hash(signed.size, signed.root, signed.signature, micros(signed.at))
