"""The vault opens only what it sealed, and only for the same purpose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.core.errors import SettingsError, TamperedError
from simpul.peers.vault import KeyVault

VAULT = KeyVault(key=bytes(range(32)))


@given(st.binary(max_size=200), st.text(alphabet="abc/-", max_size=20))
def test_what_was_sealed_is_opened(secret: bytes, purpose: str) -> None:
    assert VAULT.open(VAULT.seal(secret, purpose=purpose), purpose=purpose) == secret


def test_the_same_secret_is_sealed_otherwise_each_time_and_stands_nowhere_in_it() -> None:
    one, other = (VAULT.seal(b"authenticator", purpose="code") for _ in range(2))
    assert one != other
    assert b"authenticator" not in one


def test_another_purpose_or_another_key_does_not_open() -> None:
    sealed = VAULT.seal(b"secret", purpose="code")
    with pytest.raises(TamperedError):
        VAULT.open(sealed, purpose="ticket")
    with pytest.raises(TamperedError):
        KeyVault(key=bytes(32)).open(sealed, purpose="code")


@given(st.data())
def test_a_changed_byte_is_found(data: st.DataObject) -> None:
    sealed = bytearray(VAULT.seal(b"secret", purpose="code"))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(TamperedError):
        VAULT.open(bytes(sealed), purpose="code")


@given(st.binary(max_size=60))
def test_what_was_never_sealed_is_not_opened(sealed: bytes) -> None:
    with pytest.raises(TamperedError):
        VAULT.open(sealed, purpose="code")


@pytest.mark.parametrize("key", [b"", b"short", bytes(33)])
def test_a_key_of_another_length_is_refused(key: bytes) -> None:
    with pytest.raises(SettingsError):
        KeyVault(key=key)


def test_the_key_is_not_shown_where_the_vault_is_printed() -> None:
    assert repr(bytes(range(32))) not in repr(VAULT)
