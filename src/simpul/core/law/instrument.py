"""Instruments: treaties between many states, when they enter into force, and what they put in another's place."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from simpul.core.errors import InputError
from simpul.core.law.offence import Circumstance
from simpul.core.law.provenance import Mark, Provenance
from simpul.core.law.truth import Truth

CODE = re.compile(r"[a-z][a-z0-9-]{2,39}")
MOST_DELAY = 400
MONTHS = 12


class DelayUnit(StrEnum):
    """In what a final clause counts."""

    DAYS = "days"
    MONTHS = "months"
    FIRST_OF_MONTH = "first-of-month"
    """The first day of the n-th month following."""


class Sort(StrEnum):
    """What an instrument is among others, which decides how its basis ranks."""

    REGIONAL = "regional"
    SECTORAL = "sectoral"
    GENERAL = "general"
    RIGHTS = "rights"


class RequestKind(StrEnum):
    """What kind of help an instrument can be a basis for, and what is asked for."""

    EXTRADITION = "extradition"
    ASSISTANCE = "mla"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """How long after a deposit something takes effect."""

    count: int
    unit: DelayUnit

    def __post_init__(self) -> None:
        """Refuse a delay that no final clause has."""
        if not 0 <= self.count <= MOST_DELAY:
            raise InputError(f"not a delay of 0 to {MOST_DELAY}", place="delay")

    def after(self, day: date) -> date:
        """Give the day on which what was deposited on this day takes effect."""
        if self.unit is DelayUnit.DAYS:
            return day + timedelta(days=self.count)
        year, month = divmod(day.year * MONTHS + day.month - 1 + self.count, MONTHS)
        if self.unit is DelayUnit.FIRST_OF_MONTH:
            return date(year, month + 1, 1)
        return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), _last_of(year, month + 1))


def _last_of(year: int, month: int) -> date:
    """Give the last day of a month."""
    return date(year + month // MONTHS, month % MONTHS + 1, 1) - timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalClause:
    """When an instrument enters into force: after how many consents, and with which delay, then and later."""

    consents: int
    first: Delay
    later: Delay
    article: str

    def __post_init__(self) -> None:
        """Refuse a clause that counts nothing or stands nowhere."""
        if self.consents < 1:
            raise InputError("a final clause counts at least one consent", place="final_clause")
        if not self.article.strip():
            raise InputError("a final clause stands in an article", place="final_clause")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One treaty between many states.

    The day of its entry into force is recorded; to compute it from the consents is a check, never the source.
    `parties` is where its party table is from and as of when; without it nobody knows from here who is bound.
    `open_to` names the states that can become parties, where not all can. `scope` is what must hold for any offence to
    come under a general instrument, `own_scope` what must hold for those that it defines itself.
    """

    code: str
    title: str
    sort: Sort
    adopted: date
    provenance: Provenance
    in_force: date | None = None
    in_force_mark: Mark = Mark.MEMORY
    in_force_source: str = ""
    final_clause: FinalClause | None = None
    denunciation: Delay | None = None
    depositary: str = ""
    reference: str = ""
    parties: Provenance | None = None
    serves: tuple[RequestKind, ...] = ()
    open_to: tuple[str, ...] = ()
    scope: tuple[Circumstance, ...] = ()
    own_scope: tuple[Circumstance, ...] = ()
    retroactive: Truth = Truth.UNKNOWN
    supplements: str = ""
    prevails_over: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an instrument without a code or a title, and one in force before it was adopted."""
        if not CODE.fullmatch(self.code):
            raise InputError(f"not the code of an instrument: {self.code[:40]!r}", place=self.provenance.row)
        if not self.title.strip():
            raise InputError("an instrument needs a title", place=self.provenance.row)
        if self.in_force and self.in_force < self.adopted:
            raise InputError("in force before it was adopted", place=self.provenance.row)

    @property
    def above(self) -> tuple[str, ...]:
        """The instruments that this one supplements or prevails over."""
        return (*((self.supplements,) if self.supplements else ()), *self.prevails_over)
