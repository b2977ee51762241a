"""Passkeys: only a proof for this challenge, this node, this key and a verified user counts."""

import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.authority import Officer, OfficerId, Role
from simpul.core.credentials import Passkey
from simpul.core.errors import InputError
from simpul.formats.passkeys import MOST_ANSWER, BrowserPasskeys
from tests.authenticator import USER_PRESENT, USER_VERIFIED, Authenticator, base64url

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ANA = Officer(id=OfficerId("ana"), name="Ana", roles=(Role.ANALYST,))
NODE = BrowserPasskeys(base_url="https://node.xa.example:8443/", name="XA-NCTC")
CHALLENGE = "c" * 43


def device() -> Authenticator:
    return Authenticator(origin="https://node.xa.example:8443", host="node.xa.example")


def made_by(authenticator: Authenticator) -> Passkey:
    answer = authenticator.create(NODE.creation_options(ANA, challenge=CHALLENGE, known=()))
    return NODE.created(answer, challenge=CHALLENGE, officer=ANA.id, name="laptop", at=AT)


def answer_of(authenticator: Authenticator, challenge: str = CHALLENGE) -> str:
    return authenticator.get(NODE.request_options(challenge=challenge))


def test_a_passkey_is_made_and_then_proved_with_a_rising_counter() -> None:
    authenticator = device()
    passkey = made_by(authenticator)
    assert (passkey.officer, passkey.counter, passkey.name) == (ANA.id, 0, "laptop")
    assert NODE.counter(answer_of(authenticator), challenge=CHALLENGE, passkey=passkey) == 1
    used = replace(passkey, counter=1)
    assert NODE.counter(answer_of(authenticator), challenge=CHALLENGE, passkey=used) == 2


def test_the_options_ask_for_a_verified_user_a_key_that_stays_and_no_attestation() -> None:
    known = made_by(device())
    asked = json.loads(NODE.creation_options(ANA, challenge=CHALLENGE, known=(known,)))
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert asked["attestation"] == "none"
    assert asked["rp"]["id"] == "node.xa.example"
    assert [each["id"] for each in asked["excludeCredentials"]] == [known.id]
    wanted = json.loads(NODE.request_options(challenge=CHALLENGE))
    assert wanted["userVerification"] == "required"
    assert wanted["allowCredentials"] == []


def test_an_answer_to_another_challenge_is_refused() -> None:
    authenticator = device()
    passkey = made_by(authenticator)
    with pytest.raises(InputError):
        NODE.counter(answer_of(authenticator, "d" * 43), challenge=CHALLENGE, passkey=passkey)


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("https://node.xa.example.evil", "node.xa.example"),
        ("http://node.xa.example:8443", "node.xa.example"),
        ("https://node.xa.example", "node.xa.example"),
        ("https://node.xa.example:8443", "evil.example"),
    ],
)
def test_an_answer_from_another_origin_or_for_another_host_is_refused(origin: str, host: str) -> None:
    authenticator = device()
    passkey = made_by(authenticator)
    authenticator.origin, authenticator.host = origin, host
    with pytest.raises(InputError):
        NODE.counter(answer_of(authenticator), challenge=CHALLENGE, passkey=passkey)
    with pytest.raises(InputError):
        made_by(authenticator)


@pytest.mark.parametrize("flags", [0, USER_PRESENT, USER_VERIFIED])
def test_an_answer_without_a_present_and_verified_user_is_refused(flags: int) -> None:
    authenticator = device()
    passkey = made_by(authenticator)
    authenticator.flags = flags
    with pytest.raises(InputError):
        NODE.counter(answer_of(authenticator), challenge=CHALLENGE, passkey=passkey)
    with pytest.raises(InputError):
        made_by(authenticator)


def test_another_key_under_the_same_id_is_refused() -> None:
    passkey = made_by(device())
    with pytest.raises(InputError):
        NODE.counter(answer_of(device()), challenge=CHALLENGE, passkey=passkey)


@pytest.mark.parametrize("kept", [1, 2, 9])
def test_a_counter_that_stands_still_or_goes_back_is_refused(kept: int) -> None:
    authenticator = device()
    passkey = replace(made_by(authenticator), counter=kept)
    with pytest.raises(InputError):
        NODE.counter(answer_of(authenticator), challenge=CHALLENGE, passkey=passkey)


def test_an_answer_that_speaks_of_another_passkey_is_refused() -> None:
    authenticator = device()
    passkey = replace(made_by(authenticator), id="b3RoZXI")
    with pytest.raises(InputError):
        NODE.counter(answer_of(authenticator), challenge=CHALLENGE, passkey=passkey)


def test_a_creation_is_no_assertion_and_an_assertion_no_creation() -> None:
    authenticator = device()
    passkey = made_by(authenticator)
    created = authenticator.create(NODE.creation_options(ANA, challenge=CHALLENGE, known=()))
    with pytest.raises(InputError):
        NODE.counter(created, challenge=CHALLENGE, passkey=passkey)
    with pytest.raises(InputError):
        NODE.created(answer_of(authenticator), challenge=CHALLENGE, officer=ANA.id, name="x", at=AT)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"id": 7}',
        '{"id": "' + "x" * 2000 + '"}',
        '{"id": "BwcH", "response": ' + "[" * 8000 + "]" * 8000 + "}",
        "[" * MOST_ANSWER,
        " " * (MOST_ANSWER + 1),
        '{"id": "\ud800"}',
    ],
    ids=["empty", "null", "list", "object", "number", "long-id", "deep", "deeper", "long", "surrogate"],
)
def test_what_is_no_answer_is_refused_and_nothing_else_happens(answer: str) -> None:
    with pytest.raises(InputError):
        NODE.created(answer, challenge=CHALLENGE, officer=ANA.id, name="x", at=AT)


def _leaves(value: object, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in _leaves(item, (*path, key))]
    return [path]


@given(st.data())
def test_no_change_anywhere_in_an_answer_is_an_error_of_ours(data: st.DataObject) -> None:
    authenticator = device()
    passkey = made_by(authenticator)
    honest = data.draw(st.booleans())
    made = authenticator.create(NODE.creation_options(ANA, challenge=CHALLENGE, known=()))
    answer = json.loads(answer_of(authenticator) if honest else made)
    path = data.draw(st.sampled_from(_leaves(answer)))
    place = answer
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = data.draw(
        st.one_of(
            st.none(), st.integers(), st.text(max_size=80), st.from_regex(r"[A-Za-z0-9_-]{0,120}", fullmatch=True)
        )
    )
    with suppress(InputError):
        if honest:
            NODE.counter(json.dumps(answer), challenge=CHALLENGE, passkey=passkey)
        else:
            NODE.created(json.dumps(answer), challenge=CHALLENGE, officer=ANA.id, name="x", at=AT)


@pytest.mark.parametrize("depth", [10, 400, 900, 2000, 9000])
def test_no_nesting_in_an_answer_is_an_error_of_ours(depth: int) -> None:
    authenticator = device()
    answer = json.loads(authenticator.create(NODE.creation_options(ANA, challenge=CHALLENGE, known=())))
    answer["response"]["attestationObject"] = base64url(b"\x81" * depth + b"\x00")
    with pytest.raises(InputError):
        NODE.created(json.dumps(answer), challenge=CHALLENGE, officer=ANA.id, name="x", at=AT)
    nested = '{"id": "BwcH", "response": ' + "[" * depth + "]" * depth + "}"
    with pytest.raises(InputError):
        NODE.created(nested, challenge=CHALLENGE, officer=ANA.id, name="x", at=AT)
