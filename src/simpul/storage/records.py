"""Reports and assertions as rows: how they are written, and how rows become values again."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from simpul.core.assertion import Assertion
from simpul.core.holding import Direction, HeldAssertion, HeldReport
from simpul.core.ids import Sealed
from simpul.core.report import Report, SignedReport
from simpul.storage.bodies import decoded, row_hash
from simpul.storage.moments import micros, moment
from simpul.storage.reading import View

_HASH = 32


def ids_as_bytes(ids: Sequence[str]) -> bytes:
    """Write ids one after the other, 32 bytes each."""
    return bytes.fromhex("".join(ids))


def ids_from_bytes(held: bytes) -> tuple[str, ...]:
    """Read ids that stand one after the other."""
    text = held.hex()
    return tuple(text[at : at + 2 * _HASH] for at in range(0, len(text), 2 * _HASH))


def leaves_from_bytes(held: bytes) -> tuple[bytes, ...]:
    """Read leaf hashes that stand one after the other."""
    return tuple(held[at : at + _HASH] for at in range(0, len(held), _HASH))


def report_margin(*, signature: bytes, contents: bytes, direction: str, author: str, recorded_at: int) -> bytes:
    """Give the hash over what the node holds of a report besides its signed body."""
    return row_hash(signature, contents, direction, author, recorded_at)


def held_report(row: Row[Any]) -> HeldReport:
    """Read a row of reports.

    Raises:
        TamperedError: its body is no report.
    """
    value = decoded(Report, row.body, row=f"report {row.id}")
    signed = SignedReport(
        report=Sealed(id=row.id, body=row.body, value=value),
        signature=row.signature,
        leaves=leaves_from_bytes(row.leaves),
    )
    return HeldReport(
        signed=signed,
        direction=Direction(row.direction),
        recorded_at=moment(row.recorded_at),
        author=row.author,
        superseded_by=row.superseded_by,
        retracted_by=row.retracted_by,
    )


def held_assertion(row: Row[Any]) -> HeldAssertion:
    """Read a row of assertions.

    Raises:
        TamperedError: its body is no assertion.
    """
    value = decoded(Assertion, row.body, row=f"assertion {row.id}")
    return HeldAssertion(
        assertion=Sealed(id=row.id, body=row.body, value=value),
        report=row.report,
        recorded_at=moment(row.recorded_at),
        superseded_by=row.superseded_by,
        retracted_by=row.retracted_by,
    )


def report_row(held: HeldReport, *, audience: int, contents: Sequence[str]) -> dict[str, object]:
    """Give the row of a report that came with these assertions."""
    signed, at, inside = held.signed, micros(held.recorded_at), ids_as_bytes(contents)
    return {
        "id": signed.report.id,
        "body": signed.report.body,
        "signature": signed.signature,
        "leaves": b"".join(signed.leaves),
        "contents": inside,
        "originator": signed.report.value.originator,
        "direction": held.direction.value,
        "author": held.author,
        "audience": audience,
        "recorded_at": at,
        "superseded_by": "",
        "retracted_by": "",
        "row_hash": report_margin(
            signature=signed.signature,
            contents=inside,
            direction=held.direction.value,
            author=held.author,
            recorded_at=at,
        ),
    }


def assertion_row(item: Sealed[Assertion], *, report: str, audience: int, at: int) -> dict[str, object]:
    """Give the row of an assertion."""
    value = item.value
    return {
        "id": item.id,
        "report": report,
        "subject": value.subject,
        "audience": audience,
        "schema": value.schema.value,
        "property": value.property,
        "value": value.value,
        "body": item.body,
        "recorded_at": at,
        "superseded_by": "",
        "retracted_by": "",
    }


def shown_report(view: View, row: Row[Any]) -> HeldReport:
    """Give a report that a narrowed query found.

    Raises:
        TamperedError: its own terms do not let the viewer see it.
    """
    held = held_report(row)
    view.shown(held.signed.report.value.handling, row=f"report {row.id}")
    return held


def shown_assertion(view: View, row: Row[Any]) -> HeldAssertion:
    """Give an assertion that a narrowed query found.

    Raises:
        TamperedError: its own terms do not let the viewer see it.
    """
    held = held_assertion(row)
    view.shown(held.assertion.value.handling, row=f"assertion {row.id}")
    return held
