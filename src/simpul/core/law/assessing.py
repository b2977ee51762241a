"""What follows from a case by the law at hand: a crime in both, the grounds of refusal, what the request lacks.

It prepares and cites, and decides nothing. The same case, law and links always give the same answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from simpul.core.law.binding import link
from simpul.core.law.case import LawCase
from simpul.core.law.complete import Completeness, Requirement, completeness
from simpul.core.law.definition import Definition, StateOffence, in_scope, met
from simpul.core.law.dual import Charge, DualCriminality, Threshold, dual_criminality, known_by
from simpul.core.law.elements import Element
from simpul.core.law.formula import Known
from simpul.core.law.grounds import DUAL, INCOMPLETE, Ground, Matter, Source
from simpul.core.law.instrument import RequestKind
from simpul.core.law.provenance import Citation, Mark, Provenance
from simpul.core.law.refusal import Refusals, Tie, refusal_grounds
from simpul.core.law.register import Register
from simpul.core.law.truth import UNSAID, Fact, Truth, conjunction, disjunction

WHOLLY_WRITTEN = frozenset(
    {"icsft1999", "bombings1997", "hostages1979", "nuclear2005", "hague1970", "coe-prevention2005"}
)
"""Instruments of which every offence is written in the elements: of these alone it can be known that none is met."""
ANNEX = ("bombings1997", "hague1970", "hostages1979", "montreal1971")
"""Treaties in the annex to ICSFT whose offences are written in the elements, in words that hold between all parties."""
AMENDED_BY = {"hague1970": "beijing-protocol2010"}
"""The protocol between whose parties the offence is wider, in words that are not at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LawAtHand:
    """The law that a case is assessed by."""

    definitions: tuple[Definition, ...]
    offences: tuple[StateOffence, ...]
    sources: tuple[Source, ...]
    requirements: tuple[Requirement, ...]

    def charged(self, case: LawCase) -> Definition | None:
        """Give the definition of the offence that is charged, where the requesting state's law is at hand."""
        own = (each.definition for each in self.offences if each.state == case.requesting)
        return next((each for each in own if each.code == case.charge.offence), None)


def ties_in(register: Register, case: LawCase) -> dict[str, Tie]:
    """Give what the register knows of the instruments in force; what the case says of one stands in its place."""
    found = {}
    for code in register.instruments:
        linked = link(register, code, case.requesting, case.requested, case.request_date)
        provenance = min((each.provenance for each in linked.citations), key=lambda each: each.as_of)
        found[code] = Tie(
            instrument=code,
            both=linked.value,
            requested=linked.b.value,
            provenance=provenance,
            since=linked.since,
        )
    return found | ties_of(case)


def ties_of(case: LawCase) -> dict[str, Tie]:
    """Give what the case itself says of the instruments in force, and of the requested state's own law."""
    own = {f"law:{ground}": _own_law(ground, fact, case.request_date) for ground, fact in case.requested_law.items()}
    return own | {
        each.instrument: Tie(
            instrument=each.instrument,
            both=each.both,
            requested=disjunction((each.both, each.requested)) if each.both is Truth.TRUE else each.requested,
            provenance=Provenance(source=each.source, as_of=each.as_of, mark=Mark.SOURCE),
            since=each.since,
        )
        for each in case.links
    }


def facts_of(case: LawCase, law: LawAtHand) -> Mapping[Element, Fact]:
    """Give the facts on the conduct, and what follows from those on the act that is funded (ICSFT 2(1)(a)).

    What a person says of it stands; that it is no offence of any treaty in the annex is never computed.
    """
    facts = dict(case.facts)
    if facts[Element.FUNDED_ANNEX_OFFENCE].value is not Truth.UNKNOWN:
        return facts
    known = known_by(case.funded)
    for each in law.definitions:
        if each.instrument in ANNEX and met(each, known) is Truth.TRUE:
            source = f"computed: the act that is funded is an offence of {each.instrument} {each.article}"
            day = case.request_date.isoformat()
            facts[Element.FUNDED_ANNEX_OFFENCE] = Fact(value=Truth.TRUE, by="Simpul", on=day, source=source)
            break
    return facts


def assess_crime(case: LawCase, law: LawAtHand, requested: tuple[StateOffence, ...]) -> DualCriminality:
    """Say whether the conduct is a crime in the requested state too, by these offences of it."""
    listed = case.matters.get(Matter.ALL_OFFENCES_LISTED, UNSAID)
    return dual_criminality(
        facts_of(case, law),
        requested,
        case.conduct_dates,
        charge=Charge(definition=law.charged(case), penalty_max_months=case.charge.penalty_max_months),
        threshold=_threshold(case),
        all_listed=listed,
        law=_whole_law(case, listed),
    )


def assess_completeness(case: LawCase, law: LawAtHand) -> Completeness:
    """Say what the request lacks."""
    return completeness(case.request, case.kind, case.treaty, law.requirements)


def assess_refusal(
    case: LawCase, law: LawAtHand, ties: Mapping[str, Tie], requested: tuple[StateOffence, ...]
) -> Refusals:
    """Give every ground of refusal, from the links in force, the facts and what the other rules found."""
    found = {
        DUAL: assess_crime(case, law, requested).value,
        INCOMPLETE: Truth.TRUE if assess_completeness(case, law).blocking else Truth.FALSE,
    }
    return refusal_grounds(case.kind, law.sources, ties, _known(case, law, ties, found))


def offences_of(case: LawCase, law: LawAtHand, said: tuple[StateOffence, ...]) -> tuple[StateOffence, ...]:
    """Give the offences of the requested state: those at hand, and those that the case says."""
    return (*(each for each in law.offences if each.state == case.requested), *said)


def _own_law(ground: Ground, fact: Fact, day: date) -> Tie:
    said = date.fromisoformat(fact.on) if len(fact.on) == len("2026-03-14") else day
    provenance = Provenance(source=fact.source or "nobody said", as_of=min(said, day), mark=Mark.SOURCE)
    return Tie(instrument=f"law:{ground}", both=fact.value, requested=fact.value, provenance=provenance)


def _threshold(case: LawCase) -> Threshold | None:
    said = case.threshold
    if said is None:
        return Threshold(months=0) if case.kind is RequestKind.ASSISTANCE else None
    provenance = Provenance(source=said.source, as_of=said.as_of, mark=Mark.SOURCE)
    citation = Citation(instrument=said.instrument, article=said.article, provenance=provenance)
    return Threshold(months=said.months, citation=citation)


def _whole_law(case: LawCase, listed: Fact) -> Citation:
    """Cite who answers for the requested state's law where no offence of it is named."""
    said = listed.source or "the case names no offence of this state"
    provenance = Provenance(source=said, as_of=case.request_date, mark=Mark.SOURCE)
    return Citation(instrument=f"law of {case.requested}", article=listed.source, provenance=provenance)


def _known(case: LawCase, law: LawAtHand, ties: Mapping[str, Tie], found: Mapping[str, Truth]) -> Known:
    """Give everything that a formula about refusals can name, but for the links."""
    facts = facts_of(case, law)
    values = {
        **{element.value: fact.value for element, fact in facts.items()},
        **{matter.value: case.matters.get(matter, UNSAID).value for matter in Matter},
        **{f"reserved:{code}": fact.value for code, fact in case.reservations.items()},
        **_of_instruments(case, law, ties),
        **found,
    }
    return lambda name: values.get(name, Truth.UNKNOWN)


def _of_instruments(case: LawCase, law: LawAtHand, ties: Mapping[str, Tie]) -> dict[str, Truth]:
    """Say of each instrument whether an offence of it is met, and whether one is that is not purely domestic."""
    known = known_by(facts_of(case, law))
    values = {}
    for code in {each.instrument for each in law.definitions} | set(case.other_offences):
        own = [each for each in law.definitions if each.instrument == code]
        said = case.other_offences.get(code)
        other = said.value if said else _unwritten(code, ties)
        for name, asked in (("met", met), ("scope", in_scope)):
            found = (conjunction((asked(each, known), _is_its_text(each, ties))) for each in own)
            values[f"{name}:{code}"] = disjunction((*found, other))
    return values


def _unwritten(code: str, ties: Mapping[str, Tie]) -> Truth:
    """Say whether an offence may be met that is not written in the elements: no, or unknown."""
    later = ties.get(AMENDED_BY.get(code, ""))
    is_amended = code in AMENDED_BY and not (later and later.both is Truth.FALSE)
    return Truth.FALSE if code in WHOLLY_WRITTEN and not is_amended else Truth.UNKNOWN


def _is_its_text(definition: Definition, ties: Mapping[str, Tie]) -> Truth:
    """Say whether the text that was written down is the law between the two: yes, or unknown."""
    later = ties.get(definition.requires)
    return Truth.TRUE if not definition.requires or (later and later.both is Truth.TRUE) else Truth.UNKNOWN
