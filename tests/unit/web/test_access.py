"""The small parts of access in the web room: words, cookies, where a request comes from."""

from datetime import UTC, datetime, timedelta

import pytest
from starlette.requests import Request
from starlette.responses import Response

from simpul.core.access import GROUNDS
from simpul.core.authority import Authority, AuthorityId, Officer, OfficerId, Role
from simpul.core.credentials import Scope, Session, Stage
from simpul.core.errors import SettingsError
from simpul.core.node import NodeProfile
from simpul.services.signing_in import Admitted, Failure
from simpul.web.access.asked import source_of
from simpul.web.access.cookies import cookie_name, hand_over
from simpul.web.access.guard import guard
from simpul.web.access.policies import DEMANDS, Policy, scope_of
from simpul.web.words import access as words

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def profile(base_url: str, authority: str = "XA-NCTC") -> NodeProfile:
    return NodeProfile(authority=Authority(id=AuthorityId(authority), name="Centre"), base_url=base_url)


def request_from(host: str | None) -> Request:
    client = None if host is None else (host, 1)
    return Request({"type": "http", "headers": [], "client": client, "method": "GET", "path": "/"})


def test_every_ground_scope_stage_and_failure_has_its_words() -> None:
    assert set(GROUNDS) <= set(words.GROUNDS)
    assert set(words.SCOPES) == set(words.SCOPE_SENTENCES) == set(Scope)
    assert set(words.STAGES) == set(Stage)
    assert set(words.FAILURES) == set(Failure)


def test_every_policy_but_the_open_ones_demands_something() -> None:
    assert set(Policy) - set(DEMANDS) == {Policy.OPEN, Policy.PEER, Policy.CONSOLE}
    assert all(demand.roles and demand.stages and demand.kinds for demand in DEMANDS.values())


@pytest.mark.parametrize("policy", [Policy.PEER, Policy.CONSOLE])
def test_no_guard_pretends_to_know_who_a_machine_is(policy: Policy) -> None:
    with pytest.raises(SettingsError):
        guard(policy)


@pytest.mark.parametrize(
    ("policy", "method", "scope"),
    [
        (Policy.RELEASE, "GET", Scope.READ),
        (Policy.RELEASE, "POST", Scope.RELEASE),
        (Policy.READ_INTELLIGENCE, "POST", Scope.WRITE),
        (Policy.KEYS, "DELETE", Scope.WRITE),
    ],
)
def test_a_token_needs_the_scope_of_what_is_done(policy: Policy, method: str, scope: Scope) -> None:
    assert scope_of(policy, method) is scope


@pytest.mark.parametrize(
    ("host", "source"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("testclient", "unknown"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_tries_are_counted_by_address_and_by_network_where_one_has_many(host: str | None, source: str) -> None:
    assert source_of(request_from(host)) == source


def test_the_cookie_is_bound_to_host_and_transport_where_the_node_speaks_https() -> None:
    assert cookie_name(profile("https://a.example")) == "__Host-simpul-XA-NCTC"
    assert cookie_name(profile("http://localhost:1")) == "simpul-XA-NCTC"
    assert cookie_name(profile("http://localhost:1", "XB-NCTC")) != cookie_name(profile("http://localhost:1"))


@pytest.mark.parametrize(("base_url", "secure"), [("https://a.example", True), ("http://localhost:1", False)])
def test_no_script_reads_the_session_and_no_other_site_sends_it(base_url: str, *, secure: bool) -> None:
    officer = Officer(id=OfficerId("ana"), name="Ana", roles=(Role.ANALYST,))
    session = Session(id="s", officer=officer.id, stage=Stage.FULL, started_at=NOW, ends_at=NOW + timedelta(hours=9))
    answer = Response()
    hand_over(answer, Admitted(secret="x", session=session, officer=officer), profile(base_url), now=NOW)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "max-age=32400" in cookie
    assert ("secure" in cookie) is secure
