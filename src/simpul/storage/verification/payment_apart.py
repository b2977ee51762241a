"""Checking what is kept apart from payments, and that it was lifted, against the chain."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from simpul.core.handling import Handling
from simpul.core.ids import Domain, Sealed, record_id
from simpul.core.payment.apart import KeptApart, Lifted, kept_of_apart
from simpul.storage.bodies import decoded
from simpul.storage.moments import micros
from simpul.storage.payment_apart import LIFTED, STANDS
from simpul.storage.verification.findings import Findings

_APART = (
    "SELECT id, payment, audience, list, reference, state, raised_at, batch, body, lifted_batch, lifted"
    " FROM payment_apart ORDER BY raised_at, id"
)


def check_apart(findings: Findings, terms: Mapping[int, Handling], batches: dict[str, list[str]]) -> None:
    """Check everything kept apart by its own hash, and let it and its lifting stand for themselves in their batches."""
    for row in findings.rows("payment_apart", _APART):
        with findings.about("payment_apart", row.id):
            _check(findings, row, terms, batches)


def _check(findings: Findings, row: Row[Any], terms: Mapping[int, Handling], batches: dict[str, list[str]]) -> None:
    kept = decoded(KeptApart, row.body, row=f"apart {row.id}")
    findings.expect(
        "payment_apart",
        row.id,
        id=(row.id, record_id(Domain.PAYMENT_APART, row.body)),
        payment=(row.payment, kept.payment),
        entry=((row.list, row.reference), kept.entry),
        raised_at=(row.raised_at, micros(kept.found_at)),
        state=(row.state, LIFTED if row.lifted else STANDS),
    )
    findings.expect_terms("payment_apart", row, terms, None)
    if row.audience in terms:
        batches[row.batch].append(kept_of_apart(Sealed(id=row.id, body=row.body, value=kept), terms[row.audience]))
    if row.lifted:
        lifted = decoded(Lifted, row.lifted, row=f"lifting of {row.id}")
        findings.expect("payment_apart", row.id, lifted=(lifted.apart, row.id))
        batches[row.lifted_batch].append(record_id(Domain.PAYMENT_APART, row.lifted))
