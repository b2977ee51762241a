"""Letting officers in, changing their trust and ending their access, over a real database."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simpul.core.access import excluding_duties
from simpul.core.audit import Act, Outcome
from simpul.core.authority import Level, Officer, OfficerId, Purpose, Role, Sight
from simpul.core.credentials import Scope, Stage
from simpul.core.errors import ConflictError, DeniedError, Error, InputError, NotFoundError, RefusedError
from simpul.services.signing_in import Failure, NotAdmitted
from tests.integration.access.office import Office, admitted, opened

HERE = "192.0.2.1"


def officer(name: str, *roles: Role) -> Officer:
    return Officer(id=OfficerId(name), name=name.title(), roles=roles)


def grounds_of(act: Callable[[], object]) -> tuple[str, ...]:
    with pytest.raises(RefusedError) as caught:
        act()
    return caught.value.grounds


def names(office: Office) -> set[str]:
    return {each.id for each in office.store.roster.officers()}


def test_two_officers_bring_a_third_in(office: Office) -> None:
    officers = office.access.officers
    officers.add(office.sight("adi"), officer("new", Role.ANALYST))
    by_the_same = grounds_of(lambda: officers.issue_link(office.sight("adi"), OfficerId("new")))
    assert by_the_same == ("access.needs-another-officer",)
    link = officers.issue_link(office.sight("kim"), OfficerId("new"))
    waiting = admitted(office.access.signing_in.redeem(link.secret, source=HERE))
    assert (waiting.officer.id, waiting.session.stage) == ("new", Stage.SET_UP)


def test_an_officer_who_lost_the_second_factor_comes_back_by_two_others(office: Office) -> None:
    officers, full = office.access.officers, office.comes_in("ana")
    token = office.access.tokens.issue(office.who(full), name="script", scopes=(Scope.READ,), length=timedelta(days=1))
    open_link = office.link("ana")
    officers.withdraw_factors(office.sight("kim"), OfficerId("ana"))
    assert office.access.signing_in.who(full.secret) is None
    assert office.access.tokens.who(token.secret) is None
    assert isinstance(office.access.signing_in.redeem(open_link, source=HERE), NotAdmitted)
    assert isinstance(office.access.signing_in.with_code("ana", office.code("ana"), source=HERE), NotAdmitted)
    assert grounds_of(lambda: officers.issue_link(office.sight("kim"), OfficerId("ana"))) == (
        "access.needs-another-officer",
    )
    link = officers.issue_link(office.sight("adi"), OfficerId("ana"))
    waiting = admitted(office.access.signing_in.redeem(link.secret, source=HERE))
    assert office.sets_up(office.who(waiting)) is not None


def test_a_sign_in_name_is_never_given_twice(office: Office) -> None:
    officers = office.access.officers
    with pytest.raises(ConflictError):
        officers.add(office.sight("adi"), officer("ana", Role.ANALYST))
    officers.end(office.sight("adi"), OfficerId("ana"))
    with pytest.raises(ConflictError):
        officers.add(office.sight("adi"), officer("ana", Role.ANALYST))
    with pytest.raises(ConflictError):
        officers.enrol(officer("ana", Role.ANALYST))


@pytest.mark.parametrize("name", ["node", "peer:XA", "A", ""])
def test_what_is_no_sign_in_name_is_not_added(office: Office, name: str) -> None:
    with pytest.raises(InputError):
        office.access.officers.add(office.sight("adi"), officer(name, Role.ANALYST))
    with pytest.raises(InputError):
        office.access.officers.enrol(officer(name, Role.ANALYST))


def test_the_operator_too_joins_no_excluding_duties(office: Office) -> None:
    grounds = grounds_of(lambda: office.access.officers.enrol(officer("both", Role.ADMINISTRATOR, Role.ANALYST)))
    assert grounds == ("access.duties-exclude",)
    assert "both" not in names(office)
    assert office.refusals() == [("officer:add", ("access.duties-exclude",))]


@pytest.mark.parametrize("by", ["ana", "kim", "aud"])
def test_only_an_administrator_adds_changes_and_ends(office: Office, by: str) -> None:
    officers, sight = office.access.officers, office.sight(by)
    assert "access.not-entitled" in grounds_of(lambda: officers.add(sight, officer("new", Role.ANALYST)))
    assert "access.not-entitled" in grounds_of(lambda: officers.change(sight, officer("adi", Role.ANALYST)))
    assert "access.not-entitled" in grounds_of(lambda: officers.end(sight, OfficerId("adi")))
    assert names(office) == {"adi", "kim", "ana", "aud"}
    assert {act for act, _ in office.refusals()} == {"officer:add", "officer:change"}


def test_a_change_of_trust_ends_the_sessions_and_holds_at_once(office: Office) -> None:
    full = office.comes_in("ana")
    before = full.officer
    office.access.officers.change(
        office.sight("adi"), replace(before, clearance=Level.SECRET, purposes=(Purpose.PREVENTION,))
    )
    assert office.access.signing_in.who(full.secret) is None
    again = office.who(admitted(office.access.signing_in.with_code("ana", office.code("ana"), source=HERE)))
    assert (again.officer.clearance, again.officer.purposes) == (Level.SECRET, (Purpose.PREVENTION,))
    changed = [entry for entry in office.record() if entry.act is Act.OFFICER_CHANGE]
    assert changed[-1].actor == "adi"
    assert changed[-1].detail.startswith("clearance RESTRICTED -> SECRET; purposes ")


def test_a_token_shrinks_with_its_officers_roles(office: Office) -> None:
    office.access.officers.change(office.sight("adi"), officer("ana", Role.RELEASING_OFFICER))
    signed = office.who(office.comes_in("ana"))
    token = office.access.tokens.issue(signed, name="t", scopes=tuple(Scope), length=timedelta(days=1))
    office.access.officers.change(office.sight("adi"), officer("ana", Role.ANALYST))
    found = office.access.tokens.who(token.secret)
    assert found is not None
    assert found.scopes == (Scope.READ, Scope.WRITE, Scope.IMPORT, Scope.PAYMENTS)


def test_a_change_that_changes_nothing_leaves_the_session(office: Office) -> None:
    full = office.comes_in("ana")
    office.access.officers.change(office.sight("adi"), full.officer)
    assert office.access.signing_in.who(full.secret) is not None


def test_ending_access_ends_everything_at_once_and_keeps_the_record(office: Office) -> None:
    full = office.comes_in("ana")
    token = office.access.tokens.issue(office.who(full), name="t", scopes=(Scope.READ,), length=timedelta(days=1))
    link = office.link("ana")
    office.access.officers.end(office.sight("adi"), OfficerId("ana"))
    assert office.access.signing_in.who(full.secret) is None
    assert office.access.tokens.who(token.secret) is None
    assert isinstance(office.access.signing_in.redeem(link, source=HERE), NotAdmitted)
    assert isinstance(office.access.signing_in.with_code("ana", office.code("ana"), source=HERE), NotAdmitted)
    ended = [entry for entry in office.record() if entry.detail == "access ended"]
    assert [(entry.actor, entry.target) for entry in ended] == [("adi", "ana")]
    with pytest.raises(NotFoundError):
        office.access.officers.issue_link_as_operator(OfficerId("ana"))


def test_nobody_ends_or_changes_his_own_access(office: Office) -> None:
    office.employs("second", Role.ADMINISTRATOR)
    officers, sight = office.access.officers, office.sight("adi")
    assert grounds_of(lambda: officers.end(sight, OfficerId("adi"))) == ("access.own-access",)
    assert grounds_of(lambda: officers.change(sight, officer("adi", Role.ANALYST))) == ("access.own-access",)
    assert grounds_of(lambda: officers.withdraw_factors(sight, OfficerId("adi"))) == ("access.own-access",)
    assert grounds_of(lambda: officers.issue_link(sight, OfficerId("adi"))) == ("access.own-access",)


def test_two_administrators_who_end_each_other_at_once_leave_one(tmp_path: Path) -> None:
    for attempt in range(5):
        with opened(tmp_path / f"node-{attempt}.db") as office:
            office.employs("one", Role.ADMINISTRATOR)
            office.employs("two", Role.ADMINISTRATOR)
            sights = {name: office.sight(name) for name in ("one", "two")}
            at_once = threading.Barrier(2)
            _end_each_other(office, sights, at_once)
            assert len(names(office)) == 1


def _end_each_other(office: Office, sights: dict[str, Sight], at_once: threading.Barrier) -> None:
    def end(by: str, other: str) -> None:
        at_once.wait()
        try:
            office.access.officers.end(sights[by], OfficerId(other))
        except Error:
            refused.append(by)

    refused: list[str] = []
    threads = [threading.Thread(target=end, args=pair) for pair in (("one", "two"), ("two", "one"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1


def test_everybody_chooses_a_language_and_stays_signed_in(office: Office) -> None:
    full = office.comes_in("ana")
    office.access.officers.choose_language(office.sight("ana"), "id")
    assert office.who(full).officer.language == "id"
    with pytest.raises(InputError):
        office.access.officers.choose_language(office.sight("ana"), "'; drop")


def test_the_roster_is_for_those_who_let_in_and_those_who_audit(office: Office) -> None:
    for name in ("adi", "kim", "aud"):
        entries = office.access.officers.all(office.sight(name))
        assert [entry.officer.id for entry in entries] == ["adi", "ana", "aud", "kim"]
    with pytest.raises(DeniedError):
        office.access.officers.all(office.sight("ana"))
    office.comes_in("ana")
    entry = office.access.officers.one(office.sight("adi"), OfficerId("ana"))
    assert (entry.standing.factors, entry.standing.admitted_by) == (1, "node")
    with pytest.raises(NotFoundError):
        office.access.officers.one(office.sight("adi"), OfficerId("nobody"))


def test_every_refusal_stands_in_the_record_with_its_grounds(office: Office) -> None:
    grounds_of(lambda: office.access.officers.issue_link(office.sight("ana"), OfficerId("adi")))
    entry = office.record()[-1]
    assert (entry.act, entry.actor, entry.target) == (Act.OFFICER_LINK, "ana", "adi")
    assert (entry.outcome, entry.grounds) == (Outcome.REFUSED, ("access.not-entitled",))
    assert office.store.audit_trail.problems()[1] == ()


# --- tokens -----------------------------------------------------------------------------------------------------------


def test_a_token_is_its_officer_within_its_scopes_until_it_ends(office: Office) -> None:
    signed = office.who(office.comes_in("ana"))
    issued = office.access.tokens.issue(
        signed, name="script", scopes=(Scope.WRITE, Scope.READ), length=timedelta(days=2)
    )
    assert issued.secret.startswith("simpul_")
    found = office.access.tokens.who(issued.secret)
    assert found is not None
    assert (found.officer.id, found.scopes) == ("ana", (Scope.READ, Scope.WRITE))
    office.clock.passes(timedelta(days=2))
    assert office.access.tokens.who(issued.secret) is None


def test_a_tokens_last_use_is_noted_now_and_then(office: Office) -> None:
    signed = office.who(office.comes_in("ana"))
    issued = office.access.tokens.issue(signed, name="t", scopes=(Scope.READ,), length=timedelta(days=2))
    first = office.clock.now()
    office.access.tokens.who(issued.secret)
    office.clock.passes(timedelta(seconds=30))
    office.access.tokens.who(issued.secret)
    assert office.access.tokens.of(signed)[0].last_used_at == first
    office.clock.passes(timedelta(seconds=30))
    office.access.tokens.who(issued.secret)
    assert office.access.tokens.of(signed)[0].last_used_at == office.clock.now()


def test_a_token_makes_no_tokens_and_goes_beyond_no_role(office: Office) -> None:
    signed = office.who(office.comes_in("ana"))
    issued = office.access.tokens.issue(signed, name="t", scopes=(Scope.READ, Scope.WRITE), length=timedelta(days=2))
    by_token = office.access.tokens.who(issued.secret)
    assert by_token is not None
    with pytest.raises(DeniedError):
        office.access.tokens.issue(by_token, name="more", scopes=(Scope.READ,), length=timedelta(days=1))
    with pytest.raises(DeniedError):
        office.access.factors.begin_code(by_token)
    grounds = grounds_of(
        lambda: office.access.tokens.issue(signed, name="t", scopes=(Scope.RELEASE,), length=timedelta(days=1))
    )
    assert grounds == ("access.beyond-role",)


def test_a_sign_in_that_is_not_finished_issues_no_token(office: Office) -> None:
    waiting = office.who(admitted(office.access.signing_in.redeem(office.link("ana"), source=HERE)))
    with pytest.raises(DeniedError):
        office.access.tokens.issue(waiting, name="t", scopes=(Scope.READ,), length=timedelta(days=1))


def test_one_withdraws_ones_own_tokens_only(office: Office) -> None:
    ana, kim = office.who(office.comes_in("ana")), office.who(office.comes_in("kim"))
    issued = office.access.tokens.issue(ana, name="t", scopes=(Scope.READ,), length=timedelta(days=2))
    with pytest.raises(NotFoundError):
        office.access.tokens.withdraw(kim, issued.token.id)
    office.access.tokens.withdraw(ana, issued.token.id)
    assert office.access.tokens.who(issued.secret) is None
    with pytest.raises(NotFoundError):
        office.access.tokens.withdraw(ana, issued.token.id)


# --- whatever is done in whatever order -------------------------------------------------------------------------------

NAMES = ("adi", "kim", "ana", "new", "other")
SOUND = (
    *((role,) for role in Role),
    (Role.ADMINISTRATOR, Role.KEY_OFFICER),
    (Role.ANALYST, Role.RELEASING_OFFICER),
    (Role.ADMINISTRATOR, Role.ANALYST),
)
steps = st.lists(
    st.tuples(
        st.sampled_from(("add", "change", "end", "withdraw", "link")), st.sampled_from(NAMES), st.sampled_from(SOUND)
    ),
    min_size=3,
    max_size=14,
)


@given(steps)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_administrator_gone_bad_comes_into_nobodys_place(
    tmp_path_factory: pytest.TempPathFactory, sequence: list[tuple[str, str, tuple[Role, ...]]]
) -> None:
    with opened(tmp_path_factory.mktemp("node") / "node.db") as office:
        office.employs("adi", Role.ADMINISTRATOR, Role.KEY_OFFICER)
        for name, role in (("kim", Role.KEY_OFFICER), ("ana", Role.RELEASING_OFFICER), ("boss", Role.ADMINISTRATOR)):
            office.employs(name, role)
            office.comes_in(name)
        for act, name, roles in sequence:
            link = _does(office, act, officer(name, *roles))
            if link is not None:
                entered = office.access.signing_in.redeem(link, source=HERE)
                assert isinstance(entered, NotAdmitted) or entered.session.stage is Stage.CONFIRM
        own = office.store.roster.officer(OfficerId("adi"))
        assert own is not None
        assert own.roles == (Role.ADMINISTRATOR, Role.KEY_OFFICER)
        assert not any(excluding_duties(each.roles) for each in office.store.roster.officers())
        assert {Role.ADMINISTRATOR, Role.KEY_OFFICER} <= {
            role for each in office.store.roster.officers() for role in each.roles
        }
        assert office.store.audit_trail.problems()[1] == ()


def _does(office: Office, act: str, wished: Officer) -> str | None:
    officers, sight = office.access.officers, office.sight("adi")
    try:
        if act == "add":
            officers.add(sight, wished)
        elif act == "change":
            officers.change(sight, wished)
        elif act == "end":
            officers.end(sight, wished.id)
        elif act == "withdraw":
            officers.withdraw_factors(sight, wished.id)
        else:
            return officers.issue_link(sight, wished.id).secret
    except Error as refused:
        assert isinstance(refused, ConflictError | NotFoundError | RefusedError)  # noqa: PT017  any of the three
    return None


def test_failed_tries_tell_an_officer_nothing_about_another(office: Office) -> None:
    answer = office.access.signing_in.with_code("nobody", "123456", source=HERE)
    known = office.access.signing_in.with_code("ana", "123456", source=HERE)
    assert answer == known == NotAdmitted(failure=Failure.NOT_VALID)
