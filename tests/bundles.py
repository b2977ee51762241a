"""Small STIX 2.1 bundles for tests, as other software might write them."""

import json
from typing import Any

from simpul.core.assertion import Assertion
from simpul.core.authority import Level
from simpul.core.export import ExportedReport
from simpul.core.handling import Handling
from simpul.core.ids import Sealed
from simpul.core.node import Limits
from simpul.core.vocabulary import Schema
from simpul.formats.stix import extensions
from simpul.formats.stix.reading import ImportedBundle, read_stix
from simpul.formats.stix.refusal import Target
from simpul.formats.stix.writing import write_stix
from tests.records import RED_GATE, XB, XC, a_handling, a_report, an_assertion

Json = dict[str, Any]
LIMITS = Limits()
DEFAULT = Handling(originator=XB)
OUR_TERMS = a_handling(XB, XC, level=Level.CONFIDENTIAL)


def uuid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def an(type_: str, number: int, **fields: object) -> Json:
    frame = {"created": "2026-01-01T00:00:00.000Z", "modified": "2026-01-01T00:00:00.000Z"}
    return {"type": type_, "spec_version": "2.1", "id": f"{type_}--{uuid(number)}", **frame, **fields}


def a_bundle(*objects: Json, **fields: object) -> bytes:
    return json.dumps({"type": "bundle", "id": f"bundle--{uuid(0)}", "objects": list(objects), **fields}).encode()


def imported(*objects: Json) -> ImportedBundle:
    return read_stix(a_bundle(*objects), limits=LIMITS, importer=XB)


def lost(bundle: ImportedBundle) -> dict[str, str]:
    return {loss.field: loss.reason for loss in bundle.losses}


PERSON = an("identity", 1, name="Ayu Pelangi", identity_class="individual")
GROUP = an("identity", 2, name="Red Gate", identity_class="organization")
REPORT = an("report", 3, name="A meeting", description="Two met.", published="2026-01-01T00:00:00Z")
REPORT["object_refs"] = [PERSON["id"], GROUP["id"]]
RELATION = an("relationship", 4, relationship_type="member-of", source_ref=PERSON["id"], target_ref=GROUP["id"])


def ours(*claims: Sealed[Assertion], **fields: object) -> Json:
    report = a_report(handling=OUR_TERMS, **fields)  # type: ignore[arg-type]  # fields of the report
    exported = ExportedReport(report=report, assertions=claims)
    document: Json = json.loads(write_stix(exported, target=Target.SIMPUL).body)
    return document


def read_again(document: Json) -> ImportedBundle:
    return read_stix(json.dumps(document).encode(), limits=LIMITS, importer=XB)


CLAIMS = (
    an_assertion(handling=OUR_TERMS),
    an_assertion("alias", "Si Pelangi", lang="id", valid_from="2020", handling=a_handling(XB)),
    an_assertion("nationality", "XA", handling=OUR_TERMS),
    an_assertion("memberOf", RED_GATE, handling=OUR_TERMS, valid_to="2021-05"),
    an_assertion("name", "Red Gate", subject=RED_GATE, schema=Schema.ORGANIZATION, handling=OUR_TERMS),
)


def extension_of(document: Json, kind: str, family: str) -> Json:
    found: Json = next(
        made["extensions"][family]
        for made in document["objects"]
        if made["type"] == kind and (family != extensions.SUBJECT or "claims" in made["extensions"].get(family, {}))
    )
    return found


def a_marking(number: int, **fields: object) -> Json:
    return {key: value for key, value in an("marking-definition", number, **fields).items() if key != "modified"}


def handling_marking(**fields: object) -> Json:
    said = {"extension_type": "property-extension", "originator": XB, "tlp": "amber", **fields}
    return a_marking(9, extensions={extensions.HANDLING: said})


def said(bundle: ImportedBundle) -> list[tuple[str, str, str]]:
    return [(claim.schema, claim.property, claim.value) for draft in bundle.drafts for claim in draft.claims]
