"""A case as a document: read whole or refused, with the place and the reason."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.core.law.assessing import assess_crime, assess_refusal, facts_of, offences_of, ties_of
from simpul.core.law.definition import met
from simpul.core.law.dual import known_by
from simpul.core.law.elements import Element
from simpul.core.law.grounds import Ground
from simpul.core.law.truth import Truth
from simpul.formats.law.cases import MOST_BYTES, law_at_hand, offences_said, read_case
from tests.lawcases import documented_case, law_said

Change = Callable[[dict[str, Any]], object]


def raw(said: object) -> bytes:
    return json.dumps(said).encode()


def test_the_example_of_the_documentation_is_a_case() -> None:
    case = read_case(raw(documented_case()))
    assert (case.requesting, case.requested) == ("XA", "XB")
    assert Ground.POLITICAL_OFFENCE in case.requested_law


WRONG: tuple[tuple[str, Change, str, str], ...] = (
    (
        "another format",
        lambda case: case.update(format="simpul/law-case/9"),
        "$.format",
        "not the format simpul/law-case/1",
    ),
    ("an unknown field", lambda case: case.update(verdict="guilty"), "$.verdict", "unknown field"),
    (
        "an element that is none",
        lambda case: case["elements"].update(terrorism={"value": "T"}),
        "$.elements.terrorism",
        "no such name",
    ),
    (
        "a fact nobody answers for",
        lambda case: case["elements"].update(travel={"value": "T"}),
        "$.elements.travel.by",
        "by whom",
    ),
    (
        "a fourth value",
        lambda case: case["matters"].update(special_court={"value": "maybe"}),
        "$.matters.special_court.value",
        "Invalid enum",
    ),
    (
        "a field of a fact that is none",
        lambda case: case["matters"].update(special_court={"value": "U", "weight": 3}),
        "$.matters.special_court.weight",
        "unknown field",
    ),
    (
        "a ground that is none",
        lambda case: case["requested_law"].update(whim={"value": "U"}),
        "$.requested_law.whim",
        "no such name",
    ),
    (
        "a code that is none",
        lambda case: case["reservations"].update({"ICSFT!": {"value": "U"}}),
        "$.reservations.ICSFT!",
        "not the code",
    ),
    ("a state that asks itself", lambda case: case.update(requested="XA"), "$.requested", "does not ask itself"),
    ("a state that there is not", lambda case: case.update(requested="ZZ"), "$.requested", "no state has the code"),
    ("asked before the conduct", lambda case: case.update(request_date="2020-01-01"), "$.request_date", "asked before"),
    ("no day of the conduct", lambda case: case.update(conduct_dates=[]), "$.conduct_dates", "1 to 100"),
    ("a day that does not exist", lambda case: case.update(request_date="2026-02-30"), "$.request_date", "Invalid"),
    ("an instrument twice", lambda case: case.update(links=case["links"][:1] * 2), "$.links", "twice"),
    (
        "an answer that says nothing",
        lambda case: case.update(politicisation_answer={"by": "R. Adipura", "on": "2026-10-01", "text": "fine"}),
        "$.politicisation_answer.text",
        "at least 40",
    ),
    (
        "a penalty that there is not",
        lambda case: case["charge"].update(penalty_max_months=9999),
        "$.charge.penalty_max_months",
        "not 0 to",
    ),
)


@pytest.mark.parametrize(("change", "place", "reason"), [each[1:] for each in WRONG], ids=[each[0] for each in WRONG])
def test_what_is_wrong_is_refused_with_its_place_and_the_reason(change: Change, place: str, reason: str) -> None:
    said = documented_case()
    change(said)
    with pytest.raises(InputError) as refused:
        read_case(raw(said))
    assert refused.value.place == place
    assert reason in refused.value.reason


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (b"{", "not JSON"),
        (b"[]", "Expected `object`"),
        (b'{"case": 1, "case": 2}', "stands 2 times"),
        (b"[" * 100 + b"]" * 100, "deeper than"),
        (b" " * (MOST_BYTES + 1), "larger than"),
        (b"\xff", "not UTF-8"),
    ],
)
def test_what_is_no_document_of_ours_is_refused(document: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_case(document)


@given(document=st.binary(max_size=300))
def test_no_bytes_do_anything_but_be_read_or_be_refused(document: bytes) -> None:
    with pytest.raises(InputError):
        read_case(document)


def test_an_offence_that_the_case_says_is_compared_and_cited() -> None:
    case = read_case(raw(documented_case() | {"requested": "XD", "laws": [law_said()]}))
    offences = offences_of(case, law_at_hand(), offences_said(case))
    found = assess_crime(case, law_at_hand(), offences)
    assert found.value is Truth.TRUE
    assert (found.tests[0].citation.instrument, found.tests[0].citation.article) == ("Penal Act of XD", "5")
    assert found.tests[0].motive_not_counted is Truth.TRUE


HOSTAGE = ("seize_hostage", "threaten_hostage", "compel_another", "condition_for_release", "principal")


def test_money_for_a_hostage_taking_is_financing_by_what_is_said_of_the_taking() -> None:
    said = {"value": "T", "by": "Investigator Sekar Wiratama", "on": "2026-02-11", "source": "statement 9"}
    paid = ("provide_funds", "unlawful", "intent", "funds_known", "principal")
    document = documented_case() | {
        "elements": dict.fromkeys(paid, said) | {"annex_treaty_excluded": {**said, "value": "F"}},
        "otherwise": {},
        "funded": dict.fromkeys(HOSTAGE, said),
    }
    case, law = read_case(raw(document)), law_at_hand()
    financing = next(each for each in law.definitions if each.code == "icsft1999-2-1-a")
    assert met(financing, known_by(facts_of(case, law))) is Truth.UNKNOWN
    case = read_case(raw(document | {"funded": document["funded"] | {"geneva_duty_applies": {**said, "value": "F"}}}))
    facts = facts_of(case, law)
    assert met(financing, known_by(facts)) is Truth.TRUE
    assert "hostages1979 1(1)" in facts[Element.FUNDED_ANNEX_OFFENCE].source
    document["elements"]["funded_annex_offence"] = {**said, "value": "F"}
    assert met(financing, known_by(facts_of(read_case(raw(document)), law))) is Truth.FALSE


@pytest.mark.parametrize(
    ("changes", "place", "reason"),
    [
        ({"conduct": "terrorism"}, "$.laws[0].conduct", "no element"),
        ({"conduct": "political_ideological_religious_motive"}, "$.laws[0]", "not by a motive alone"),
        ({"conduct": ""}, "$.laws[0]", "by conduct"),
        ({"parts": "principal"}, "$.laws[0].parts", "an article = a formula"),
        ({"article": " "}, "$.laws[0]", "and its article"),
        ({"valid_to": "1999-01-01"}, "$.laws[0]", "ends before"),
    ],
)
def test_an_offence_that_is_written_wrongly_is_refused(changes: dict[str, object], place: str, reason: str) -> None:
    case = read_case(raw(documented_case() | {"laws": [law_said(**changes)]}))
    with pytest.raises(InputError) as refused:
        offences_said(case)
    assert refused.value.place == place
    assert reason in refused.value.reason


def ways_into(said: object, way: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place of a document."""
    within = said.items() if isinstance(said, dict) else enumerate(said) if isinstance(said, list) else ()
    return [way, *(each for key, part in within for each in ways_into(part, (*way, key)))]


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=20),
    st.sampled_from(["T", "F", "U", "XA", "2026-01-01", "not intent", "icsft1999", "9999-12-31"]),
    st.just({}),
    st.just([]),
)


@given(way=st.sampled_from([way for way in ways_into(documented_case()) if way]), odd=ODD)
def test_whatever_stands_in_a_place_is_answered_or_refused_and_nothing_else(
    way: tuple[str | int, ...], odd: object
) -> None:
    said: Any = documented_case()
    part = said
    for key in way[:-1]:
        part = part[key]
    part[way[-1]] = odd
    law = law_at_hand()
    try:
        case = read_case(raw(said))
        offences = offences_of(case, law, offences_said(case))
        found = assess_refusal(case, law, ties_of(case), offences)
    except InputError as refused:
        assert refused.place  # noqa: PT017  both ends are right; this one names its place
    else:
        assert found.grounds
