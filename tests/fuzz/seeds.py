"""Small valid inputs of every format, from which damaged ones are made; the people are invented."""

import json
import zipfile
from functools import cache
from io import BytesIO

import openpyxl

from simpul.core.alert import Alert, AlertKind, Evidence, Seriousness
from simpul.core.draft import Claim, ReportDraft
from simpul.core.holding import HeldAlert
from simpul.core.report import ReportKind
from simpul.core.vocabulary import Schema
from simpul.formats.native import SubjectDocument, write_alert, write_draft, write_native_report, write_subject
from simpul.formats.reference import reference_bytes
from simpul.peers.introduction import signed_introduction
from tests import eulist, ftmlist, ofaclist, uklist
from tests.bundles import CLAIMS, GROUP, PERSON, RELATION, REPORT, a_bundle, ours
from tests.lawcases import documented_case, law_said
from tests.peering import XA, introduction, keyring
from tests.records import AT, AYU, B2, RED_GATE, XB, a_disclosure, a_handling, an_assertion

PARTS = ("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels")


@cache
def un() -> tuple[bytes, ...]:
    """Pieces of the built-in list, each a whole list with a few entries, in both encodings."""
    whole = reference_bytes("un-extract.xml").decode()
    head, _, body = whole.partition("<INDIVIDUALS>")
    people = body.split("<INDIVIDUAL>")[1:2]
    groups = body.partition("<ENTITIES>")[2].split("<ENTITY>")[1:2]
    individuals = "".join(f"<INDIVIDUAL>{each.rpartition('</INDIVIDUAL>')[0]}</INDIVIDUAL>\n" for each in people)
    entities = "".join(f"<ENTITY>{each.rpartition('</ENTITY>')[0]}</ENTITY>\n" for each in groups)
    start = head[head.index("<CONSOLIDATED_LIST") :]
    text = f"{start}<INDIVIDUALS>{individuals}</INDIVIDUALS><ENTITIES>{entities}</ENTITIES></CONSOLIDATED_LIST>"
    return (text.encode(), text.encode("utf-16"))


REMARKS = (
    "DOB 14 Mar 1971; alt. DOB circa 1972; POB Port, State XA; nationality State XA; Gender Male; Passport P100 (State "
    "XA) expires 05 Feb 2004; National ID No. 77 (State XB); a.k.a. 'KAPAL'; Linked To: HARBOUR SOCIETY."
)


@cache
def ofac_tables() -> tuple[bytes, ...]:
    """The table of an edition of OFAC's list, with everything in its remarks."""
    rows = ofaclist.sdn(remarks=REMARKS) + ofaclist.sdn("2", "KAPAL 8", "vessel", flag="State XA", vessel="Tanker")
    return (rows.encode() + ofaclist.END,)


@cache
def ofac_aliases() -> tuple[bytes, ...]:
    """The table of aliases of the same edition."""
    rows = "".join(
        ofaclist.row("1", str(number), kind, f"SALEH {number}, Omar", width=5)
        for number, kind in enumerate(("aka", "fka"))
    )
    return (rows.encode() + ofaclist.END,)


@cache
def ofac_document() -> tuple[bytes, ...]:
    """An edition of OFAC's list in XML."""
    text = (
        '<?xml version="1.0"?><sdnList xmlns="http://tempuri.org/sdnList.xsd"><publshInformation><Publish_Date>07/02/2021'
        "</Publish_Date></publshInformation><sdnEntry><uid>42</uid><firstName>Tarik</firstName><lastName>AMRI</lastName>"
        "<sdnType>Individual</sdnType><remarks>(Linked To: HARBOUR SOCIETY)</remarks><programList>"
        "<program>XA1</program></programList><idList><id><uid>1</uid><idType>Passport</idType><idNumber>P100</idNumber>"
        "<idCountry>XA</idCountry><issueDate>23 Jun 1999</issueDate></id><id><uid>2</uid><idType>Gender</idType>"
        "<idNumber>Male</idNumber></id>"
        "</idList><akaList><aka><uid>5</uid><type>a.k.a.</type><category>weak</category><lastName>KAPAL</lastName></aka>"
        "</akaList><addressList><address><uid>7</uid><address1>1 Quay</address1><city>Port</city><country>XA</country>"
        "</address></addressList><nationalityList><nationality><uid>8</uid><country>XA</country></nationality>"
        "</nationalityList><dateOfBirthList><dateOfBirthItem><uid>9</uid><dateOfBirth>14 Mar 1971</dateOfBirth>"
        "<mainEntry>true</mainEntry></dateOfBirthItem></dateOfBirthList></sdnEntry></sdnList>"
    )
    return (text.encode(),)


@cache
def eu_document() -> tuple[bytes, ...]:
    """An edition of the European Union's list in XML."""
    facts = (
        eulist.name("Tarik Amri", "<remark>low quality</remark>", nameLanguage="FR", gender="M", function="Clerk"),
        eulist.element("birthdate", circa="true", calendarType="GREGORIAN", yearRangeFrom="1953", yearRangeTo="1958"),
        eulist.element("birthdate", birthdate="1971-03-14", dayOfMonth="14", monthOfYear="3", year="1971", city="Port"),
        eulist.element(
            "address", eulist.element("contactInfo", key="PHONE", value="+99 1"), city="Port", **eulist.UNKNOWN
        ),
        eulist.element("identification", number="AD1", identificationTypeCode="passport", knownExpired="true"),
        eulist.element("citizenship", countryIso2Code="XA", countryDescription="STATE XA"),
        "<remark>A clerk.</remark>",
    )
    person = eulist.entity(*facts, unitedNationId="XAi.001", designationDate="2020-02-03")
    return (eulist.document(person, eulist.entity(eulist.name("Harbour Society"), number=2, kind="enterprise")),)


EU_COLUMNS = tuple(
    heading for heading in eulist.HEADINGS if "_Regulation_" not in heading or heading.startswith("Entity_")
)


@cache
def eu_table() -> tuple[bytes, ...]:
    """An edition of the European Union's list in CSV."""
    rows = (
        eulist.row(NameAlias_WholeName="Tarik Amri", NameAlias_Remark="low quality"),
        eulist.row(BirthDate_Year="1971", BirthDate_Circa="true", BirthDate_CalendarType="GREGORIAN"),
        eulist.row(Identification_Number="AD1", Identification_TypeDescription="National passport"),
        eulist.row(2, kind="enterprise", NameAlias_WholeName="Harbour Society", Address_City="Port"),
    )
    return (eulist.table(rows, headings=EU_COLUMNS),)


UK_ENTRY = uklist.listed(
    names=(uklist.TARIK, {"Name 6": "Abu Kapal", "Name type": "Alias", "Alias strength": "Low quality a.k.a"}),
    groups={
        "NonLatinNames/NonLatinName": ({"Name non-latin script": "طارق", "Non-latin script type": "Arabic"},),
        "Addresses/Address": ({"Address Line 1": "1 Quay", "Address Line 6": "Port", "Address Country": "State XA"},),
        "IndividualDetails/Individual/PassportDetails/Passport": ({"Passport number": "P0458"},),
        "IndividualDetails/Individual/BirthDetails/Location": ({"Town of birth": "Port"},),
    },
    repeated={"D.O.B": ("14/03/1971", "dd/mm/1972"), "Nationality(/ies)": ("State XA",), "Title": ("Dr",)},
    single={"OFSI Group ID": "7172", "UN Reference Number": "XAi.002"},
)
UK_SHIP = uklist.listed(
    names=({"Name 6": "Kapal 8", "Name type": "Primary name"},),
    repeated={"IMO number": ("IMO9562233",), "Year Built": ("2011",)},
    single={"Unique ID": "XAA0003", "Designation Type": "Ship"},
)


@cache
def uk_document() -> tuple[bytes, ...]:
    """An edition of the UK's list in XML."""
    more = "<SanctionsImposedIndicators><AssetFreeze>true</AssetFreeze></SanctionsImposedIndicators>"
    return (uklist.document(UK_ENTRY, UK_SHIP, more=more),)


@cache
def uk_table() -> tuple[bytes, ...]:
    """An edition of the UK's list in CSV."""
    return (uklist.table(UK_ENTRY, UK_SHIP), uklist.table(UK_SHIP).decode().encode("utf-16"))


@cache
def ftm() -> tuple[bytes, ...]:
    """Lines of FollowTheMoney."""
    nested = ftmlist.person(
        "xa-2", name="Omar Saleh", sanctions=[ftmlist.line("s-9", "Sanction", authority="State XA")]
    )
    whole = (
        ftmlist.line("s-1", "Sanction", entity="xa-1", program="TERR", listingDate="2020-02-03", unscId="XAi.001"),
        ftmlist.person(alias="Abu Kapal", birthDate="1971-03-14", nationality="xa", addressEntity="a-1"),
        ftmlist.line("p-1", "Passport", holder="xa-1", number="P0458", country="xa"),
        ftmlist.line("a-1", "Address", full="1 Quay, Port", city="Port"),
        ftmlist.line("o-1", "Ownership", owner="xa-1", asset="xa-3"),
        nested,
    )
    return (ftmlist.file_of(*whole), ftmlist.file_of(nested))


DTTOT = (
    ("Nama", "Deskripsi", "Terduga", "Kode Densus", "Tpt Lahir", "Tgl Lahir", "WN", "Alamat"),
    (
        "Tarik Amri alias Abu Kapal a.k.a. طارق",
        "Paspor No: P0458; NIK 77",
        "Orang",
        "XDD-001",
        "Port",
        "14/03/1971 atau 1972",
        "Indonesia, Mesir",
        "Jl. Laut",
    ),
    ("Harbour Society", "XAe.001", "Korporasi", "XDD-002", "", "00/00/0000", "", ""),
)


@cache
def dttot() -> tuple[bytes, ...]:
    """An edition of Indonesia's list as a workbook."""
    return _workbook(DTTOT)


@cache
def dttot_table() -> tuple[bytes, ...]:
    """The same as a table."""
    return ("\n".join(";".join(cell.replace(";", ",") for cell in row) for row in DTTOT).encode(),)


@cache
def tables() -> tuple[bytes, ...]:
    """Tables of one's own with each delimiter and encoding."""
    text = (
        'key;type;name;alias;dob;nationality;sex\nK1;orang;Tarik;"Abu\nKapal; Abu Laut";14/3/1971;XA;l\nK2;;Amri;;;;\n'
    )
    return (text.encode(), text.replace(";", ",").encode("utf-8-sig"), text.replace(";", "\t").encode("utf-16"))


@cache
def workbooks() -> tuple[bytes, ...]:
    """A small workbook, and the same without compression, so that damage reaches its parts."""
    return _workbook((("name", "dob", "sex"), ("Tarik", "1971-03-14", "l"), ("Amri", 26006, None)))


@cache
def part_of_workbook(name: str) -> tuple[bytes, ...]:
    """Give one part of the small workbook."""
    with zipfile.ZipFile(BytesIO(workbooks()[0])) as archive:
        return (archive.read(name),)


def workbook_with(name: str, raw: bytes) -> bytes:
    """Give the small workbook with one of its parts replaced, packed anew so that nothing else is wrong with it."""
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(workbooks()[0])) as archive, zipfile.ZipFile(changed, "w") as other:
        for part in archive.namelist():
            other.writestr(part, raw if part == name else archive.read(part))
    return changed.getvalue()


@cache
def stix() -> tuple[bytes, ...]:
    """Bundles of another's making and of ours."""
    return (a_bundle(PERSON, GROUP, RELATION, REPORT), json.dumps(ours(*CLAIMS[:2])).encode())


@cache
def native_reports() -> tuple[bytes, ...]:
    """A report in a file."""
    claims = (an_assertion(), an_assertion("alias", "Si Pelangi"), an_assertion("nationality", "XA"))
    return (write_native_report(a_disclosure(claims, shown=claims[:2])),)


@cache
def native_subjects() -> tuple[bytes, ...]:
    """A subject in a file."""
    return (write_subject(SubjectDocument(subject=AYU, assertions=(an_assertion(),))),)


@cache
def native_drafts() -> tuple[bytes, ...]:
    """A draft in a file."""
    claims = (
        Claim(subject=AYU, schema=Schema.PERSON, property="name", value="Ayu Pelangi"),
        Claim(subject=AYU, schema=Schema.PERSON, property="memberOf", value=RED_GATE, valid_from="2020"),
    )
    draft = ReportDraft(
        kind=ReportKind.ASSESSMENT,
        title="A meeting",
        summary="Two met.",
        grading=B2,
        handling=a_handling(XB),
        claims=claims,
    )
    return (write_draft(draft),)


@cache
def law_cases() -> tuple[bytes, ...]:
    """The case of law that the documentation shows, and one with the law of a state in it."""
    case = documented_case()
    return tuple(json.dumps(each).encode() for each in (case, case | {"requested": "XD", "laws": [law_said()]}))


@cache
def native_alerts() -> tuple[bytes, ...]:
    """An alert in a file."""
    alert = Alert(
        id="f" * 32,
        kind=AlertKind.LIST_HIT,
        subject=AYU,
        against="list:xa:XAi.001",
        score=900,
        seriousness=Seriousness.HIGH,
        handling=a_handling(),
        raised_at=AT,
        evidence=(Evidence(code="name.same", arguments=("Ayu",), weight=80),),
    )
    return (write_alert(HeldAlert(alert=alert)),)


@cache
def introductions() -> tuple[bytes, ...]:
    """How a node presents itself, signed."""
    return (signed_introduction(keyring(XA), introduction(XA)),)


PASSENGERS = (
    "UNA:+.? 'UNB+UNOA:4+APIS*XQ+XADHS+261122:0900+1++APIS'UNG+PAXLST+INVENTED AIR+XADHS+261122:0900+1+UN+D:12B'"
    "UNH+PAX001+PAXLST:D:12B:UN:IATA+XQ0123/261122/1310+01:F'BGM+745'NAD+MS+++INVENTED AIR'COM+202 555:TE'"
    "TDT+20+XQ123+++XQ'LOC+125+QAA'DTM+189:2611221310:201'LOC+87+QBB'DTM+232:2611221530:201'"
    "NAD+FL+++WIJAYA:SURYA:BUDI+20 INVENTED ST+KOTA++20001+XAA'ATT+2++M'DTM+329:720907'MEA+CT++:1'LOC+22+QBB'"
    "LOC+174+IDN'LOC+178+QAA'LOC+179+QBB'NAT+2+IDN'RFF+AVF:MFVYRK'RFF+SEA:23A'DOC+P:110:111+MB140241'DTM+36:301021'"
    "LOC+91+IDN'NAD+FM+++SARI'ATT+2++F'DTM+329:19800102'NAT+2+D'DOC+AC:110:111+C9'CNT+42:2'UNT+33+PAX001'"
    "UNE+1+1'UNZ+1+1'"
)


@cache
def passengers() -> tuple[bytes, ...]:
    """A passenger list in UN/EDIFACT, with its service string and without."""
    return (PASSENGERS.encode(), PASSENGERS.removeprefix("UNA:+.? '").encode())


@cache
def passenger_tables() -> tuple[bytes, ...]:
    """A passenger list as a table."""
    text = (
        "flight,departure,arrival,departs at,surname,given name,dob,nationality,passport number,seat,type\n"
        "XQ123,QAA,QBB,2026-11-22T13:10,WIJAYA,SURYA,1972-09-07,XA,MB140241,23A,passenger\n"
        "XQ123,QAA,QBB,2026-11-22T13:10,SARI,,1980-01-02,XB,C9,,crew\n"
    )
    return (text.encode(),)


def _workbook(rows: tuple[tuple[str | int | None, ...], ...]) -> tuple[bytes, ...]:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    packed, plain = BytesIO(), BytesIO()
    book.save(packed)
    with zipfile.ZipFile(packed) as archive, zipfile.ZipFile(plain, "w") as stored:
        for name in archive.namelist():
            stored.writestr(name, archive.read(name))
    return (packed.getvalue(), plain.getvalue())
