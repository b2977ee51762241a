"""Names of kinds and properties of subjects: those of FollowTheMoney, a part of them, with what each may hold.

An assertion's `schema` and `property` are names of this table. FollowTheMoney 4.11 has more; a name is added here
when a page, a reader or a rule needs it.
"""

from enum import StrEnum


class Schema(StrEnum):
    """What a subject is."""

    PERSON = "Person"
    ORGANIZATION = "Organization"
    VESSEL = "Vessel"
    AIRPLANE = "Airplane"
    VEHICLE = "Vehicle"
    BANK_ACCOUNT = "BankAccount"
    ADDRESS = "Address"
    EVENT = "Event"


class ValueKind(StrEnum):
    """What a property's value is made of."""

    NAME = "name"
    TEXT = "text"
    DATE = "date"
    COUNTRY = "country"
    GENDER = "gender"
    IDENTIFIER = "identifier"
    SUBJECT = "subject"


PROPERTIES: dict[str, ValueKind] = {
    "name": ValueKind.NAME,
    "alias": ValueKind.NAME,
    "weakAlias": ValueKind.NAME,
    "previousName": ValueKind.NAME,
    "title": ValueKind.TEXT,
    "position": ValueKind.TEXT,
    "birthDate": ValueKind.DATE,
    "birthPlace": ValueKind.TEXT,
    "deathDate": ValueKind.DATE,
    "incorporationDate": ValueKind.DATE,
    "dissolutionDate": ValueKind.DATE,
    "nationality": ValueKind.COUNTRY,
    "citizenship": ValueKind.COUNTRY,
    "country": ValueKind.COUNTRY,
    "gender": ValueKind.GENDER,
    "passportNumber": ValueKind.IDENTIFIER,
    "idNumber": ValueKind.IDENTIFIER,
    "registrationNumber": ValueKind.IDENTIFIER,
    "accountNumber": ValueKind.IDENTIFIER,
    "phone": ValueKind.IDENTIFIER,
    "email": ValueKind.IDENTIFIER,
    "address": ValueKind.TEXT,
    "sector": ValueKind.TEXT,
    "status": ValueKind.TEXT,
    "topics": ValueKind.TEXT,
    "notes": ValueKind.TEXT,
    "summary": ValueKind.TEXT,
    "memberOf": ValueKind.SUBJECT,
    "associateOf": ValueKind.SUBJECT,
    "familyOf": ValueKind.SUBJECT,
    "ownerOf": ValueKind.SUBJECT,
    "financierOf": ValueKind.SUBJECT,
}

GENDERS = ("male", "female", "other")

SINGLE_VALUED = frozenset({"birthDate", "deathDate", "gender", "incorporationDate", "dissolutionDate", "status"})
"""Properties of which a subject has one: two values for one of them contradict each other."""
