"""Asking to freeze and being asked: requests, words on them, and the clocks that both sides see.

Rules:
1. A request and every word on it is a record of its own, kept first and then sent; where a second officer is needed it
   is sent when he or she has approved it.
2. An officer decides. What a request holds meanwhile is `withholding`'s; a machine says nothing on a request.
3. Whoever may not see a request cannot tell that it is there, nor that something is held for it.
4. That an answer is overdue is noted once, on both sides, by the same signed moment.
"""

from dataclasses import dataclass
from datetime import datetime

from simpul.core.audit import Act
from simpul.core.authority import AuthorityId, Sight
from simpul.core.cases.freezing import (
    ANSWER_WITHIN,
    FOLLOWS,
    HOLDING,
    OPEN,
    FreezeRequest,
    FreezeTarget,
    FreezeWord,
    RefusalGround,
    Standing,
    Urgency,
    Word,
    may_say,
    standing_of,
)
from simpul.core.cases.matching import key_of
from simpul.core.errors import ConflictError, DeniedError, InputError
from simpul.core.grading import Grading
from simpul.core.handling import Handling
from simpul.core.holding import Direction, Page, Partner
from simpul.core.ids import Sealed
from simpul.core.payment.freezing import LegalBasis
from simpul.core.payment.keeping import PaymentLine
from simpul.core.units.holding import Answered, FreezeClock, FreezeFile
from simpul.core.units.record import HeldRecord, RecordKind
from simpul.services.conveying import Conveying, Kept, SendState
from simpul.services.following import may_see
from simpul.services.ports.payments import PaymentDesk
from simpul.services.ports.units import Units
from simpul.services.ports.writing import Ledger, Transaction
from simpul.services.withholding import Withholding

MOST_SAID = 100
MOST_AT_ONCE = 200
MOST_HELD_FOR = 200
"""Payments held for one request that are given at once."""

NODE = "node"


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeDraft:
    """What an officer writes of a request; without a moment the answer is due as the urgency says."""

    recipient: AuthorityId
    target: FreezeTarget
    legal_basis: LegalBasis
    authority: str
    urgency: Urgency
    freeze_until: datetime
    reason: str
    grading: Grading
    handling: Handling
    answer_by: datetime | None = None
    case: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What an officer says on a request."""

    word: Word
    text: str = ""
    ground: RefusalGround | None = None
    legal_basis: LegalBasis | None = None
    authority: str = ""
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOn:
    """What saying something did: the record's id, whether it has gone, and how many payments were decided by it."""

    record: str
    state: SendState
    payments: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeRequests:
    """Asks, answers, and keeps the clocks."""

    conveying: Conveying
    withholding: Withholding
    ledger: Ledger
    units: Units
    desk: PaymentDesk

    def page(
        self, sight: Sight, *, direction: Direction, answered: Answered, after: str = "", limit: int = 50
    ) -> Page[FreezeFile]:
        """Give the requests that the viewer may see: those that wait by their clock, answered ones latest first."""
        kind = RecordKind.FREEZE_REQUEST
        page = self.units.requests(sight, kind=kind, direction=direction, answered=answered, after=after, limit=limit)
        return Page(items=tuple(self._file_of(sight, each) for each in page.items), after=page.after)

    def file(self, sight: Sight, request: str) -> FreezeFile:
        """Show a request with everything said on it; that it was read is on record.

        Raises:
            NotFoundError: there is none for this viewer.
        """
        found = self._found(sight, request, Act.FREEZE_READ)
        actor, recorder = sight.viewer.officer, self.conveying.dispatching.recorder
        self.ledger.act(lambda tx: recorder.done(tx, Act.FREEZE_READ, actor=actor, target=request))
        return found

    def held_for(self, sight: Sight, request: str, *, limit: int = MOST_HELD_FOR) -> tuple[PaymentLine, ...]:
        """Give the latest payments that were held for a request, as far as the viewer may see them."""
        return self.desk.for_request(sight, request, limit=limit)

    def ask(self, sight: Sight, draft: FreezeDraft) -> SaidOn:
        """Ask a partner to freeze, and give the request's id.

        Raises:
            DeniedError: the viewer reads no intelligence.
            InputError: it is no request, its terms are not ours, or above the author's clearance.
            RefusedError: there is no link, or the terms do not let it go there; recorded.
        """
        world = self.conveying.dispatching
        world.recorder.require_intelligence(sight, Act.FREEZE_ASK)
        partner = self.conveying.partner(sight, draft.recipient, act=Act.FREEZE_ASK, target="")
        at = world.clock.now()
        request = FreezeRequest(
            originator=world.node.authority.id,
            recipient=draft.recipient,
            target=draft.target,
            legal_basis=draft.legal_basis,
            authority=draft.authority,
            urgency=draft.urgency,
            answer_by=draft.answer_by or at + ANSWER_WITHIN[draft.urgency],
            freeze_until=draft.freeze_until,
            reason=draft.reason,
            grading=draft.grading,
            handling=self.conveying.own_terms(sight, draft.handling),
            written_at=at,
            salt=world.ids.new_id(),
            case=draft.case,
        )
        self.conveying.require_could_go(sight, request.handling, partner, Act.FREEZE_ASK)
        return self.ledger.act(lambda tx: self._ask(tx, sight, request, partner))

    def say(self, sight: Sight, request: str, saying: Saying) -> SaidOn:
        """Say something on a request: answer it, ask for more, add to it, withdraw it, lift a freeze.

        Raises:
            DeniedError: the viewer reads no intelligence.
            NotFoundError: there is no such request for this viewer.
            ConflictError: it is not ours to say, or not where the request stands.
            RefusedError: the terms do not let it go to the other side; recorded.
        """
        self.conveying.dispatching.recorder.require_intelligence(sight, Act.FREEZE_SAY)
        file = self._found(sight, request, Act.FREEZE_SAY)
        us, asked = self.conveying.dispatching.node.authority.id, file.asked
        if not may_say(asked, saying.word, us):
            raise ConflictError("that is for the other side to say")
        other = asked.recipient if file.is_ours else asked.originator
        partner = self.conveying.partner(sight, other, act=Act.FREEZE_SAY, target=request)
        word = self._word(file, saying, other)
        self.conveying.require_could_go(sight, word.handling, partner, Act.FREEZE_SAY)
        return self.ledger.act(lambda tx: self._say(tx, sight, file, word, partner))

    def approve(self, sight: Sight, record: str) -> SaidOn:
        """Approve a request or a word that waits for a second officer, and send it when enough have.

        Raises:
            NotFoundError: there is nothing like it for this viewer that waits.
            DeniedError: the viewer wrote it.
        """
        world = self.conveying.dispatching
        world.recorder.require_intelligence(sight, Act.FREEZE_SAY)
        thread = self._thread_of(sight, record)
        file = self._found(sight, thread, Act.FREEZE_SAY)
        held = next((each for each in (file.request, *file.words) if each.id == record), None)
        if held is None:
            raise world.recorder.not_there(sight, Act.FREEZE_SAY, target=record[:MOST_SAID], what="request")
        if held.direction is not Direction.OWN or any(each.record == record for each in file.sendings):
            raise ConflictError("it has gone already, or is not ours to send")
        if held.author == sight.viewer.officer:
            raise DeniedError("nobody approves what he or she wrote")
        other = file.asked.recipient if file.is_ours else file.asked.originator
        partner = self.conveying.partner(sight, other, act=Act.FREEZE_SAY, target=record)
        self.conveying.require_could_go(sight, held.value.handling, partner, Act.FREEZE_SAY)
        return self.ledger.act(lambda tx: SaidOn(record=record, state=self._approve(tx, sight, held, partner)))

    def wind_clocks(self) -> int:
        """Note which answers are overdue; give how many they are."""
        return self.ledger.act(self._wound)

    # --- inside -------------------------------------------------------------------------------------------------

    def _found(self, sight: Sight, request: str, act: Act) -> FreezeFile:
        held = self.units.first(sight, request[:MOST_SAID], RecordKind.FREEZE_REQUEST)
        if held is None:
            recorder = self.conveying.dispatching.recorder
            raise recorder.not_there(sight, act, target=request[:MOST_SAID], what="request")
        return self._file_of(sight, held)

    def _file_of(self, sight: Sight, held: HeldRecord) -> FreezeFile:
        records = self.units.thread(sight, held.id)
        words = tuple(each for each in records if isinstance(each.value, FreezeWord))
        if not isinstance(held.value, FreezeRequest):
            raise InputError("no request to freeze", place="request")
        return FreezeFile(
            request=held,
            words=words,
            standing=standing_of(held.value, sealed_words(words), at=sight.at),
            sendings=self.units.sendings([each.id for each in records]),
        )

    def _thread_of(self, sight: Sight, record: str) -> str:
        found = self.ledger.act(lambda tx: tx.units.find([record[:MOST_SAID]])).get(record)
        if found is None:
            raise self.conveying.dispatching.recorder.not_there(
                sight, Act.FREEZE_SAY, target=record[:MOST_SAID], what="request"
            )
        return found.value.request if isinstance(found.value, FreezeWord) else found.id

    def _word(self, file: FreezeFile, saying: Saying, other: AuthorityId) -> FreezeWord:
        world, asked = self.conveying.dispatching, file.asked.handling
        terms = Handling(
            originator=world.node.authority.id,
            level=asked.level,
            tlp=asked.tlp,
            releasable_to=(other,),
            purposes=asked.purposes,
            retain_until=asked.retain_until,
        )
        return FreezeWord(
            originator=world.node.authority.id,
            request=file.request.id,
            word=saying.word,
            handling=terms,
            written_at=world.clock.now(),
            salt=world.ids.new_id(),
            text=saying.text,
            ground=saying.ground,
            legal_basis=saying.legal_basis,
            authority=saying.authority,
            expires_at=saying.expires_at,
        )

    def _ask(self, tx: Transaction, sight: Sight, request: FreezeRequest, partner: Partner) -> SaidOn:
        kept = Kept(values=[request], author=sight.viewer.officer, act=Act.FREEZE_ASK, detail=f"of {request.recipient}")
        record = self.conveying.keep(tx, kept)[0].id
        tx.units.wind(clock_of(request, record, Standing.SENT, us=request.originator))
        return SaidOn(record=record, state=self._send(tx, sight, tx.units.find([record])[record], partner))

    def _say(self, tx: Transaction, sight: Sight, file: FreezeFile, word: FreezeWord, partner: Partner) -> SaidOn:
        request = file.request.id
        _require_standing(tx, sight, file, word)
        kept = Kept(values=[word], author=sight.viewer.officer, act=Act.FREEZE_SAY, detail=f"{word.word} on {request}")
        record = self.conveying.keep(tx, kept)[0].id
        wind(tx, request, us=word.originator, at=word.written_at)
        payments = 0
        if word.word is Word.FROZEN:
            payments = self.withholding.freeze(tx, sight, request, word)
        elif word.word in (Word.REFUSED, Word.NOT_FOUND, Word.NO_MEASURE):
            payments = self.withholding.let_go(tx, sight, request, reason=word.word)
        elif word.word is Word.LIFTED:
            payments = self.withholding.lift(tx, sight, request)
        state = self._send(tx, sight, tx.units.find([record])[record], partner)
        return SaidOn(record=record, state=state, payments=payments)

    def _send(self, tx: Transaction, sight: Sight, held: HeldRecord, partner: Partner) -> SendState:
        return self.conveying.send_or_await(tx, sight, [held], partner, act=Act.FREEZE_SAY)

    def _approve(self, tx: Transaction, sight: Sight, held: HeldRecord, partner: Partner) -> SendState:
        thread = held.value.request if isinstance(held.value, FreezeWord) else held.id
        if held.id in tx.units.sent(thread, partner.introduction.authority.id):
            raise ConflictError("it has gone already, or is not ours to send")
        return self._send(tx, sight, held, partner)

    def _wound(self, tx: Transaction) -> int:
        now = self.conveying.dispatching.clock.now()
        late = tx.units.overdue(now, MOST_AT_ONCE)
        if late:
            tx.units.note_overdue(late, at=now)
            for each in late:
                self.conveying.dispatching.recorder.done(tx, Act.FREEZE_OVERDUE, actor=NODE, target=each)
        return len(late)


def sealed_words(words: tuple[HeldRecord, ...]) -> list[Sealed[FreezeWord]]:
    """Give words under their ids."""
    return [
        Sealed(id=each.id, body=each.signed.record.body, value=each.value)
        for each in words
        if isinstance(each.value, FreezeWord)
    ]


def _require_standing(tx: Transaction, sight: Sight, file: FreezeFile, word: FreezeWord) -> None:
    """Let a word be said where the request stands for the officer in this transaction, whatever was shown before."""
    records = tx.units.thread(file.request.id)
    said = (each for each in records if isinstance(each.value, FreezeWord) and may_see(sight, each.value.handling))
    now = standing_of(file.asked, sealed_words(tuple(said)), at=word.written_at)
    if now.standing not in FOLLOWS[word.word]:
        raise ConflictError("the request stands elsewhere by now; look at it again")


def wind(tx: Transaction, request: str, *, us: AuthorityId, at: datetime) -> None:
    """Set the clock of a request by everything that was said on it, whoever may see it."""
    records = tx.units.thread(request)
    asked = next((each.value for each in records if isinstance(each.value, FreezeRequest)), None)
    if asked is not None:
        standing = standing_of(asked, sealed_words(records), at=at)
        until = standing.freeze.expires_at if standing.freeze else None
        tx.units.wind(clock_of(asked, request, standing.standing, us=us, until=until))


def clock_of(
    asked: FreezeRequest, request: str, standing: Standing, *, us: AuthorityId, until: datetime | None = None
) -> FreezeClock:
    """Give the clock of a request: when an answer is due, and until when it holds where we were asked."""
    holds = standing in HOLDING and us == asked.recipient
    return FreezeClock(
        request=request,
        key=key_of(asked.target),
        holds_until=(until or asked.freeze_until) if holds else None,
        due_at=asked.answer_by if standing in OPEN else None,
    )
