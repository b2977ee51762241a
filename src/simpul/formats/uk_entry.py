"""What the facts of an entry of the United Kingdom's list mean.

Rules:
1. An entry is known by its Unique ID: the OFSI Group ID is no longer given to new ones.
2. A name is its parts 1 to 6 in this order; a `Primary Name Variation` is another spelling and no primary name.
3. A part of a date that the list does not know is spelled out there (`dd/mm/1962`) and left out here; what is no
   date is kept as the note of a date without value.
4. The ship's number is said without the `IMO` that a part of the entries has before it.
"""

import re
from collections.abc import Iterator, Sequence

from simpul.core.designation import (
    DateKind,
    Designation,
    ListedDate,
    ListedDocument,
    ListedName,
    ListedPlace,
    NameQuality,
)
from simpul.core.errors import InputError
from simpul.core.vocabulary import Schema
from simpul.formats.days import day_in_figures
from simpul.formats.particulars import Group, Particulars

LIST_ID = "uk"
MOST_REFERENCE = 100
REFERENCE = "UniqueID"
INDICATORS = "SanctionsImposedIndicators"
GROUPS = frozenset({"Name", "NonLatinName", "Address", "Passport", "NationalIdentifier", "Location", INDICATORS})
SCHEMAS = {"individual": Schema.PERSON, "entity": Schema.ORGANIZATION, "ship": Schema.VESSEL}
NAME_PARTS = tuple(f"Name{number}" for number in range(1, 7))
STREET_LINES = tuple(f"AddressLine{number}" for number in range(1, 6))
PRIMARY, ALIAS = "primary name", "alias"
STRENGTHS = {"good quality a.k.a": NameQuality.GOOD, "low quality a.k.a": NameQuality.LOW}
TYPES = {ALIAS: NameQuality.ALSO_KNOWN_AS, "primary name variation": NameQuality.ALSO_KNOWN_AS}
CONTACTS = {"PhoneNumber": "Phone", "EmailAddress": "Email", "Website": "Website"}
LINKS = {
    "ParentCompany": "Parent company",
    "Subsidiary": "Subsidiary",
    "CurrentOwnerOperator": "Current owner or operator",
    "PreviousOwnerOperator": "Previous owner or operator",
}
NUMBERS = {
    "BusinessRegistrationNumber": "Business registration number",
    "HullIdentificationNumber": "Hull identification number",
    "UNReferenceNumber": "United Nations reference",
}
IMO = re.compile(r"IMO\s*:?\s*(?=[0-9])", re.IGNORECASE)


def reference_of(said: Particulars) -> str:
    """Give the reference by which an entry is known; nothing where it has none."""
    found = said.first(REFERENCE)
    return found if len(found) <= MOST_REFERENCE else ""


def entry_of(said: Particulars, reference: str) -> Designation:
    """Make the entry of what the file says.

    Raises:
        InputError: it has no reference or no name, or is of a kind that we do not know.
    """
    kind = said.text("IndividualEntityShip")
    if kind.lower() not in SCHEMAS:
        raise InputError(f"a subject of the kind {kind[:40]!r} is not known", place=said.place)
    said.text(REFERENCE)
    regimes = said.texts("RegimeName")
    # Each of these takes what it reads, so that what is left when all have been asked is what nobody read.
    return Designation(
        list_id=LIST_ID,
        reference=reference,
        schema=SCHEMAS[kind.lower()],
        names=tuple(dict.fromkeys((*_names(said.groups("Name")), *_original_names(said.groups("NonLatinName"))))),
        programme=", ".join(regimes),
        basis=regimes,
        listed_by=", ".join(said.texts("DesignationSource")),
        reasons=" ".join(said.texts("UKStatementofReasons")),
        comments=" ".join(said.texts("OtherInformation")),
        listed_on=_day(said, "DateDesignated"),
        updated_on=_days(said, "LastUpdated"),
        birth_dates=tuple(dict.fromkeys(_birth_dates(said.texts("DOB")))),
        birth_places=tuple(dict.fromkeys(_birth_places(said.groups("Location")))),
        nationalities=said.texts("Nationality"),
        countries=said.texts("CurrentBelievedFlagOfShip"),
        genders=said.texts("Gender"),
        titles=said.texts("Title"),
        positions=said.texts("Position"),
        documents=tuple(dict.fromkeys((*_documents(said), *_numbers(said)))),
        addresses=tuple(dict.fromkeys(_addresses(said.groups("Address")))),
        contacts=tuple(_labelled(said, CONTACTS)),
        linked_to=tuple(_labelled(said, LINKS)),
        source_id=said.text("OFSIGroupID"),
        unread=tuple(sorted((*_measures(said), *said.left()))),  # the last field, when all others have been asked for
    )


def _names(groups: Sequence[Group]) -> Iterator[ListedName]:
    for group in groups:
        if parts := group.texts(*NAME_PARTS):
            quality, note = _quality(group.text("NameType"), group.text("AliasStrength"))
            yield ListedName(value=" ".join(parts), quality=quality, note=note, parts=parts)


def _quality(kind: str, strength: str) -> tuple[NameQuality, str]:
    """Give what the list's words on a name stand for; a word that does not go into it is kept as the note."""
    word, strong = kind.lower(), strength.lower().rstrip(".")
    if word == PRIMARY:
        return NameQuality.PRIMARY, strength
    note = () if word in ("", ALIAS) else (kind,)
    if strong in STRENGTHS:
        return STRENGTHS[strong], "; ".join(note)
    return TYPES.get(word, NameQuality.UNSTATED), "; ".join(filter(None, (*note, strength)))


def _original_names(groups: Sequence[Group]) -> Iterator[ListedName]:
    for group in groups:
        if value := group.text("NameNonLatinScript"):
            script, language = group.text("NonLatinScriptType"), group.text("NonLatinScriptLanguage")
            yield ListedName(value=value, quality=NameQuality.ORIGINAL_SCRIPT, note=script, lang=language)


def _day(said: Particulars, heading: str) -> str:
    day = day_in_figures(said.first(heading))
    if day:
        said.text(heading)
    return day


def _days(said: Particulars, heading: str) -> tuple[str, ...]:
    days: set[str] = set()
    while day := _day(said, heading):
        days.add(day)
    return tuple(sorted(days))


def _birth_dates(texts: Sequence[str]) -> Iterator[ListedDate]:
    for said in texts:
        day = day_in_figures(said)
        kind = DateKind.EXACT if len(day) == len("1970-01-01") else DateKind.UNSTATED
        yield ListedDate(kind=kind, value=day, note="" if day else said)


def _birth_places(groups: Sequence[Group]) -> Iterator[ListedPlace]:
    for group in groups:
        said = ListedPlace(city=group.text("TownOfBirth"), country=group.text("CountryOfBirth"))
        if said != ListedPlace():
            yield said


def _addresses(groups: Sequence[Group]) -> Iterator[ListedPlace]:
    """Give the addresses; the sixth line is the last before the country, whatever it holds."""
    for group in groups:
        said = ListedPlace(
            street=", ".join(group.texts(*STREET_LINES)),
            city=group.text("AddressLine6"),
            postcode=group.text("AddressPostalCode"),
            country=group.text("AddressCountry"),
        )
        if said != ListedPlace():
            yield said


def _documents(said: Particulars) -> Iterator[ListedDocument]:
    for heading, kind in (("Passport", "Passport"), ("NationalIdentifier", "National identifier")):
        for group in said.groups(heading):
            number, note = group.text(f"{heading}Number"), group.text(f"{heading}AdditionalInformation")
            if number or note:
                yield ListedDocument(kind=kind, number=number, note=note)


def _numbers(said: Particulars) -> Iterator[ListedDocument]:
    for heading, kind in NUMBERS.items():
        yield from (ListedDocument(kind=kind, number=number) for number in said.texts(heading))
    for number in dict.fromkeys(IMO.sub("", number, count=1) for number in said.texts("IMONumber")):
        yield ListedDocument(kind="IMO number", number=number)


def _labelled(said: Particulars, labels: dict[str, str]) -> Iterator[str]:
    for heading, label in labels.items():
        yield from (f"{label}: {text}" for text in said.texts(heading))


def _measures(said: Particulars) -> Iterator[str]:
    """Give the measures, which the list parts by bars; indicators that say no say nothing."""
    measures = (each.strip() for text in said.texts("SanctionsImposed") for each in text.split("|"))
    if imposed := "; ".join(dict.fromkeys(filter(None, measures))):
        yield f"SanctionsImposed: {imposed}"
    for group in said.groups(INDICATORS):
        yield from (f"{INDICATORS}: {name}" for name, text in group.rest() if text.lower() != "false")
