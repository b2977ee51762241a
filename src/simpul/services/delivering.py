"""Delivering: keeping what partners say about what we sent.

Rules:
1. A receipt counts only when the partner's log of the link, at the size it names, has the root that ours has there,
   and when it names the envelope that we sent under that number. Else the two nodes do not hold the same: recorded,
   shown, and the link's cursor stays.
2. Receipts, cursor, contact and audit entry are one transaction.
3. That a partner set an envelope aside is recorded as a refusal of its own: somebody has to ask why. What it held of
   a request at law counts on neither side.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from simpul.core.audit import Act, commitment
from simpul.core.authority import AuthorityId
from simpul.core.errors import ConflictError, TamperedError
from simpul.core.exchange import Receipt, SignedReceipt
from simpul.services.law_clocks import rewind
from simpul.services.ports.peering import ProvenReceipt
from simpul.services.ports.world import Clock
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivering:
    """Settles what was delivered, and notes what hinders delivery."""

    clock: Clock
    ledger: Ledger
    recorder: Recorder

    def settle(self, peer: AuthorityId, receipts: Sequence[ProvenReceipt]) -> None:
        """Keep receipts and move the cursor of the link.

        Raises:
            TamperedError: a receipt contradicts our own log of the link; those before it are kept.
        """
        if receipts:
            contradiction = self.ledger.act(lambda tx: self._settle(tx, peer, receipts))
            if contradiction:
                raise TamperedError(contradiction)

    def note_trouble(self, peer: AuthorityId, trouble: str) -> None:
        """Keep, in words, why nothing can be delivered at the moment."""
        self.ledger.act(lambda tx: tx.peers.note_contact(peer, at=self.clock.now(), error=trouble))

    def _settle(self, tx: Transaction, peer: AuthorityId, receipts: Sequence[ProvenReceipt]) -> str:
        """Keep the receipts up to the first that contradicts our log, and say what it contradicts."""
        at, kept, contradiction = self.clock.now(), [], ""
        for item in receipts:
            contradiction = _kept(tx, peer, item, at)
            if contradiction:
                self._record_contradiction(tx, peer, item.receipt, contradiction)
                break
            kept.append(item.receipt)
        tx.peers.note_contact(peer, at=at, error=contradiction)
        self._record(tx, peer, kept)
        return contradiction

    def _record(self, tx: Transaction, peer: AuthorityId, kept: Sequence[SignedReceipt]) -> None:
        if kept:
            self.recorder.done(
                tx,
                Act.ENVELOPE_SETTLE,
                actor=f"peer:{peer}",
                target=peer,
                detail=f"{min(item.number for item in kept)} to {max(item.number for item in kept)}",
                commits=commitment(item.envelope for item in kept),
            )
        for item in kept:
            if item.outcome is Receipt.SET_ASIDE:
                self.recorder.refused(
                    tx,
                    Act.ENVELOPE_SETTLE,
                    actor=f"peer:{peer}",
                    target=item.envelope,
                    grounds=("envelope.set-aside",),
                    detail=f"number {item.number}",
                )
                rewind(tx, peer, item.number, at=self.clock.now())

    def _record_contradiction(self, tx: Transaction, peer: AuthorityId, receipt: SignedReceipt, what: str) -> None:
        self.recorder.refused(
            tx,
            Act.ENVELOPE_SETTLE,
            actor=f"peer:{peer}",
            target=receipt.envelope,
            grounds=("envelope.log-diverged",),
            detail=what,
        )


def _kept(tx: Transaction, peer: AuthorityId, item: ProvenReceipt, at: datetime) -> str:
    """Keep one receipt, or say how it contradicts our log of the link."""
    receipt = item.receipt
    try:
        if tx.links.out_root(peer, receipt.log_size) != receipt.log_root:
            return f"the log that {peer} keeps of our first {receipt.log_size} envelopes is not the one that we keep"
        tx.links.settle(receipt, signed=item.signed, at=at)
    except ConflictError as conflict:
        return f"{peer} gave a receipt for what we did not send (was this node set back?): {conflict}"
    return ""
