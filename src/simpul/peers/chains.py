"""A chain of custody as one JSON document, which anybody checks without a node.

    {"chain":{"records":[...]},"statement":{"body":{...},"signature":"hex"}}

Rules:
1. The records stand in it byte for byte as they travel between nodes, each with its originator's signature; the bytes
   of the item stand in it where they are attached.
2. Whoever lets it leave signs over the hash of all of it, with the keys of all who signed. Whether a key is the
   authority's, people prove by comparing its fingerprint, which whoever reads it may give.
3. Any byte that is changed is found: with the place of the first record that is not as it was signed.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from simpul.core.authority import AuthorityId
from simpul.core.cooperation.chain import AuthorKey, ChainStatement
from simpul.core.cooperation.custody import Custody, custody_of
from simpul.core.cooperation.evidence import CustodyEntry, EvidenceItem
from simpul.core.errors import InputError
from simpul.core.ids import Domain, canonical_bytes
from simpul.core.node import Limits
from simpul.core.units.record import SignedRecord, signed_message, thread_of
from simpul.peers.canonical import check_spelling, decoded, inside
from simpul.peers.keys import fingerprint_of
from simpul.peers.records import UnitPayloads
from simpul.peers.signatures import checked_identity_key, holds
from simpul.peers.statements import check_statement, read_statement, signed_statement
from simpul.services.ports.world import NodeKeys

MOST_STATEMENT_BYTES = 128 * 1024
PLACE = "chain"


class _Fields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    chain: msgspec.Raw
    statement: msgspec.Raw


_DOCUMENT = msgspec.json.Decoder(_Fields)
_STATEMENT = msgspec.json.Decoder(ChainStatement)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadChain:
    """A chain whose every signature holds: what was let leave, the item, its custody, and the keys' fingerprints."""

    statement: ChainStatement
    item: EvidenceItem
    custody: Custody
    fingerprints: Mapping[str, str]


def write_chain(
    keys: NodeKeys,
    records: Sequence[SignedRecord],
    custody: Custody,
    *,
    exporter: AuthorityId,
    authors: Sequence[AuthorKey],
    at: datetime,
    limits: Limits,
) -> bytes:
    """Give the document of a chain, signed by the node that lets it leave."""
    payload = UnitPayloads(limits=limits).encode(records)
    statement = ChainStatement(
        exporter=exporter,
        at=at,
        item=custody.links[0].id,
        links=len(custody.links),
        last=custody.last,
        records=hashlib.sha256(payload).hexdigest(),
        keys=tuple(authors),
    )
    signed = signed_statement(keys, Domain.EVIDENCE_CHAIN, canonical_bytes(statement))
    return b'{"chain":%b,"statement":%b}' % (payload, signed)


def read_chain(raw: bytes, *, limits: Limits, known: Mapping[str, str], at: datetime) -> ReadChain:
    """Check the document of a chain; `known` are fingerprints that somebody got from the authorities themselves.

    Raises:
        InputError: it is malformed, a signature or a fingerprint does not hold, or it is not what was let leave; with
            the place.
    """
    if len(raw) > limits.max_envelope_bytes + MOST_STATEMENT_BYTES:
        raise InputError(f"longer than {limits.max_envelope_bytes} bytes", place=PLACE)
    fields = decoded(_DOCUMENT, raw, place=PLACE)
    payload, said = bytes(fields.chain), bytes(fields.statement)
    if b'{"chain":%b,"statement":%b}' % (payload, said) != raw:
        raise InputError("not written as chains are: a field twice, blanks, or another order", place=PLACE)
    statement = _statement(said)
    fingerprints = _fingerprints(statement, known)
    try:
        records = UnitPayloads(limits=limits).decode(payload)
    except InputError as refused:
        raise inside(PLACE, refused) from refused
    for index, each in enumerate(records):
        _check(each, statement, place=f"{PLACE}.records[{index}]")
    if hashlib.sha256(payload).hexdigest() != statement.records:
        raise InputError("not the records that were let leave", place=f"{PLACE}.records")
    item, custody = _folded(records, at)
    if (len(custody.links), custody.last, item.link) != (statement.links, statement.last, statement.item):
        raise InputError("not the chain that was let leave", place=f"{PLACE}.records")
    return ReadChain(statement=statement, item=item, custody=custody, fingerprints=fingerprints)


def _statement(raw: bytes) -> ChainStatement:
    place = "statement"
    body, signature = read_statement(raw, most_bytes=MOST_STATEMENT_BYTES, place=place)
    statement = decoded(_STATEMENT, body, place=place)
    check_spelling(statement, body, place=place)
    for index, each in enumerate(statement.keys):
        checked_identity_key(each.identity_key, place=f"{place}.keys[{index}]")
    key = statement.key_of(statement.exporter)
    check_statement(identity_key=key, domain=Domain.EVIDENCE_CHAIN, body=body, signature=signature, place=place)
    return statement


def _fingerprints(statement: ChainStatement, known: Mapping[str, str]) -> dict[str, str]:
    found = {str(each.authority): fingerprint_of(each.identity_key) for each in statement.keys}
    for authority, fingerprint in known.items():
        if found.get(authority) != fingerprint:
            raise InputError(
                f"the key of {authority[:40]} is another than the fingerprint says", place="statement.keys"
            )
    return found


def _check(signed: SignedRecord, statement: ChainStatement, *, place: str) -> None:
    value = signed.value
    key = statement.key_of(value.originator)
    message = signed_message(signed.kind, signed.record.body)
    if not key or not holds(identity_key=key, signature=signed.signature, message=message):
        raise InputError("its originator's signature does not hold", place=f"{place}.signature")
    if not isinstance(value, EvidenceItem | CustodyEntry) or thread_of(value, signed.id) != statement.item:
        raise InputError("no record of this chain", place=place)


def _folded(records: Sequence[SignedRecord], at: datetime) -> tuple[EvidenceItem, Custody]:
    values = [each.value for each in records]
    items = [each for each in values if isinstance(each, EvidenceItem)]
    if len(items) != 1:
        raise InputError("a chain begins with one item", place=f"{PLACE}.records")
    entries = [each for each in values if isinstance(each, CustodyEntry)]
    return items[0], custody_of(items[0], entries, at=at)
