"""Whether a state is bound by an instrument on a day, and whether two states are bound to each other.

Rules:
1. Yes where a recorded consent is in effect; no where none is, up to the day of the party table; after that day, and
   where no table was taken in, the absence of a row is unknown, never no.
2. Before its adoption, and before its recorded entry into force, an instrument binds nobody.
3. Two states are linked where both are bound and no objection that precludes relations stands between them. The link
   is symmetric, and it holds since the later of the two days.
"""

from dataclasses import dataclass
from datetime import date

from simpul.core.law.instrument import Instrument
from simpul.core.law.provenance import Citation, Provenance, cited
from simpul.core.law.register import Register
from simpul.core.law.standing import Period
from simpul.core.law.status import Declaration, DeclarationEffect
from simpul.core.law.truth import Truth, conjunction


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Whether one state is bound on a day, since when, and by which record."""

    state: str
    value: Truth
    provenance: Provenance
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Whether two states are bound to each other by an instrument on a day; `since` is said where they are."""

    instrument: str
    value: Truth
    a: Bound
    b: Bound
    citations: tuple[Citation, ...]
    since: date | None = None

    def __post_init__(self) -> None:
        """Refuse a link that cites nothing."""
        cited(self.citations)


def bound(register: Register, code: str, state: str, day: date) -> Bound:
    """Say whether a state is bound by an instrument on a day."""
    instrument = register.instrument(code)
    for period in register.periods.get((code, state), ()):
        if period.holds_on(day):
            row = period.consent.provenance
            return Bound(state=state, value=Truth.TRUE, provenance=row, period=period)
    acts = register.acts.get((code, state), ())
    source = acts[-1].provenance if acts else instrument.parties or instrument.provenance
    return Bound(state=state, value=_absent(instrument, state, day), provenance=source)


def link(register: Register, code: str, a: str, b: str, day: date) -> Link:
    """Say whether two states are bound to each other by an instrument on a day."""
    sides = (bound(register, code, a, day), bound(register, code, b, day))
    objection = _objection(register, code, a, b, day)
    value = Truth.FALSE if objection else conjunction(side.value for side in sides)
    citations = [
        Citation(instrument=code, article="", provenance=each)
        for each in dict.fromkeys(
            (*(side.provenance for side in sides), *((objection.provenance,) if objection else ()))
        )
    ]
    since = max(side.period.since for side in sides if side.period) if value is Truth.TRUE else None
    return Link(instrument=code, value=value, a=sides[0], b=sides[1], citations=tuple(citations), since=since)


def _absent(instrument: Instrument, state: str, day: date) -> Truth:
    """Give what it means that no consent is in effect."""
    if day < instrument.adopted or (instrument.in_force and day < instrument.in_force):
        return Truth.FALSE
    if instrument.open_to and state not in instrument.open_to:
        return Truth.FALSE
    if instrument.parties is None or day > instrument.parties.as_of:
        return Truth.UNKNOWN
    return Truth.FALSE


def _objection(register: Register, code: str, a: str, b: str, day: date) -> Declaration | None:
    """Give an objection that precludes relations between two states, whoever of them made it."""
    for each in register.declared:
        precludes = each.effect is DeclarationEffect.PRECLUDES_RELATIONS and each.instrument == code
        if precludes and {each.state, each.against} == {a, b} and each.holds_on(day):
            return each
    return None
