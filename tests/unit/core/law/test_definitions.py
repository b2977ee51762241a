"""Six articles against patterns of fact that were labelled from their texts by hand."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.core.law.definition import in_scope, met, parts_met
from simpul.core.law.dual import known_by
from simpul.core.law.elements import GROUP_OF, MOTIVES, VERSION, Element, Group
from simpul.core.law.formula import names_in, text_of, value_of
from simpul.core.law.truth import Truth
from simpul.formats.law.definitions import definitions, of_elements, parts_of
from tests.lawcases import fact, facts_of
from tests.unit.core.law.patterns import OFFENCES, PATTERNS, spelled

VERSIONS = {"1": "7f7803547bac7f05"}
"""The beginning of the hash of the vocabulary in each version."""
BY_CODE = {each.code: each for each in definitions()}
CASES = [
    (said, pattern, code, label)
    for said, pattern, labels in PATTERNS
    for code, label in zip(OFFENCES, labels, strict=True)
]
VALUES = st.dictionaries(st.sampled_from(Element), st.sampled_from(Truth), max_size=len(Element))


@pytest.mark.parametrize(
    ("said", "pattern", "code", "label"), CASES, ids=[f"{code}: {said}" for said, _, code, _ in CASES]
)
def test_an_article_says_of_a_pattern_what_its_text_says(said: str, pattern: str, code: str, label: str) -> None:
    assert met(BY_CODE[code], known_by(facts_of(pattern))) is Truth(label), said


def test_the_vocabulary_is_closed_and_a_new_value_is_a_new_version() -> None:
    said = "\n".join(f"{GROUP_OF[element]} {element}" for element in Element)
    assert VERSIONS[VERSION] == hashlib.sha256(said.encode()).hexdigest()[:16]
    assert set(GROUP_OF.values()) == set(Group)


def test_there_are_at_least_sixty_patterns_and_every_answer_is_given_by_some() -> None:
    assert len(PATTERNS) >= 60
    for column in range(len(OFFENCES)):
        assert {labels[column] for _, _, labels in PATTERNS} == {"T", "F", "U"}


@given(values=VALUES, forgotten=st.sets(st.sampled_from(Element)), code=st.sampled_from(sorted(BY_CODE)))
def test_to_forget_a_fact_never_answers_and_never_turns_an_answer(
    values: dict[Element, Truth], forgotten: set[Element], code: str
) -> None:
    before = {element: fact(value) for element, value in values.items()}
    after = {element: said for element, said in before.items() if element not in forgotten}
    for asked in (met, in_scope):
        was, now = asked(BY_CODE[code], known_by(before)), asked(BY_CODE[code], known_by(after))
        assert now in {was, Truth.UNKNOWN}


@given(values=VALUES, motive=st.sampled_from(Truth), code=st.sampled_from(sorted(BY_CODE)))
def test_a_motive_never_counts(values: dict[Element, Truth], motive: Truth, code: str) -> None:
    plain = {element: fact(value) for element, value in values.items()}
    assert met(BY_CODE[code], known_by(plain)) is met(BY_CODE[code], known_by({**plain, Element.MOTIVE: fact(motive)}))


def test_a_purely_domestic_bombing_is_the_offence_and_out_of_the_conventions_scope() -> None:
    bombing = BY_CODE["bombings1997-2-1"]
    known = known_by(facts_of(spelled("BOMB MARKET HOME principal")))
    assert (met(bombing, known), in_scope(bombing, known)) == (Truth.TRUE, Truth.FALSE)
    known = known_by(facts_of(spelled("BOMB MARKET HOME other_state_jurisdiction principal")))
    assert in_scope(bombing, known) is Truth.TRUE
    known = known_by(facts_of(spelled("BOMB MARKET HOME ?other_state_jurisdiction principal")))
    assert in_scope(bombing, known) is Truth.UNKNOWN


def test_the_way_of_participation_is_cited_by_its_own_paragraph() -> None:
    known = known_by(facts_of(spelled("BOMB MARKET accomplice attempt")))
    assert [part.article for part in parts_met(BY_CODE["bombings1997-2-1"], known)] == ["2(2)", "2(3)(a)"]


def test_the_ship_convention_in_its_wording_of_2005_counts_only_between_parties_to_the_protocol() -> None:
    ships = [each for each in definitions() if each.instrument == "sua1988"]
    assert ships
    assert {each.requires for each in ships} == {"sua2005"}


def test_no_definition_of_an_instrument_names_a_motive_and_all_have_the_hash_of_their_article() -> None:
    for each in definitions():
        assert not set(names_in(each.conduct)) & MOTIVES
        assert each.text_sha256


def test_a_definition_names_its_parts_by_elements_of_the_mode() -> None:
    for each in definitions():
        for part in each.parts:
            assert any(GROUP_OF[Element(name)] is Group.MODE for name in names_in(part.formula))


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("provide_funds and", "something is missing"),
        ("(provide_funds", "not closed"),
        ("provide_funds or intent and unlawful", "without parentheses"),
        ("terrorism", "there is no element"),
        ("provide_funds)", "not a formula"),
        ("provide_funds & intent", "not a formula"),
        ("not " * 20 + "intent", "deeper than"),
        ("(" * 20 + "intent" + ")" * 20, "deeper than"),
        (" or ".join(["intent"] * 300), "more than"),
        ("intent " * 3000, "longer than"),
    ],
)
def test_what_is_no_formula_is_refused_with_its_place(said: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as refused:
        of_elements(said, place="law.csv, line 3")
    assert refused.value.place == "law.csv, line 3"


def test_a_part_without_its_article_is_refused() -> None:
    with pytest.raises(InputError, match="an article = a formula"):
        parts_of("principal", place="law.csv, line 3")


@given(values=VALUES)
def test_what_is_written_is_read_back_the_same(values: dict[Element, Truth]) -> None:
    for definition in definitions():
        again = of_elements(definition_text(definition.code), place="")
        known = known_by({element: fact(value) for element, value in values.items()})
        assert value_of(again, known) is met(definition, known)


def definition_text(code: str) -> str:
    return text_of(BY_CODE[code].formula)
