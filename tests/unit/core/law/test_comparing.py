"""Definitions side by side: what an element is in each, and whether one covers the other, beside a truth table."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.errors import InputError
from simpul.core.law.comparing import MOST_COMPARED, Place, Relation, compared, place_of, relation
from simpul.core.law.definition import Definition, Part
from simpul.core.law.elements import Element
from simpul.core.law.formula import All, Any, Atom, Formula, Not, names_in, value_of
from simpul.core.law.truth import Truth
from simpul.formats.law.definitions import definitions, of_elements, parts_of, state_offences
from tests.lawregister import provenance

FEW = ("collect_funds", "intent", "funded_target", "unlawful", "device")
KNOWN = {each.code: each for each in (*definitions(), *(offence.definition for offence in state_offences()))}


def defined(conduct: Formula | str, parts: str = "1 = principal", code: str = "one") -> Definition:
    return Definition(
        code=code,
        instrument="Invented Code",
        article="1",
        title="invented",
        conduct=of_elements(conduct, place="test") if isinstance(conduct, str) else conduct,
        parts=parts_of(parts, place="test"),
        provenance=provenance(),
    )


formulas: st.SearchStrategy[Formula] = st.recursive(
    st.sampled_from(FEW).map(lambda name: Atom(name=name)),
    lambda inner: st.one_of(
        inner.map(lambda part: Not(part=part)),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(parts=tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Any(parts=tuple(parts))),
    ),
    max_leaves=8,
)
made = formulas.map(
    lambda formula: replace(
        defined("intent"), conduct=formula, parts=(Part(article="1", formula=Atom(name="unlawful")),)
    )
)


def conducts(definition: Definition) -> set[tuple[bool, ...]]:
    """Every conduct that meets a definition, by a truth table over the five elements."""
    found = set()
    for row in product((True, False), repeat=len(FEW)):
        so = {name for name, is_so in zip(FEW, row, strict=True) if is_so}
        if value_of(definition.formula, lambda name, so=so: Truth.TRUE if name in so else Truth.FALSE) is Truth.TRUE:  # type: ignore[misc]  # mypy takes no default in a lambda
            found.add(row)
    return found


@given(made, made)
def test_one_covers_the_other_where_a_truth_table_says_so(one: Definition, other: Definition) -> None:
    a, b = conducts(one), conducts(other)
    found = relation(one, other)
    if a == b:
        expected = {Relation.SAME}
    elif a < b or b < a:
        expected = {Relation.NARROWER if a < b else Relation.WIDER}
    else:
        expected = {Relation.OVERLAPS if a & b else Relation.APART}
    assert found in expected


@given(made)
def test_an_element_is_what_a_truth_table_says_it_is(definition: Definition) -> None:
    met = conducts(definition)
    for place, name in enumerate(FEW):
        found = place_of(definition, Element(name))
        values = {row[place] for row in met}
        if name not in names_in(definition.formula):
            assert found is Place.ABSENT
        elif values <= {True}:
            assert found is Place.REQUIRED
        else:
            assert found is (Place.EXCLUDED if values == {False} else Place.ONE_WAY)


def test_the_conventions_differ_where_they_are_known_to_differ() -> None:
    found = compared(KNOWN[code] for code in ("icsft1999-2-1-b", "bombings1997-2-1", "coe-prevention2005-5"))
    rows = {row.element: row.places for row in found.rows}
    assert rows[Element.FUNDED_TARGET] == (Place.REQUIRED, Place.ABSENT, Place.ABSENT)
    assert rows[Element.DEVICE] == (Place.ABSENT, Place.REQUIRED, Place.ABSENT)
    assert rows[Element.INCITE] == (Place.ABSENT, Place.ABSENT, Place.REQUIRED)
    assert rows[Element.INTIMIDATE_POPULATION] == (Place.ONE_WAY, Place.ABSENT, Place.ABSENT)
    assert rows[Element.ATTEMPT] == (Place.ONE_WAY, Place.ONE_WAY, Place.ABSENT)
    assert rows[Element.ARMED_FORCES_EXCLUSION] == (Place.ABSENT, Place.EXCLUDED, Place.ABSENT)
    differing = {row.element for row in found.rows if row.differs}
    assert Element.INTENT not in differing
    assert Element.DEVICE in differing


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("montreal1971-1-1-a", "beijing2010-1-1-a", Relation.NARROWER),
        ("hostages1979-1", "xa-21", Relation.NARROWER),
        ("xb-101", "icsft1999-2-1-b", Relation.WIDER),
        ("bombings1997-2-1", "xa-20", Relation.OVERLAPS),
        ("bombings1997-2-1", "bombings1997-2-1", Relation.SAME),
    ],
)
def test_known_definitions_stand_to_each_other_as_their_texts_say(one: str, other: str, expected: Relation) -> None:
    assert relation(KNOWN[one], KNOWN[other]) is expected


def test_no_two_definitions_that_come_with_simpul_are_too_long_to_compare() -> None:
    unknown = [
        (one.code, other.code)
        for one in KNOWN.values()
        for other in KNOWN.values()
        if one.code < other.code and relation(one, other) is Relation.UNKNOWN
    ]
    assert unknown == []


def test_a_motive_is_shown_and_not_counted() -> None:
    with_motive = defined("collect_funds and political_ideological_religious_motive", code="two")
    found = compared((defined("collect_funds"), with_motive))
    motive = next(row for row in found.rows if row.element is Element.MOTIVE)
    assert motive.places == (Place.ABSENT, Place.NOT_COUNTED)
    assert found.relations == ((Relation.SAME, Relation.SAME), (Relation.SAME, Relation.SAME))


def test_one_alone_too_many_and_one_twice_are_refused() -> None:
    one = defined("intent")
    many = [replace(one, code=f"c{number}") for number in range(MOST_COMPARED + 1)]
    for wrong in ((), (one,), (one, one), tuple(many)):
        with pytest.raises(InputError, match=r"compares 2 to|stands twice"):
            compared(wrong)
