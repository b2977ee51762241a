"""Payloads of records between units: cases, requests, evidence, teams and what is said in them.

    {"records":[{"kind":"case","body":{...},"signature":"hex"},{...,"content":"base64"},...]}

Rules:
1. Every record stands in it byte for byte as its originator signed it, and is kept so. Its bytes are canonical and
   spell exactly what we read in them: a field that we do not know could be the one that forbids.
2. One list of records has one payload: fields in this order, each once, no blanks.
3. The bytes of an attachment stand beside the entry that names their hash: they are there, they have that hash and
   that length, and they are in the form that the entry says; nothing else has any.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import msgspec

from simpul.core.cases.case import CaseEntry, CaseHead
from simpul.core.cases.freezing import FreezeRequest, FreezeWord
from simpul.core.cases.parts import MOST_ATTACHMENT_BYTES, check_content
from simpul.core.cooperation.evidence import CustodyEntry, EvidenceItem
from simpul.core.cooperation.request import LawRequest
from simpul.core.cooperation.team import TeamAgreement, TeamEntry
from simpul.core.cooperation.word import LawWord, Prosecution
from simpul.core.errors import InputError
from simpul.core.ids import Sealed, record_id
from simpul.core.node import Limits
from simpul.core.units.record import DOMAIN_OF, MOST_RECORDS, RecordKind, SignedRecord, UnitRecord, attachment_of
from simpul.peers.canonical import canonical_object, check_spelling, decoded, inside

PLACE = "payload"
MOST_CONTENT_TEXT = 4 * (MOST_ATTACHMENT_BYTES + 2) // 3 + 4

_SIGNATURE = re.compile(r"[0-9a-f]{128}")


class _RecordFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: RecordKind
    body: msgspec.Raw
    signature: Annotated[str, msgspec.Meta(max_length=128)]
    content: Annotated[str, msgspec.Meta(max_length=MOST_CONTENT_TEXT)] = ""


class _PayloadFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    records: Annotated[list[_RecordFields], msgspec.Meta(min_length=1, max_length=MOST_RECORDS)]


_PAYLOAD = msgspec.json.Decoder(_PayloadFields)
_DECODERS: dict[RecordKind, msgspec.json.Decoder[UnitRecord]] = {
    RecordKind.CASE: msgspec.json.Decoder(CaseHead),
    RecordKind.ENTRY: msgspec.json.Decoder(CaseEntry),
    RecordKind.FREEZE_REQUEST: msgspec.json.Decoder(FreezeRequest),
    RecordKind.FREEZE_WORD: msgspec.json.Decoder(FreezeWord),
    RecordKind.EVIDENCE: msgspec.json.Decoder(EvidenceItem),
    RecordKind.CUSTODY: msgspec.json.Decoder(CustodyEntry),
    RecordKind.TEAM: msgspec.json.Decoder(TeamAgreement),
    RecordKind.TEAM_ENTRY: msgspec.json.Decoder(TeamEntry),
    RecordKind.LAW_REQUEST: msgspec.json.Decoder(LawRequest),
    RecordKind.LAW_WORD: msgspec.json.Decoder(LawWord),
    RecordKind.PROSECUTION: msgspec.json.Decoder(Prosecution),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPayloads:
    """Writes and reads the payloads of records between units."""

    limits: Limits

    def encode(self, records: Sequence[SignedRecord]) -> bytes:
        """Give the payload; every record stands in it byte for byte as it was signed."""
        return _written([(each.kind, each.record.body, each.signature.hex(), each.content) for each in records])

    def decode(self, payload: bytes) -> tuple[SignedRecord, ...]:
        """Read a payload.

        Raises:
            InputError: it is malformed, with the place.
        """
        if len(payload) > self.limits.max_envelope_bytes:
            raise InputError(f"longer than {self.limits.max_envelope_bytes} bytes", place=PLACE)
        fields = decoded(_PAYLOAD, payload, place=PLACE)
        read = [self._read(each, f"records[{index}]") for index, each in enumerate(fields.records)]
        again = [(each.kind, each.record.body, each.signature.hex(), each.content) for each in read]
        if _written(again) != payload:
            raise InputError("not written as payloads are: a field twice, blanks, or another order", place=PLACE)
        if len({each.id for each in read}) != len(read):
            raise InputError("a record stands in it twice", place=f"{PLACE}.records")
        return tuple(read)

    def _read(self, fields: _RecordFields, place: str) -> SignedRecord:
        body, at = bytes(fields.body), f"{place}.body"
        canonical_object(body, most_depth=self.limits.max_depth - 3, place=at)
        value = decoded(_DECODERS[fields.kind], body, place=at)
        check_spelling(value, body, place=at)
        if not _SIGNATURE.fullmatch(fields.signature):
            raise InputError("not 128 hexadecimal digits", place=f"{place}.signature")
        sealed = Sealed(id=record_id(DOMAIN_OF[fields.kind], body), body=body, value=value)
        content = _content(value, fields.content, place)
        return SignedRecord(record=sealed, signature=bytes.fromhex(fields.signature), content=content)


def _content(value: UnitRecord, said: str, place: str) -> bytes:
    attachment = attachment_of(value)
    at = f"{place}.content"
    if attachment is None:
        if said:
            raise InputError("bytes of no attachment", place=at)
        return b""
    try:
        content = base64.b64decode(said.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as exc:
        raise InputError("not base64", place=at) from exc
    if len(content) != attachment.size or hashlib.sha256(content).hexdigest() != attachment.digest:
        raise InputError("not the bytes whose hash and length the entry names", place=at)
    try:
        check_content(content, attachment.media_type)
    except InputError as exc:
        raise inside(at, exc) from exc
    return content


def _written(records: Sequence[tuple[RecordKind, bytes, str, bytes]]) -> bytes:
    parts = []
    for kind, body, signature, content in records:
        beside = b',"content":"%b"' % base64.b64encode(content) if content else b""
        parts.append(b'{"kind":"%b","body":%b,"signature":"%b"%b}' % (kind.encode(), body, signature.encode(), beside))
    return b'{"records":[%b]}' % b",".join(parts)
