"""A case: who asks whom for what, what is said of the conduct and of what bears on a refusal, and the draft.

A case holds what people say, each saying with its speaker, its day and its source, and nothing that follows from it:
what follows is computed (`assessing.py`), so that it can be computed again by other law or on another day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from simpul.core.errors import InputError
from simpul.core.ids import bounded_text
from simpul.core.law.definition import LIFE
from simpul.core.law.elements import GROUP_OF, Element, Group
from simpul.core.law.grounds import Ground, Matter
from simpul.core.law.instrument import RequestKind
from simpul.core.law.request import Draft
from simpul.core.law.truth import UNSAID, Fact, Truth

FORMAT = "simpul/law-case/1"
MOST_DAYS = 100
MOST_LINKS = 100
MOST_LAWS = 200
MOST_TEXT = 600
LEAST_ANSWER = 40
"""So many letters at least has a written answer to a flag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charged:
    """What the requesting state charges: its name, its own code for it, and the greatest penalty in months."""

    title: str
    offence: str = ""
    penalty_max_months: int | None = None

    def __post_init__(self) -> None:
        """Refuse a charge without a name, and a penalty that there is not."""
        if not bounded_text(self.title, place="charge.title", most=MOST_TEXT).strip():
            raise InputError("a charge has a name", place="charge.title")
        if self.penalty_max_months is not None and not 0 <= self.penalty_max_months <= LIFE:
            raise InputError(f"not 0 to {LIFE} months", place="charge.penalty_max_months")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSaid:
    """What somebody found on whether an instrument binds both states, or at least the requested one."""

    instrument: str
    both: Truth
    source: str
    as_of: date
    requested: Truth = Truth.UNKNOWN
    since: date | None = None

    def __post_init__(self) -> None:
        """Refuse a link without a source, and one that binds both and not the requested state."""
        for place in ("instrument", "source"):
            if not bounded_text(getattr(self, place), place=f"link.{place}", most=MOST_TEXT).strip():
                raise InputError("must not be empty", place=f"link.{place}")
        if self.both is Truth.TRUE and self.requested is Truth.FALSE:
            raise InputError("what binds both binds the requested state", place="link.requested")


@dataclass(frozen=True, slots=True, kw_only=True)
class LawSaid:
    """An offence of the requested state's law, as somebody wrote it down in the elements."""

    code: str
    law: str
    article: str
    title: str
    conduct: str
    parts: str
    valid_from: date
    source: str
    as_of: date
    penalty_max_months: int | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdSaid:
    """The least that the greatest penalty must be, and where that stands; 0 says that nothing is asked."""

    months: int
    instrument: str
    article: str
    source: str
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenAnswer:
    """What a named person answered in writing to a flag."""

    by: str
    on: date
    text: str

    def __post_init__(self) -> None:
        """Refuse an answer of nobody, and one that says nothing."""
        if not bounded_text(self.by, place="answer.by", most=MOST_TEXT).strip():
            raise InputError("says who answers", place="answer.by")
        if len(bounded_text(self.text, place="answer.text", most=MOST_TEXT * 10).strip()) < LEAST_ANSWER:
            raise InputError(f"an answer has at least {LEAST_ANSWER} letters", place="answer.text")


@dataclass(frozen=True, slots=True, kw_only=True)
class LawCase:
    """One case between two states.

    `otherwise` says of whole groups of elements what is so of all that is not named: that no other act is alleged is
    something a person says, not something that follows from silence. `funded` says of the act that is paid for what
    `elements` says of the conduct itself.
    """

    format: str
    case: str
    kind: RequestKind
    requesting: str
    requested: str
    request_date: date
    conduct_dates: tuple[date, ...]
    charge: Charged
    treaty: str = ""
    elements: dict[Element, Fact] = field(default_factory=dict)
    otherwise: dict[Group, Fact] = field(default_factory=dict)
    funded: dict[Element, Fact] = field(default_factory=dict)
    matters: dict[Matter, Fact] = field(default_factory=dict)
    requested_law: dict[Ground, Fact] = field(default_factory=dict)
    reservations: dict[str, Fact] = field(default_factory=dict)
    other_offences: dict[str, Fact] = field(default_factory=dict)
    links: tuple[LinkSaid, ...] = ()
    laws: tuple[LawSaid, ...] = ()
    threshold: ThresholdSaid | None = None
    politicisation_answer: WrittenAnswer | None = None
    request: Draft = field(default_factory=Draft)

    def __post_init__(self) -> None:
        """Refuse another format, a state that asks itself, conduct without a day, and a request before the conduct."""
        if self.format != FORMAT:
            raise InputError(f"not the format {FORMAT}", place="case.format")
        if self.requesting == self.requested:
            raise InputError("a state does not ask itself", place="case.requested")
        if not 1 <= len(self.conduct_dates) <= MOST_DAYS:
            raise InputError(f"says 1 to {MOST_DAYS} days of the conduct", place="case.conduct_dates")
        if min(self.conduct_dates) > self.request_date:
            raise InputError("asked before the conduct", place="case.request_date")
        for place, held, most in (("links", self.links, MOST_LINKS), ("laws", self.laws, MOST_LAWS)):
            if len(held) > most:
                raise InputError(f"more than {most} entries", place=f"case.{place}")
        if len({each.instrument for each in self.links}) != len(self.links):
            raise InputError("an instrument stands twice", place="case.links")

    @property
    def facts(self) -> Mapping[Element, Fact]:
        """What is said of every element: of it alone, else of its group, else nothing."""
        return {
            element: self.elements.get(element) or self.otherwise.get(GROUP_OF[element]) or UNSAID
            for element in Element
        }
