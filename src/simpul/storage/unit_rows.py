"""Rows of records between units: how a record is kept and read back, for the transaction and for readers alike."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from simpul.core.cases.case import CaseEntry, CaseHead
from simpul.core.cases.freezing import FreezeRequest, FreezeWord
from simpul.core.cooperation.evidence import CustodyEntry, EvidenceItem
from simpul.core.cooperation.request import LawRequest
from simpul.core.cooperation.team import TeamAgreement, TeamEntry
from simpul.core.cooperation.word import LawWord, Prosecution
from simpul.core.holding import Direction
from simpul.core.ids import Sealed
from simpul.core.units.record import HeldRecord, RecordKind, SignedRecord, UnitRecord, thread_of
from simpul.storage.bodies import decoded, row_hash
from simpul.storage.moments import micros, moment

TYPE_OF: dict[RecordKind, type[UnitRecord]] = {
    RecordKind.CASE: CaseHead,
    RecordKind.ENTRY: CaseEntry,
    RecordKind.FREEZE_REQUEST: FreezeRequest,
    RecordKind.FREEZE_WORD: FreezeWord,
    RecordKind.EVIDENCE: EvidenceItem,
    RecordKind.CUSTODY: CustodyEntry,
    RecordKind.TEAM: TeamAgreement,
    RecordKind.TEAM_ENTRY: TeamEntry,
    RecordKind.LAW_REQUEST: LawRequest,
    RecordKind.LAW_WORD: LawWord,
    RecordKind.PROSECUTION: Prosecution,
}


def record_row(
    signed: SignedRecord, *, audience: int, direction: Direction, author: str, batch: str, at: datetime
) -> dict[str, object]:
    """Give the row of a record."""
    value = signed.value
    return {
        "id": signed.id,
        "kind": signed.kind.value,
        "thread": thread_of(value, signed.id),
        "audience": audience,
        "originator": value.originator,
        "direction": direction.value,
        "author": author,
        "batch": batch,
        "aspect": aspect_of(value),
        "due_at": due_of(value),
        "recorded_at": micros(at),
        "body": signed.record.body,
        "signature": signed.signature,
        "replaced_by": "",
        "row_hash": margin_of(signed.signature, direction.value, author, batch, micros(at)),
    }


def margin_of(signature: bytes, direction: str, author: str, batch: str, at: int) -> bytes:
    """Give the hash over what the body of a record does not hold."""
    return row_hash(signature.hex(), direction, author, batch, at)


def aspect_of(value: UnitRecord) -> str:
    """Give the word that a record says on a request; empty for all others."""
    return value.word.value if isinstance(value, FreezeWord | LawWord) else ""


def due_of(value: UnitRecord) -> int:
    """Give by when a request is to be answered; nought for all others."""
    return micros(value.answer_by) if isinstance(value, FreezeRequest | LawRequest) else 0


def in_order(records: Iterable[HeldRecord]) -> tuple[HeldRecord, ...]:
    """Give records in the order in which they were written."""
    return tuple(sorted(records, key=lambda each: (each.value.written_at, each.id)))


def held_record(row: Row[Any]) -> HeldRecord:
    """Give a record as its row holds it, without the bytes of an attachment.

    Raises:
        TamperedError: the row cannot be read.
    """
    value = decoded(TYPE_OF[RecordKind(row.kind)], row.body, row=f"record {row.id}")
    sealed: Sealed[UnitRecord] = Sealed(id=row.id, body=row.body, value=value)
    return HeldRecord(
        signed=SignedRecord(record=sealed, signature=row.signature),
        direction=Direction(row.direction),
        recorded_at=moment(row.recorded_at),
        author=row.author,
        replaced_by=row.replaced_by,
    )
