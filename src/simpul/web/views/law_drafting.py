"""Guided drafting of a request: the questions of one step, what was said at it, and the law beside, as a document.

Loaded when the first request is drafted; nothing but `simpul.web.pages.law_drafts` asks for it.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from simpul.core.authority import OfficerId, Sight
from simpul.core.errors import InputError
from simpul.core.handling import Handling
from simpul.core.law.assessing import offences_of
from simpul.core.law.case import LawCase
from simpul.core.law.interview import ACTS_SAID, Interview, Step, Weight, interview
from simpul.core.law.register import Register
from simpul.core.lawdraft import HeldLawDraft, LawVersion
from simpul.formats.law.added import register_with
from simpul.formats.law.cases import law_at_hand, offences_said, read_case
from simpul.web.drafting.law_steps import changed
from simpul.web.language import msg
from simpul.web.views.law_beside import Beside, beside_of, found_of, refused
from simpul.web.views.law_fields import (
    ASSISTANCES,
    LAW_FIELDS,
    Choice,
    FactField,
    Field,
    LinkField,
    every_element,
    facts_of,
    fields_of,
    links_of,
    persons_of,
    treaties_of,
)
from simpul.web.words import law_drafting as words
from simpul.web.words.law import HELP

__all__ = ["beside_in", "changed", "drafting_view", "new_view", "register_with", "step_named", "title_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One step on the way: what is open there."""

    step: Step
    words: str
    must: int
    open: int
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftingPage:
    """One draft at one step."""

    id: str
    version: int
    author: OfficerId
    is_mine: bool
    saved_at: datetime
    handling: Handling
    case: str
    kind: str
    kind_words: str
    requesting: str
    requested: str
    step: Step
    intro: str
    steps: tuple[StepRow, ...]
    next_step: Step | None
    notes: tuple[str, ...]
    fields: tuple[Field, ...]
    facts: tuple[FactField, ...]
    links: tuple[LinkField, ...]
    persons: tuple[dict[str, str], ...]
    laws: tuple[dict[str, Any], ...]
    assistance: tuple[str, ...]
    assistances: tuple[Choice, ...]
    law_fields: tuple[Choice, ...]
    conduct_dates: str
    treaties: tuple[Choice, ...]
    elements: tuple[tuple[str, tuple[Choice, ...]], ...]
    beside: Beside
    versions: tuple[LawVersion, ...]
    wrong_place: str = ""
    wrong_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPage:
    """The form that begins a draft."""

    kinds: tuple[Choice, ...]
    states: tuple[str, ...]
    offences: tuple[str, ...]
    us: str
    today: str
    typed: dict[str, str]
    wrong_place: str = ""
    wrong_reason: str = ""


def new_view(held: Register, *, us: str, today: str, typed: dict[str, str], wrong: InputError | None) -> NewPage:
    """Give the form that begins a draft, empty or as it was typed."""
    return NewPage(
        kinds=tuple(Choice(value=kind.value, words=said) for kind, said in HELP.items()),
        states=tuple(sorted(held.members)),
        offences=tuple(dict.fromkeys(each.code for each in held.offences)),
        us=us,
        today=today,
        typed=typed,
        wrong_place=refused(wrong) if wrong else "",
        wrong_reason=wrong.reason if wrong else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A draft that was opened, the versions there are, and what was typed and refused, if anything was."""

    held: HeldLawDraft
    versions: tuple[LawVersion, ...]
    typed: dict[str, Any] | None = None
    wrong: InputError | None = None


def step_named(said: str) -> Step:
    """Read the name of a step.

    Raises:
        InputError: there is no such step.
    """
    if said not in set(Step):
        raise InputError(msg("choose one of those offered"), place="step")
    return Step(said)


def title_in(register: Register, code: str) -> str:
    """Give the title of an instrument of the register; nothing where it has none of that code."""
    return register.instruments[code].title if code in register.instruments else ""


def beside_in(document: str, register: Register) -> Beside:
    """Give everything that follows from a case, in words."""
    case, law = read_case(document.encode()), law_at_hand()
    found, _ = found_of(case, law, register, offences_of(case, law, offences_said(case)))
    return beside_of(case, register, found)


def drafting_view(opened: Opened, register: Register, sight: Sight, step: str) -> DraftingPage:
    """Give a draft at a step; without one, at the step of the next question."""
    held = opened.held
    case = read_case(held.draft.document.encode())
    law = law_at_hand()
    requested = offences_of(case, law, offences_said(case))
    found, _ = found_of(case, law, register, requested)
    asked = interview(case, law, requested, found)
    document = opened.typed or json.loads(held.draft.document)
    first = asked.next.step if asked.next else Step.REQUEST
    at = _At(
        case=case,
        register=register,
        asked=asked,
        document=document,
        step=Step(step) if step in set(Step) else first,
        beside=beside_of(case, register, found),
    )
    return _page(opened, sight, at)


@dataclass(frozen=True, slots=True, kw_only=True)
class _At:
    """A case at a step, and what follows from it."""

    case: LawCase
    register: Register
    asked: Interview
    document: dict[str, Any]
    step: Step
    beside: Beside


def _page(opened: Opened, sight: Sight, at: _At) -> DraftingPage:
    held, case, asked, document, step = opened.held, at.case, at.asked, at.document, at.step
    here = {each.place: each for each in asked.of(step)}
    return DraftingPage(
        id=held.id,
        version=held.version,
        author=held.author,
        is_mine=held.author == sight.viewer.officer,
        saved_at=held.saved_at,
        handling=held.draft.handling,
        case=case.case,
        kind=case.kind.value,
        kind_words=HELP[case.kind],
        requesting=case.requesting,
        requested=case.requested,
        step=step,
        intro=words.INTROS[step],
        steps=tuple(_step(each, asked, step) for each in Step if each is not Step.FLAG or at.beside.is_flagged),
        next_step=_after(step, asked),
        notes=tuple(words.ASKED[each] for each in (ACTS_SAID, "laws") if each in here),
        fields=fields_of(step, document, here),
        facts=facts_of(step, document, here),
        links=links_of(document, here, at.register) if step is Step.REFUSAL else (),
        persons=persons_of(document) if step is Step.PERSONS else (),
        laws=tuple(document.get("laws", ())) if step is Step.CONDUCT else (),
        assistance=tuple(document.get("request", {}).get("assistance", ())),
        assistances=ASSISTANCES if step is Step.REQUEST else (),
        law_fields=LAW_FIELDS if step is Step.CONDUCT else (),
        conduct_dates=" ".join(document.get("conduct_dates", ())),
        treaties=treaties_of(at.register, at.beside, case),
        elements=every_element() if step is Step.CONDUCT else (),
        beside=at.beside,
        versions=opened.versions,
        wrong_place=refused(opened.wrong) if opened.wrong else "",
        wrong_reason=opened.wrong.reason if opened.wrong else "",
    )


def _step(step: Step, asked: Interview, current: Step) -> StepRow:
    here = asked.of(step)
    return StepRow(
        step=step,
        words=words.STEPS[step],
        must=sum(each.weight is Weight.MUST for each in here),
        open=sum(each.weight is not Weight.ADVISED for each in here),
        is_current=step is current,
    )


def _after(step: Step, asked: Interview) -> Step | None:
    """Give the next step at which something is open that is more than advice, from here on and then from the start."""
    wanted = {each.step for each in asked.asked if each.weight is not Weight.ADVISED} - {step}
    order = list(Step)
    at = order.index(step)
    return next((each for each in (*order[at + 1 :], *order[:at]) if each in wanted), None)
