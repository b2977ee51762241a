"""Small editions of the UK Sanctions List, in both forms, as the official files are; the people are invented.

An entry is said once, as `Listed`, and written in either form: the XML states each fact in its element, the CSV writes
every fact beside every other.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import product
from xml.sax.saxutils import escape

from simpul.core.designation import Designation
from simpul.core.node import Limits
from simpul.formats.uk import read_uk_xml

LIMITS = Limits()
Group = Mapping[str, str]
HEADINGS = (
    *("Last Updated", "Unique ID", "OFSI Group ID", "UN Reference Number", "Name 6", "Name 1", "Name 2", "Name 3"),
    *("Name 4", "Name 5", "Name type", "Alias strength", "Title", "Name non-latin script", "Non-latin script type"),
    *("Non-latin script language", "Regime Name", "Designation Type", "Designation source", "Sanctions Imposed"),
    *("Other Information", "UK Statement of Reasons", "Address Line 1", "Address Line 2", "Address Line 3"),
    *("Address Line 4", "Address Line 5", "Address Line 6", "Address Postal Code", "Address Country", "Phone number"),
    *("Website", "Email address", "Date Designated", "D.O.B", "Nationality(/ies)", "National Identifier number"),
    *("National Identifier additional information", "Passport number", "Passport additional information", "Position"),
    *("Gender", "Town of birth", "Country of birth", "Type of entity", "Subsidiaries", "Parent company"),
    *("Business registration number (s)", "IMO number", "Current owner/operator (s)", "Previous owner/operator (s)"),
    *("Current believed flag of ship", "Previous flags", "Type of ship", "Tonnage of ship", "Length of ship"),
    *("Year Built", "Hull identification number (HIN)"),
)
SINGLE = {
    "Last Updated": "LastUpdated",
    "Date Designated": "DateDesignated",
    "Unique ID": "UniqueID",
    "OFSI Group ID": "OFSIGroupID",
    "UN Reference Number": "UNReferenceNumber",
    "Regime Name": "RegimeName",
    "Designation Type": "IndividualEntityShip",
    "Designation source": "DesignationSource",
    "Sanctions Imposed": "SanctionsImposed",
    "Other Information": "OtherInformation",
    "UK Statement of Reasons": "UKStatementofReasons",
}
REPEATED = {
    "Title": "Titles/Title",
    "Phone number": "PhoneNumbers/PhoneNumber",
    "Website": "Websites/Website",
    "Email address": "EmailAddresses/EmailAddress",
    "D.O.B": "IndividualDetails/Individual/DOBs/DOB",
    "Nationality(/ies)": "IndividualDetails/Individual/Nationalities/Nationality",
    "Position": "IndividualDetails/Individual/Positions/Position",
    "Gender": "IndividualDetails/Individual/Genders/Gender",
    "Type of entity": "EntityDetails/Entity/TypeOfEntities/TypeOfEntity",
    "Subsidiaries": "EntityDetails/Entity/Subsidiaries/Subsidiary",
    "Parent company": "EntityDetails/Entity/ParentCompanies/ParentCompany",
    "Business registration number (s)": ("EntityDetails/Entity/BusinessRegistrationNumbers/BusinessRegistrationNumber"),
    "IMO number": "ShipDetails/Ship/IMONumbers/IMONumber",
    "Current owner/operator (s)": "ShipDetails/Ship/CurrentOwnerOperators/CurrentOwnerOperator",
    "Previous owner/operator (s)": "ShipDetails/Ship/PreviousOwnerOperators/PreviousOwnerOperator",
    "Current believed flag of ship": "ShipDetails/Ship/CurrentBelievedFlagOfShips/CurrentBelievedFlagOfShip",
    "Previous flags": "ShipDetails/Ship/PreviousFlags/PreviousFlag",
    "Type of ship": "ShipDetails/Ship/TypeOfShipDetails/TypeOfShip",
    "Tonnage of ship": "ShipDetails/Ship/TonnageOfShipDetails/TonnageOfShip",
    "Length of ship": "ShipDetails/Ship/LengthOfShipDetails/LengthOfShip",
    "Year Built": "ShipDetails/Ship/YearsBuilt/YearBuilt",
    "Hull identification number (HIN)": "ShipDetails/Ship/HullIdentificationNumbers/HullIdentificationNumber",
}
GROUPED: Mapping[str, Mapping[str, str]] = {
    "Names/Name": {
        **{f"Name {number}": f"Name{number}" for number in (1, 2, 3, 4, 5, 6)},
        "Name type": "NameType",
        "Alias strength": "AliasStrength",
    },
    "NonLatinNames/NonLatinName": {
        "Name non-latin script": "NameNonLatinScript",
        "Non-latin script type": "NonLatinScriptType",
        "Non-latin script language": "NonLatinScriptLanguage",
    },
    "Addresses/Address": {
        **{f"Address Line {number}": f"AddressLine{number}" for number in (1, 2, 3, 4, 5, 6)},
        "Address Postal Code": "AddressPostalCode",
        "Address Country": "AddressCountry",
    },
    "IndividualDetails/Individual/PassportDetails/Passport": {
        "Passport number": "PassportNumber",
        "Passport additional information": "PassportAdditionalInformation",
    },
    "IndividualDetails/Individual/NationalIdentifierDetails/NationalIdentifier": {
        "National Identifier number": "NationalIdentifierNumber",
        "National Identifier additional information": "NationalIdentifierAdditionalInformation",
    },
    "IndividualDetails/Individual/BirthDetails/Location": {
        "Town of birth": "TownOfBirth",
        "Country of birth": "CountryOfBirth",
    },
}
USUAL = {
    "Unique ID": "XAA0001",
    "Last Updated": "14/04/2026",
    "Date Designated": "25/01/2001",
    "Designation Type": "Individual",
    "Designation source": "UK",
    "Regime Name": "The State XA (Sanctions) Regulations 2020",
    "Sanctions Imposed": "Asset freeze|Travel Ban",
}
TARIK = {"Name 1": "TARIK", "Name 2": "BIN SALEH", "Name 6": "AMRI", "Name type": "Primary Name"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What the list says of one entry, by the headings of the CSV: single texts, repeated ones, and groups."""

    single: Mapping[str, str]
    repeated: Mapping[str, Sequence[str]]
    groups: Mapping[str, Sequence[Group]]


def listed(
    *,
    names: Sequence[Group] = (TARIK,),
    groups: Mapping[str, Sequence[Group]] | None = None,
    repeated: Mapping[str, Sequence[str]] | None = None,
    single: Mapping[str, str] | None = None,
) -> Listed:
    """Say an entry that is as entries mostly are, but for what it is given."""
    return Listed(
        single={**USUAL, **(single or {})},
        repeated=repeated or {},
        groups={"Names/Name": names, **(groups or {})},
    )


def document(*entries: Listed, generated: str = "20/08/2026", more: str = "") -> bytes:
    """Write an edition in XML; `more` stands in each entry beside what it says."""
    body = "".join(_designation(entry, more) for entry in entries)
    day = f"<DateGenerated>{generated}</DateGenerated>\n" if generated else ""
    return f'<?xml version="1.0" encoding="utf-8"?>\n<Designations>\n{day}{body}</Designations>\n'.encode()


def table(*entries: Listed, banner: str = "Report Date: 20-Aug-2026") -> bytes:
    """Write an edition in CSV."""
    return rows_as_table([row for entry in entries for row in rows_of(entry)], banner=banner)


def rows_as_table(rows: Iterable[Mapping[str, str]], *, banner: str = "Report Date: 20-Aug-2026") -> bytes:
    """Write an edition in CSV that has these rows."""
    text = StringIO()
    text.write(f"{banner}\r\n" if banner else "")
    writer = csv.DictWriter(text, HEADINGS, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def rows_of(entry: Listed) -> list[dict[str, str]]:
    """Give the rows of an entry: every fact of it beside every other."""
    dimensions: list[list[dict[str, str]]] = [[dict(entry.single)]]
    dimensions += [[{heading: text} for text in texts] for heading, texts in entry.repeated.items() if texts]
    dimensions += [[dict(group) for group in groups] for groups in entry.groups.values() if groups]
    return [{name: text for part in parts for name, text in part.items()} for parts in product(*dimensions)]


def entry_of(entry: Listed, *, more: str = "") -> Designation:
    """Read one entry from the XML."""
    edition = read_uk_xml(document(entry, more=more), limits=LIMITS)
    assert edition.rejected == ()
    (read,) = edition.entries
    return read


def _designation(entry: Listed, more: str) -> str:
    single = "".join(_element(SINGLE[heading], text) for heading, text in entry.single.items())
    repeated = "".join(
        _inside(
            REPEATED[heading].rpartition("/")[0], "".join(_element(_last(REPEATED[heading]), text) for text in texts)
        )
        for heading, texts in entry.repeated.items()
    )
    groups = "".join(
        _inside(path.rpartition("/")[0], "".join(_group(path, group) for group in groups))
        for path, groups in entry.groups.items()
    )
    return f"<Designation>{single}{repeated}{groups}{more}</Designation>\n"


def _group(path: str, group: Group) -> str:
    inside = "".join(_element(GROUPED[path][heading], text) for heading, text in group.items())
    return f"<{_last(path)}>{inside}</{_last(path)}>"


def _inside(path: str, text: str) -> str:
    tags = path.split("/")
    return "".join(f"<{tag}>" for tag in tags) + text + "".join(f"</{tag}>" for tag in reversed(tags))


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>"


def _last(path: str) -> str:
    return path.rpartition("/")[2]
