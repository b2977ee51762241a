"""What the facts of an entry of the European Union's list mean.

Rules:
1. An entry is known by its euReferenceNumber, or by its logicalId where it has none.
2. `strong="false"`, or a remark that says so, makes a name of low quality. The CSV has the remark only.
3. The country `00` or UNKNOWN is none. A country whose description we do not know is named by its code.
4. A date in a calendar other than the Gregorian, and one that is none, is kept as the note of a date without value.
5. The numbers of facts within the file and the language of the regulation that a fact was read from say nothing of the
   subject and are left out.
"""

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
from simpul.formats.countries import country_code
from simpul.formats.days import day_in_figures
from simpul.formats.particulars import Group, Particulars

LIST_ID = "eu"
AUTHORITY = "European Union"
MOST_REFERENCE = 100
REFERENCE, LOGICAL_ID = "euReferenceNumber", "logicalId"
REGULATION, SUMMARY, SUBJECT_TYPE = "regulation", "regulationSummary", "subjectType"
FACTS = ("nameAlias", "address", "birthdate", "identification", "citizenship", REGULATION)
SCHEMAS = {"person": Schema.PERSON, "enterprise": Schema.ORGANIZATION, "P": Schema.PERSON, "E": Schema.ORGANIZATION}
NAME_PARTS = ("firstName", "middleName", "lastName")
PLACES_OF_FACT = ("street", "poBox", "city", "place", "zipCode", "region", "countryIso2Code", "countryDescription")
INSTRUMENT = (
    *("numberTitle", "regulationType", "organisationType", "publicationDate", "entryIntoForceDate"),
    *("programme", "publicationUrl"),
)
DATE_WORDS = ("birthdate", "year", "monthOfYear", "dayOfMonth", "yearRangeFrom", "yearRangeTo")
DOCUMENT_FLAGS = ("diplomatic", "knownExpired", "knownFalse", "reportedLost", "revokedByIssuer")
DOCUMENT_WORDS = ("issuedBy", "nameOnDocument", "validFrom", "region")
IN_THE_FILE = (LOGICAL_ID, "regulationLanguage")
NO_COUNTRIES = ("", "00", "UNKNOWN")
GREGORIAN = ("", "GREGORIAN")
LOW_QUALITY = ("low quality", "lo quality")
WORDS = (
    *("unitedNationId", "designationDate", "designationDetails", "remark", REFERENCE, *IN_THE_FILE),
    *(*NAME_PARTS, "wholeName", "function", "gender", "title", "nameLanguage", "strong"),
    *(*PLACES_OF_FACT, *INSTRUMENT, *DATE_WORDS, *DOCUMENT_FLAGS, *DOCUMENT_WORDS),
    *("asAtListingTime", "contactInfo", "circa", "calendarType", "number", "latinNumber", "issueDate", "validTo"),
)
"""The words of the XML, by which the CSV's headings are known too."""


def reference_of(said: Particulars) -> str:
    """Give the reference by which an entry is known; nothing where it has none."""
    found = said.first(REFERENCE) or said.first(LOGICAL_ID)
    return found if len(found) <= MOST_REFERENCE else ""


def entry_of(said: Particulars, reference: str) -> Designation:
    """Make the entry of what the file says.

    Raises:
        InputError: it has no reference or no name, or is of a kind that we do not know.
    """
    kind = said.text("code") or said.first("classificationCode")
    if kind not in SCHEMAS:
        raise InputError(f"a subject of the kind {kind[:40]!r} is not known", place=said.place)
    said.drop("classificationCode", REFERENCE)
    facts = {name: said.groups(name) for name in FACTS}
    for group in (group for groups in facts.values() for group in groups):
        group.drop(*IN_THE_FILE)
    # Each of these takes what it reads, so that what is left when all have been asked is what nobody read.
    return Designation(
        list_id=LIST_ID,
        reference=reference,
        schema=SCHEMAS[kind],
        names=tuple(dict.fromkeys(_names(facts["nameAlias"]))),
        titles=_each(facts["nameAlias"], "title"),
        positions=_each(facts["nameAlias"], "function"),
        genders=_each(facts["nameAlias"], "gender"),
        listed_by=AUTHORITY,
        listed_on=_listed_on(said),
        updated_on=_days(facts[REGULATION]),
        programme=", ".join(_each(facts[REGULATION], "programme")),
        basis=tuple(dict.fromkeys(_instruments(facts[REGULATION], said.groups(SUMMARY)))),
        birth_dates=tuple(dict.fromkeys(_birth_dates(facts["birthdate"]))),
        birth_places=tuple(dict.fromkeys(_places(facts["birthdate"]))),
        citizenships=tuple(dict.fromkeys(_countries(facts["citizenship"]))),
        contacts=_each(facts["address"], "contactInfo"),
        addresses=tuple(dict.fromkeys(_places(facts["address"]))),
        documents=tuple(dict.fromkeys((*_documents(facts["identification"]), *_united_nations(said)))),
        comments=" ".join((*said.texts("remark"), *said.texts("designationDetails"))),
        source_id=said.text(LOGICAL_ID),
        unread=tuple(sorted(said.left())),  # the last field, when all others have been asked for
    )


def _names(groups: Sequence[Group]) -> Iterator[ListedName]:
    for group in groups:
        parts, whole = group.texts(*NAME_PARTS), group.text("wholeName")
        if value := whole or " ".join(parts):
            strong, note, lang = group.text("strong").lower(), group.text("remark"), group.text("nameLanguage").lower()
            yield ListedName(value=value, quality=_quality(strong, note), note=note, lang=lang, parts=parts)


def _quality(strong: str, note: str) -> NameQuality:
    if strong == "false" or any(words in note.lower() for words in LOW_QUALITY):
        return NameQuality.LOW
    return NameQuality.GOOD if strong == "true" else NameQuality.UNSTATED


def _each(groups: Sequence[Group], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for group in groups if (text := group.text(name))))


def _listed_on(said: Particulars) -> str:
    day = day_in_figures(said.first("designationDate"))
    if day:
        said.text("designationDate")
    return day


def _days(instruments: Sequence[Group]) -> tuple[str, ...]:
    return tuple(sorted({day for each in instruments if (day := day_in_figures(each.first("publicationDate")))}))


def _instruments(own: Sequence[Group], of_facts: Sequence[Group]) -> Iterator[str]:
    """Give the instruments in full, and those of single facts where they are others."""
    titles = {group.first("numberTitle") for group in own}
    for group in own:
        yield ", ".join(group.texts(*INSTRUMENT))
    for group in of_facts:
        group.drop(*IN_THE_FILE)
        is_other = group.first("numberTitle") not in titles
        said = ", ".join(group.texts(*INSTRUMENT))
        if said and is_other:
            yield said


def _birth_dates(groups: Sequence[Group]) -> Iterator[ListedDate]:
    for group in groups:
        note, calendar = group.text("remark"), group.text("calendarType").upper()
        circa = group.flags("circa")
        whole, figures = group.text("birthdate"), _figures(group)
        since, until = group.text("yearRangeFrom"), group.text("yearRangeTo")
        if calendar not in GREGORIAN:
            said = " - ".join(filter(None, (whole or figures, since, until)))
            yield _noted(DateKind.UNSTATED, note=(f"{calendar}: {said}" if said else "", note))
            continue
        if day := day_in_figures(whole) or day_in_figures(figures):
            yield _noted(DateKind.APPROXIMATELY if circa else DateKind.EXACT, value=day, note=(note,))
        elif unread := whole or figures:
            yield _noted(DateKind.UNSTATED, note=(unread, note))
        elif note and not (since or until):
            yield _noted(DateKind.UNSTATED, note=(note,))
        if since or until:
            yield _between(since, until, note=(*circa, note))


def _between(since: str, until: str, *, note: tuple[str, ...]) -> ListedDate:
    value, end = day_in_figures(since), day_in_figures(until)
    unread = (since if since and not value else "", until if until and not end else "")
    return _noted(DateKind.BETWEEN, value=value, until=end, note=(*unread, *note))


def _noted(kind: DateKind, *, note: tuple[str, ...], value: str = "", until: str = "") -> ListedDate:
    return ListedDate(kind=kind, value=value, until=until, note="; ".join(filter(None, note)))


def _figures(group: Group) -> str:
    """Give year, month and day as one date in figures, as far as they are said."""
    year, month, day = (group.text(name) for name in ("year", "monthOfYear", "dayOfMonth"))
    return "-".join(filter(None, (year, month.zfill(2) if month else "", day.zfill(2) if day else "")))


def _places(groups: Sequence[Group]) -> Iterator[ListedPlace]:
    for group in groups:
        city, place, box = group.text("city"), group.text("place"), group.text("poBox")
        street = group.text("street")
        listed = group.flags("asAtListingTime")
        said = ListedPlace(
            street=", ".join(filter(None, (street, f"PO Box {box}" if box else ""))),
            city=city or place,
            province=group.text("region"),
            postcode=group.text("zipCode"),
            country=_country(group),
            note="; ".join(filter(None, (place if city else "", group.text("remark"), *listed))),
        )
        if said != ListedPlace():
            yield said


def _country(group: Group) -> str:
    code, said = group.text("countryIso2Code"), group.text("countryDescription")
    if said.upper() in NO_COUNTRIES or (country_code(said) is None and code.upper() not in NO_COUNTRIES):
        return "" if code.upper() in NO_COUNTRIES else code
    return said


def _countries(groups: Sequence[Group]) -> Iterator[str]:
    yield from (country for group in groups if (country := _country(group)))


def _documents(groups: Sequence[Group]) -> Iterator[ListedDocument]:
    for group in groups:
        number, latin = group.text("number"), group.text("latinNumber")
        code, kind = group.text("identificationTypeCode"), group.text("identificationTypeDescription")
        issued, until = group.text("issueDate"), group.text("validTo")
        notes = [f"{name}: {text}" for name in DOCUMENT_WORDS if (text := group.text(name))]
        country = _country(group)
        said = ListedDocument(
            kind=kind or code,
            detail=code if kind else "",
            number=number or latin,
            issuing_country=country,
            issued_on=day_in_figures(issued) or issued,
            valid_until=day_in_figures(until) or until,
            note="; ".join(
                filter(
                    None,
                    (
                        f"latinNumber: {latin}" if number and latin not in ("", number) else "",
                        *notes,
                        *group.flags(*DOCUMENT_FLAGS),
                        group.text("remark"),
                    ),
                )
            ),
        )
        if said != ListedDocument():
            yield said


def _united_nations(said: Particulars) -> Iterator[ListedDocument]:
    for number in said.texts("unitedNationId"):
        yield ListedDocument(kind="United Nations reference", number=number)
