"""The pages of the law: the register, an instrument with its history, a basis between two states, and the matrix."""

import time

import pytest

from tests.integration.web.office import Office

QUESTION = (
    "requesting=ID&requested=Malaysia&kind=extradition&offence=terrorist-financing&conduct=2010-03-01&asked=2014-07-01"
)


def test_the_register_shows_who_is_bound_as_of_when_and_what_is_not_known(office: Office) -> None:
    page = office["analyst"].page("/law")
    assert "International Convention for the Suppression of the Financing of Terrorism" in page
    assert "The party tables are old" in page
    rows = {row["code"]: row for row in office["analyst"].get("/law.json").json()["instruments"]}
    assert (rows["icsft1999"]["parties"], rows["icsft1999"]["parties_as_of"]) == (186, "2014-07-10")
    assert rows["hague1970"]["parties"] is None
    assert office["analyst"].get("/law.csv").text.splitlines()[0].endswith("parties_as_of")


def test_an_instrument_shows_its_articles_and_what_every_state_did(office: Office) -> None:
    page = office["analyst"].page("/law/icsft1999")
    assert "11(2)" in page
    assert "Indonesia" in page
    found = office["analyst"].get("/law/icsft1999.json").json()
    (indonesia,) = [row for row in found["parties"] if row["state"] == "ID"]
    assert [act["what"] for act in indonesia["acts"]] == ["signature", "ratification"]
    assert indonesia["since"] == "2006-07-29"
    (somalia,) = [row for row in found["parties"] if row["state"] == "SO"]
    assert somalia["since"] is None
    assert "Computed from the table" not in page
    assert "Computed from the table it would be in force since 11 Sep 1976" in office["analyst"].page("/law/iccpr1966")
    assert "Nobody knows from here who is bound" in office["analyst"].page("/law/hague1970")
    assert office["analyst"].get("/law/none1900").status_code == 404


def test_a_basis_is_asked_for_and_answered_in_both_languages(office: Office) -> None:
    assert "Nothing was asked yet" in office["analyst"].page("/law/basis")
    page = office["analyst"].page(f"/law/basis?{QUESTION}")
    assert "In force between Indonesia and Malaysia since 28 Jun 2007. As of 10 Jul 2014." in page
    assert "Is there an extradition treaty between the two?" in page
    answer = office["analyst"].get(f"/law/basis.json?{QUESTION}").json()["answer"]
    assert (answer["bases"][0]["instrument"], answer["bases"][0]["article"]) == ("icsft1999", "11(1)")
    office["analyst"].speaks("id")
    assert "Adakah perjanjian ekstradisi antara keduanya?" in office["analyst"].page(f"/law/basis?{QUESTION}")
    office["analyst"].speaks("en")


def test_an_offence_that_no_table_knows_is_said_to_be_one_at_the_head_of_the_answer(office: Office) -> None:
    unknown = QUESTION.replace("offence=terrorist-financing", "offence=KUHP+187")
    assert "No table knows this offence" in office["analyst"].page(f"/law/basis?{unknown}")
    assert len(office["analyst"].get(f"/law/basis.json?{unknown}").json()["answer"]["notes"]) == 1
    assert "No table knows this offence" not in office["analyst"].page(f"/law/basis?{QUESTION}")


def test_where_there_is_none_reciprocity_is_shown_and_a_wrong_question_is_refused(office: Office) -> None:
    none = QUESTION.replace("=ID", "=KE").replace("Malaysia", "SO")
    page = office["analyst"].page(f"/law/basis?{none}")
    assert "No basis in force between the two is in the register" in page
    assert "Without a treaty: reciprocity" in page
    for wrong in (("=ID", "=Nowhere"), ("2010-03-01", "2010-02-30"), ("kind=extradition", "kind=custody")):
        refused = office["analyst"].get(f"/law/basis?{QUESTION.replace(*wrong)}")
        assert refused.status_code == 422


def test_the_matrix_counts_and_says_how_many_share_nothing(office: Office) -> None:
    page = office["analyst"].page("/law/matrix?on=2014-07-10")
    assert "0 of 45 pairs share none of them." in page
    both = office["analyst"].get("/law/matrix.json?states=ID+MY+SO&on=2014-07-10").json()
    assert [[cell["shared"] for cell in row["cells"]] for row in both["rows"]] == [
        [None, 2, 0],
        [2, None, 0],
        [0, 0, None],
    ]
    assert "A matrix needs two states" in office["analyst"].page("/law/matrix?states=ID")
    assert office["analyst"].get("/law/matrix?states=Nowhere").status_code == 422
    table = office["analyst"].get("/law/matrix.csv?states=ID,MY&on=2014-07-10").text.splitlines()
    assert table[1:] == ["ID,MY,bombings1997", "ID,MY,icsft1999"]


def test_the_matrix_of_all_members_is_one_page(office: Office) -> None:
    office["analyst"].page("/law/matrix?on=2014-07-10")
    before = time.process_time()
    page = office["analyst"].page("/law/matrix?states=all&on=2014-07-10")
    took = time.process_time() - before
    assert "1,182 of 18,528 pairs share none of them." in page
    assert took < 5  # a bound against what grows without end; `make bench-law` measures


@pytest.mark.parametrize("path", ["/law", "/law/icsft1999", "/law/basis", "/law/matrix"])
def test_the_pages_are_for_officers_who_read_intelligence(office: Office, path: str) -> None:
    assert office.nobody.get(path).status_code in (303, 401)
    assert office["auditor"].get(path).status_code == 403
