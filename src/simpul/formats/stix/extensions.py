"""The extensions of STIX 2.1 that carry what STIX has no place for: four of Simpul's own, and TLP 2.0 of OASIS.

One extension definition a family (STIX 2.1, section 7.3): handling on marking definitions, grading and report on
reports, subject on the objects that stand for subjects and on relationships. Each is a property extension whose
fields are those of our records, so that what goes out comes back exactly.

The ids of TLP 2.0 are those published by OASIS in cti-stix-common-objects; those of TLP 1.0 stand in STIX 2.1,
section 7.2.1.4. All ids here are constants: they must not change, or nobody knows the extensions again.
"""

from dataclasses import dataclass

from simpul.core.grading import Grading
from simpul.core.handling import Tlp
from simpul.core.report import ReportKind
from simpul.core.vocabulary import Schema

Json = dict[str, object]

MADE_ON = "2026-01-01T00:00:00.000Z"
"""The creation date of the objects that are the same in every bundle."""

SIMPUL_ID = "identity--48ea4b6f-c9f7-4286-8d48-b49598a6f7c1"
HANDLING = "extension-definition--204d504c-439c-4e4a-9e92-63c72dc13289"
SUBJECT = "extension-definition--02035e7b-f9b5-4f99-842f-e98df85bc849"
GRADING = "extension-definition--a4d7c59c-08dc-42df-b8d1-bb390cbdc6af"
REPORT = "extension-definition--557939fb-87c1-48a3-8f73-3b0e2c0ad15d"
TLP_2 = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"

TLP_2_IDS = {
    Tlp.CLEAR: "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    Tlp.GREEN: "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    Tlp.AMBER: "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    Tlp.AMBER_STRICT: "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    Tlp.RED: "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
TLP_1_IDS = {
    "white": "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9",
    "green": "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da",
    "amber": "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82",
    "red": "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed",
}
TLP_1_COLOURS = {"white": Tlp.CLEAR, "green": Tlp.GREEN, "amber": Tlp.AMBER, "red": Tlp.RED}
"""What each colour of TLP 1.0 is in TLP 2.0."""

PREDEFINED = {
    **{marking: tlp for tlp, marking in TLP_2_IDS.items()},
    **{marking: TLP_1_COLOURS[colour] for colour, marking in TLP_1_IDS.items()},
}
"""The markings whose meaning is known by their id alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFields:
    """One claim in the subject extension. Without a `value` it is what the relationship points to.

    `terms_ref` is the marking definition of the claim's own terms, where they are not those of the object.
    """

    property: str
    grading: Grading
    value: str = ""
    schema: Schema | None = None
    lang: str = ""
    valid_from: str = ""
    valid_to: str = ""
    asserted_at: str = ""
    legal_basis: str = ""
    supersedes: str = ""
    retracts: str = ""
    terms_ref: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectFields:
    """The subject extension: the kind of subject and the claims that its object stands for.

    `authority` names an authority instead of a subject; `rendition_of` says that a note only repeats, in words, what
    the claims of that object say.
    """

    schema: Schema | None = None
    claims: tuple[ClaimFields, ...] = ()
    authority: str = ""
    rendition_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFields:
    """The report extension."""

    kind: ReportKind
    legal_basis: str = ""
    supersedes: str = ""
    retracts: str = ""


def definitions() -> tuple[Json, ...]:
    """Give the definitions of our extensions, and the identity that made them."""
    families = (
        (HANDLING, "handling", "The originator's terms, on a marking definition.", _HANDLING_SCHEMA),
        (SUBJECT, "subject", "The claims that an object or a relationship stands for.", _SUBJECT_SCHEMA),
        (GRADING, "grading", "How far source and information are trusted, in the scale given.", _GRADING_SCHEMA),
        (REPORT, "report", "What a report of Simpul has and a STIX report has not.", _REPORT_SCHEMA),
    )
    made = tuple(
        _definition(extension, name=f"simpul-{family}", description=description, schema=schema)
        for extension, family, description, schema in families
    )
    return (
        {
            "type": "identity",
            "spec_version": "2.1",
            "id": SIMPUL_ID,
            "created": MADE_ON,
            "modified": MADE_ON,
            "name": "Simpul",
            "identity_class": "system",
            "extensions": {SUBJECT: {"extension_type": "property-extension", "authority": "simpul"}},
        },
        *made,
    )


def tlp_2_marking(tlp: Tlp) -> Json:
    """Give the marking definition of a TLP 2.0 label as OASIS publishes it."""
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": TLP_2_IDS[tlp],
        "created": "2022-10-01T00:00:00.000Z",
        "name": f"TLP:{tlp.upper()}",
        "extensions": {TLP_2: {"extension_type": "property-extension", "tlp_2_0": tlp.value}},
    }


def tlp_1_marking(colour: str) -> Json:
    """Give the marking definition of a TLP 1.0 colour, as it stands in STIX 2.1, section 7.2.1.4."""
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": TLP_1_IDS[colour],
        "created": "2017-01-20T00:00:00.000Z",
        "definition_type": "tlp",
        "name": f"TLP:{colour.upper()}",
        "definition": {"tlp": colour},
    }


def _definition(extension: str, *, name: str, description: str, schema: str) -> Json:
    return {
        "type": "extension-definition",
        "spec_version": "2.1",
        "id": extension,
        "created_by_ref": SIMPUL_ID,
        "created": MADE_ON,
        "modified": MADE_ON,
        "name": name,
        "description": description,
        "schema": schema,
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }


_HANDLING_SCHEMA = (
    "On a marking-definition. originator: id of the authority whose terms these are. contributors: originators of what "
    "a derived item was made from. level: 0 open, 1 restricted, 2 confidential, 3 secret. tlp: TLP 2.0. codes: Europol "
    "handling codes H0 to H3. releasable_to: authorities that may have it; none named, none may. purposes: what it may "
    "be used for; none named, for nothing. onward: none, ask or free. court: forbidden or allowed. caveat: a "
    "restriction in words. expires_at, retain_until: a moment and a day. edition: of the rules; unknown means no use. "
    "A list that is absent is empty; a field that is absent has the strict default: level 1, tlp amber+strict, onward "
    "none, court forbidden."
)
_SUBJECT_SCHEMA = (
    "On identity, infrastructure, incident, location, relationship, note. schema, property: names of FollowTheMoney. "
    "claims: one object a claim, with property, value (absent on a relationship: its target), grading, lang, "
    "valid_from and valid_to (year, month or day), asserted_at, legal_basis, supersedes and retracts (ids of claims), "
    "terms_ref (the marking-definition of its own terms where they are not the object's). authority: the object names "
    "an authority, not a subject. rendition_of: the note repeats in words what the claims of that object say."
)
_GRADING_SCHEMA = (
    "scale: admiralty-6x6 (source A to F, information 1 to 6) or europol-4x4 (source A, B, C, X, information 1 to 4); "
    "source: the letter; information: the figure. As given, never converted."
)
_REPORT_SCHEMA = (
    "kind: information, assessment or retraction. legal_basis: on what it is shared. supersedes, retracts: ids of "
    "reports of the same originator."
)
