"""Evidence weighed for many subjects at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.engines.screening.evidence import facts_of, weight_of_evidence
from simpul.engines.screening.index import ScreeningIndex
from simpul.engines.screening.subject import Kind, Name, Query, Subject
from simpul.engines.screening.weighing import Weighing

DAYS = ("1971-03-04", "1971-04-03", "1971-03-14", "1972-03-04", "1961-03-04", "1970-12-31", "1999-09-09")
DATES = st.sampled_from((*DAYS, "1971", "1971-03", "1970/1972", "1971-03-04/1971-03-04"))
COUNTRIES = st.lists(st.sampled_from(("XA", "XB", "XC")), unique=True).map(tuple)
GENDERS = st.lists(st.sampled_from(("male", "female")), unique=True).map(tuple)
PEOPLE = st.lists(
    st.tuples(st.sampled_from(Kind), st.lists(DATES, max_size=2).map(tuple), COUNTRIES, GENDERS), min_size=1, max_size=8
)


@given(PEOPLE, st.sampled_from(Kind), st.none() | DATES, COUNTRIES, GENDERS)
def test_evidence_weighs_the_same_for_many_subjects_as_for_each(
    people: list[tuple[Kind, tuple[str, ...], tuple[str, ...], tuple[str, ...]]],
    kind: Kind,
    born: str | None,
    countries: tuple[str, ...],
    genders: tuple[str, ...],
) -> None:
    subjects = [
        Subject(
            id=f"s{number}", kind=of, names=(Name(value="Bima"),), birth_dates=dates, countries=states, genders=sexes
        )
        for number, (of, dates, states, sexes) in enumerate(people)
    ]
    (layer,) = ScreeningIndex.build(subjects).layers
    facts = facts_of(Query(name="Bima", kind=kind, birth_date=born, countries=countries, genders=genders))
    weighing = Weighing(layer.register)
    for _ in range(2):
        weights = weighing.weights(facts, np.arange(len(subjects))).tolist()
        assert weights == pytest.approx(
            [weight_of_evidence(facts, layer.entry(place)) for place in range(len(subjects))]
        )
