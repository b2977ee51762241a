import json
from dataclasses import replace
from datetime import datetime

import pytest

from simpul.core.errors import InputError
from simpul.core.ids import Domain, canonical_bytes
from simpul.peers.introduction import SignedIntroductions, read_introduction, signed_introduction
from simpul.peers.statements import signed_statement
from tests.peering import XA, XB, introduction, keyring

SIGNED = signed_introduction(keyring(XA), introduction(XA))


def stated(**changes: object) -> bytes:
    """An introduction with other fields, signed by the node itself."""
    body = json.loads(canonical_bytes(introduction(XA))) | changes
    return signed_statement(
        keyring(XA), Domain.INTRODUCTION, canonical_bytes({k: v for k, v in body.items() if v != ""})
    )


def refusal_of(raw: bytes) -> InputError:
    with pytest.raises(InputError) as refused:
        read_introduction(raw)
    return refused.value


def test_an_introduction_is_read_as_it_was_signed() -> None:
    assert read_introduction(SIGNED) == (introduction(XA), keyring(XA).fingerprint)
    assert SignedIntroductions().read(SIGNED) == read_introduction(SIGNED)


def test_nobody_signs_an_introduction_that_names_other_keys() -> None:
    with pytest.raises(InputError, match="other keys"):
        signed_introduction(keyring(XA), introduction(XB))


def test_an_introduction_signed_with_another_key_than_it_names_is_refused() -> None:
    body = canonical_bytes(introduction(XA))
    assert refusal_of(signed_statement(keyring(XB), Domain.INTRODUCTION, body)).place == "introduction.signature"


def test_a_statement_of_another_kind_is_no_introduction() -> None:
    body = canonical_bytes(introduction(XA))
    assert refusal_of(signed_statement(keyring(XA), Domain.RECEIPT, body)).place == "introduction.signature"


def test_an_altered_introduction_is_refused() -> None:
    assert refusal_of(SIGNED.replace(b"xa-nctc.example", b"xc-nctc.example")).place == "introduction.signature"


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"suite": "ed25519+x25519+aes256gcm"}, "introduction.suite"),
        ({"base_url": "ftp://xa.example"}, "introduction.base_url"),
        ({"base_url": "https://user@xa.example"}, "introduction.base_url"),
        ({"base_url": "https://xa.example/?to=metadata"}, "introduction.base_url"),
        ({"identity_key": "00" * 32}, "introduction.identity_key"),
        ({"identity_key": "xyz"}, "introduction.identity_key"),
        ({"sealing_key": "00" * 16}, "introduction.sealing_key"),
        ({"sealing_key": "f" * 3}, "introduction.sealing_key"),
        ({"sealing_key": "00" * 1216}, "introduction.sealing_key"),
        ({"sealing_key": "g"}, "introduction.sealing_key"),
        ({"authority": {"id": "nobody", "name": "X"}}, "introduction.authority.id"),
        ({"authority": {"id": "XA-NCTC", "name": " "}}, "introduction.authority.name"),
        ({"authority": "XA-NCTC"}, "introduction.authority"),
        ({"made_at": "2026-03-14T09:26:53"}, "introduction"),
        ({"made_at": "0001-01-01T00:00:00+14:00"}, "introduction"),
        ({"made_at": "2026-03-14T09:26:53+00:00"}, "introduction"),
        ({"made_at": ""}, "introduction"),
        ({"motto": "trust us"}, "introduction"),
    ],
)
def test_an_introduction_that_cannot_be_used_is_refused_with_its_place(changes: dict[str, object], place: str) -> None:
    refused = refusal_of(stated(**changes))
    assert refused.place == place
    assert refused.reason


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"null",
        b"\xff",
        b"[" * 10_000,
        b"x" * 20_000,
        SIGNED + b" ",
        b" " + SIGNED,
        SIGNED[:-1],
        SIGNED.replace(b'{"body"', b'{"body":{},"body"'),
        SIGNED.replace(b',"signature"', b', "signature"'),
        SIGNED[:-2] + SIGNED[-2:].upper() + b"}",
        b'{"body":{"a":' + b"[" * 9 + b"]" * 9 + b'},"signature":"' + b"0" * 128 + b'"}',
    ],
)
def test_what_is_no_introduction_is_refused(raw: bytes) -> None:
    assert (refusal_of(raw).place or "").startswith("introduction")


def test_a_moment_without_a_time_zone_is_not_signed() -> None:
    with pytest.raises(InputError, match="time zone"):
        signed_introduction(keyring(XA), replace(introduction(XA), made_at=datetime(2026, 3, 14)))  # noqa: DTZ001  the fault
