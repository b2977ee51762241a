"""Owning partitions of the payments: who owns what is one with what it protects, so that nobody else writes.

Rules:
1. A claim is made in a transaction of the database that keeps the decisions. Its epoch is one more than the last.
2. Every transaction in which an owner decides first looks whether its claims still stand (`FencedLedger`). Writing
   transactions of a node follow one another, so nothing changes hands in the middle of one. An owner that was paused
   and wakes after another took over writes nothing, and that it tried is on record.
3. An owner is dead for another when its beat stood still for a lease, by the other's own clock: clocks are never
   compared. A claim that takes over looks once more at that beat, in its transaction.
4. What an owner lost one partition of, it begins anew: what it still has in hand is not decided.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from simpul.core.audit import Act
from simpul.core.errors import ConflictError
from simpul.core.payment.partition import Claim, HeldPartition, assigned
from simpul.services.ports.partitions import Partitions
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder

T = TypeVar("T")

TAKEN_OVER = "partition.taken-over"
OWNER = "payment-owner"


class TakenOverError(ConflictError):
    """Says that an owner would write what another owns by now; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FencedLedger:
    """A ledger in which nothing is written but under claims that stand in the same transaction."""

    ledger: Ledger
    owner: str
    claims: tuple[Claim, ...]

    def act(self, work: Callable[[Transaction], T]) -> T:
        """Do the work in one transaction, as the ledger does it.

        Raises:
            TakenOverError: another has one of the partitions by now.
        """
        return self.ledger.act(partial(self._fenced, work=work))

    def _fenced(self, tx: Transaction, *, work: Callable[[Transaction], T]) -> T:
        held = tx.partitions.held()
        for claim in self.claims:
            if held.get(claim.partition) != HeldPartition(claim=claim, owner=self.owner):
                now = held.get(claim.partition)
                who = f"epoch {now.claim.epoch} of {now.owner or 'nobody'}" if now else "nobody"
                raise TakenOverError(f"partition {claim.partition}, epoch {claim.epoch}: now {who}")
        tx.partitions.beat(self.owner)
        return work(tx)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owning:
    """Claims partitions for one owner."""

    owner: str
    partitions: int
    may_own: frozenset[int]
    ledger: Ledger
    reads: Partitions
    recorder: Recorder

    def live(self) -> None:
        """Say that this owner lives."""
        self.ledger.act(lambda tx: tx.partitions.live(self.owner, self.may_own))

    def leave(self) -> None:
        """Say that this owner ends; what it has is nobody's."""
        self.ledger.act(lambda tx: tx.partitions.forget(self.owner))

    def due(self, dead: Collection[str]) -> frozenset[int]:
        """Give the partitions that this owner is to have, of those that it may have now, if these owners are dead.

        What a living owner has and is to give up is among them only when it has given it up.
        """
        living = {name: each.may_own for name, each in self.reads.owners().items() if name not in dead}
        held = {number: each.owner for number, each in self.reads.held().items()}
        wanted = assigned(self.partitions, living | {self.owner: self.may_own}, held)
        free = {number for number in wanted if held.get(number, "") not in living.keys() - {self.owner}}
        return frozenset(number for number in free if wanted[number] == self.owner)

    def claim(self, wanted: Collection[int], dead: Mapping[str, int]) -> tuple[Claim, ...]:
        """Take these partitions, but what another has who lives; `dead` are owners with the beat they stood still at.

        What this owner had besides is nobody's then. Each claim is a new epoch, and on record.
        """
        return self.ledger.act(partial(self._claimed, wanted=frozenset(wanted), dead=dead))

    def note_refused(self, refused: TakenOverError) -> None:
        """Put on record that this owner would have written what another owns."""
        self.ledger.act(
            lambda tx: self.recorder.refused(
                tx, Act.PAYMENT_OWN, actor=OWNER, target=self.owner, grounds=(TAKEN_OVER,), detail=str(refused)
            )
        )

    def _claimed(self, tx: Transaction, *, wanted: frozenset[int], dead: Mapping[str, int]) -> tuple[Claim, ...]:
        beats = {name: each.beat for name, each in tx.partitions.owners().items()}
        living = {name for name, beat in beats.items() if dead.get(name) != beat} - {self.owner}
        for name in beats.keys() - living - {self.owner}:
            tx.partitions.forget(name)
        held, claims = tx.partitions.held(), []
        for number, each in held.items():
            if each.owner == self.owner and number not in wanted:
                tx.partitions.put(HeldPartition(claim=each.claim, owner=""))
        for number in sorted(wanted):
            before = held.get(number)
            if before and before.owner in living:
                continue
            claim = Claim(partition=number, epoch=before.claim.epoch + 1 if before else 1)
            tx.partitions.put(HeldPartition(claim=claim, owner=self.owner))
            claims.append(claim)
            self._note(tx, claim, before.owner if before else "")
        tx.partitions.live(self.owner, self.may_own)
        return tuple(claims)

    def _note(self, tx: Transaction, claim: Claim, before: str) -> None:
        detail = f"{self.owner}, epoch {claim.epoch}, before it {before or 'nobody'}"
        self.recorder.done(tx, Act.PAYMENT_OWN, actor=OWNER, target=f"partition {claim.partition}", detail=detail)
