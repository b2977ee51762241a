"""Whether conduct is a crime in the requested state too, on its elements and never on its name.

Rules (Model Treaty on Extradition 2(2): the totality of the acts or omissions counts; UNCAC 43(2), the same idea):

1. Facts are compared, not the charge. Yes where one offence that was law on the days of the conduct is met and its
   penalty reaches the threshold; no only where every one is not met and somebody answers for it that these are all
   that could be; else unknown.
2. A motive is never counted: a law that asks for one and a law that does not are no different in conduct.
3. A charge that consists of membership or of speech alone always raises the flag of politics, whoever asks, and a
   person answers it in writing. The flag changes no value.
4. What would turn the answer is named: the smallest sets of facts, offence by offence.
5. Nothing here looks at which state it is: to swap two states that have the same law swaps nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from simpul.core.errors import InputError
from simpul.core.law.definition import LIFE, Definition, Part, StateOffence, parts_met
from simpul.core.law.elements import ACTS, MEMBERSHIP_OR_SPEECH, Element
from simpul.core.law.formula import All, Any, Atom, Formula, Known, names_in, value_of
from simpul.core.law.gaps import Gaps, gaps_of
from simpul.core.law.provenance import Citation, cited, oldest
from simpul.core.law.truth import UNSAID, Fact, Truth

Facts = Mapping[Element, Fact]

ALL_LISTED = "all_offences_listed"
"""That these are all offences of the requested state that the conduct could be."""
PENALTY_REQUESTING = "penalty:requesting"
NO_OFFENCE = "requested-law"
"""What is cited where no offence of the requested state is known."""


class Flag(StrEnum):
    """What a person has to answer in writing before anything is decided."""

    POLITICISATION = "politicisation"


class NotCounted(StrEnum):
    """What an answer on dual criminality does not take into account."""

    MOTIVE = "motive"
    DEFENCES = "defences-and-justifications"
    EVIDENCE = "weight-of-the-evidence"
    CHANGES_SINCE = "changes-of-the-law-since-as-of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """The least that the greatest penalty must be on both sides, in months, and where that stands; 0 asks nothing."""

    months: int
    citation: Citation | None = None

    def __post_init__(self) -> None:
        """Refuse a threshold that there is not, and one that stands nowhere."""
        if not 0 <= self.months <= LIFE:
            raise InputError(f"not 0 to {LIFE} months", place="threshold")
        if self.months and not self.citation:
            raise InputError("says where it stands", place="threshold")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relied:
    """One fact that an answer stands on, with who said it."""

    element: Element
    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class OffenceTest:
    """How the conduct stands to one offence of the requested state."""

    code: str
    title: str
    value: Truth
    elements: Truth
    was_law: Truth
    penalty: Truth
    parts: tuple[str, ...]
    formula_sha256: str
    motive_not_counted: Truth
    citation: Citation
    relied: tuple[Relied, ...]
    gaps: Gaps


@dataclass(frozen=True, slots=True, kw_only=True)
class DualCriminality:
    """Whether the conduct is a crime in the requested state too: the answer, why, and what would turn it."""

    value: Truth
    tests: tuple[OffenceTest, ...]
    flags: tuple[Flag, ...]
    citations: tuple[Citation, ...]
    not_counted: tuple[NotCounted, ...]
    missing: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an answer that cites nothing."""
        cited(self.citations)

    @property
    def as_of(self) -> date:
        """The day as of which the answer is right: that of the oldest law it stands on."""
        return oldest(each.provenance for each in self.citations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What the requesting state charges: its offence where it is known, and the greatest penalty in months."""

    definition: Definition | None = None
    penalty_max_months: int | None = None


def dual_criminality(
    facts: Facts,
    offences: tuple[StateOffence, ...],
    days: tuple[date, ...],
    *,
    charge: Charge,
    threshold: Threshold | None,
    all_listed: Fact,
    law: Citation,
) -> DualCriminality:
    """Say whether conduct is a crime by these offences of the requested state; `law` is cited where there is none."""
    if len({each.definition.code for each in offences}) != len(offences):
        raise InputError("two offences have the same code", place="laws")
    known = known_by(facts)
    penalties = _penalties(offences, charge, threshold)
    tests = tuple(_test(facts, known, offence, days, penalties) for offence in offences)
    met = Any(parts=tuple(_formula(offence) for offence in offences))
    value = value_of(met, _environment(known, offences, days, penalties))
    if value is Truth.FALSE and all_listed.value is not Truth.TRUE:
        value = Truth.UNKNOWN
    cited_law = tuple(test.citation for test in tests) or (law,)
    citations = (*cited_law, *((threshold.citation,) if threshold and threshold.citation else ()))
    return DualCriminality(
        value=value,
        tests=tests,
        flags=flags_of(facts, charge),
        citations=citations,
        not_counted=tuple(NotCounted),
        missing=_missing(value, tests, all_listed),
    )


def known_by(facts: Facts) -> Known:
    """Give what is known by facts: of what nobody said anything, nothing."""
    return lambda name: facts.get(Element(name), UNSAID).value


def flags_of(facts: Facts, charge: Charge) -> tuple[Flag, ...]:
    """Raise the flag where no act but membership or speech is asserted or charged."""
    said = {element for element, fact in facts.items() if element in ACTS and fact.value is not Truth.FALSE}
    held = {element for element in said if facts[element].value is Truth.TRUE}
    only = bool(said & MEMBERSHIP_OR_SPEECH) and not held - MEMBERSHIP_OR_SPEECH
    charged = charge.definition is not None and charge.definition.is_membership_or_speech
    return (Flag.POLITICISATION,) if only or charged else ()


def _formula(offence: StateOffence) -> Formula:
    code = offence.definition.code
    conditions = (Atom(name=f"was_law:{code}"), Atom(name=PENALTY_REQUESTING), Atom(name=f"penalty:{code}"))
    return All(parts=(offence.definition.formula, *conditions))


def _penalties(offences: tuple[StateOffence, ...], charge: Charge, threshold: Threshold | None) -> dict[str, Truth]:
    reached = {PENALTY_REQUESTING: _reaches(charge.penalty_max_months, threshold)}
    for offence in offences:
        reached[f"penalty:{offence.definition.code}"] = _reaches(offence.penalty_max_months, threshold)
    return reached


def _reaches(months: int | None, threshold: Threshold | None) -> Truth:
    if threshold is not None and threshold.months == 0:
        return Truth.TRUE
    if threshold is None or months is None:
        return Truth.UNKNOWN
    return Truth.TRUE if months >= threshold.months else Truth.FALSE


def _environment(
    known: Known, offences: tuple[StateOffence, ...], days: tuple[date, ...], penalties: Mapping[str, Truth]
) -> Known:
    found = {**penalties, **{f"was_law:{each.definition.code}": each.is_law_on(days) for each in offences}}
    return lambda name: found[name] if name in found else known(name)


def _test(
    facts: Facts, known: Known, offence: StateOffence, days: tuple[date, ...], penalties: Mapping[str, Truth]
) -> OffenceTest:
    definition = offence.definition
    formula, everything = _formula(offence), _environment(known, (offence,), days, penalties)
    value = value_of(formula, everything)
    turned = Truth.FALSE if value is Truth.TRUE else Truth.TRUE
    parts: tuple[Part, ...] = parts_met(definition, known)
    return OffenceTest(
        code=definition.code,
        title=definition.title,
        value=value,
        elements=value_of(definition.formula, known),
        was_law=everything(f"was_law:{definition.code}"),
        penalty=value_of(
            All(parts=(Atom(name=PENALTY_REQUESTING), Atom(name=f"penalty:{definition.code}"))), everything
        ),
        parts=tuple(part.article for part in parts),
        formula_sha256=definition.sha256,
        motive_not_counted=Truth.TRUE if definition.has_motive else Truth.FALSE,
        citation=definition.citation,
        relied=_relied(facts, definition.formula),
        gaps=gaps_of(formula, everything, turns_to=turned),
    )


def _relied(facts: Facts, formula: Formula) -> tuple[Relied, ...]:
    said = ((Element(name), facts.get(Element(name), UNSAID)) for name in names_in(formula))
    return tuple(Relied(element=element, fact=fact) for element, fact in said if fact.value is not Truth.UNKNOWN)


def _missing(value: Truth, tests: tuple[OffenceTest, ...], all_listed: Fact) -> tuple[str, ...]:
    """Name what would settle an unknown answer: the facts of the smallest gaps, of whichever offence they are."""
    if value is not Truth.UNKNOWN:
        return ()
    gaps = [gap for test in tests if test.value is Truth.UNKNOWN for gap in test.gaps.found]
    fewest = min((len(gap.needs) for gap in gaps), default=0)
    names = dict.fromkeys(name for gap in gaps if len(gap.needs) == fewest for name, _ in gap.needs)
    if all_listed.value is not Truth.TRUE:
        names[ALL_LISTED] = None
    return tuple(names)
