"""The law beside a case: what follows from it, in words, each with its articles and its day, as a document."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from simpul.core.errors import InputError
from simpul.core.law.assessing import LawAtHand, ties_in
from simpul.core.law.basis import basis
from simpul.core.law.case import LawCase, WrittenAnswer
from simpul.core.law.complete import BLOCKING, Missing
from simpul.core.law.definition import StateOffence
from simpul.core.law.dual import DualCriminality, OffenceTest
from simpul.core.law.elements import Element
from simpul.core.law.grounds import REQUESTED_LAW
from simpul.core.law.interview import Assessed, Step, assessed, step_of
from simpul.core.law.offence import CODE, Asserted, Circumstance
from simpul.core.law.provenance import Citation
from simpul.core.law.question import Question
from simpul.core.law.refusal import GroundFinding, Tie
from simpul.core.law.register import Register
from simpul.core.law.truth import Truth
from simpul.web.views.law_basis import AnswerView, answer_view
from simpul.web.words.law_cases import GROUNDS, ITEMS, NOT_COUNTED, REFUSAL_EFFECTS, SEVERITIES, TRUTHS
from simpul.web.words.law_facts import words_of

NOT_SAID = "not-said"
"""The code of an offence that nobody asserted: it excludes no treaty."""
NEAREST = 3
"""Of how many offences that are not met it is said what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A fact in words; `what` stands in their place of that name."""

    words: str
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A fact and what it would have to be."""

    fact: Named
    value: Truth
    value_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OffenceRow:
    """How the conduct stands to one offence of the requested state; `needs` is what would turn it."""

    title: str
    place: str
    value: Truth
    value_words: str
    needs: tuple[Need, ...]
    relied: tuple[str, ...]
    motive_not_counted: bool
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CrimePart:
    """Whether the conduct is a crime in both."""

    value: Truth
    value_words: str
    offences: tuple[OffenceRow, ...]
    others: int
    missing: tuple[Named, ...]
    not_counted: tuple[str, ...]
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundRow:
    """One ground of refusal; `perhaps` where its kind hangs on what is not known."""

    ground: str
    words: str
    value: Truth
    value_words: str
    kind: str
    perhaps: bool
    articles: tuple[str, ...]
    missing: tuple[Named, ...]
    blocks: bool
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LackingRow:
    """One item that is missing, what asks for it, and where it is said."""

    words: str
    number: int
    articles: tuple[str, ...]
    severity: str
    blocks: bool
    step: Step
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Everything that follows from a case; `unregistered` names the state that the register does not know."""

    basis: AnswerView | None
    unregistered: str
    crime: CrimePart
    grounds: tuple[GroundRow, ...]
    absent: tuple[str, ...]
    duties: tuple[str, ...]
    lacking: tuple[LackingRow, ...]
    blocking: int
    is_flagged: bool
    answer: WrittenAnswer | None

    @property
    def is_complete(self) -> bool:
        """Whether nothing keeps the request from being sent."""
        return not self.blocking and (self.answer is not None or not self.is_flagged)


def found_of(
    case: LawCase, law: LawAtHand, held: Register, requested: tuple[StateOffence, ...]
) -> tuple[Assessed, Mapping[str, Tie]]:
    """Compute what follows from a case by the register."""
    ties = ties_in(held, case)
    return assessed(case, law, ties, requested), ties


def beside_of(case: LawCase, held: Register, found: Assessed) -> Beside:
    """Give everything that follows from a case, in words."""
    answer, unregistered = _basis(case, held)
    lacking = _lacking(found.completeness.missing)
    open_grounds = [each for each in found.refusals.grounds if each.value is not Truth.FALSE]
    return Beside(
        basis=answer,
        unregistered=unregistered,
        crime=_crime(found.crime),
        grounds=tuple(_ground(each) for each in sorted(open_grounds, key=_how_near)),
        absent=tuple(GROUNDS[each.ground] for each in found.refusals.grounds if each.value is Truth.FALSE),
        duties=tuple(_place(each.citation) for each in found.refusals.duties if each.value is Truth.TRUE),
        lacking=lacking,
        blocking=sum(each.blocks for each in lacking),
        is_flagged=found.waits_for_answer,
        answer=case.politicisation_answer,
    )


def _basis(case: LawCase, held: Register) -> tuple[AnswerView | None, str]:
    """Give the bases by the register, or the state that it does not know."""
    for state in (case.requesting, case.requested):
        if state not in held.states:
            return None, state
    return answer_view(held, basis(held, question_of(case))), ""


def question_of(case: LawCase) -> Question:
    """Give the question for a basis that a case asks."""
    offence = case.charge.offence if CODE.fullmatch(case.charge.offence) else NOT_SAID
    domestic = case.facts[Element.WITHIN_ONE_STATE].value
    said = {Circumstance.DOMESTIC_ONLY: domestic} if domestic is Truth.FALSE else {}
    return Question(
        requesting=case.requesting,
        requested=case.requested,
        kind=case.kind,
        asserted=Asserted(offence=offence, circumstances=said),
        conduct_dates=case.conduct_dates,
        request_date=case.request_date,
    )


def _crime(found: DualCriminality) -> CrimePart:
    told = _told(found)
    return CrimePart(
        value=found.value,
        value_words=TRUTHS[found.value],
        offences=tuple(_offence(each) for each in told),
        others=len(found.tests) - len(told),
        missing=_named(found.missing),
        not_counted=tuple(NOT_COUNTED[each] for each in found.not_counted),
        as_of=found.as_of,
    )


def _told(found: DualCriminality) -> tuple[OffenceTest, ...]:
    """Give the offences that are met; else those that are open or not met and come nearest."""
    if met := tuple(each for each in found.tests if each.value is Truth.TRUE):
        return met
    near = [each for each in found.tests if each.gaps.found]
    near.sort(key=lambda each: (each.value is Truth.FALSE, len(each.gaps.found[0].needs)))
    return tuple(near[:NEAREST])


def _offence(test: OffenceTest) -> OffenceRow:
    needs = test.gaps.found[0].needs if test.value is not Truth.TRUE and test.gaps.found else ()
    return OffenceRow(
        title=test.title,
        place=_place(test.citation),
        value=test.value,
        value_words=TRUTHS[test.value],
        needs=tuple(Need(fact=_name(name), value=value, value_words=TRUTHS[value]) for name, value in needs),
        relied=tuple(_name(each.element.value).words for each in test.relied if each.fact.value is Truth.TRUE),
        motive_not_counted=test.motive_not_counted is Truth.TRUE,
        as_of=test.citation.provenance.as_of,
    )


def _how_near(found: GroundFinding) -> tuple[bool, bool]:
    return not found.blocks_granting, found.value is not Truth.TRUE


def _ground(found: GroundFinding) -> GroundRow:
    kind = found.kind or found.may_be
    return GroundRow(
        ground=found.ground.value,
        words=GROUNDS[found.ground],
        value=found.value,
        value_words=TRUTHS[found.value],
        kind=REFUSAL_EFFECTS[kind] if kind else "",
        perhaps=found.kind is None,
        articles=_articles(
            each.citation
            for each in found.sources
            if each.in_force is not Truth.FALSE and (each.tie or each.source.instrument != REQUESTED_LAW)
        ),
        missing=_named(found.missing),
        blocks=found.blocks_granting,
        as_of=found.as_of,
    )


def _lacking(missing: Iterable[Missing]) -> tuple[LackingRow, ...]:
    """Give every item that is missing once, the strictest first, with everything that asks for it."""
    rows: dict[tuple[str, str], list[Missing]] = {}
    for each in missing:
        rows.setdefault((each.place, each.item.value), []).append(each)
    made = [_lacks(asked) for asked in rows.values()]
    return tuple(sorted(made, key=lambda row: not row.blocks))


def _lacks(asked: list[Missing]) -> LackingRow:
    strictest = min(asked, key=lambda each: each.severity not in BLOCKING)
    number = strictest.place.partition("persons[")[2].partition("]")[0]
    return LackingRow(
        words=ITEMS[strictest.item],
        number=int(number) + 1 if number else 0,
        articles=_articles(each.citation for each in asked),
        severity=SEVERITIES[strictest.severity],
        blocks=strictest.severity in BLOCKING,
        step=step_of(strictest.item),
        place=strictest.place,
    )


def _named(names: Iterable[str]) -> tuple[Named, ...]:
    return tuple(_name(name) for name in names)


def _name(name: str) -> Named:
    words, what = words_of(name)
    return Named(words=words, what=what)


def _articles(citations: Iterable[Citation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_place(each) for each in citations))


def _place(citation: Citation) -> str:
    if citation.instrument == REQUESTED_LAW:
        return citation.article
    return f"{citation.instrument} {citation.article}".strip()


def refused(error: InputError) -> str:
    """Give the name of the field that a refusal is about: a path of the document without its root."""
    return (error.place or "").removeprefix("$.").removeprefix("case.")
