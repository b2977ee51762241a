"""The goAML schema that a user's financial intelligence unit gave out: loaded, its patterns repaired, and used.

Rules:
1. The schema is the user's file: nothing is shipped, and the file stays as it is. Repairs are made in memory.
2. A result says under which schema it was reached: the SHA-256 of the user's bytes, the edition it names itself, and
   how many of its patterns were repaired.
3. A schema that includes or imports another one is refused: nothing outside of it is opened.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree

from simpul.core.errors import InputError
from simpul.formats.goaml.faults import refused_report, refused_schema
from simpul.formats.goaml.patterns import repaired_pattern
from simpul.formats.xml import Element, XmlBounds, line_of, whole

XSD = "{http://www.w3.org/2001/XMLSchema}"
OUTSIDE = (f"{XSD}include", f"{XSD}import", f"{XSD}redefine")
EDITION = "{http://www.unodc.org/goaml}schemaVersion"
SCHEMA_BOUNDS = XmlBounds(max_bytes=8 * 1024 * 1024)
REPORT_BOUNDS = XmlBounds(max_bytes=16 * 1024 * 1024, max_elements=750_000)


class Repair(StrEnum):
    """Whether patterns are repaired."""

    PATTERNS = "patterns"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoamlValidity:
    """By which schema a report is valid: the SHA-256 of its file, its edition, and how many patterns were repaired."""

    schema: str
    edition: str
    repaired: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GoamlSchema:
    """A schema that is ready, and what is said of every report that is valid by it."""

    validity: GoamlValidity
    schema: etree.XMLSchema

    def valid(self, report: Element) -> GoamlValidity:
        """Give by which schema a report is valid.

        Raises:
            InputError: it is not valid; with the line of the first fault.
        """
        if self.schema.validate(report):
            return self.validity
        raise refused_report(self.schema.error_log)


def load_goaml_schema(raw: bytes, *, repair: Repair = Repair.PATTERNS) -> GoamlSchema:
    """Load the schema that the user supplied, with its patterns repaired unless that is not wanted.

    Raises:
        InputError: it is no schema of a goAML report, or cannot be used; with the line.
    """
    root = whole(raw, bounds=SCHEMA_BOUNDS)
    if root.tag != f"{XSD}schema" or root.find(f"{XSD}element[@name='report']") is None:
        raise InputError("not the schema of a goAML report", place=line_of(root))
    for outside in root.iter(*OUTSIDE):
        raise InputError("a schema that names another one is not loaded", place=line_of(outside))
    repaired = sum(_repair(pattern) for pattern in root.iter(f"{XSD}pattern")) if repair is Repair.PATTERNS else 0
    try:
        schema = etree.XMLSchema(root)
    except etree.XMLSchemaParseError as exc:
        raise refused_schema(exc.error_log, str(exc)) from exc
    return GoamlSchema(
        validity=GoamlValidity(
            schema=hashlib.sha256(raw).hexdigest(), edition=root.get(EDITION) or "", repaired=repaired
        ),
        schema=schema,
    )


def _repair(pattern: Element) -> int:
    said = pattern.get("value") or ""
    right = repaired_pattern(said)
    if right == said:
        return 0
    pattern.set("value", right)
    return 1
