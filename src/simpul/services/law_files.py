"""Requests at law, read: lists, one with everything said on it, its papers, the use of what came of it, the figures.

Rules:
1. Whoever may not see a request cannot tell that it is there, in a list, in a figure or by its number.
2. What counts is what both sides hold: a word of ours that waits for a second officer, or that the other side's node
   set aside, is shown, and counts for nothing.
3. What came of a request is used for its offences; for others the other side's consent is on record, or it is refused.
"""

from collections import defaultdict
from dataclasses import dataclass

from simpul.core.audit import Act
from simpul.core.authority import Sight
from simpul.core.cooperation.course import course_of
from simpul.core.cooperation.standings import standing_of
from simpul.core.cooperation.statistics import Statistics, statistics_of
from simpul.core.cooperation.use import Use, use_for
from simpul.core.holding import Direction, Page
from simpul.core.units.holding import Answered
from simpul.core.units.record import HeldRecord, RecordKind, attachment_of, thread_of
from simpul.core.units.requested import LawFile, alone, conveyed, thread_of_records
from simpul.services.ports.units import Units
from simpul.services.ports.writing import Ledger
from simpul.services.recording import Recorder

MOST_SAID = 100
KINDS = (RecordKind.LAW_REQUEST, RecordKind.LAW_WORD, RecordKind.PROSECUTION)
NOT_CONSENTED = "cooperation.not-consented"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawFiles:
    """Shows requests at law."""

    units: Units
    ledger: Ledger
    recorder: Recorder

    def page(
        self, sight: Sight, *, direction: Direction, answered: Answered, after: str = "", limit: int = 50
    ) -> Page[LawFile]:
        """Give the requests that the viewer may see: open ones by their clock, those that ended latest first."""
        kind = RecordKind.LAW_REQUEST
        page = self.units.requests(sight, kind=kind, direction=direction, answered=answered, after=after, limit=limit)
        return Page(items=tuple(self.file_of(sight, each) for each in page.items), after=page.after)

    def file(self, sight: Sight, thread: str) -> LawFile:
        """Show a request with everything said on it; that it was read is on record.

        Raises:
            NotFoundError: there is none for this viewer.
        """
        found = self.found(sight, thread, Act.COOPERATION_READ)
        actor = sight.viewer.officer
        self.ledger.act(lambda tx: self.recorder.done(tx, Act.COOPERATION_READ, actor=actor, target=found.thread))
        return found

    def paper(self, sight: Sight, thread: str, record: str) -> bytes:
        """Give the bytes of the paper that a request or a word on it names; that it was read is on record.

        Raises:
            NotFoundError: there is none for this viewer.
        """
        file = self.file(sight, thread)
        held = next((each for each in file.records if each.id == record and attachment_of(each.value)), None)
        if held is None:
            raise self.recorder.not_there(sight, Act.COOPERATION_READ, target=record[:MOST_SAID], what="request")
        return self.units.content(sight, held.id)

    def use(self, sight: Sight, thread: str, offence: str) -> Use:
        """Use what came of a request for an offence, by its name or code; that it was is on record.

        Raises:
            NotFoundError: there is no such request for this viewer.
            RefusedError: it is for another offence, and no consent to that is on record; recorded too.
        """
        self.recorder.require_intelligence(sight, Act.COOPERATION_USE)
        file = self.found(sight, thread, Act.COOPERATION_USE)
        found, actor = use_for(file.standing, offence), sight.viewer.officer
        if not found.allowed:
            reason = "the other side's consent to use it for this offence is not on record"
            grounds = (NOT_CONSENTED,)
            raise self.recorder.refuse(
                Act.COOPERATION_USE, actor=actor, target=file.thread, grounds=grounds, reason=reason
            )
        detail = f"for {offence}: {found.verdict}"
        act = Act.COOPERATION_USE
        self.ledger.act(lambda tx: self.recorder.done(tx, act, actor=actor, target=file.thread, detail=detail))
        return found

    def statistics(self, sight: Sight) -> Statistics:
        """Give the figures on all requests that the viewer may count, of both sides."""
        by_thread: dict[str, list[HeldRecord]] = defaultdict(list)
        for each in self.units.counted(sight, KINDS):
            by_thread[thread_of(each.value, each.id)].append(each)
        ours = [each.id for held in by_thread.values() for each in held if each.direction is Direction.OWN]
        gone = conveyed(self.units.sendings(ours))
        threads = (thread_of_records(by_thread[each], gone) for each in sorted(by_thread))
        return statistics_of(sight.viewer.authority, (course_of(each) for each in threads if each is not None))

    def found(self, sight: Sight, thread: str, act: Act) -> LawFile:
        """Give a request for an act on it.

        Raises:
            NotFoundError: there is none for this viewer; recorded.
        """
        held = self.units.first(sight, thread[:MOST_SAID], RecordKind.LAW_REQUEST)
        if held is None:
            raise self.recorder.not_there(sight, act, target=thread[:MOST_SAID], what="request")
        return self.file_of(sight, held)

    def file_of(self, sight: Sight, head: HeldRecord) -> LawFile:
        """Give the file of a request that the viewer was shown."""
        thread = thread_of(head.value, head.id)
        records = self.units.thread(sight, thread)
        sendings = self.units.sendings([each.id for each in records])
        counted = thread_of_records(records, conveyed(sendings)) or alone(head)
        return LawFile(
            thread=thread,
            head=head,
            records=records,
            standing=standing_of(counted, at=sight.at),
            sendings=sendings,
        )
