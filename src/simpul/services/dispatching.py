"""Dispatching: a draft becomes a sealed report, and a report becomes an envelope for one recipient.

Each claim becomes an assertion, the tree over them is padded (`core.report`), and the whole is signed. What one
recipient gets is what `decide` allows to be sent to it, claim by claim. All of it inside the caller's transaction.
"""

from dataclasses import dataclass

from simpul.core.assertion import Assertion, may_replace
from simpul.core.audit import Act, commitment
from simpul.core.authority import AuthorityId, OfficerId, Sight
from simpul.core.draft import ReportDraft, asserted
from simpul.core.errors import ConflictError
from simpul.core.exchange import MessageKind
from simpul.core.handling import Action, Context, Decision, Handling, decide
from simpul.core.holding import Change, Direction, Partner
from simpul.core.ids import Domain, Sealed, seal
from simpul.core.log import root_of
from simpul.core.node import NodeProfile
from simpul.core.report import Disclosure, Report, SignedReport, arranged_leaves, leaf_count, may_replace_report
from simpul.services.ports.world import Clock, Envelopes, Ids, NodeKeys, Payloads
from simpul.services.ports.writing import Transaction
from simpul.services.recording import Recorder


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatching:
    """Seals reports and queues envelopes."""

    node: NodeProfile
    clock: Clock
    ids: Ids
    keys: NodeKeys
    envelopes: Envelopes
    payloads: Payloads
    recorder: Recorder

    def record(
        self, tx: Transaction, sight: Sight, draft: ReportDraft, *, author: OfficerId
    ) -> tuple[SignedReport, tuple[Sealed[Assertion], ...]]:
        """Seal and keep the report of a draft, with its audit entry and what is to be screened.

        Raises:
            ConflictError: what it supersedes or retracts is not there, or not ours.
        """
        at = self.clock.now()
        assertions = tuple(
            seal(Domain.ASSERTION, asserted(claim, draft, at=at, salt=self.ids.new_id())) for claim in draft.claims
        )
        signed = self._signed(draft, assertions)
        self._replace(tx, signed.report, assertions)
        tx.reports.add(signed, assertions, direction=Direction.OWN, author=author, at=at)
        tx.screening.queue(tx.screening.profiles_of_report(signed.report.id))
        self.recorder.done(
            tx,
            Act.REPORT_RELEASE,
            actor=sight.viewer.officer,
            target=signed.report.id,
            detail=f"to {', '.join(draft.recipients) or 'nobody'}",
            commits=commitment([signed.report.id, *(item.id for item in assertions)]),
        )
        return signed, assertions

    def _signed(self, draft: ReportDraft, assertions: tuple[Sealed[Assertion], ...]) -> SignedReport:
        padding = self.ids.padding(leaf_count(len(assertions)) - len(assertions))
        leaves = arranged_leaves(assertions, padding=padding)
        report = seal(
            Domain.REPORT,
            Report(
                originator=self.node.authority.id,
                kind=draft.kind,
                title=draft.title,
                summary=draft.summary,
                grading=draft.grading,
                handling=draft.handling,
                written_at=self.clock.now(),
                root=root_of(leaves).hex(),
                salt=self.ids.new_id(),
                legal_basis=draft.legal_basis,
                supersedes=draft.supersedes,
                retracts=draft.retracts,
            ),
        )
        return SignedReport(report=report, signature=self.keys.sign(report.body), leaves=leaves)

    def _replace(self, tx: Transaction, report: Sealed[Report], assertions: tuple[Sealed[Assertion], ...]) -> None:
        for earlier_id, how in ((report.value.supersedes, Change.CHANGED), (report.value.retracts, Change.REMOVED)):
            if earlier_id:
                earlier = tx.reports.report(earlier_id)
                if earlier is None or not may_replace_report(report.value, earlier=earlier.signed.report.value):
                    raise ConflictError("only its originator replaces a report")
                tx.reports.replace_report(earlier_id, by=report.id, how=how)
        for assertion in assertions:
            replace_earlier_assertion(tx, assertion)

    def dispatch(
        self,
        tx: Transaction,
        sight: Sight,
        signed: SignedReport,
        assertions: tuple[Sealed[Assertion], ...],
        partner: Partner,
        *,
        approvals: tuple[OfficerId, ...],
    ) -> None:
        """Queue one envelope with what the recipient may see of the report."""
        recipient = partner.introduction.authority.id
        shown = tuple(
            item
            for item in assertions
            if self.decide_sending(sight, item.value.handling, recipient, approvals=approvals).allowed
        )
        at = self.clock.now()
        envelope = self.envelopes.seal(
            self.payloads.encode(Disclosure(signed=signed, assertions=shown)),
            kind=MessageKind.REPORT,
            recipient=partner.introduction,
            number=tx.links.next_number(recipient),
            at=at,
        )
        tx.links.queue(envelope, at=at)

    def _context(self, recipient: AuthorityId, approvals: tuple[OfficerId, ...]) -> Context:
        return Context(
            at=self.clock.now(),
            recipient=recipient,
            approvals=approvals,
            two_officers_from=self.node.two_officers_from,
        )

    def decide_sending(
        self, sight: Sight, terms: Handling, recipient: AuthorityId, *, approvals: tuple[OfficerId, ...]
    ) -> Decision:
        """Say whether the officer may send what has these terms to the recipient."""
        return decide(sight.viewer, Action.SEND, terms, self._context(recipient, approvals))


def replace_earlier_assertion(tx: Transaction, later: Sealed[Assertion]) -> None:
    """Note what an assertion supersedes or retracts, where that is held.

    Raises:
        ConflictError: the earlier one is another originator's or about another subject.
    """
    for earlier_id, how in ((later.value.supersedes, Change.CHANGED), (later.value.retracts, Change.REMOVED)):
        held = tx.reports.assertions([earlier_id]).get(earlier_id) if earlier_id else None
        if held is not None:
            if not may_replace(later.value, earlier=held.assertion.value):
                raise ConflictError("only its originator replaces an assertion")
            tx.reports.replace_assertion(earlier_id, by=later.id, how=how)
