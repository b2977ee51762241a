"""Which object, property and relationship of STIX 2.1 stands for what: one table for both directions.

STIX has identities for people and organisations, incidents, locations, and no vessel, aircraft, vehicle or account:
those are infrastructure ("physical or virtual resources", STIX 2.1, section 4.8) with a label that says which.
An address is a location only where its country is known, because a location needs one (section 4.9).
"""

import re
from collections.abc import Sequence

from simpul.core.assertion import Assertion
from simpul.core.ids import Sealed
from simpul.core.vocabulary import Schema

COUNTRY_CODE = re.compile(r"[A-Z]{2}")

OBJECT_TYPES = {
    Schema.PERSON: "identity",
    Schema.ORGANIZATION: "identity",
    Schema.EVENT: "incident",
    Schema.VESSEL: "infrastructure",
    Schema.AIRPLANE: "infrastructure",
    Schema.VEHICLE: "infrastructure",
    Schema.BANK_ACCOUNT: "infrastructure",
    Schema.ADDRESS: "infrastructure",
}
LABELS = {
    Schema.VESSEL: "vessel",
    Schema.AIRPLANE: "airplane",
    Schema.VEHICLE: "vehicle",
    Schema.BANK_ACCOUNT: "bank-account",
    Schema.ADDRESS: "address",
}
IDENTITY_CLASSES = {Schema.PERSON: "individual", Schema.ORGANIZATION: "organization"}

UNNAMED = "unnamed"
"""The label of an object whose name is ours, because STIX demands one and no claim gives it."""

RELATIONSHIPS = {
    "memberOf": "member-of",
    "associateOf": "associate-of",
    "familyOf": "family-of",
    "ownerOf": "owner-of",
    "financierOf": "financier-of",
    "nationality": "national-of",
    "citizenship": "citizen-of",
    "country": "located-at",
}
"""Relationship types of properties that point to a subject, or to a country as a location."""

ROLES, SECTORS, DESCRIPTIONS, ALIASES, STREETS = "position", "sector", "summary", "alias", "address"
CONTACTS = ("email", "phone")

INDUSTRY_SECTORS = frozenset(
    "agriculture aerospace automotive chemical commercial communications construction defense education energy "
    "entertainment financial-services government emergency-services government-local government-national "
    "government-public-services government-regional healthcare hospitality-leisure infrastructure dams nuclear water "
    "insurance manufacturing mining non-profit pharmaceuticals retail technology telecommunications transportation "
    "utilities".split()
)
"""The open vocabulary of STIX 2.1, section 10.8: the sectors that every reader knows."""

Claims = Sequence[Sealed[Assertion]]


def values_of(claims: Claims, *names: str) -> list[str]:
    """Give the values of these properties, each once, in the order of the names."""
    found = (claim.value.value for name in names for claim in claims if claim.value.property == name)
    return list(dict.fromkeys(found))


def country_of_address(schema: Schema, claims: Claims) -> str:
    """Give the country of an address when it has exactly one and that is a code; otherwise nothing."""
    countries = values_of(claims, "country") if schema is Schema.ADDRESS else []
    return countries[0] if len(countries) == 1 and COUNTRY_CODE.fullmatch(countries[0]) else ""


def object_type(schema: Schema, claims: Claims) -> str:
    """Give the type of the STIX object that stands for the subject."""
    return "location" if country_of_address(schema, claims) else OBJECT_TYPES[schema]


def native_fields(schema: Schema, claims: Claims) -> dict[str, object]:
    """Give what STIX itself has fields for, of what is claimed about the subject."""
    kind = object_type(schema, claims)
    names = values_of(claims, "name")
    said: dict[str, object] = {
        "name": names[0] if names else f"{schema} without a name",
        "description": "\n".join(values_of(claims, DESCRIPTIONS)),
        "labels": [*([LABELS[schema]] if kind == "infrastructure" else []), *([] if names else [UNNAMED])],
    }
    if kind == "identity":
        said["identity_class"] = IDENTITY_CLASSES[schema]
        said["roles"] = values_of(claims, ROLES)
        said["sectors"] = [value for value in values_of(claims, SECTORS) if value in INDUSTRY_SECTORS]
        said["contact_information"] = "; ".join(values_of(claims, *CONTACTS))
    if kind == "infrastructure":
        said["aliases"] = values_of(claims, ALIASES)
    if kind == "location":
        said["country"] = country_of_address(schema, claims)
        said["street_address"] = "; ".join(values_of(claims, STREETS))
    return {name: value for name, value in said.items() if value}


def native_claims(schema: Schema, claims: Claims) -> frozenset[str]:
    """Give the ids of the claims whose value a field of the STIX object holds."""
    native = {
        "identity": (ROLES, DESCRIPTIONS, *CONTACTS),
        "infrastructure": (ALIASES, DESCRIPTIONS),
        "incident": (DESCRIPTIONS,),
        "location": (STREETS, DESCRIPTIONS, "country"),
    }
    kind, names = object_type(schema, claims), values_of(claims, "name")[:1]
    return frozenset(
        claim.id
        for claim in claims
        if claim.value.property in native[kind]
        or (claim.value.property == "name" and claim.value.value in names)
        or (kind == "identity" and claim.value.property == SECTORS and claim.value.value in INDUSTRY_SECTORS)
    )
