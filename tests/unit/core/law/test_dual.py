"""A crime in both: on the elements of conduct, in three values, cited, dated, and the same for every state."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.core.law.definition import StateOffence
from simpul.core.law.dual import (
    ALL_LISTED,
    PENALTY_REQUESTING,
    Charge,
    DualCriminality,
    Flag,
    Threshold,
    dual_criminality,
)
from simpul.core.law.elements import ACTS, MEMBERSHIP_OR_SPEECH, Element
from simpul.core.law.provenance import Citation, Mark, Provenance
from simpul.core.law.truth import UNSAID, Fact, Truth
from simpul.formats.law.definitions import state_offences
from tests.lawcases import fact, facts_of

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
DAY = (date(2020, 5, 1),)
LAW = Citation(
    instrument="law of XB",
    article="opinion 4/2026",
    provenance=Provenance(source="opinion 4/2026", as_of=date(2026, 2, 1), mark=Mark.SOURCE),
)
YEAR = Threshold(months=12, citation=replace(LAW, instrument="treaty XA-XB", article="2"))
VALUES = st.dictionaries(st.sampled_from(Element), st.sampled_from(Truth), max_size=len(Element))
STATES = ("XA", "XB", "XC")
GIVES = "provide_funds unlawful intent funds_known funded_target principal"


def of(state: str) -> tuple[StateOffence, ...]:
    return tuple(each for each in state_offences() if each.state == state)


def asked(
    facts: dict[Element, Fact],
    state: str = "XB",
    *,
    charge: Charge | None = None,
    threshold: Threshold | None = YEAR,
    listed: Truth = T,
    days: tuple[date, ...] = DAY,
) -> DualCriminality:
    charged = charge or Charge(penalty_max_months=240)
    return dual_criminality(
        facts, of(state), days, charge=charged, threshold=threshold, all_listed=fact(listed), law=LAW
    )


def test_money_for_killing_is_a_crime_in_both_by_its_elements_and_not_by_its_name() -> None:
    found = asked(facts_of(GIVES))
    met = [each for each in found.tests if each.value is T]
    assert found.value is T
    assert [(each.citation.instrument, each.citation.article, each.parts) for each in met] == [
        ("Criminal Code of XB", "101", ("101(1)",))
    ]


def test_what_the_answer_stands_on_is_named_with_who_said_it() -> None:
    found = next(each for each in asked(facts_of(GIVES)).tests if each.code == "xb-101")
    assert Element.FUNDS_KNOWN in {each.element for each in found.relied}
    assert {each.fact.by for each in found.relied} == {"Investigator Sekar Wiratama"}


def test_travel_is_no_crime_there_and_the_gap_names_what_would_make_it_one() -> None:
    found = asked(facts_of("travel intent annex_offence principal"))
    training = next(each for each in found.tests if each.code == "xb-104")
    assert found.value is F
    assert training.gaps.found[0].needs == (("train_receive", T), ("knows_purpose", T))


def test_that_no_offence_is_met_is_no_answer_until_somebody_says_that_these_are_all() -> None:
    for listed in (U, F):
        found = asked(facts_of("travel intent principal"), listed=listed)
        assert found.value is U
        assert found.missing == (ALL_LISTED,)


def test_the_smallest_set_of_facts_that_would_settle_it_is_asked_for() -> None:
    found = asked(facts_of(f"{GIVES} ?funds_known ?kill_or_injure ?death"))
    assert found.value is U
    assert found.missing == ("funds_known",)


@pytest.mark.parametrize(
    ("here", "there", "value"), [(240, 180, T), (6, 180, F), (None, 180, U), (240, 6, F), (240, None, U)]
)
def test_the_penalty_must_reach_the_threshold_on_both_sides(here: int | None, there: int | None, value: Truth) -> None:
    offences = tuple(replace(each, penalty_max_months=there) for each in of("XB") if each.definition.code == "xb-101")
    charge = Charge(penalty_max_months=here)
    found = dual_criminality(facts_of(GIVES), offences, DAY, charge=charge, threshold=YEAR, all_listed=fact(T), law=LAW)
    assert found.value is value
    assert (PENALTY_REQUESTING in found.missing) is (here is None)


def test_without_a_threshold_that_anybody_said_nothing_is_answered() -> None:
    assert asked(facts_of(GIVES), threshold=None).value is U
    assert asked(facts_of(GIVES), threshold=Threshold(months=0)).value is T


def test_only_law_on_the_days_of_the_conduct_counts() -> None:
    collects = facts_of("collect_funds intent funded_target principal")
    small = Threshold(months=6, citation=YEAR.citation)
    assert asked(collects, "XC", days=(date(2018, 6, 1),), threshold=small).value is T
    assert asked(collects, "XC", days=(date(2004, 6, 1),), threshold=small).value is F
    ten = [
        each for each in asked(collects, "XC", days=(date(2018, 6, 1), date(2019, 6, 1))).tests if each.code == "xc-10"
    ]
    assert ten[0].was_law is U


@given(values=VALUES, motive=st.sampled_from(Truth), state=st.sampled_from(STATES))
@settings(max_examples=40)
def test_a_motive_changes_nothing(values: dict[Element, Truth], motive: Truth, state: str) -> None:
    plain = {element: fact(value) for element, value in values.items()}
    plain.pop(Element.MOTIVE, None)
    assert asked(plain, state).value is asked({**plain, Element.MOTIVE: fact(motive)}, state).value


def test_a_law_that_asks_for_a_motive_is_met_without_it_and_says_so() -> None:
    found = next(each for each in asked(facts_of(GIVES), "XA").tests if each.code == "xa-14")
    assert (found.value, found.motive_not_counted) == (T, T)


@given(
    values=VALUES,
    forgotten=st.sets(st.sampled_from(Element)),
    state=st.sampled_from(STATES),
    listed=st.sampled_from(Truth),
)
@settings(max_examples=40)
def test_to_forget_a_fact_never_answers_and_never_turns_an_answer(
    values: dict[Element, Truth], forgotten: set[Element], state: str, listed: Truth
) -> None:
    before = {element: fact(value) for element, value in values.items()}
    after = {element: said for element, said in before.items() if element not in forgotten}
    was = asked(before, state, listed=listed).value
    assert asked(after, state, listed=listed).value in {was, U}
    assert asked(before, state, listed=U).value in {was, U}


@given(values=VALUES, state=st.sampled_from(STATES))
@settings(max_examples=40)
def test_a_gap_turns_the_answer_when_its_facts_come_to_be_known(values: dict[Element, Truth], state: str) -> None:
    facts = {element: fact(value) for element, value in values.items()}
    names = {element.value for element in Element}
    for test in asked(facts, state, threshold=Threshold(months=0)).tests:
        for gap in test.gaps.found[:3]:
            if {name for name, _ in gap.needs} <= names:
                known = facts | {Element(name): fact(value) for name, value in gap.needs}
                again = asked(known, state, threshold=Threshold(months=0)).tests
                assert next(each for each in again if each.code == test.code).value is gap.turns_to


@given(values=VALUES, state=st.sampled_from(STATES), other=st.sampled_from(("XQ", "XR", "XS")))
@settings(max_examples=40)
def test_the_name_of_the_state_changes_nothing(values: dict[Element, Truth], state: str, other: str) -> None:
    facts = {element: fact(value) for element, value in values.items()}
    renamed = tuple(replace(each, state=other) for each in of(state))
    charge = Charge(penalty_max_months=240)
    again = dual_criminality(facts, renamed, DAY, charge=charge, threshold=YEAR, all_listed=fact(T), law=LAW)
    assert again == asked(facts, state)


@given(values=VALUES, state=st.sampled_from(STATES))
@settings(max_examples=40)
def test_every_answer_cites_an_instrument_an_article_and_a_day(values: dict[Element, Truth], state: str) -> None:
    found = asked({element: fact(value) for element, value in values.items()}, state)
    assert found.citations
    for each in found.citations:
        assert each.instrument
        assert each.article
        assert found.as_of <= each.provenance.as_of


def test_law_of_some_days_of_the_conduct_alone_is_asked_about() -> None:
    both = (date(2018, 6, 1), date(2019, 6, 1))
    found = asked(
        facts_of("collect_funds intent funded_target principal"), "XC", days=both, threshold=Threshold(months=0)
    )
    assert (found.value, found.missing) == (U, ("was_law:xc-9", "was_law:xc-10"))


def test_where_no_offence_of_the_state_is_known_nothing_is_answered_and_that_is_cited() -> None:
    found = asked(facts_of(GIVES), "XD", listed=U)
    assert (found.value, found.citations[0].instrument) == (U, "law of XB")


@given(
    held=st.sets(st.sampled_from(sorted(MEMBERSHIP_OR_SPEECH)), min_size=1),
    open_acts=st.sets(st.sampled_from(sorted(ACTS - MEMBERSHIP_OR_SPEECH))),
    state=st.sampled_from(STATES),
)
def test_membership_or_speech_alone_always_raises_the_flag_whoever_asks(
    held: set[Element], open_acts: set[Element], state: str
) -> None:
    facts = {element: fact(T) for element in held} | dict.fromkeys(open_acts, UNSAID) | {Element.INTENT: fact(T)}
    assert asked(facts, state).flags == (Flag.POLITICISATION,)


def test_a_charge_of_membership_raises_the_flag_whatever_else_is_said() -> None:
    membership = next(each.definition for each in of("XA") if each.definition.code == "xa-15")
    found = asked(facts_of(GIVES), charge=Charge(definition=membership, penalty_max_months=120))
    assert found.flags == (Flag.POLITICISATION,)


def test_an_act_beside_membership_raises_no_flag() -> None:
    assert asked(facts_of(f"{GIVES} membership")).flags == ()


def test_a_known_fact_is_shown_in_no_gap_of_an_answer_that_is_open() -> None:
    found = asked(facts_of(f"{GIVES} ?funds_known"))
    test = next(each for each in found.tests if each.code == "xb-101")
    assert [gap.needs for gap in test.gaps.found] == [(("funds_known", T),)]


def test_two_offences_with_one_code_are_refused() -> None:
    with pytest.raises(InputError, match="same code"):
        dual_criminality({}, of("XB") * 2, DAY, charge=Charge(), threshold=YEAR, all_listed=fact(T), law=LAW)


@pytest.mark.parametrize("months", [-1, 1201])
def test_a_threshold_that_there_is_not_is_refused(months: int) -> None:
    with pytest.raises(InputError):
        Threshold(months=months, citation=LAW)


def test_a_threshold_that_stands_nowhere_is_refused() -> None:
    with pytest.raises(InputError, match="where it stands"):
        Threshold(months=12)
