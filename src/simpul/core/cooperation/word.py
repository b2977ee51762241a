"""What the two sides of a request say after it, and the record that a refusal opens: prosecution instead.

Rules:
1. Every word is one side's own: the one that was asked accepts, asks for more, consults, postpones, executes, refuses,
   arrests, surrenders, consents to other use; the one that asks adds, gives its opinion and its assurances, withdraws.
2. A word has what it needs and nothing else (`SHAPES`): a refusal has its reasons (UNTOC 18(23), ECE 18(2)), its
   ground, its article, and names the consultation held before it (UNTOC 18(26), 16(16)); to postpone names one too.
3. A word that answers names what it answers (`answers`). Nothing is edited.
4. A refusal that a duty to prosecute follows on (*aut dedere aut judicare*) is sent with a record of that duty: its
   articles, and the texts' own words on time, since none of them gives days.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from simpul.core.authority import AuthorityId
from simpul.core.cases.case import check_margin
from simpul.core.cases.parts import Attachment
from simpul.core.cooperation.kinds import (
    MOST_NAME,
    AssuranceMatter,
    Cited,
    Manner,
    ProsecutionOutcome,
    RefusalGround,
)
from simpul.core.cooperation.request import LONGEST_CLOCK, MOST_OFFENCES
from simpul.core.errors import InputError
from simpul.core.handling import Handling
from simpul.core.ids import bounded_text, checked_hash_id

MOST_TEXT = 20_000
MOST_CITED = 20
EASTMOST = timedelta(hours=14)
"""So far ahead of UTC is the day somewhere: what happened there on a day is told no earlier than that."""


class Side(StrEnum):
    """Whose a word is to say."""

    ASKING = "asking"
    ASKED = "asked"
    EITHER = "either"


class Word(StrEnum):
    """What one side says on a request."""

    QUESTION = "question"
    ANSWER = "answer"
    ACCEPTED = "accepted"
    SUPPLEMENT_ASKED = "supplement-asked"
    SUPPLEMENT_GIVEN = "supplement-given"
    CONSULTATION = "consultation"
    OPINION = "opinion"
    POSTPONED = "postponed"
    RESUMED = "resumed"
    PARTIAL = "partial"
    EXECUTED = "executed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ARRESTED = "arrested"
    RELEASED = "released"
    GRANTED = "granted"
    SURRENDERED = "surrendered"
    CONSENT_ASKED = "consent-asked"
    CONSENT_GIVEN = "consent-given"
    CONSENT_DENIED = "consent-denied"
    ASSURANCE_ASKED = "assurance-asked"
    ASSURANCE_GIVEN = "assurance-given"
    ASSURANCE_ACCEPTED = "assurance-accepted"
    ASSURANCE_DECLINED = "assurance-declined"
    ASSURANCE_BREACHED = "assurance-breached"
    PROSECUTION_ASKED = "prosecution-asked"
    PROSECUTION_SUBMITTED = "prosecution-submitted"
    PROSECUTION_OPENED = "prosecution-opened"
    PROSECUTION_DECLINED = "prosecution-declined"
    PROSECUTION_ENDED = "prosecution-ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Whose a word is, which fields it needs, and which it may have beside."""

    side: Side
    needs: frozenset[str]
    may: frozenset[str]


def _shape(side: Side, needs: str, may: str = "") -> Shape:
    return Shape(side=side, needs=frozenset(needs.split()), may=frozenset(may.split()))


SHAPES = {
    Word.QUESTION: _shape(Side.EITHER, "text", "due_at paper"),
    Word.ANSWER: _shape(Side.EITHER, "text answers", "paper"),
    Word.ACCEPTED: _shape(Side.ASKED, "", "text authority"),
    Word.SUPPLEMENT_ASKED: _shape(Side.ASKED, "text", "due_at cited"),
    Word.SUPPLEMENT_GIVEN: _shape(Side.ASKING, "text answers", "paper"),
    Word.CONSULTATION: _shape(Side.ASKED, "text due_at", "ground cited"),
    Word.OPINION: _shape(Side.ASKING, "text answers", "paper"),
    Word.POSTPONED: _shape(Side.ASKED, "text answers cited", "due_at"),
    Word.RESUMED: _shape(Side.ASKED, "", "text"),
    Word.PARTIAL: _shape(Side.ASKED, "text", "authority paper"),
    Word.EXECUTED: _shape(Side.ASKED, "text", "authority paper"),
    Word.REFUSED: _shape(Side.ASKED, "text answers ground cited", "authority paper"),
    Word.WITHDRAWN: _shape(Side.ASKING, "text"),
    Word.ARRESTED: _shape(Side.ASKED, "on place", "text authority due_at cited"),
    Word.RELEASED: _shape(Side.ASKED, "on text", "cited"),
    Word.GRANTED: _shape(Side.ASKED, "manner text", "on place authority offences paper"),
    Word.SURRENDERED: _shape(Side.ASKED, "on place", "text authority"),
    Word.CONSENT_ASKED: _shape(Side.ASKING, "text offences", "cited paper"),
    Word.CONSENT_GIVEN: _shape(Side.ASKED, "answers offences", "text authority cited"),
    Word.CONSENT_DENIED: _shape(Side.ASKED, "answers text", "authority cited"),
    Word.ASSURANCE_ASKED: _shape(Side.ASKED, "matter text", "cited due_at"),
    Word.ASSURANCE_GIVEN: _shape(Side.ASKING, "matter text authority", "answers paper"),
    Word.ASSURANCE_ACCEPTED: _shape(Side.ASKED, "answers", "text authority"),
    Word.ASSURANCE_DECLINED: _shape(Side.ASKED, "answers text", "authority"),
    Word.ASSURANCE_BREACHED: _shape(Side.ASKED, "answers text", "authority paper"),
    Word.PROSECUTION_ASKED: _shape(Side.ASKING, "text", "cited paper"),
    Word.PROSECUTION_SUBMITTED: _shape(Side.ASKED, "authority", "text on"),
    Word.PROSECUTION_OPENED: _shape(Side.ASKED, "authority", "text on"),
    Word.PROSECUTION_DECLINED: _shape(Side.ASKED, "authority text", "on"),
    Word.PROSECUTION_ENDED: _shape(Side.ASKED, "authority outcome", "text on paper"),
}
"""What each word is made of."""

AHEAD = frozenset({Word.GRANTED})
"""The words whose day may lie ahead: the day that is set for the surrender."""

PARTS = (
    "text",
    "answers",
    "ground",
    "cited",
    "authority",
    "on",
    "place",
    "due_at",
    "matter",
    "manner",
    "outcome",
    "offences",
    "paper",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LawWord:
    """What one side says on a request; `request` is the thread's id, that of its first record."""

    originator: AuthorityId
    request: str
    word: Word
    handling: Handling
    written_at: datetime
    salt: str
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
    paper: Attachment | None = None

    def __post_init__(self) -> None:
        """Refuse a word without what it needs, or with what is none of it."""
        check_margin("word", self.originator, self.handling, self.written_at, self.salt, "")
        checked_hash_id(self.request, place="word.request")
        bounded_text(self.text, place="word.text", most=MOST_TEXT)
        for place in ("authority", "place"):
            bounded_text(getattr(self, place), place=f"word.{place}", most=MOST_NAME)
        if self.answers:
            checked_hash_id(self.answers, place="word.answers")
        self._check_lists()
        self._check_shape()
        if self.due_at is not None:
            self._check_clock(self.due_at)
        if self.on is not None and self.word not in AHEAD and self.on > (self.written_at + EASTMOST).date():
            raise InputError("nothing is told before it is done", place="word.on")

    def _check_lists(self) -> None:
        for place, held, most in (("cited", self.cited, MOST_CITED), ("offences", self.offences, MOST_OFFENCES)):
            if len(held) > most or len(set(held)) != len(held):
                raise InputError(f"names {most} at most, each once", place=f"word.{place}")
        for number, offence in enumerate(self.offences):
            if not bounded_text(offence, place=f"word.offences[{number}]", most=MOST_NAME).strip():
                raise InputError("an offence has a name", place=f"word.offences[{number}]")

    def _check_shape(self) -> None:
        shape = SHAPES[self.word]
        for part in PARTS:
            held = getattr(self, part)
            is_said = bool(held.strip()) if isinstance(held, str) else bool(held)
            if part in shape.needs and not is_said:
                raise InputError(f"is needed to say {self.word}", place=f"word.{part}")
            if part not in shape.needs | shape.may and held:
                raise InputError(f"is no part of {self.word}", place=f"word.{part}")

    def _check_clock(self, due_at: datetime) -> None:
        if due_at.tzinfo is None:
            raise InputError("a moment needs a time zone", place="word.due_at")
        if not self.written_at < due_at <= self.written_at + LONGEST_CLOCK:
            raise InputError(f"lies ahead, and {LONGEST_CLOCK.days} days at most", place="word.due_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prosecution:
    """That the state which refused submits the case to its own authorities, by which articles, and how soon.

    `words` are the texts' own on time, such as `without undue delay`; empty where they say nothing. No text gives days.
    """

    originator: AuthorityId
    request: str
    refusal: str
    duties: tuple[Cited, ...]
    handling: Handling
    written_at: datetime
    salt: str
    words: str = ""

    def __post_init__(self) -> None:
        """Refuse a duty that no article makes."""
        check_margin("prosecution", self.originator, self.handling, self.written_at, self.salt, "")
        checked_hash_id(self.request, place="prosecution.request")
        checked_hash_id(self.refusal, place="prosecution.refusal")
        bounded_text(self.words, place="prosecution.words", most=MOST_NAME)
        if not 1 <= len(self.duties) <= MOST_CITED or len(set(self.duties)) != len(self.duties):
            raise InputError(f"rests on 1 to {MOST_CITED} articles, each once", place="prosecution.duties")
