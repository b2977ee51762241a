"""The pages of access, as browsers meet them."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from simpul.core.access import SecondFactor
from simpul.core.authority import Officer, OfficerId, Role
from simpul.web.access.asked import local_path
from tests.integration.access.browsing import COOKIE, Pages, between, form_key, hidden, pages
from tests.integration.access.office import BASE_URL, PROFILE, device

TRIES = PROFILE.limits.sign_in_tries


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Pages]:
    """Give a node of its own for each test."""
    with pages(tmp_path / "node") as opened:
        yield opened


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """Give one node to tests that change nothing."""
    with pages(tmp_path_factory.mktemp("shared") / "node") as opened:
        yield opened


@pytest.fixture(scope="module")
def administrator(shared: Pages) -> TestClient:
    """Give the shared node's administrator."""
    return shared.signed_in("administrator")


@pytest.fixture(scope="module")
def analyst(shared: Pages) -> TestClient:
    """Give the shared node's analyst."""
    return shared.signed_in("analyst")


# --- links ------------------------------------------------------------------------------------------------------------


def test_opening_a_link_does_not_use_it_up_and_pressing_its_button_does(site: Pages) -> None:
    secret, scanner, browser = site.link("analyst"), site.browser(), site.browser()
    assert scanner.get("/sign-in/link").status_code == 200
    assert scanner.head("/sign-in/link").status_code == 405
    assert scanner.get(f"/sign-in/link/{secret}").status_code == 404
    answer = browser.post("/sign-in/link", data={"secret": secret})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in/set-up")
    assert site.browser().post("/sign-in/link", data={"secret": secret}).status_code == 401


def test_the_whole_address_of_a_link_may_be_pasted(site: Pages) -> None:
    pasted = f"  {BASE_URL}/sign-in/link#{site.link('analyst')} "
    assert site.browser().post("/sign-in/link", data={"secret": pasted}).status_code == 303


def test_the_session_is_for_this_nodes_own_pages_only(site: Pages) -> None:
    answer = site.browser().post("/sign-in/link", data={"secret": site.link("analyst")})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    flags = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "secure", "samesite=strict", "path=/"} <= flags
    assert not any(flag.startswith("domain") for flag in flags)


def test_the_session_changes_its_secret_when_the_sign_in_is_finished(site: Pages) -> None:
    browser = site.redeems("analyst")
    before = browser.cookies[COOKIE]
    page = browser.get("/sign-in/set-up/code").text
    assert "<svg" in page
    data = {"ticket": hidden(page, "ticket"), "code": "1", "form_key": hidden(page, "form_key")}
    again = browser.post("/sign-in/set-up/code", data=data)
    assert again.status_code == 422
    assert between(again.text, 'id="app-key">', "<") == between(page, 'id="app-key">', "<")
    assert browser.cookies[COOKIE] == before
    assert site.signed_in("releasing").cookies[COOKIE] != before


def test_later_is_offered_only_where_the_node_lets_it_wait(site: Pages, tmp_path: Path) -> None:
    browser = site.redeems("analyst")
    page = browser.get("/sign-in/set-up").text
    assert "/sign-in/later" not in page
    assert browser.post("/sign-in/later", data={"form_key": hidden(page, "form_key")}).status_code == 401
    with pages(tmp_path / "lenient", second_factor=SecondFactor.MAY_WAIT) as lenient:
        browser = lenient.redeems("analyst")
        page = browser.get("/sign-in/set-up").text
        assert "/sign-in/later" in page
        answer = browser.post("/sign-in/later", data={"form_key": hidden(page, "form_key")})
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert browser.get("/me").status_code == 200


# --- codes ------------------------------------------------------------------------------------------------------------


def test_name_and_code_lead_to_where_one_wanted_to_go(site: Pages) -> None:
    site.signed_in("analyst")
    browser = site.browser()
    assert browser.get("/me").headers["location"] == "/sign-in?next=/me"
    assert '<input type="hidden" name="next" value="/me">' in browser.get("/sign-in?next=/me").text
    answer = browser.post("/sign-in/code", data={"name": "analyst", "code": site.code("analyst"), "next": "/me"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/me")
    assert browser.get("/sign-in?next=/me").headers["location"] == "/me"


def test_a_known_and_an_unknown_name_get_the_same_bytes_until_and_after_they_are_closed(site: Pages) -> None:
    site.signed_in("analyst")
    answers = {}
    for number, name in enumerate(("analyst", "nobody", "auditor")):
        browser = site.browser(f"192.0.2.{number + 10}")
        sent = [browser.post("/sign-in/code", data={"name": name, "code": "1"}) for _ in range(TRIES + 1)]
        answers[name] = [(each.status_code, each.text, each.headers.get("retry-after")) for each in sent]
    assert answers["analyst"] == answers["nobody"] == answers["auditor"]
    assert [status for status, _, _ in answers["nobody"]] == [401] * TRIES + [429]
    assert answers["nobody"][-1][2] == str(int(PROFILE.limits.sign_in_window.total_seconds()))


def test_a_second_link_asks_for_the_second_factor(site: Pages) -> None:
    site.signed_in("analyst")
    browser = site.redeems("analyst")
    assert browser.get("/sign-in").headers["location"] == "/sign-in/confirm"
    assert browser.get("/sign-in/set-up").headers["location"] == "/sign-in/confirm"
    assert browser.get("/sign-in/set-up/code").status_code == 403
    page = browser.get("/sign-in/confirm").text
    wrong = browser.post("/sign-in/confirm", data={"code": "1", "form_key": hidden(page, "form_key")})
    assert wrong.status_code == 401
    data = {"code": site.code("analyst"), "form_key": hidden(page, "form_key")}
    assert browser.post("/sign-in/confirm", data=data).headers["location"] == "/"
    assert browser.get("/me").status_code == 200


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("/alerts", "/alerts"),
        ("/subjects?text=a&after=b", "/subjects?text=a&after=b"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/evil.example", "/"),
        ("/sign-out", "/"),
        ("", "/"),
        ("/" + "a" * 600, "/"),
    ],
)
def test_one_goes_on_to_pages_of_this_node_only(said: str, kept: str) -> None:
    assert local_path(said) == kept


def test_signing_out_takes_the_session_from_the_browser_and_from_the_node(site: Pages) -> None:
    browser = site.signed_in("analyst")
    secret = browser.cookies[COOKIE]
    answer = browser.post("/sign-out", data={"form_key": form_key(browser)})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert COOKIE not in browser.cookies
    assert site.node.access.by_session(secret) is None


# --- passkeys ---------------------------------------------------------------------------------------------------------


def test_a_passkey_is_set_up_and_signs_in(site: Pages) -> None:
    browser, hand = site.redeems("analyst"), device()
    question = browser.get("/sign-in/set-up/passkey.json").json()
    data = {
        "ticket": question["ticket"],
        "answer": hand.create(question["options"]),
        "passkey_name": "Laptop",
        "form_key": hidden(browser.get("/sign-in/set-up").text, "form_key"),
    }
    assert browser.post("/sign-in/set-up/passkey", data=data).headers["location"] == "/"
    other = site.browser()
    question = other.get("/sign-in/passkey.json").json()
    data = {"ticket": question["ticket"], "answer": hand.get(question["options"]), "next": "/me"}
    assert other.post("/sign-in/passkey", data=data).headers["location"] == "/me"
    assert "Laptop" in other.get("/me").text
    assert site.browser().post("/sign-in/passkey", data=data).status_code == 401


def test_an_officer_adds_and_removes_second_factors(site: Pages) -> None:
    browser, hand = site.signed_in("analyst"), device()
    question = browser.get("/sign-in/set-up/passkey.json").json()
    data = {
        "ticket": question["ticket"],
        "answer": hand.create(question["options"]),
        "passkey_name": "Key",
        "form_key": form_key(browser),
    }
    assert browser.post("/sign-in/set-up/passkey", data=data).headers["location"] == "/me"
    shown = browser.get("/me.json").json()
    passkey = shown["passkeys"][0]
    assert shown["code_added_at"]
    removed = browser.post("/me/passkeys/remove", data={"id": passkey["id"], "form_key": form_key(browser)})
    assert removed.status_code == 303
    last = browser.post("/me/code/remove", data={"form_key": form_key(browser)})
    assert last.status_code == 403
    assert browser.get("/me.json").json()["passkeys"] == []


# --- officers ---------------------------------------------------------------------------------------------------------

NEW = {"id": "n.surya", "name": "N. Surya", "roles": ["analyst"], "clearance": "1", "language": "id"}


def test_two_officers_bring_a_third_in_through_the_pages(site: Pages) -> None:
    administrator, key_officer = site.signed_in("administrator"), site.signed_in("key")
    data = {**NEW, "purposes": ["counter-terrorism"], "form_key": form_key(administrator)}
    added = administrator.post("/officers", data=data)
    assert (added.status_code, added.headers["location"]) == (303, "/officers/n.surya")
    own_try = administrator.post("/officers/n.surya/link", data={"form_key": form_key(administrator)})
    assert own_try.status_code == 403
    assert "/officers/n.surya/link" not in administrator.get("/officers/n.surya").text
    page = key_officer.post("/officers/n.surya/link", data={"form_key": form_key(key_officer)})
    link = between(page.text, 'id="issued" class="mono" readonly value="', '"')
    assert link.startswith(f"{BASE_URL}/sign-in/link#")
    assert link not in key_officer.get("/officers/n.surya").text
    newcomer = site.browser()
    assert newcomer.post("/sign-in/link", data={"secret": link}).headers["location"] == "/sign-in/set-up"
    assert '<html lang="id"' in newcomer.get("/sign-in/set-up").text


def test_a_changed_officer_starts_again_with_the_new_trust(site: Pages) -> None:
    administrator, analyst = site.signed_in("administrator"), site.signed_in("analyst")
    assert 'name="id"' not in administrator.get("/officers/analyst").text
    data = {**NEW, "name": "Ana", "roles": ["auditor"], "clearance": "0", "form_key": form_key(administrator)}
    assert administrator.post("/officers/analyst", data=data).status_code == 303
    assert analyst.get("/me").status_code == 303
    shown = administrator.get("/officers/analyst.json").json()["officer"]
    assert (shown["name"], shown["roles"], shown["clearance"], shown["purposes"]) == ("Ana", ["auditor"], 0, [])


@pytest.mark.parametrize(
    "change",
    [
        {"roles": []},
        {"roles": ["king"]},
        {"roles": ["administrator", "analyst"]},
        {"clearance": "9"},
        {"clearance": "x"},
        {"language": "xx"},
        {"purposes": ["revenge"]},
        {"id": "Not A Name"},
        {"id": "node"},
        {"id": "analyst"},
        {"name": ""},
        {"name": "x" * 150},
    ],
)
def test_what_is_no_officer_is_not_added(administrator: TestClient, change: dict[str, object]) -> None:
    before = administrator.get("/officers.json").json()["officers"]
    answer = administrator.post("/officers", data={**NEW, **change, "form_key": form_key(administrator)})
    assert answer.status_code in (403, 409, 422)
    assert administrator.get("/officers.json").json()["officers"] == before


def test_a_name_is_text_on_every_page(site: Pages) -> None:
    administrator = site.signed_in("administrator")
    name = "<script>alert(1)</script>\"'"
    site.node.access.officers.enrol(_named(name))
    for path in ("/officers", "/officers/odd"):
        page = administrator.get(path).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page
    assert "'=" not in administrator.get("/officers.csv").text


def _named(name: str) -> Officer:
    return Officer(id=OfficerId("odd"), name=name, roles=(Role.ANALYST,))


def test_ended_access_ends_in_the_middle_of_the_work(site: Pages) -> None:
    administrator, analyst = site.signed_in("administrator"), site.signed_in("analyst")
    ended = administrator.post("/officers/analyst/end", data={"form_key": form_key(administrator)})
    assert ended.headers["location"] == "/officers"
    assert analyst.get("/me").status_code == 303
    assert administrator.get("/officers/analyst").status_code == 404


def test_lost_second_factors_are_withdrawn_by_one_and_replaced_by_another(site: Pages) -> None:
    administrator, key_officer = site.signed_in("administrator"), site.signed_in("key")
    analyst = site.signed_in("analyst")
    key_officer.post("/officers/analyst/factors", data={"form_key": form_key(key_officer)})
    assert analyst.get("/me").status_code == 303
    own_try = key_officer.post("/officers/analyst/link", data={"form_key": form_key(key_officer)})
    assert own_try.status_code == 403
    page = administrator.post("/officers/analyst/link", data={"form_key": form_key(administrator)})
    link = between(page.text, 'id="issued" class="mono" readonly value="', '"')
    assert site.browser().post("/sign-in/link", data={"secret": link}).headers["location"] == "/sign-in/set-up"


# --- one's own page ---------------------------------------------------------------------------------------------------


def test_the_document_of_ones_own_access_holds_no_secret(site: Pages) -> None:
    browser = site.signed_in("analyst")
    data = {"name": "script", "days": "5", "scopes": ["read", "write"], "form_key": form_key(browser)}
    page = browser.post("/me/tokens", data=data).text
    token = between(page, 'id="issued" class="mono" readonly value="', '"')
    assert token.startswith("simpul_")
    said = json.dumps(browser.get("/me.json").json())
    for secret in (token, browser.cookies[COOKIE], site.apps["analyst"].secret):
        assert secret not in said
    assert "sealed" not in said
    assert token not in browser.get("/me").text


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"days": "0"},
        {"days": "-1"},
        {"days": "x"},
        {"days": "9" * 9},
        {"scopes": []},
        {"scopes": ["all"]},
    ],
)
def test_what_is_no_token_is_not_issued(analyst: TestClient, change: dict[str, object]) -> None:
    data = {"name": "script", "days": "5", "scopes": ["read"], "form_key": form_key(analyst), **change}
    assert analyst.post("/me/tokens", data=data).status_code == 422
    assert analyst.get("/me.json").json()["tokens"] == []


def test_a_token_beyond_the_role_or_for_years_is_refused(analyst: TestClient) -> None:
    data = {"name": "script", "days": "5", "scopes": ["release"], "form_key": form_key(analyst)}
    assert analyst.post("/me/tokens", data=data).status_code == 403
    assert analyst.post("/me/tokens", data={**data, "scopes": ["read"], "days": "366"}).status_code == 403


def test_the_language_of_the_officer_holds_on_every_browser(site: Pages) -> None:
    browser = site.signed_in("analyst")
    assert '<html lang="en"' in browser.get("/me").text
    browser.post("/me/language", data={"language": "id", "form_key": form_key(browser)})
    assert '<html lang="id"' in browser.get("/me").text


def test_another_session_of_ones_own_is_ended_from_here(site: Pages) -> None:
    first = site.signed_in("analyst")
    second = site.browser()
    second.post("/sign-in/code", data={"name": "analyst", "code": site.code("analyst")})
    assert second.get("/me").status_code == 200
    sessions = first.get("/me.json").json()
    others = [each["id"] for each in sessions["sessions"] if each["id"] != sessions["session"]]
    for other in others:
        first.post("/me/sessions/end", data={"id": other, "form_key": form_key(first)})
    assert second.get("/me").status_code == 303
    assert first.get("/me").status_code == 200
    site.clock.passes(timedelta(seconds=1))
