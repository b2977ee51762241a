"""Assertions: what is a claim, and who may correct or withdraw it."""

from datetime import datetime

import pytest

from simpul.core.assertion import (
    MOST_VALUE,
    checked_value,
    is_assertion_id,
    kind_of,
    may_replace,
    replaced_id,
)
from simpul.core.errors import InputError
from simpul.core.vocabulary import PROPERTIES, ValueKind
from tests.records import AT, RED_GATE, XA, XB, a_handling, an_assertion

EARLIER = "e" * 64
GOOD_VALUES = {
    ValueKind.NAME: "عائشة",
    ValueKind.TEXT: "Seen at the harbour\nat night",
    ValueKind.DATE: "1971-03",
    ValueKind.COUNTRY: "XA",
    ValueKind.GENDER: "other",
    ValueKind.IDENTIFIER: "A 123-456",
    ValueKind.SUBJECT: RED_GATE,
}
BAD_VALUES = {
    ValueKind.DATE: "next spring",
    ValueKind.GENDER: "unknown",
    ValueKind.SUBJECT: "Red Gate",
}


@pytest.mark.parametrize("name", sorted(PROPERTIES))
def test_every_property_holds_a_value_of_its_kind(name: str) -> None:
    value = GOOD_VALUES[PROPERTIES[name]]
    assert checked_value(name, value, place="claim") == value
    assert kind_of(an_assertion(name, value).value) is PROPERTIES[name]


@pytest.mark.parametrize("name", sorted(name for name, kind in PROPERTIES.items() if kind in BAD_VALUES))
def test_a_property_refuses_a_value_of_another_kind_at_its_place(name: str) -> None:
    with pytest.raises(InputError) as refused:
        checked_value(name, BAD_VALUES[PROPERTIES[name]], place="claims[2]")
    assert refused.value.place == "claims[2].value"


@pytest.mark.parametrize("value", ["", "  \n\t", "x" * (MOST_VALUE + 1), "bell\x07"])
def test_an_empty_or_endless_value_claims_nothing(value: str) -> None:
    with pytest.raises(InputError) as refused:
        checked_value("name", value, place="claim")
    assert refused.value.place == "claim.value"


def test_a_property_that_is_not_in_the_vocabulary_is_refused() -> None:
    with pytest.raises(InputError, match="no property 'shoeSize'") as refused:
        checked_value("shoeSize", "44", place="claim")
    assert refused.value.place == "claim.property"


BROKEN: list[tuple[str, dict[str, object]]] = [
    ("assertion.originator", {"originator": "xa"}),
    ("assertion.handling.originator", {"originator": XB}),
    ("assertion.subject", {"subject": "f" * 31}),
    ("assertion.subject", {"subject": "F" * 32}),
    ("assertion.salt", {"salt": ""}),
    ("assertion.asserted_at", {"asserted_at": datetime(2026, 3, 14)}),  # noqa: DTZ001  that it has none is the point
    ("assertion.property", {"property": "shoeSize"}),
    ("assertion.value", {"value": " "}),
    ("assertion.legal_basis", {"legal_basis": "x" * 301}),
    ("assertion.lang", {"lang": "x" * 17}),
    ("assertion.valid_from", {"valid_from": "spring"}),
    ("assertion.valid_to", {"valid_to": "2026-13"}),
    ("assertion.supersedes", {"supersedes": "1"}),
    ("assertion.retracts", {"retracts": EARLIER[1:]}),
    ("assertion.retracts", {"retracts": EARLIER, "supersedes": "f" * 64}),
]


@pytest.mark.parametrize(("place", "fields"), BROKEN)
def test_what_is_no_claim_cannot_be_built(place: str, fields: dict[str, object]) -> None:
    with pytest.raises(InputError) as refused:
        an_assertion(**fields)  # type: ignore[arg-type]  # wrong on purpose
    assert refused.value.place == place


def test_two_claims_that_say_the_same_have_different_ids_because_of_their_salts() -> None:
    one, other = an_assertion(), an_assertion()
    assert one.value.value == other.value.value
    assert one.id != other.id
    assert is_assertion_id(one.id)
    assert not is_assertion_id(one.value.salt)


def test_only_the_same_originator_on_the_same_subject_may_replace_a_claim() -> None:
    earlier = an_assertion().value
    assert may_replace(an_assertion(value="Ayu P.").value, earlier=earlier)
    assert not may_replace(an_assertion(subject=RED_GATE).value, earlier=earlier)
    assert not may_replace(an_assertion(handling=a_handling(XA, originator=XB)).value, earlier=earlier)


def test_a_correction_and_a_withdrawal_name_what_they_replace() -> None:
    assert replaced_id(an_assertion(supersedes=EARLIER).value) == EARLIER
    assert replaced_id(an_assertion(retracts=EARLIER).value) == EARLIER
    assert replaced_id(an_assertion().value) is None
    assert an_assertion(asserted_at=AT).value.asserted_at == AT
