"""What stands for a secret, and what a credential must have."""

from datetime import UTC, datetime, timedelta

import pytest

from simpul.core.authority import OfficerId
from simpul.core.credentials import (
    MOST_SECRET,
    Passkey,
    Scope,
    SecretKind,
    Token,
    form_key,
    is_form_key,
    secret_hash,
)
from simpul.core.errors import InputError

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def test_a_secret_of_one_kind_is_never_one_of_another() -> None:
    hashes = {secret_hash(kind, "the-same-text") for kind in SecretKind}
    assert len(hashes) == len(SecretKind)


def test_the_hash_tells_nothing_of_the_secret_but_whether_it_is_the_same() -> None:
    assert secret_hash(SecretKind.LINK, "a") == secret_hash(SecretKind.LINK, "a")
    assert secret_hash(SecretKind.LINK, "a") != secret_hash(SecretKind.LINK, "b")
    assert len(secret_hash(SecretKind.LINK, "a")) == 64


@pytest.mark.parametrize("text", ["x" * (MOST_SECRET + 1), "x" * 1_000_000])
def test_what_is_too_long_for_a_secret_is_nobodys(text: str) -> None:
    assert secret_hash(SecretKind.TOKEN, text) == secret_hash(SecretKind.TOKEN, "")


def test_half_of_a_surrogate_pair_is_hashed_and_not_an_error() -> None:
    assert len(secret_hash(SecretKind.SESSION, "\ud800")) == 64


def test_a_form_key_belongs_to_one_session() -> None:
    assert is_form_key("session-1", form_key("session-1"))
    assert not is_form_key("session-2", form_key("session-1"))
    assert not is_form_key("session-1", "")
    assert not is_form_key("session-1", "\ud800ä")


def test_a_token_needs_scope_order_name_and_time() -> None:
    for scopes, name, days in (
        ((), "script", 1),
        ((Scope.WRITE, Scope.READ), "script", 1),
        ((Scope.READ,), " ", 1),
        ((Scope.READ,), "x" * 61, 1),
        ((Scope.READ,), "script", 0),
    ):
        with pytest.raises(InputError):
            Token(
                id="t",
                officer=OfficerId("ana"),
                name=name,
                scopes=scopes,
                issued_at=AT,
                ends_at=AT + timedelta(days=days),
            )


def test_a_passkey_needs_a_name() -> None:
    with pytest.raises(InputError):
        Passkey(id="p", officer=OfficerId("ana"), public_key=b"k", counter=0, name="", added_at=AT)
