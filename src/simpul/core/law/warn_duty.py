"""Whether a treaty obliges one state to tell another of a coming offence.

Rules (reference: Montreal 12, CPPNM 5(2)(a), SUA 14, NucTerror 7(1)(b), Beijing 18):
1. A duty is unknown until the link is known; it informs and is no gate.
2. Hostages 4(b), Bombings 15(b) and ICSFT 18(3) and (4) exchange information to prevent, UNTOC 18(4) allows it: these
   are named apart and are never a duty.
3. What must be known for the duty (that an offence *will* be committed, preparations, a credible threat) is the
   officer's to say; where it is not said, the duty is unknown and says so.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from simpul.core.errors import InputError
from simpul.core.law.answer import NotChecked
from simpul.core.law.binding import Link, link
from simpul.core.law.instrument import Instrument, Sort
from simpul.core.law.offence import Asserted
from simpul.core.law.provenance import Citation, cited, oldest
from simpul.core.law.provision import Effect, Provision, ProvisionKind
from simpul.core.law.register import Register
from simpul.core.law.scope import formulas_of
from simpul.core.law.truth import Truth, conjunction

NOT_CHECKED = (NotChecked.DECLARATIONS, NotChecked.ELEMENTS, NotChecked.TERRITORY)


class Lacking(StrEnum):
    """What would decide a duty that is unknown."""

    LINK = "link"
    SCOPE = "scope"
    KNOWLEDGE = "knowledge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Threat:
    """What is known of a coming offence: what it is asserted to be, and whether what the treaty asks is known."""

    asserted: Asserted
    knowledge: Truth = Truth.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningDuty:
    """Whether one clause obliges to warn, with its words, the link, and what is lacking to say so."""

    instrument: str
    article: str
    effect: Effect
    duty: Truth
    citations: tuple[Citation, ...]
    lacking: tuple[Lacking, ...]
    words: str = ""
    since: date | None = None
    not_checked: tuple[NotChecked, ...] = NOT_CHECKED

    def __post_init__(self) -> None:
        """Refuse a clause without a citation, a duty by a clause that only allows, and an unknown without a reason."""
        cited(self.citations)
        if self.duty is Truth.TRUE and self.effect is not Effect.OBLIGES:
            raise InputError("what only allows or exchanges is no duty", place="duty")
        if bool(self.lacking) is not (self.duty is Truth.UNKNOWN):
            raise InputError("is unknown where something is missing, and only there", place="duty")

    @property
    def as_of(self) -> date:
        """The day as of which this is so."""
        return oldest(each.provenance for each in self.citations)


def warn_duty(register: Register, warning: str, warned: str, threat: Threat, day: date) -> tuple[WarningDuty, ...]:
    """Say for every clause on a coming offence whether it obliges the one state to warn the other on a day."""
    register.state(warning, place="warning")
    register.state(warned, place="warned")
    if warning == warned:
        raise InputError("a state does not warn itself", place="warned")
    return tuple(
        _duty(register, place, link(register, code, warning, warned, day), threat)
        for code in register.instruments
        for place in register.provisions_of(code, ProvisionKind.COMING_OFFENCE)
    )


def _duty(register: Register, place: Provision, linked: Link, threat: Threat) -> WarningDuty:
    instrument = register.instrument(place.instrument)
    facts = (
        (Lacking.LINK, linked.value),
        (Lacking.SCOPE, _comes_under(register, instrument, threat)),
        (Lacking.KNOWLEDGE, threat.knowledge),
    )
    value = conjunction(fact for _, fact in facts) if place.effect is Effect.OBLIGES else Truth.FALSE
    lacking = tuple(name for name, fact in facts if fact is Truth.UNKNOWN) if value is Truth.UNKNOWN else ()
    return WarningDuty(
        instrument=place.instrument,
        article=place.article,
        effect=place.effect,
        duty=value,
        citations=(place.citation, *linked.citations),
        lacking=lacking,
        words=place.words,
        since=linked.since,
    )


def _comes_under(register: Register, instrument: Instrument, threat: Threat) -> Truth:
    """Say whether the threat as asserted is of an offence of the instrument."""
    formulas = formulas_of(register, threat.asserted.offence)
    if formulas is None or instrument.sort is Sort.GENERAL:
        return Truth.UNKNOWN
    return Truth.TRUE if any(each.instrument == instrument.code for each in formulas) else Truth.FALSE
