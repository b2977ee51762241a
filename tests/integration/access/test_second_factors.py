"""Passkeys, authenticator apps and sessions, over a real database."""

import re
from datetime import timedelta

import pytest

from simpul.core.audit import Act, Outcome
from simpul.core.authority import OfficerId
from simpul.core.credentials import Stage
from simpul.core.errors import ConflictError, InputError, NotFoundError, RefusedError
from simpul.services.signing_in import Admitted, Failure
from tests.authenticator import Authenticator
from tests.integration.access.office import PROFILE, Office, admitted, device, failure

HERE = "192.0.2.1"
TRIES = PROFILE.limits.sign_in_tries
WRONG = "000000"


# --- passkeys ---------------------------------------------------------------------------------------------------------


def with_passkey(office: Office, name: str = "ana") -> Authenticator:
    waiting = office.who(admitted(office.access.signing_in.redeem(office.link(name), source=HERE)))
    question = office.access.factors.begin_passkey(waiting)
    hand = device()
    assert office.access.factors.finish_passkey(waiting, question.ticket, hand.create(question.options), name="key")
    return hand


def test_a_passkey_signs_in_alone(office: Office) -> None:
    hand = with_passkey(office)
    question = office.access.signing_in.ask_passkey()
    full = admitted(office.access.signing_in.with_passkey(question.ticket, hand.get(question.options), source=HERE))
    assert (full.officer.id, full.session.stage) == ("ana", Stage.FULL)


def test_an_assertion_serves_once(office: Office) -> None:
    hand = with_passkey(office)
    question = office.access.signing_in.ask_passkey()
    answer = hand.get(question.options)
    admitted(office.access.signing_in.with_passkey(question.ticket, answer, source=HERE))
    assert failure(office.access.signing_in.with_passkey(question.ticket, answer, source=HERE)) is Failure.NOT_VALID


def test_a_challenge_serves_once_even_for_a_device_without_a_counter(office: Office) -> None:
    hand = with_passkey(office)
    question = office.access.signing_in.ask_passkey()
    hand.counter = -1
    answer = hand.get(question.options)
    admitted(office.access.signing_in.with_passkey(question.ticket, answer, source=HERE))
    assert failure(office.access.signing_in.with_passkey(question.ticket, answer, source=HERE)) is Failure.NOT_VALID


def test_a_challenge_ends(office: Office) -> None:
    hand = with_passkey(office)
    question = office.access.signing_in.ask_passkey()
    answer = hand.get(question.options)
    office.clock.passes(timedelta(minutes=10))
    assert failure(office.access.signing_in.with_passkey(question.ticket, answer, source=HERE)) is Failure.NOT_VALID


def test_a_copied_device_shows_by_its_counter(office: Office) -> None:
    hand = with_passkey(office)
    for _ in range(3):
        question = office.access.signing_in.ask_passkey()
        admitted(office.access.signing_in.with_passkey(question.ticket, hand.get(question.options), source=HERE))
    hand.counter = 1
    question = office.access.signing_in.ask_passkey()
    answer = office.access.signing_in.with_passkey(question.ticket, hand.get(question.options), source=HERE)
    assert failure(answer) is Failure.NOT_VALID


def test_an_answer_from_another_origin_is_refused_and_spends_nothing(office: Office) -> None:
    hand = with_passkey(office)
    question = office.access.signing_in.ask_passkey()
    hand.origin = "https://node-xa.example"
    signing_in = office.access.signing_in
    assert failure(signing_in.with_passkey(question.ticket, hand.get(question.options), source=HERE)) is (
        Failure.NOT_VALID
    )
    hand.origin = "https://node.xa.example"
    admitted(signing_in.with_passkey(question.ticket, hand.get(question.options), source=HERE))


@pytest.mark.parametrize("ticket", ["", "00", "zz", "x" * 10_000, "ab" * 60])
def test_a_ticket_that_we_did_not_write_is_none(office: Office, ticket: str) -> None:
    hand = with_passkey(office)
    question = office.access.signing_in.ask_passkey()
    answer = office.access.signing_in.with_passkey(ticket, hand.get(question.options), source=HERE)
    assert failure(answer) is Failure.NOT_VALID


def test_a_ticket_for_one_purpose_serves_no_other(office: Office) -> None:
    hand = with_passkey(office)
    full = office.who(office.comes_in("kim"))
    adding = office.access.factors.begin_passkey(full)
    answer = office.access.signing_in.with_passkey(adding.ticket, hand.get(adding.options), source=HERE)
    assert failure(answer) is Failure.NOT_VALID


@pytest.mark.parametrize("answer", ["", "{}", "null", '{"id": "\\u0000"}', '{"id": "\\ud800"}', "[" * 9000])
def test_an_answer_that_is_none_is_a_failed_try(office: Office, answer: str) -> None:
    question = office.access.signing_in.ask_passkey()
    assert failure(office.access.signing_in.with_passkey(question.ticket, answer, source=HERE)) is Failure.NOT_VALID
    assert office.refusals()[-1] == ("officer:sign-in", ("access.passkey-not-valid",))


def test_a_passkey_finishes_a_sign_in_that_began_with_a_link(office: Office) -> None:
    hand = with_passkey(office)
    waiting = admitted(office.access.signing_in.redeem(office.link("ana"), source=HERE))
    question = office.access.signing_in.ask_passkey()
    answer = hand.get(question.options)
    full = office.access.signing_in.with_passkey(question.ticket, answer, source=HERE, instead_of=waiting.secret)
    assert office.who(admitted(full)).stage is Stage.FULL
    assert office.access.signing_in.who(waiting.secret) is None


def test_a_passkey_belongs_to_one_officer(office: Office) -> None:
    with_passkey(office, "ana")
    kim = office.who(office.comes_in("kim"))
    question = office.access.factors.begin_passkey(kim)
    with pytest.raises(ConflictError):
        office.access.factors.finish_passkey(kim, question.ticket, device().create(question.options), name="key")


# --- second factors and sessions ------------------------------------------------------------------------------------


def test_a_mistyped_code_sets_nothing_up(office: Office) -> None:
    waiting = office.who(admitted(office.access.signing_in.redeem(office.link("ana"), source=HERE)))
    begun = office.access.factors.begin_code(waiting)
    with pytest.raises(InputError) as caught:
        office.access.factors.finish_code(waiting, begun.ticket, "12345")
    assert caught.value.place == "code"
    assert office.access.factors.reopen_code(waiting, begun.ticket).secret == begun.secret
    assert office.access.factors.of(waiting).count == 0


@pytest.mark.parametrize("change", ["origin", "flags", "nothing"])
def test_a_passkey_that_is_not_proved_is_not_kept_and_the_refusal_is(office: Office, change: str) -> None:
    ana, hand = office.who(office.comes_in("ana")), device()
    question = office.access.factors.begin_passkey(ana)
    if change == "origin":
        hand.origin = "https://node-xa.example"
    elif change == "flags":
        hand.flags = 1
    answer = "{}" if change == "nothing" else hand.create(question.options)
    with pytest.raises(RefusedError) as caught:
        office.access.factors.finish_passkey(ana, question.ticket, answer, name="key")
    assert caught.value.grounds == ("access.passkey-not-valid",)
    assert office.access.factors.of(ana).passkeys == ()
    assert office.refusals() == [("officer:credential", ("access.passkey-not-valid",))]


def test_a_set_up_serves_only_the_session_that_began_it(office: Office) -> None:
    ana, kim = office.who(office.comes_in("ana")), office.who(office.comes_in("kim"))
    begun = office.access.factors.begin_code(ana)
    with pytest.raises(ConflictError):
        office.access.factors.finish_code(kim, begun.ticket, WRONG)


def test_the_last_second_factor_stays_where_the_node_requires_one(office: Office) -> None:
    ana = office.who(office.comes_in("ana"))
    with pytest.raises(RefusedError) as caught:
        office.access.factors.remove_code(ana)
    assert caught.value.grounds == ("access.last-factor",)
    question = office.access.factors.begin_passkey(ana)
    office.access.factors.finish_passkey(ana, question.ticket, device().create(question.options), name="key")
    office.access.factors.remove_code(ana)
    assert failure(office.access.signing_in.with_code("ana", office.code("ana"), source=HERE)) is Failure.NOT_VALID


def test_signing_out_ends_the_session_at_once(office: Office) -> None:
    full = office.comes_in("ana")
    office.access.signing_in.sign_out(full.secret)
    assert office.access.signing_in.who(full.secret) is None
    office.access.signing_in.sign_out(full.secret)
    assert [entry.act for entry in office.record()].count(Act.OFFICER_SIGN_OUT) == 1


def test_a_session_ends_in_time(office: Office) -> None:
    full = office.comes_in("ana")
    office.clock.present = full.session.started_at + PROFILE.limits.session_length - timedelta(seconds=1)
    assert office.access.signing_in.who(full.secret) is not None
    office.clock.passes(timedelta(seconds=1))
    assert office.access.signing_in.who(full.secret) is None


def test_one_ends_only_ones_own_sessions(office: Office) -> None:
    ana, kim = office.comes_in("ana"), office.comes_in("kim")
    with pytest.raises(NotFoundError):
        office.access.factors.end_session(office.who(ana), kim.session.id)
    office.access.factors.end_session(office.who(kim), kim.session.id)
    assert office.access.signing_in.who(kim.secret) is None


@pytest.mark.parametrize("secret", ["", "x", "x" * 10_000, "\ud800", "\x00"])
def test_a_secret_that_nobody_was_given_is_nobody(office: Office, secret: str) -> None:
    assert office.access.signing_in.who(secret) is None
    assert office.access.tokens.who(secret) is None
    assert failure(office.access.signing_in.redeem(secret, source=HERE)) is Failure.NOT_VALID


def test_a_link_serves_as_no_session_and_a_session_as_no_token(office: Office) -> None:
    link, full = office.link("kim"), office.comes_in("ana")
    assert office.access.signing_in.who(link) is None
    assert office.access.tokens.who(full.secret) is None
    assert failure(office.access.signing_in.redeem(full.secret, source=HERE)) is Failure.NOT_VALID


def test_every_coming_in_is_recorded_with_how_and_whence(office: Office) -> None:
    office.comes_in("ana")
    came = [entry for entry in office.record() if entry.act is Act.OFFICER_SIGN_IN]
    assert [(entry.actor, entry.outcome) for entry in came] == [("ana", Outcome.DONE)] * 2
    assert came[0].detail == f"one-time link; set-up; from {HERE}"
    assert re.fullmatch(r"authenticator app set up; full", came[1].detail)
    assert isinstance(office.comes_in("kim"), Admitted)
    assert office.store.roster.officer(OfficerId("ana")) is not None
