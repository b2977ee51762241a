"""The pages on sets of states: who is bound, the map, the matrix, the ratifications; and definitions side by side."""

import re
import time

import pytest

from simpul.web.offline.drafter import drafter_html
from tests.integration.web.office import Office

ON = "on=2014-07-10"


def test_asean_is_shown_with_its_instruments_map_and_matrix(office: Office) -> None:
    page = office["analyst"].page(f"/law/harmony?{ON}")
    assert "How states stand together" in page
    assert "Every pair has a basis" in page
    assert "No single ratification would give a pair a basis" in page
    assert page.count('class="tile level-3"') == 10
    found = office["analyst"].get(f"/law/harmony.json?{ON}").json()
    assert (found["pairs"], found["with_basis"], found["none"], found["open"]) == (45, 45, 0, 0)
    assert [row["state"] for row in found["lines"]] == ["BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "VN"]
    bound = {row["instrument"]: row["bound"] for row in found["reaches"]}
    assert (bound["bombings1997"], bound["icsft1999"], bound["nuclear2005"]) == (10, 10, 0)
    assert "hague1970" in {row["instrument"] for row in found["left_out"]}


def test_a_ratification_says_with_whom_a_basis_would_come(office: Office) -> None:
    found = office["analyst"].get(f"/law/harmony.json?states=KE,SO,ID&{ON}&kind=mla").json()
    best = found["gains"][0]
    assert (best["state"], best["count"], best["partners"]) == ("SO", 2, ["ID", "KE"])
    page = office["analyst"].page(f"/law/harmony?states=KE,SO,ID&{ON}&kind=mla")
    assert "Pairs that gain a basis" in page
    assert "not known with" in page.lower()


def test_every_member_is_on_the_map_and_the_answer_takes_less_than_a_second(office: Office) -> None:
    office["analyst"].page(f"/law/harmony?{ON}")
    before = time.process_time()
    page = office["analyst"].page(f"/law/harmony?states=all&{ON}&shown=instruments")
    took = time.process_time() - before
    assert len(re.findall(r'class="tile level-\d"', page)) == 193
    assert "1,182" in page
    assert "The matrix of so many states has a page of its own" in page
    assert took < 3  # a bound against what grows without end; `make bench-law` measures


def test_every_pair_is_in_the_table_with_its_basis(office: Office) -> None:
    rows = office["analyst"].get(f"/law/harmony.csv?states=KE+SO+ID&{ON}").text.splitlines()
    assert rows[0].endswith("a,b,basis,instruments")
    assert sorted(row.split(",")[2] for row in rows[1:]) == ["T", "U", "U"]
    assert rows[1].startswith("ID,KE,T,")


def test_states_that_are_invented_are_not_on_the_map_and_their_laws_are_compared(office: Office) -> None:
    page = office["analyst"].page(f"/law/harmony?states=XA+XB+XC&{ON}")
    assert "None of these states is on the map" in page
    acts = {
        row["act"]: row
        for row in office["analyst"].get("/law/harmony.json?states=XA+XB+XC&on=2020-01-01").json()["acts"]
    }
    assert acts["provide_funds"]["states"] == ["XA", "XB", "XC"]
    assert acts["train_receive"]["states"] == ["XB", "XC"]
    earlier = office["analyst"].get("/law/harmony.json?states=XA+XB+XC&on=2014-01-01").json()
    assert "train_receive" not in {row["act"] for row in earlier["acts"]}


def test_one_state_and_a_wrong_question_are_said(office: Office) -> None:
    assert "A pair needs two states" in office["analyst"].page("/law/harmony?states=ID")
    for wrong in ("states=Nowhere", "states=%20", "kind=custody", "counted=all", "shown=moon", "on=2010-02-30"):
        assert office["analyst"].get(f"/law/harmony?{wrong}").status_code == 422


def test_definitions_stand_side_by_side_in_both_languages(office: Office) -> None:
    page = office["analyst"].page("/law/definitions")
    assert "coe-prevention2005 5" in page
    found = office["analyst"].get("/law/definitions.json?of=hostages1979-1&of=xa-21").json()
    assert found["columns"][0]["relations"] == [["xa-21", "narrower", "narrower"]]
    table = office["analyst"].get("/law/definitions.csv").text.splitlines()
    assert table[0].endswith("group,element,icsft1999-2-1-b,bombings1997-2-1,coe-prevention2005-5")
    assert "object,device,absent,required,absent" in table
    office["analyst"].speaks("id")
    assert "lebih sempit" in office["analyst"].page("/law/definitions?of=hostages1979-1&of=xa-21")
    office["analyst"].speaks("en")
    assert "Choose two definitions" in office["analyst"].page("/law/definitions?of=xa-21")
    assert office["analyst"].get("/law/definitions?of=none").status_code == 422


def test_the_offline_drafter_is_a_file_to_take_along(office: Office) -> None:
    answer = office["analyst"].get("/law/drafter")
    assert answer.headers["content-disposition"] == 'attachment; filename="simpul-drafter.html"'
    assert answer.content == drafter_html("en")


@pytest.mark.parametrize("path", ["/law/harmony", "/law/definitions", "/law/drafter"])
def test_the_pages_are_for_officers_who_read_intelligence(office: Office, path: str) -> None:
    assert office.nobody.get(path).status_code in (303, 401)
    assert office["auditor"].get(path).status_code == 403
