"""Asking another state for a person or for evidence, and being asked: requests, words on them, and the clocks.

Rules:
1. What lacks an item that an article makes mandatory, or leaves the flag of politicisation unanswered, is not sent as a
   formal request; every item is named with its article. A preliminary one may still lack what it likes.
2. A named official signs. A request and every word is a record, kept first and then sent; where a second officer is
   needed it is sent when he or she has approved it, and counts from then on.
3. A word is said where the request stands so, by whose turn of saying it is (`core.cooperation.course`), and never
   earlier than what its author knew.
4. A refused extradition on which a duty to prosecute follows is sent together with the record of that duty.
5. Without a moment the answer is due in business days of the requested state; the request says how they were counted.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from simpul.core.audit import Act
from simpul.core.authority import AuthorityId, Sight, state_of
from simpul.core.cases.freezing import Urgency
from simpul.core.cases.parts import Attachment, MediaType, check_content
from simpul.core.cooperation.clocks import ANSWER_WITHIN, CONSULTATION_AT_LEAST, end_of
from simpul.core.cooperation.course import CONSULTED, STANDS_ELSEWHERE, counts_late, course_of, gave_opinion
from simpul.core.cooperation.kinds import (
    AssuranceMatter,
    Cited,
    HelpKind,
    Manner,
    ProsecutionOutcome,
    RefusalGround,
)
from simpul.core.cooperation.reading import DutyToProsecute, ReadCase
from simpul.core.cooperation.request import Arrest, Counted, LawRequest, Stage
from simpul.core.cooperation.word import LawWord, Prosecution, Word
from simpul.core.errors import ConflictError, DeniedError, InputError
from simpul.core.handling import Handling
from simpul.core.holding import Partner
from simpul.core.units.record import HeldRecord, thread_of
from simpul.core.units.requested import LawFile, thread_of_records
from simpul.services.conveying import Conveying, Kept, SendState
from simpul.services.law_clocks import note_overdue, wind
from simpul.services.law_files import MOST_SAID, LawFiles
from simpul.services.law_fitting import fault_in_hearing, not_before, require_follows_on, terms_of_word
from simpul.services.ports.cooperation import Calendars, CaseReader
from simpul.services.ports.writing import Ledger, Transaction

LACKS = "cooperation.lacks-mandatory"
FLAG_UNANSWERED = "cooperation.flag-unanswered"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFile:
    """A PDF with its name."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class LawDraft:
    """What an officer sends as a request: the case byte for byte, the signed paper, the terms, and by when.

    `preliminary` is the thread of the preliminary request that this one, as the formal one, follows on.
    """

    recipient: AuthorityId
    content: bytes
    handling: Handling
    requested_authority: str
    signed_by: str = ""
    stage: Stage = Stage.FORMAL
    arrest: Arrest = Arrest.NOT_ASKED
    urgency: Urgency = Urgency.ROUTINE
    urgency_reason: str = ""
    answer_by: datetime | None = None
    paper: PaperFile | None = None
    preliminary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LawSaying:
    """What an officer says on a request; which of the fields a word takes says `core.cooperation.word.SHAPES`."""

    word: Word
    text: str = ""
    answers: str = ""
    ground: RefusalGround | None = None
    cited: tuple[Cited, ...] = ()
    authority: str = ""
    on: date | None = None
    place: str = ""
    due_at: datetime | None = None
    matter: AssuranceMatter | None = None
    manner: Manner | None = None
    outcome: ProsecutionOutcome | None = None
    offences: tuple[str, ...] = ()
    paper: PaperFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """What was done: the thread, the record's id, and whether it has gone."""

    thread: str
    record: str
    state: SendState


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A word that is to be kept: on which request, with which paper, and which duties follow on it."""

    file: LawFile
    word: LawWord
    paper: PaperFile | None
    duties: tuple[DutyToProsecute, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LawRequests:
    """Asks, answers, and keeps the clocks."""

    conveying: Conveying
    files: LawFiles
    cases: CaseReader
    calendars: Calendars
    ledger: Ledger

    def looked_at(self, content: bytes) -> ReadCase:
        """Read a case: its margin, what it lacks before it may be sent, and which duties follow on a refusal.

        Raises:
            InputError: it is not a case, with the place of what is wrong.
        """
        return self.cases.read(content)

    def ask(self, sight: Sight, draft: LawDraft) -> Put:
        """Send a request, or keep it for the second officer who has to approve it.

        Raises:
            DeniedError: the viewer reads no intelligence.
            InputError: it is no request, or its terms are not ours, or above the author's clearance.
            RefusedError: a mandatory item is missing or a flag unanswered, there is no link, or the terms forbid it;
                recorded, with each item among the grounds.
            NotFoundError: the preliminary request is not there for this viewer.
            ConflictError: the preliminary request has its formal one already, or was withdrawn.
        """
        act, world = Act.COOPERATION_ASK, self.conveying.dispatching
        world.recorder.require_intelligence(sight, act)
        partner = self.conveying.partner(sight, draft.recipient, act=act, target="")
        read = self.cases.read(draft.content)
        if draft.stage is Stage.FORMAL:
            self._require_complete(sight, read)
        earlier = self.files.found(sight, draft.preliminary, act) if draft.preliminary else None
        request = self._request(sight, draft, read, earlier)
        require_follows_on(request, earlier)
        self.conveying.require_could_go(sight, request.handling, partner, act)
        return self.ledger.act(lambda tx: self._ask(tx, sight, request, draft, partner))

    def say(self, sight: Sight, thread: str, saying: LawSaying) -> Put:
        """Say something on a request.

        Raises:
            DeniedError: the viewer reads no intelligence.
            NotFoundError: there is no such request for this viewer.
            InputError: the word lacks what it needs, or has what is none of it.
            ConflictError: it is not ours to say, not where the request stands, or no consultation came before.
            RefusedError: the terms do not let it go to the other side; recorded.
        """
        act = Act.COOPERATION_SAY
        self.conveying.dispatching.recorder.require_intelligence(sight, act)
        file = self.files.found(sight, thread, act)
        partner = self.conveying.partner(sight, file.other, act=act, target=file.thread)
        word = self._word(file, saying)
        self.conveying.require_could_go(sight, word.handling, partner, act)
        said = _Said(file=file, word=word, paper=saying.paper, duties=self._duties(file, word))
        return self.ledger.act(lambda tx: self._say(tx, sight, said, partner))

    def approve(self, sight: Sight, record: str) -> Put:
        """Approve a request or a word that waits for a second officer, and send it when enough have.

        Raises:
            NotFoundError: there is nothing like it for this viewer that waits.
            DeniedError: the viewer wrote it.
            ConflictError: the request has gone on since it was written, so that it would change what counted meanwhile.
        """
        act, recorder = Act.COOPERATION_SAY, self.conveying.dispatching.recorder
        recorder.require_intelligence(sight, act)
        found = self.ledger.act(lambda tx: tx.units.find([record[:MOST_SAID]])).get(record)
        thread = record if found is None else thread_of(found.value, found.id)
        file = self.files.found(sight, thread, act)
        held = next((each for each in file.records if each.id == record), None)
        if held is None:
            raise recorder.not_there(sight, act, target=record[:MOST_SAID], what="request")
        if held not in file.waiting:
            raise ConflictError("it has gone already, or is not ours to send")
        if held.author == sight.viewer.officer:
            raise DeniedError("nobody approves what he or she wrote")
        partner = self.conveying.partner(sight, file.other, act=act, target=record)
        self.conveying.require_could_go(sight, held.value.handling, partner, act)
        return self.ledger.act(lambda tx: self._approve(tx, sight, file, record, partner))

    def wind_clocks(self) -> int:
        """Note which clocks have run out; give how many they are."""
        world = self.conveying.dispatching
        return self.ledger.act(lambda tx: note_overdue(tx, world.recorder, world.clock.now()))

    # --- inside -------------------------------------------------------------------------------------------------

    def _require_complete(self, sight: Sight, read: ReadCase) -> None:
        if read.is_complete:
            return
        items = [f"{LACKS}:{each.item}" for each in read.lacking]
        grounds = tuple(dict.fromkeys([*items, *(f"{FLAG_UNANSWERED}:{each}" for each in read.unanswered)]))
        recorder, actor = self.conveying.dispatching.recorder, sight.viewer.officer
        reason = "the request lacks what it must say before it is sent"
        raise recorder.refuse(Act.COOPERATION_ASK, actor=actor, target="", grounds=grounds, reason=reason)

    def _request(self, sight: Sight, draft: LawDraft, read: ReadCase, earlier: LawFile | None) -> LawRequest:
        world = self.conveying.dispatching
        at = not_before(world.clock.now(), earlier)
        answer_by, counted = self._due(draft, read, at)
        return LawRequest(
            originator=world.node.authority.id,
            recipient=draft.recipient,
            stage=draft.stage,
            kind=read.kind,
            requesting=read.requesting,
            requested=read.requested,
            reference=read.reference,
            title=read.title,
            authority=read.authority or world.node.authority.name,
            requested_authority=draft.requested_authority,
            treaty=read.treaty,
            offences=read.offences,
            content=_text_of(draft.content),
            arrest=draft.arrest,
            urgency=draft.urgency,
            answer_by=answer_by,
            counted=counted,
            handling=self.conveying.own_terms(sight, draft.handling),
            written_at=at,
            salt=world.ids.new_id(),
            signed_by=draft.signed_by,
            urgency_reason=draft.urgency_reason or read.urgency_reason,
            paper=_attachment(draft.paper),
            supersedes=earlier.thread if earlier else "",
        )

    def _due(self, draft: LawDraft, read: ReadCase, at: datetime) -> tuple[datetime, Counted]:
        """Give by when an answer is asked for: as the officer or the case says, else in business days over there."""
        if draft.answer_by is not None:
            return draft.answer_by, Counted.NAMED
        if read.deadline is not None:
            return datetime.combine(read.deadline, time(), at.tzinfo) + timedelta(days=1), Counted.NAMED
        today = at.date()
        calendar = self.calendars.of(state_of(draft.recipient), today.year, today.year + 1)
        return end_of(calendar.after(today, ANSWER_WITHIN[draft.urgency])), calendar.counted

    def _word(self, file: LawFile, saying: LawSaying) -> LawWord:
        world = self.conveying.dispatching
        at, due_at = not_before(world.clock.now(), file), saying.due_at
        if saying.word is Word.CONSULTATION:
            least = at + CONSULTATION_AT_LEAST
            if due_at is not None and due_at < least:
                raise InputError(f"gives {CONSULTATION_AT_LEAST.days} days at least", place="word.due_at")
            due_at = due_at or least
        return LawWord(
            originator=world.node.authority.id,
            request=file.thread,
            word=saying.word,
            handling=terms_of_word(file, world.node.authority.id),
            written_at=at,
            salt=world.ids.new_id(),
            text=saying.text,
            answers=saying.answers,
            ground=saying.ground,
            cited=tuple(map(self._read, saying.cited)),
            authority=saying.authority,
            on=saying.on,
            place=saying.place,
            due_at=due_at,
            matter=saying.matter,
            manner=saying.manner,
            outcome=saying.outcome,
            offences=saying.offences,
            paper=_attachment(saying.paper),
        )

    def _read(self, cited: Cited) -> Cited:
        """Give an article with the hash of its text, where that is at hand: what somebody types has none."""
        return replace(cited, text_sha256=self.cases.read_in_text(cited.instrument, cited.article))

    def _ask(self, tx: Transaction, sight: Sight, request: LawRequest, draft: LawDraft, partner: Partner) -> Put:
        contents = {0: draft.paper.content} if draft.paper else {}
        detail = f"of {request.recipient}: {request.kind}, {request.stage}"
        kept = Kept(
            values=[request], author=sight.viewer.officer, act=Act.COOPERATION_ASK, detail=detail, contents=contents
        )
        record = self.conveying.keep(tx, kept)[0].id
        return self._go(tx, sight, thread_of(request, record), record, partner)

    def _duties(self, file: LawFile, word: LawWord) -> tuple[DutyToProsecute, ...]:
        """Give the duties to prosecute that follow on a word: on a refused extradition, those of its case."""
        if word.word is not Word.REFUSED or file.request.kind is not HelpKind.EXTRADITION:
            return ()
        return self.cases.read(file.request.content.encode()).duties

    def _say(self, tx: Transaction, sight: Sight, said: _Said, partner: Partner) -> Put:
        file, word, author = said.file, said.word, sight.viewer.officer
        self._require_follows(tx, file, word)
        contents = {0: said.paper.content} if said.paper else {}
        detail = f"{word.word} on {file.thread}"
        kept = Kept(values=[word], author=author, act=Act.COOPERATION_SAY, detail=detail, contents=contents)
        record = self.conveying.keep(tx, kept)[0].id
        if said.duties:
            opened = self._prosecution(said, refusal=record)
            detail = f"prosecution on {file.thread}"
            self.conveying.keep(tx, Kept(values=[opened], author=author, act=Act.COOPERATION_SAY, detail=detail))
        return self._go(tx, sight, file.thread, record, partner)

    def _require_follows(self, tx: Transaction, file: LawFile, word: LawWord) -> None:
        """Let a word be said where it counts, by everything that is here at this moment."""
        thread = thread_of_records(tx.units.thread(file.thread), tx.units.taken(file.thread, file.other))
        if thread is None:
            raise ConflictError("the request has not gone yet")
        course = course_of(thread)
        fault = course.fault_in(word)
        if not fault and word.word in CONSULTED and not gave_opinion(word, course.said):
            fault = fault_in_hearing(file, word)
        if fault:
            raise ConflictError(fault)

    def _approve(self, tx: Transaction, sight: Sight, file: LawFile, record: str, partner: Partner) -> Put:
        """Let what waited go where it still counts: it is as old as when it was written, and must change no past."""
        records, gone = tx.units.thread(file.thread), tx.units.taken(file.thread, file.other)
        going = gone | {record, *(each.id for each in _beside(tx, file.thread, record))}
        before, after = thread_of_records(records, gone), thread_of_records(records, going)
        if before is not None and after is not None and not counts_late(before, after, record):
            raise ConflictError(STANDS_ELSEWHERE)
        return self._go(tx, sight, file.thread, record, partner)

    def _prosecution(self, said: _Said, *, refusal: str) -> Prosecution:
        """Give the record of the duty to prosecute that a refusal opens."""
        return Prosecution(
            originator=said.word.originator,
            request=said.file.thread,
            refusal=refusal,
            duties=tuple(each.cited for each in said.duties),
            handling=said.word.handling,
            written_at=said.word.written_at,
            salt=self.conveying.dispatching.ids.new_id(),
            words=next((each.words for each in said.duties if each.words), ""),
        )

    def _go(self, tx: Transaction, sight: Sight, thread: str, record: str, partner: Partner) -> Put:
        """Send a record with what belongs to it, or note the approval; what has gone moves the clocks."""
        held = [tx.units.find([record])[record], *_beside(tx, thread, record)]
        state = self.conveying.send_or_await(tx, sight, held, partner, act=Act.COOPERATION_SAY)
        if state is SendState.SENT:
            world = self.conveying.dispatching
            wind(tx, thread, us=world.node.authority.id, at=world.clock.now())
        return Put(thread=thread, record=record, state=state)


def _beside(tx: Transaction, thread: str, refusal: str) -> list[HeldRecord]:
    """Give the record of the duty to prosecute that goes with a refusal."""
    records = tx.units.thread(thread)
    return [each for each in records if isinstance(each.value, Prosecution) and each.value.refusal == refusal]


def _attachment(paper: PaperFile | None) -> Attachment | None:
    """Give what a record says of a paper.

    Raises:
        InputError: it is no PDF, or too large.
    """
    if paper is None:
        return None
    check_content(paper.content, MediaType.PDF)
    digest = hashlib.sha256(paper.content).hexdigest()
    return Attachment(name=paper.name, media_type=MediaType.PDF, size=len(paper.content), digest=digest)


def _text_of(content: bytes) -> str:
    """Give the case as text, byte for byte.

    Raises:
        InputError: it is not UTF-8.
    """
    try:
        return content.decode()
    except UnicodeDecodeError as exc:
        raise InputError(f"not UTF-8 at byte {exc.start}", place="request.content") from exc
