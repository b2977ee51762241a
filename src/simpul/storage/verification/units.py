"""Checking records between units: every hash again, every column against the signed body, and what is missing."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from simpul.core.audit import commitment
from simpul.core.handling import Handling
from simpul.core.ids import record_id
from simpul.core.units.record import DOMAIN_OF, RecordKind, UnitRecord, attachment_of, replaced_by, thread_of
from simpul.storage.bodies import decoded
from simpul.storage.unit_rows import TYPE_OF, aspect_of, due_of, margin_of
from simpul.storage.verification.findings import Findings

_RECORDS = (
    "SELECT id, kind, thread, audience, originator, direction, author, batch, aspect, due_at, recorded_at, body,"
    " signature, replaced_by, row_hash FROM unit_record ORDER BY id"
)
_CONTENTS = "SELECT record, content FROM unit_content ORDER BY record"
_SUBJECTS = ("case", "freeze", "evidence", "team", "cooperation")


def check_units(findings: Findings, terms: Mapping[int, Handling], commits: Mapping[str, str]) -> None:
    """Check every record and every attachment, and that those are there which the chain tells of."""
    digests = {row.record: hashlib.sha256(row.content).hexdigest() for row in findings.rows("unit_content", _CONTENTS)}
    batches: dict[str, list[str]] = defaultdict(list)
    said: dict[str, str] = {}
    borne: dict[str, str] = {}
    for row in findings.rows("unit_record", _RECORDS):
        with findings.about("unit_record", row.id):
            batches[row.batch].append(row.id)
            borne[row.id] = row.replaced_by
            value = decoded(TYPE_OF[RecordKind(row.kind)], row.body, row=f"record {row.id}")
            _check(findings, row, value, terms)
            attachment = attachment_of(value)
            if digests.pop(row.id, "") != (attachment.digest if attachment else ""):
                findings.add("unit_content", row.id, "is not the file that its entry names")
            if earlier := replaced_by(value):
                said[row.id] = earlier
    for stray in digests:
        findings.add("unit_content", stray, "no entry names it")
    _check_marks(findings, said, borne)
    told = {key.partition(" ")[2]: held for key, held in commits.items() if key.partition(" ")[0] in _SUBJECTS}
    for batch in told.keys() | batches.keys():
        if told.get(batch) != commitment(batches.get(batch, ())):
            findings.add("unit_record", f"of batch {batch}", "these are not the records that the chain tells of")


def _check_marks(findings: Findings, said: Mapping[str, str], borne: Mapping[str, str]) -> None:
    """Check that what is marked as replaced was replaced by the record that is named, and the other way round."""
    for record, later in borne.items():
        if later and said.get(later) != record:
            findings.add("unit_record", record, "replaced_by names a record that does not say so")
        if not later and record in said.values():
            findings.add("unit_record", record, "replaced_by is empty, though a later record says so")


def _check(findings: Findings, row: Row[Any], value: UnitRecord, terms: Mapping[int, Handling]) -> None:
    findings.expect(
        "unit_record",
        row.id,
        id=(row.id, record_id(DOMAIN_OF[RecordKind(row.kind)], row.body)),
        thread=(row.thread, thread_of(value, row.id)),
        originator=(row.originator, value.originator),
        aspect=(row.aspect, aspect_of(value)),
        due_at=(row.due_at, due_of(value)),
        row_hash=(row.row_hash, margin_of(row.signature, row.direction, row.author, row.batch, row.recorded_at)),
    )
    findings.expect_terms("unit_record", row, terms, value.handling)
