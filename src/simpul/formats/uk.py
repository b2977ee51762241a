"""The UK Sanctions List of the Foreign, Commonwealth and Development Office: file to edition.

Read are its XML and its CSV. Rules:
1. Every Designation, and every Unique ID of the CSV, becomes an entry, or a rejected entry with its line and the
   reason; none is lost.
2. The CSV writes every fact of an entry beside every other, over as many rows as that takes: the rows are joined by
   their Unique ID, and each fact is kept once, in the order in which it comes first.
3. What an entry's facts mean is said in `simpul.formats.uk_entry`; both forms of one edition make the same entries, but
   for what only the XML has.
"""

import re
from collections.abc import Iterator

from simpul.core.designation import ListEdition
from simpul.core.node import Limits
from simpul.formats.days import day_in_figures
from simpul.formats.edition import EditionReading, read_either
from simpul.formats.headed import HeadedRow, headed_rows, heading_key
from simpul.formats.particulars import Particulars
from simpul.formats.uk_entry import GROUPS, LIST_ID, REFERENCE, entry_of, reference_of
from simpul.formats.xml import Element, Source, XmlBounds, line_of, local_name, own_text, records

ROOT = "Designations"
ENTITY = "Designation"
GENERATED = "DateGenerated"
MOST_ELEMENTS = 4_000_000
REPORT_DATE = re.compile(r"report date:?\s*(.*)", re.IGNORECASE | re.DOTALL)
IN_WORDS = re.compile(r"([0-9]{1,2})[- ]([A-Za-z]{3})[a-z]*[- ]([0-9]{4})")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

CSV_KEY = "uniqueid"
CSV_TEXTS = {
    "Unique ID": REFERENCE,
    "Last Updated": "LastUpdated",
    "OFSI Group ID": "OFSIGroupID",
    "UN Reference Number": "UNReferenceNumber",
    "Title": "Title",
    "Regime Name": "RegimeName",
    "Designation Type": "IndividualEntityShip",
    "Designation source": "DesignationSource",
    "Sanctions Imposed": "SanctionsImposed",
    "Other Information": "OtherInformation",
    "UK Statement of Reasons": "UKStatementofReasons",
    "Phone number": "PhoneNumber",
    "Website": "Website",
    "Email address": "EmailAddress",
    "Date Designated": "DateDesignated",
    "D.O.B": "DOB",
    "Nationality(/ies)": "Nationality",
    "Position": "Position",
    "Gender": "Gender",
    "Type of entity": "TypeOfEntity",
    "Subsidiaries": "Subsidiary",
    "Parent company": "ParentCompany",
    "Business registration number (s)": "BusinessRegistrationNumber",
    "IMO number": "IMONumber",
    "Current owner/operator (s)": "CurrentOwnerOperator",
    "Previous owner/operator (s)": "PreviousOwnerOperator",
    "Current believed flag of ship": "CurrentBelievedFlagOfShip",
    "Previous flags": "PreviousFlag",
    "Type of ship": "TypeOfShip",
    "Tonnage of ship": "TonnageOfShip",
    "Length of ship": "LengthOfShip",
    "Year Built": "YearBuilt",
    "Hull identification number (HIN)": "HullIdentificationNumber",
}
CSV_GROUPS = {
    **{f"Name {number}": ("Name", f"Name{number}") for number in range(1, 7)},
    "Name type": ("Name", "NameType"),
    "Alias strength": ("Name", "AliasStrength"),
    "Name non-latin script": ("NonLatinName", "NameNonLatinScript"),
    "Non-latin script type": ("NonLatinName", "NonLatinScriptType"),
    "Non-latin script language": ("NonLatinName", "NonLatinScriptLanguage"),
    **{f"Address Line {number}": ("Address", f"AddressLine{number}") for number in range(1, 7)},
    "Address Postal Code": ("Address", "AddressPostalCode"),
    "Address Country": ("Address", "AddressCountry"),
    "National Identifier number": ("NationalIdentifier", "NationalIdentifierNumber"),
    "National Identifier additional information": ("NationalIdentifier", "NationalIdentifierAdditionalInformation"),
    "Passport number": ("Passport", "PassportNumber"),
    "Passport additional information": ("Passport", "PassportAdditionalInformation"),
    "Town of birth": ("Location", "TownOfBirth"),
    "Country of birth": ("Location", "CountryOfBirth"),
}
COLUMNS = {
    **{heading_key(heading): ("", name) for heading, name in CSV_TEXTS.items()},
    **{heading_key(heading): where for heading, where in CSV_GROUPS.items()},
}
"""What each heading of the CSV is in the XML: the group, if it is part of one, and the element."""


def read_uk(source: Source, *, limits: Limits) -> ListEdition:
    """Read an edition in either form; the file says which it is.

    Raises:
        InputError: this is not the list, is badly written, or is larger than the limits allow; with the line.
    """
    return read_either(source, xml=read_uk_xml, csv=read_uk_csv, limits=limits)


def read_uk_xml(source: Source, *, limits: Limits) -> ListEdition:
    """Read an edition in XML from a file, its bytes or a stream of them.

    Raises:
        InputError: this is not the list, not well-formed, or larger than the limits allow; with the line.
    """
    bounds = XmlBounds(max_bytes=limits.max_list_bytes, max_depth=limits.max_depth, max_elements=MOST_ELEMENTS)
    reading, dated = EditionReading(LIST_ID, reference=reference_of, entry=entry_of), ""
    for element in records(source, root=ROOT, depth=1, bounds=bounds):
        if local_name(element.tag) == GENERATED:
            dated = dated or _day(element.text or "")
        else:
            reading.take_element(element, named=ENTITY, note=_note_entity)
    return reading.closed(dated=dated, otherwise=f"the list has no {ENTITY}")


def read_uk_csv(source: Source, *, limits: Limits) -> ListEdition:
    """Read an edition in CSV from a file, its bytes or a stream of them.

    Raises:
        InputError: this is not the list, badly written, or larger than the limits allow; with the line.
    """
    reading = EditionReading(LIST_ID, reference=reference_of, entry=entry_of)
    with headed_rows(source, key=CSV_KEY, delimiter=",", limits=limits) as table:
        dated = next(_days_of_report(table.banner), "")
        reading.join(table.rows, key=CSV_KEY, note=_note_row)
    return reading.closed(dated=dated, otherwise="the list has no row")


def _note_entity(said: Particulars, element: Element) -> None:
    """Note its reference before all else: an entry that cannot be read is still on the list."""
    said.add(REFERENCE, element.findtext(f"{{*}}{REFERENCE}") or "", place=said.place)
    _note_element(said, element)


def _note_element(said: Particulars, element: Element) -> None:
    """Note the texts of an element and of all in it, each under the name of its own element; groups stay together."""
    said.add(local_name(element.tag), own_text(element), place=line_of(element))
    for child in element:
        tag = local_name(child.tag)
        if tag in GROUPS and len(child):
            said.add_group(tag, dict(_leaves(child)), place=line_of(child))
        else:
            _note_element(said, child)


def _leaves(element: Element) -> Iterator[tuple[str, str]]:
    """Give the texts in a group by element; of an element that stands there twice, one text."""
    texts: dict[str, list[str]] = {}
    for each in element.iter():
        if each is not element or own_text(each):
            texts.setdefault(local_name(each.tag), []).append(own_text(each))
    yield from ((name, "; ".join(filter(None, said))) for name, said in texts.items())


def _note_row(said: Particulars, row: HeadedRow) -> None:
    place = f"line {row.line}"
    groups: dict[str, dict[str, str]] = {}
    said.add(REFERENCE, row.cells.get(CSV_KEY, ""), place=place)
    for heading, cell in row.cells.items():
        group, name = COLUMNS.get(heading, ("", heading))
        if group:
            groups.setdefault(group, {})[name] = cell
        else:
            said.add(name, cell, place=place)
    for group, texts in groups.items():
        said.add_group(group, texts, place=place)


def _days_of_report(banner: tuple[str, ...]) -> Iterator[str]:
    """Give the days that stand above the headings: `Report Date: 13-Feb-2026`, in one cell or in two."""
    for said in (*banner, " ".join(banner)):
        if (found := REPORT_DATE.fullmatch(said)) and (day := _day(found[1])):
            yield day


def _day(said: str) -> str:
    words = IN_WORDS.fullmatch(said.strip())
    if words and words[2].lower() in MONTHS:
        return day_in_figures(f"{words[1]}/{MONTHS.index(words[2].lower()) + 1}/{words[3]}")
    return day_in_figures(said)
