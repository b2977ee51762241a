"""Where a request can stand, which word may follow where, and what is known of a request at a moment.

A request ends by being executed, refused, withdrawn, or by surrender. What was executed and who was surrendered stays
so, whatever was withdrawn meanwhile.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from simpul.core.authority import AuthorityId
from simpul.core.cooperation.clocks import ClockState, LawClock
from simpul.core.cooperation.kinds import HelpKind
from simpul.core.cooperation.request import LawRequest
from simpul.core.cooperation.word import LawWord, Prosecution, Word
from simpul.core.ids import Sealed


class Standing(StrEnum):
    """Where a request stands."""

    CONSULTING = "consulting"
    """It is a preliminary one: a draft is talked about, or provisional arrest is asked for."""
    TRANSMITTED = "transmitted"
    ACCEPTED = "accepted"
    SUPPLEMENT_ASKED = "supplement-asked"
    POSTPONED = "postponed"
    PARTIAL = "partial"
    GRANTED = "granted"
    EXECUTED = "executed"
    SURRENDERED = "surrendered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


OPEN = frozenset(
    {
        Standing.TRANSMITTED,
        Standing.ACCEPTED,
        Standing.SUPPLEMENT_ASKED,
        Standing.POSTPONED,
        Standing.PARTIAL,
        Standing.GRANTED,
    }
)
"""Where a formal request waits for its end."""

UNDECIDED = OPEN - {Standing.GRANTED}
DONE = frozenset({Standing.PARTIAL, Standing.EXECUTED, Standing.SURRENDERED})
"""Where something came of a request, whose use is limited."""

_BEFORE_THE_END = OPEN | {Standing.CONSULTING}

FOLLOWS: dict[Word, frozenset[Standing]] = {
    Word.QUESTION: frozenset(Standing),
    Word.ANSWER: frozenset(Standing),
    Word.ACCEPTED: frozenset({Standing.TRANSMITTED}),
    Word.SUPPLEMENT_ASKED: UNDECIDED - {Standing.POSTPONED},
    Word.SUPPLEMENT_GIVEN: OPEN,
    Word.CONSULTATION: OPEN,
    Word.OPINION: OPEN,
    Word.POSTPONED: UNDECIDED - {Standing.POSTPONED},
    Word.RESUMED: frozenset({Standing.POSTPONED}),
    Word.PARTIAL: frozenset({Standing.ACCEPTED, Standing.SUPPLEMENT_ASKED, Standing.PARTIAL}),
    Word.EXECUTED: frozenset({Standing.ACCEPTED, Standing.SUPPLEMENT_ASKED, Standing.PARTIAL}),
    Word.REFUSED: UNDECIDED,
    Word.WITHDRAWN: _BEFORE_THE_END,
    Word.ARRESTED: UNDECIDED | {Standing.CONSULTING},
    Word.RELEASED: frozenset(Standing),
    Word.GRANTED: frozenset({Standing.ACCEPTED, Standing.SUPPLEMENT_ASKED, Standing.GRANTED}),
    Word.SURRENDERED: frozenset({Standing.GRANTED}),
    Word.CONSENT_ASKED: DONE,
    Word.CONSENT_GIVEN: DONE,
    Word.CONSENT_DENIED: DONE,
    Word.ASSURANCE_ASKED: _BEFORE_THE_END,
    Word.ASSURANCE_GIVEN: _BEFORE_THE_END,
    Word.ASSURANCE_ACCEPTED: _BEFORE_THE_END,
    Word.ASSURANCE_DECLINED: _BEFORE_THE_END,
    Word.ASSURANCE_BREACHED: DONE | {Standing.GRANTED},
    Word.PROSECUTION_ASKED: frozenset({Standing.REFUSED}),
    Word.PROSECUTION_SUBMITTED: frozenset({Standing.REFUSED}),
    Word.PROSECUTION_OPENED: frozenset({Standing.REFUSED}),
    Word.PROSECUTION_DECLINED: frozenset({Standing.REFUSED}),
    Word.PROSECUTION_ENDED: frozenset({Standing.REFUSED}),
}
"""After which standing each word may be said by who knows that standing."""

ON_WHAT_CAME = frozenset({Word.CONSENT_ASKED, Word.CONSENT_GIVEN, Word.CONSENT_DENIED, Word.ASSURANCE_BREACHED})
"""What is said of what came of a request, wherever the rest of it stands by then."""

FACTS = frozenset({Word.EXECUTED, Word.SURRENDERED})
"""What counts although the request was withdrawn meanwhile: it was done before anybody knew."""

_EXTRADITION_ALONE = frozenset(
    {
        Word.ARRESTED,
        Word.RELEASED,
        Word.GRANTED,
        Word.SURRENDERED,
        Word.PROSECUTION_ASKED,
        Word.PROSECUTION_SUBMITTED,
        Word.PROSECUTION_OPENED,
        Word.PROSECUTION_DECLINED,
        Word.PROSECUTION_ENDED,
    }
)
_ASSISTANCE_ALONE = frozenset({Word.PARTIAL, Word.EXECUTED})


def is_of(word: Word, kind: HelpKind) -> bool:
    """Say whether a word can be said on a request of this kind at all."""
    return word not in (_ASSISTANCE_ALONE if kind is HelpKind.EXTRADITION else _EXTRADITION_ALONE)


class AssuranceState(StrEnum):
    """What became of an assurance."""

    ASKED = "asked"
    GIVEN = "given"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    BREACHED = "breached"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assurance:
    """An assurance: the word that asks for it or gives it, and what became of it."""

    word: Sealed[LawWord]
    state: AssuranceState


class ConsentState(StrEnum):
    """What became of a request for consent to other use."""

    ASKED = "asked"
    GIVEN = "given"
    DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Consent to proceed for other offences, or to use what was given for other ones: for which it was given."""

    asked: Sealed[LawWord]
    state: ConsentState
    offences: tuple[str, ...] = ()


class ProsecutionState(StrEnum):
    """Where a prosecution instead of extradition stands."""

    DUE = "due"
    """The case is to be submitted to the authorities that prosecute."""
    SUBMITTED = "submitted"
    OPENED = "opened"
    DECLINED = "declined"
    ENDED = "ended"


PROSECUTION_FOLLOWS: dict[Word, tuple[frozenset[ProsecutionState], ProsecutionState]] = {
    Word.PROSECUTION_SUBMITTED: (frozenset({ProsecutionState.DUE}), ProsecutionState.SUBMITTED),
    Word.PROSECUTION_OPENED: (frozenset({ProsecutionState.SUBMITTED}), ProsecutionState.OPENED),
    Word.PROSECUTION_DECLINED: (frozenset({ProsecutionState.SUBMITTED}), ProsecutionState.DECLINED),
    Word.PROSECUTION_ENDED: (frozenset({ProsecutionState.OPENED}), ProsecutionState.ENDED),
}
"""After which state of the prosecution each word on it may be said, and to which it leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProsecutionCase:
    """A prosecution instead of extradition: the record that opened it or the word that asked for it, and its words."""

    opened_by: Sealed[Prosecution] | Sealed[LawWord]
    state: ProsecutionState
    words: tuple[Sealed[LawWord], ...] = ()


class Turn(StrEnum):
    """Whose the next step is."""

    ASKING = "asking"
    ASKED = "asked"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawStanding:
    """What is known of a request at a moment; `uncounted` are records that change nothing where they stand."""

    request: Sealed[LawRequest]
    standing: Standing
    turn: Turn
    clocks: tuple[LawClock, ...] = ()
    accepted: Sealed[LawWord] | None = None
    came: Sealed[LawWord] | None = None
    ended: Sealed[LawWord] | None = None
    custody: LawWord | None = None
    appointed: LawWord | None = None
    consultation: Sealed[LawWord] | None = None
    assurances: tuple[Assurance, ...] = ()
    consents: tuple[Consent, ...] = ()
    prosecution: ProsecutionCase | None = None
    uncounted: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the end of it is still to come."""
        return self.standing in OPEN or self.standing is Standing.CONSULTING

    @property
    def is_overdue(self) -> bool:
        """Whether any of its clocks has run out."""
        return any(each.state is ClockState.OVERDUE for each in self.clocks)

    @property
    def due_at(self) -> datetime | None:
        """When the next of its clocks runs out, or ran out."""
        return min((each.due_at for each in self.clocks if each.due_at is not None), default=None)

    def owner(self, turn: Turn) -> AuthorityId | None:
        """Give the authority of a side."""
        value = self.request.value
        return {Turn.ASKING: value.originator, Turn.ASKED: value.recipient, Turn.NOBODY: None}[turn]
