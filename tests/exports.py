"""Small exports for tests, written as STIX 2.1."""

from datetime import UTC, date, datetime
from typing import Any

from simpul.core.assertion import Assertion
from simpul.core.authority import Authority, Level, Purpose
from simpul.core.export import Encoded, ExportedReport
from simpul.core.handling import Handling, HandlingCode, Onward, Tlp
from simpul.core.ids import Sealed
from simpul.formats.stix.refusal import Target
from simpul.formats.stix.writing import write_stix
from tests.judging import objects_of
from tests.records import (
    XA,
    XB,
    XC,
    a_handling,
    a_report,
    an_assertion,
    an_open_handling,
)

OPEN = an_open_handling()
STRICT = a_handling(
    XB,
    XC,
    level=Level.SECRET,
    tlp=Tlp.RED,
    codes=(HandlingCode.H0, HandlingCode.H1, HandlingCode.H2, HandlingCode.H3),
    purposes=(Purpose.COUNTER_TERRORISM, Purpose.PREVENTION),
    onward=Onward.ASK,
    caveat="Ask before arrest",
    expires_at=datetime(2027, 1, 1, 12, 30, tzinfo=UTC),
    retain_until=date(2030, 1, 1),
)


def written(
    *claims: Sealed[Assertion], target: Target = Target.SIMPUL, terms: Handling | None = None, **fields: object
) -> tuple[Encoded, list[dict[str, Any]]]:
    handling = terms or (claims[0].value.handling if claims else OPEN)
    report = a_report(handling=handling, **fields)  # type: ignore[arg-type]  # fields of the report
    named = (Authority(id=XA, name="Centre of Xanadu"), Authority(id=XB, name="Unit of Xobia"))
    encoded = write_stix(ExportedReport(report=report, assertions=claims, authorities=named), target=target)
    return encoded, objects_of(encoded.body)


def one(objects: list[dict[str, Any]], **fields: object) -> dict[str, Any]:
    """The only object with these fields."""
    found = [made for made in objects if all(made.get(name) == value for name, value in fields.items())]
    assert len(found) == 1, found
    return found[0]


def reasons(encoded: Encoded) -> dict[str, str]:
    return {loss.field: loss.reason for loss in encoded.losses}


def a_person(
    property_: str = "name", value: str = "Ayu Pelangi", *, handling: Handling = OPEN, **fields: object
) -> Sealed[Assertion]:
    return an_assertion(property_, value, handling=handling, **fields)  # type: ignore[arg-type]  # fields of the claim
