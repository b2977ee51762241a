"""Introductions: how nodes present themselves, signed with the identity key that they name.

The signature proves that whoever made the introduction holds the key. That the key is the authority's, people prove
by comparing the fingerprint.
"""

from dataclasses import dataclass

import msgspec

from simpul.core.errors import InputError
from simpul.core.exchange import SUITE, Introduction
from simpul.core.ids import Domain, canonical_bytes
from simpul.peers.addresses import address_of
from simpul.peers.canonical import check_spelling, decoded
from simpul.peers.keys import NodeKeyring, fingerprint_of
from simpul.peers.sealing import checked_sealing_key
from simpul.peers.signatures import checked_identity_key
from simpul.peers.statements import check_statement, read_statement, signed_statement

MOST_BYTES = 16 * 1024
PLACE = "introduction"

_DECODER = msgspec.json.Decoder(Introduction)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIntroductions:
    """Reads signed introductions, as a port of the services."""

    def read(self, signed: bytes) -> tuple[Introduction, str]:
        """Give the introduction and the fingerprint of its identity key."""
        return read_introduction(signed)


def signed_introduction(keyring: NodeKeyring, introduction: Introduction) -> bytes:
    """Give the node's introduction, signed.

    Raises:
        InputError: it names other keys than the node's.
    """
    if (introduction.identity_key, introduction.sealing_key) != (keyring.identity_key, keyring.sealing_key):
        raise InputError("names other keys than the node's", place=PLACE)
    return signed_statement(keyring, Domain.INTRODUCTION, canonical_bytes(introduction))


def read_introduction(raw: bytes) -> tuple[Introduction, str]:
    """Give the introduction, and the fingerprint of its identity key.

    Raises:
        InputError: it is malformed, its address or a key of it cannot be used, its suite is not ours, or its
            signature does not hold; with the place.
    """
    body, signature = read_statement(raw, most_bytes=MOST_BYTES, place=PLACE)
    introduction = decoded(_DECODER, body, place=PLACE)
    if introduction.suite != SUITE:
        raise InputError(f"a suite that we do not have: {introduction.suite[:60]!r}", place=f"{PLACE}.suite")
    check_spelling(introduction, body, place=PLACE)
    key = checked_identity_key(introduction.identity_key, place=f"{PLACE}.identity_key")
    check_statement(identity_key=key, domain=Domain.INTRODUCTION, body=body, signature=signature, place=PLACE)
    checked_sealing_key(introduction.sealing_key, place=f"{PLACE}.sealing_key")
    address_of(introduction.base_url, place=f"{PLACE}.base_url")
    return introduction, fingerprint_of(key)
