"""Sharing: from a draft to a report that its named recipients have.

The steps of a release, in order:
1. the draft is there for this officer;
2. every recipient is a partner we have a link with;
3. `decide` allows sending the report's head to each recipient; one refusal refuses the whole release, recorded;
4. where a second officer is needed, this call is one approval, bound to the exact text; the release waits;
5. each claim becomes an assertion, the tree is padded and signed;
6. in one transaction: report, assertions, one envelope a recipient with what `decide` lets it see, the audit entry,
   and what is to be screened.

Out of scope: how envelopes travel (peers), what the partner does with them (receiving).
"""

from dataclasses import dataclass
from enum import StrEnum

from simpul.core.audit import Act
from simpul.core.authority import INTELLIGENCE_ROLES, AuthorityId, OfficerId, Sight
from simpul.core.draft import Claim, HeldDraft, ReportDraft
from simpul.core.errors import ConflictError, DeniedError, InputError, NotFoundError
from simpul.core.handling import Decision, Handling
from simpul.core.holding import Direction, Page, Partner
from simpul.core.node import NodeProfile
from simpul.services.dispatching import Dispatching
from simpul.services.ports.reading import Drafts, Links, Reports
from simpul.services.ports.world import Clock, Ids
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder


class ReleaseState(StrEnum):
    """How far a release has come."""

    RELEASED = "released"
    AWAITING_SECOND_OFFICER = "awaiting-second-officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What a release did. `sent_to` names who got an envelope; `report` is empty while it waits."""

    state: ReleaseState
    report: str = ""
    sent_to: tuple[AuthorityId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPreview:
    """One claim, and whether a partner would see it."""

    claim: Claim
    decision: Decision

    @property
    def will_be_seen(self) -> bool:
        """Whether the partner gets it, a second officer's approval granted."""
        return self.decision.allowed or self.decision.lacks_only_second_officer


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerPreview:
    """What one partner would get of a draft, what it would not, and why."""

    partner: AuthorityId
    name: str
    decision: Decision
    claims: tuple[ClaimPreview, ...]

    @property
    def will_be_sent(self) -> bool:
        """Whether the partner gets the report at all, a second officer's approval granted."""
        return self.decision.allowed or self.decision.lacks_only_second_officer

    @property
    def seen(self) -> tuple[ClaimPreview, ...]:
        """The claims that the partner gets."""
        return tuple(item for item in self.claims if self.will_be_sent and item.will_be_seen)

    @property
    def withheld(self) -> tuple[ClaimPreview, ...]:
        """The claims that the partner does not get."""
        return tuple(item for item in self.claims if not (self.will_be_sent and item.will_be_seen))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """Writes drafts and releases reports."""

    node: NodeProfile
    clock: Clock
    ids: Ids
    ledger: Ledger
    dispatching: Dispatching
    drafts: Drafts
    reports: Reports
    links: Links
    recorder: Recorder

    def save(self, sight: Sight, draft: ReportDraft, *, draft_id: str = "") -> str:
        """Keep a draft, new or changed, and give its id; only its author changes it.

        Raises:
            DeniedError: the viewer writes no reports, or the draft is another officer's.
            InputError: the terms are not ours, or above the author's clearance.
            NotFoundError: there is no such draft for the viewer.
        """
        self.recorder.require_intelligence(sight, Act.REPORT_DRAFT)
        self._check_own_terms(sight, draft)
        if draft_id and self.draft(sight, draft_id).author != sight.viewer.officer:
            raise DeniedError("only its author changes a draft")
        kept = draft_id or self.ids.new_id()

        def work(tx: Transaction) -> None:
            tx.drafts.save(kept, draft, author=sight.viewer.officer, at=self.clock.now())
            self.recorder.done(tx, Act.REPORT_DRAFT, actor=sight.viewer.officer, target=kept)

        self.ledger.act(work)
        return kept

    def draft(self, sight: Sight, draft_id: str) -> HeldDraft:
        """Give a draft.

        Raises:
            NotFoundError: there is none for this viewer.
        """
        found = self.drafts.draft(sight, draft_id)
        if found is None:
            raise NotFoundError("there is no such draft")
        return found

    def page_of_drafts(self, sight: Sight, *, after: str = "", limit: int = 50) -> Page[HeldDraft]:
        """Give the drafts that the viewer may see, latest first."""
        return self.drafts.drafts(sight, after=after, limit=limit)

    def discard(self, sight: Sight, draft_id: str) -> None:
        """Take a draft away; only its author can.

        Raises:
            NotFoundError: there is none for this viewer.
            DeniedError: it is another officer's.
        """
        if self.draft(sight, draft_id).author != sight.viewer.officer:
            raise DeniedError("only its author discards a draft")

        def work(tx: Transaction) -> None:
            tx.drafts.discard(draft_id)
            self.recorder.done(tx, Act.REPORT_DISCARD, actor=sight.viewer.officer, target=draft_id)

        self.ledger.act(work)

    def preview(self, sight: Sight, draft: ReportDraft) -> tuple[PartnerPreview, ...]:
        """Say for each partner, named or not, what it would see of the draft, what not, and why."""
        return tuple(self._previewed(sight, draft, partner) for partner in self.links.partners())

    def approve(self, sight: Sight, draft_id: str) -> HeldDraft:
        """Approve the draft as it reads now; another officer than its author does.

        Raises:
            NotFoundError: there is none for this viewer.
            RefusedError: the viewer is its author, or releases nothing.
        """
        held = self.draft(sight, draft_id)
        for recipient in held.draft.recipients:
            decision = self.dispatching.decide_sending(sight, held.draft.handling, recipient, approvals=())
            if not (decision.allowed or decision.lacks_only_second_officer):
                raise self._refusal(sight, draft_id, decision.grounds)
        if held.author == sight.viewer.officer:
            raise self.recorder.refuse(
                Act.REPORT_APPROVE,
                actor=sight.viewer.officer,
                target=draft_id,
                grounds=("release.own-text",),
                reason="nobody approves his own text",
            )
        self.ledger.act(lambda tx: self._approve(tx, sight, held))
        return self.draft(sight, draft_id)

    def release(self, sight: Sight, draft_id: str, *, to: tuple[AuthorityId, ...] | None = None) -> Release:
        """Release a draft to the recipients that it names, or keep it as a report of our own when it names none.

        Raises:
            NotFoundError: there is no such draft for the viewer.
            RefusedError: the rules refuse it for a recipient; recorded with the grounds.
            ConflictError: what it supersedes or retracts is not there, or not ours.
        """
        held = self.draft(sight, draft_id)
        recipients = held.draft.recipients if to is None else to
        partners = self._partners(sight, draft_id, recipients)
        approvals = self._approvals_with(sight, held)
        waits = False
        for recipient in recipients:
            decision = self.dispatching.decide_sending(sight, held.draft.handling, recipient, approvals=approvals)
            waits = waits or decision.lacks_only_second_officer
            if not decision.allowed and not decision.lacks_only_second_officer:
                raise self._refusal(sight, draft_id, decision.grounds)
        if waits:
            self.ledger.act(lambda tx: self._wait(tx, sight, held))
            return Release(state=ReleaseState.AWAITING_SECOND_OFFICER)
        return self.ledger.act(lambda tx: self._release(tx, sight, held, partners, approvals))

    def record(self, sight: Sight, draft: ReportDraft) -> str:
        """Keep a report of our own without sending it, and give its id: for imports and notes.

        Raises:
            DeniedError: the viewer writes no reports.
            InputError: the terms are not ours, or above the viewer's clearance.
        """
        self.recorder.require_intelligence(sight, Act.REPORT_RELEASE)
        self._check_own_terms(sight, draft)
        return self.ledger.act(
            lambda tx: self.dispatching.record(tx, sight, draft, author=sight.viewer.officer)[0].report.id
        )

    def send(self, sight: Sight, report_id: str, to: AuthorityId) -> Release:
        """Send a report of our own, kept before, to a recipient that its terms name.

        Raises:
            NotFoundError: there is no such report of ours for the viewer.
            RefusedError: the rules refuse it; recorded with the grounds.
        """
        held = self.reports.report(sight, report_id)
        if held is None or held.direction is not Direction.OWN:
            raise NotFoundError("there is no such report of ours")
        partner = self._partners(sight, report_id, (to,))[0]
        terms = held.signed.report.value.handling
        decision = self.dispatching.decide_sending(sight, terms, to, approvals=())
        if not decision.allowed:
            raise self._refusal(sight, report_id, decision.grounds)
        assertions = tuple(item.assertion for item in self.reports.assertions_in(sight, report_id))

        def work(tx: Transaction) -> None:
            self.dispatching.dispatch(tx, sight, held.signed, assertions, partner, approvals=())
            self.recorder.done(tx, Act.REPORT_RELEASE, actor=sight.viewer.officer, target=report_id, detail=f"to {to}")

        self.ledger.act(work)
        return Release(state=ReleaseState.RELEASED, report=report_id, sent_to=(to,))

    # --- inside -------------------------------------------------------------------------------------------------

    def _check_own_terms(self, sight: Sight, draft: ReportDraft) -> None:
        us = self.node.authority.id
        for place, terms in (("draft.handling", draft.handling), *_terms_of_claims(draft)):
            if terms.originator != us or terms.contributors:
                raise InputError("the terms of our report are ours", place=place)
            if terms.level > sight.viewer.clearance:
                raise InputError("the level is above the author's clearance", place=f"{place}.level")

    def _previewed(self, sight: Sight, draft: ReportDraft, partner: Partner) -> PartnerPreview:
        peer = partner.introduction.authority
        return PartnerPreview(
            partner=peer.id,
            name=peer.name,
            decision=self.dispatching.decide_sending(sight, draft.handling, peer.id, approvals=()),
            claims=tuple(
                ClaimPreview(
                    claim=claim,
                    decision=self.dispatching.decide_sending(sight, draft.terms_of(claim), peer.id, approvals=()),
                )
                for claim in draft.claims
            ),
        )

    def _partners(self, sight: Sight, target: str, recipients: tuple[AuthorityId, ...]) -> tuple[Partner, ...]:
        found = []
        for recipient in recipients:
            partner = self.links.partner(recipient)
            if partner is None or partner.suspended:
                raise self.recorder.refuse(
                    Act.REPORT_RELEASE,
                    actor=sight.viewer.officer,
                    target=target,
                    grounds=("release.no-link",),
                    reason=f"there is no link with {recipient}",
                )
            found.append(partner)
        return tuple(found)

    def _refusal(self, sight: Sight, target: str, grounds: tuple[str, ...]) -> Exception:
        return self.recorder.refuse(
            Act.REPORT_RELEASE,
            actor=sight.viewer.officer,
            target=target,
            grounds=grounds,
            reason="the terms do not allow this release",
        )

    def _approvals_with(self, sight: Sight, held: HeldDraft) -> tuple[OfficerId, ...]:
        if sight.viewer.officer == held.author or not set(sight.viewer.roles) & INTELLIGENCE_ROLES:
            return held.approvals
        return tuple(dict.fromkeys((*held.approvals, sight.viewer.officer)))

    def _approve(self, tx: Transaction, sight: Sight, held: HeldDraft) -> None:
        officer = sight.viewer.officer
        tx.drafts.approve(held.id, held.draft.digest, officer=officer, at=self.clock.now())
        self.recorder.done(tx, Act.REPORT_APPROVE, actor=officer, target=held.id, detail=held.draft.digest)

    def _wait(self, tx: Transaction, sight: Sight, held: HeldDraft) -> None:
        if sight.viewer.officer != held.author:
            self._approve(tx, sight, held)
        self.recorder.refused(
            tx,
            Act.REPORT_RELEASE,
            actor=sight.viewer.officer,
            target=held.id,
            grounds=("release.needs-second-officer",),
        )

    def _release(
        self,
        tx: Transaction,
        sight: Sight,
        held: HeldDraft,
        partners: tuple[Partner, ...],
        approvals: tuple[OfficerId, ...],
    ) -> Release:
        present = tx.drafts.find(held.id)
        if present is None or present.draft != held.draft:
            raise ConflictError("the draft has changed; look at it again")
        signed, assertions = self.dispatching.record(tx, sight, held.draft, author=held.author)
        for partner in partners:
            self.dispatching.dispatch(tx, sight, signed, assertions, partner, approvals=approvals)
        tx.drafts.discard(held.id)
        return Release(
            state=ReleaseState.RELEASED,
            report=signed.report.id,
            sent_to=tuple(partner.introduction.authority.id for partner in partners),
        )


def _terms_of_claims(draft: ReportDraft) -> tuple[tuple[str, Handling], ...]:
    return tuple(
        (f"draft.claims[{index}].handling", claim.handling)
        for index, claim in enumerate(draft.claims)
        if claim.handling is not None
    )
