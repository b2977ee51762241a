"""Reports of goAML from cases, and cases from reports of goAML, against the schema that the user supplies."""

from collections.abc import Sequence
from dataclasses import replace

from simpul.core.cases.case import CaseEntry, CaseHead
from simpul.core.cases.reporting import Filing, report_of_case
from simpul.core.payment.fiu import FiuReport
from simpul.formats.goaml.reading import read_goaml
from simpul.formats.goaml.schema import GoamlSchema, load_goaml_schema
from simpul.formats.goaml.writing import write_goaml


class GoamlFiler:
    """Writes and reads reports."""

    def written(
        self, head: CaseHead, entries: Sequence[CaseEntry], filing: Filing, *, schema: bytes
    ) -> tuple[bytes, str]:
        """Give a case as a report that is valid by the schema, and by which schema it is.

        Raises:
            InputError: the case makes no such report, or the report is not valid; with the place.
        """
        loaded = load_goaml_schema(schema)
        return write_goaml(report_of_case(head, entries, filing), schema=loaded), _said(loaded)

    def read(self, raw: bytes, *, schema: bytes) -> FiuReport:
        """Give a report, valid by the schema where there is one.

        Raises:
            InputError: it is none, or is not valid; with the line.
        """
        found = read_goaml(raw, schema=load_goaml_schema(schema) if schema else None)
        return replace(found.report, beside=(*found.report.beside, *found.unread))


def _said(schema: GoamlSchema) -> str:
    validity = schema.validity
    return f"goAML {validity.edition or '?'}, sha256 {validity.schema}, {validity.repaired} patterns repaired"
