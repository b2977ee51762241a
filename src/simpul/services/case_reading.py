"""Reading cases: what of a case a viewer may see, its files, and what of it may leave in a file.

Whoever may not see a case cannot tell that it is there: absent and hidden are one answer, on every way in.
"""

from dataclasses import dataclass

from simpul.core.audit import Act
from simpul.core.authority import Sight
from simpul.core.cases.case import CaseEntry, CaseHead
from simpul.core.cases.parts import Attachment
from simpul.core.errors import NotFoundError
from simpul.core.handling import Action, Context, decide
from simpul.core.holding import Page
from simpul.core.units.holding import CaseFile
from simpul.core.units.record import HeldRecord, RecordKind
from simpul.services.ports.units import Units
from simpul.services.ports.writing import Ledger
from simpul.services.recording import Recorder

MOST_SAID = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What of a case may leave in a file: its entries that stand, how many of them stay here, and why nothing may."""

    entries: tuple[CaseEntry, ...]
    kept_back: int
    grounds: tuple[str, ...]


def leaving_of(sight: Sight, file: CaseFile) -> Leaving:
    """Say what of a case this viewer may take out in a file, by the terms of the case and of each entry."""
    context = Context(at=sight.at)
    entries = [each.value for each in file.entries if isinstance(each.value, CaseEntry) and not each.replaced_by]
    allowed = [each for each in entries if decide(sight.viewer, Action.EXPORT, each.handling, context).allowed]
    decision = decide(sight.viewer, Action.EXPORT, file.case.handling, context)
    return Leaving(
        entries=tuple(allowed),
        kept_back=len(entries) - len(allowed),
        grounds=() if decision.allowed else tuple(decision.grounds),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReading:
    """Shows cases."""

    units: Units
    ledger: Ledger
    recorder: Recorder

    def page(self, sight: Sight, *, after: str = "", limit: int = 50) -> Page[HeldRecord]:
        """Give the cases that the viewer may see, latest first."""
        return self.units.heads(sight, RecordKind.CASE, after=after, limit=limit)

    def file(self, sight: Sight, case: str) -> CaseFile:
        """Show a case; that it was read is on record.

        Raises:
            NotFoundError: there is none for this viewer.
        """
        found = self.found(sight, case, Act.CASE_READ)
        actor = sight.viewer.officer
        self.ledger.act(lambda tx: self.recorder.done(tx, Act.CASE_READ, actor=actor, target=case))
        return found

    def content(self, sight: Sight, case: str, entry: str) -> tuple[Attachment, bytes]:
        """Give a file of a case; that it was read is on record.

        Raises:
            NotFoundError: there is none for this viewer.
        """
        file = self.file(sight, case)
        for each in file.entries:
            attachment = each.value.attachment if isinstance(each.value, CaseEntry) else None
            if each.id == entry and attachment is not None:
                return attachment, self.units.content(sight, entry)
        raise NotFoundError("there is no such file")

    def exported(self, sight: Sight, case: str, *, form: str) -> tuple[CaseHead, tuple[CaseEntry, ...]]:
        """Give what of a case may leave in a file: its head, and the entries that stand and whose terms allow it.

        Raises:
            NotFoundError: there is none for this viewer.
            RefusedError: the terms of the case forbid it; recorded with the grounds.
        """
        file, recorder = self.found(sight, case, Act.CASE_EXPORT), self.recorder
        leaving, actor = leaving_of(sight, file), sight.viewer.officer
        if leaving.grounds:
            reason = "the terms do not allow this export"
            raise recorder.refuse(Act.CASE_EXPORT, actor=actor, target=case, grounds=leaving.grounds, reason=reason)
        self.ledger.act(lambda tx: recorder.done(tx, Act.CASE_EXPORT, actor=actor, target=case, detail=form))
        return file.case, leaving.entries

    def found(self, sight: Sight, case: str, act: Act) -> CaseFile:
        """Give a case as the viewer may see it, for an act that is recorded by itself.

        Raises:
            NotFoundError: there is none for this viewer; recorded.
        """
        head = self.units.first(sight, case[:MOST_SAID], RecordKind.CASE)
        if head is None:
            raise self.recorder.not_there(sight, act, target=case[:MOST_SAID], what="case")
        records = self.units.thread(sight, case)
        entries = tuple(each for each in records if isinstance(each.value, CaseEntry))
        sendings = self.units.sendings([each.id for each in records])
        return CaseFile(head=head, entries=entries, sendings=sendings)
