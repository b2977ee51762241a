"""Which question next: what a case still has to be asked, so that a person is asked for nothing that is said already.

Rules:
1. What is said is not asked again; that something is not known is an answer too. Answering a question removes it.
2. Of the conduct only those facts are asked that could turn an answer: the smallest set of them that would make it an
   offence of the treaty that is used, then one of the requested state's law, of the acts that were done. Where no fact
   that nobody answered could do that, none is asked.
3. The steps are asked in their order, and in each what would settle an answer of the law before what the request must
   say; what is only advised comes last of all.
4. When nothing that keeps the request from being sent is asked any more, the request is complete.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from simpul.core.law.assessing import (
    WHOLLY_WRITTEN,
    LawAtHand,
    assess_completeness,
    assess_crime,
    assess_refusal,
    facts_of,
)
from simpul.core.law.case import LawCase
from simpul.core.law.complete import BLOCKING, Completeness, Item
from simpul.core.law.definition import StateOffence
from simpul.core.law.dual import DualCriminality, known_by
from simpul.core.law.elements import ACTS, GROUP_OF, Element, Group
from simpul.core.law.formula import ALWAYS, NEVER, All, Any, Atom, Formula, Known, Not, names_in, value_of
from simpul.core.law.gaps import MOST_NEEDS, gaps_of
from simpul.core.law.grounds import Ground, Matter
from simpul.core.law.instrument import RequestKind
from simpul.core.law.provenance import Citation
from simpul.core.law.refusal import Refusals, Tie
from simpul.core.law.truth import Fact, Truth, negation

RECIPROCITY = "reciprocity"
"""What a case says in the place of a treaty where it asks on reciprocity."""
ACTS_SAID = "acts"
"""That some act was done: asked first where no treaty says which facts matter."""


class Step(StrEnum):
    """The steps of drafting, in their order."""

    PARTIES = "parties"
    CONDUCT = "conduct"
    FLAG = "flag"
    PERSONS = "persons"
    REQUEST = "request"
    REFUSAL = "refusal"


class Weight(IntEnum):
    """What follows when a question stays open."""

    MUST = 0
    """The request is not sent."""
    SETTLES = 1
    """An answer of the law stays unknown."""
    ADVISED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question: at which step, where in the case the answer belongs, and what asks for it.

    `together` is of how many facts the smallest set is in which this one would turn an answer.
    """

    step: Step
    place: str
    weight: Weight
    together: int = 0
    citations: tuple[Citation, ...] = ()
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """Everything that follows from a case by the law at hand."""

    crime: DualCriminality
    refusals: Refusals
    completeness: Completeness

    @property
    def waits_for_answer(self) -> bool:
        """Whether a flag is raised."""
        return bool(self.crime.flags)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """Every question that is open, the next one first."""

    asked: tuple[Asked, ...]

    @property
    def next(self) -> Asked | None:
        """The question to ask now; nothing where none is open."""
        return self.asked[0] if self.asked else None

    @property
    def is_complete(self) -> bool:
        """Whether nothing is open that keeps the request from being sent."""
        return all(each.weight is not Weight.MUST for each in self.asked)

    def of(self, step: Step) -> tuple[Asked, ...]:
        """Give the questions of one step."""
        return tuple(each for each in self.asked if each.step is step)


PARTIES = frozenset({Item.AUTHORITY, Item.CONTACT, Item.LANGUAGE, Item.CONDUCTING_AUTHORITY, Item.CONDUCTING_FUNCTIONS})
CONDUCT = frozenset(
    {
        *(Item.FACTS, Item.OFFENCE_TIME, Item.OFFENCE_PLACE),
        *(Item.LEGAL_DESCRIPTION, Item.LEGAL_PROVISIONS, Item.ENACTMENTS),
    }
)
PERSONS = frozenset({Item.IDENTITY, Item.LOCATION, Item.NATIONALITY})


def step_of(item: Item) -> Step:
    """Give the step at which an item of the request is asked."""
    named = ((PARTIES, Step.PARTIES), (CONDUCT, Step.CONDUCT), (PERSONS, Step.PERSONS))
    return next((step for items, step in named if item in items), Step.REQUEST)


def assessed(case: LawCase, law: LawAtHand, ties: Mapping[str, Tie], requested: tuple[StateOffence, ...]) -> Assessed:
    """Compute everything that follows from a case."""
    return Assessed(
        crime=assess_crime(case, law, requested),
        refusals=assess_refusal(case, law, ties, requested),
        completeness=assess_completeness(case, law),
    )


def interview(case: LawCase, law: LawAtHand, requested: tuple[StateOffence, ...], found: Assessed) -> Interview:
    """Give every question that a case leaves open, the next one first; `requested` are that state's offences."""
    asked = (
        *_of_parties(case, found),
        *_of_conduct(case, law, requested, found),
        *_of_flag(case, found),
        *_of_request(found),
        *_of_refusal(found),
    )
    return Interview(asked=tuple(sorted(_once(each for each in asked if not is_said(case, each.place)), key=_order)))


def is_said(case: LawCase, place: str) -> bool:
    """Say whether somebody answered what is asked at a place, be it that it is not known.

    What a request must say is not looked at here: what it lacks is told by `complete.py`.
    """
    section, _, name = place.partition(".")
    if section in {"elements", "otherwise"}:
        groups = {Group(name)} if section == "otherwise" else {GROUP_OF[Element(name)]}
        return bool(groups & set(case.otherwise)) or name in case.elements
    if section == "links":
        return any(each.instrument == name for each in case.links)
    if section in {"matters", "requested_law", "reservations", "other_offences"}:
        return name in getattr(case, section)
    if place == ACTS_SAID:
        return Group.ACT in case.otherwise or any(fact.value is Truth.TRUE for fact in _acts(case))
    if place == "charge.penalty_max_months":
        return case.charge.penalty_max_months is not None
    if place in {"treaty", "threshold", "laws", "politicisation_answer"}:
        return bool(getattr(case, place))
    return False


def _acts(case: LawCase) -> Iterator[Fact]:
    return (fact for element, fact in case.facts.items() if element in ACTS)


def _order(asked: Asked) -> tuple[bool, int, bool, int]:
    """Put advice last, and in each step what settles an answer first: facts of conduct, by the fewest together."""
    is_advice, is_wanted = asked.weight is Weight.ADVISED, asked.weight is Weight.MUST
    return is_advice, tuple(Step).index(asked.step), is_wanted, asked.together or MOST_NEEDS + 1


def _once(asked: Iterable[Asked]) -> Iterator[Asked]:
    """Join what asks for the same, by the strictest of it."""
    joined: dict[str, Asked] = {}
    for each in asked:
        held = joined.get(each.place)
        joined[each.place] = each if held is None else _both(held, each)
    yield from joined.values()


def _both(one: Asked, other: Asked) -> Asked:
    strict = min(one, other, key=lambda each: (each.weight, each.together))
    return replace(
        strict,
        citations=tuple(dict.fromkeys((*one.citations, *other.citations))),
        grounds=tuple(dict.fromkeys((*one.grounds, *other.grounds))),
    )


def _of_parties(case: LawCase, found: Assessed) -> Iterator[Asked]:
    yield Asked(step=Step.PARTIES, place="treaty", weight=Weight.SETTLES)
    opened = [test for test in found.crime.tests if test.value is test.penalty is Truth.UNKNOWN]
    if opened:
        cited = tuple(test.citation for test in opened)
        yield Asked(step=Step.PARTIES, place="charge.penalty_max_months", weight=Weight.SETTLES, citations=cited)
        if case.kind is RequestKind.EXTRADITION:
            yield Asked(step=Step.PARTIES, place="threshold", weight=Weight.SETTLES, citations=cited)


def _of_conduct(case: LawCase, law: LawAtHand, requested: tuple[StateOffence, ...], found: Assessed) -> Iterator[Asked]:
    known = known_by(facts_of(case, law))
    own = [each for each in law.definitions if each.instrument == case.treaty]
    met = [(each.formula, each.citation) for each in own]
    in_scope = [(All(parts=(each.formula, Not(part=each.domestic))), each.citation) for each in own]
    asked = tuple(_nearest(met, known, declined(case))) or tuple(_nearest(in_scope, known, declined(case)))
    yield from asked
    if not asked and not is_said(case, ACTS_SAID):
        yield Asked(step=Step.CONDUCT, place=ACTS_SAID, weight=Weight.SETTLES)
    elif not asked:
        yield from _nearest(_at_home(case, requested, found), known, declined(case))
    if found.crime.value is Truth.UNKNOWN:
        listed = f"matters.{Matter.ALL_OFFENCES_LISTED}"
        yield Asked(step=Step.CONDUCT, place=listed, weight=Weight.SETTLES, citations=found.crime.citations)
        if not requested and not is_said(case, listed):
            yield Asked(step=Step.CONDUCT, place="laws", weight=Weight.SETTLES, citations=found.crime.citations)


def _at_home(case: LawCase, requested: tuple[StateOffence, ...], found: Assessed) -> list[tuple[Formula, Citation]]:
    """Give the requested state's offences that come into question: those of an act that was done, if there are any."""
    law_then = {test.code for test in found.crime.tests if test.was_law is not Truth.FALSE}
    offences = [each.definition for each in requested if each.definition.code in law_then]
    done = {element.value for element in ACTS if case.facts[element].value is Truth.TRUE}
    near = [each for each in offences if done & set(names_in(each.conduct))]
    return [(each.formula, each.citation) for each in near or offences]


def declined(case: LawCase) -> frozenset[str]:
    """Give the elements of which somebody said that they are not known."""
    return frozenset(
        element.value
        for element, fact in case.facts.items()
        if fact.value is Truth.UNKNOWN and is_said(case, f"elements.{element}")
    )


def _nearest(wanted: Sequence[tuple[Formula, Citation]], known: Known, unknowable: frozenset[str]) -> Iterator[Asked]:
    """Ask for the smallest sets of facts that would make one of these so; nothing where one is, or none can be."""
    if any(value_of(formula, known) is Truth.TRUE for formula, _ in wanted):
        return
    sets = [(names, cited) for formula, cited in wanted for names in facts_that_turn(formula, known, unknowable)]
    fewest = min((len(names) for names, _ in sets), default=0)
    for names, cited in sets:
        for name in names if len(names) == fewest else ():
            place = f"elements.{name}"
            yield Asked(step=Step.CONDUCT, place=place, weight=Weight.SETTLES, together=fewest, citations=(cited,))


def facts_that_turn(formula: Formula, known: Known, unknowable: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    """Give the smallest sets of facts that would make a formula true without any that cannot be known.

    Where there are too many to see, one set of all that is open.
    """
    reachable = _without_help(formula, unknowable, Truth.TRUE)
    if value_of(reachable, known) is not Truth.UNKNOWN:
        return ()
    found = gaps_of(reachable, known, turns_to=Truth.TRUE).found
    if found:
        return tuple(tuple(name for name, _ in gap.needs) for gap in found)
    return (tuple(name for name in names_in(reachable) if known(name) is Truth.UNKNOWN),)


def _without_help(formula: Formula, names: frozenset[str], wanted: Truth) -> Formula:
    """Give the formula as if these names never were what would help it to be what is wanted."""
    if isinstance(formula, Atom):
        if formula.name not in names:
            return formula
        return NEVER if wanted is Truth.TRUE else ALWAYS
    if isinstance(formula, Not):
        return Not(part=_without_help(formula.part, names, negation(wanted)))
    parts = tuple(_without_help(part, names, wanted) for part in formula.parts)
    return All(parts=parts) if isinstance(formula, All) else Any(parts=parts)


def _of_flag(case: LawCase, found: Assessed) -> Iterator[Asked]:
    if found.crime.flags and case.politicisation_answer is None:
        cited = found.crime.citations
        yield Asked(step=Step.FLAG, place="politicisation_answer", weight=Weight.MUST, citations=cited)


def _of_request(found: Assessed) -> Iterator[Asked]:
    for each in found.completeness.missing:
        weight = Weight.MUST if each.severity in BLOCKING else Weight.ADVISED
        yield Asked(step=step_of(each.item), place=each.place, weight=weight, citations=(each.citation,))


def _of_refusal(found: Assessed) -> Iterator[Asked]:
    """Ask for what a ground of refusal hangs on: of a mandatory one, since it stands in the way; else as advice."""
    for ground in found.refusals.grounds:
        weight = Weight.SETTLES if ground.blocks_granting else Weight.ADVISED
        cited = tuple(each.citation for each in ground.sources if each.in_force is not Truth.FALSE)
        for name in ground.missing:
            place = _place_of(name)
            if place:
                step = Step.CONDUCT if place.startswith("elements.") else Step.REFUSAL
                yield Asked(step=step, place=place, weight=weight, citations=cited, grounds=(ground.ground,))


def _place_of(name: str) -> str:
    """Give where the answer to a name of a formula belongs; nowhere where it is computed."""
    prefix, colon, what = name.partition(":")
    if colon:
        return _place_behind(prefix, what)
    if name in set(Matter):
        return f"matters.{name}"
    return f"elements.{name}" if name in set(Element) else ""


def _place_behind(prefix: str, what: str) -> str:
    sections = {"link": "links", "bound": "links", "reserved": "reservations", "law": "requested_law"}
    if prefix in sections:
        return f"{sections[prefix]}.{what}"
    if what in WHOLLY_WRITTEN:
        return f"otherwise.{Group.ACT}"
    return f"other_offences.{what}"
