"""Owners of partitions of the payments, and what they own."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, select, update

from simpul.core.payment.partition import (
    MOST_PARTITIONS,
    Claim,
    HeldPartition,
    PartitionOwner,
    partitions_in,
    written_partitions,
)
from simpul.storage.reading import Reading
from simpul.storage.tables.partitions import payment_owner, payment_partition
from simpul.storage.writing import Writing

_OWNERS = select(payment_owner)
_HELD = select(payment_partition).order_by(payment_partition.c.partition)
_BEAT = update(payment_owner).where(payment_owner.c.name == bindparam("which")).values(beat=payment_owner.c.beat + 1)
_MAY_OWN = update(payment_owner).where(payment_owner.c.name == bindparam("which")).values(may_own=bindparam("these"))
_COME = insert(payment_owner)
_GO = delete(payment_owner).where(payment_owner.c.name == bindparam("which"))
_LEAVE = update(payment_partition).where(payment_partition.c.owner == bindparam("which")).values(owner="")
_MOVE = (
    update(payment_partition)
    .where(payment_partition.c.partition == bindparam("which"))
    .values(epoch=bindparam("becomes"), owner=bindparam("goes_to"))
)
_ADD = insert(payment_partition)


class SqlPartitionRows:
    """Owners and what they own, in a transaction."""

    def __init__(self, writing: Writing) -> None:
        """Write with what the transaction shares."""
        self._writing = writing

    def owners(self) -> Mapping[str, PartitionOwner]:
        """Give every owner that has said that it lives, by name."""
        return _owners(self._writing.rows(_OWNERS))

    def held(self) -> Mapping[int, HeldPartition]:
        """Give every partition that somebody ever had."""
        return _held(self._writing.rows(_HELD))

    def live(self, owner: str, may_own: frozenset[int]) -> None:
        """Let an owner say that it lives, and what it may own."""
        these = written_partitions(may_own)
        if not self._writing.run(_BEAT, {"which": owner}):
            self._writing.run(_COME, {"name": owner, "beat": 1, "may_own": these})
        self._writing.run(_MAY_OWN, {"which": owner, "these": these})

    def beat(self, owner: str) -> None:
        """Let an owner that said that it lives say so again."""
        self._writing.run(_BEAT, {"which": owner})

    def forget(self, owner: str) -> None:
        """Take an owner away; what it has is then nobody's."""
        self._writing.run(_LEAVE, {"which": owner})
        self._writing.run(_GO, {"which": owner})

    def put(self, held: HeldPartition) -> None:
        """Keep who has a partition now."""
        number, epoch = held.claim.partition, held.claim.epoch
        if not self._writing.run(_MOVE, {"which": number, "becomes": epoch, "goes_to": held.owner}):
            self._writing.run(_ADD, {"partition": number, "epoch": epoch, "owner": held.owner})


class SqlPartitions:
    """Reads owners and what they own."""

    def __init__(self, reading: Reading) -> None:
        """Read through these readers."""
        self._reading = reading

    def owners(self) -> Mapping[str, PartitionOwner]:
        """Give every owner that has said that it lives, by name."""
        with self._reading.snapshot() as connection:
            return _owners(connection.execute(_OWNERS))

    def held(self) -> Mapping[int, HeldPartition]:
        """Give every partition that somebody ever had."""
        with self._reading.snapshot() as connection:
            return _held(connection.execute(_HELD))


def _owners(rows: Iterable[Row[Any]]) -> dict[str, PartitionOwner]:
    return {
        row.name: PartitionOwner(name=row.name, beat=row.beat, may_own=partitions_in(row.may_own, MOST_PARTITIONS))
        for row in rows
    }


def _held(rows: Iterable[Row[Any]]) -> dict[int, HeldPartition]:
    return {
        row.partition: HeldPartition(claim=Claim(partition=row.partition, epoch=row.epoch), owner=row.owner)
        for row in rows
    }
