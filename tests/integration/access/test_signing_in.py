"""From a link, a code or a passkey to a session, over a real database."""

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from simpul.core.access import SecondFactor
from simpul.core.authority import Role
from simpul.core.credentials import CredentialKind, Stage
from simpul.core.errors import DeniedError
from simpul.services.signing_in import Admitted, Answer, Failure
from tests.integration.access.office import (
    PROFILE,
    Office,
    SetClock,
    admitted,
    bytes_at_rest,
    device,
    failure,
    opened,
    watched,
)

HERE = "192.0.2.1"
TRIES = PROFILE.limits.sign_in_tries
WRONG = "000000"


def wrong_code(office: Office, name: str) -> str:
    right = {office.apps[name].at(office.clock.now(), counter_offset=offset) for offset in (-1, 0, 1)}
    return next(f"{number:06}" for number in range(10) if f"{number:06}" not in right)


# --- links ------------------------------------------------------------------------------------------------------------


def test_a_link_leads_to_setting_a_second_factor_up_and_then_to_a_full_session(office: Office) -> None:
    waiting = admitted(office.access.signing_in.redeem(office.link("ana"), source=HERE))
    assert waiting.session.stage is Stage.SET_UP
    full = office.sets_up(office.who(waiting))
    assert full is not None
    signed = office.who(full)
    assert (signed.officer.id, signed.stage, signed.kind) == ("ana", Stage.FULL, CredentialKind.SESSION)
    assert office.access.signing_in.who(waiting.secret) is None


def test_a_link_serves_once(office: Office) -> None:
    secret = office.link("ana")
    admitted(office.access.signing_in.redeem(secret, source=HERE))
    assert failure(office.access.signing_in.redeem(secret, source=HERE)) is Failure.NOT_VALID


def test_a_link_ends(office: Office) -> None:
    secret = office.link("ana")
    office.clock.passes(PROFILE.limits.link_length)
    assert failure(office.access.signing_in.redeem(secret, source=HERE)) is Failure.NOT_VALID


def test_a_new_link_voids_the_earlier_one(office: Office) -> None:
    earlier, later = office.link("ana"), office.link("ana")
    assert failure(office.access.signing_in.redeem(earlier, source=HERE)) is Failure.NOT_VALID
    admitted(office.access.signing_in.redeem(later, source=HERE))


def test_a_link_alone_signs_nobody_in_who_has_a_second_factor(office: Office) -> None:
    office.comes_in("ana")
    waiting = admitted(office.access.signing_in.redeem(office.link("ana"), source=HERE))
    assert waiting.session.stage is Stage.CONFIRM
    signed = office.who(waiting)
    with pytest.raises(DeniedError):
        office.access.factors.begin_code(signed)
    assert failure(office.access.signing_in.later(waiting.secret)) is Failure.NOT_VALID
    full = admitted(office.access.signing_in.confirm(waiting.secret, office.code("ana"), source=HERE))
    assert full.session.stage is Stage.FULL
    assert office.access.signing_in.who(waiting.secret) is None


def test_whoever_waits_before_a_second_factor_cannot_add_his_own(office: Office) -> None:
    office.comes_in("ana")
    signed = office.who(admitted(office.access.signing_in.redeem(office.link("ana"), source=HERE)))
    other = office.who(office.comes_in("kim"))
    with pytest.raises(DeniedError):
        office.access.factors.begin_passkey(signed)
    begun, question = office.access.factors.begin_code(other), office.access.factors.begin_passkey(other)
    with pytest.raises(DeniedError):
        office.access.factors.finish_code(signed, begun.ticket, WRONG)
    with pytest.raises(DeniedError):
        office.access.factors.finish_passkey(signed, question.ticket, device().create(question.options), name="mine")


def test_two_links_redeemed_before_the_first_factor_do_not_make_two_owners(office: Office) -> None:
    first = office.who(admitted(office.access.signing_in.redeem(office.link("ana"), source=HERE)))
    second = office.who(admitted(office.access.signing_in.redeem(office.link("ana"), source=HERE)))
    assert office.sets_up(first) is not None
    with pytest.raises(DeniedError):
        office.sets_up(second)


def test_an_unfinished_sign_in_ends_soon(office: Office) -> None:
    waiting = admitted(office.access.signing_in.redeem(office.link("ana"), source=HERE))
    office.clock.passes(timedelta(minutes=15))
    assert office.access.signing_in.who(waiting.secret) is None


def test_no_secret_of_ours_lies_on_the_disk(tmp_path: Path) -> None:
    with opened(tmp_path / "node.db") as office:
        office.employs("ana", Role.ANALYST)
        link = office.link("ana")
        waiting = admitted(office.access.signing_in.redeem(link, source=HERE))
        begun = office.access.factors.begin_code(office.who(waiting))
        full = office.sets_up(office.who(waiting))
        assert full is not None
        unused = office.link("ana")
        app_secret = office.apps["ana"].secret
    lying = bytes_at_rest(tmp_path)
    for secret in (link, unused, waiting.secret, full.secret, app_secret, begun.secret):
        assert secret.encode() not in lying
    assert b"officer_session" in lying


def test_later_is_for_nodes_whose_rule_lets_the_second_factor_wait(tmp_path: Path) -> None:
    with opened(tmp_path / "a.db") as strict:
        strict.employs("ana", Role.ANALYST)
        waiting = admitted(strict.access.signing_in.redeem(strict.link("ana"), source=HERE))
        assert failure(strict.access.signing_in.later(waiting.secret)) is Failure.NOT_VALID
    with opened(tmp_path / "b.db", second_factor=SecondFactor.MAY_WAIT) as lenient:
        lenient.employs("ana", Role.ANALYST)
        waiting = admitted(lenient.access.signing_in.redeem(lenient.link("ana"), source=HERE))
        full = admitted(lenient.access.signing_in.later(waiting.secret))
        assert full.session.stage is Stage.FULL
        assert lenient.access.signing_in.who(waiting.secret) is None
        assert failure(lenient.access.signing_in.later(full.secret)) is Failure.NOT_VALID


# --- codes ------------------------------------------------------------------------------------------------------------


def test_name_and_code_sign_in(office: Office) -> None:
    office.comes_in("ana")
    full = admitted(office.access.signing_in.with_code(" Ana ", office.code("ana"), source=HERE))
    assert (full.officer.id, full.session.stage) == ("ana", Stage.FULL)


def test_a_code_serves_once_and_so_does_its_neighbour_before_it(office: Office) -> None:
    office.comes_in("ana")
    code = office.code("ana")
    earlier = office.apps["ana"].at(office.clock.now(), counter_offset=-1)
    admitted(office.access.signing_in.with_code("ana", code, source=HERE))
    assert failure(office.access.signing_in.with_code("ana", code, source=HERE)) is Failure.NOT_VALID
    assert failure(office.access.signing_in.with_code("ana", earlier, source=HERE)) is Failure.NOT_VALID
    office.clock.passes(timedelta(seconds=31))
    admitted(office.access.signing_in.with_code("ana", office.code("ana"), source=HERE))


def test_the_code_that_set_the_app_up_does_not_sign_in_again(office: Office) -> None:
    waiting = admitted(office.access.signing_in.redeem(office.link("ana"), source=HERE))
    used = office.clock.now()
    office.sets_up(office.who(waiting))
    code = office.apps["ana"].at(used)
    assert failure(office.access.signing_in.with_code("ana", code, source=HERE)) is Failure.NOT_VALID


@pytest.mark.parametrize("name", ["ana", "nobody", "kim", "", "ANA", "x" * 5000, "ana\x00", "\ud800"])
def test_after_too_many_wrong_codes_even_the_right_one_is_not_looked_at(office: Office, name: str) -> None:
    office.comes_in("ana")
    wrong = wrong_code(office, "ana")
    answers = [failure(office.access.signing_in.with_code(name, wrong, source=HERE)) for _ in range(TRIES + 1)]
    assert answers == [Failure.NOT_VALID] * TRIES + [Failure.TOO_MANY]
    assert failure(office.access.signing_in.with_code(name, office.code("ana"), source=HERE)) is Failure.TOO_MANY


def test_when_the_window_has_passed_one_may_try_again(office: Office) -> None:
    office.comes_in("ana")
    for _ in range(TRIES):
        office.access.signing_in.with_code("ana", wrong_code(office, "ana"), source=HERE)
    office.clock.passes(PROFILE.limits.sign_in_window)
    admitted(office.access.signing_in.with_code("ana", office.code("ana"), source=HERE))


def test_over_a_week_a_name_closes_for_good_but_not_the_way_by_a_link(office: Office) -> None:
    office.comes_in("ana")
    for number in range(TRIES * 4):
        answer = office.access.signing_in.with_code("ana", wrong_code(office, "ana"), source=f"192.0.2.{number}")
        assert failure(answer) is Failure.NOT_VALID
        office.clock.passes(PROFILE.limits.sign_in_window)
    assert failure(office.access.signing_in.with_code("ana", office.code("ana"), source=HERE)) is Failure.TOO_MANY
    waiting = admitted(office.access.signing_in.redeem(office.link("ana"), source=HERE))
    admitted(office.access.signing_in.confirm(waiting.secret, office.code("ana"), source=HERE))
    office.clock.passes(timedelta(days=7))
    admitted(office.access.signing_in.with_code("ana", office.code("ana"), source=HERE))


def test_one_source_that_tries_many_names_is_closed_and_others_are_not(office: Office) -> None:
    office.comes_in("ana")
    for number in range(TRIES * 4):
        office.access.signing_in.with_code(f"name{number}", WRONG, source="198.51.100.9")
    assert failure(office.access.signing_in.with_code("ana", WRONG, source="198.51.100.9")) is Failure.TOO_MANY
    assert failure(office.access.signing_in.redeem(office.link("ana"), source="198.51.100.9")) is Failure.TOO_MANY
    admitted(office.access.signing_in.with_code("ana", office.code("ana"), source=HERE))


def test_tries_are_kept_across_a_restart(tmp_path: Path) -> None:
    clock = SetClock()
    with opened(tmp_path / "node.db", clock=clock) as office:
        office.employs("ana", Role.ANALYST)
        office.comes_in("ana")
        apps = office.apps
        for _ in range(TRIES):
            office.access.signing_in.with_code("ana", wrong_code(office, "ana"), source=HERE)
    with opened(tmp_path / "node.db", clock=clock) as office:
        code = apps["ana"].at(clock.now())
        assert failure(office.access.signing_in.with_code("ana", code, source=HERE)) is Failure.TOO_MANY
        clock.passes(PROFILE.limits.sign_in_window)
        admitted(office.access.signing_in.with_code("ana", apps["ana"].at(clock.now()), source=HERE))


def test_a_session_and_its_last_code_are_kept_across_a_restart(tmp_path: Path) -> None:
    clock = SetClock()
    with opened(tmp_path / "node.db", clock=clock) as office:
        office.employs("ana", Role.ANALYST)
        full = office.comes_in("ana")
        code = office.code("ana")
        admitted(office.access.signing_in.with_code("ana", code, source=HERE))
    with opened(tmp_path / "node.db", clock=clock) as office:
        assert office.who(full).officer.id == "ana"
        assert failure(office.access.signing_in.with_code("ana", code, source=HERE)) is Failure.NOT_VALID


def test_a_name_that_nobody_has_costs_the_database_the_same_as_one_that_somebody_has(office: Office) -> None:
    office.comes_in("ana")
    asked: dict[str, list[str]] = {}
    for number, name in enumerate(("ana", "aud", "nobody", "not a name", "\x00", "node")):
        with watched() as said:
            wrong = wrong_code(office, "ana")
            assert (
                failure(office.access.signing_in.with_code(name, wrong, source=f"192.0.2.{number}"))
                is Failure.NOT_VALID
            )
        asked[name] = list(said)
    assert len(asked["ana"]) > 5
    assert all(statements == asked["ana"] for statements in asked.values())


def test_what_is_closed_leaves_no_more_rows(office: Office) -> None:
    for _ in range(TRIES):
        office.access.signing_in.with_code("ana", WRONG, source=HERE)
    before = len(office.record())
    for _ in range(10):
        office.access.signing_in.with_code("ana", WRONG, source=HERE)
    assert len(office.record()) == before
    assert office.refusals()[-1] == ("officer:sign-in", ("access.code-not-valid", "access.too-many-tries"))


def test_what_an_unknown_name_was_is_not_recorded(office: Office) -> None:
    office.access.signing_in.with_code("my-pass-phrase", WRONG, source=HERE)
    office.access.signing_in.with_code("ana", WRONG, source=HERE)
    unknown, known = office.record()[-2:]
    assert (unknown.target, unknown.actor, known.target, known.actor) == ("", "node", "ana", "node")
    assert "my-pass-phrase" not in repr(office.record())


# --- at once ----------------------------------------------------------------------------------------------------------


def at_once(count: int, act: Callable[[], Answer]) -> list[Answer]:
    """Let so many do the same at the same moment."""
    together, answers = threading.Barrier(count), list[Answer]()

    def one() -> None:
        together.wait()
        answers.append(act())

    threads = [threading.Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_guesses_at_the_same_moment_are_no_more_than_guesses_in_a_row(office: Office) -> None:
    office.comes_in("ana")
    wrong = wrong_code(office, "ana")
    answers = at_once(20, lambda: office.access.signing_in.with_code("ana", wrong, source=HERE))
    assert sorted(map(failure, answers)) == [Failure.NOT_VALID] * TRIES + [Failure.TOO_MANY] * (20 - TRIES)


def test_a_code_and_a_link_serve_one_of_those_who_come_at_the_same_moment(office: Office) -> None:
    office.comes_in("ana")
    code, link = office.code("ana"), office.link("kim")
    by_code = at_once(4, lambda: office.access.signing_in.with_code("ana", code, source=HERE))
    by_link = at_once(4, lambda: office.access.signing_in.redeem(link, source="192.0.2.2"))
    assert [sum(isinstance(each, Admitted) for each in answers) for answers in (by_code, by_link)] == [1, 1]
