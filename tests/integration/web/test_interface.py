"""The interface for software: described whole, used with a token, and the same answers as the pages' twins."""

from datetime import timedelta
from typing import Any

import pytest

from simpul.core.credentials import CredentialKind, Scope, SignedIn, Stage
from tests.integration.web.office import Office
from tests.ofaclist import sdn, tables
from tests.story import Told

DRAFT: dict[str, Any] = {
    "title": "Sent by software",
    "summary": "A message from a case system.",
    "grading": {"scale": "europol-4x4", "source": "A", "information": "2"},
    "handling": {"tlp": "amber", "releasable_to": ["XB-NCTC"], "purposes": ["prevention", "counter-terrorism"]},
    "claims": [{"subject": "ef" * 16, "schema": "Person", "property": "name", "value": "Sari Wulan"}],
}


class Software:
    """A program with a token of an officer."""

    def __init__(self, office: Office, name: str, *scopes: Scope) -> None:
        """Issue the token."""
        officer = office.place.officers[name]
        signed = SignedIn(
            officer=officer,
            kind=CredentialKind.SESSION,
            credential="0" * 32,
            stage=Stage.FULL,
            scopes=tuple(Scope),
            ends_at=office.place.clock.present + timedelta(hours=1),
        )
        issued = office.place.node.access.tokens.issue(
            signed,
            name=f"for {name}",
            scopes=tuple(scope for scope in Scope if scope in scopes),
            length=timedelta(days=1),
        )
        self.client = office.nobody.client
        self.headers = {"Authorization": f"Bearer {issued.secret}"}

    def asks(self, method: str, path: str, document: object = None) -> Any:  # noqa: ANN401  any answer
        """Ask, and give the status and the document."""
        answer = self.client.request(method, f"/api/v1{path}", json=document, headers=self.headers)
        return answer.status_code, answer.json()


@pytest.fixture
def reader(office: Office) -> Software:
    """A program that may read."""
    return Software(office, "analyst", Scope.READ)


def test_a_report_is_written_previewed_and_released_with_tokens_alone(office: Office) -> None:
    software = Software(office, "releasing", Scope.READ, Scope.WRITE, Scope.RELEASE)
    status, fates = software.asks("POST", "/drafts/preview", DRAFT)
    assert (status, fates["partners"][0]["sent"], fates["partners"][0]["named"]) == (200, True, True)
    status, saved = software.asks("POST", "/drafts", DRAFT)
    assert status == 200
    status, release = software.asks("POST", f"/drafts/{saved['id']}/release")
    assert (status, release["state"], release["sent_to"]) == (200, "released", ["XB-NCTC"])
    status, report = software.asks("GET", f"/reports/{release['report']}")
    assert report["subjects"][0]["claims"][0]["value"] == "Sari Wulan"
    assert report["report"]["grading"] == {"scale": "europol-4x4", "source": "A", "information": "2"}


def test_a_token_does_only_what_its_scope_says(office: Office, reader: Software) -> None:
    assert reader.asks("GET", "/me")[1]["officer"] == "xa-nctc-analyst"
    assert reader.asks("POST", "/drafts/preview", DRAFT)[0] == 200
    status, refused = reader.asks("POST", "/drafts", DRAFT)
    assert (status, refused["code"]) == (403, "denied")
    writer = Software(office, "releasing", Scope.READ, Scope.WRITE)
    _, saved = writer.asks("POST", "/drafts", DRAFT)
    assert writer.asks("POST", f"/drafts/{saved['id']}/release")[0] == 403
    assert writer.asks("DELETE", f"/drafts/{saved['id']}") == (200, {"id": saved["id"]})


def test_a_draft_is_corrected_by_its_author(office: Office) -> None:
    writer = Software(office, "analyst", Scope.READ, Scope.WRITE)
    _, saved = writer.asks("POST", "/drafts", DRAFT)
    assert writer.asks("PUT", f"/drafts/{saved['id']}", {**DRAFT, "title": "Sent again"})[0] == 200
    assert writer.asks("GET", f"/drafts/{saved['id']}")[1]["row"]["title"] == "Sent again"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"grading": {"scale": "admiralty-6x6", "source": "X", "information": "1"}}, "grading.source"),
        ({"handling": {"releasable_to": ["nowhere"]}}, "handling.releasable_to[0]"),
        ({"handling": {"codes": ["H3"]}}, "handling.caveat"),
        ({"claims": [{**DRAFT["claims"][0], "value": ""}]}, "claim.value"),
        ({"claims": [{**DRAFT["claims"][0], "property": "shoe"}]}, "claim.property"),
        ({"surprise": 1}, "body.surprise"),
        ({"handling": {"tlp": "purple"}}, "body.handling.tlp"),
    ],
)
def test_a_document_that_cannot_stand_is_refused_with_its_place(
    reader: Software, change: dict[str, object], place: str
) -> None:
    status, refused = reader.asks("POST", "/drafts/preview", {**DRAFT, **change})
    assert (status, refused["code"], refused["place"]) == (422, "input", place)


def test_alerts_are_decided_together_or_not_at_all(office: Office) -> None:
    software = Software(office, "analyst", Scope.READ, Scope.WRITE)
    queue = software.asks("GET", "/alerts?state=all")[1]["alerts"]
    arrived = next(alert["id"] for alert in queue if alert["kind"] == "report-received" and alert["state"] == "open")
    absent = "0" * 32
    both = {"alerts": [arrived, absent], "verdict": "noted"}
    assert software.asks("POST", "/alerts/decide", both)[0] == 404
    status, decided = software.asks("POST", "/alerts/decide", {"alerts": [arrived], "verdict": "noted"})
    assert (status, decided[0]["state"], decided[0]["last"]["by"]) == (200, "decided", "xa-nctc-analyst")
    assert software.asks("GET", f"/alerts/{arrived}")[1]["choices"] == ["reopen"]


def test_the_interface_and_the_twins_of_pages_say_the_same(office: Office, told: Told, reader: Software) -> None:
    for path in ("/inbox", f"/reports/{told.received}", f"/subjects/{told.subject}", "/lists/xw", "/peers"):
        twin = office["analyst"].get(f"{path}.json").json()
        assert reader.asks("GET", path)[1] == twin, path
    entry = reader.asks("GET", "/lists/xw/entries/QDx.001")[1]
    assert entry["entry"]["names"][0]["value"] == "Bahrul Santosa"
    done = reader.asks("GET", "/lists/xw")[1]["imports"][0]
    assert reader.asks("GET", f"/lists/xw/imports/{done['id']}")[1]["changes"][0]["change"] == "added"


def test_a_list_that_is_none_is_refused_and_nothing_of_it_is_kept(office: Office) -> None:
    software = Software(office, "analyst", Scope.READ, Scope.IMPORT)
    answer = software.client.post(
        "/api/v1/lists/un",
        content=b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><CONSOLIDATED_LIST/>",
        headers={**software.headers, "Content-Type": "application/xml"},
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "input")
    assert "un" not in [held["list_id"] for held in software.asks("GET", "/lists")[1]["lists"]]


def test_software_takes_in_a_list_of_one_file_or_of_several(office: Office) -> None:
    software = Software(office, "analyst", Scope.READ, Scope.IMPORT)
    forms = {form["name"]: form for form in software.asks("GET", "/lists/forms")[1]["forms"]}
    assert forms["ofac"]["files"][:3] == ["sdn.csv", "alt.csv", "add.csv"]
    sent = [("file", (name, content)) for name, content in tables(sdn("7")).items()]
    named = {"list_id": "ofac-sent"}
    several = software.client.post("/api/v1/lists/ofac", data=named, files=sent, headers=software.headers)
    assert (several.status_code, several.json()["list_id"], several.json()["added"]) == (200, "ofac-sent", 1)
    one = software.client.post(
        "/api/v1/lists/table?file=own.csv&list_id=own-sent&column=name%3Dsiapa",
        content=b"siapa\nAyu Pelangi\n",
        headers={**software.headers, "Content-Type": "text/csv"},
    )
    assert (one.status_code, one.json()["list_id"], one.json()["added"]) == (200, "own-sent", 1)
    refused = software.client.post("/api/v1/lists/moon", content=b"x", headers=software.headers)
    assert (refused.status_code, refused.json()["code"]) == (422, "input")
    assert software.asks("GET", "/lists/ofac-sent/entries/7")[1]["listed_by"].startswith("Office of Foreign Assets")


def test_key_officers_and_auditors_have_their_own_parts(office: Office) -> None:
    keys, auditor = (Software(office, name, Scope.READ, Scope.WRITE) for name in ("keys", "auditor"))
    assert keys.asks("POST", "/peers/XB-NCTC/suspend", {"reason": "A drill."}) == (200, {"id": "XB-NCTC"})
    assert keys.asks("POST", "/peers/XB-NCTC/resume") == (200, {"id": "XB-NCTC"})
    signed = office.place.node.introduction.decode()
    own = keys.asks("POST", "/peers", {"introduction": signed, "fingerprint": "x"})
    assert (own[0], own[1]["place"]) == (422, "fingerprint")
    assert keys.asks("GET", "/quarantine")[1]["items"] == []
    assert auditor.asks("GET", "/audit?text=peer:suspend")[1]["entries"][0]["entry"]["detail"] == "A drill."
    assert auditor.asks("POST", "/audit/verification")[1]["problems"] == []
    assert keys.asks("GET", "/audit")[0] == 403


def test_the_description_has_every_route_with_its_refusals_and_how_to_prove_oneself(reader: Software) -> None:
    described = reader.asks("GET", "/openapi.json")[1]
    assert described["openapi"].startswith("3.1")
    assert described["security"] == [{"token": []}]
    paths = {path for path in described["paths"] if not path.startswith("/api/v1/operator")}
    assert {"/api/v1/reports/{report_id}", "/api/v1/drafts/{draft_id}/release", "/api/v1/lists/{form}"} <= paths
    for path in paths:
        for method, said in described["paths"][path].items():
            assert said["description"], (method, path)
            assert {"401", "403", "404", "422"} <= set(said["responses"]), (method, path)
