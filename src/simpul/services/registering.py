"""Registering: the node's own register of non-profit organisations is changed by two officers.

Rules:
1. An officer who reads intelligence hands a register in, whole; another one approves or refuses it. Every act and every
   refusal is on record.
2. It stands for payments that are taken after it was approved; what was said of earlier ones stays as it was said.
"""

from dataclasses import dataclass

from simpul.core.audit import Act, commitment
from simpul.core.authority import Sight
from simpul.core.errors import NotFoundError, RefusedError
from simpul.core.ids import Domain, Sealed, seal
from simpul.core.payment.marking import marks_of
from simpul.core.payment.npo import NpoEntry, NpoProposal, NpoRegister, NpoVerdict, check_has_come, check_verdict
from simpul.core.payment.payment import Payment
from simpul.core.payment.rulebook import Verdict
from simpul.services.ports.npos import NpoBook, NpoReads
from simpul.services.ports.world import Clock
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder

MOST_SAID = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class NpoDraft:
    """A register as an officer hands it in."""

    source: str
    as_of: str
    entries: tuple[NpoEntry, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Registering:
    """Shows the register, takes another one in, and lets it stand."""

    clock: Clock
    ledger: Ledger
    reads: NpoReads
    recorder: Recorder

    def book(self, sight: Sight) -> NpoBook:
        """Give the register that stands, and those that wait.

        Raises:
            DeniedError: the officer reads no intelligence.
        """
        self.recorder.require_intelligence(sight, Act.NPO_READ)
        return self.reads.book()

    def proposed(self, sight: Sight, proposal: str) -> Sealed[NpoProposal]:
        """Give a register that was handed in.

        Raises:
            DeniedError: the officer reads no intelligence.
            NotFoundError: there is none.
        """
        self.recorder.require_intelligence(sight, Act.NPO_READ)
        found = self.reads.proposal(proposal)
        if found is None:
            raise NotFoundError("there is no such register")
        return found

    def standing(self) -> NpoRegister:
        """Give the register that stands; who is in it is no secret of anybody's."""
        return self.reads.standing()

    def known_in(self, payment: Payment) -> tuple[tuple[str, NpoEntry], ...]:
        """Give who in a payment is in the register that stands, each with the account."""
        register, marks = self.reads.standing(), marks_of(payment)
        found = ((account, register.entry(account)) for account in dict.fromkeys((marks.payer, marks.payee)))
        return tuple((account, entry) for account, entry in found if entry is not None)

    def propose(self, sight: Sight, draft: NpoDraft) -> Sealed[NpoProposal]:
        """Hand a register in; another officer decides whether it stands.

        Raises:
            DeniedError: the officer reads no intelligence.
            InputError: it has no source or day, or one that has not come, no reason, or contradicts itself.
        """
        self.recorder.require_intelligence(sight, Act.NPO_PROPOSE)
        proposal = NpoProposal(
            source=draft.source.strip(),
            as_of=draft.as_of,
            entries=draft.entries,
            reason=draft.reason.strip(),
            by=sight.viewer.officer,
            at=self.clock.now(),
        )
        check_has_come(proposal, at=proposal.at)
        made = seal(Domain.NPO_PROPOSAL, proposal)

        def proposed(tx: Transaction) -> None:
            tx.npos.propose(made)
            detail = f"{len(proposal.entries)} organisations, {proposal.as_of}"
            self._record(tx, Act.NPO_PROPOSE, sight, made.id, detail)

        self.ledger.act(proposed)
        return made

    def decide(self, sight: Sight, proposal: str, verdict: Verdict, *, reason: str) -> Sealed[NpoVerdict]:
        """Approve or refuse a register that another officer handed in.

        Raises:
            DeniedError: the officer reads no intelligence.
            NotFoundError: there is none.
            RefusedError: it is his or her own, or decided.
            InputError: nothing is said, or it is as of a day that has not come.
        """
        self.recorder.require_intelligence(sight, Act.NPO_DECIDE)
        actor = sight.viewer.officer

        def decided(tx: Transaction) -> Sealed[NpoVerdict]:
            found = tx.npos.proposal(proposal)
            if found is None:
                raise NotFoundError("there is no such register")
            check_verdict(found, tx.npos.verdicts(), by=actor)
            if verdict is Verdict.APPROVED:
                check_has_come(found.value, at=self.clock.now())
            said = NpoVerdict(
                proposal=found.id,
                verdict=verdict,
                reason=reason.strip(),
                by=actor,
                at=self.clock.now(),
                behind=tx.history.last()[0],
            )
            made = seal(Domain.NPO_VERDICT, said)
            tx.npos.decide(made)
            self._record(tx, Act.NPO_DECIDE, sight, made.id, f"{verdict} {found.id}")
            return made

        try:
            return self.ledger.act(decided)
        except RefusedError as refused:
            raise self.recorder.refuse(
                Act.NPO_DECIDE, actor=actor, target=proposal[:MOST_SAID], grounds=refused.grounds, reason=str(refused)
            ) from refused

    def _record(self, tx: Transaction, act: Act, sight: Sight, record: str, detail: str) -> None:
        commits = commitment((record,))
        self.recorder.done(tx, act, actor=sight.viewer.officer, target=record, detail=detail, commits=commits)
