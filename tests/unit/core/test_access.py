"""Who may let whom in, with what trust."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest

from simpul.core import access
from simpul.core.access import (
    EXCLUDING_DUTIES,
    LONGEST_TOKEN,
    MOST_TOKENS,
    Standing,
    Tries,
    against_adding,
    against_changing,
    against_ending,
    against_link,
    against_token,
    against_withdrawing_factors,
    excluding_duties,
    officer_id,
    scopes_of,
    with_language,
)
from simpul.core.authority import AuthorityId, Level, Officer, OfficerId, Role, Viewer, viewer_of
from simpul.core.credentials import Scope, Token
from simpul.core.errors import InputError

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def officer(name: str, *roles: Role) -> Officer:
    return Officer(id=OfficerId(name), name=name.title(), roles=roles)


def viewer(of: Officer) -> Viewer:
    return viewer_of(of, authority=AuthorityId("XA-NCTC"))


ADMINISTRATOR = officer("admin", Role.ADMINISTRATOR)
SECOND_ADMINISTRATOR = officer("second", Role.ADMINISTRATOR)
KEY_OFFICER = officer("keys", Role.KEY_OFFICER)
ANALYST = officer("ana", Role.ANALYST)
ROSTER = (ADMINISTRATOR, KEY_OFFICER, ANALYST)


@pytest.mark.parametrize("value", ["a", "a.surya", "duty-1", "x" * 32])
def test_a_sign_in_name_is_short_small_and_plain(value: str) -> None:
    assert officer_id(value, place="id") == value


@pytest.mark.parametrize("value", ["", "A", "a b", ".a", "a-", "x" * 33, "node", "peer:XA-NCTC", "a\n", "ä"])
def test_what_is_no_sign_in_name_is_refused_with_its_place(value: str) -> None:
    with pytest.raises(InputError) as caught:
        officer_id(value, place="officer.id")
    assert caught.value.place == "officer.id"


@pytest.mark.parametrize("pair", EXCLUDING_DUTIES)
def test_excluding_duties_are_given_to_no_one_person(pair: tuple[Role, Role]) -> None:
    both = officer("both", *pair)
    assert "access.duties-exclude" in against_adding(viewer(ADMINISTRATOR), both)
    assert "access.duties-exclude" in against_changing(viewer(ADMINISTRATOR), both, roster=(*ROSTER, both))


def test_an_administrator_reads_no_intelligence_and_an_auditor_has_no_other_duty() -> None:
    allowed = [set(pair) for pair in combinations(Role, 2) if not excluding_duties(pair)]
    assert allowed == [
        {Role.ANALYST, Role.RELEASING_OFFICER},
        {Role.ANALYST, Role.KEY_OFFICER},
        {Role.RELEASING_OFFICER, Role.KEY_OFFICER},
        {Role.KEY_OFFICER, Role.ADMINISTRATOR},
    ]


def test_an_administrator_adds_changes_and_ends() -> None:
    by = viewer(ADMINISTRATOR)
    assert against_adding(by, officer("new", Role.ANALYST)) == ()
    assert against_changing(by, officer("ana", Role.RELEASING_OFFICER), roster=ROSTER) == ()
    assert against_ending(by, ANALYST.id, roster=ROSTER) == ()


@pytest.mark.parametrize("by", [KEY_OFFICER, ANALYST, officer("audit", Role.AUDITOR)])
def test_nobody_else_does(by: Officer) -> None:
    assert against_adding(viewer(by), officer("new", Role.ANALYST)) == ("access.not-entitled",)
    assert "access.not-entitled" in against_changing(viewer(by), ANALYST, roster=ROSTER)
    assert "access.not-entitled" in against_ending(viewer(by), ADMINISTRATOR.id, roster=ROSTER)


def test_nobody_changes_or_ends_his_own_access() -> None:
    both = officer("admin", Role.ADMINISTRATOR, Role.KEY_OFFICER)
    by = viewer(ADMINISTRATOR)
    assert against_changing(by, both, roster=ROSTER) == ("access.own-access",)
    assert "access.own-access" in against_ending(by, ADMINISTRATOR.id, roster=(*ROSTER, SECOND_ADMINISTRATOR))
    assert "access.own-access" in against_withdrawing_factors(by, ADMINISTRATOR.id)
    assert "access.own-access" in against_link(by, Standing(officer=ADMINISTRATOR.id, admitted_by="node", factors=1))


def test_an_administrator_gives_himself_no_intelligence_role() -> None:
    wished = officer("admin", Role.ANALYST)
    grounds = against_changing(viewer(ADMINISTRATOR), wished, roster=(*ROSTER, SECOND_ADMINISTRATOR))
    assert grounds == ("access.own-access",)


def test_the_last_administrator_and_the_last_key_officer_stay() -> None:
    by = viewer(SECOND_ADMINISTRATOR)
    assert against_ending(by, ADMINISTRATOR.id, roster=ROSTER) == ("access.last-administrator",)
    assert against_ending(by, KEY_OFFICER.id, roster=ROSTER) == ("access.last-key-officer",)
    demoted = officer("keys", Role.ANALYST)
    assert against_changing(by, demoted, roster=ROSTER) == ("access.last-key-officer",)


def test_one_of_two_administrators_may_go() -> None:
    roster = (*ROSTER, SECOND_ADMINISTRATOR)
    assert against_ending(viewer(SECOND_ADMINISTRATOR), ADMINISTRATOR.id, roster=roster) == ()


def test_who_added_an_officer_does_not_issue_the_first_link() -> None:
    standing = Standing(officer=ANALYST.id, admitted_by=ADMINISTRATOR.id, factors=0)
    assert against_link(viewer(ADMINISTRATOR), standing) == ("access.needs-another-officer",)
    assert against_link(viewer(KEY_OFFICER), standing) == ()
    assert against_link(viewer(SECOND_ADMINISTRATOR), standing) == ()


def test_who_added_an_officer_may_issue_later_links_which_the_second_factor_guards() -> None:
    standing = Standing(officer=ANALYST.id, admitted_by=ADMINISTRATOR.id, factors=1)
    assert against_link(viewer(ADMINISTRATOR), standing) == ()


def test_an_analyst_issues_no_link() -> None:
    standing = Standing(officer=KEY_OFFICER.id, admitted_by="node", factors=0)
    assert against_link(viewer(ANALYST), standing) == ("access.not-entitled",)


@pytest.mark.parametrize(
    ("roles", "scopes"),
    [
        ((Role.ANALYST,), (Scope.READ, Scope.WRITE, Scope.IMPORT, Scope.PAYMENTS)),
        ((Role.RELEASING_OFFICER,), tuple(Scope)),
        ((Role.AUDITOR,), (Scope.READ, Scope.WRITE)),
        ((), ()),
    ],
)
def test_scopes_follow_from_roles(roles: tuple[Role, ...], scopes: tuple[Scope, ...]) -> None:
    assert scopes_of(roles) == scopes


def token(*scopes: Scope, days: int = 30) -> Token:
    return Token(
        id="t", officer=ANALYST.id, name="script", scopes=scopes, issued_at=AT, ends_at=AT + timedelta(days=days)
    )


def test_a_token_never_goes_beyond_its_officer() -> None:
    assert against_token(ANALYST, token(Scope.READ, Scope.IMPORT), held=0) == ()
    assert against_token(ANALYST, token(Scope.READ, Scope.RELEASE), held=0) == ("access.beyond-role",)
    assert against_token(ANALYST, token(Scope.READ, days=LONGEST_TOKEN.days + 1), held=0) == ("access.too-long",)
    assert against_token(ANALYST, token(Scope.READ), held=MOST_TOKENS) == ("access.too-many",)


def test_everybody_chooses_a_language_and_nothing_else_with_it() -> None:
    changed = with_language(ANALYST, "id")
    assert changed.language == "id"
    assert (changed.roles, changed.clearance, changed.purposes) == (ANALYST.roles, Level.RESTRICTED, ANALYST.purposes)


def test_what_is_no_language_is_refused() -> None:
    with pytest.raises(InputError):
        with_language(ANALYST, "../id")


@pytest.mark.parametrize(
    ("tries", "closed"),
    [
        (Tries(name=4, source=4, name_long=19), False),
        (Tries(name=5, source=5, name_long=5), True),
        (Tries(name=0, source=20, name_long=0), True),
        (Tries(name=0, source=19, name_long=0), False),
        (Tries(name=0, source=0, name_long=20), True),
    ],
)
def test_a_name_or_a_source_that_fails_too_often_is_closed(tries: Tries, *, closed: bool) -> None:
    assert tries.are_too_many(5) is closed


def test_every_ground_that_a_rule_gives_is_named_once() -> None:
    assert len(set(access.GROUNDS)) == len(access.GROUNDS)
    given = {ground for _, ground in access.ALWAYS_HELD}
    assert given <= set(access.GROUNDS)
