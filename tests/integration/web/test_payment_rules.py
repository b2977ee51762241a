"""Rules on payments in the pages: which stand, tried on the past, proposed, and decided by a second officer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from simpul.formats.payment_rules import rule_text
from tests.integration.web.office import Fields, Office
from tests.scenarios.test_changing_rules import HOLDS, stands, whole
from tests.scenarios.test_payment_rules import takes
from tests.scenarios.test_payments import takes_in
from tests.world import World

TEXT = rule_text(HOLDS)
FIELDS: Fields = {"rule": TEXT, "standing": "in-force", "reason": "seen in three cases"}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The pages of a node that has taken no payment."""
    world = World(tmp_path, "XA")
    made = Office(world["XA"])
    for officer in ("analyst", "releasing", "junior"):
        made[officer].speaks("en")
    yield made
    world.closes()


def paid(office: Office) -> None:
    takes_in(office.place, "Somebody Else Altogether")
    takes(office.place, *(whole(number) for number in range(1, 5)))


def proposed(office: Office) -> str:
    answer = office["analyst"].post("/payment-rules/propose", FIELDS)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_the_rules_that_come_along_stand_and_each_shows_its_text_and_why(office: Office) -> None:
    page = office["analyst"].page("/payment-rules")
    for said in ("Several payments just under a threshold", "structuring@1", "In force", "An alert"):
        assert said in page, said
    rule = office["analyst"].page("/payment-rules/structuring@1")
    for said in ("Judgement: three payments", "[[rule]]", "comes with Simpul", "Never changed", "Try it on the past"):
        assert said in rule, said
    office["analyst"].speaks("id")
    assert "Beberapa pembayaran sedikit di bawah ambang" in office["analyst"].page("/payment-rules")


def test_without_payments_there_is_no_past_to_try_a_rule_on(office: Office) -> None:
    page = office["analyst"].post("/payment-rules/try", {"rule": TEXT}).text
    assert "There is no past to try it on" in page


def test_a_rule_as_it_is_written_is_tried_on_the_past(office: Office) -> None:
    paid(office)
    page = office["analyst"].post("/payment-rules/try", {"rule": TEXT}).text
    for said in ("would have been held", "Whom it hits, by corridor", "Latin letters", "Not known to be one", "500"):
        assert said in page, said


def test_a_damaged_rule_is_refused_with_its_place(office: Office) -> None:
    page = office["analyst"].post("/payment-rules/try", {"rule": TEXT.replace('"hold"', '"freeze"', 1)}).text
    assert "It could not be tried" in page
    assert "rule[0].effect" in page


def test_a_damaged_rule_is_refused_in_the_language_of_the_page(office: Office) -> None:
    office["analyst"].speaks("id")
    page = office["analyst"].post("/payment-rules/try", {"rule": TEXT.replace('version = "1"', "")}).text
    assert "wajib" in page
    assert "missing required" not in page


def test_who_decides_on_a_proposal_sees_what_would_be_otherwise_than_what_stands(office: Office) -> None:
    stands(office.place, HOLDS)
    changed = TEXT.replace('version = "1"', 'version = "2"').replace('effect = "hold"', 'effect = "alert"')
    place = office["analyst"].post("/payment-rules/propose", {**FIELDS, "rule": changed}).headers["location"]
    page = office["releasing"].page(place)
    for said in ("<del>effect = &#34;hold&#34;</del>", "<ins>effect = &#34;alert&#34;</ins>", "often@1", "often@2"):
        assert said in page, said
    told = office["releasing"].get(f"{place}.json").json()
    assert (told["stands"]["standing"], told["stands"]["rule"]["edition"]["version"]) == ("in-force", "1")
    assert [line["text"] for line in told["lines"] if line["says"] == "gone"] == ['version = "1"', 'effect = "hold"']
    retired = {**FIELDS, "standing": "retired"}
    place = office["analyst"].post("/payment-rules/propose", retired).headers["location"]
    assert "only how it stands would change" in office["releasing"].page(place)


def test_a_rule_that_never_stood_is_shown_as_a_new_one(office: Office) -> None:
    assert "A new rule" in office["releasing"].page(proposed(office))


def test_a_proposal_waits_with_its_back_test_until_another_officer_approves_it(office: Office) -> None:
    paid(office)
    place = proposed(office)
    own = office["analyst"].page(place)
    assert "You proposed it: another officer decides." in own
    assert "would have been held" in own
    assert office["analyst"].post(f"{place}/decide", {"verdict": "approved", "reason": "mine"}).status_code == 403
    other = office["releasing"].page(place)
    assert "seen in three cases" in other
    assert office["releasing"].post(f"{place}/decide", {"verdict": "approved", "reason": "agreed"}).status_code == 303
    page = office["analyst"].page("/payment-rules")
    assert "often@1" in page
    assert "What was decided" in page
    assert "agreed" in office["junior"].page(place)


def test_who_is_not_cleared_for_all_payments_sees_no_back_test(office: Office) -> None:
    paid(office)
    place = proposed(office)
    page = office["junior"].page(place)
    assert "would have been held" not in page
    assert "A back-test counts all payments" in page
    assert office["junior"].post("/payment-rules/try", {"rule": TEXT}).status_code == 403
    assert office["junior"].post("/payment-rules/propose", FIELDS).status_code == 403


def test_the_documents_say_what_the_pages_say(office: Office) -> None:
    stands(office.place, HOLDS)
    rules = office["analyst"].get("/payment-rules.json").json()["rules"]
    assert "often" in [each["rule"]["edition"]["id"] for each in rules]
    assert "often@1,in-force,hold" in office["analyst"].get("/payment-rules.csv").text
    assert office["analyst"].get("/payment-rules/often@1.json").json()["standing"] == "in-force"
    assert office["analyst"].get("/payment-rules/nothing@1").status_code == 404
