"""Small editions of the European Union's list, in both forms, as the official files are; the people are invented."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from xml.sax.saxutils import quoteattr

from simpul.core.designation import Designation
from simpul.core.node import Limits
from simpul.formats.eu import read_eu_xml

LIMITS = Limits()
NAMESPACE = "http://eu.europa.ec/fpi/fsd/export"
REGULATION_WORDS = (
    *("Type", "OrganisationType", "PublicationDate", "EntryIntoForceDate", "NumberTitle", "Programme"),
    "PublicationUrl",
)
SECTIONS: Mapping[str, Sequence[str]] = {
    "NameAlias": (
        *("LastName", "FirstName", "MiddleName", "WholeName", "NameLanguage", "Gender", "Title", "Function"),
        *("LogicalId", "RegulationLanguage", "Remark"),
    ),
    "Address": (
        *("City", "Street", "PoBox", "ZipCode", "Region", "Place", "AsAtListingTime", "ContactInfo"),
        *("CountryIso2Code", "CountryDescription", "LogicalId", "RegulationLanguage", "Remark"),
    ),
    "BirthDate": (
        *("BirthDate", "Day", "Month", "Year", "YearRangeFrom", "YearRangeTo", "Circa", "CalendarType", "ZipCode"),
        *("Region", "Place", "City", "CountryIso2Code", "CountryDescription", "LogicalId", "RegulationLanguage"),
        "Remark",
    ),
    "Identification": (
        *("Number", "Diplomatic", "KnownExpired", "KnownFalse", "ReportedLost", "RevokedByIssuer", "IssuedBy"),
        *("IssuedDate", "ValidFrom", "ValidTo", "LatinNumber", "NameOnDocument", "TypeCode", "TypeDescription"),
        *("Region", "CountryIso2Code", "CountryDescription", "LogicalId", "RegulationLanguage", "Remark"),
    ),
    "Citizenship": (*("Region", "CountryIso2Code", "CountryDescription", "LogicalId", "RegulationLanguage", "Remark"),),
}
HEADINGS = (
    "fileGenerationDate",
    *(
        f"Entity_{name}"
        for name in (
            *("LogicalId", "EU_ReferenceNumber", "UnitedNationId", "DesignationDate", "DesignationDetails", "Remark"),
            *("SubjectType", "SubjectType_ClassificationCode", *(f"Regulation_{word}" for word in REGULATION_WORDS)),
        )
    ),
    *(
        f"{section}_{name}"
        for section, names in SECTIONS.items()
        for name in (*names, *(f"Regulation_{word}" for word in REGULATION_WORDS))
    ),
)
UNKNOWN = {"countryIso2Code": "00", "countryDescription": "UNKNOWN"}


def element(tag: str, *inside: str, **attributes: str) -> str:
    """Write an element with these attributes, and what stands in it."""
    said = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return f"<{tag}{said}>{''.join(inside)}</{tag}>" if inside else f"<{tag}{said}/>"


def regulation(number: str = "2026/101 (OJ L11)", *, programme: str = "TERR", day: str = "2026-01-14") -> str:
    """Write the regulation that an entry stands under."""
    return element(
        "regulation",
        "<publicationUrl>https://example.org/oj/101</publicationUrl>",
        regulationType="amendment",
        organisationType="council",
        publicationDate=day,
        entryIntoForceDate="2026-01-15",
        numberTitle=number,
        programme=programme,
        logicalId="9001",
    )


def name(whole: str, *inside: str, **attributes: str) -> str:
    """Write a name; what is not said otherwise is as it mostly is."""
    usual = {"firstName": "", "middleName": "", "lastName": "", "wholeName": whole, "function": "", "title": ""}
    said = {**usual, "nameLanguage": "", "strong": "true", "regulationLanguage": "en", "logicalId": "1", **attributes}
    return element("nameAlias", *inside, **said)


def entity(*facts: str, number: int = 1, kind: str = "person", **attributes: str) -> str:
    """Write an entry with these facts."""
    said = {
        "designationDetails": "",
        "unitedNationId": "",
        "euReferenceNumber": f"EU.{number}.77",
        "logicalId": str(number),
    }
    code = {"person": "P", "enterprise": "E"}.get(kind, kind[:1].upper())
    inside = (regulation(), element("subjectType", code=kind, classificationCode=code), *facts)
    return element("sanctionEntity", *inside, **{**said, **attributes}) + "\n"


def document(*entities: str, generated: str = "2026-03-01T16:47:04.449+02:00") -> bytes:
    """Write a whole edition in XML."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    root = f'<export xmlns="{NAMESPACE}" generationDate="{generated}" globalFileId="184961">\n'
    return f"{head}{root}{''.join(entities)}</export>\n".encode()


def entry_of(*facts: str, **attributes: str) -> Designation:
    """Read one person who has the name Tarik Amri and these facts."""
    edition = read_eu_xml(
        document(entity(name("Tarik Amri"), *facts, number=1, kind="person", **attributes)), limits=LIMITS
    )
    assert edition.rejected == ()
    (entry,) = edition.entries
    return entry


def row(number: int = 1, *, kind: str = "person", **cells: str) -> dict[str, str]:
    """Write a row of the CSV of an entry; `NameAlias_WholeName="..."` fills a cell."""
    usual = {
        "fileGenerationDate": "01/03/2026",
        "Entity_LogicalId": str(number),
        "Entity_EU_ReferenceNumber": f"EU.{number}.77",
        "Entity_SubjectType": kind[:1].upper(),
        "Entity_SubjectType_ClassificationCode": kind,
        "Entity_Regulation_Type": "amendment",
        "Entity_Regulation_OrganisationType": "council",
        "Entity_Regulation_PublicationDate": "2026-01-14",
        "Entity_Regulation_EntryIntoForceDate": "2026-01-15",
        "Entity_Regulation_NumberTitle": "2026/101 (OJ L11)",
        "Entity_Regulation_Programme": "TERR",
        "Entity_Regulation_PublicationUrl": "https://example.org/oj/101",
    }
    return {**usual, **cells}


def table(rows: Iterable[Mapping[str, str]], *, headings: Sequence[str] = HEADINGS) -> bytes:
    """Write a whole edition in CSV."""
    text = StringIO()
    writer = csv.DictWriter(text, headings, restval="", delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")
