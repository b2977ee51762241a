"""Drafting requests to other states: kept version by version, changed by their author alone.

Rules:
1. A draft is at all times a case that can be read; one that cannot be read is refused with its place, and not kept.
2. Only its author changes a draft, and only from its latest version: what somebody saved meanwhile is never lost.
3. Who else sees it is decided by its terms, which are ours and never above the author's clearance.
"""

from dataclasses import dataclass

from simpul.core.audit import Act
from simpul.core.authority import Level, Purpose, Sight
from simpul.core.errors import ConflictError, DeniedError, InputError, NotFoundError
from simpul.core.handling import Handling
from simpul.core.holding import Page
from simpul.core.lawdraft import HeldLawDraft, LawDraft, LawVersion
from simpul.core.node import NodeProfile
from simpul.services.ports.law import CaseReader, LawDraftReads
from simpul.services.ports.world import Clock, Ids
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.recording import Recorder

PURPOSES = (Purpose.JUDICIAL_COOPERATION,)


@dataclass(frozen=True, slots=True, kw_only=True)
class LawDrafting:
    """Keeps drafts of requests."""

    node: NodeProfile
    clock: Clock
    ids: Ids
    ledger: Ledger
    reads: LawDraftReads
    cases: CaseReader
    recorder: Recorder

    def begin(self, sight: Sight, document: str, *, level: Level) -> HeldLawDraft:
        """Keep the first version of a draft, under terms of this level.

        Raises:
            DeniedError: the viewer's roles do not include it; recorded.
            InputError: the case cannot be read, or the level is above the author's clearance.
        """
        self.recorder.require_intelligence(sight, Act.LAW_DRAFT)
        if level > sight.viewer.clearance:
            raise InputError("the level is above the author's clearance", place="level")
        handling = Handling(originator=self.node.authority.id, level=level, purposes=PURPOSES)
        return self._keep(sight, self.ids.new_id(), 1, handling, document)

    def save(self, sight: Sight, draft_id: str, document: str, *, version: int) -> HeldLawDraft:
        """Keep the next version of a draft; `version` is the one that was changed.

        Raises:
            DeniedError: the draft is another officer's.
            InputError: the case cannot be read.
            NotFoundError: there is no such draft for the viewer.
            ConflictError: another version was saved meanwhile.
        """
        held = self._own(sight, draft_id)
        return self._keep(sight, draft_id, version + 1, held.draft.handling, document)

    def draft(self, sight: Sight, draft_id: str) -> HeldLawDraft:
        """Give the present version of a draft.

        Raises:
            NotFoundError: there is none for this viewer.
        """
        found = self.reads.draft(sight, draft_id)
        if found is None:
            raise NotFoundError("there is no such draft")
        return found

    def version(self, sight: Sight, draft_id: str, version: int) -> HeldLawDraft:
        """Give one version of a draft.

        Raises:
            NotFoundError: there is none for this viewer.
        """
        found = self.reads.version(sight, draft_id, version)
        if found is None:
            raise NotFoundError("there is no such draft")
        return found

    def versions(self, sight: Sight, draft_id: str) -> tuple[LawVersion, ...]:
        """Give the versions of a draft that the viewer may see, the latest one first."""
        return self.reads.versions(sight, draft_id)

    def page(self, sight: Sight, *, after: str = "", limit: int = 50) -> Page[HeldLawDraft]:
        """Give the drafts that the viewer may see, the one saved last first."""
        return self.reads.drafts(sight, after=after, limit=limit)

    def discard(self, sight: Sight, draft_id: str) -> None:
        """Take a draft away with all its versions; only its author can.

        Raises:
            DeniedError: the draft is another officer's.
            NotFoundError: there is none for this viewer.
        """
        self._own(sight, draft_id)

        def work(tx: Transaction) -> None:
            tx.law_drafts.discard(draft_id)
            self.recorder.done(tx, Act.LAW_DRAFT, actor=sight.viewer.officer, target=draft_id, detail="discarded")

        self.ledger.act(work)

    def note_signature(self, sight: Sight, held: HeldLawDraft, *, digest: str) -> None:
        """Put on record that an officer had the paper of a draft signed; `digest` is that of the signed paper."""
        detail = f"version {held.version}, sha256 {digest}"
        actor = sight.viewer.officer
        self.ledger.act(lambda tx: self.recorder.done(tx, Act.LAW_SIGN, actor=actor, target=held.id, detail=detail))

    def _own(self, sight: Sight, draft_id: str) -> HeldLawDraft:
        self.recorder.require_intelligence(sight, Act.LAW_DRAFT)
        held = self.draft(sight, draft_id)
        if held.author != sight.viewer.officer:
            raise DeniedError("only its author changes a draft")
        return held

    def _keep(self, sight: Sight, draft_id: str, version: int, handling: Handling, document: str) -> HeldLawDraft:
        draft = LawDraft(handling=handling, heading=self.cases.heading(document), document=document)
        officer = sight.viewer.officer
        made = HeldLawDraft(id=draft_id, draft=draft, author=officer, version=version, saved_at=self.clock.now())

        def work(tx: Transaction) -> None:
            present = tx.law_drafts.find(draft_id)
            if (present.version if present else 0) != version - 1:
                raise ConflictError("another version was saved meanwhile; look at it first")
            tx.law_drafts.save(made)
            self.recorder.done(tx, Act.LAW_DRAFT, actor=officer, target=draft_id, detail=f"version {version}")

        self.ledger.act(work)
        return made
