"""Requests between invented states and words on them, for tests of casework."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from simpul.core.authority import ALL_PURPOSES, AuthorityId
from simpul.core.cases.freezing import Urgency
from simpul.core.cooperation.clocks import CONSULTATION_AT_LEAST
from simpul.core.cooperation.course import LawThread
from simpul.core.cooperation.kinds import (
    AssuranceMatter,
    Cited,
    HelpKind,
    Manner,
    ProsecutionOutcome,
    RefusalGround,
)
from simpul.core.cooperation.request import Arrest, Counted, LawRequest, Stage
from simpul.core.cooperation.word import SHAPES, LawWord, Prosecution, Side, Word
from simpul.core.handling import Handling, Tlp
from simpul.core.ids import Domain, Sealed, canonical_bytes, record_id

T = TypeVar("T", LawRequest, LawWord, Prosecution)

BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ASKING, ASKED = AuthorityId("XA-NCTC"), AuthorityId("XB-NCTC")
ARTICLE = Cited(instrument="Extradition Act of XB", article="6")
PARTS: dict[str, object] = {
    "text": "As the file says.",
    "cited": (ARTICLE,),
    "authority": "Ministry of Justice",
    "on": date(2026, 2, 27),
    "place": "Port Aru",
    "ground": RefusalGround.NATIONALS,
    "matter": AssuranceMatter.DEATH_PENALTY,
    "manner": Manner.DECISION,
    "outcome": ProsecutionOutcome.CONVICTED,
    "offences": ("Arson",),
}
"""What a word says where it needs something and nobody says what."""


def terms_of(originator: AuthorityId) -> Handling:
    """Terms under which each of the two may have what the other writes."""
    other = ASKED if originator == ASKING else ASKING
    return Handling(originator=originator, tlp=Tlp.AMBER, releasable_to=(other,), purposes=tuple(sorted(ALL_PURPOSES)))


def sealed(value: T) -> Sealed[T]:
    """A record under its id."""
    body = canonical_bytes(value)
    return Sealed(id=record_id(Domain.DRAFT, body), body=body, value=value)


def a_request(kind: HelpKind = HelpKind.ASSISTANCE, **changes: object) -> LawRequest:
    """A formal request of XA to XB, or what the changes make of it."""
    said: dict[str, object] = {
        "originator": ASKING,
        "recipient": ASKED,
        "stage": Stage.FORMAL,
        "kind": kind,
        "requesting": "XA",
        "requested": "XB",
        "reference": "XA-2026-0142",
        "title": "Money collected for an attack",
        "authority": "Central Authority of XA",
        "requested_authority": "Central Authority of XB",
        "treaty": "untoc2000",
        "offences": ("Financing of terrorism", "xa-14"),
        "content": "{}",
        "arrest": Arrest.NOT_ASKED,
        "urgency": Urgency.ROUTINE,
        "answer_by": BEGAN + timedelta(days=60),
        "counted": Counted.WEEKDAYS,
        "handling": terms_of(ASKING),
        "written_at": BEGAN,
        "salt": "0" * 32,
        "signed_by": "Ratna Adipura, prosecutor",
    }
    return LawRequest(**(said | changes))  # type: ignore[arg-type]  # the names of its own fields


def a_word(request: str, word: Word, *, hours: float = 1, **changes: object) -> LawWord:
    """A word on a request, so many hours after it, with whatever it needs."""
    shape = SHAPES[word]
    originator = ASKED if shape.side is Side.ASKED else ASKING
    at = BEGAN + timedelta(hours=hours)
    said: dict[str, object] = {
        "originator": changes.get("originator", originator),
        "request": request,
        "word": word,
        "handling": terms_of(AuthorityId(str(changes.get("originator", originator)))),
        "written_at": at,
        "salt": "1" * 32,
    }
    needed: dict[str, object] = {each: PARTS[each] for each in shape.needs if each in PARTS}
    if "due_at" in shape.needs:
        needed["due_at"] = at + CONSULTATION_AT_LEAST
    return LawWord(**(said | needed | changes))  # type: ignore[arg-type]  # the names of its own fields


class Talk:
    """A request and what is said on it, an hour after the other."""

    def __init__(self, request: LawRequest | None = None) -> None:
        """Begin with a request."""
        self.request = sealed(request or a_request())
        self.requests = [self.request]
        self.words: list[Sealed[LawWord]] = []
        self.prosecutions: list[Sealed[Prosecution]] = []

    def says(self, word: Word, **changes: object) -> Sealed[LawWord]:
        """Let a word be said, an hour after the last one."""
        made = sealed(a_word(self.request.id, word, **{"hours": len(self.words) + 1, **changes}))  # type: ignore[arg-type]  # its own fields
        self.words.append(made)
        return made

    def consults(self) -> Sealed[LawWord]:
        """Let a consultation take place, and give the word that began it."""
        begun = self.says(Word.CONSULTATION)
        self.says(Word.OPINION, answers=begun.id)
        return begun

    def opens_prosecution(self, refusal: Sealed[LawWord], words: str = "without undue delay") -> Sealed[Prosecution]:
        """Let the record of the duty to prosecute stand beside a refusal."""
        made = sealed(
            Prosecution(
                originator=ASKED,
                request=self.request.id,
                refusal=refusal.id,
                duties=(Cited(instrument="icsft1999", article="10(1)"),),
                handling=terms_of(ASKED),
                written_at=refusal.value.written_at,
                salt="2" * 32,
                words=words,
            )
        )
        self.prosecutions.append(made)
        return made

    def thread(self, words: Iterable[Sealed[LawWord]] | None = None) -> LawThread:
        """Everything that was said, or these words of it."""
        return LawThread(
            requests=tuple(self.requests),
            words=tuple(self.words if words is None else words),
            prosecutions=tuple(self.prosecutions),
        )


def ids_of(words: Sequence[Sealed[LawWord]]) -> list[str]:
    """The ids of words, in order."""
    return [each.id for each in words]
