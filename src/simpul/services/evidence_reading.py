"""Reading evidence: what of an item and its chain a viewer may see, its bytes, and what may leave in a file.

Whoever may not see an item cannot tell that it is there: absent and hidden are one answer, on every way in.
"""

from dataclasses import dataclass

from simpul.core.audit import Act
from simpul.core.authority import Sight
from simpul.core.cases.parts import Attachment
from simpul.core.cooperation.custody import custody_of
from simpul.core.cooperation.evidence import CustodyEntry, EvidenceItem
from simpul.core.errors import InputError, NotFoundError
from simpul.core.handling import Action, Context, decide
from simpul.core.holding import Page
from simpul.core.units.evidence import EvidenceFile, entries_of
from simpul.core.units.record import HeldRecord, RecordKind
from simpul.services.ports.units import Units
from simpul.services.ports.writing import Ledger
from simpul.services.recording import Recorder

MOST_SAID = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceReading:
    """Shows evidence."""

    units: Units
    ledger: Ledger
    recorder: Recorder

    def page(self, sight: Sight, *, after: str = "", limit: int = 50) -> Page[EvidenceFile]:
        """Give the items that the viewer may see, latest first."""
        page = self.units.heads(sight, RecordKind.EVIDENCE, after=after, limit=limit)
        return Page(items=tuple(self._file_of(sight, each) for each in page.items), after=page.after)

    def file(self, sight: Sight, item: str) -> EvidenceFile:
        """Show an item with its chain; that it was read is on record.

        Raises:
            NotFoundError: there is none for this viewer.
        """
        found = self.found(sight, item, Act.EVIDENCE_READ)
        self._note(sight, Act.EVIDENCE_READ, found.id)
        return found

    def content(self, sight: Sight, item: str) -> tuple[Attachment, bytes]:
        """Give the bytes of an item where they are attached; that they were read is on record.

        Raises:
            NotFoundError: there is no such item for this viewer, or its bytes are not attached.
        """
        file = self.file(sight, item)
        if file.item.attachment is None:
            raise NotFoundError("there is no such file")
        return file.item.attachment, self.units.content(sight, file.head.id)

    def exported(self, sight: Sight, item: str) -> EvidenceFile:
        """Give an item whose chain may leave in a file; that it left is on record.

        Raises:
            NotFoundError: there is no such item for this viewer.
            RefusedError: the terms of a link forbid it; recorded with the grounds.
        """
        file = self.found(sight, item, Act.EVIDENCE_EXPORT)
        for each in file.records:
            decision = decide(sight.viewer, Action.EXPORT, each.value.handling, Context(at=sight.at))
            if not decision.allowed:
                raise self.recorder.refuse(
                    Act.EVIDENCE_EXPORT,
                    actor=sight.viewer.officer,
                    target=file.id,
                    grounds=decision.grounds,
                    reason="the terms do not allow this export",
                )
        self._note(sight, Act.EVIDENCE_EXPORT, file.id)
        return file

    def found(self, sight: Sight, item: str, act: Act) -> EvidenceFile:
        """Give an item as the viewer may see it, for an act that is recorded by itself.

        Raises:
            NotFoundError: there is none for this viewer; recorded.
        """
        head = self.units.first(sight, item[:MOST_SAID], RecordKind.EVIDENCE)
        if head is None:
            raise self.recorder.not_there(sight, act, target=item[:MOST_SAID], what="item of evidence")
        return self._file_of(sight, head)

    # --- inside -------------------------------------------------------------------------------------------------

    def _file_of(self, sight: Sight, head: HeldRecord) -> EvidenceFile:
        if not isinstance(head.value, EvidenceItem):
            raise InputError("no item of evidence", place="item")
        records = self.units.thread(sight, head.value.link)
        entries = tuple(each for each in records if isinstance(each.value, CustodyEntry) and not each.replaced_by)
        return EvidenceFile(
            head=head,
            entries=entries,
            custody=custody_of(head.value, entries_of(entries), at=sight.at),
            sendings=self.units.sendings([each.id for each in records]),
        )

    def _note(self, sight: Sight, act: Act, item: str) -> None:
        actor = sight.viewer.officer
        self.ledger.act(lambda tx: self.recorder.done(tx, act, actor=actor, target=item))
