"""Asking another state to freeze, and its answers: what is asked, on what basis, until when, and whose turn it is.

Rules:
1. A request names what is to be frozen, on which legal basis and by which authority, how urgent it is, until when the
   freeze is asked for and by when an answer. Both nodes read the clock off the same signed record: it survives them.
2. Each side says only what is its to say: the one that was asked accepts, asks for more, freezes, refuses, lifts; the
   one that asks adds and withdraws. Every word is a record; none is edited.
3. To freeze needs a legal basis, an authority and an end, by the law of the state that freezes.
4. Whoever was asked may say that nothing was done and no more (`no-measure`): that an account is not there is told only
   by a unit that wants to tell it.
5. The standing of a request follows from its records, in the order of their moments and then their ids, so that both
   nodes come to the same when both have them all. A freeze that was made stands, whatever was withdrawn meanwhile.

Norms: FATF Recommendations 4, 6, 38 and 40; Security Council resolution 1373 (2001), paragraph 1 (c), and the duty to
consider other states' requests without delay.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from simpul.core.authority import AuthorityId, authority_id
from simpul.core.cases.case import check_margin
from simpul.core.errors import InputError
from simpul.core.grading import Grading
from simpul.core.handling import Handling
from simpul.core.ids import RANDOM_ID, Sealed, bounded_text, checked_hash_id
from simpul.core.payment.freezing import LegalBasis

MOST_TEXT = 400
MOST_REASON = 4_000
LONGEST_FREEZE = timedelta(days=3_660)
LONGEST_CLOCK = timedelta(days=366)


class TargetKind(StrEnum):
    """What is to be frozen."""

    ACCOUNT = "account"
    PAYMENT = "payment"
    PARTY = "party"


class Urgency(StrEnum):
    """How soon an answer is needed."""

    IMMEDIATE = "immediate"
    URGENT = "urgent"
    ROUTINE = "routine"


ANSWER_WITHIN = {
    Urgency.IMMEDIATE: timedelta(hours=24),
    Urgency.URGENT: timedelta(hours=72),
    Urgency.ROUTINE: timedelta(days=30),
}
"""By when an answer is asked for where the request names no other moment."""


class Word(StrEnum):
    """What one side says after a request."""

    ACCEPTED = "accepted"
    MORE_NEEDED = "more-needed"
    FROZEN = "frozen"
    REFUSED = "refused"
    NOT_FOUND = "not-found"
    NO_MEASURE = "no-measure"
    LIFTED = "lifted"
    SUPPLEMENT = "supplement"
    WITHDRAWN = "withdrawn"


WORDS_OF_THE_ASKING = frozenset({Word.SUPPLEMENT, Word.WITHDRAWN})


ENDING = frozenset(Word) - {Word.ACCEPTED, Word.MORE_NEEDED, Word.SUPPLEMENT}
"""What ends the waiting for an answer."""


class RefusalGround(StrEnum):
    """Why a freeze is refused."""

    NO_LEGAL_BASIS = "no-legal-basis"
    NOT_ENOUGH_GROUNDS = "not-enough-grounds"
    ESSENTIAL_INTERESTS = "essential-interests"
    PENDING_PROCEEDINGS = "pending-proceedings"
    HUMANITARIAN = "humanitarian"
    NOT_COMPETENT = "not-competent"
    OTHER = "other"


class Standing(StrEnum):
    """Where a request stands."""

    SENT = "sent"
    ACCEPTED = "accepted"
    MORE_NEEDED = "more-needed"
    FROZEN = "frozen"
    EXPIRED = "expired"
    LIFTED = "lifted"
    REFUSED = "refused"
    NOT_FOUND = "not-found"
    NO_MEASURE = "no-measure"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({Standing.SENT, Standing.ACCEPTED, Standing.MORE_NEEDED})
"""Where an answer is still to come."""

HOLDING = OPEN | {Standing.FROZEN}
"""Where what matches is held when it comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeTarget:
    """What is to be frozen: an account's number, a payment's reference or a party's name, and where it is thought."""

    kind: TargetKind
    value: str
    institution: str = ""
    holder: str = ""

    def __post_init__(self) -> None:
        """Refuse a target of which nothing is said."""
        if sum(letter.isalnum() for letter in bounded_text(self.value, place="target.value", most=MOST_TEXT)) < 2:
            raise InputError("say what is to be frozen", place="target.value")
        for place, text in (("institution", self.institution), ("holder", self.holder)):
            bounded_text(text, place=f"target.{place}", most=MOST_TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeRequest:
    """A request to freeze, from one unit to one other; its own id is what every word on it names."""

    originator: AuthorityId
    recipient: AuthorityId
    target: FreezeTarget
    legal_basis: LegalBasis
    authority: str
    urgency: Urgency
    answer_by: datetime
    freeze_until: datetime
    reason: str
    grading: Grading
    handling: Handling
    written_at: datetime
    salt: str
    case: str = ""

    def __post_init__(self) -> None:
        """Refuse a request to oneself, to whom its terms do not name, or whose clocks run backwards."""
        check_margin("request", self.originator, self.handling, self.written_at, self.salt, "")
        authority_id(self.recipient, place="request.recipient")
        if self.recipient == self.originator:
            raise InputError("a request goes to somebody else", place="request.recipient")
        if self.recipient not in self.handling.releasable_to:
            raise InputError("its terms do not name the recipient", place="request.handling.releasable_to")
        _said("request.authority", self.authority, MOST_TEXT)
        _said("request.reason", self.reason, MOST_REASON)
        _within("request.answer_by", self.written_at, self.answer_by, LONGEST_CLOCK)
        _within("request.freeze_until", self.written_at, self.freeze_until, LONGEST_FREEZE)
        if self.case and not RANDOM_ID.fullmatch(self.case):
            raise InputError("not 32 hexadecimal digits", place="request.case")


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeWord:
    """What one side says on a request."""

    originator: AuthorityId
    request: str
    word: Word
    handling: Handling
    written_at: datetime
    salt: str
    text: str = ""
    ground: RefusalGround | None = None
    legal_basis: LegalBasis | None = None
    authority: str = ""
    expires_at: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse a freeze without basis, authority and end, and any word without what it needs or with more."""
        check_margin("word", self.originator, self.handling, self.written_at, self.salt, "")
        checked_hash_id(self.request, place="word.request")
        bounded_text(self.text, place="word.text", most=MOST_REASON)
        freezes = self.word is Word.FROZEN
        basis = (self.legal_basis is not None, bool(self.authority.strip()), self.expires_at is not None)
        if freezes and not all(basis):
            raise InputError("to freeze needs a legal basis, an authority and an end", place="word.legal_basis")
        if not freezes and any(basis):
            raise InputError("only a freeze has a legal basis, an authority and an end", place="word.legal_basis")
        if (self.word is Word.REFUSED) != (self.ground is not None):
            raise InputError("a refusal, and nothing else, has its ground", place="word.ground")
        if self.word in (Word.MORE_NEEDED, Word.SUPPLEMENT):
            _said("word.text", self.text, MOST_REASON)
        bounded_text(self.authority, place="word.authority", most=MOST_TEXT)
        if self.expires_at is not None:
            _within("word.expires_at", self.written_at, self.expires_at, LONGEST_FREEZE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeStanding:
    """Where a request stands at a moment, who is to act, and by when; `freeze` is the word that froze, if one did."""

    standing: Standing
    turn: AuthorityId | None
    answer_by: datetime
    is_overdue: bool
    freeze: FreezeWord | None
    is_withdrawn: bool

    @property
    def is_open(self) -> bool:
        """Whether an answer is still to come."""
        return self.standing in OPEN


_STANDING_OF = {
    Word.ACCEPTED: Standing.ACCEPTED,
    Word.MORE_NEEDED: Standing.MORE_NEEDED,
    Word.SUPPLEMENT: Standing.ACCEPTED,
    Word.FROZEN: Standing.FROZEN,
    Word.REFUSED: Standing.REFUSED,
    Word.NOT_FOUND: Standing.NOT_FOUND,
    Word.NO_MEASURE: Standing.NO_MEASURE,
    Word.LIFTED: Standing.LIFTED,
    Word.WITHDRAWN: Standing.WITHDRAWN,
}

FOLLOWS: dict[Word, frozenset[Standing]] = {
    Word.ACCEPTED: frozenset({Standing.SENT}),
    Word.MORE_NEEDED: frozenset({Standing.SENT, Standing.ACCEPTED}),
    Word.SUPPLEMENT: OPEN,
    Word.FROZEN: OPEN | {Standing.FROZEN, Standing.EXPIRED},
    Word.REFUSED: OPEN,
    Word.NOT_FOUND: OPEN,
    Word.NO_MEASURE: OPEN | {Standing.WITHDRAWN},
    Word.LIFTED: frozenset({Standing.FROZEN, Standing.EXPIRED}),
    Word.WITHDRAWN: OPEN | {Standing.FROZEN},
}
"""After which standing each word may be said by who knows that standing."""


def may_say(request: FreezeRequest, word: Word, originator: AuthorityId) -> bool:
    """Say whether a word on this request is this authority's to say."""
    return originator == (request.originator if word in WORDS_OF_THE_ASKING else request.recipient)


def standing_of(request: FreezeRequest, words: Iterable[Sealed[FreezeWord]], *, at: datetime) -> FreezeStanding:
    """Give where a request stands at this moment."""
    standing, freeze, is_withdrawn = Standing.SENT, None, False
    for each in sorted(words, key=lambda said: (said.value.written_at, said.id)):
        word = each.value
        is_withdrawn = is_withdrawn or word.word is Word.WITHDRAWN
        if word.word is Word.FROZEN:
            freeze, standing = word, Standing.FROZEN
        elif _moves(standing, word.word):
            standing = _STANDING_OF[word.word]
    if standing is Standing.FROZEN and freeze is not None and freeze.expires_at is not None and at >= freeze.expires_at:
        standing = Standing.EXPIRED
    turn = _turn(request, standing)
    return FreezeStanding(
        standing=standing,
        turn=turn,
        answer_by=request.answer_by,
        is_overdue=standing in OPEN and at >= request.answer_by,
        freeze=freeze,
        is_withdrawn=is_withdrawn,
    )


def _moves(standing: Standing, word: Word) -> bool:
    """Say whether a word changes where a request stands: a freeze ends by being lifted, and by no other word."""
    if standing is Standing.FROZEN and word is not Word.LIFTED:
        return False
    if word is Word.SUPPLEMENT:
        return standing is Standing.MORE_NEEDED
    return standing in FOLLOWS[word]


def _turn(request: FreezeRequest, standing: Standing) -> AuthorityId | None:
    if standing is Standing.MORE_NEEDED:
        return request.originator
    return request.recipient if standing in OPEN else None


def _said(place: str, text: str, most: int) -> None:
    if not bounded_text(text, place=place, most=most).strip():
        raise InputError("is needed", place=place)


def _within(place: str, start: datetime, end: datetime, longest: timedelta) -> None:
    if end.tzinfo is None:
        raise InputError("a moment needs a time zone", place=place)
    if not start < end <= start + longest:
        raise InputError(f"lies ahead, and {longest.days} days at most", place=place)
