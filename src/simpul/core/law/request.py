"""What a request to another state says, as far as it is written yet; every field may still be empty."""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from simpul.core.errors import InputError
from simpul.core.ids import bounded_text

MOST_LETTERS = 20_000
MOST_PERSONS = 50


class Assistance(StrEnum):
    """What help can be asked for (UNTOC 18(3)(a) to (i))."""

    STATEMENTS = "statements"
    SERVICE = "service-of-documents"
    SEARCH_AND_FREEZE = "search-seizure-freezing"
    EXAMINE = "examine-objects-and-sites"
    INFORMATION = "information-and-expertise"
    DOCUMENTS = "documents-and-records"
    TRACE = "trace-proceeds"
    APPEARANCE = "voluntary-appearance"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """A person whom the request concerns; what cannot be said is explained instead."""

    identity: str = ""
    location: str = ""
    nationality: str = ""
    identity_unknown_because: str = ""
    location_unknown_because: str = ""
    nationality_unknown_because: str = ""

    def __post_init__(self) -> None:
        """Refuse what is too long."""
        for field in fields(self):
            bounded_text(getattr(self, field.name), place=f"request.{field.name}", most=MOST_LETTERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A request in the making."""

    authority: str = ""
    contact: str = ""
    language: str = ""
    subject: str = ""
    nature: str = ""
    conducting_authority: str = ""
    conducting_functions: str = ""
    facts: str = ""
    assistance: tuple[Assistance, ...] = ()
    assistance_details: str = ""
    procedure: str = ""
    purpose: str = ""
    persons: tuple[Concerned, ...] = ()
    no_person_because: str = ""
    urgency: str = ""
    urgency_reason: str = ""
    deadline: date | None = None
    deadline_reason: str = ""
    confidentiality: str = ""
    use_limitation: str = ""
    reciprocity: str = ""
    assurance: str = ""
    preservation: str = ""
    service_address: str = ""
    warrant: str = ""
    offence_time: str = ""
    offence_place: str = ""
    legal_description: str = ""
    legal_provisions: str = ""
    enactments: str = ""

    def __post_init__(self) -> None:
        """Refuse what is too long or too much."""
        if len(self.persons) > MOST_PERSONS:
            raise InputError(f"more than {MOST_PERSONS} persons", place="request.persons")
        for field in fields(self):
            said = getattr(self, field.name)
            if isinstance(said, str):
                bounded_text(said, place=f"request.{field.name}", most=MOST_LETTERS)

    @property
    def is_service_only(self) -> bool:
        """Whether nothing but the service of documents is asked for."""
        return set(self.assistance) == {Assistance.SERVICE}
