"""Whether a request says what it must, item by item, each with the article that asks for it.

Norms: UNTOC 18(15)(a) to (f) for every request for legal assistance, ECE 12 as a yardstick for every request for
extradition (the conventions against terrorism have no list), and the list of the treaty that is used (ECMA 14, ICSFT
12(3)); what another treaty asks is advice. Rules:

1. What is mandatory and missing keeps the request from being sent. What is to be said where possible may be explained
   instead; missing and unexplained it keeps the request too. Advice keeps nothing.
2. A summary of the facts is not asked for where nothing but service of documents is sought (UNTOC 18(15)(c)).
3. Where nobody is concerned, one explanation stands for identity, location and nationality.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from simpul.core.law.instrument import RequestKind
from simpul.core.law.provenance import Citation, Provenance
from simpul.core.law.request import Assistance, Concerned, Draft

ALWAYS_ASKED = {RequestKind.ASSISTANCE: "untoc2000", RequestKind.EXTRADITION: "ece1957"}
"""The instrument whose list every request of a kind is held to, whatever treaty is used."""


class Item(StrEnum):
    """What a request can be asked to say."""

    AUTHORITY = "authority"
    CONTACT = "contact"
    LANGUAGE = "language"
    SUBJECT = "subject"
    NATURE = "nature"
    CONDUCTING_AUTHORITY = "conducting_authority"
    CONDUCTING_FUNCTIONS = "conducting_functions"
    FACTS = "facts"
    ASSISTANCE = "assistance"
    PROCEDURE = "procedure"
    PURPOSE = "purpose"
    IDENTITY = "identity"
    LOCATION = "location"
    NATIONALITY = "nationality"
    URGENCY_REASON = "urgency_reason"
    DEADLINE_REASON = "deadline_reason"
    CONFIDENTIALITY = "confidentiality"
    USE_LIMITATION = "use_limitation"
    RECIPROCITY = "reciprocity"
    ASSURANCE = "assurance"
    PRESERVATION = "preservation"
    SERVICE_ADDRESS = "service_address"
    WARRANT = "warrant"
    OFFENCE_TIME = "offence_time"
    OFFENCE_PLACE = "offence_place"
    LEGAL_DESCRIPTION = "legal_description"
    LEGAL_PROVISIONS = "legal_provisions"
    ENACTMENTS = "enactments"


class Severity(StrEnum):
    """What follows when an item is missing."""

    MANDATORY = "mandatory"
    WHERE_POSSIBLE = "where-possible"
    ADVICE = "advice"


BLOCKING = frozenset({Severity.MANDATORY, Severity.WHERE_POSSIBLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One item that one article asks for, in which kinds of request, and how strictly."""

    id: str
    item: Item
    instrument: str
    article: str
    kinds: tuple[RequestKind, ...]
    severity: Severity
    provenance: Provenance
    text_sha256: str = ""

    @property
    def citation(self) -> Citation:
        """Where it is asked for."""
        return Citation(
            instrument=self.instrument,
            article=self.article,
            provenance=self.provenance,
            text_sha256=self.text_sha256,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """An item that is missing: how strictly it is asked for, by which article, and where it belongs in the request."""

    item: Item
    severity: Severity
    place: str
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """What a request lacks, and as of which day that is right."""

    missing: tuple[Missing, ...]
    checked: tuple[Citation, ...]
    as_of: date

    @property
    def blocking(self) -> tuple[Missing, ...]:
        """What keeps the request from being sent."""
        return tuple(each for each in self.missing if each.severity in BLOCKING)


def completeness(draft: Draft, kind: RequestKind, treaty: str, requirements: tuple[Requirement, ...]) -> Completeness:
    """Name every item that the request lacks, by UNTOC 18(15) and by the treaty that is used."""
    asked = [each for each in requirements if kind in each.kinds]
    missing = [
        Missing(item=each.item, severity=_severity(each, kind, treaty), place=place, citation=each.citation)
        for each in asked
        for place in _lacking(draft, each.item)
    ]
    return Completeness(
        missing=tuple(missing),
        checked=tuple(each.citation for each in asked),
        as_of=min((each.provenance.as_of for each in asked), default=date.min),
    )


def _severity(requirement: Requirement, kind: RequestKind, treaty: str) -> Severity:
    is_used = requirement.instrument in {treaty, ALWAYS_ASKED[kind]}
    return requirement.severity if is_used else Severity.ADVICE


def _lacking(draft: Draft, item: Item) -> Iterator[str]:
    """Give the places of the request where an item is missing."""
    if item in _OF_PERSONS:
        yield from _of_persons(draft, item)
    elif item is Item.ASSISTANCE:
        yield from (() if draft.assistance and draft.assistance_details.strip() else ("request.assistance",))
    elif _IS_ASKED.get(item, _always)(draft) and not getattr(draft, item.value).strip():
        yield f"request.{item.value}"


def _of_persons(draft: Draft, item: Item) -> Iterator[str]:
    if not draft.persons:
        yield from (() if draft.no_person_because.strip() else ("request.persons",))
        return
    for number, person in enumerate(draft.persons):
        if not _OF_PERSONS[item](person).strip():
            yield f"request.persons[{number}].{item.value}"


def _always(_draft: Draft) -> bool:
    return True


_IS_ASKED: dict[Item, Callable[[Draft], bool]] = {
    Item.FACTS: lambda draft: not draft.is_service_only,
    Item.LEGAL_DESCRIPTION: lambda draft: not draft.is_service_only,
    Item.SERVICE_ADDRESS: lambda draft: Assistance.SERVICE in draft.assistance,
    Item.DEADLINE_REASON: lambda draft: draft.deadline is not None,
    Item.URGENCY_REASON: lambda draft: bool(draft.urgency.strip()),
}
"""When an item is asked for, where that is not always."""

_OF_PERSONS: dict[Item, Callable[[Concerned], str]] = {
    Item.IDENTITY: lambda person: person.identity + person.identity_unknown_because,
    Item.LOCATION: lambda person: person.location + person.location_unknown_because,
    Item.NATIONALITY: lambda person: person.nationality + person.nationality_unknown_because,
}
"""What is said of each person, or why it is not."""
