"""Scales of scores, and what entities have to be to be found."""

from hypothesis import given
from hypothesis import strategies as st

from simpul.core.entity import Entity
from simpul.core.vocabulary import Schema
from simpul.services.matching import THRESHOLD
from simpul.web.views.finding import Finding, Operator, counted, sorted_by
from simpul.web.views.scales import OPENSANCTIONS, OWN

scores = st.floats(min_value=0.0, max_value=1.0)


def test_our_threshold_stands_where_clients_of_opensanctions_have_theirs() -> None:
    assert OPENSANCTIONS.shown(THRESHOLD) == 0.7
    assert OPENSANCTIONS.meant(0.7) == THRESHOLD
    assert (OPENSANCTIONS.shown(0.0), OPENSANCTIONS.shown(1.0)) == (0.0, 1.0)


@given(scores, scores)
def test_no_scale_changes_the_order(one: float, other: float) -> None:
    for scale in (OWN, OPENSANCTIONS):
        if one <= other:
            assert scale.shown(one) <= scale.shown(other)


@given(scores, st.integers(min_value=0, max_value=100))
def test_what_is_shown_reaches_a_threshold_only_where_the_score_does(score: float, hundredths: int) -> None:
    threshold = hundredths / 100
    for scale in (OWN, OPENSANCTIONS):
        if score < scale.meant(threshold) - 1e-9:
            assert scale.shown(score) <= threshold
        if score > scale.meant(threshold) + 1e-9:
            assert scale.shown(score) >= threshold - 1e-4


def entity(name: str, **said: tuple[str, ...]) -> Entity:
    return Entity(
        id=name,
        caption=name,
        schema=Schema.PERSON,
        properties={"name": (name,), **said},
        first_seen=said.get("on", (None,))[0],
    )


PEOPLE = [
    entity("Lev", nationality=("xa", "xb"), topics=("sanction",), on=("2026-02-01T00:00:00",)),
    entity("Ana", citizenship=("xb",), on=("2026-03-01T00:00:00",)),
    entity("Bo"),
]


def found(*fields: tuple[str, str], operator: Operator = Operator.OR) -> list[str]:
    wanted = Finding(kinds=frozenset(Schema), fields=fields, operator=operator)
    return [each.caption for each in PEOPLE if wanted.passes(each)]


def test_values_for_one_field_are_one_enough_or_all_needed() -> None:
    assert found(("countries", "xa"), ("countries", "xb")) == ["Lev", "Ana"]
    assert found(("countries", "xa"), ("countries", "xb"), operator=Operator.AND) == ["Lev"]
    assert found(("countries", "xb"), ("topics", "sanction")) == ["Lev"]
    assert found(("properties.citizenship", "xb")) == ["Ana"]
    assert found(("schema", "Vessel")) == []


def test_facets_count_entities_and_not_values() -> None:
    assert counted(PEOPLE, "countries") == [("xb", 2), ("xa", 1)]
    assert counted(PEOPLE, "schema") == [("Person", 3)]


def test_who_lacks_what_is_sorted_by_comes_last() -> None:
    assert [each.caption for each in sorted_by(PEOPLE, ["first_seen:desc"])] == ["Ana", "Lev", "Bo"]
    assert [each.caption for each in sorted_by(PEOPLE, ["first_seen"])] == ["Lev", "Ana", "Bo"]
    assert [each.caption for each in sorted_by(PEOPLE, ["caption"])] == ["Ana", "Bo", "Lev"]
