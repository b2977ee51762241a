"""A request to another state for extradition or legal assistance, as it is signed and sent.

Rules:
1. A request holds the exact bytes of its case (`simpul/law-case/1`), and the signed paper where there is one: what was
   computed of the case here can be computed again there.
2. Its margin (kind, states, treaty, reference, offences) says what its case says; who takes it in compares the two.
3. It may begin as a preliminary one: a draft that is shown to be talked about, or a request for provisional arrest that
   comes before the request itself. The formal one supersedes it and stands in the same thread, once.
4. Provisional arrest is asked for in an extradition only (ECE 16(1)).
5. The moment by which an answer is asked for is in the record, so that both sides read the same.

Norms: UNTOC 16 and 18; European Convention on Extradition (ECE, 1957) 12 and 16.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from simpul.core.authority import AuthorityId, authority_id, state_of
from simpul.core.cases.case import check_margin
from simpul.core.cases.freezing import Urgency
from simpul.core.cases.parts import Attachment, MediaType
from simpul.core.cooperation.kinds import INSTRUMENT, MOST_NAME, HelpKind
from simpul.core.errors import InputError
from simpul.core.handling import Handling
from simpul.core.ids import bounded_text

MOST_CONTENT = 1_000_000
MOST_REASON = 4_000
MOST_OFFENCES = 20
LONGEST_CLOCK = timedelta(days=3_660)


class Stage(StrEnum):
    """Whether a request is talked about first, or made."""

    PRELIMINARY = "preliminary"
    FORMAL = "formal"


class Arrest(StrEnum):
    """Whether provisional arrest is asked for."""

    ASKED = "asked"
    NOT_ASKED = "not-asked"


class Counted(StrEnum):
    """By which calendar the days to the moment of the answer were counted."""

    HOLIDAYS = "holidays-and-weekend"
    WEEKDAYS = "weekdays-only"
    """The requested state's holidays were not known: Monday to Friday."""
    NAMED = "named"
    """Somebody named the moment itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LawRequest:
    """One request of one authority to one other. `treaty` is empty where it rests on reciprocity.

    `content` is the case, byte for byte; `offences` are what it is about, by name and code: the use of what comes of it
    is limited to those.
    """

    originator: AuthorityId
    recipient: AuthorityId
    stage: Stage
    kind: HelpKind
    requesting: str
    requested: str
    reference: str
    title: str
    authority: str
    requested_authority: str
    treaty: str
    offences: tuple[str, ...]
    content: str
    arrest: Arrest
    urgency: Urgency
    answer_by: datetime
    counted: Counted
    handling: Handling
    written_at: datetime
    salt: str
    signed_by: str = ""
    urgency_reason: str = ""
    paper: Attachment | None = None
    supersedes: str = ""

    def __post_init__(self) -> None:
        """Refuse a request to oneself, one that nobody signs, and one whose parts contradict each other."""
        check_margin("request", self.originator, self.handling, self.written_at, self.salt, self.supersedes)
        authority_id(self.recipient, place="request.recipient")
        self._check_sides()
        for place in ("reference", "title", "authority", "requested_authority"):
            _said(place, getattr(self, place))
        bounded_text(self.signed_by, place="request.signed_by", most=MOST_NAME)
        if self.stage is Stage.FORMAL and not self.signed_by.strip():
            raise InputError("a named official signs it", place="request.signed_by")
        if self.treaty and not INSTRUMENT.fullmatch(self.treaty):
            raise InputError("not the code of an instrument", place="request.treaty")
        if not 0 < len(self.content.encode()) <= MOST_CONTENT:
            raise InputError(f"a case has 1 to {MOST_CONTENT} bytes", place="request.content")
        self._check_asked()

    def _check_sides(self) -> None:
        if self.recipient == self.originator:
            raise InputError("a request goes to somebody else", place="request.recipient")
        if self.recipient not in self.handling.releasable_to:
            raise InputError("its terms do not name the recipient", place="request.handling.releasable_to")
        for place, state, side in (
            ("requesting", self.requesting, self.originator),
            ("requested", self.requested, self.recipient),
        ):
            if state != state_of(side):
                raise InputError(f"is the state of {side}", place=f"request.{place}")

    def _check_asked(self) -> None:
        if not 1 <= len(self.offences) <= MOST_OFFENCES or len(set(self.offences)) != len(self.offences):
            raise InputError(f"names 1 to {MOST_OFFENCES} offences, each once", place="request.offences")
        for number, offence in enumerate(self.offences):
            _said(f"offences[{number}]", offence)
        if self.arrest is Arrest.ASKED and self.kind is not HelpKind.EXTRADITION:
            raise InputError("provisional arrest is for extradition", place="request.arrest")
        bounded_text(self.urgency_reason, place="request.urgency_reason", most=MOST_REASON)
        if self.urgency is not Urgency.ROUTINE and not self.urgency_reason.strip():
            raise InputError("urgency has its reason", place="request.urgency_reason")
        if self.paper is not None and self.paper.media_type is not MediaType.PDF:
            raise InputError("the paper is a PDF", place="request.paper")
        if self.supersedes and self.stage is not Stage.FORMAL:
            raise InputError("only a formal request supersedes a preliminary one", place="request.supersedes")
        if self.answer_by.tzinfo is None:
            raise InputError("a moment needs a time zone", place="request.answer_by")
        if not self.written_at < self.answer_by <= self.written_at + LONGEST_CLOCK:
            raise InputError(f"lies ahead, and {LONGEST_CLOCK.days} days at most", place="request.answer_by")


def follows_on(later: LawRequest, *, earlier: LawRequest) -> bool:
    """Say whether a request is the formal one of an earlier, preliminary one: the same two sides and the same kind."""
    same = ("originator", "recipient", "kind")
    return (
        later.stage is Stage.FORMAL
        and earlier.stage is Stage.PRELIMINARY
        and all(getattr(later, each) == getattr(earlier, each) for each in same)
    )


def _said(place: str, text: str) -> None:
    if not bounded_text(text, place=f"request.{place}", most=MOST_NAME).strip():
        raise InputError("is needed", place=f"request.{place}")
