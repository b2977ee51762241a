"""Export: what leaves the node in a file, what is lost in its format, and what may not leave in it at all.

An encoder gives bytes and names every loss, or it refuses and names the handling rule that its format cannot express.
What may be exported at all is decided before (`core.handling.decide`, action EXPORT), item by item.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from simpul.core.assertion import Assertion
from simpul.core.authority import Authority
from simpul.core.ids import Sealed
from simpul.core.report import Report


class ExportForm(StrEnum):
    """In which form a report leaves in a file."""

    NATIVE = "native"
    STIX = "stix"
    STIX_PLAIN = "stix-plain"
    """STIX 2.1 without extensions, for software that drops what it does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedReport:
    """What may leave: the report, those of its assertions that may, and the names of the authorities in it."""

    report: Sealed[Report]
    assertions: tuple[Sealed[Assertion], ...]
    authorities: tuple[Authority, ...] = ()
    signature: bytes = b""
    leaves: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One thing that the format could not carry: which field, and why."""

    field: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """The bytes, what was lost on the way, and under which id each of our records stands in them."""

    body: bytes
    media_type: str
    losses: tuple[Loss, ...] = ()
    exported_ids: Mapping[str, str] = field(default_factory=dict)
