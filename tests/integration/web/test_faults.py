"""How the node answers what goes wrong: in words for people, as documents for software, telling nothing hidden."""

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from simpul.core.errors import Error, PeerError, TamperedError
from simpul.web.access.guard import Policy, declares
from simpul.web.application import WebOptions, create_app
from simpul.web.errors import STATUS, status_of
from simpul.web.faults import ADVICE, TITLES
from tests.integration.web.office import Answer, Office
from tests.journal import logged
from tests.story import Told

ABSENT_ID = "0" * 64
ABSENT = "0" * 32


def comparable(answer: Answer, *, without: str) -> tuple[object, ...]:
    """Everything of an answer but the id of the request and the address that was asked for."""
    headers = {name: value for name, value in answer.headers.items() if name != "x-request-id"}
    return answer.status_code, headers, answer.text.replace(without, "")


@pytest.mark.parametrize("ending", ["", ".json", ".csv"])
def test_what_is_hidden_and_what_is_not_there_answer_with_the_same_bytes(
    office: Office, told: Told, ending: str
) -> None:
    junior = office["junior"]
    for hidden, absent in (
        (f"/reports/{told.hidden}{ending}", f"/reports/{ABSENT_ID}{ending}"),
        (f"/subjects/{told.hidden_subject}{ending}", f"/subjects/{ABSENT}{ending}"),
        (f"/api/v1/reports/{told.hidden}", f"/api/v1/reports/{ABSENT_ID}"),
        (f"/api/v1/subjects/{told.hidden_subject}", f"/api/v1/subjects/{ABSENT}"),
    ):
        assert office["analyst"].get(hidden).status_code == 200
        first, second = junior.get(hidden), junior.get(absent)
        assert first.status_code == 404
        assert comparable(first, without=hidden) == comparable(second, without=absent)


def test_a_search_says_nothing_of_what_is_hidden(office: Office) -> None:
    for address in ("/subjects.json?text=kesuma", "/reports.json?text=Hidden"):
        assert office["analyst"].get(address).content != office["junior"].get(address).content
    assert office["junior"].get("/subjects.json?text=kesuma").json()["subjects"] == []
    assert office["junior"].get("/reports.json?text=Hidden").json()["reports"] == []


def test_software_without_a_token_gets_a_document_and_is_led_nowhere(office: Office) -> None:
    for address in ("/api/v1/reports", "/reports.json", "/reports.csv", "/live/inbox.json", "/api/v1/openapi.json"):
        answer = office.nobody.get(address)
        assert answer.status_code == 401, address
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.json()["code"] == "sign-in-needed"


def test_people_who_are_not_signed_in_are_led_to_the_sign_in_and_back(office: Office) -> None:
    answer = office.nobody.get("/reports?text=x")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/reports")


def test_a_piece_of_a_page_that_needs_signing_in_leads_the_whole_page_there(office: Office) -> None:
    assert office.nobody.get("/inbox", HX_Request="true").headers["hx-redirect"].startswith("/sign-in")


def test_a_role_that_may_not_gets_words_or_a_document(office: Office) -> None:
    page = office["auditor"].get("/inbox")
    assert page.status_code == 403
    assert "ask your administrator for the role" in page.text
    document = office["auditor"].get("/api/v1/inbox")
    assert (document.status_code, document.json()["code"]) == (403, "denied")


def test_a_piece_of_a_page_that_fails_is_shown_as_a_notice(office: Office) -> None:
    answer = office["analyst"].get(f"/reports/{ABSENT_ID}", HX_Request="true")
    assert answer.status_code == 404
    assert answer.headers["hx-retarget"] == "#problem"
    assert "<html" not in answer.text


def test_an_address_that_is_none_and_a_method_that_is_none_are_told_apart(office: Office) -> None:
    assert office["analyst"].get("/nowhere").status_code == 404
    answer = office["analyst"].post("/api/v1/reports")
    assert (answer.status_code, answer.json()["code"]) == (405, "wrong-method")


def test_bad_input_names_its_place(office: Office) -> None:
    answer = office["analyst"].client.post(
        "/api/v1/drafts/preview",
        json={"title": "x", "summary": "y", "grading": {"scale": "admiralty-6x6", "source": "B"}, "handling": {}},
        headers={"X-Form-Key": office["analyst"].key},
    )
    assert (answer.status_code, answer.json()["place"]) == (422, "body.grading.information")
    late = office["analyst"].get("/api/v1/reports?after=nonsense")
    assert (late.status_code, late.json()["place"]) == (422, "after")


def test_the_officers_language_is_the_language_of_refusals(office: Office) -> None:
    office["analyst"].speaks("id")
    answer = office["analyst"].get("/api/v1/reports?after=nonsense").json()
    office["analyst"].speaks("en")
    assert answer["title"] == "Ini tidak dapat diterima"


def test_a_body_beyond_the_bound_is_refused_before_it_is_read(office: Office) -> None:
    browser = office["analyst"]
    declared = browser.client.post("/alerts/decide", content=b"", headers={"Content-Length": "9999999999"})
    assert declared.status_code == 413
    assert "At most 1,048,576 bytes are taken here." in declared.text
    whole = browser.client.post("/api/v1/alerts/decide", content=b"x" * 1_100_000)
    assert (whole.status_code, whole.json()["code"]) == (413, "too-large")


def test_a_body_that_does_not_say_its_length_is_counted(office: Office) -> None:
    browser = office["analyst"]
    pieces = (b"x" * 100_000 for _ in range(12))
    answer = browser.client.post(
        "/api/v1/alerts/decide",
        content=pieces,
        headers={"X-Form-Key": browser.key, "Content-Type": "application/json"},
    )
    assert answer.status_code == 413


def test_every_answer_has_the_security_headers(office: Office) -> None:
    for address in ("/inbox", "/sign-in", "/nowhere", "/api/v1/me", "/static/simpul.css", "/healthz", "/reports.csv"):
        headers = office["analyst"].get(address).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert len(headers["x-request-id"]) >= 8
        kept = "immutable" if address.startswith("/static") else "no-store"
        assert kept in headers["cache-control"], address


def test_a_static_file_is_no_folder_and_no_way_out(office: Office) -> None:
    for address in ("/static/", "/static/vendor", "/static/../application.py", "/static/%2e%2e/application.py"):
        assert office.nobody.get(address).status_code == 404, address


def test_the_id_of_a_request_is_the_callers_own_where_it_is_harmless(office: Office) -> None:
    assert office.nobody.get("/healthz", X_Request_Id="case-4711-a").headers["x-request-id"] == "case-4711-a"
    assert office.nobody.get("/healthz", X_Request_Id="a b<c>").headers["x-request-id"] != "a b<c>"


def test_every_error_of_the_house_has_a_status_words_and_advice() -> None:
    def below(kind: type[Error]) -> set[type[Error]]:
        return {kind, *(each for child in kind.__subclasses__() for each in below(child))}

    elsewhere = ("simpul.peers.", "simpul.cli.")
    known = {kind for kind in below(Error) if kind.__module__.startswith("simpul.")}
    ours = {kind for kind in known if not kind.__module__.startswith(elsewhere)}
    assert {kind.code for kind in ours} <= set(STATUS)
    assert set(STATUS) == set(TITLES) == set(ADVICE)
    assert status_of(PeerError("x")) == 502


def test_what_nobody_foresaw_is_answered_and_told_without_its_contents(office: Office) -> None:
    @declares(Policy.OPEN)
    async def broken(request: Request) -> Response:
        raise LookupError(f"Bahrul Santosa {request.url}")

    @declares(Policy.OPEN)
    async def tampered(_request: Request) -> Response:
        raise TamperedError("Bahrul Santosa")

    doors = (Route("/broken", broken), Route("/api/broken", broken), Route("/tampered", tampered))
    app = create_app(office.place.node, options=WebOptions(doors=doors))
    browser = TestClient(app, base_url="http://127.0.0.1")
    with logged() as log:
        page, document, third = browser.get("/broken"), browser.get("/api/broken"), browser.get("/tampered")
    assert (page.status_code, document.status_code, third.status_code) == (500, 500, 500)
    assert document.json()["code"] == "error"
    assert "call the auditor" in third.text
    said = page.text + document.text + third.text + log.getvalue()
    assert "Bahrul" not in said
    assert "LookupError" in said


def test_the_log_has_ids_and_patterns_and_nothing_else(office: Office, told: Told) -> None:
    with logged() as log:
        office["analyst"].get("/subjects?text=bahrul")
        office["analyst"].get(f"/subjects/{told.subject}")
    out = log.getvalue()
    assert '"route":"/subjects/{subject}"' in out
    assert '"officer":"xa-nctc-analyst"' in out
    assert "bahrul" not in out.lower()
    assert told.subject not in out


def test_health_is_open_and_figures_are_for_this_machine_or_a_token(office: Office) -> None:
    assert office.nobody.get("/healthz").json() == {"status": "ok"}
    assert office.nobody.get("/readyz").json() == {"status": "ok", "ready": True, "doing": ""}
    assert office.nobody.get("/metrics").status_code == 404
    app = create_app(office.place.node, options=WebOptions(metrics_token="figures"))
    local = TestClient(app, client=("127.0.0.1", 1))
    far = TestClient(app, client=("192.0.2.7", 1))
    assert 'simpul_http_requests_total{method="GET",route="healthz"' in _after_health(local)
    assert local.get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 404
    assert far.get("/metrics").status_code == 404
    assert far.get("/metrics", headers={"Authorization": "Bearer figures"}).status_code == 200
    assert far.get("/metrics", headers={"Authorization": "Bearer nothing"}).status_code == 404


def _after_health(client: TestClient) -> str:
    client.get("/healthz")
    return client.get("/metrics").text


def test_a_node_that_is_not_ready_says_what_it_does(office: Office) -> None:
    site = office.app.state.site
    waiting = type(site.readiness())(ready=False, doing="building the index of names")
    app = create_app(office.place.node, options=WebOptions(readiness=lambda: waiting))
    answer = TestClient(app).get("/readyz")
    assert (answer.status_code, answer.json()["doing"]) == (503, "building the index of names")


def test_language_and_theme_are_kept_and_lead_back_to_our_own_pages_only(office: Office) -> None:
    browser = office.nobody
    kept = browser.post("/language", {"language": "id", "next": "/reports?text=x"})
    assert (kept.status_code, kept.headers["location"]) == (303, "/reports?text=x")
    assert "simpul-language=id" in kept.headers["set-cookie"]
    for away in ("https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"):
        assert browser.post("/theme", {"theme": "dark", "next": away}).headers["location"] == "/"
    assert "set-cookie" not in browser.post("/theme", {"theme": "purple"}).headers
