"""The paper of a draft in the pages: looked at, taken along, signed by a named officer, and read again."""

import json
from collections.abc import Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader

from simpul.core.audit import Act
from tests.integration.web.office import Answer, Office
from tests.lawcases import documented_case
from tests.papers import PASSPHRASE, authority, said
from tests.world import World

PNG = b"\x89PNG\r\n\x1a\n"
LANGUAGES = {"en": ("Request for extradition", "Draft, not for sending"), "id": ("Permintaan ekstradisi", "Konsep")}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Give a world of its own: what is counted here is what these tests did."""
    made = World(tmp_path_factory.mktemp("world"), "XA", "XB")
    yield made
    made.closes()


@pytest.fixture(scope="module")
def office(world: World) -> Office:
    """Give the pages of XA."""
    return Office(world["XA"])


def taken_in(office: Office, **changes: object) -> str:
    raw = json.dumps(documented_case() | changes).encode()
    answer = office["analyst"].uploads("/law-drafts/import", "case.json", raw, {"level": "1"})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def incomplete() -> dict[str, object]:
    return {"request": {**documented_case()["request"], "warrant": ""}}


def sign(
    office: Office, address: str, *, name: str = "second", certificate: bytes = b"", passphrase: bytes = PASSPHRASE
) -> Answer:
    browser = office[name]
    fields = {"form_key": browser.key, "lang": "id", "passphrase": passphrase.decode()}
    return browser.client.post(f"{address}/signature", data=fields, files={"certificate": ("a.p12", certificate)})


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_paper_is_seen_page_by_page_and_taken_along_in_either_language(office: Office, code: str) -> None:
    address = taken_in(office)
    page = office["analyst"].page(f"{address}/document?lang={code}")
    found = office["analyst"].get(f"{address}/document.json?lang={code}").json()
    assert (found["spoken"], found["lacking"]) == (code, [])
    for number in range(1, found["pages"] + 1):
        assert f"/pages/{number}?lang={code}" in page
        assert office["analyst"].get(f"{address}/pages/{number}?lang={code}").content.startswith(PNG)
    assert office["analyst"].get(f"{address}/pages/{found['pages'] + 1}").status_code == 404
    pdf = office["analyst"].get(f"{address}/paper?lang={code}")
    assert LANGUAGES[code][0].split()[0] in said(pdf.content)
    assert pdf.headers["content-disposition"].endswith('.pdf"')


def test_a_paper_that_lacks_something_is_marked_as_a_draft_and_nobody_can_sign_it(office: Office) -> None:
    address = taken_in(office, **incomplete())
    marked = "".join(
        page.extract_text()
        for page in PdfReader(BytesIO(office["analyst"].get(f"{address}/paper?lang=en").content)).pages
    )
    assert "Draft, not for sending" in marked
    assert "warrant" in office["analyst"].page(f"{address}/document")
    assert "/signature" not in office["second"].page(f"{address}/document")
    refused = sign(office, address, certificate=authority("Central Authority of XA")[0])
    assert refused.status_code == 422
    assert "is not signed" in refused.text


def test_a_releasing_officer_signs_and_the_paper_is_read_again(office: Office, world: World) -> None:
    address = taken_in(office)
    key, _ = authority("Central Authority of XA")
    answer = sign(office, address, certificate=key)
    assert answer.status_code == 200, answer.text[:3000]
    for words in ("Nothing that it covers was changed.", "It covers the whole file.", "NOT among those trusted"):
        assert words in answer.text
    assert "Central Authority of XA" in answer.text
    file = answer.text.split(f'href="{address}/signed/', 1)[1].split('"', 1)[0]
    made = office["second"].get(f"{address}/signed/{file}").content
    assert world["XA"].node.papers.looked_at(made)
    assert office["analyst"].get(f"{address}/signed/{file}").status_code == 404
    told = [held.entry for held in world["XA"].node.store.audit_trail.entries(text="", after="", limit=200).items]
    assert [each.actor for each in told if each.act is Act.LAW_SIGN] == [world["XA"].officers["second"].id]


def test_what_does_not_open_signs_nothing_and_an_analyst_does_not_sign(office: Office) -> None:
    address = taken_in(office)
    key, _ = authority("Central Authority of XA")
    wrong = sign(office, address, certificate=key, passphrase=b"another one")
    assert wrong.status_code == 422
    assert "no key and certificate" in wrong.text
    missing = office["second"].post(f"{address}/signature", {"lang": "en", "passphrase": "x"})
    assert missing.status_code == 422
    assert "a certificate is needed" in missing.text.lower()
    assert sign(office, address, name="analyst", certificate=key).status_code == 403


def test_the_case_is_taken_along_and_taken_in_again_as_it_was(office: Office) -> None:
    address = taken_in(office)
    raw = office["analyst"].get(f"{address}/case").content
    assert json.loads(raw) == documented_case()
    again = office["analyst"].uploads("/law-drafts/import", "case.json", raw, {"level": "1"})
    assert office["analyst"].get(f"{again.headers['location']}/case").content == raw
