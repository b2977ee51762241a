"""Partitions: payments of one payer go one way, to one process, in the order in which they were handed in.

Rules:
1. A message belongs to the partition of the account that pays in its first payment. Who pays is known by what patterns
   know the account by (`core.payment.ends`). A message in which nobody is known to pay belongs where its bytes say.
2. A partition has one owner at a time. Each time it changes hands its epoch grows; what an earlier epoch would still
   write is refused (`services.owning`).
3. Who owns what follows from who lives, and is the same whoever works it out: owners keep what they have as long as no
   other has fewer by two, and what has no living owner goes to whoever has fewest.
"""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from simpul.core.errors import InputError
from simpul.core.payment.ends import ends_of
from simpul.core.payment.payment import Payment

MOST_PARTITIONS = 1_024
MOST_OWNER = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One partition as one owner has it: `epoch` counts how often it changed hands."""

    partition: int
    epoch: int

    def __post_init__(self) -> None:
        """Refuse what is no partition."""
        if not 0 <= self.partition < MOST_PARTITIONS or self.epoch < 1:
            raise InputError("not a partition that somebody has", place="partition")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPartition:
    """A partition with the owner that has it, who is empty where nobody does."""

    claim: Claim
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartitionOwner:
    """A process that takes payments: `beat` grows while it lives, and `may_own` are the partitions it is to have."""

    name: str
    beat: int
    may_own: frozenset[int]


def payer_of(payment: Payment) -> str:
    """Give what the account that pays is known by, or nothing."""
    return ends_of(payment).sender


def partition_of(said: str | bytes, partitions: int) -> int:
    """Give the partition of an account, or of the bytes of a message: the same in every process, whenever it is asked.

    Raises:
        InputError: there is no such number of partitions.
    """
    if not 1 <= partitions <= MOST_PARTITIONS:
        raise InputError(f"between 1 and {MOST_PARTITIONS}", place="partitions")
    raw = said.encode() if isinstance(said, str) else said
    return int.from_bytes(hashlib.sha256(raw).digest()[:8]) % partitions


def partitions_in(said: str, partitions: int) -> frozenset[int]:
    """Read which partitions are meant: `all`, or numbers and ranges such as `0-3 7`.

    Raises:
        InputError: it is none of these, or names a partition that there is not.
    """
    if said.strip() == "all":
        return frozenset(range(partitions))
    found: set[int] = set()
    for part in said.split():
        first, dash, last = part.partition("-")
        last = last if dash else first
        if not (part.isascii() and first.isdecimal() and last.isdecimal() and len(part) < 20):
            raise InputError(f"not `all` or numbers and ranges such as 0-3 7: {part[:40]!r}", place="partitions")
        found.update(range(int(first), min(int(last), MOST_PARTITIONS) + 1))
    if not found or max(found) >= partitions:
        raise InputError(f"some of 0 to {partitions - 1}", place="partitions")
    return frozenset(found)


def written_partitions(partitions: Collection[int]) -> str:
    """Write partitions as `partitions_in` reads them."""
    return " ".join(str(each) for each in sorted(partitions))


def assigned(partitions: int, living: Mapping[str, frozenset[int]], held: Mapping[int, str]) -> Mapping[int, str]:
    """Say who is to own each partition; `living` are the owners with what they may own, `held` who has what now.

    A partition that nobody living may own is not among them.
    """
    owners = {each: held[each] for each in range(partitions) if each in living.get(held.get(each, ""), frozenset())}
    load = {name: sum(owner == name for owner in owners.values()) for name in sorted(living)}
    for partition in range(partitions):
        able = [name for name in load if partition in living[name]]
        if partition not in owners and able:
            owners[partition] = min(able, key=lambda name: (load[name], name))
            load[owners[partition]] += 1
    while moved := _moved(owners, living, load):
        partition, to = moved
        load[owners[partition]] -= 1
        load[to] += 1
        owners[partition] = to
    return owners


def _moved(
    owners: Mapping[int, str], living: Mapping[str, frozenset[int]], load: Mapping[str, int]
) -> tuple[int, str] | None:
    """Give a partition that is to go from one who has more to one who has fewer by two, the last such partition."""
    for partition in sorted(owners, reverse=True):
        able = [name for name in load if partition in living[name]]
        to = min(able, key=lambda name: (load[name], name))
        if load[to] + 1 < load[owners[partition]]:
            return partition, to
    return None
