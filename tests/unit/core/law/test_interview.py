"""The interview asks for what is missing and matters, and for nothing that is said."""

import json
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simpul.core.law.assessing import LawAtHand, offences_of, ties_in
from simpul.core.law.case import LawCase, WrittenAnswer
from simpul.core.law.definition import met
from simpul.core.law.dual import known_by
from simpul.core.law.elements import Element, Group
from simpul.core.law.formula import ALWAYS, All, Atom, Formula, Known, Not, names_in, value_of
from simpul.core.law.formula import Any as AnyOf
from simpul.core.law.grounds import Matter
from simpul.core.law.interview import Interview, Step, Weight, assessed, facts_that_turn, interview, is_said
from simpul.core.law.truth import Truth
from simpul.formats.law.cases import law_at_hand, offences_said, read_case
from simpul.formats.law.tables import register
from tests.lawcases import SAID, documented_case, fact, law_said

LAW: LawAtHand = law_at_hand()
ANSWER = WrittenAnswer(
    by="Prosecutor Ratna Adipura", on=date(2026, 10, 1), text="The charge rests on money handed over for an attack."
)


def case_of(**changes: object) -> LawCase:
    return read_case(json.dumps(documented_case() | changes).encode())


def bare(kind: str = "mla", **changes: object) -> LawCase:
    said: dict[str, Any] = {
        "format": "simpul/law-case/1",
        "case": "XA-2026-0007",
        "kind": kind,
        "requesting": "XA",
        "requested": "XB",
        "request_date": "2026-10-01",
        "conduct_dates": ["2025-03-02"],
        "charge": {"title": "Financing of an attack"},
    }
    return read_case(json.dumps(said | changes).encode())


def asked_of(case: LawCase) -> Interview:
    offences = offences_of(case, LAW, offences_said(case))
    return interview(case, LAW, offences, assessed(case, LAW, ties_in(register(), case), offences))


def places(found: Interview, step: Step) -> list[str]:
    return [each.place for each in found.of(step)]


def test_of_the_documented_case_one_fact_on_the_conduct_is_asked_and_it_is_the_one_that_settles_it() -> None:
    found = asked_of(case_of())
    asked = [each for each in found.of(Step.CONDUCT) if each.place.startswith("elements.")]
    assert asked == []
    unsaid = dict(documented_case()["elements"])
    del unsaid["funds_known"]
    first = asked_of(case_of(elements=unsaid)).of(Step.CONDUCT)[0]
    assert (first.place, first.together, first.weight) == ("elements.funds_known", 1, Weight.SETTLES)
    assert {each.instrument for each in first.citations} >= {"icsft1999"}


def test_an_empty_case_is_first_asked_under_which_treaty_and_what_must_be_said_comes_before_advice() -> None:
    found = asked_of(bare())
    assert found.next is not None
    assert found.next.place == "treaty"
    advice = [each.weight is Weight.ADVISED for each in found.asked]
    assert advice == sorted(advice)
    assert not found.is_complete


def test_without_a_treaty_it_is_first_asked_which_act_was_done_and_then_only_of_offences_of_that_act() -> None:
    assert "acts" in places(asked_of(bare()), Step.CONDUCT)
    assert not [each for each in places(asked_of(bare()), Step.CONDUCT) if each.startswith("elements.")]
    done = asked_of(bare(elements={"seize_hostage": {"value": "T", **SAID}}))
    asked = {each for each in places(done, Step.CONDUCT) if each.startswith("elements.")}
    assert "elements.threaten_hostage" in asked
    assert not asked & {"elements.membership", "elements.provide_funds", "acts"}


def test_a_state_without_known_law_is_asked_about_until_an_offence_is_named_or_nobody_knows_one() -> None:
    assert "laws" in places(asked_of(bare(requested="XK")), Step.CONDUCT)
    assert "laws" not in places(asked_of(bare(requested="XK", laws=[law_said()])), Step.CONDUCT)
    unknown = {"all_offences_listed": {"value": "U"}}
    assert "laws" not in places(asked_of(bare(requested="XK", matters=unknown)), Step.CONDUCT)
    assert "laws" not in places(asked_of(bare()), Step.CONDUCT)


def test_under_a_treaty_only_facts_that_its_offences_name_are_asked() -> None:
    asked = {each.removeprefix("elements.") for each in places(asked_of(bare(treaty="hostages1979")), Step.CONDUCT)}
    own = next(each for each in LAW.definitions if each.instrument == "hostages1979")
    elements = asked & {element.value for element in Element}
    assert {"seize_hostage", "threaten_hostage", "condition_for_release"} <= elements
    assert elements <= set(names_in(own.formula)) | set(names_in(own.domestic))


def test_penalty_and_threshold_are_asked_where_an_offence_hangs_on_them_and_the_threshold_of_extradition_alone() -> (
    None
):
    needed = {"charge.penalty_max_months", "threshold"}
    said = documented_case()
    open_case = case_of(charge={"title": said["charge"]["title"]}, threshold=None)
    assert needed <= set(places(asked_of(open_case), Step.PARTIES))
    assert not needed & set(places(asked_of(case_of()), Step.PARTIES))
    assert not needed & set(places(asked_of(replace_kind(open_case)), Step.PARTIES))


def replace_kind(case: LawCase) -> LawCase:
    return replace(case, kind=type(case.kind)("mla"))


def test_a_flag_asks_for_its_answer_and_nothing_replaces_it() -> None:
    spoken = bare(elements={"membership": {"value": "T", **SAID}})
    assert places(asked_of(spoken), Step.FLAG) == ["politicisation_answer"]
    assert places(asked_of(replace(spoken, politicisation_answer=ANSWER)), Step.FLAG) == []
    assert places(asked_of(bare(elements={"seize_hostage": {"value": "T", **SAID}})), Step.FLAG) == []


def test_another_act_is_asked_about_once_where_grounds_hang_on_other_treaties_offences() -> None:
    political = {"regarded_as_political": {"value": "T", **SAID}}
    case = documented_case() | {"otherwise": {}, "matters": political}
    assert places(asked_of(read_case(json.dumps(case).encode())), Step.REFUSAL).count("otherwise.act") == 1
    said = case_of(otherwise={"act": {"value": "F", **SAID}}, matters=political)
    assert "otherwise.act" not in places(asked_of(said), Step.REFUSAL)


def test_what_must_be_said_is_asked_where_it_belongs() -> None:
    found = asked_of(bare())
    must = {each.place: each.step for each in found.asked if each.weight is Weight.MUST}
    assert must["request.authority"] is Step.PARTIES
    assert must["request.facts"] is Step.CONDUCT
    assert must["request.persons"] is Step.PERSONS
    assert must["request.purpose"] is Step.REQUEST
    assert all(each.citations for each in found.asked if each.weight is Weight.MUST)


facts = st.sampled_from(Truth).map(fact)
statements = st.dictionaries(st.sampled_from(Element), facts, max_size=25)
texts = st.sampled_from(("", "said"))


@st.composite
def cases(draw: st.DrawFn) -> LawCase:
    """Give a case in which this and that is said."""
    base = case_of() if draw(st.booleans()) else bare(draw(st.sampled_from(("mla", "extradition"))))
    names = st.sampled_from(("authority", "purpose", "nature", "facts", "language", "subject", "conducting_authority"))
    said: dict[str, Any] = {name: draw(texts) for name in draw(st.lists(names, max_size=4))}
    return replace(
        base,
        treaty=draw(st.sampled_from(("", "icsft1999", "bombings1997", "hostages1979", "reciprocity"))),
        elements=draw(statements),
        otherwise=draw(st.dictionaries(st.sampled_from(Group), facts, max_size=2)),
        matters=draw(st.dictionaries(st.sampled_from(Matter), facts, max_size=8)),
        request=replace(base.request, **said),
    )


def answered(case: LawCase, place: str, value: Truth) -> LawCase | None:
    """Give the case with an answer at a place, or nothing where no single fact answers it."""
    section, _, name = place.partition(".")
    changes: dict[str, Any] = {}
    keys: dict[str, Any] = {"elements": Element, "otherwise": Group, "matters": Matter}
    if section in {*keys, "reservations", "other_offences"}:
        key = keys[section](name) if section in keys else name
        changes[section] = {**getattr(case, section), key: fact(value)}
    elif section == "request" and isinstance(getattr(case.request, name, None), str):
        said: dict[str, Any] = {name: "said"}
        changes["request"] = replace(case.request, **said)
    return replace(case, **changes) if changes else None


SLOW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(cases())
def test_nothing_is_asked_that_is_said_and_nothing_twice(case: LawCase) -> None:
    asked = [each.place for each in asked_of(case).asked]
    assert not [place for place in asked if is_said(case, place)]
    assert len(asked) == len(set(asked))


@SLOW
@given(cases(), st.data())
def test_answering_a_question_removes_it(case: LawCase, data: st.DataObject) -> None:
    asked = asked_of(case).asked
    each = data.draw(st.sampled_from(asked))
    after = answered(case, each.place, data.draw(st.sampled_from(Truth)))
    if after is not None:
        assert each.place not in {left.place for left in asked_of(after).asked}


@SLOW
@given(cases())
def test_it_says_complete_exactly_where_nothing_keeps_the_request_from_being_sent(case: LawCase) -> None:
    offences = offences_of(case, LAW, offences_said(case))
    found = assessed(case, LAW, ties_in(register(), case), offences)
    is_held = bool(found.completeness.blocking) or bool(found.crime.flags and not case.politicisation_answer)
    assert interview(case, LAW, offences, found).is_complete is not is_held


@SLOW
@given(cases())
def test_where_no_fact_is_asked_the_offence_is_met_or_no_fact_could_make_it_so(case: LawCase) -> None:
    own = [each for each in LAW.definitions if each.instrument == case.treaty]
    asked = asked_of(case)
    if any(each.place.startswith("elements.") for each in asked.of(Step.CONDUCT)) or not own:
        return
    known = known_by(case.facts)
    if any(met(each, known) is Truth.TRUE for each in own):
        return
    assert not any(
        facts_that_turn(
            All(parts=(each.formula, Not(part=each.domestic))),
            known,
            frozenset(
                element.value
                for element, said in case.facts.items()
                if said.value is Truth.UNKNOWN and is_said(case, f"elements.{element}")
            ),
        )
        for each in own
    )


@settings(SLOW, max_examples=4)
@given(cases())
def test_whoever_answers_every_question_comes_to_the_end(case: LawCase) -> None:
    for _ in range(120):
        asked = next((each for each in asked_of(case).asked if answered(case, each.place, Truth.UNKNOWN)), None)
        if asked is None:
            break
        after = answered(case, asked.place, Truth.UNKNOWN)
        assert after is not None
        case = after
    else:
        raise AssertionError("still asked after 120 answers")


atoms = st.sampled_from("abcdef").map(lambda name: Atom(name=name))


def joined(parts: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    some = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        some.map(lambda each: All(parts=each)),
        some.map(lambda each: AnyOf(parts=each)),
        parts.map(lambda each: Not(part=each)),
    )


formulas: st.SearchStrategy[Formula] = st.recursive(atoms, joined, max_leaves=8)


@settings(max_examples=300, deadline=None)
@given(
    formulas,
    st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(Truth)),
    st.frozensets(st.sampled_from("abcdef")),
)
def test_a_set_of_facts_turns_a_formula_and_holds_nothing_that_cannot_be_known(
    formula: Formula, said: dict[str, Truth], refused: frozenset[str]
) -> None:
    unknowable = frozenset(name for name in refused if said.get(name, Truth.UNKNOWN) is Truth.UNKNOWN)

    def known(name: str) -> Truth:
        return said.get(name, Truth.UNKNOWN)

    sets = facts_that_turn(formula, known, unknowable)
    for names in sets:
        assert not set(names) & unknowable
        assert all(known(name) is Truth.UNKNOWN for name in names)
    if value_of(formula, known) is not Truth.UNKNOWN:
        assert sets == ()
    if not sets and value_of(formula, known) is Truth.UNKNOWN:
        free = [name for name in names_in(formula) if known(name) is Truth.UNKNOWN and name not in unknowable]
        for chosen in product((Truth.TRUE, Truth.FALSE), repeat=len(free)):
            assert value_of(formula, supposing(dict(zip(free, chosen, strict=True)), known)) is not Truth.TRUE
    assert facts_that_turn(ALWAYS, known, unknowable) == ()


def supposing(values: dict[str, Truth], known: Known) -> Known:
    """What would be known, if this were so besides."""
    return lambda name: values.get(name, known(name))
