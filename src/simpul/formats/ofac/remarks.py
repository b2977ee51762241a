"""The remarks of OFAC's list: facts in one text, parted by semicolons and closed by a full stop.

Rules:
1. A name in quotes is a weak alias: OFAC's own word for one that is too common to be searched by alone.
2. What begins with the word of a fact is that fact; everything else is kept as a comment, in its order.
3. Remarks longer than 1,000 characters are cut in the file and go on in another. Where that is not there the last
   part is not whole: it is no fact, and is kept as unread.
"""

import re

from simpul.formats.ofac.entry import CITIZENSHIP, DATE, GENDER, NATIONALITY, PLACE, EntryReading

CUT_FROM = 950
"""Characters from which on remarks without their full stop were cut; blanks at the end do not count."""

SAME_BEGINNING = 100
ALTERNATIVE = re.compile(r"alt\. ", re.IGNORECASE)
FACT = re.compile(rf"({DATE}|{PLACE}|{NATIONALITY}|{CITIZENSHIP}|{GENDER}):? (.+)")
WEAK_ALIAS = re.compile(r"([afn]\.k\.a\.),? '(.+)'", re.DOTALL)
LINKED = re.compile(r"Linked To: ?(.+)")
DIGIT = re.compile(r"[0-9]")
NEEDS_NO_DIGIT = ("Email Address", "Website")

DOCUMENT_KINDS = (
    "Afghan Money Service Provider License Number",
    "Aircraft Construction Number (also called L/N or S/N or F/N)",
    "Aircraft Manufacturer's Serial Number (MSN)",
    "Aircraft Mode S Transponder Code",
    "Aircraft Serial Identification",
    "Aircraft Tail Number",
    "BIK (RU)",
    "Birth Certificate Number",
    "Bosnian Personal ID No.",
    "Branch Unit Number",
    "British National Overseas Passport",
    "Business Number",
    "Business Registration Document #",
    "Business Registration Number",
    "C.I.F.",
    "C.R. No.",
    "C.U.I.",
    "C.U.I.P.",
    "C.U.I.T.",
    "C.U.R.P.",
    "Cartilla de Servicio Militar Nacional",
    "Cedula No.",
    "Certificate of Incorporation Number",
    "Chamber of Commerce Number",
    "Citizen's Card Number",
    "Commercial Registry Number",
    "Company Number IMO",
    "Company Number",
    "Credencial electoral",
    "D-U-N-S Number",
    "D.N.I.",
    "Diplomatic Passport",
    "Driver's License No.",
    "Dubai Chamber of Commerce Membership No.",
    "Electoral Registry No.",
    "Email Address",
    "Enterprise Number",
    "Fax No.",
    "Fax",
    "File Number",
    "Folio Mercantil No.",
    "Government Gazette Number",
    "I.F.E.",
    "Identification Number IMO",
    "Identification Number",
    "Immigration No.",
    "Italian Fiscal Code",
    "Kenyan ID No.",
    "LE Number",
    "Legal Entity Number",
    "License",
    "MMSI",
    "Matricula Mercantil No",
    "Moroccan Personal ID No.",
    "N.I.E.",
    "NIT #",
    "National Foreign ID Number",
    "National ID No.",
    "Numero Unico de Identificacao Tributaria (NUIT)",
    "Numero de Identidad",
    "Passport",
    "Personal ID Card",
    "Phone No.",
    "Phone Number",
    "Pilot License Number",
    "Public Registration Number",
    "Public Security and Immigration No.",
    "R.F.C. #",
    "R.F.C.",
    "RFC",
    "RIF #",
    "RTN",
    "RUC #",
    "Refugee ID Card",
    "Registered Charity No.",
    "Registration ID",
    "Registration Number",
    "Residency Number",
    "SRE Permit No.",
    "SSN",
    "SWIFT/BIC",
    "Stateless Person Passport",
    "Tax ID No.",
    "Tazkira National ID Card",
    "Telephone No.",
    "Telephone",
    "Trade License No.",
    "Travel Document Number",
    "Turkish Identification Number",
    "U.S.A. Passport",
    "UK Company Number",
    "US FEIN",
    "Unified Social Credit Code (USCC)",
    "United Social Credit Code Certificate (USCCC)",
    "V.A.T. Number",
    "Vessel Registration Identification IMO",
    "Vessel Registration Identification",
    "VisaNumberID",
    "Website",
)
"""The words before a number in the list; a longer one is asked for before the one it begins with."""

DOCUMENT = re.compile(
    f"({'|'.join(re.escape(kind) for kind in sorted(DOCUMENT_KINDS, key=len, reverse=True))}"
    r"|Digital Currency Address - [A-Z0-9]{2,8}),?:? (.+)",
    re.IGNORECASE,
)


def take_remarks(entry: EntryReading, remarks: str, *, rest: str = "") -> None:
    """Note what the remarks say of an entry; `rest` is what the file of cut remarks has of them."""
    whole = rest if rest.startswith(remarks[:SAME_BEGINNING]) else f"{remarks}{rest}"
    parts = [part.strip() for part in whole.split(";")]
    if len(whole) >= CUT_FROM and not rest and not whole.endswith("."):
        entry.unread.append(f"Remarks, cut in the file: {parts.pop()}")
    elif parts[-1].endswith("."):
        parts[-1] = parts[-1][:-1]
    for part in parts:
        if part:
            _take(entry, part)


def _take(entry: EntryReading, part: str) -> None:
    alternative = ALTERNATIVE.match(part)
    note = "alt." if alternative else ""
    said = part[alternative.end() :] if alternative else part
    if found := WEAK_ALIAS.fullmatch(said):
        entry.weak_alias(found[1], found[2])
    elif found := FACT.fullmatch(said):
        entry.say(found[1], found[2], note=note)
    elif found := LINKED.fullmatch(said):
        entry.linked_to.append(found[1])
    elif (found := DOCUMENT.fullmatch(said)) and (DIGIT.search(found[2]) or found[1] in NEEDS_NO_DIGIT):
        entry.document(found[1], found[2], note=note)
    else:
        entry.comments.append(part)
