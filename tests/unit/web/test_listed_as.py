"""How an entry of a list is named."""

from simpul.core.listed import listed_id
from simpul.web.words.lists import listed_as


def test_an_entry_of_a_list_is_told_by_its_list_and_reference() -> None:
    assert listed_as(listed_id("un", "QDi.001")) == "UN QDi.001"
    assert listed_as(listed_id("own", "A:1")) == "OWN A:1"


def test_whoever_stands_on_no_list_is_told_by_none() -> None:
    assert listed_as("b49b74dcebea8dcb3105b470659f2625") == ""
