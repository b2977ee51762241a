"""What a provision's effect hangs on: scope, domestic exclusion, the requested state's law, other treaties, time."""

from dataclasses import dataclass

from simpul.core.law.answer import Missing
from simpul.core.law.binding import Link
from simpul.core.law.instrument import Instrument, RequestKind, Sort
from simpul.core.law.matter import Matter
from simpul.core.law.offence import Circumstance
from simpul.core.law.provision import Provision, ProvisionKind
from simpul.core.law.truth import Truth, conjunction, negation

PLACES = {
    RequestKind.EXTRADITION: (
        ProvisionKind.DEEMED_EXTRADITABLE,
        ProvisionKind.CONVENTION_AS_BASIS,
        ProvisionKind.RECOGNITION,
    ),
    RequestKind.ASSISTANCE: (ProvisionKind.ASSISTANCE, ProvisionKind.ASSISTANCE_PROCEDURE),
}
"""The kinds of provision that are a basis for each kind of help."""

Condition = tuple[Missing, Truth]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Whether all conditions of a provision are met, and what is missing to say so."""

    value: Truth
    missing: tuple[Missing, ...]


def scope(matter: Matter, instrument: Instrument) -> Truth:
    """Say whether the request as asserted comes under an instrument.

    A regional treaty on a kind of help takes every offence. A sectoral convention takes its own. A general one takes
    its own under the conditions of its scope, and others under those of what it calls serious.
    """
    if instrument.sort is Sort.REGIONAL:
        return Truth.TRUE
    is_own = bool(matter.articles(instrument.code))
    if instrument.sort is Sort.SECTORAL:
        return Truth.UNKNOWN if matter.formulas is None else Truth.TRUE if is_own else Truth.FALSE
    conditions = instrument.own_scope if is_own else instrument.scope
    return conjunction(matter.said(each) for each in conditions)


def reached(matter: Matter, place: Provision) -> Truth:
    """Say whether a place applies in view of the instrument's exclusion of purely domestic cases."""
    excludes = matter.register.provisions_of(place.instrument, ProvisionKind.DOMESTIC_EXCLUSION)
    if place.survives_exclusion or not excludes:
        return Truth.TRUE
    return negation(matter.said(Circumstance.DOMESTIC_ONLY))


def conditions_of(matter: Matter, linked: Link, place: Provision) -> Conditions:
    """Say whether the conditions of a provision are met between the two for this request."""
    instrument = matter.register.instrument(place.instrument)
    asked: tuple[Condition, ...] = (
        *_of_law(matter, place),
        (Missing.SCOPE, scope(matter, instrument)),
        (Missing.DOMESTIC_ONLY, reached(matter, place)),
        (Missing.CONDUCT_BEFORE, _in_time(matter, linked, instrument.retroactive)),
        *_of_protocol(matter, place),
    )
    value = conjunction(is_met for _, is_met in asked)
    missing = dict.fromkeys(fact for fact, is_met in asked if is_met is Truth.UNKNOWN)
    return Conditions(value=value, missing=tuple(missing))


def _of_law(matter: Matter, place: Provision) -> tuple[Condition, ...]:
    """Give the conditions that lie in the requested state's law and in other treaties of the two."""
    required = matter.law.treaty_required if matter.law else Truth.UNKNOWN
    has = matter.has_treaty
    by_kind: dict[ProvisionKind, tuple[Condition, ...]] = {
        ProvisionKind.DEEMED_EXTRADITABLE: ((Missing.EXTRADITION_TREATY, has),),
        ProvisionKind.CONVENTION_AS_BASIS: (
            (Missing.TREATY_REQUIRED, required),
            (Missing.EXTRADITION_TREATY, negation(has)),
        ),
        ProvisionKind.RECOGNITION: ((Missing.TREATY_REQUIRED, negation(required)),),
        ProvisionKind.ASSISTANCE_PROCEDURE: ((Missing.ASSISTANCE_TREATY, negation(has)),),
    }
    return by_kind.get(place.kind, ())


def _of_protocol(matter: Matter, place: Provision) -> tuple[Condition, ...]:
    if not place.requires:
        return ()
    return ((Missing.LATER_PROTOCOL, matter.link(place.requires).value),)


def _in_time(matter: Matter, linked: Link, retroactive: Truth) -> Truth:
    """Say whether the conduct lies in the time of the link; before it is a question, never a no (VCLT article 28)."""
    is_after = linked.since is not None and linked.since <= min(matter.question.conduct_dates)
    return Truth.TRUE if is_after or retroactive is Truth.TRUE else Truth.UNKNOWN
