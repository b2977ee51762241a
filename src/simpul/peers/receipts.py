"""Receipts: a recipient's signed word on what it did with an envelope. With one, delivery cannot be denied."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from simpul.core.authority import AuthorityId
from simpul.core.errors import InputError
from simpul.core.exchange import Introduction, SignedReceipt
from simpul.core.ids import Domain, canonical_bytes, checked_hash_id
from simpul.peers.canonical import check_spelling, decoded
from simpul.peers.statements import check_statement, read_statement, signed_statement
from simpul.services.ports.world import NodeKeys

MOST_BYTES = 2 * 1024
LARGEST_LOG = 2**53

_DECODER = msgspec.json.Decoder(SignedReceipt)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """A receipt whose signature held, with the bytes that prove it."""

    receipt: SignedReceipt
    signed: bytes


def signed_receipt(keys: NodeKeys, receipt: SignedReceipt) -> bytes:
    """Give our receipt, signed."""
    return signed_statement(keys, Domain.RECEIPT, canonical_bytes(receipt))


def read_receipt(raw: bytes, *, link: Introduction, us: AuthorityId, place: str = "receipt") -> Proven:
    """Give a receipt for an envelope of ours that the partner on this link signed.

    Raises:
        InputError: it is malformed, is about somebody else's envelope, or its signature does not hold.
    """
    body, signature = read_statement(raw, most_bytes=MOST_BYTES, place=place)
    check_statement(identity_key=link.identity_key, domain=Domain.RECEIPT, body=body, signature=signature, place=place)
    receipt = decoded(_DECODER, body, place=place)
    check_spelling(receipt, body, place=place)
    if receipt.sender != us or receipt.recipient != link.authority.id:
        raise InputError(f"not about what we sent to {link.authority.id}", place=place)
    if not 1 <= receipt.number <= receipt.log_size <= LARGEST_LOG:
        raise InputError("no log of this size has this number", place=f"{place}.log_size")
    checked_hash_id(receipt.envelope, place=f"{place}.envelope")
    checked_hash_id(receipt.log_root, place=f"{place}.log_root")
    return Proven(receipt=receipt, signed=raw)


def read_receipts(raws: Sequence[bytes | msgspec.Raw], *, link: Introduction, us: AuthorityId) -> tuple[Proven, ...]:
    """Give several receipts of one partner, in their order.

    Raises:
        InputError: one of them is refused; with its index.
    """
    return tuple(
        read_receipt(bytes(raw), link=link, us=us, place=f"receipts[{index}]") for index, raw in enumerate(raws)
    )
